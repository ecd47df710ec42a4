"""Tables with a row for each action: their columns by name, and their rows wherever they stand.

The rows come from the tables that a reader found, or from lines of text with tabs between cells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.forms.contents import (
    ACTION_NUMBER,
    Number,
    named_by_contents,
    number_in,
    numbered_through,
)
from ingest.forms.labels import BOTH_LEADERS, columns_named, is_known_column
from ingest.layout import Cell, Table
from ingest.model import Span
from ingest.text import clean, split_lines, trim

_MIN_COLUMNS, _MAX_COLUMNS = 3, 40
_SEEN_ROWS = 60
_REF_PLACES = 2
_MAX_LABEL_WORDS = 8
_MOST_LABELLED = 0.6
_OVERVIEW = frozenset(
    {"", "ref", "count", "title", "leader", "co_leader", BOTH_LEADERS, "type", "timing"}
)
"""The columns of a table that gives an overview of actions which have a sheet each."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: where it stands, its cells that have words in them, and what its columns stand for."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    names: tuple[str, ...] = ()

    def cell(self, name: str) -> Cell | None:
        """Return the first cell under a column of that name, or None."""
        return next((cell for cell in self.cells if self.name_of(cell) == name), None)

    def name_of(self, cell: Cell) -> str:
        """Return what the column of a cell stands for; empty where it has no header."""
        return self.names[cell.column] if cell.column < len(self.names) else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """A table of actions: its header row, and the rows below with the names of their columns.

    A column that no form knows stands for itself, under the label that it prints.
    """

    header: Span
    rows: tuple[GridRow, ...]
    serial: bool = False
    """True where the actions are numbered through, without their goals' numbers."""

    def number(self, text: str, row: GridRow) -> Number | None:
        """Return the number of the action that a row opens, or None."""
        cell = row.cell("ref")
        return number_in(text[cell.start : cell.end], self.serial) if cell else None


def find_columns(text: str, tables: Sequence[Table] = ()) -> Columns | None:
    """Return the table of actions, what continues it included, or None where there is none."""
    return _find(text, tuple(tables), overview=False)


def find_overview(text: str, tables: Sequence[Table]) -> Columns | None:
    """Return the table that gives an overview of actions which have sheets, or None.

    It may have columns that no form knows: whether an action is new, what money it gets.
    """
    return _find(text, tuple(tables), overview=True, known_only=True)


def find_bare_columns(text: str, tables: Sequence[Table] = ()) -> Columns | None:
    """Return a table of actions that says no more of them than an overview does, or None."""
    return _find(text, tuple(tables), overview=True)


def rows_of_actions(text: str, table: Table) -> Iterator[tuple[str, GridRow]]:
    """Yield the rows of a table that has a column of numbers of actions, each with its number.

    A row without one is of the action above.
    """
    rows = list(_rows(text, [table]))
    if len(rows) < _MIN_COLUMNS - 1:
        return
    names = _names(text, rows, 0)
    number = None
    for row, _ in rows[1:] if "ref" in names else ():
        named = replace(row, names=names)
        cell = named.cell("ref")
        found = ACTION_NUMBER.fullmatch(text[cell.start : cell.end].strip()) if cell else None
        number = found.group(1) if found else None if cell else number
        if number:
            yield number, named


@lru_cache(maxsize=3)
def _find(
    text: str, tables: tuple[Table, ...], overview: bool, known_only: bool = False
) -> Columns | None:
    """Each form asks, of the same text and tables: what is found is kept for the next one."""
    header: Span | None = None
    names: tuple[str, ...] = ()
    found: list[GridRow] = []
    refs: list[str] = []
    width = 0
    rows = _all_rows(text, tables)
    for number, (row, columns) in enumerate(rows):
        own: tuple[str, ...] = ()
        if len(row.cells) >= _MIN_COLUMNS and columns <= _MAX_COLUMNS:
            own = _names(text, rows, number)
        known = {name for name in own if name}
        if "ref" in known and known & {"leader", BOTH_LEADERS}:
            told = {name for name in known if is_known_column(name)} if known_only else known
            names = own if (told <= _OVERVIEW) == overview else ()
            if names:
                header, width = header or Span(start=row.start, end=row.end), columns
        elif names and not (tables and 2 * columns < width and not _opens_action(text, row)):
            found.append(replace(row, names=names))
            cell = found[-1].cell("ref")
            if cell and len(row.cells) > 1 and columns == width:
                refs.append(text[cell.start : cell.end])
    if header is None:
        return None
    return Columns(header, tuple(found), numbered_through(refs))


