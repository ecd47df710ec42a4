"""Ruled tables of a PDF page: their cells, the words in each, and what goes on on the next page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from ingest.readers.blocks import Block, Cell, Kind, Paragraph, Piece, Row, Table, block_text
from ingest.readers.lines import (
    TextLine,
    Word,
    goes_on,
    group_lines,
    group_paragraphs,
    join,
    opens_item,
)

_TOLERANCE = 3.0
_MAX_HEADERS = 3
_LONG_RULE = 0.5  # of a page's width
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class GridCell:
    """A cell: its box, its place, and what stands in it."""

    box: Box
    row: int
    column: int
    width: int
    words: list[Word] = field(default_factory=list)
    inner: "list[Grid]" = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A ruled table on one page."""

    box: Box
    edges: tuple[float, ...]
    cells: list[GridCell]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.box[1]

    def lines(self) -> Iterator[TextLine]:
        """Yield the lines of all cells."""
        for cell in self.cells:
            yield from group_lines(cell.words)
            for grid in cell.inner:
                yield from grid.lines()

    def goes_on_in(self, other: "Grid") -> bool:
        """Tell whether a table on the next page may be this one, continued: the same columns."""
        same = abs(self.box[0] - other.box[0]) + abs(self.box[2] - other.box[2]) < 2 * _TOLERANCE
        shared = [x for x in self.edges if any(abs(x - y) < _TOLERANCE for y in other.edges)]
        return same and len(shared) >= min(len(self.edges), len(other.edges))


def find_grids(page: Any, words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
    """Return the tables of a page and the words outside of them."""
    settings = {"explicit_horizontal_lines": _missing_rules(page)}
    grids = [_grid(table) for table in page.find_tables(settings)]
    grids = [grid for grid in grids if len(grid.cells) > 1]
    grids.sort(key=lambda grid: -_area(grid.box))
    outer: list[Grid] = []
    for grid in grids:
        home = next((c for g in outer for c in _all_cells(g) if _holds(c.box, grid.box)), None)
        if home:
            home.inner.append(grid)
        else:
            outer.append(grid)
    rest: list[Word] = []
    for word in words:
        cell = _cell_of(outer, word)
        (cell.words if cell else rest).append(word)
    return [grid for grid in outer if any(True for _ in grid.lines())], rest


def _missing_rules(page: Any) -> list[float]:
    """Return where columns end without a rule: at a row that the page's end cuts in two."""
    rules = [edge["top"] for edge in page.edges if edge["orientation"] == "h"]
    ends = Counter(
        round(edge[end]) for edge in page.edges if edge["orientation"] == "v"
        for end in ("top", "bottom")
    )  # fmt: skip
    return [y for y, times in ends.items() if times >= 2 and not any(abs(y - r) < 4 for r in rules)]


def level_rules(page: Any) -> list[float]:
    """Return how far down the level rules of a page stand that go over half of its width."""
    runs: dict[int, float] = {}
    for edge in page.edges:
        if edge["orientation"] == "h":
            runs[round(edge["top"])] = runs.get(round(edge["top"]), 0.0) + edge["x1"] - edge["x0"]
    return sorted(float(y) for y, length in runs.items() if length > _LONG_RULE * page.width)


def _grid(table: Any) -> Grid:
    edges = _clustered(x for row in table.rows for cell in row.cells if cell for x in cell[::2])
    cells = []
    for number, row in enumerate(table.rows):
        for box in row.cells:
            if box:
                left = _nearest(edges, box[0])
                cells.append(GridCell(box, number, left, max(_nearest(edges, box[2]) - left, 1)))
    return Grid(table.bbox, tuple(edges), cells)


def _clustered(positions: Iterator[float]) -> list[float]:
    edges: list[float] = []
    for x in sorted(positions):
        if not edges or x - edges[-1] > _TOLERANCE:
            edges.append(x)
    return edges


def _nearest(edges: Sequence[float], x: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - x))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(outer: Box, inner: Box) -> bool:
    roomy = _area(inner) < _area(outer)
    return roomy and (
        outer[0] - 1 <= inner[0] and outer[1] - 1 <= inner[1]
        and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
    )  # fmt: skip


def _all_cells(grid: Grid) -> Iterator[GridCell]:
    """Yield the innermost cells first."""
    for cell in grid.cells:
        for inner in cell.inner:
            yield from _all_cells(inner)
        yield cell


def _cell_of(grids: Sequence[Grid], word: Word) -> GridCell | None:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    for grid in grids:
        for cell in _all_cells(grid):
            x0, top, x1, bottom = cell.box
            if x0 <= x <= x1 and top <= y <= bottom:
                return cell
    return None


def flow_table(grid: Grid, page: int, known: frozenset[str]) -> Table:
    """Return a table as it flows: its rows with the paragraphs of their cells."""
    numbers = sorted({cell.row for cell in grid.cells})
    rows = []
    for number in numbers:
        cells = sorted((c for c in grid.cells if c.row == number), key=lambda c: c.column)
        rows.append(Row(tuple(_flow_cell(cell, page, known) for cell in cells)))
    return Table(tuple(rows))


