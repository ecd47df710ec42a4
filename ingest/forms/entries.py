"""Labelled entries: the rows of a sheet, the lines and sentences that open with "Leader:".

An entry is a label and what it labels. Its field is None where no form knows the label.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.forms.inner_tables import InnerTable, inner_table
from ingest.forms.labels import (
    field_named,
    field_of,
    inline_label_pattern,
    is_reference_label,
    keeps_its_name,
)
from ingest.layout import Cell, Table, TableRow
from ingest.model import Field, Span
from ingest.text import clean, split_lines, trim

_MAX_LABEL_WORDS = 8
_FEW_WORDS = 4
_HEADED = 3
"""How many cells a row of labels has at least; two may be a label and what it labels."""
_LISTED = (Field.KPI, Field.TARGET, Field.ACTIVITY)
"""The fields that are lists of things with a colon of their own."""
_BULLETS = tuple("·•◆▪●-–")
_MAX_LABEL_CHARS = 70
# "Budget: EUR 50 000" at the start of a line or of a sentence
_UNKNOWN = re.compile(
    r"(?:^[\t ]*+(?:[·•-][\t ]*+)?|(?<=[.;]\s))(?P<label>[A-Z][A-Za-z/&()' -]{2,40}?)[ \t]?:(?=\s)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A label, what it labels, and the field that it stands for."""

    field: Field | None
    label: Span
    start: int
    end: int
    stated: Span | None = None
    """The target or the date in a column of its own, where the entry is a row of a table inside."""
    named: Span | None = None
    """The indicator or step of such a row."""

    @property
    def span(self) -> Span:
        """The label with its words: what a citation quotes."""
        return Span(start=min(self.label.start, self.start), end=max(self.label.end, self.end))


def find_entries(text: str, start: int, end: int, tables: Sequence[Table]) -> list[Entry]:
    """Return the entries between two offsets in order: from tables, and from the text around them.

    Rows that give an action its number are none.
    """
    inside = [t for t in tables if t.start < end and start < t.end and not t.inner]
    nested = [t for t in tables if t.inner and start <= t.start < end]
    entries = [e for table in inside for e in _table_entries(text, table, start, end, nested)]
    reached = start
    for table in [*inside, None]:
        stop = min(table.start, end) if table else end
        entries += _line_entries(text, reached, max(reached, stop))
        reached = max(reached, min(table.end, end) if table else end)
    return sorted(entries, key=lambda entry: entry.label.start)


def _table_entries(
    text: str, table: Table, start: int, end: int, nested: Sequence[Table]
) -> Iterator[Entry]:
    """Yield the entries of a table of labels; one alone in its row is the rows' below.

    A cell that holds a table of its own belongs to the label above it as a whole.
    """
    open_label: Cell | None = None
    below: list[Cell] = []
    last: Entry | None = None
    inner: tuple[InnerTable, Cell] | None = None
    heads: TableRow | None = None
    for row in table.rows:
        if not row.cells or not start <= row.cells[0].start < end:
            for cell in [cell for cell in row.cells if start <= cell.start < end]:  # by the number
                yield from _line_entries(text, cell.start, cell.end, known_only=True)
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
            yield _inner_entry(text, row, *inner)
            continue
        inner = (opened, row.cells[0]) if opened else None
        if inner:
            yield from _closed(text, open_label, below)
            open_label, below = None, []
            continue
        whole = open_label is not None and _holds_table(row, nested)
        found = [] if whole else list(_row_entries(text, row, table.columns))
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


def _inner_entry(text: str, row: TableRow, inner: InnerTable, label: Cell) -> Entry:
    stated = inner.stated(row)
    first, last = row.cells[0], row.cells[-1]
    return Entry(
        inner.field,
        _span(text, label),
        first.start,
        last.end,
        stated=stated and _span(text, stated),
        named=_span(text, first),
    )


def _closed(text: str, label: Cell | None, cells: Sequence[Cell]) -> Iterator[Entry]:
    if label and cells:
        field = field_named(clean(text[label.start : label.end]))
        yield Entry(field, _span(text, label), cells[0].start, cells[-1].end)


