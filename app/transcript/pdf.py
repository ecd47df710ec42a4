"""A chat as a PDF, the sources of each answer as notes below it."""

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from itertools import groupby

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from app.assets import STATIC
from app.interface import Interface
from app.transcript.model import Block, Chat, Note, Run, parts_of

MEDIA_TYPE = "application/pdf"

_FONT, _STRONG = "OAP", "OAP-Strong"
_FILES = {_FONT: "SourceSansPro-Regular.ttf", _STRONG: "SourceSansPro-Semibold.ttf"}
_INK, _QUIET = colors.HexColor("#1d2430"), colors.HexColor("#5b6472")
_LINE, _SHADE = colors.HexColor("#cccccc"), colors.HexColor("#f3f1ec")


def to_pdf(chat: Chat, words: Interface, base_url: str) -> bytes:
    """Return the chat as a PDF on A4; the notes' links lead to `base_url`."""
    load_fonts()
    story: list[Flowable] = [Paragraph(escape(words.say("title")), _style("title"))]
    for part in parts_of(chat, words):
        story.append(Paragraph(_markup([Run(part.question)]), _style("question")))
        for is_table, group in groupby(part.blocks(), lambda block: block.kind == "row"):
            blocks = list(group)
            story += [_table(blocks), Spacer(0, 3 * mm)] if is_table else map(_text, blocks)
        if part.notes:
            story.append(Paragraph(escape(words.say("sources_heading")), _style("sources")))
        story += (_note(note, base_url) for note in part.notes)
    out = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 22 * mm)
    pages = SimpleDocTemplate(out, pagesize=A4, title=words.say("title"), **margins)
    pages.build(story, onFirstPage=_number, onLaterPages=_number)
    return out.getvalue()


@cache
def load_fonts() -> None:
    """Let PDFs use the font of the pages; its files are subsets of Source Sans Pro (OFL)."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(STATIC / "fonts" / file)))
    pdfmetrics.registerFontFamily(_FONT, _FONT, _STRONG, _FONT, _STRONG)


@cache
def _style(name: str) -> ParagraphStyle:
    styles: dict[str, dict[str, object]] = {
        "title": {"fontName": _STRONG, "fontSize": 17, "leading": 21, "spaceAfter": 10},
        "question": {"fontName": _STRONG, "fontSize": 13, "leading": 16, "spaceBefore": 12},
        "heading": {"fontName": _STRONG, "fontSize": 11.5, "spaceBefore": 6},
        "sources": {"fontName": _STRONG, "fontSize": 9, "textColor": _QUIET, "spaceBefore": 6},
        "note": {"fontSize": 8.5, "leading": 11, "textColor": _QUIET, "leftIndent": 18},
        "cell": {"fontSize": 9, "leading": 11.5, "spaceAfter": 0},
    }
    common = {
        "fontName": _FONT,
        "fontSize": 10.5,
        "leading": 14,
        "textColor": _INK,
        "spaceAfter": 4,
        "bulletFontName": _FONT,
        "bulletFontSize": 8.5 if name == "note" else 10.5,
    }
    return ParagraphStyle(name, **(common | styles.get(name, {})))


def _text(block: Block) -> Flowable:
    if block.kind != "item":
        return Paragraph(_markup(block.runs), _style(block.kind))
    indent = 14 * (block.depth + 1)
    style = ParagraphStyle("item", _style("paragraph"), leftIndent=indent, bulletIndent=indent - 12)
    return Paragraph(_markup(block.runs), style, bulletText=block.label)


def _table(rows: Sequence[Block]) -> Flowable:
    width = max(len(row.cells) for row in rows)
    cells = [
        [
            Paragraph(_markup(runs), _style("cell"))
            for runs in (*row.cells, *[()] * (width - len(row.cells)))
        ]
        for row in rows
    ]
    look = [
        ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
    ]
    across = (A4[0] - 44 * mm) / width
    return Table(cells, [across] * width, repeatRows=1, style=TableStyle(look), splitInRow=1)


def _note(note: Note, base_url: str) -> Flowable:
    said = f"{_known(note.source)}: “{_known(note.quote)}” "
    url = escape(f"{base_url}{note.url}")
    label = str(note.number)
    words = f'<a name="note-{label}"/>{said}<link href="{url}" color="#1f4e8c">{url}</link>'
    return Paragraph(words, _style("note"), bulletText=label)


def _markup(runs: Iterable[Run]) -> str:
    return "".join(_marked(runs))


def _marked(runs: Iterable[Run]) -> Iterator[str]:
    for run in runs:
        if run.note is not None:
            yield f'<super size="7"> <link href="#note-{run.note}">{run.note}</link></super>'
        else:
            words = _known(run.text).replace("\n", "<br/>")
            yield f"<b>{words}</b>" if run.strong else words


def _known(text: str) -> str:
    """Return words escaped, with a box for each character that the font has not."""
    glyphs = pdfmetrics.getFont(_FONT).face.charToGlyph
    return escape("".join(c if ord(c) in glyphs or c == "\n" else "\N{BLACK SQUARE}" for c in text))


def _number(canvas: object, document: object) -> None:
    canvas.setFont(_FONT, 8)  # type: ignore[attr-defined]
    canvas.setFillColor(_QUIET)  # type: ignore[attr-defined]
    page = str(canvas.getPageNumber())  # type: ignore[attr-defined]
    canvas.drawCentredString(A4[0] / 2, 12 * mm, page)  # type: ignore[attr-defined]
