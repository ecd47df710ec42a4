"""Papers as PDF files: A4, numbered pages, tables whose header comes again on every page."""

import io
from functools import cache
from html import escape
from typing import Any

from app.pages.paper import Heading, Paper, Paragraph, Table

MEDIA_TYPE = "application/pdf"
_POINTS_PER_CM = 28.35
_MARGIN = 2 * _POINTS_PER_CM
_MAX_CELL_CHARS = 3_000
"""What fits on a page: a row is not parted between pages."""


def pdf_file(paper: Paper) -> bytes:
    """Return a paper as the content of a PDF file."""
    # here, for it takes long to load and few visits download
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    _load_fonts()
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=paper.title,
        author="OAP Assistant",
        lang=paper.language,
    )
    flow = [_line(paper.title, 18, bold=True), _line(paper.subtitle, 10)]
    for block in paper.blocks:
        flow += _drawn(block, A4[0] - 2 * _MARGIN)
    template.build(flow, onFirstPage=_number, onLaterPages=_number)
    return out.getvalue()


def _drawn(block: Heading | Paragraph | Table, width: float) -> list[Any]:
    match block:
        case Heading(words, level):
            return [_line(words, 16 - 2 * level, bold=True, before=10)]
        case Paragraph(words, quiet):
            return [_line(words, 8 if quiet else 10)]
        case Table():
            return [_table(block, width)]


def _table(table: Table, width: float) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Table as Grid

    head = [_line(words, 8, bold=True) for words in table.columns]
    rows = [[_line(words[:_MAX_CELL_CHARS], 8) for words in row] for row in table.rows]
    grid = Grid([head, *rows], [width * share for share in table.widths], repeatRows=1)
    line, light = colors.HexColor("#c9c4b8"), colors.HexColor("#f4f1ea")
    grid.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.4, line),
            ("BACKGROUND", (0, 0), (-1, 0), light),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return grid


def _line(words: str, points: float, *, bold: bool = False, before: float = 0) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Flowing

    style = ParagraphStyle(
        "words",
        fontName="Vera-Bold" if bold else "Vera",
        fontSize=points,
        leading=points * 1.35,
        spaceBefore=before,
        spaceAfter=4,
        wordWrap="LTR",
        splitLongWords=True,
    )
    return Flowing(escape(_printable(words)).replace("\n", "<br/>"), style)


def _printable(words: str) -> str:
    """Replace what the font has no shape for; a reader sees that something stood there."""
    known = _load_fonts()
    return "".join(char if char == "\n" or ord(char) in known else "\u25af" for char in words)


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont("Vera", 8)
    canvas.drawCentredString(document.pagesize[0] / 2, _MARGIN / 2, str(document.page))


@cache
def _load_fonts() -> frozenset[int]:
    """Register the fonts that come with reportlab; return the characters that they can draw."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    plain, bold = TTFont("Vera", "Vera.ttf"), TTFont("Vera-Bold", "VeraBd.ttf")
    registerFont(plain)
    registerFont(bold)
    return frozenset(plain.face.charToGlyph) & frozenset(bold.face.charToGlyph)
