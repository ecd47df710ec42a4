from ingest.read import read_document


def test_form_feeds_are_page_ends_and_running_lines_are_known() -> None:
    pages = [f"LIMITE\n\nText of {name}.\n\n13607/21 {n}\n" for n, name in enumerate("abc", 1)]
    result = read_document("x.txt", "\f".join(pages).encode())
    assert len(result.layout.pages) == 3
    running = {span.quote(result.text) for span in result.layout.furniture}
    assert running == {"LIMITE", "13607/21 1", "13607/21 2", "13607/21 3"}


def test_text_without_page_marks_has_no_layout() -> None:
    result = read_document("x.txt", b"a\n\nb\n")
    assert not any(dict(result.layout).values())
