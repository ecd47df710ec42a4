"""Which things does a question set side by side? Documents, or actions by ref, name or leader."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.cues import places, told
from answer.gather import find_targets, sheets
from answer.library import Library, TopicAction
from answer.patterns import ACTIONS, ONE_ACTION
from answer.query import ActorRole, Query
from answer.words import Token, stems, tokens, vocabulary

Side = tuple[str, ...]
"""The ids of the documents that one side of a comparison means."""

# "and", "vs", "with", "than": between two things that are compared
_BETWEEN = frozenset(
    stems("and but vs versus with to or than against beside und et ou mit e o y con")
)
_PAIR = 2
_FITS = 0.5
"""How well an action must fit the words of its side."""
_CLEARLY = 0.75
"""How well both must fit where plans are set side by side too."""
_LED = 0.35
"""What it counts that an action is led by the actor whose action a side speaks of."""
_NOT_LED = 0.3
# "the French team, the small boats one and the flight action"
_LISTED = re.compile(r"[,;:]\s|\s(?:and|vs\.?|versus|or)\s|\s[-–]\s", re.IGNORECASE)
# "the French team", "the small boats one"
_CALLED = re.compile(
    r"\bthe\b.*\b(?:one|action|team|task force|operation|course|training|project|workshop)\b",
    re.IGNORECASE,
)
_WHOLE = 0.25
"""How much the fit to the whole question counts beside that to a side's own words."""
_COUNTING = frozenset(stems("number figure total actions"))
"""Stems of words that count and name no action."""
_YEAR = re.compile(r"20[0-4]\d")
# "AIR OMNIA", "WESTERN BALKANS 2022", "JOT"
_CAPITALS = re.compile(r"\bOA [A-Z][a-z]+\b|\b[A-Z]{3,}(?: [A-Z]{2,}| \d+)*\b")
# "Air Omnia 6", "Western Balkans 2022": names that a document may print in capitals
_TITLED = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+| \d+)+\b")
# "the two Spanish actions", "both actions of Spain"
_TWO = re.compile(r"\b(?:two|both|pair)\b.*\b(?:actions|operations|oas)\b", re.IGNORECASE)
_MOST_LED = 4
"""How many actions of one leader are set side by side."""
_SAME_PLAN = 0.2
"""What it counts that two actions are of one plan."""
_OPENING_CHARS = 120
_VERBATIM = 0.3
"""What it counts that an action calls itself what a side calls it, in capitals."""


def document_sides(query: Query, library: Library) -> list[Side]:
    """Return the sides where documents are compared: one for each mention, or for each document."""
    if len(query.scope.groups) > 1:
        return list(query.scope.groups)
    return [(key,) for key in query.scope.documents if key in library.documents]


def comparing_stems() -> frozenset[str]:
    """Return the stems of the words that ask for a comparison and carry no topic."""
    return frozenset(s for word in vocabulary().comparing for s in stems(word))


def action_sides(query: Query, library: Library, *, clearly: bool = False) -> list[TopicAction]:
    """Return the actions that a question sets side by side, in order; none where it names none.

    `clearly` asks for actions that are called by their names.
    """
    one = len(query.refs_of("action")) == 1 and len(query.scope.groups) > 1
    if query.refs_of("action") and not (one and _beside_ref(query, library)):
        found = find_targets(query, library).found
        return found if len(found) > 1 else []
    if one:
        return _beside_ref(query, library)
    listed = listed_actions(query, library)
    if len(listed) > _PAIR:
        return listed
    if _TWO.search(query.question) and (led := _led(query, library)):
        return led
    best: tuple[float, list[TopicAction]] = (0.0, [])
    for left, right in _splits(query):
        if clearly and not (left.names and right.names):
            continue
        pair = _pair(left, right, query, library)
        if pair and _meant(pair, left, right, query, clearly):
            best = max(best, (_fit_together(pair), pair), key=lambda found: found[0])
    return best[1] or _led(query, library)


def listed_actions(query: Query, library: Library) -> list[TopicAction]:
    """Return three actions or more that a question lists by name or leader: "A, B and C"."""
    words = tokens(query.question)
    ends = [m.end() for m in _LISTED.finditer(query.question)]
    parts = [
        [w for w in words if begin <= w.start < end]
        for begin, end in itertools.pairwise([0, *ends, len(query.question)])
    ]
    found: dict[tuple[str, str], TopicAction] = {}
    for run in filter(None, parts):
        part = _part(run, query)
        called = _CALLED.search(query.question[run[0].start : run[-1].end]) or part.names
        hits = _fits(part, part, query, library) if part.topic else []
        printed = bool(hits) and _prints(hits[0], part.titled, library)
        if hits and (called or printed) and hits[0].score >= _FITS:
            found.setdefault((hits[0].document.id, hits[0].action.ref), hits[0])
    return list(found.values())


def _beside_ref(query: Query, library: Library) -> list[TopicAction]:
    """Return an action named by its number and one that is named otherwise, each of its own plan.

    "FIMATHU in 2012 and OA 2.3 in 2022": the number is of the plan that is named beside it.
    """
    ref = next((m for m in query.named if m.slot == "action"), None)
    if ref is None:
        return []  # it was named by a question before
    for left, right in _splits(query):
        own, other = (left, right) if left.end > ref.start else (right, left)
        hits = _fits(other, own, query, library) if other.names and other.years else []
        numbered = [
            hit
            for hit in find_targets(query, library).found
            if hit.document.year in own.years and hit.document.year not in other.years
        ]
        if len(numbered) == 1 and hits and hits[0].named:
            pair = [numbered[0], hits[0]]
            return pair if own is left else pair[::-1]
    return []


