"""What every reader makes of a file: paragraphs and tables in reading order."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a paragraph is to the flow of the text."""

    TEXT = "text"
    NOTE = "note"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph that stand on one page; `page` is None in a format without pages."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its pieces follow one another without anything between them."""

    pieces: tuple[Piece, ...]
    kind: Kind = Kind.TEXT

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with paragraphs and perhaps tables in it."""

    column: int
    blocks: "tuple[Block, ...]"
    width: int = 1

    @property
    def text(self) -> str:
        """All its words, a paragraph a line."""
        return "\n".join(block_text(block) for block in self.blocks).strip()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row from left to right."""

    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `asides` are notes and furniture that stand behind the row of that number."""

    rows: tuple[Row, ...]
    asides: tuple[tuple[int, Paragraph], ...] = ()

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return max((c.column + c.width for row in self.rows for c in row.cells), default=0)


Block = Paragraph | Table


def paragraph(text: str, page: int | None = None, kind: Kind = Kind.TEXT) -> Paragraph:
    """Return a paragraph that stands on one page."""
    return Paragraph((Piece(text, page),), kind)


def block_text(block: Block) -> str:
    """Return all words of a block."""
    if isinstance(block, Paragraph):
        return block.text
    return "\n".join(cell.text for row in block.rows for cell in row.cells)
