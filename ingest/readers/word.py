"""Word files: paragraphs with their list numbers, real tables, footnotes, headers and footers."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from ingest.errors import DamagedFile, UnknownFormat
from ingest.readers.blocks import Block, Cell, Kind, Paragraph, Row, Table, paragraph
from ingest.readers.marks import superscript
from ingest.readers.numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRANSPARENT = frozenset(
    {f"{_W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag")}
    | {f"{_W}{tag}" for tag in ("customXml", "fldSimple", "r", "bdo", "dir", "pict", "drawing")}
    | {f"{_MC}AlternateContent", f"{_MC}Choice"}
)
_CHARACTERS = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",
}  # fmt: skip
_WORD_PART = "word/document.xml"


def word_blocks(name: str, data: bytes) -> Iterator[Block]:
    """Yield the blocks of a Word file in reading order, running headers first, footers last.

    A footnote stands behind the paragraph or table that calls it. Raises UnknownFormat for another
    kind of zip file and DamagedFile for a broken one.
    """
    import docx

    try:
        with ZipFile(BytesIO(data)) as archive:
            if _WORD_PART not in archive.namelist():
                raise UnknownFormat(name, "a Word file (.docx), PDF, HTML or plain text")
        document = docx.Document(BytesIO(data))
    except (BadZipFile, KeyError, ValueError, SyntaxError, AttributeError) as error:
        raise DamagedFile(name, "its inner structure is broken") from error
    reader = _Reader(document)
    yield from reader.running("header")
    yield from reader.body()
    yield from reader.running("footer")


class _Reader:
    """Reads one document, counting its list numbers and footnotes as it goes."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._numbering = Numbering(document)
        self._notes = _note_elements(document)
        self._numbers: dict[str, int] = {}
        self._called: list[str] = []

    def running(self, which: str) -> Iterator[Paragraph]:
        """Yield the lines of the running headers or footers, each once."""
        seen = {""}
        for section in self._document.sections:
            for kind in ("first_page_", "even_page_", ""):
                part = getattr(section, kind + which)
                if part.is_linked_to_previous:
                    continue
                for element in part._element.iter(f"{_W}p"):
                    words = self._words(element).strip()
                    if words not in seen:
                        seen.add(words)
                        yield paragraph(words, kind=Kind.FURNITURE)

    def body(self) -> Iterator[Block]:
        """Yield the paragraphs and tables of the text, each with the footnotes that it calls."""
        for block in self._blocks(self._document.element.body):
            yield block
            for key in self._called:
                yield from self._note(key)
            self._called = []

    def _blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield self._table(element)
            elif element.tag in _TRANSPARENT:
                yield from self._blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        label = self._numbering.label(element)
        words = self._words(element)
        if words.strip():
            yield paragraph(f"{label} {words}" if label else words)
        for box in element.iter(f"{_W}txbxContent"):
            if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
                yield from self._blocks(box)

    def _words(self, parent: Any) -> str:
        return "".join(self._runs(parent))

    def _runs(self, parent: Any) -> Iterator[str]:
        raised = _is_raised(parent)
        for element in parent:
            if element.tag == f"{_W}t":
                words = element.text or ""
                yield superscript(words) if raised and words.strip().isdigit() else words
            elif element.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                yield self._call(element)
            elif element.tag in _CHARACTERS:
                yield _CHARACTERS[element.tag]
            elif element.tag in _TRANSPARENT:
                yield from self._runs(element)

    def _call(self, element: Any) -> str:
        key = element.tag[len(_W) :].removesuffix("Reference") + element.get(f"{_W}id", "")
        if key not in self._notes:
            return ""
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        self._called.append(key)
        return superscript(str(number))

    def _note(self, key: str) -> Iterator[Paragraph]:
        lines = [self._words(p).strip() for p in self._notes[key].iter(f"{_W}p")]
        words = "\n".join(line for line in lines if line)
        if words:
            yield paragraph(f"{superscript(str(self._numbers[key]))} {words}", kind=Kind.NOTE)

    def _table(self, element: Any) -> Table:
        return Table(tuple(self._row(row) for row in _children(element, "tr")))

    def _row(self, element: Any) -> Row:
        cells, column = [], _skipped(element)
        for cell in _children(element, "tc"):
            properties = cell.find(f"{_W}tcPr")
            width = _span(properties)
            if not _continues(properties):
                cells.append(Cell(column, tuple(self._blocks(cell)), width))
            column += width
        header = element.find(f"{_W}trPr/{_W}tblHeader") is not None
        return Row(tuple(cells), header)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows or cells of a table, those inside content controls included."""
    for element in parent:
        if element.tag == f"{_W}{tag}":
            yield element
        elif element.tag in _TRANSPARENT:
            yield from _children(element, tag)


def _is_raised(run: Any) -> bool:
    align = run.find(f"{_W}rPr/{_W}vertAlign")
    return align is not None and align.get(f"{_W}val") == "superscript"


def _skipped(row: Any) -> int:
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    return int(before.get(f"{_W}val", "0")) if before is not None else 0


def _span(properties: Any) -> int:
    span = properties.find(f"{_W}gridSpan") if properties is not None else None
    return int(span.get(f"{_W}val", "1")) if span is not None else 1


def _continues(properties: Any) -> bool:
    """Tell whether a cell is the lower part of one that spans rows."""
    merge = properties.find(f"{_W}vMerge") if properties is not None else None
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _note_elements(document: Any) -> dict[str, Any]:
    """Return the footnotes and endnotes of a document by kind and id ("footnote2")."""
    from docx.opc.oxml import parse_xml

    found = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in ("footnotes", "endnotes") and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if note.get(f"{_W}type", "normal") == "normal":
                    found[kind.removesuffix("s") + note.get(f"{_W}id", "")] = note
    return found