def _opens_action(text: str, row: GridRow) -> bool:
    """Tell whether a row begins with an action's number, however few columns its table has."""
    return bool(ACTION_NUMBER.match(text, row.start, row.end))


def _names(text: str, rows: Sequence[tuple[GridRow, int]], number: int) -> tuple[str, ...]:
    """Return what the columns of a row that may be a header stand for; none for other rows."""
    row, columns = rows[number]
    words = [_words(text, row, column) for column in range(columns)]
    if number and not all(words) and rows[number - 1][1] == columns:
        words = [word or _words(text, rows[number - 1][0], n) for n, word in enumerate(words)]
    named = columns_named(words)
    if not _is_header(words):
        return named
    below = [
        [_lines(text, other, column) for column in range(columns)]
        for other, width in rows[number + 1 : number + 1 + _SEEN_ROWS]
        if width == columns and len(other.cells) > 1
    ]
    below = [cells for cells in below if [*map(clean, cells)] != words]
    actions = [cells for cells in below if any(map(ACTION_NUMBER.fullmatch, cells[:_REF_PLACES]))]
    if not actions and any(numbered_through([c[n] for c in below]) for n in range(_REF_PLACES)):
        actions = below
    if not actions:
        return named
    held = [[cells[n] for cells in actions if cells[n]] for n in range(columns)]
    return named_by_contents(_numbered_first(named, held), held)


def _numbered_first(named: tuple[str, ...], held: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of columns with the actions' own numbers as those, not those linked to.

    "# | Action | ... | Links: OA": the numbers under "#" are each of one action.
    """
    if "ref" not in named or "count" not in named:
        return named
    ref, count = named.index("ref"), named.index("count")
    own = held[count] and all(ACTION_NUMBER.fullmatch(cell) for cell in held[count])
    if not own or "." not in held[count][0]:
        return named
    told_apart = len(set(held[count])) > len(set(held[ref]))
    if not told_apart and not (_in_order(held[count]) and not _in_order(held[ref])):
        return named
    swapped = {count: "ref", ref: "related_actions"}
    return tuple(swapped.get(n, name) for n, name in enumerate(named))


def _in_order(cells: Sequence[str]) -> bool:
    """Tell whether cells are numbers of actions, each behind the one before: "7.1", "7.2"."""
    numbers = [match.group(1) for cell in cells if (match := ACTION_NUMBER.fullmatch(cell))]
    places = [tuple(map(int, number.split("."))) for number in numbers]
    return len(numbers) == len(cells) and places == sorted(set(places))


def _is_header(words: Sequence[str]) -> bool:
    """Tell whether the words of a row may be labels: few words each, none of them a number."""
    labels = [label for label in words if re.search(r"[^\W\d_]", label)]
    short = all(len(label.split()) <= _MAX_LABEL_WORDS for label in labels)
    numbered = any(ACTION_NUMBER.fullmatch(label) for label in words)
    enough = len(labels) >= max(_MIN_COLUMNS, _MOST_LABELLED * len(words))
    return enough and short and not numbered


def _words(text: str, row: GridRow, column: int) -> str:
    return clean(_lines(text, row, column))


def _lines(text: str, row: GridRow, column: int) -> str:
    """Return the words of a cell as they stand: actors below each other are several."""
    cell = next((cell for cell in row.cells if cell.column == column), None)
    return text[cell.start : cell.end].strip() if cell else ""


@lru_cache(maxsize=1)
def _all_rows(text: str, tables: tuple[Table, ...]) -> tuple[tuple[GridRow, int], ...]:
    """Return the rows of all tables in order, each with how many columns its table has."""
    return tuple(_rows(text, tables))


def _rows(text: str, tables: Sequence[Table]) -> Iterator[tuple[GridRow, int]]:
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
