import pytest

from ingest.read import read_document
from ingest.readers.html import looks_like_html
from ingest.readers.layout import Read


def read(body: str) -> Read:
    return read_document("x.html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("<!doctype html><p>a", True),
        ("<?xml version='1.0'?>\n<html>", True),
        ("<!-- saved -->\n<html>", True),
        ("A plan with <p>tags</p> in it", False),
        ("<p>in front</p>\tof a cell", False),
    ],
)
def test_a_page_is_told_from_text_with_tags(text: str, page: bool) -> None:
    assert looks_like_html(text) is page


def test_white_space_is_that_of_the_page_not_of_the_file() -> None:
    assert read("<p>one\n  two<br>three</p><p>four").text == "one two\nthree\n\nfour\n\n"


def test_lists_have_their_marks() -> None:
    assert read("<ul><li>a</ul><ol start=3><li>b<li>c</ol>").text == "· a\n\n3. b\n\n4. c\n\n"


def test_scripts_and_heads_are_no_text() -> None:
    assert read("<script>x</script><style>y</style><p>z").text.strip() == "z"


def test_spans_give_each_cell_its_column() -> None:
    result = read("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>")
    (table,) = result.layout.tables
    assert table.columns == 3
    places = [[(c.column, c.quote(result.text)) for c in row.cells] for row in table.rows]
    assert places == [[(0, "a"), (1, "b")], [(1, "c"), (2, "d")]]


def test_a_footnote_stands_outside_the_flow() -> None:
    result = read(
        '<p>Text<sup><a href="#fn1">1</a></sup></p>'
        '<ol><li id="fn1">Its words <a href="#r">↩</a></ol>'
    )
    assert result.text == "Text¹\n\n¹ Its words\n\n"
    assert [note.quote(result.text) for note in result.layout.notes] == ["¹ Its words"]


def test_header_and_footer_are_furniture() -> None:
    result = read("<header>LIMITE</header><p>text<footer>page 1</footer>")
    assert [f.quote(result.text) for f in result.layout.furniture] == ["LIMITE", "page 1"]


def test_a_note_without_a_link_is_called_by_its_raised_number() -> None:
    page = "<html><p>Fees<sup>1</sup> rise.</p><ol><li id='fn1'>Prices of 2022.</li></ol></html>"
    result = read_document("plan.html", page.encode())
    assert [note.quote(result.text) for note in result.layout.notes] == ["¹ Prices of 2022."]


def test_a_term_stands_with_the_words_that_explain_it() -> None:
    page = "<html><dl><dt>Broker</dt><dd>any person who arranges.</dd><dt>Yard</dt></dl></html>"
    text = read_document("plan.html", page.encode()).text
    assert "Broker: any person who arranges." in text and "Yard" in text
