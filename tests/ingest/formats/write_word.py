"""Write a plan as a Word file: real tables, merged and nested cells, footnotes, running lines."""

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.ingest.formats.plan_blocks import MARK, Plan, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def word_file(plan: Plan) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = plan.header
    document.sections[0].footer.paragraphs[0].text = "A RUNNING FOOTER EN"
    for block in plan.blocks:
        if isinstance(block, Table):
            _table(document, block, plan)
        else:
            _words(document.add_paragraph(), block, plan)
    _notes(document, plan)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _words(paragraph: Any, words: str, plan: Plan) -> None:
    reached = 0
    for mark in MARK.finditer(words):
        if mark.group() in plan.notes:
            paragraph.add_run(words[reached : mark.start()])
            call = OxmlElement("w:footnoteReference")
            call.set(qn("w:id"), str(list(plan.notes).index(mark.group()) + 1))
            paragraph.add_run()._r.append(call)
            reached = mark.end()
    paragraph.add_run(words[reached:])


def _table(parent: Any, table: Table, plan: Plan) -> None:
    made = parent.add_table(rows=len(table.rows), cols=table.columns)
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            target = made.cell(number, column)
            if cell.span > 1:
                target = target.merge(made.cell(number, column + cell.span - 1))
            for at, line in enumerate(cell.lines):
                _words(target.paragraphs[0] if not at else target.add_paragraph(), line, plan)
            if cell.inner and cell.inner.rows:
                _table(target, cell.inner, plan)
            column += cell.span
        if row[0].span == 1 and not row[0].lines and not row[0].inner and number:
            made.cell(number - 1, 0).merge(made.cell(number, 0)) if table.columns == 2 else None


def _notes(document: Any, plan: Plan) -> None:
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f"<w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:footnote>"
        for number, words in enumerate(plan.notes.values(), start=1)
    )
    xml = f'<w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>'.encode()
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
