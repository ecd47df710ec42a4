"""Answers that name the action with the most of something: highest target, most participants."""

import re
from collections.abc import Callable, Sequence

from answer.compose.people import write_co_leader, write_participants
from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.gather import sheets
from answer.library import Library, TopicAction
from answer.phrasing import action_in_plan
from answer.query import Query
from answer.select.values import places_asked, quoted
from answer.words import content_stems, stems
from ingest.model import Action, ActorValue, Document, Field, Kpi

# "which action", "what OA", "welche Aktion", "the operation with"
_AN_ACTION = re.compile(
    r"\b(?:which|what|the|name|welche|quelle|quale|qué)\b(?: [\w-]+){0,4}? "
    r"(?:action|oa|operation|aktion|azione|acción)\b(?! plan| leader| day)",
    re.IGNORECASE,
)
_WRITERS = {Field.PARTICIPANTS: write_participants, Field.CO_LEADER: write_co_leader}
# "rank the actions by their target", "highest first"
_RANKED = re.compile(
    r"\brank(?:ing|ed)?\b|\b(?:sort|order)(?:ed)?\b.*\bby\b|\b(?:highest|largest|biggest) first\b",
    re.IGNORECASE,
)
_PLACES = 12
"""How many places of a ranking are told."""
_SHORT = 3
_TELLING = 2
"""How many words of a topic an indicator holds at least to be what is ranked."""
_TIES = 4
"""More actions than this that share the first place are no record."""


def ranks_actions(query: Query) -> bool:
    """Tell whether a ranking is one of actions: "which action has most participants"."""
    return query.kind == "rank" and (
        query.aspect == "kpi" or bool(_AN_ACTION.search(query.question))
    )


def compose_record(query: Query, library: Library) -> Draft | None:
    """Name the actions of each plan in scope that have the most, or the least, of what is asked."""
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        words = stems(query.question)
        sized = query.aspect == "participants" and not _speak_of_topic(query, document)
        if sized or told("participant", words):
            _by_size(draft, query, document, Field.PARTICIPANTS, library)
        elif query.aspect == "co_leader" or told("co_leader", words):
            _by_size(draft, query, document, Field.CO_LEADER, library)
        else:
            _by_target(draft, query, document)
    return draft if draft.statements else None


def _extreme(query: Query) -> Callable[[Sequence[float]], float]:
    return min if told("fewest", stems(query.question)) else max


def _by_size(
    draft: Draft, query: Query, document: Document, field: Field, library: Library
) -> None:
    """Add the actions with the most actors in a role."""
    sizes = [(sum(bool(v.code) for v in _actors(a, field)), a) for a in sheets(document)]
    held = [(size, action) for size, action in sizes if size]
    if not held:
        return
    wanted = _extreme(query)([size for size, _ in held])
    for action in [action for size, action in held if size == wanted][:_TIES]:
        _WRITERS[field](draft, query, TopicAction(document, action, 1.0), library)


def _actors(action: Action, field: Field) -> tuple[ActorValue, ...]:
    return action.participants if field == Field.PARTICIPANTS else action.co_leaders


def _by_target(draft: Draft, query: Query, document: Document) -> None:
    """Add the actions whose stated target is the highest among the indicators asked for."""
    found = quoted(query.question, _indicators(query, document))
    if not found:
        return
    words = stems(query.question)
    most = not told("fewest", words)
    places = _PLACES if _RANKED.search(query.question) else 1
    numbers = [kpi.target or 0.0 for _, kpi in found]
    for wanted in places_asked(query.question, numbers, most=most, first=places):
        best = [(action, kpi) for action, kpi in found if kpi.target == wanted]
        for action, kpi in best[:_TIES]:
            cited = evidence_at(document.id, action.ref, kpi, Field.KPI.value)
            draft.claim(f"{action_in_plan(document, action)}: {kpi.value}", [cited])


def _speak_of_topic(query: Query, document: Document) -> bool:
    """Tell whether an indicator speaks of all that a question is about: "most detections"."""
    asked = {s for s in content_stems(query.topic) if len(s) > _SHORT}
    kpis = [k for a in sheets(document) for k in a.kpis if k.target is not None]
    held = max((len(asked & set(stems(k.value))) for k in kpis), default=0)
    return held >= _TELLING


def _indicators(query: Query, document: Document) -> list[tuple[Action, Kpi]]:
    """Return the indicators with a number that hold most of the words asked."""
    asked = set(content_stems(query.plain or query.question))
    stated = [(a, k) for a in sheets(document) for k in a.kpis if k.target is not None]
    shared = [len(asked & set(stems(kpi.value))) for _, kpi in stated]
    most = max(shared, default=0)
    return [pair for pair, size in zip(stated, shared, strict=True) if size == most > 0]
