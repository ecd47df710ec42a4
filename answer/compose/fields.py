"""Answers about one field of an action: who leads, who takes part, which targets, when."""

from collections.abc import Mapping, Sequence
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
from answer.compose.matches import Match, find_matches
from answer.compose.missing import compose_missing, name_missing, write_withheld
from answer.compose.people import write_co_leader, write_leader, write_participants
from answer.compose.summaries import compose_summary
from answer.compose.tasking import compose_tasking
from answer.compose.weaker import as_topic
from answer.cues import cue_stems, told
from answer.draft import Draft
from answer.gather import find_targets
from answer.library import Library, TopicAction
from answer.query import Query
from answer.words import content_stems, stems
from ingest.facts import ROLES
from ingest.forms.labels import field_printed
from ingest.model import Action, Field

_MAX_BY_ACTOR = 5
"""How many actions an actor may have for a question about its action to mean all of them."""
_FITS = 0.2
"""How well an actor's action must fit the words beside it to be the one that is meant."""
_MEANT = 0.34
"""How well some action must fit words for them to be about an action at all."""
WRITERS: dict[str, Writer] = {
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
    query = _with_names(query, library)
    targets = find_targets(query, library)
    if not targets.found and query.actors and not query.refs:
        other = as_topic(query)
        told = other and compose_field(other, library)
        return told or _by_actor(query, library)
    if not targets.found:
        return compose_missing(targets, library)
    draft = Draft()
    query = _as_target(query, targets.found)
    for target in _with_field(targets.found, query.aspect):
        if query.kind == "field" and query.aspect not in ROLES.values():
            correct_premise(draft, query, target)
        for aspect, writer in _writers(_as_labelled(query, target.action)).items():
            asked = replace(query, aspect=aspect)
            if query.kind != "field" or not write_withheld(draft, asked, target, library):
                writer(draft, query, target, library)
    name_missing(draft, targets, library)
    if not draft.statements:
        draft.status = Status.NOT_FOUND
    return draft


def _as_target(query: Query, found: Sequence[TopicAction]) -> Query:
    """Return "how many participants at least?" as a question for the target that says so."""
    words = stems(query.question)
    least = query.aspect == "participants" and told("count", words) and told("at_least", words)
    counted = {s for t in found for kpi in t.action.kpis for s in stems(kpi.value)}
    if not least or not cue_stems(("participant",)) & counted:
        return query
    return replace(query, aspect="kpi", also=(), detail="participants", plain="participants")


def _as_labelled(query: Query, action: Action) -> Query:
    """Return a question for a row under another label that forms know: "deadline", "outline".

    It is for what the action has of that field, where it prints no such row itself.
    """
    if query.aspect != "other" or query.also:
        return query
    words = [word.strip("?.,!:") for word in query.question.split()]
    printed = " ".join(row.label for row in action.other).casefold()
    for word in (w for w in words if content_stems(w) and w.casefold() not in printed):
        field = field_printed(word)
        if field and field.value in WRITERS and (action.values(field) or _has_dates(field, action)):
            return replace(query, aspect=field.value)
    return query


def _has_dates(field: Field, action: Action) -> bool:
    return field == Field.TIMING and any(step.timing for step in action.activities)


def _with_names(query: Query, library: Library) -> Query:
    """Return a question with the names that have no role as topic, where an action fits them best.

    "The KPI for the Libyan project": Libya has no role there, the project is about it.
    """
    other = as_topic(query) if query.kind == "field" and not query.refs else None
    if other is None or (query.aspect in ROLES.values() and _leads_any(query, library)):
        return query
    one, two = (library.find_actions(q.topic, q.scope.documents)[:1] for q in (query, other))
    better = two and two[0].score >= _MEANT and (not one or two[0].score >= one[0].score)
    return other if better else query


def _leads_any(query: Query, library: Library) -> bool:
    """Tell whether an actor who is named in no role leads some action: it may be the one meant."""
    bare = {actor.code for actor in query.actors if not actor.roles}
    every = library.actions_of(query.scope.documents).values()
    return any(value.code in bare for _, action in every for value in action.leaders)


def _of_goal(query: Query, library: Library) -> Draft | None:
    """Answer a question about all actions of a goal: as a list, or as the goal's summary."""
    if query.aspect == "leader":
        return compose_list(replace(query, kind="list", aspect="goal"), library)
    return compose_summary(replace(query, kind="summary", aspect="any"), library)


def _writers(query: Query) -> dict[str, Writer]:
    """Return what writes the fields that are asked for, in the order of the question."""
    if query.kind == "check":
        return {query.aspect: write_check}
    aspects = query.also if query.aspect in query.also else (query.aspect,)
    if "leader" in aspects:  # it tells the co-leaders as well
        aspects = tuple(aspect for aspect in aspects if aspect != "co_leader")
    return {aspect: WRITERS.get(aspect, write_other) for aspect in aspects}


def _by_actor(query: Query, library: Library) -> Draft | None:
    """Answer a question that names no action but an actor: what it has a part in."""
    if query.kind == "check":
        return compose_tasking(query, library)
    if not any(actor.roles for actor in query.actors):
        return None
    held = tuple(actor for actor in query.actors if actor.roles)
    wanted = replace(query, kind="list", aspect="role", topic="", detail="", actors=held)
    matches = _nearest(query, find_matches(wanted, library), library)
    if not 0 < len(matches) <= _MAX_BY_ACTOR:
        return None
    draft = Draft()
    for match in matches:
        for writer in _writers(query).values():
            writer(draft, query, TopicAction(match.document, match.action, 1.0), library)
    return draft


def _nearest(query: Query, matches: list[Match], library: Library) -> list[Match]:
    """Return the actions of an actor that fit the topic best; none where none fits it at all."""
    topic = query.topic or query.detail
    if not query.topic:
        return matches
    fit = {
        (h.document.id, h.action.ref): h.score
        for h in library.find_actions(topic, query.scope.documents)
    }
    if max(fit.values(), default=0.0) < _MEANT:
        return matches  # words that no action is about
    scores = [fit.get((m.document.id, m.action.ref), 0.0) for m in matches]
    best = max(scores, default=0.0)
    return [m for m, score in zip(matches, scores, strict=True) if score >= max(best * 0.8, _FITS)]


def _with_field(found: list[TopicAction], aspect: str) -> list[TopicAction]:
    """Keep, of several plans' actions, those whose form has the field that is asked for."""
    if aspect not in set(Field) or aspect in ROLES.values():
        return found
    having = [
        t for t in found if any(action.values(Field(aspect)) for action in t.document.actions())
    ]
    return having or found


FIELD_OF: Mapping[str, Field] = {
    "leader": Field.LEADER,
    "co_leader": Field.CO_LEADER,
    "participants": Field.PARTICIPANTS,
    "kpi": Field.KPI,
    "timing": Field.TIMING,
    "activity": Field.ACTIVITY,
    "type": Field.TYPE,
    "links": Field.LINKS,
    "related": Field.RELATED,
    "jad": Field.JAD,
}
"""The field of a sheet in which each aspect of a question stands."""
