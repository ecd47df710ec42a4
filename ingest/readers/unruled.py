"""Sheets without rules in a PDF: labels on the left, and what they label at one place beside them.

Lead country              HR
Participating countries   AT, HU, Slovakia,
                          Bulgaria and Frontex
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.readers.grid import Grid, GridCell
from ingest.readers.lines import TextLine, Word, group_lines

_GAP = 1.5  # in sizes of letters: wider than any space between words
_NEAR = 4.0
_MIN_PAIRS = 3
_MAX_LABEL_WORDS = 7
_WRAPPED = 0.45  # in sizes of letters: the gap above a label's second line
_FAR = 3.0  # in sizes of letters: the gap above what is no part of a sheet
_CAPITALS = 0.8


@dataclass(slots=True)
class _Pair:
    """A label's words and its value's, and how far down they reach."""

    label: list[Word]
    value: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """Pairs below one another, their values beginning at one place."""

    left: float
    middle: float
    pairs: list[_Pair]
    last: TextLine

    def takes(self, line: TextLine) -> bool:
        """Add a line that belongs to the run; tells whether it does."""
        size = line.size
        if line.top - self.last.bottom > _FAR * size:
            return False
        parts = _parts(line)
        first = parts[0][0].x0
        if abs(first - self.middle) < _NEAR:
            self.pairs[-1].value += line.words
        elif abs(first - self.left) < _NEAR and _is_pair(parts, self.middle):
            self.pairs.append(_Pair(parts[0], [word for part in parts[1:] for word in part]))
        elif self._wraps(line, parts):
            self.pairs[-1].label += line.words
        else:
            return False
        self.last = line
        return True

    def _wraps(self, line: TextLine, parts: Sequence[Sequence[Word]]) -> bool:
        near = line.top - self.last.bottom < _WRAPPED * line.size
        inside = abs(line.x0 - self.left) < _NEAR and line.x1 < self.middle - _NEAR
        return near and inside and len(parts) == 1

    def is_sheet(self) -> bool:
        """Tell labels and values from columns of running text and from a list of pages."""
        labels = [pair.label for pair in self.pairs]
        capital = sum(label[0].text[:1].isupper() for label in labels)
        figures = all(word.text.strip(".").isdigit() for p in self.pairs for word in p.value)
        short = all(len(label) <= _MAX_LABEL_WORDS for label in labels)
        enough = len(labels) >= _MIN_PAIRS and capital >= _CAPITALS * len(labels)
        return enough and short and not figures


def find_unruled(words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
    """Return the sheets without rules among the words of a page, and the words outside of them."""
    grids = [_grid(run) for run in _runs(group_lines(words)) if run.is_sheet()]
    taken = {id(word) for grid in grids for cell in grid.cells for word in cell.words}
    return grids, [word for word in words if id(word) not in taken]


def _runs(lines: Sequence[TextLine]) -> Iterator[_Run]:
    run: _Run | None = None
    for line in lines:
        if run and run.takes(line):
            continue
        if run:
            yield run
        parts = _parts(line)
        run = None
        if len(parts) == 2:
            run = _Run(line.x0, parts[1][0].x0, [_Pair(parts[0], parts[1])], line)
    if run:
        yield run


def _is_pair(parts: Sequence[Sequence[Word]], middle: float) -> bool:
    return len(parts) > 1 and abs(parts[1][0].x0 - middle) < _NEAR


def _parts(line: TextLine) -> list[list[Word]]:
    """Return the words of a line in the stretches that wide gaps leave."""
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and word.x0 - parts[-1][-1].x1 <= _GAP * line.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def _grid(run: _Run) -> Grid:
    right = max(word.x1 for pair in run.pairs for word in pair.value)
    tops = [min(word.top for word in pair.label) for pair in run.pairs]
    bottom = max(word.bottom for word in (*run.pairs[-1].label, *run.pairs[-1].value))
    cells = []
    for number, (pair, top, below) in enumerate(
        zip(run.pairs, tops, [*tops[1:], bottom], strict=True)
    ):
        label = GridCell((run.left, top, run.middle, below), number, 0, 1, pair.label)
        cells += [label, GridCell((run.middle, top, right, below), number, 1, 1, pair.value)]
    return Grid((run.left, tops[0], right, bottom), (run.left, run.middle, right), cells)
