"""Labelled entries: the rows of a sheet, the lines and sentences that open with "Leader:".

An entry is a label and what it labels. Its field is None where no form knows the label.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.forms.entry import Entry
from ingest.forms.inner_tables import InnerTable, inner_table, lined_entries, nested_entries
from ingest.forms.labels import (
    field_named,
    fold,
    inline_label_pattern,
    is_reference_label,
    keeps_its_name,
    unnumbered,
)
from ingest.forms.line_entries import line_entries
from ingest.forms.recurring import OwnLabels
from ingest.layout import Cell, Table, TableRow
from ingest.model import Field, Span
from ingest.text import clean, trim
from ingest.timing import DATED

_NO_LABELS = OwnLabels()
_MAX_LABEL_WORDS = 8
_FEW_WORDS = 4
_HEADED = 3
"""How many cells a row of labels has at least; two may be a label and what it labels."""
_MAX_LABEL_CHARS = 70


def find_entries(
    text: str,
    start: int,
    end: int,
    tables: Sequence[Table],
    own: OwnLabels = _NO_LABELS,
) -> list[Entry]:
    """Return the entries between two offsets in order: from tables, and from the text around them.

    Rows that give an action its number are none. `own` are the labels that come again in the
    document itself.
    """
    inside = [t for t in tables if t.start < end and start < t.end and not t.inner]
    nested = [t for t in tables if t.inner and start <= t.start < end]
    entries = [
        entry
        for table in inside
        for found in _table_entries(text, table, (start, end), nested, own.cells)
        for entry in nested_entries(text, found, nested)
    ]
    reached = start
    for table in [*inside, None]:
        stop = min(table.start, end) if table else end
        entries += line_entries(text, reached, max(reached, stop), own=own.lines)
        reached = max(reached, min(table.end, end) if table else end)
    return sorted(entries, key=lambda entry: entry.label.start)


def _table_entries(
    text: str,
    table: Table,
    stretch: tuple[int, int],
    nested: Sequence[Table],
    own: frozenset[str],
) -> Iterator[Entry]:
    """Yield the entries of a table of labels; one alone in its row is the rows' below.

    A cell that holds a table of its own belongs to the label above it as a whole.
    """
    start, end = stretch
    open_label: Cell | None = None
    below: list[Cell] = []
    last: Entry | None = None
    inner: tuple[InnerTable, Cell] | None = None
    heads: TableRow | None = None
    for row in table.rows:
        if not row.cells or not start <= row.cells[0].start < end:
            yield from _beside_number(text, [c for c in row.cells if start <= c.start < end])
            continue
        if heads:
            yield from _under(text, heads, row)
            heads = None
            continue
        if _all_labels(text, row):
            yield from _closed(text, open_label, below)
            open_label, below, heads = None, [], row
            continue
        opened = inner_table(text, row)
        if inner and not opened and inner[0].holds(text, row):
            yield inner[0].entry(text, row, _span(text, inner[1]))
            continue
        inner = (opened, row.cells[0]) if opened else None
        if inner:
            yield from _closed(text, open_label, below)
            open_label, below = None, []
            continue
        steps = _steps_below(text, open_label, row) if open_label and not below else None
        if open_label and steps:
            inner, open_label = (steps, open_label), None
            yield inner[0].entry(text, row, _span(text, inner[1]))
            continue
        lined = {cell: found for cell in row.cells if (found := [*lined_entries(text, cell)])}
        if lined:
            yield from _closed(text, open_label, below)
            open_label, below = None, []
            for found in lined.values():
                yield from found
            row = TableRow(cells=tuple(cell for cell in row.cells if cell not in lined))
        if not row.cells:
            continue
        whole = open_label is not None and _holds_table(row, nested)
        found = [] if whole else list(_row_entries(text, row, own))
        if last and row.cells[0].column and not found:  # its label spans several rows
            yield replace(last, start=row.cells[0].start, end=row.cells[-1].end)
            continue
        last = found[-1] if found else None
        alone = len(row.cells) == 1 and not found
        awaited = open_label is not None and not below and _is_known(text, open_label)
        if alone and _is_label(text, row.cells[0], known_only=awaited):
            yield from _closed(text, open_label, below)
            open_label, below = row.cells[0], []
        elif alone and open_label:
            below.append(row.cells[0])
        elif found or not (open_label and len(row.cells) > 1):
            yield from _closed(text, open_label, below)
            open_label, below = None, []
            yield from found
        else:
            below += row.cells
    yield from _closed(text, open_label, below)


def _steps_below(text: str, label: Cell, row: TableRow) -> InnerTable | None:
    """Return the table of steps whose first row stands below a label: "WP 1 | Searches | Q2"."""
    field = field_named(clean(text[label.start : label.end]))
    dated = DATED.search(text, row.cells[-1].start, row.cells[-1].end)
    if field != Field.ACTIVITY or len(row.cells) < _HEADED or not dated:
        return None
    return InnerTable(Field.ACTIVITY, row.cells[-1].column)


def _beside_number(text: str, cells: Sequence[Cell]) -> Iterator[Entry]:
    """Yield what stands in the row of an action's number: "Action no | 2.1 | Leader | ES"."""
    if len(cells) > 1 and _is_known(text, cells[-2]):
        field = field_named(clean(text[cells[-2].start : cells[-2].end]))
        yield Entry(field, _span(text, cells[-2]), cells[-1].start, cells[-1].end)
        cells = cells[:-2]
    for cell in cells:
        yield from line_entries(text, cell.start, cell.end, known_only=True)