def _led(query: Query, library: Library) -> list[TopicAction]:
    """Return the few actions of a plan that actors lead, where those are what is spoken of.

    "The two Spanish actions", "the French-led actions", "the actions of Greece and Italy".
    """
    codes = {a.code for a in query.actors if not a.roles or "leader" in a.roles}
    bound = len(codes) > 1 or any("leader" in a.roles for a in query.actors)
    two = _TWO.search(query.question)
    spoken = bool(ACTIONS.search(query.question) or ONE_ACTION.search(query.question))
    spoken = spoken or told("kpi", stems(query.question))
    compared = query.kind == "compare" and bound and spoken
    if not codes or not (two or compared):
        return []
    for key in query.scope.documents:
        document = library.documents[key]
        led = [a for a in sheets(document) if codes & {v.code for v in a.leaders}]
        each = codes <= {v.code for a in led for v in a.leaders}
        if len(led) == _PAIR or (compared and each and _PAIR <= len(led) <= _MOST_LED):
            return [TopicAction(document, action, 1.0) for action in led]
    return []


def _meant(
    pair: Sequence[TopicAction], left: _Part, right: _Part, query: Query, clearly: bool
) -> bool:
    """Tell whether two actions fit well enough: where plans are compared, each by its name."""
    if len(query.scope.groups) < 2 and not clearly:
        return min(hit.score for hit in pair) >= _FITS
    if min(hit.score for hit in pair) < _CLEARLY:
        return False
    if clearly:
        return True
    apart = bool(left.years and right.years) or bool(left.names and right.names)
    return apart and all(hit.named for hit in pair)


@dataclass(frozen=True, slots=True)
class _Part:
    """The words of a question on one side of "and", and the actors that it speaks of."""

    topic: str
    leaders: frozenset[str]
    years: frozenset[int]
    names: tuple[str, ...] = ()
    """Runs of words in capitals: operations as documents call them."""
    titled: tuple[str, ...] = ()
    """Runs of words with capitals at their heads, in capitals throughout."""
    end: int = 0
    """Where it ends in the question."""


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
    short = {m.value for m in query.named if m.slot == "acronym"}
    topic = [w.text for w in words if w.text in detail | short and w.stem not in skipped]
    inside = [m for m in query.named if start <= m.start < end]
    leaders = {m.value for m in inside if m.slot == "actor"} & _leading(query.actors)
    years = {int(y) for m in inside if m.slot == "plan" for y in _YEAR.findall(m.value)}
    text = query.question[start:end]
    names = tuple(match.group() for match in _CAPITALS.finditer(text))
    titled = tuple(match.group().upper() for match in _TITLED.finditer(text))
    return _Part(" ".join(topic), frozenset(leaders), frozenset(years), names, titled, end)


def _spelt_out(topic: str, library: Library) -> str:
    """Return a topic with its acronyms in full as well: "ICH Information Clearing House"."""
    found = (library.acronyms.get(word.lower(), ()) for word in topic.split())
    return " ".join([topic, *(entries[0][1].long for entries in found if entries)])


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
    return max(pairs, key=_fit_together, default=None)


def _fit_together(pair: Sequence[TopicAction]) -> float:
    same = len({hit.document.id for hit in pair}) == 1
    return sum(hit.score for hit in pair) + (_SAME_PLAN if same else 0.0)


def _fits(part: _Part, other: _Part, query: Query, library: Library) -> list[TopicAction]:
    """Return the actions that fit a part; one without a topic shares that of the other part."""
    topic = part.topic or (other.topic or query.topic if part.leaders else "")
    topic = _spelt_out(topic, library)
    hits = library.find_actions(topic, query.scope.documents) if topic else []
    whole = {
        (hit.document.id, hit.action.ref): hit.score * _WHOLE
        for hit in library.find_actions(query.topic, query.scope.documents)
    }
    weighed = [
        TopicAction(
            hit.document,
            hit.action,
            hit.score
            + _by_leader(hit, part)
            + _by_name(hit, part, library)
            + whole.get((hit.document.id, hit.action.ref), 0.0),
            hit.named,
        )
        for hit in hits
        if not part.years or hit.document.year in part.years
    ]
    return sorted(weighed, key=lambda hit: -hit.score)[:4]


def _by_name(hit: TopicAction, part: _Part, library: Library) -> float:
    """Return what it counts that an action opens with the name, or the acronym, of a side."""
    text = library.text(hit.document.id)[hit.action.start : hit.action.end]
    summary = hit.action.summary[0].value if hit.action.summary else ""
    opening = f"{hit.action.title.value} {summary[:_OPENING_CHARS]}".lower()
    for name in part.names:
        in_full = [entry.long.lower() for _, entry in library.acronyms.get(name.lower(), ())]
        if (" " in name and name in text) or any(words in opening for words in in_full):
            return _VERBATIM
    return _VERBATIM if _prints(hit, part.titled, library) else 0.0


def _prints(hit: TopicAction, names: Sequence[str], library: Library) -> bool:
    """Tell whether an action prints one of some names in capitals."""
    text = library.text(hit.document.id)[hit.action.start : hit.action.end]
    return any(name in text for name in names)


def _by_leader(hit: TopicAction, part: _Part) -> float:
    if not part.leaders:
        return 0.0
    led = part.leaders & {leader.code for leader in hit.action.leaders if leader.code}
    return _LED if led else -_NOT_LED


def asks_role(query: Query, role: str) -> bool:
    """Tell whether a question asks for a role, and does not just name an action by it."""
    bound = any(role in actor.roles for actor in query.actors)
    return not bound and next(places(role, stems(query.question)), None) is not None
