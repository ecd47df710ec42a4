"""Papers as Word files, in the styles that Word itself knows, so that its outline works."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from app.pages.paper import Heading, Paper, Paragraph, Table

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Control characters that XML cannot hold, such as the form feeds between pages.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDTH_CM = 17.0
_QUIET_POINTS = 8.5


def word_file(paper: Paper) -> bytes:
    """Return a paper as the content of a .docx file."""
    # here, for it takes long to load and few visits download
    from docx import Document
    from docx.shared import Cm

    document = Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
    document.core_properties.title = _clean(paper.title)[:255]
    document.core_properties.author = "OAP Assistant"
    document.add_heading(_clean(paper.title), 0)
    document.add_paragraph(_clean(paper.subtitle))
    for block in paper.blocks:
        match block:
            case Heading(words, level):
                document.add_heading(_clean(words), level)
            case Paragraph():
                _add_paragraph(document, block)
            case Table():
                _add_table(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _clean(words: str) -> str:
    return _NOT_XML.sub(" ", words)


def _add_paragraph(document: WordDocument, paragraph: Paragraph) -> None:
    from docx.shared import Pt

    run = document.add_paragraph().add_run(_clean(paragraph.words))
    if paragraph.quiet:
        run.font.size = Pt(_QUIET_POINTS)


def _add_table(document: WordDocument, table: Table) -> None:
    from docx.shared import Cm, Pt

    drawn = document.add_table(rows=1 + len(table.rows), cols=len(table.columns))
    drawn.style = "Table Grid"
    drawn.autofit = False
    for number, row in enumerate((table.columns, *table.rows)):
        cells = drawn.rows[number].cells
        for cell, words, share in zip(cells, row, table.widths, strict=True):
            cell.width = Cm(_WIDTH_CM * share)
            run = cell.paragraphs[0].add_run(_clean(words))
            run.font.size = Pt(9)
            run.bold = number == 0
    document.add_paragraph()