def _holds_table(row: TableRow, nested: Sequence[Table]) -> bool:
    """Tell whether a row is one cell with a table in it."""
    cell = row.cells[0]
    return len(row.cells) == 1 and any(cell.start <= t.start < cell.end for t in nested)


def _all_labels(text: str, row: TableRow) -> bool:
    """Tell whether a row holds nothing but labels, of what stands below each of them."""
    printed = [clean(text[cell.start : cell.end]) for cell in row.cells]
    known = all(field_named(words) or keeps_its_name(words) for words in printed)
    return len(row.cells) >= _HEADED and known and inner_table(text, row) is None


def _under(text: str, heads: TableRow, row: TableRow) -> Iterator[Entry]:
    """Yield what stands under each label of a row of labels."""
    by_column = {cell.column: cell for cell in row.cells}
    for label in heads.cells:
        cell = by_column.get(label.column)
        if cell:
            field = field_named(clean(text[label.start : label.end]))
            yield Entry(field, _span(text, label), cell.start, cell.end)


def _closed(text: str, label: Cell | None, cells: Sequence[Cell]) -> Iterator[Entry]:
    if label and cells:
        field = field_named(clean(text[label.start : label.end]))
        yield Entry(field, _span(text, label), cells[0].start, cells[-1].end)


def _row_entries(text: str, row: TableRow, own: frozenset[str]) -> Iterator[Entry]:
    """Yield the entries of a row: "Leader | ES", "Leader | ES | Co-leader | FR", "Leader: ES"."""
    cells = row.cells
    labels = [cell for cell in cells if _is_label(text, cell)]
    if len(cells) == 1 or not labels or labels[0] is not cells[0]:
        for cell in cells:
            headed = _headed(text, cell)
            known = line_entries(text, cell.start, cell.end, known_only=True)
            yield from [headed] if headed else known
        return
    printed = clean(text[cells[0].start : cells[0].end])
    labelled = not field_named(printed) and any(_holds_label(text, cell) for cell in cells[1:])
    if is_reference_label(printed) or labelled:  # "Who | Leader: ES | Participants: FR, IT"
        for cell in cells[1:]:
            yield from line_entries(text, cell.start, cell.end, known_only=True)
        return
    later = range(2, len(cells))
    starts = [0, *(n for n in later if _is_later_label(text, cells, n, own))]
    for begin, stop in zip(starts, [*starts[1:], len(cells)], strict=True):
        values = cells[begin + 1 : stop]
        if values:
            words = clean(text[cells[begin].start : cells[begin].end])
            label = _span(text, cells[begin])
            yield Entry(field_named(words), label, values[0].start, values[-1].end)


def _holds_label(text: str, cell: Cell) -> bool:
    """Tell whether a cell opens with a label and goes on with its words: "Leader: ES"."""
    label = inline_label_pattern().match(text, cell.start, cell.end)
    if not label or ":" not in label.group():
        return False
    return bool(text[label.end() : cell.end].strip())


def _span(text: str, cell: Cell) -> Span:
    return trim(text, cell.start, cell.end)


def _is_known(text: str, cell: Cell) -> bool:
    return field_named(clean(text[cell.start : cell.end])) is not None


def _is_later_label(text: str, cells: Sequence[Cell], place: int, own: frozenset[str]) -> bool:
    words = clean(text[cells[place].start : cells[place].end])
    known = field_named(words) is not None or fold(words) in own
    return known or _keeps_name(text, cells, place)


def _keeps_name(text: str, cells: Sequence[Cell], place: int) -> bool:
    """Tell whether a later cell of a row is a label of its own: "Type | Training | Budget | 40"."""
    words = clean(text[cells[place].start : cells[place].end])
    behind = place + 1 < len(cells) and place % 2 == 0
    return behind and len(words.split()) <= _FEW_WORDS and keeps_its_name(words)


def _headed(text: str, cell: Cell) -> Entry | None:
    """Return the entry of a cell whose first line is a label: "Purpose and content", then text."""
    first = text.find("\n", cell.start, cell.end)
    if first < 0 or inline_label_pattern().search(text, cell.start, cell.end):
        return None
    field = field_named(clean(text[cell.start : first]))
    value = trim(text, first, cell.end)
    label = trim(text, cell.start, first)
    return Entry(field, label, value.start, value.end) if field and value.quote(text) else None


def _is_label(text: str, cell: Cell, known_only: bool = False) -> bool:
    """Tell whether a cell is a label: one that is known, or a few words without a full stop."""
    words = unnumbered(clean(text[cell.start : cell.end]))
    if field_named(words) or is_reference_label(words):
        return True
    if known_only:
        return keeps_its_name(words) and len(words.split()) <= _FEW_WORDS
    short = len(words) <= _MAX_LABEL_CHARS and len(words.split()) <= _MAX_LABEL_WORDS
    plain = words[:1].isupper() and not words.endswith((".", ";", ","))
    return short and plain and cell.column == 0 and not re.search(r"\d", words)
