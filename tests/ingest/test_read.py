import re

import pytest

from ingest.errors import EmptyFile, UnknownFormat, UnreadableFile
from ingest.read import read_text

GREEK = "Σχέδιο δράσης 2031 για τη λαθραία διακίνηση μεταναστών"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain\n", "plain\n"),
        ("größer – „so“".encode(), "größer – „so“"),
        (b"\xef\xbb\xbfbehind a mark", "behind a mark"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"latin-1: gr\xf6\xdfer", "latin-1: gr\u00f6\u00dfer"),
        ("utf-16: \u00e4".encode("utf-16"), "utf-16: \u00e4"),
        ("no mark: \u00e4".encode("utf-16-le"), "no mark: \u00e4"),
        ("no mark: \u00e4".encode("utf-16-be"), "no mark: \u00e4"),
        (GREEK.encode("utf-16-be"), GREEK),
        ("utf-32: \u00e4".encode("utf-32"), "utf-32: \u00e4"),
        (b"  kept as it is \t\n\n", "  kept as it is \t\n\n"),
    ],
)
def test_text_is_decoded_and_otherwise_kept(data: bytes, text: str) -> None:
    assert read_text("plan.txt", data) == text


@pytest.mark.parametrize("name", ["iso-8859-7", "windows-1253", "utf-8"])
def test_a_page_is_decoded_as_it_declares(name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body><p>{GREEK}</p></body></html>'
    assert GREEK in read_text("plan.html", page.encode(name))


@pytest.mark.parametrize("name", ["rot13", "no-such-thing", "utf-16", "latin-1"])
def test_a_page_that_declares_what_it_is_not_is_windows_latin(name: str) -> None:
    page = f"<html><head><meta charset={name}></head><body><p>Größer – so</p></body></html>"
    assert "Größer – so" in read_text("plan.html", page.encode("cp1252"))


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u00a0\u2003".encode(), b"...\n---\n"]
)
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        read_text("plan.txt", data)


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0 an old word file",
        b"\x89PNG\r\n",
        b"text with a \x00 in it",
    ],
)
def test_what_no_reader_knows_is_refused(data: bytes) -> None:
    with pytest.raises(UnknownFormat):
        read_text("plan.txt", data)


@pytest.mark.parametrize(("data", "status"), [(b"", 422), (b"\x89PNG", 415)])
def test_a_refusal_is_one_sentence_that_names_the_file(data: bytes, status: int) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_text("my plan.txt", data)
    message = str(refused.value)
    assert refused.value.status == status
    assert "'my plan.txt'" in message and "give" in message
    assert re.fullmatch(r"[^\n]+\.", message)
