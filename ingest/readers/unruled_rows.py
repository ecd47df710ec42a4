"""Tables of actions without rules in a PDF: columns by the white strips between them.

Ref   Action            Lead      Taking part
1.1   Night checks on   DE        AT, FR,
      motorways                   Europol
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.grid import Grid, GridCell
from ingest.readers.lines import TextLine, Word, group_lines

_NUMBER = re.compile(r"(?:OA)?\d{1,2}\.\d{1,2}\.?")
_NEAR = 4.0
_MIN_COLUMNS = 4
_MIN_STRIP = 4.0
_CROSSED = 0.06
_STEP = 1.0
_WIDE, _FAR = 1.2, 2.5  # in sizes of letters: gaps beside and above
_SPREAD = 0.5
"""The share of a page's width that a table of actions takes at least."""


@dataclass(frozen=True, slots=True)
class _Listing:
    """The lines of a table, where its columns begin, and where its rows do."""

    lines: list[TextLine]
    edges: list[float]
    tops: list[float]


def find_unruled_rows(
    words: Sequence[Word], width: float, rules: Sequence[float]
) -> tuple[list[Grid], list[Word]]:
    """Return the table of actions without upright rules on a page, and the words outside of it.

    `rules` are the heights of the level rules; where there are some, rows go from one to the next.
    """
    found = _listing(group_lines(words), width, rules)
    if found is None:
        return [], list(words)
    taken = {id(word) for line in found.lines for word in line.words}
    return [_grid(found)], [word for word in words if id(word) not in taken]


def _listing(lines: Sequence[TextLine], width: float, rules: Sequence[float]) -> _Listing | None:
    opened = [line for line in lines if _NUMBER.fullmatch(line.words[0].text)]
    left = min((line.x0 for line in opened), default=0.0)
    opened = [line for line in opened if line.x0 - left < _NEAR]
    if not opened:
        return None
    inside = _inside(lines, opened, left)
    edges = _edges(inside, left)
    if len(edges) < _MIN_COLUMNS or max(line.x1 for line in inside) - left < _SPREAD * width:
        return None
    return _Listing(inside, edges, _tops(inside, edges, opened, rules))


def _inside(lines: Sequence[TextLine], opened: Sequence[TextLine], left: float) -> list[TextLine]:
    """Return the lines of a table: from its header to the first line of running text below."""
    first = next(n for n, line in enumerate(lines) if line is opened[0])
    last = next(n for n, line in enumerate(lines) if line is opened[-1])
    while first > 0 and _fits_above(lines, first - 1, left):
        first -= 1
    stop = last + 1
    while stop < len(lines) and _fits_below(lines, stop, left):
        stop += 1
    return list(lines[first:stop])


def _fits_above(lines: Sequence[TextLine], number: int, left: float) -> bool:
    """Tell whether a line may be of the header or of a title below it."""
    line, below = lines[number], lines[number + 1]
    if line.x0 < left - _NEAR or below.top - line.bottom > _FAR * line.size:
        return False
    wide = any(b.x0 - a.x1 > _WIDE * line.size for a, b in pairwise(line.words))
    return wide or line.x0 > left + _NEAR or _is_title(line, left)


def _is_title(line: TextLine, left: float) -> bool:
    """Tell whether a line is the title of what stands below: "Goal 2: Seizures"."""
    return abs(line.x0 - left) < _NEAR and bool(re.match(r"\D{2,20} \d{1,2}\b", line.text))


def _fits_below(lines: Sequence[TextLine], number: int, left: float) -> bool:
    """Tell whether a line goes on with a row: it leaves the first column empty."""
    line, above = lines[number], lines[number - 1]
    return line.x0 > left + _NEAR and line.top - above.bottom < _FAR * line.size


def _edges(lines: Sequence[TextLine], left: float) -> list[float]:
    """Return where the columns begin: behind each strip that hardly any line writes into."""
    rows = [line for line in lines if not _is_title(line, left)]
    allowed = _CROSSED * len(rows)
    right = max(line.x1 for line in rows)
    edges, white = [left], 0.0
    x = left
    while x < right:
        crossing = sum(any(w.x0 <= x <= w.x1 for w in line.words) for line in rows)
        if crossing <= allowed:
            white += _STEP
        elif white:
            if white >= _MIN_STRIP:
                starts = [w.x0 for line in rows for w in line.words if x - 2 * _STEP < w.x0 < x + 1]
                edges.append(min(starts, default=x))
            white = 0.0
        x += _STEP
    return edges


def _tops(
    lines: Sequence[TextLine],
    edges: Sequence[float],
    opened: Sequence[TextLine],
    rules: Sequence[float],
) -> list[float]:
    """Return where rows begin: at level rules, else at what stands in the first column."""
    first, last = lines[0].top, lines[-1].bottom
    level = [y for y in rules if first < y < last]
    if len(level) >= len(opened):
        return [first, *level]
    starts = {line.top for line in lines if line.x0 - edges[0] < _NEAR}
    behind = {line.top for above, line in pairwise(lines) if _is_title(above, edges[0])}
    return sorted({first, *starts, *behind})


def _grid(found: _Listing) -> Grid:
    cells: list[GridCell] = []
    bottom = found.lines[-1].bottom
    columns = _columns(found)
    for row, (top, below) in enumerate(pairwise([*found.tops, bottom + 1])):
        own = [line for line in found.lines if top - 1 <= line.top < below - 1]
        if len(own) == 1 and _is_title(own[0], found.edges[0]):
            box = (found.edges[0], top, own[0].x1, below)
            cells.append(GridCell(box, row, 0, len(found.edges), own[0].words))
        elif own:
            words = [word for line in own for word in line.words]
            for number, (begin, end) in enumerate(columns):
                inside = [word for word in words if _column_of(word, found.edges) == number]
                cells.append(GridCell((begin, top, end, below), row, number, 1, inside))
    box = (found.edges[0], found.tops[0], found.edges[-1], bottom)
    return Grid(box, tuple(found.edges), cells)


def _columns(found: _Listing) -> list[tuple[float, float]]:
    """Return how far each column goes: from where it begins to the end of its longest line."""
    ends = list(found.edges)
    for line in found.lines:
        if not _is_title(line, found.edges[0]):
            for word in line.words:
                number = _column_of(word, found.edges)
                ends[number] = max(ends[number], word.x1)
    return list(zip(found.edges, ends, strict=True))


def _column_of(word: Word, edges: Sequence[float]) -> int:
    return max(bisect_right(edges, word.x0 + 1) - 1, 0)
