"""The actions that fit all that a question asks for, and what shows that they do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from answer.compose.conditions import activities_in, conditions, kpis_above, scoped_to
from answer.cues import told
from answer.draft import Evidence, evidence_at
from answer.gather import by_topic, roles_held, sheets
from answer.library import Library
from answer.phrasing import field_evidence, title_evidence
from answer.pointing import likely_one
from answer.query import ActorRole, Query, Role
from answer.words import stems, tokens
from ingest.facts import ROLES, covers_all_members
from ingest.model import Action, Document, Field

_T = TypeVar("_T")
# "sham marriages or document fraud"
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_ON_THEME = 0.55
"""How well an action must fit a theme to be listed under it, where any fits that well."""
_NEAR_BEST = 0.8
"""How near to the best of an earlier list another action must fit to be meant as well."""
_STRONGLY = 0.6
"""How well some action must fit the words beside an actor for them to be a theme at all."""


@dataclass(frozen=True, slots=True)
class Match:
    """An action that fits all conditions, and the fields that show it."""

    document: Document
    action: Action
    fields: tuple[Field, ...]
    as_member: bool = False
    """True when the actor is meant by "All MS" and not named."""


def find_matches(query: Query, library: Library) -> list[Match]:
    """Return the actions in scope that fit every condition of the query, in order."""
    themed: set[tuple[str, str]] | None = None
    if query.among and query.topic:
        themed = _best_among(query, library)
    elif query.aspect == "theme" or (query.topic and query.aspect == "role"):
        themed = _themed(query, library)
    found = (
        _match(query, library.documents[key], action)
        for key in query.scope.documents
        for action in sheets(library.documents[key])
        if themed is None or (key, action.ref) in themed
    )
    return [match for match in found if match]


def narrowed_by_topic(query: Query, library: Library) -> bool:
    """Tell whether actions are told by a topic too, which what is said of them must name."""
    if query.aspect == "theme" or (query.among and query.topic):
        return True
    beside = query.aspect == "role" and bool(query.topic)
    return beside and _themed(query, library) is not None


def _best_among(query: Query, library: Library) -> set[tuple[str, str]] | None:
    """Return those of an earlier list that fit a topic best; None where it fits none of them."""
    hits = library.find_actions(f"about {query.topic}", query.scope.documents)
    hits = [hit for hit in hits if hit.action.ref in query.among]
    best = max((hit.score for hit in hits), default=0.0)
    return {(h.document.id, h.action.ref) for h in hits if h.score >= best * _NEAR_BEST} or None


def _themed(query: Query, library: Library) -> set[tuple[str, str]] | None:
    """Return the actions that a topic picks out; None where the words beside names pick none."""
    hits = library.find_actions(query.topic, query.scope.documents)
    if query.aspect == "theme":
        either = _on_either(query, library) or _in_scoped_field(query, library)
        if either:
            return either
        strict = [hit for hit in hits if hit.score >= _ON_THEME] or by_topic(query, library)
        if not strict and (one := likely_one(query, hits, library)):
            strict = [one]
        return {(hit.document.id, hit.action.ref) for hit in strict}
    return {(hit.document.id, hit.action.ref) for hit in hits if hit.score >= _STRONGLY} or None


def _in_scoped_field(query: Query, library: Library) -> set[tuple[str, str]]:
    """Return the actions that name a topic in the field asked for: "which supports JAD Danube"."""
    return {
        (key, action.ref)
        for key in query.scope.documents
        for action in sheets(library.documents[key])
        if scoped_to(query, action)
    }


def _on_either(query: Query, library: Library) -> set[tuple[str, str]]:
    """Return the actions on any of several topics: "sham marriages or document fraud"."""
    parts = _OR.split(query.question)
    topic = set(query.topic.split())
    told_of = [" ".join(t.text for t in tokens(part) if t.text in topic) for part in parts]
    if len(parts) < 2 or not all(told_of):
        return set()
    found = [
        [h for h in library.find_actions(words, query.scope.documents) if h.score >= _ON_THEME]
        for words in told_of
    ]
    return {(h.document.id, h.action.ref) for hits in found for h in hits} if all(found) else set()


def _match(query: Query, document: Document, action: Action) -> Match | None:
    fields: list[Field] = []
    as_member = False
    by_name = told("by_name", stems(query.question))
    actors = wanted_actors(query)
    parts = [(wanted, _held(wanted, document, action, by_name)) for wanted in actors]
    fits = [(wanted.roles, (held is None) == wanted.negated) for wanted, held in parts]
    if not _fit(fits, query.either):
        return None
    for _, held in parts:
        if held:
            fields += held[0]
            as_member = as_member or held[1]
    for condition in conditions(query):
        shown = condition(query, action)
        if shown is None:
            return None
        fields += shown
    return Match(document, action, tuple(fields), as_member)


def _fit(fits: Sequence[tuple[Sequence[str], bool]], either: bool) -> bool:
    """Tell whether an action has the actors that it must have, each told with the roles asked for.

    Of alternatives one is enough; where some share a role that others have not ("joined by Norway,
    led by Spain or Germany") they are alternatives to each other alone.
    """
    groups = by_role(fits) if either else []
    if groups:
        return all(any(group) for group in groups)
    met = [fit for _, fit in fits]
    return any(met) or not met if either else all(met)


def by_role(parts: Sequence[tuple[Sequence[str], _T]]) -> list[list[_T]]:
    """Group what alternatives are by their roles; none where that makes them no fewer, or one."""
    alike: dict[tuple[str, ...], list[_T]] = {}
    for roles, part in parts:
        alike.setdefault(tuple(roles), []).append(part)
    return list(alike.values()) if 1 < len(alike) < len(parts) else []


def wanted_actors(query: Query) -> tuple[ActorRole, ...]:
    """Return the actors that actions must have: beside a theme only those with a role."""
    if query.aspect == "all":
        return ()
    if query.aspect == "theme":
        return tuple(a for a in query.actors if a.roles or a.excluded)
    return query.actors


def _held(
    wanted: ActorRole, document: Document, action: Action, by_name: bool
) -> tuple[list[Field], bool] | None:
    """Return the fields in which an actor stands, and whether only "All MS" means it.

    None where the actor has none of the roles that are wanted, or one that is ruled out.
    """
    named = roles_held(action, wanted.code)
    if set(named) & {ROLES[role] for role in wanted.excluded}:
        return None
    if not wanted.roles and wanted.excluded:
        return named, False
    fields = _fields_of(wanted.roles)
    shown = [field for field in fields if field in named]
    if shown:
        return shown, False
    member = Field.PARTICIPANTS in fields and not by_name
    if member and covers_all_members(action, wanted.code, document.year):
        return [Field.PARTICIPANTS], True
    return None


def _fields_of(roles: Sequence[Role]) -> tuple[Field, ...]:
    return tuple(ROLES[role] for role in roles or ROLES)


def match_evidence(match: Match, query: Query) -> Iterator[Evidence]:
    """Yield what shows that an action fits; its title or leader where nothing needs showing."""
    if match.fields:
        for field in dict.fromkeys(match.fields):
            yield from _shown(match, query, field)
    elif query.aspect == "theme":
        yield title_evidence(match.document, match.action)
    else:
        yield from _rows(match, Field.LEADER)


def _shown(match: Match, query: Query, field: Field) -> Iterator[Evidence]:
    if field == Field.KPI and query.numbers:
        for kpi in kpis_above(query, match.action):
            yield evidence_at(match.document.id, match.action.ref, kpi, field.value)
        return
    timed = _activity_in(match, query) if field == Field.ACTIVITY and query.quarters else None
    yield from [timed] if timed else _rows(match, field)


def _activity_in(match: Match, query: Query) -> Evidence | None:
    """Return the first activity in the quarters asked for, with its timing."""
    activity = next(iter(activities_in(query, match.action)), None)
    if activity is None:
        return None
    end = activity.timing_end or activity.end
    return Evidence(match.document.id, match.action.ref, Field.ACTIVITY.value, activity.start, end)


def _rows(match: Match, field: Field) -> list[Evidence]:
    rows = list(field_evidence(match.document, match.action, field))
    return rows or [title_evidence(match.document, match.action)]
