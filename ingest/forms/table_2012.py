"""The table of 2012: one tab-separated row an action, under its goal's heading, over many pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.activities import read_activities
from ingest.cells import read_actors, read_kpis, split_leaders
from ingest.forms.columns import Columns, find_bare_columns, find_columns
from ingest.forms.divided import divide
from ingest.forms.fields import (
    NUMBER,
    actions_named,
    divided_links,
    is_none,
    read_leaders,
    read_types,
)
from ingest.forms.goal_headings import (
    GOAL_LINE,
    GOAL_ROW,
    GoalHeading,
    goal_with,
    heading_above,
    heading_of,
)
from ingest.forms.sheet_2022 import GOAL_HEADING
from ingest.forms.titles import title_from
from ingest.layout import Table
from ingest.model import (
    Action,
    ActorValue,
    Field,
    Goal,
    Kpi,
    Labelled,
    OverviewRow,
    Row,
    Span,
    Value,
)
from ingest.targets import kpi_of
from ingest.text import (
    BULLET,
    notes_called,
    split_span,
    trim,
    value_at,
    values_of,
)

_KPI_LABEL = re.compile(r"\bKPIs?\b\s*:?\s*")
_PARAGRAPH = re.compile(r"</?p>|<br ?/?>|\n")
# two indicators that run together: "KPI: Number of meetings organised Operational Outcome of ..."
_RUN_TOGETHER = re.compile(r"(?<=[a-z]) (?=(?:Number|Operational|Level|Report|Percentage) )")
_LIST = re.compile(r",|;|\band\b| / ")
_COLUMN_FIELDS = {
    "title": Field.TITLE,
    "leader": Field.LEADER,
    "co_leader": Field.CO_LEADER,
    "participants": Field.PARTICIPANTS,
    "summary": Field.SUMMARY,
    "related_goals": Field.RELATED,
    "related_actions": Field.RELATED,
    "related": Field.RELATED,
    "timing": Field.TIMING,
    "target": Field.TARGET,
    "kpi": Field.KPI,
    "links": Field.LINKS,
    "jad": Field.JAD,
    "type": Field.TYPE,
    "activity": Field.ACTIVITY,
}

_NEAR_CHARS = 1500
"""How far above its header row the heading of the first goal stands; a list of goals is further."""
_KNOWN_COLUMNS = _COLUMN_FIELDS.keys() | {"ref", "count"}


@dataclass(slots=True)
class _TableRow:
    """A row of the table with the cells of its continuation rows; offsets by column name."""

    number: str
    start: int
    end: int
    cells: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def score(text: str, tables: Sequence[Table] = ()) -> float:
    """Return how well such a table is understood, from 0 to 1.

    Half of it is for its numbered rows, half the share of its columns that are known.
    """
    found = find_columns(text, tables)
    if found is None:
        bare = find_bare_columns(text, tables)
        return 0.45 if bare and any(bare.number(text, row) for row in bare.rows) else 0.0
    numbered = [row for row in found.rows if found.number(text, row)]
    if not numbered:
        return 0.3
    names = {name for row in numbered for cell in row.cells if (name := row.name_of(cell))}
    known = len(names & _KNOWN_COLUMNS)
    return round(0.5 + 0.5 * known / len(names), 2)


def region_start(text: str, tables: Sequence[Table] = ()) -> int:
    """Return where the table begins: at the goal heading above its header row."""
    found = find_columns(text, tables) or find_bare_columns(text, tables)
    if found is None:
        return len(text)
    begin = _table_start(text, found, tables)
    above = _last(GOAL_HEADING, text, begin) or _last(GOAL_LINE, text, begin)
    near = above is not None and begin - above.end() < _NEAR_CHARS
    return above.start() if above and near else begin


def _table_start(text: str, found: Columns, tables: Sequence[Table]) -> int:
    """Return where the rows begin that tell most of actions: those of an overview tell less."""
    rows = list(_rows(text, found))
    most = max((len(row.cells) for row in rows), default=0)
    full = (row.start for row in rows if 2 * len(row.cells) > most)
    first = min(full, default=found.header.start)
    around = (table.start for table in tables if table.start <= first < table.end)
    return max(found.header.start, next(around, found.header.start))


def _last(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text, 0, end))), None)


def parse(
    text: str, _overview: Sequence[OverviewRow] = (), tables: Sequence[Table] = ()
) -> tuple[Goal, ...]:
    """Return the goals and their actions; cells of continuation rows join the row above.

    A goal that has no heading, or one in other words, is told by the numbers of its actions.
    """
    found = find_columns(text, tables) or find_bare_columns(text, tables)
    if found is None:
        return ()
    rows = list(_rows(text, found))
    headings = list(GOAL_HEADING.finditer(text, region_start(text, tables)))
    if not headings:
        return tuple(_by_number(text, rows, _headings(text, found)))
    goals = []
    for number, heading in enumerate(headings):
        stop = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        ref = f"SG {int(heading.group(1))}"
        own = [row for row in rows if heading.start() < row.start < stop]
        title = value_at(text, *heading.span(2))
        if title:
            span = trim(text, *heading.span())
            actions = tuple(_action(text, row, ref) for row in own)
            goals.append(Goal(**span.model_dump(), ref=ref, title=title, actions=actions))
    return tuple(goals)


def _headings(text: str, found: Columns) -> list[GoalHeading]:
    """Return the headings of goals: lines that name one, and numbered rows of one cell."""
    alone = [row for row in found.rows if len(row.cells) == 1]
    cells = [GOAL_ROW.fullmatch(text, row.start, row.end) for row in alone]
    matches = [*GOAL_LINE.finditer(text), *filter(None, cells)]
    return sorted(map(heading_of, matches), key=lambda heading: heading.span.start)


def _by_number(
    text: str, rows: Sequence[_TableRow], headings: Sequence[GoalHeading]
) -> Iterator[Goal]:
    goals: dict[int, list[_TableRow]] = {}
    for row in rows:
        goal, dot, _ = row.number.partition(".")
        above = [h.number for h in headings if h.span.start < row.start]
        goals.setdefault(int(goal) if dot else (above or [1])[-1], []).append(row)
    for number, own in goals.items():
        heading = heading_above(headings, number, own[0].start)
        at = text.index(own[0].number, own[0].start)
        printed = Span(start=at, end=at + len(str(number)))
        actions = tuple(_action(text, row, f"SG {number}") for row in own)
        yield goal_with(text, number, heading, printed, actions)


def _rows(text: str, found: Columns) -> Iterator[_TableRow]:
    current: _TableRow | None = None
    for row in found.rows:
        number = found.number(text, row)
        if number or GOAL_HEADING.match(text, row.start, row.end):
            if current:
                yield current
            current = _TableRow(number.value, row.start, row.end) if number else None
            if current and number and number.name and (cell := row.cell("ref")):
                current.cells["title"] = [(cell.start, cell.start + number.name[1])]
        elif not (current and row.cells and row.cells[0].column > 0):
            continue
        if current:
            current.end = row.end
            for cell in row.cells:
                column = row.name_of(cell)
                if column and column not in ("ref", "count"):
                    current.cells.setdefault(column, []).append((cell.start, cell.end))
    if current:
        yield current


def _action(text: str, row: _TableRow, goal: str) -> Action:
    span = trim(text, row.start, row.end)
    divide(text, row.cells)
    named = next(iter(values_of(text, row.cells.get("title", []))), None)
    leaders, partners = read_leaders(text, row.cells.get("leader", []))
    targets, kpis = _targets(text, row.cells.get("target", []))
    related = [
        piece
        for column in ("related_goals", "related_actions", "related")
        for cell in row.cells.get(column, [])
        for piece in _refs(text, cell, column)
    ]
    links, actions = divided_links(text, row.cells.get("links", []))
    related += [
        Value(start=at[0], end=at[1], value=f"OA {number}")
        for cell in row.cells.get("links", [])
        for number, at in actions_named(text, *cell)
    ]
    told = {value.start for value in related}
    numbers = ((v, NUMBER.search(v.value)) for v in actions if v.start not in told)
    related += [v.model_copy(update={"value": f"OA {n.group()}"}) for v, n in numbers if n]
    return Action(
        **span.model_dump(),
        ref=f"OA {row.number}",
        goal=goal,
        title=named or title_from(text, row.cells, _COLUMN_FIELDS) or _own_number(row),
        leaders=leaders,
        co_leaders=(*partners, *_actors(text, row.cells.get("co_leader", []))),
        participants=_actors(text, row.cells.get("participants", [])),
        summary=values_of(text, row.cells.get("summary", [])),
        targets=targets,
        kpis=(*kpis, *(k for cell in row.cells.get("kpi", []) for k in read_kpis(text, *cell))),
        types=read_types(text, row.cells.get("type", [])),
        activities=tuple(
            a for cell in row.cells.get("activity", []) for a in read_activities(text, *cell)
        ),
        links=links,
        jads=values_of(text, row.cells.get("jad", [])),
        timing=values_of(text, row.cells.get("timing", [])),
        related=tuple(related),
        other=tuple(_other(text, row)),
        rows=tuple(_printed(text, row)),
        notes=notes_called(text, span.start, span.end),
    )


def _own_number(row: _TableRow) -> Value:
    return Value(start=row.start, end=row.start + len(row.number), value=row.number)


def _actors(text: str, cells: list[tuple[int, int]]) -> tuple[ActorValue, ...]:
    found = (actor for cell in cells for actor in read_actors(text, *cell))
    return tuple(actor for actor in found if actor.code or not is_none(actor))


def _targets(text: str, cells: list[tuple[int, int]]) -> tuple[tuple[Value, ...], tuple[Kpi, ...]]:
    """Split a target cell at "KPI": the aims before it, the indicators behind it."""
    aims: list[tuple[int, int]] = []
    indicators: list[tuple[int, int]] = []
    for cell in cells:
        label = _KPI_LABEL.search(text, *cell)
        if label:
            aims.append((cell[0], label.start()))
            indicators += _indicators(text, label.end(), cell[1])
        else:
            (indicators if indicators else aims).append(cell)
    return values_of(text, aims), tuple(kpi_of(v) for v in values_of(text, indicators))


def _indicators(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for piece in split_span(text, start, end, _PARAGRAPH):
        label = _KPI_LABEL.match(text, *piece)
        begin, stop = (label.end() if label else piece[0], piece[1])
        bullet = BULLET.match(text, begin, stop)
        begin = bullet.end() if bullet else begin
        counted = split_span(text, begin, stop, re.compile(";"))
        listed = all(text[a:b].rstrip(" .").endswith(")") for a, b in counted)
        for part in counted if listed else [(begin, stop)]:
            yield from split_span(text, *part, _RUN_TOGETHER)


def _refs(text: str, cell: tuple[int, int], column: str) -> Iterator[Value]:
    """Yield the goals or actions that an inter-dependency cell names, as refs."""
    prefix = "SG" if column == "related_goals" else "OA"
    if re.search(r"\bSGs\b", text[slice(*cell)]):
        pieces = split_span(text, *cell, re.compile(","))
    else:
        pieces = split_span(text, *cell, _LIST)
    for value in values_of(text, pieces):
        number = re.fullmatch(r"(?P<kind>SG|OA)?\s*(?P<number>\d+(?:\.\d+)?)", value.value)
        if column == "related" and number and not number["kind"]:
            prefix = "OA" if "." in number["number"] else "SG"
        kind = (number["kind"] if column == "related" else None) or prefix if number else ""
        ref = f"{kind} {number['number']}" if number else value.value
        yield value.model_copy(update={"value": ref})


def _printed(text: str, row: _TableRow) -> Iterator[Row]:
    """Yield the cells as rows that citations quote.

    A target cell also stands for its KPIs, and a leader's for the partners named in it.
    """
    for column, cells in row.cells.items():
        for cell in cells:
            span = trim(text, *cell)
            field_name = _COLUMN_FIELDS.get(column, Field.OTHER).value
            yield Row(**span.model_dump(), field=field_name)
            if column == "target":
                yield Row(**span.model_dump(), field=Field.KPI.value)
            if column == "leader" and split_leaders(text, *cell)[1] != (cell[1], cell[1]):
                yield Row(**span.model_dump(), field=Field.CO_LEADER.value)


def _other(text: str, row: _TableRow) -> Iterator[Labelled]:
    """Yield the cells under columns that the form doesn't know, with the column's own label."""
    for label in [label for label in row.cells if label not in _COLUMN_FIELDS]:
        for value in values_of(text, row.cells[label]):
            yield Labelled(**value.model_dump(), label=label)
