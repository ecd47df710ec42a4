"""A chat as a Word document, its sources as real footnotes."""

import io
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as WordPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from app.interface import Interface
from app.transcript.model import Block, Chat, Note, Run, parts_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SUPERSCRIPT = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_LINES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)
"""The line between text and footnotes, which Word wants to be told of."""


def to_word(chat: Chat, words: Interface, base_url: str) -> bytes:
    """Return the chat as a .docx file; the footnotes' links lead to `base_url`."""
    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = words.say("title")
    document.add_heading(words.say("title"), 0)
    parts = parts_of(chat, words)
    for part in parts:
        document.add_heading(_printable(part.question), 1)
        for is_table, blocks in groupby(part.blocks(), lambda block: block.kind == "row"):
            (_add_table if is_table else _add_paragraphs)(document, list(blocks))
    _add_footnotes(document, [note for part in parts for note in part.notes], base_url)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_paragraphs(document: WordDocument, blocks: Sequence[Block]) -> None:
    for block in blocks:
        if block.kind == "heading":
            _write(document.add_heading("", 2), block.runs)
        elif block.kind == "item":
            style = "List Bullet" if block.label == "•" else "List Number"
            _write(document.add_paragraph(style=style), block.runs)
        else:
            _write(document.add_paragraph(), block.runs)


def _add_table(document: WordDocument, rows: Sequence[Block]) -> None:
    width = max(len(row.cells) for row in rows)
    table = document.add_table(len(rows), width, style="Table Grid")
    for number, row in enumerate(rows):
        for cell, runs in zip(table.rows[number].cells, row.cells, strict=False):
            _write(cell.paragraphs[0], runs, strong=number == 0)
    document.add_paragraph()


def _write(paragraph: Paragraph, runs: Iterable[Run], *, strong: bool = False) -> None:
    for run in runs:
        written = paragraph.add_run(_printable(run.text))
        written.bold = True if run.strong or strong else None
        if run.note is None:
            continue
        written.font.superscript = True
        if _called(paragraph, run.note):
            # A footnote has one call; where it is meant again, its number does.
            written.text = str(run.note)
        else:
            call = OxmlElement("w:footnoteReference")
            call.set(qn("w:id"), str(run.note))
            written._r.append(call)


def _called(paragraph: Paragraph, note: int) -> bool:
    body = paragraph.part.element.body
    return bool(body.xpath(f".//w:footnoteReference[@w:id='{note}']"))


def _add_footnotes(document: WordDocument, notes: Iterable[Note], base_url: str) -> None:
    """Add the part that holds the footnotes, which python-docx has no name for."""
    written = "".join(_footnote(note, base_url) for note in notes)
    xml = f'<w:footnotes xmlns:w="{_NAMESPACE}">{_LINES}{written}</w:footnotes>'
    package = document.part.package
    part = WordPart(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, xml.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote(note: Note, base_url: str) -> str:
    said = escape(_printable(f" {note.source}: “{note.quote}” {base_url}{note.url}"), quote=False)
    return (
        f'<w:footnote w:id="{note.number}"><w:p><w:r>{_SUPERSCRIPT}<w:footnoteRef/></w:r>'
        f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'
        "</w:p></w:footnote>"
    )


def _printable(text: str) -> str:
    """Return a text without the control characters that XML cannot hold."""
    return "".join(c for c in text if c in "\n\t" or c.isprintable() or c.isspace())