def _flow_cell(cell: GridCell, page: int, known: frozenset[str]) -> Cell:
    lines = group_lines(cell.words)
    blocks: list[tuple[float, Block]] = [
        (grid.top, flow_table(grid, page, known)) for grid in cell.inner
    ]
    padding = min((line.x0 for line in lines), default=cell.box[0]) - cell.box[0]
    right = max([cell.box[2] - padding, *(line.x1 for line in lines)])
    for run in group_paragraphs(lines, right):
        words = join([line.text for line in run], known)
        blocks.append((run[0].top, Paragraph((Piece(words, page),))))
    blocks.sort(key=lambda block: block[0])
    return Cell(cell.column, tuple(block for _, block in blocks), cell.width)


def continued(above: Table, below: Table, asides: Sequence[Paragraph], page: int) -> Table:
    """Return a table and what continues it on the next page as one.

    Header rows that are printed again become asides; a row that goes on has an empty first cell,
    or is a sentence that goes on.
    """
    rows = list(above.rows)
    repeated, rest = _without_headers(rows, [row for row in below.rows if _says(row)])
    behind = list(asides)
    for row in repeated:
        words = "\t".join(cell.text for cell in row.cells)
        behind.append(Paragraph((Piece(words, page),), Kind.FURNITURE))
    if rows and rest and _row_goes_on(rows[-1], rest[0]):
        rows[-1] = _one_row(rows[-1], rest[0])
        rest = rest[1:]
    elif rows and rest and _last_cell_goes_on(rows[-1], rest[0]):
        rows[-1] = _with_last(rows[-1], rest[0])
        rest = rest[1:]
    last = len(rows) - 1
    shift = len(rows) + len(rest) - len(below.rows)
    own = tuple((last, aside) for aside in behind)
    moved = tuple((max(number + shift, last), aside) for number, aside in below.asides)
    return Table((*rows, *rest), (*above.asides, *own, *moved))


def _without_headers(rows: Sequence[Row], below: list[Row]) -> tuple[list[Row], list[Row]]:
    """Divide rows into those on top that stand above already, in order, and the others.

    A title may stand over the header row ("Goal 2: ..."); what is but one cell is no header.
    """
    best = 0
    for first in range(len(rows)):
        pairs = zip(rows[first:], below[:-1], strict=False)
        alike = len(list(takewhile(lambda pair: _same(*pair), pairs)))
        if any(len(row.cells) > 1 for row in below[:alike]):
            best = max(best, min(alike, _MAX_HEADERS))
    return below[:best], below[best:]


def _says(row: Row) -> bool:
    return any(cell.text for cell in row.cells)


def _same(row: Row, other: Row) -> bool:
    return [c.text for c in row.cells] == [c.text for c in other.cells]


def _row_goes_on(above: Row, below: Row) -> bool:
    if [c.column for c in above.cells] != [c.column for c in below.cells]:
        return False
    before, first = above.cells[0].text, below.cells[0].text
    others = any(cell.text for cell in below.cells[1:])
    if not first or not before:
        return others and bool(before)
    in_item = len(below.cells) > 1 and not others and opens_item(before) and not opens_item(first)
    return goes_on(before, first) or in_item


def _last_cell_goes_on(above: Row, below: Row) -> bool:
    """Tell whether all that is left of a row is the end of its last cell: "Third" / "parties"."""
    told = [cell.text for cell in below.cells if cell.text]
    last = next((cell.text for cell in reversed(above.cells) if cell.text), "")
    return len(told) == 1 and bool(last) and goes_on(last, told[0])


def _with_last(above: Row, below: Row) -> Row:
    """Return a row whose last cell with words goes on with the only one below."""
    more = next(cell for cell in below.cells if cell.text)
    at = max(number for number, cell in enumerate(above.cells) if cell.text)
    last = above.cells[at]
    joined = Cell(last.column, _one_flow(last.blocks, more.blocks), last.width)
    return Row((*above.cells[:at], joined, *above.cells[at + 1 :]), above.header)


def _one_row(above: Row, below: Row) -> Row:
    cells = []
    for cell, more in zip(above.cells, below.cells, strict=True):
        cells.append(Cell(cell.column, _one_flow(cell.blocks, more.blocks), cell.width))
    return Row(tuple(cells), above.header)


def _one_flow(above: tuple[Block, ...], below: tuple[Block, ...]) -> tuple[Block, ...]:
    """Join the paragraph that a page's end divides; cells keep the page that they begin on."""
    if not (above and below):
        return (*above, *below)
    last, first = above[-1], below[0]
    both = isinstance(last, Paragraph) and isinstance(first, Paragraph)
    if both and goes_on(block_text(last), block_text(first)):
        whole = join([block_text(last), block_text(first)], frozenset())
        page = last.pieces[0].page if isinstance(last, Paragraph) else None
        return (*above[:-1], Paragraph((Piece(whole, page),)), *below[1:])
    return (*above, *below)
