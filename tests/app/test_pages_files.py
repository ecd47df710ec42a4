"""The writers of workbooks, Word and PDF files: whatever stands in a plan, they open."""

import io

import pdfplumber
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.pages.paper import Heading, Paper, Paragraph, Table
from app.pages.pdf import pdf_file
from app.pages.spreadsheet import workbook
from app.pages.word import word_file

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HOSTILE = "=HYPERLINK(1) <b>&amp; \x0c\x00 -->"


def paper(words: str) -> Paper:
    table = Table(("a", words), ((words, "x" * 200),), (0.3, 0.7))
    return Paper(words, words, (Heading(words, 2), Paragraph(words, quiet=True), table))


@settings(max_examples=10, deadline=None)
@given(WORDS)
def test_any_words_can_be_written(words: str) -> None:
    assert Document(io.BytesIO(word_file(paper(words)))).tables
    assert pdf_file(paper(words)).startswith(b"%PDF")
    assert load_workbook(io.BytesIO(workbook("Words", ("a",), [(words,)])))


def test_a_cell_is_text_whatever_it_begins_with() -> None:
    book = load_workbook(io.BytesIO(workbook("Words", ("a",), [("=1+1",)])))
    assert book["Words"]["A2"].data_type == "s"
    assert book["Words"]["A2"].value == "=1+1"


def test_markup_is_words_in_the_pdf() -> None:
    with pdfplumber.open(io.BytesIO(pdf_file(paper(HOSTILE)))) as pdf:
        assert "=HYPERLINK(1) <b>&amp;" in pdf.pages[0].extract_text()


def test_what_the_font_cannot_draw_is_seen_to_be_missing() -> None:
    with pdfplumber.open(io.BytesIO(pdf_file(paper("Zürich €5 漢字")))) as pdf:
        words = pdf.pages[0].extract_text()
    assert "Zürich €5" in words


def test_a_long_row_does_not_break_the_page() -> None:
    long = Table(("a", "b"), (("x", "word " * 5000),), (0.3, 0.7))
    assert pdf_file(Paper("Long", "", (long,))).startswith(b"%PDF")
