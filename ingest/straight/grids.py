"""Tables of actions that are laid out with spaces: rows whose cells go on over several lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.forms.labels import columns_named
from ingest.straight.lines import Fragment, LaidLine
from ingest.straight.view import Piece, Writer, joined

# "1.1", "OA 1.1", "12"
_KEY = re.compile(r"(?:OA[ \t]*)?\d{1,2}(?:\.\d{1,2})?\.?", re.IGNORECASE)
_ACTION = re.compile(r"(?:OA[ \t]*)?\d{1,2}\.\d{1,2}\.?", re.IGNORECASE)
_SLACK = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: for each column the lines of its cell."""

    cells: list[list[Fragment]]


@dataclass(frozen=True, slots=True)
class Grid:
    """The header of a table of actions: its names, and the column at which each cell starts."""

    heads: tuple[Fragment, ...]
    names: tuple[str, ...]

    def column_of(self, fragment: Fragment) -> int:
        """Return the number of the column that a fragment stands in."""
        starts = [head.column for head in self.heads]
        at_most = [n for n, start in enumerate(starts) if start <= fragment.column + _SLACK]
        return at_most[-1] if at_most else 0

    @property
    def key(self) -> int:
        """The number of the column that holds the number of an action."""
        return self.names.index("ref")


def find_grid(text: str, line: LaidLine) -> Grid | None:
    """Return the header of a table that a line is, or None."""
    if len(line.fragments) < 3:
        return None
    names = columns_named([fragment.words(text) for fragment in line.fragments])
    return Grid(line.fragments, names) if {"ref", "leader"} <= set(names) else None


def write_grid(text: str, grid: Grid, lines: Sequence[LaidLine], writer: Writer) -> int:
    """Write the rows of a table with tabs between the cells; returns how many lines it takes."""
    used, keyed = _extent(text, grid, lines)
    if not keyed:
        return 0
    writer.write(*joined([(head.start, head.end) for head in grid.heads], "\t"), "\n")
    for row in _rows(text, grid, lines[:used], keyed):
        cells: list[Piece] = []
        for number, cell in enumerate(row.cells):
            cells += ["\t"] if number else []
            cells += joined([(part.start, part.end) for part in cell], " ")
        writer.write(*cells, "\n")
    return used


def _extent(text: str, grid: Grid, lines: Sequence[LaidLine]) -> tuple[int, list[int]]:
    """Return how many lines a table has, and which of them hold the number of an action."""
    keyed: list[int] = []
    used = 0
    for position, line in enumerate(lines):
        if not line.fragments:
            continue
        first = line.fragments[0]
        if _number_of(text, grid, line):
            keyed.append(position)
        elif grid.column_of(first) == 0 and not _KEY.fullmatch(first.words(text)):
            break
        used = position + 1
    return used, keyed


def _number_of(text: str, grid: Grid, line: LaidLine) -> bool:
    return any(
        grid.column_of(f) <= grid.key and _ACTION.match(f.words(text)) for f in line.fragments
    )


def _rows(text: str, grid: Grid, lines: Sequence[LaidLine], keyed: Sequence[int]) -> list[_Row]:
    """Return the rows; the lines between two numbers are shared out between their rows."""
    words = [n for n, line in enumerate(lines) if line.fragments]
    bare = [n for n in keyed if not _has_title(grid, lines[n])]
    centred = bool(bare) or words[0] != keyed[0]
    starts = [0]
    for above, below in pairwise(keyed):
        cuts = range(above + 1, below + 1)
        empty = [n for n in cuts if not lines[n].fragments]
        if not centred:
            starts.append(below)
        elif empty:
            starts.append(empty[0])
        else:
            starts.append(
                max(cuts, key=lambda n: _fit(text, grid, lines, (starts[-1], above, n, below)))
            )
    rows = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        row = _Row([[] for _ in grid.heads])
        for line in lines[start:stop]:
            for fragment in line.fragments:
                row.cells[grid.column_of(fragment)].append(fragment)
        rows.append(row)
    return rows


def _has_title(grid: Grid, line: LaidLine) -> bool:
    return any(grid.column_of(fragment) == len(grid.heads) - 1 for fragment in line.fragments)


def _fit(text: str, grid: Grid, lines: Sequence[LaidLine], cut: tuple[int, int, int, int]) -> float:
    """Return how well a row from `start` to `stop` fits, with its number at `key`.

    A row holds whole sentences, has its number in the middle, and is not without a title.
    """
    start, key, stop, following = cut
    ended = lines[stop - 1].fragments[-1].words(text).rstrip()
    opened = lines[stop].fragments[0].words(text)
    fit = 2.0 if ended.endswith(".") else 0.0
    if stop < following:
        fit += 2.0 if opened[:1].isupper() else -3.0 if opened[:1].islower() else 0.0
    elif not _has_title(grid, lines[following]):
        fit -= 5.0
    if start == key and stop == key + 1 and not _has_title(grid, lines[key]):
        fit -= 5.0
    return fit - 0.5 * abs((key - start) - (stop - 1 - key))
