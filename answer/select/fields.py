"""Answers that tell fields of the actions that conditions pick out: budgets, KPIs, who co-leads."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from answer.compose.details import (
    Writer,
    listing,
    write_activities,
    write_kpis,
    write_timing,
)
from answer.compose.people import write_co_leader, write_leader, write_participants
from answer.draft import Draft, evidence_at
from answer.library import Library, TopicAction
from answer.phrasing import action_in_plan, counted, field_evidence
from answer.query import Query
from answer.select.find import Found
from answer.select.rows import row_of
from answer.select.selection import Selection
from ingest.model import Field

_MANY = 8
"""More actions than this are not told one by one."""
_WRITERS: dict[str, Writer] = {
    "leader": write_leader,
    "co_leader": write_co_leader,
    "participant": write_participants,
    "kpi": write_kpis,
    "activity": write_activities,
    "timing": write_timing,
    "type": listing(Field.TYPE, "Type", "states no type"),
    "links": listing(Field.LINKS, "Links to other plans", "names no links to other plans"),
    "jad": listing(
        Field.JAD, "Horizontal activities / Joint Action Days", "names no Joint Action Day"
    ),
}
_SIZES: dict[str, tuple[Field, str, str]] = {
    "kpi": (Field.KPI, "KPI", "KPIs"),
    "activity": (Field.ACTIVITY, "activity", "activities"),
}


def compose_fields(
    selection: Selection, query: Query, found: Sequence[Found], library: Library
) -> Draft | None:
    """Tell the fields that are asked for of each action; None where there are too many."""
    if not 0 < len(found) <= _MANY or not all(_writer(name) for name in selection.fields):
        return None
    draft = Draft()
    asked = replace(query, topic=selection.words, detail=selection.words, actors=())
    for each in found:
        for name in selection.fields:
            if selection.how == "count":
                _write_size(draft, each, name)
            else:
                target = TopicAction(each.document, each.action, 1.0)
                _writer(name)(draft, asked, target, library)  # type: ignore[misc]
    return draft if draft.statements else None


def _writer(name: str) -> Callable[..., None] | None:
    if name.startswith("row:"):
        return lambda draft, _, target, __: write_row(draft, target, name.removeprefix("row:"))
    return _WRITERS.get(name)


def write_row(draft: Draft, target: TopicAction, name: str) -> None:
    """Add what a row of an action's form says, or that it has none."""
    document, action = target.document, target.action
    row = row_of(name, action)
    place = action_in_plan(document, action)
    if row is None:
        draft.say(f"The document states no {name} for {place}.")
        return
    cited = evidence_at(document.id, action.ref, row, "other")
    draft.claim(f"{row.label} of {place}: {row.value}", [cited])


def _write_size(draft: Draft, each: Found, name: str) -> None:
    field, one, several = _SIZES[name]
    number = len(each.action.values(field))
    size = counted(number, one) if number == 1 else f"{number} {several}"
    place = action_in_plan(each.document, each.action)
    cited = list(field_evidence(each.document, each.action, field))
    draft.claim(f"{place} has {size}.", cited)