def _row_entries(text: str, row: TableRow, columns: int) -> Iterator[Entry]:
    """Yield the entries of a row: "Leader | ES", "Leader | ES | Co-leader | FR", "Leader: ES"."""
    cells = row.cells
    labels = [cell for cell in cells if _is_label(text, cell)]
    if len(cells) == 1 or not labels or labels[0] is not cells[0]:
        for cell in cells:
            headed = _headed(text, cell)
            known = _line_entries(text, cell.start, cell.end, known_only=True)
            yield from [headed] if headed else known
        return
    if is_reference_label(clean(text[cells[0].start : cells[0].end])):
        for cell in cells[1:]:
            yield from _line_entries(text, cell.start, cell.end, known_only=True)
        return
    later = range(2, len(cells))
    starts = [0, *(n for n in later if _is_known(text, cells[n]) or _keeps_name(text, cells, n))]
    for begin, stop in zip(starts, [*starts[1:], len(cells)], strict=True):
        values = cells[begin + 1 : stop]
        if values:
            words = clean(text[cells[begin].start : cells[begin].end])
            label = _span(text, cells[begin])
            yield Entry(field_named(words), label, values[0].start, values[-1].end)


def _span(text: str, cell: Cell) -> Span:
    return trim(text, cell.start, cell.end)


def _is_known(text: str, cell: Cell) -> bool:
    return field_named(clean(text[cell.start : cell.end])) is not None


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
    words = clean(text[cell.start : cell.end])
    if field_named(words) or is_reference_label(words):
        return True
    if known_only:
        return keeps_its_name(words) and len(words.split()) <= _FEW_WORDS
    short = len(words) <= _MAX_LABEL_CHARS and len(words.split()) <= _MAX_LABEL_WORDS
    plain = words[:1].isupper() and not words.endswith((".", ";", ","))
    return short and plain and cell.column == 0 and not re.search(r"\d", words)


def _line_entries(text: str, start: int, end: int, known_only: bool = False) -> Iterator[Entry]:
    """Yield the entries of running text; each goes on to the next label or an empty line."""
    marks: list[tuple[Field | None, Span, int]] = [
        (field_of(m), trim(text, m.start(), m.end()), m.end())
        for m in inline_label_pattern().finditer(text, start, end)
    ]
    if not known_only:
        for unknown in _UNKNOWN.finditer(text, start, end):
            span = Span(start=unknown.start("label"), end=unknown.end("label"))
            taken = any(known.start <= span.start < stop for _, known, stop in marks)
            taken = taken or _is_target(text, span.start, marks)
            field = field_named(unknown["label"])
            behind = bool(marks) and span.start > min(known.start for _, known, _ in marks)
            if not taken and (field or behind):
                marks.append((field, span, unknown.end()))
        known = {label.start for _, label, _ in marks}
        marks += [mark for mark in _lines_alone(text, start, end) if mark[1].start not in known]
    marks.sort(key=lambda mark: mark[1].start)
    for number, (field, label, stop) in enumerate(marks):
        following = marks[number + 1][1].start if number + 1 < len(marks) else end
        value = trim(text, stop, _paragraph_end(text, stop, following))
        if value.start < value.end:
            yield Entry(field, label, value.start, value.end)


def _lines_alone(text: str, start: int, end: int) -> Iterator[tuple[Field | None, Span, int]]:
    """Yield the labels that stand alone on a line without a colon: "Purpose and content"."""
    for line in split_lines(text, start, end):
        words = line.text.strip(" \t\u00a0:")
        if words[:1].isupper() and len(words.split()) <= _FEW_WORDS + 1 and words[-1:].isalpha():
            field = field_named(words)
            if field:
                yield field, trim(text, line.start, line.end), line.end


def _is_target(text: str, start: int, marks: Sequence[tuple[Field | None, Span, int]]) -> bool:
    """Tell whether words before a colon are an indicator's or a step's: "Arrests: 45; Cash: 6".

    So is what a bullet opens in such a list, and what opens a bracket before its colon.
    """
    above = max(
        ((label.start, field) for field, label, _ in marks if label.start < start),
        key=lambda mark: mark[0],
        default=(0, None),
    )
    if above[1] not in _LISTED:
        return False
    before = text[:start].rstrip(" \t\u00a0")
    behind = text[start : text.find(":", start)]
    listed = before[-1:] in _BULLETS or before.rstrip()[-1:] in (";", ":")
    return listed or behind.count("(") > behind.count(")")


def _paragraph_end(text: str, start: int, end: int) -> int:
    """Return where the words behind a label end: at an empty line, but not right behind it."""
    first = trim(text, start, end).start
    gap = re.compile(r"\n[ \t]*+\n").search(text, first, end)
    if gap is None:
        return end
    rest = [line for line in split_lines(text, gap.end(), end) if not line.blank]
    listed = rest and re.match(r"[\t ]*(?:[·•◆–-]|\(?\w{1,2}[.)])\s", rest[0].text)
    return _paragraph_end(text, gap.end(), end) if listed else gap.start()
