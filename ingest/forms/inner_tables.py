"""Tables inside a sheet: indicators with their targets, steps with their dates, a row each.

    Measuring success   | Value 2024 | Target 2026        Deliverables    | Due
    Suspects arrested   | 9          | 18                 Closing report  | 30 November 2026

The first cell of the header row is the label of the field; the others say what stands below them.
Columns may stand in one cell without rules, between tabs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.forms.entry import Entry
from ingest.forms.labels import field_named, field_printed, field_worded, keeps_its_name
from ingest.layout import Cell, Table, TableRow
from ingest.model import Field, Span
from ingest.text import clean, split_lines, trim
from ingest.timing import DATED, TIMING

# "Target 2026", "Planned", "Goal for 2025"
_AHEAD = re.compile(r"\b(?:target|planned|goal|aim|expected|foreseen)\w*\b", re.IGNORECASE)
# "Value 2024", "Baseline", "Result 2023"
_BEFORE = re.compile(
    r"\b(?:value|baseline|base|current|actual|result|status|achieved|previous|last|start)\w*\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
# "1", "a)", "KPI 2"
_COUNT = re.compile(
    r"\s*(?:(?:KPI|WP|No\.?|Step|Task|Phase)\s*)?(?:[a-z]?\d{1,2}|[a-z])[.)]?\s*",
    re.IGNORECASE,
)
# "b) Reader survey", "KPI 1. Reports issued"
_ITEM = re.compile(r"\s*(?:KPI\s*)?(?:\d{1,2}|[a-z])[.)]\s", re.IGNORECASE)
# "3", "74 %", "-"
_FIGURE = re.compile(r"\d[\d ,.\u00a0]*\s*%?|[-\u2013\u2014]|n/?a", re.IGNORECASE)
# "No": above the numbers of the indicators
_COUNTS = re.compile(r"no\.?|nr\.?|#|number", re.IGNORECASE)
_ONE_YEAR = re.compile(r"20\d\d")
_MAX_HEADER_WORDS = 5
_LEAST_LINES = 2
_TWO = 2
_LABELS = (Field.KPI, Field.TARGET, Field.ACTIVITY)


@dataclass(frozen=True, slots=True)
class InnerTable:
    """What the rows below a header row are."""

    field: Field
    """KPI or ACTIVITY."""
    column: int
    """The column of the target, or of the date."""

    def holds(self, text: str, row: TableRow) -> bool:
        """Tell whether a row belongs to the table: it opens with no label of the sheet.

        "Closing report | 30 June" is a step, "Report | each quarter to COSI" is a row of the sheet.
        """
        words = clean(text[row.cells[0].start : row.cells[0].end])
        stated = self.stated(row)
        figures = [clean(text[slice(*_place(cell))]) for cell in row.cells[1:]]
        if self.field == Field.KPI and len(figures) > 1 and all(map(_FIGURE.fullmatch, figures)):
            return stated is not None  # "Joint Action Days | 3 | 4"
        if field_printed(words) is not None:
            return False
        fits = DATED if self.field == Field.ACTIVITY else _NUMBER
        told = stated is not None and fits.search(text, stated.start, stated.end) is not None
        if told and stated and keeps_its_name(words):  # "Evaluation | By the driver in May 2026"
            told = len(text[stated.start : stated.end].split()) <= _MAX_HEADER_WORDS
        return told or not (keeps_its_name(words) or field_worded(words))

    def stated(self, row: TableRow) -> Cell | None:
        """Return the cell with the target or the date of a row."""
        return next((cell for cell in row.cells[1:] if cell.column == self.column), None)

    def entry(self, text: str, row: TableRow, label: Span) -> Entry:
        """Return a row as an entry under the label of its table."""
        stated = self.stated(row)
        first = next((c for c in row.cells if not _COUNT.fullmatch(text, *_place(c))), row.cells[0])
        return Entry(
            self.field,
            label,
            row.cells[0].start,
            row.cells[-1].end,
            stated=stated and trim(text, *_place(stated)),
            named=trim(text, *_place(first)),
        )


def inner_table(text: str, row: TableRow) -> InnerTable | None:
    """Return the table that a header row opens; None for any other row."""
    head, *others = row.cells
    field = field_named(clean(text[head.start : head.end]))
    if field not in (*_LABELS, Field.SUMMARY, Field.TIMING) or not others:
        return None
    words = [clean(text[cell.start : cell.end]) for cell in others]
    if any(len(w.split()) > _MAX_HEADER_WORDS for w in words):
        return None
    dates = [cell for cell, w in zip(others, words, strict=True) if _is(w, Field.TIMING)]
    if dates:
        return InnerTable(Field.ACTIVITY, dates[0].column)
    years = len(words) > 1 and any(_AHEAD.search(w) for w in words)  # "2015 | Target 2016"
    if field not in _LABELS or not all(
        _AHEAD.search(w) or _BEFORE.search(w) or _is(w, Field.KPI)
        or (years and (_ONE_YEAR.fullmatch(w) or _COUNTS.fullmatch(w)))
        for w in words
    ):  # fmt: skip
        return None
    if any(re.search(r"\d", re.sub(r"\b20\d\d\b", "", w)) for w in words):
        return None  # "Target | 30 arrests" is a label with its words
    return InnerTable(Field.KPI, _column_ahead(others, words))


def _says(text: str, cell: Cell, field: Field) -> bool:
    return _is(clean(text[cell.start : cell.end]), field)


def _is(words: str, field: Field) -> bool:
    return field_named(words) == field


def _column_ahead(cells: Sequence[Cell], words: Sequence[str]) -> int:
    """Return the column of what is aimed at: the one that says so, else the last."""
    said = [c for c, w in zip(cells, words, strict=True) if _AHEAD.search(w)]
    said = said or [c for c, w in zip(cells, words, strict=True) if not _BEFORE.search(w)]
    return (said or cells)[-1].column


def nested_entries(text: str, entry: Entry, tables: Sequence[Table]) -> Iterator[Entry]:
    """Yield the rows of the table that stands in the cell of an entry, else itself.

    One of indicators has "Indicator | Target" as its header; without one the last cell of each row
    is the target. One of steps has a column of dates: "# | What | Who | When".
    """
    inside = [t for t in tables if entry.start <= t.start and t.end <= entry.end + 1]
    rows = [row for inner in inside for row in inner.rows if len(row.cells) > 1]
    dated = [cell for cell in rows[0].cells if _says(text, cell, Field.TIMING)] if rows else []
    if entry.field == Field.ACTIVITY and dated and len(rows[0].cells) > _TWO:
        steps = InnerTable(Field.ACTIVITY, dated[0].column)
        yield from (steps.entry(text, row, entry.label) for row in rows[1:])
        return
    if entry.field not in (Field.KPI, Field.TARGET) or not rows:
        yield entry
        return
    head = inner_table(text, rows[0])
    table = head or InnerTable(Field.KPI, rows[0].cells[-1].column)
    headed = head or not _NUMBER.search(text, *_place(rows[0].cells[-1]))
    for row in rows[1:] if headed else rows:
        yield table.entry(text, row, entry.label)


def lined_entries(text: str, cell: Cell) -> Iterator[Entry]:
    """Yield the rows of a table that a cell holds as lines with tabs, its label in the first line.

    A line without a tab goes on with the row above, or is a step with its date behind.
    """
    lines = [line for line in split_lines(text, cell.start, cell.end) if not line.blank]
    if len(lines) < _LEAST_LINES or "\t" not in lines[0].text:
        return
    head = _between_tabs(text, lines[0].start, lines[0].end)
    table = inner_table(text, head)
    if not table:
        return
    rows: list[tuple[TableRow, int]] = []
    for line in lines[1:]:
        row = _between_tabs(text, line.start, line.end)
        if len(row.cells) > 1 or not rows or _ITEM.match(line.text):
            rows.append((row, row.cells[-1].end))
        else:
            rows[-1] = (rows[-1][0], row.cells[-1].end)
    for row, stop in rows:
        entry = replace(table.entry(text, row, trim(text, *_place(head.cells[0]))), end=stop)
        dated = None if entry.stated or table.field != Field.ACTIVITY else _date_inside(text, row)
        yield replace(entry, stated=dated) if dated else entry


def _between_tabs(text: str, start: int, end: int) -> TableRow:
    """Return the cells of a line, tabs between them."""
    cells: list[Cell] = []
    at = start
    for part in text[start:end].split("\t"):
        span = trim(text, at, at + len(part))
        if span.start < span.end:
            cells.append(Cell(**span.model_dump(), column=len(cells)))
        at += len(part) + 1
    return TableRow(cells=tuple(cells))


def _date_inside(text: str, row: TableRow) -> Span | None:
    """Return the last date that stands in a row of one cell."""
    found = list(TIMING.finditer(text, row.cells[0].start, row.cells[-1].end))
    return trim(text, *found[-1].span()) if found else None


def _place(cell: Cell) -> tuple[int, int]:
    return cell.start, cell.end
