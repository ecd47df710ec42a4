"""Blocks become the canonical text, laid out as a conversion to text would, and its layout.

A paragraph is a line with an empty one behind it. A table of up to four columns has a line for each
cell, with a tab in front, and an empty line behind each row; a wider one has a line for each row,
with tabs between its cells.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from ingest import layout
from ingest.layout import Layout
from ingest.readers.blocks import Block, Cell, Kind, Paragraph, Row, Table
from ingest.span import Span

_NARROW_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Read:
    """A file as read: its canonical text, and what is known about it beyond the words."""

    text: str
    layout: Layout = field(default_factory=Layout)


def lay_out(blocks: Iterable[Block]) -> Read:
    """Return the canonical text of blocks in reading order, with its layout."""
    writer = _Writer()
    for block in blocks:
        writer.block(block)
    return writer.read()


class _Writer:
    """Writes blocks one after another and notes where things come to stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._page_starts: list[int] = []
        self._furniture: list[Span] = []
        self._notes: list[Span] = []
        self._tables: list[layout.Table] = []

    def read(self) -> Read:
        """Return what was written."""
        text = "".join(self._parts)
        edges = [*self._page_starts, len(text)]
        pages = [Span(start=a, end=b) for a, b in pairwise(edges)]
        known = Layout(
            pages=tuple(pages),
            furniture=tuple(self._furniture),
            notes=tuple(self._notes),
            tables=tuple(sorted(self._tables, key=lambda table: table.start)),
        )
        return Read(text, known)

    def block(self, block: Block) -> None:
        """Write a paragraph or a table."""
        if isinstance(block, Table):
            self._table(block)
        else:
            self._paragraph(block)

    def _write(self, text: str, page: int | None = None) -> None:
        if page is not None:
            while len(self._page_starts) < page:
                self._page_starts.append(self._length if self._page_starts else 0)
        self._parts.append(text)
        self._length += len(text)

    def _paragraph(self, block: Paragraph) -> None:
        start = self._length
        for piece in block.pieces:
            self._write(piece.text, piece.page)
        span = Span(start=start, end=self._length)
        self._write("\n\n")
        if block.kind == Kind.FURNITURE:
            self._furniture.append(span)
        elif block.kind == Kind.NOTE:
            self._notes.append(span)

    def _table(self, table: Table, inner: bool = False) -> None:
        start = self._length
        narrow = inner or table.columns <= _NARROW_COLUMNS
        rows = []
        asides = sorted(table.asides, key=lambda aside: aside[0])
        for number, row in enumerate(table.rows):
            rows.append(self._narrow_row(row) if narrow else self._wide_row(row, table.columns))
            self._write("\n")
            for _, aside in [aside for aside in asides if aside[0] == number]:
                self._paragraph(aside)
        end = self._length
        found = tuple(row for row in rows if row.cells)
        self._tables.append(
            layout.Table(start=start, end=end, rows=found, columns=table.columns, inner=inner)
        )

    def _narrow_row(self, row: Row) -> layout.TableRow:
        cells = []
        for cell in row.cells:
            if cell.text:
                self._write("\t")
                cells.append(self._cell(cell))
                self._write("\n")
        return layout.TableRow(cells=tuple(cells), header=row.header)

    def _wide_row(self, row: Row, columns: int) -> layout.TableRow:
        cells, column = [], 0
        for cell in row.cells:
            self._write("\t" * (cell.column - column))
            column = cell.column
            if cell.text:
                cells.append(self._cell(cell))
        self._write("\t" * (columns - 1 - column))
        return layout.TableRow(cells=tuple(cells), header=row.header)

    def _cell(self, cell: Cell) -> layout.Cell:
        start = self._length
        for number, block in enumerate(cell.blocks):
            if isinstance(block, Table):
                self._write("\n" if number else "")
                self._table(block, inner=True)
                continue
            self._write("\n" if number else "")
            for piece in block.pieces:
                self._write(piece.text, piece.page)
        return layout.Cell(start=start, end=self._length, column=cell.column, width=cell.width)
