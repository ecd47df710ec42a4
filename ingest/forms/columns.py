"""Tables with a row for each action: their columns by name, and their rows wherever they stand.

The rows come from the tables that a reader found, or from lines of text with tabs between cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.forms.labels import column_names, fold
from ingest.layout import Cell, Table
from ingest.model import Span
from ingest.text import clean, split_lines, trim

_MIN_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: where it stands, and its cells that have words in them, with their columns."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """A table of actions: its header row, what each column stands for, and the rows below.

    A column that no form knows stands for itself, under the label that it prints.
    """

    header: Span
    names: tuple[str, ...]
    rows: tuple[GridRow, ...]


def find_columns(text: str, tables: Sequence[Table] = ()) -> Columns | None:
    """Return the table of actions, what continues it included, or None where there is none."""
    found: Columns | None = None
    rows: list[GridRow] = []
    for row, columns in _all_rows(text, tables):
        names = _names(text, row, columns)
        if names:
            found = found or Columns(Span(start=row.start, end=row.end), names, ())
        elif found:
            rows.append(row)
    return Columns(found.header, found.names, tuple(rows)) if found else None


def _names(text: str, row: GridRow, columns: int) -> tuple[str, ...]:
    """Return what each column stands for if a row is a header of a table of actions."""
    known = column_names()
    names = [""] * columns
    for cell in row.cells:
        words = clean(text[cell.start : cell.end])
        names[cell.column] = known.get(fold(words), words)
    enough = sum(bool(name) for name in names) >= _MIN_COLUMNS
    return tuple(names) if enough and {"ref", "leader"} <= set(names) else ()


def _all_rows(text: str, tables: Sequence[Table]) -> Iterator[tuple[GridRow, int]]:
    """Yield the rows of all tables in order, each with how many columns its table has."""
    known = [table for table in tables if not table.inner]
    if not known:
        for line in split_lines(text):
            cells = tuple(_line_cells(text, line.start, line.end))
            yield GridRow(line.start, line.end, cells), line.text.count("\t") + 1
    for table in known:
        for row in table.rows:
            cells = tuple(
                cell.model_copy(update=trim(text, cell.start, cell.end).model_dump())
                for cell in row.cells
            )
            yield GridRow(cells[0].start, cells[-1].end, cells), table.columns


def _line_cells(text: str, start: int, end: int) -> Iterator[Cell]:
    for column, words in enumerate(text[start:end].split("\t")):
        span = trim(text, start, start + len(words))
        if span.start < span.end:
            yield Cell(start=span.start, end=span.end, column=column)
        start += len(words) + 1
