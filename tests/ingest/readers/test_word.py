from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from ingest.errors import DamagedFile, UnknownFormat
from ingest.read import read_document
from ingest.readers.layout import Read


def read(document: Any) -> Read:
    written = BytesIO()
    document.save(written)
    return read_document("plan.docx", written.getvalue())


def test_list_numbers_and_bullets_are_written_out() -> None:
    document = docx.Document()
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    document.add_paragraph("point", style="List Bullet")
    assert read(document).text.split("\n\n")[:3] == ["1. first", "2. second", "· point"]


def test_merged_and_nested_cells_are_read_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "over both"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "over two rows"
    table.cell(1, 1).text = "right"
    table.cell(2, 1).add_table(rows=1, cols=1).cell(0, 0).text = "inside"
    result = read(document)
    outer, inner = result.layout.tables
    assert inner.inner and not outer.inner
    assert [[c.quote(result.text).strip() for c in row.cells] for row in outer.rows] == [
        ["over both"],
        ["over two rows", "right"],
        ["inside"],
    ]
    assert outer.rows[0].cells[0].width == 2
    assert outer.rows[2].cells[0].column == 1


def test_running_lines_are_kept_and_known() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "LIMITE"
    document.sections[0].footer.paragraphs[0].text = "14982/23 EN"
    document.add_paragraph("The text.")
    result = read(document)
    assert [span.quote(result.text) for span in result.layout.furniture] == [
        "LIMITE",
        "14982/23 EN",
    ]


def test_tracked_deletions_are_no_text() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("kept ")
    deleted = docx.oxml.OxmlElement("w:del")
    run = docx.oxml.OxmlElement("w:r")
    words = docx.oxml.OxmlElement("w:delText")
    words.text = "gone"
    run.append(words)
    deleted.append(run)
    paragraph._p.append(deleted)
    assert "gone" not in read(document).text


def test_another_kind_of_zip_is_refused() -> None:
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(UnknownFormat):
        read_document("a.docx", written.getvalue())


def test_a_broken_file_is_refused_in_one_sentence() -> None:
    with pytest.raises(DamagedFile, match=r"^'plan\.docx' is damaged [^\n]+\.$"):
        read_document("plan.docx", b"PK\x03\x04 and nothing else")
