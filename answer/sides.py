"""Which things does a question set side by side? Documents, or actions by ref, name or leader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.cues import places
from answer.gather import find_targets
from answer.library import Library, TopicAction
from answer.query import ActorRole, Query
from answer.words import Token, stems, tokens, vocabulary

Side = tuple[str, ...]
"""The ids of the documents that one side of a comparison means."""

# "and", "vs", "with", "than": between two things that are compared
_BETWEEN = frozenset(stems("and vs versus with to or than against beside und et ou mit e o y con"))
_FITS = 0.5
"""How well an action must fit the words of its side."""
_CLEARLY = 0.75
"""How well both must fit where plans are set side by side too."""
_LED = 0.35
"""What it counts that an action is led by the actor whose action a side speaks of."""
_NOT_LED = 0.3
_COUNTING = frozenset(stems("number figure total actions"))
"""Stems of words that count and name no action."""
_YEAR = re.compile(r"20[0-4]\d")


def document_sides(query: Query, library: Library) -> list[Side]:
    """Return the sides where documents are compared: one for each mention, or for each document."""
    if len(query.scope.groups) > 1:
        return list(query.scope.groups)
    return [(key,) for key in query.scope.documents if key in library.documents]


def comparing_stems() -> frozenset[str]:
    """Return the stems of the words that ask for a comparison and carry no topic."""
    return frozenset(s for word in vocabulary().comparing for s in stems(word))


def action_sides(query: Query, library: Library) -> list[TopicAction]:
    """Return the actions that a question sets side by side, in order; none where it names none."""
    if query.refs_of("action"):
        found = find_targets(query, library).found
        return found if len(found) > 1 else []
    best: tuple[float, list[TopicAction]] = (0.0, [])
    for left, right in _splits(query):
        pair = _pair(left, right, query, library)
        if pair and _meant(pair, left, right, query):
            best = max(best, (sum(hit.score for hit in pair), pair), key=lambda found: found[0])
    return best[1]


def _meant(pair: Sequence[TopicAction], left: _Part, right: _Part, query: Query) -> bool:
    """Tell whether two actions fit well enough: where plans are compared, each by its name."""
    if len(query.scope.groups) < 2:
        return min(hit.score for hit in pair) >= _FITS
    placed = bool(left.years and right.years)
    return placed and all(hit.named and hit.score >= _CLEARLY for hit in pair)


@dataclass(frozen=True, slots=True)
class _Part:
    """The words of a question on one side of "and", and the actors that it speaks of."""

    topic: str
    leaders: frozenset[str]
    years: frozenset[int]


def _splits(query: Query) -> Iterator[tuple[_Part, _Part]]:
    words = tokens(query.question)
    for at, word in enumerate(words[1:-1], start=1):
        if word.stem in _BETWEEN:
            left, right = _part(words[:at], query), _part(words[at + 1 :], query)
            if left.topic or right.topic or (left.leaders and right.leaders):
                yield left, right


def _part(words: Sequence[Token], query: Query) -> _Part:
    start, end = words[0].start, words[-1].end
    skipped = comparing_stems() | _COUNTING
    detail = set(query.detail.split())
    topic = [w.text for w in words if w.text in detail and w.stem not in skipped]
    inside = [m for m in query.named if start <= m.start < end]
    leaders = {m.value for m in inside if m.slot == "actor"} & _leading(query.actors)
    years = {int(y) for m in inside if m.slot == "plan" for y in _YEAR.findall(m.value)}
    return _Part(" ".join(topic), frozenset(leaders), frozenset(years))


def _leading(actors: Sequence[ActorRole]) -> set[str]:
    """Return the actors whose actions may be meant: "the French action", "the British-led one"."""
    return {a.code for a in actors if not a.roles or "leader" in a.roles}


def _pair(left: _Part, right: _Part, query: Query, library: Library) -> list[TopicAction] | None:
    """Return the two different actions that fit the two parts best together."""
    ones = _fits(left, right, query, library)
    others = _fits(right, left, query, library)
    pairs = [
        [one, other]
        for one in ones
        for other in others
        if (one.document.id, one.action.ref) != (other.document.id, other.action.ref)
    ]
    return max(pairs, key=lambda pair: sum(hit.score for hit in pair), default=None)


def _fits(part: _Part, other: _Part, query: Query, library: Library) -> list[TopicAction]:
    """Return the actions that fit a part; one without a topic shares that of the other part."""
    topic = part.topic or (other.topic or query.topic if part.leaders else "")
    hits = library.find_actions(topic, query.scope.documents) if topic else []
    weighed = [
        TopicAction(hit.document, hit.action, hit.score + _by_leader(hit, part), hit.named)
        for hit in hits
        if not part.years or hit.document.year in part.years
    ]
    return sorted(weighed, key=lambda hit: -hit.score)[:4]


def _by_leader(hit: TopicAction, part: _Part) -> float:
    if not part.leaders:
        return 0.0
    led = part.leaders & {leader.code for leader in hit.action.leaders if leader.code}
    return _LED if led else -_NOT_LED


def asks_role(query: Query, role: str) -> bool:
    """Tell whether a question asks for a role, and does not just name an action by it."""
    bound = any(role in actor.roles for actor in query.actors)
    return not bound and next(places(role, stems(query.question)), None) is not None
