"""Answers about one field of an action: who leads, who takes part, which targets, when."""

from dataclasses import replace

from answer.claims import Status
from answer.compose.checks import correct_premise, write_check
from answer.compose.details import (
    Writer,
    listing,
    write_activities,
    write_aim,
    write_kpis,
    write_other,
    write_timing,
)
from answer.compose.lists import compose_list
from answer.compose.matches import find_matches
from answer.compose.missing import compose_missing, name_missing, write_withheld
from answer.compose.people import write_co_leader, write_leader, write_participants
from answer.compose.summaries import compose_summary
from answer.compose.tasking import compose_tasking
from answer.draft import Draft
from answer.gather import find_targets
from answer.library import Library, TopicAction
from answer.query import Query
from ingest.facts import ROLES
from ingest.model import Field

_MAX_BY_ACTOR = 5
"""How many actions an actor may have for a question about its action to mean all of them."""
_WRITERS: dict[str, Writer] = {
    "leader": write_leader,
    "co_leader": write_co_leader,
    "participants": write_participants,
    "kpi": write_kpis,
    "timing": write_timing,
    "activity": write_activities,
    "summary": write_aim,
    "type": listing(Field.TYPE, "Type", "states no type"),
    "links": listing(Field.LINKS, "Links to other plans", "names no links to other plans"),
    "jad": listing(
        Field.JAD, "Horizontal activities / Joint Action Days", "names no Joint Action Day"
    ),
    "related": listing(
        Field.RELATED, "Related goals and actions", "names no related goals or actions"
    ),
    "other": write_other,
}


def compose_field(query: Query, library: Library) -> Draft | None:
    """Answer for one field of the actions that a query means; None when it means none."""
    if query.refs_of("goal") and not query.refs_of("action"):
        return _of_goal(query, library)
    targets = find_targets(query, library)
    if not targets.found and query.actors and not query.refs:
        return _by_actor(query, library)
    if not targets.found:
        return compose_missing(targets, library)
    draft = Draft()
    writer = write_check if query.kind == "check" else _WRITERS.get(query.aspect, write_other)
    for target in _with_field(targets.found, query.aspect):
        if query.kind == "field" and write_withheld(draft, query, target, library):
            continue
        if query.kind == "field" and query.aspect not in ROLES.values():
            correct_premise(draft, query, target)
        writer(draft, query, target, library)
    name_missing(draft, targets)
    if not draft.statements:
        draft.status = Status.NOT_FOUND
    return draft


def _of_goal(query: Query, library: Library) -> Draft | None:
    """Answer a question about all actions of a goal: as a list, or as the goal's summary."""
    if query.aspect == "leader":
        return compose_list(replace(query, kind="list", aspect="goal"), library)
    return compose_summary(replace(query, kind="summary", aspect="any"), library)


def _by_actor(query: Query, library: Library) -> Draft | None:
    """Answer a question that names no action but an actor: what it has a part in."""
    if query.kind == "check":
        return compose_tasking(query, library)
    if query.topic or not any(actor.roles for actor in query.actors):
        return None
    matches = find_matches(replace(query, kind="list", aspect="role"), library)
    if not 0 < len(matches) <= _MAX_BY_ACTOR:
        return None
    draft = Draft()
    writer = _WRITERS.get(query.aspect, write_aim)
    for match in matches:
        writer(draft, query, TopicAction(match.document, match.action, 1.0), library)
    return draft


def _with_field(found: list[TopicAction], aspect: str) -> list[TopicAction]:
    """Keep, of several plans' actions, those whose form has the field that is asked for."""
    if aspect not in set(Field) or aspect in ROLES.values():
        return found
    having = [
        t for t in found if any(action.values(Field(aspect)) for action in t.document.actions())
    ]
    return having or found
