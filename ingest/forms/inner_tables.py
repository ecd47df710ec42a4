"""Tables inside a sheet: indicators with their targets, steps with their dates, a row each.

    Measuring success   | Value 2024 | Target 2026        Deliverables    | Due
    Suspects arrested   | 9          | 18                 Closing report  | 30 November 2026

The first cell of the header row is the label of the field; the others say what stands below them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.forms.entry import Entry
from ingest.forms.labels import field_named, field_printed, field_worded, keeps_its_name
from ingest.layout import Cell, Table, TableRow
from ingest.model import Field
from ingest.text import clean, trim
from ingest.timing import DATED

# "Target 2026", "Planned", "Goal for 2025"
_AHEAD = re.compile(r"\b(?:target|planned|goal|aim|expected|foreseen)\w*\b", re.IGNORECASE)
# "Value 2024", "Baseline", "Result 2023"
_BEFORE = re.compile(
    r"\b(?:value|baseline|base|current|actual|result|status|achieved|previous|last|start)\w*\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
_COUNT = re.compile(r"\s*\d{1,2}[.)]?\s*")
_MAX_HEADER_WORDS = 5
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
        if field_printed(words) is not None:
            return False
        stated = self.stated(row)
        fits = DATED if self.field == Field.ACTIVITY else _NUMBER
        told = stated is not None and fits.search(text, stated.start, stated.end) is not None
        return told or not (keeps_its_name(words) or field_worded(words))

    def stated(self, row: TableRow) -> Cell | None:
        """Return the cell with the target or the date of a row."""
        return next((cell for cell in row.cells[1:] if cell.column == self.column), None)


def inner_table(text: str, row: TableRow) -> InnerTable | None:
    """Return the table that a header row opens; None for any other row."""
    head, *others = row.cells
    field = field_named(clean(text[head.start : head.end]))
    if field not in (*_LABELS, Field.SUMMARY) or not others:
        return None
    words = [clean(text[cell.start : cell.end]) for cell in others]
    if any(len(w.split()) > _MAX_HEADER_WORDS for w in words):
        return None
    dates = [cell for cell, w in zip(others, words, strict=True) if _is(w, Field.TIMING)]
    if dates:
        return InnerTable(Field.ACTIVITY, dates[0].column)
    if field == Field.SUMMARY or not all(
        _AHEAD.search(w) or _BEFORE.search(w) or _is(w, Field.KPI) for w in words
    ):
        return None
    if any(re.search(r"\d", re.sub(r"\b20\d\d\b", "", w)) for w in words):
        return None  # "Target | 30 arrests" is a label with its words
    return InnerTable(Field.KPI, _column_ahead(others, words))


def _is(words: str, field: Field) -> bool:
    return field_named(words) == field


def _column_ahead(cells: Sequence[Cell], words: Sequence[str]) -> int:
    """Return the column of what is aimed at: the one that says so, else the last."""
    said = [c for c, w in zip(cells, words, strict=True) if _AHEAD.search(w)]
    said = said or [c for c, w in zip(cells, words, strict=True) if not _BEFORE.search(w)]
    return (said or cells)[-1].column


def nested_entries(text: str, entry: Entry, tables: Sequence[Table]) -> Iterator[Entry]:
    """Yield the rows of the table of indicators that stands in the cell of an entry, else itself.

    "Indicator | Target" is its header; without one the last cell of each row is the target.
    """
    inside = [t for t in tables if entry.start <= t.start and t.end <= entry.end + 1]
    rows = [row for inner in inside for row in inner.rows if len(row.cells) > 1]
    if entry.field not in (Field.KPI, Field.TARGET) or not rows:
        yield entry
        return
    head = inner_table(text, rows[0])
    table = head or InnerTable(Field.KPI, rows[0].cells[-1].column)
    headed = head or not _NUMBER.search(text, *_place(rows[0].cells[-1]))
    for row in rows[1:] if headed else rows:
        stated = table.stated(row)
        first = next((c for c in row.cells if not _COUNT.fullmatch(text, *_place(c))), row.cells[0])
        yield Entry(
            Field.KPI,
            entry.label,
            row.cells[0].start,
            row.cells[-1].end,
            stated=stated and trim(text, *_place(stated)),
            named=trim(text, *_place(first)),
        )


def _place(cell: Cell) -> tuple[int, int]:
    return cell.start, cell.end
