"""The overview of the actions that a plan has above their sheets."""

import re
from collections.abc import Sequence

from ingest.actors import read_actor
from ingest.forms.columns import GridRow, find_overview
from ingest.layout import Table
from ingest.model import ActorValue, OverviewRow, Span
from ingest.text import clean, trim, value_at

# "<tab>1 <tab>1.1 <tab>EUROPOL <tab>Situational picture", one cell a line
_OVERVIEW_ROW = re.compile(
    r"^\t(\d+)[ \t]*\n+\t(\d+\.\d+)[ \t]*\n+\t([^\n\t]+)\n+\t([^\n]+)", re.MULTILINE
)


def parse_overview(text: str, end: int, tables: Sequence[Table] = ()) -> tuple[OverviewRow, ...]:
    """Return the rows of the overview table that stands before the sheets."""
    found = find_overview(text, tables)
    if found:
        rows = [_structured_row(text, row) for row in found.rows if row.start < end]
    else:
        rows = [
            _overview_row(text, *(trim(text, *match.span(n)) for n in range(5) if n != 1))
            for match in _OVERVIEW_ROW.finditer(text, 0, end)
        ]
    return tuple(row for row in rows if row)


def _structured_row(text: str, row: GridRow) -> OverviewRow | None:
    cells = [row.cell(name) for name in ("ref", "leader", "title")]
    if not all(cells):
        return None
    return _overview_row(text, Span(start=row.start, end=row.end), *filter(None, cells))


def _overview_row(text: str, row: Span, ref: Span, leader: Span, title: Span) -> OverviewRow | None:
    number = re.search(r"\d+\.\d+", ref.quote(text))
    short = value_at(text, title.start, title.end)
    if not short or not number:
        return None
    known = read_actor(clean(leader.quote(text)))
    return OverviewRow(
        **row.model_dump(),
        ref=f"OA {number.group()}",
        leader=ActorValue(
            start=leader.start,
            end=leader.end,
            value=clean(leader.quote(text)),
            code=known.code if known else None,
        ),
        title=short.model_copy(update={"value": short.value.rstrip(".")}),
    )
