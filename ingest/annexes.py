"""Tables behind the sheets that say more of the actions: indicators, steps, actors by their number.

Action | Indicator          | Target          Action | Step           | When
OA 1.1 | Number of reports  | 1               OA 1.1 | Collect data   | Q1-Q2
"""

from collections.abc import Iterator, Mapping, Sequence

from ingest.activities import read_activities
from ingest.actors import read_actor
from ingest.forms.columns import GridRow, rows_of_actions
from ingest.forms.contents import ACTION_NUMBER
from ingest.forms.fields import read_action
from ingest.layout import Table
from ingest.model import Action, Activity, ActorValue, Field, Goal, Kpi, Row, Span, Value
from ingest.targets import kpi_of
from ingest.text import trim, value_at

_PAIRS = {"kpi": ("target",), "activity": ("timing",)}
"""Columns whose words go with those of another one in the same row."""
_LEAST_ACTORS = 5
"""How many columns of a table are headed by actors for its marks to say who takes part."""
_MARKS = frozenset(("x", "\u2713", "\u2714", "\u2022", "\u25cf", "p", "+"))
_COUNTED = (
    "leaders",
    "co_leaders",
    "participants",
    "kpis",
    "activities",
    "types",
    "links",
    "timing",
)


def with_annexes(text: str, goals: Sequence[Goal], tables: Sequence[Table]) -> tuple[Goal, ...]:
    """Return the goals, with what tables outside their sheets say of actions without such a row."""
    inside = [action for goal in goals for action in goal.actions]
    apart = [t for t in tables if not t.inner and not any(_meet(t, a) for a in inside)]
    rows: dict[str, list[GridRow]] = {}
    for number, row in (found for table in apart for found in rows_of_actions(text, table)):
        rows.setdefault(f"OA {number}", []).append(row)
    marks = _marks(text, apart)
    if not (rows or marks):
        return tuple(goals)
    return tuple(
        goal.model_copy(
            update={
                "actions": tuple(
                    _marked(_completed(text, a, rows.get(a.ref, ())), marks.get(a.ref, ()))
                    for a in goal.actions
                )
            }
        )
        for goal in goals
    )


def _marks(text: str, tables: Sequence[Table]) -> dict[str, list[tuple[Row, ActorValue]]]:
    """Return by action who is marked as a participant in a table with a column for each actor."""
    found: dict[str, list[tuple[Row, ActorValue]]] = {}
    for table in tables:
        heads = {cell.column: text[cell.start : cell.end] for cell in table.rows[0].cells}
        actors = {column: known for column, words in heads.items() if (known := read_actor(words))}
        for row in table.rows[1:] if len(actors) >= _LEAST_ACTORS else ():
            number = ACTION_NUMBER.fullmatch(text[row.cells[0].start : row.cells[0].end].strip())
            for cell in row.cells[1:] if number else ():
                mark = text[cell.start : cell.end].strip().lower()
                if mark in _MARKS and cell.column in actors and number:
                    code, words = actors[cell.column].code, heads[cell.column].strip()
                    span = trim(text, cell.start, cell.end)
                    value = ActorValue(**span.model_dump(), value=words, code=code)
                    whole = (row.cells[0].start, row.cells[-1].end)
                    printed = Row(start=whole[0], end=whole[1], field=Field.PARTICIPANTS.value)
                    found.setdefault(f"OA {number.group(1)}", []).append((printed, value))
    return found


def _marked(action: Action, marks: Sequence[tuple[Row, ActorValue]]) -> Action:
    """Return an action with the participants that a table marks, where its sheet names none."""
    if not marks or action.withheld or any(actor.code for actor in action.participants):
        return action
    rows = tuple(dict.fromkeys(row for row, _ in marks))
    participants = tuple(value for _, value in marks)
    return action.model_copy(update={"participants": participants, "rows": (*action.rows, *rows)})


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _completed(text: str, action: Action, rows: Sequence[GridRow]) -> Action:
    if not rows or action.withheld:
        return action
    content: dict[Field, list[tuple[int, int]]] = {}
    kpis: list[Kpi] = []
    steps: list[Activity] = []
    for row in rows:
        cells = {row.name_of(cell): (cell.start, cell.end) for cell in row.cells}
        kpis += _indicator(text, cells)
        steps += _step(text, cells)
        alone = [n for n in cells if n in set(Field) and n not in ("kpi", "activity", "title")]
        paired = {o for name, others in _PAIRS.items() if name in cells for o in others}
        for name in (n for n in alone if n not in paired):
            known = {text[start:end].strip() for start, end in content.get(Field(name), ())}
            if text[slice(*cells[name])].strip() not in known:  # said in two tables
                content.setdefault(Field(name), []).append(cells[name])
    span = Span(start=action.start, end=action.end)
    told = read_action(text, action.ref, action.goal, span, action.title, action.title, content)
    told = told.model_copy(
        update={"kpis": (*told.kpis, *kpis), "activities": (*told.activities, *steps)}
    )
    new = {name: getattr(told, name) for name in _COUNTED if not getattr(action, name)}
    update = {name: values for name, values in new.items() if values}
    printed = tuple(_printed(rows, update))
    return action.model_copy(update={**update, "rows": (*action.rows, *printed)})


def _indicator(text: str, cells: Mapping[str, tuple[int, int]]) -> Iterator[Kpi]:
    named = value_at(text, *cells["kpi"]) if "kpi" in cells else None
    stated = value_at(text, *cells["target"]) if "target" in cells else None
    if named:
        words = f"{named.value} ({stated.value})" if stated else named.value
        last = stated if stated and stated.start > named.start else named
        span = trim(text, named.start, last.end)
        yield kpi_of(Value(**span.model_dump(), value=words))


def _step(text: str, cells: Mapping[str, tuple[int, int]]) -> Iterator[Activity]:
    timing = value_at(text, *cells["timing"]) if "timing" in cells else None
    for step in read_activities(text, *cells["activity"]) if "activity" in cells else ():
        if timing is None or step.timing:
            yield step
            continue
        dated = {"timing": timing.value, "timing_start": timing.start, "timing_end": timing.end}
        yield step.model_copy(update=dated)


def _printed(rows: Sequence[GridRow], update: Mapping[str, object]) -> Iterator[Row]:
    singular = {"leaders": "leader", "co_leaders": "co_leader", "kpis": "kpi", "types": "type"}
    fields = {singular.get(name, "activity" if name == "activities" else name) for name in update}
    for row in rows:
        names = {row.name_of(cell) for cell in row.cells}
        for field in sorted(fields & names):
            yield Row(start=row.start, end=row.end, field=field)
