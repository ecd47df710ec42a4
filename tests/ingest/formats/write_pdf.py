"""Write a plan as a PDF: ruled tables over pages, landscape where wide, running lines, numbers."""

from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    TableStyle,
)
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus import Table as Ruled

from ingest.text import footnote_number
from tests.ingest.formats.plan_blocks import MARK, Cell, Plan, Table

_FONT = "Vera"
_TEXT = ParagraphStyle("text", fontName=_FONT, fontSize=9, leading=11.5, spaceAfter=5)
_CELL = ParagraphStyle("cell", fontName=_FONT, fontSize=8, leading=10, spaceAfter=2)
_SMALL = ParagraphStyle("small", fontName=_FONT, fontSize=5.5, leading=7)
_NOTE = ParagraphStyle("note", fontName=_FONT, fontSize=7, leading=8.5, spaceAfter=5)
_MARGIN = 50
_NOTES_HEIGHT = 90


def pdf_file(plan: Plan) -> bytes:
    font = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    pdfmetrics.registerFont(TTFont(_FONT, str(font)))
    written = BytesIO()
    made = BaseDocTemplate(written, invariant=True)
    made.addPageTemplates([_page("upright", A4, plan), _page("wide", landscape(A4), plan)])
    made.build(list(_story(plan)))
    return written.getvalue()


def _page(name: str, size: tuple[float, float], plan: Plan) -> PageTemplate:
    width, bottom = size[0] - 2 * _MARGIN, _MARGIN + _NOTES_HEIGHT
    frame = Frame(_MARGIN, bottom, width, size[1] - bottom - _MARGIN)

    def running(canvas: Any, document: Any) -> None:
        canvas.setFont(_FONT, 7)
        canvas.drawCentredString(size[0] / 2, size[1] - 30, plan.header)
        canvas.drawString(_MARGIN, 30, "A RUNNING FOOTER")
        canvas.drawRightString(size[0] - _MARGIN, 30, f"{document.page} EN")

    def notes(canvas: Any, document: Any) -> None:
        y = _MARGIN
        for words in reversed(getattr(document, "noted", [])):
            made = Flowing(words, _NOTE)
            height = made.wrap(width, _NOTES_HEIGHT)[1]
            made.drawOn(canvas, _MARGIN + 6, y)
            y += height + 2
        document.noted = []

    return PageTemplate(name, [frame], onPage=running, onPageEnd=notes, pagesize=size)


class _Note(Flowable):
    """Takes no room: its words are set at the foot of the page that it comes to stand on."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def wrap(self, *_room: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        document = self.canv._doctemplate
        document.noted = [*getattr(document, "noted", []), self._words]


def _story(plan: Plan) -> Any:
    wide = False
    noted: set[str] = set()
    for block in plan.blocks:
        if (isinstance(block, Table) and block.wide != wide) or (wide and isinstance(block, str)):
            wide = isinstance(block, Table) and block.wide
            yield from (NextPageTemplate("wide" if wide else "upright"), PageBreak())
        if isinstance(block, Table):
            yield _table(block, plan, 742 if wide else 495)
        else:
            yield Flowing(_words(block, plan), _TEXT)
        for mark in MARK.findall(_all_words(block)):
            if mark in plan.notes and mark not in noted:
                noted.add(mark)
                words = f"<super>{footnote_number(mark)}</super> {escape(plan.notes[mark])}"
                yield _Note(words)


def _all_words(block: str | Table) -> str:
    if isinstance(block, str):
        return block
    return " ".join(line for row in block.rows for cell in row for line in _cell_lines(cell))


def _cell_lines(cell: Cell) -> list[str]:
    inner = [_all_words(cell.inner)] if cell.inner else []
    return [*cell.lines, *inner]


def _words(words: str, plan: Plan) -> str:
    def call(mark: Any) -> str:
        raised = f"<super>{footnote_number(mark.group())}</super>"
        return raised if mark.group() in plan.notes else mark.group()

    return MARK.sub(call, escape(words))


def _table(table: Table, plan: Plan, width: float) -> Ruled:
    small = _SMALL if table.wide else _CELL
    data: list[list[Any]] = []
    spans = []
    for row in [flat for whole in table.rows for flat in _flat(whole)]:
        made: list[Any] = []
        for cell in row:
            if cell.span > 1:
                spans.append(
                    ("SPAN", (len(made), len(data)), (len(made) + cell.span - 1, len(data)))
                )
            made.append([Flowing(_words(line, plan), small) for line in cell.lines] or "")
            made += [""] * (cell.span - 1)
        data.append(made)
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans]
    return Ruled(
        data,
        colWidths=_widths(table, width),
        style=TableStyle(style),
        repeatRows=1 if table.header else 0,
        splitInRow=1,
        spaceAfter=8,
    )


def _flat(row: list[Cell]) -> list[list[Cell]]:
    """Return a row, or the rows of the table in its one cell, spanned to two columns."""
    inner = row[0].inner
    if inner is None:
        return [row]
    return [[Cell(r[0].lines, span=2)] if len(r) == 1 else r for r in inner.rows]


def _widths(table: Table, width: float) -> list[float]:
    shares = {2: (0.7, 0.3), 4: (0.08, 0.1, 0.2, 0.62), 1: (1.0,)}.get(table.columns)
    if shares is None:
        shares = (0.04, 0.17, 0.07, 0.09, 0.2, 0.05, 0.05, 0.13, 0.14, 0.03, 0.03)
    return [width * share for share in shares]
