"""Which action does a question point to? Clues in words and names, each with its weight.

The weights stand in `answer/pointing.yaml`; `python -m eval.pointing` learns them from the
development questions. A chance is one among the actions in scope: it does not tell whether any
action is meant at all.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from importlib.resources import files

import yaml

from answer.cues import cue_stems
from answer.library import Library, Term, TopicAction
from answer.patterns import ACTIONS
from answer.query import Query
from answer.words import (
    content_stems,
    document_stems,
    filler_stems,
    stems,
    stop_stems,
    vague_stems,
)

_NEAR_WORDING = 0.5
"""How much a word counts that may mean what the question's word means."""

_SURE_CHANCE = 0.5
"""How likely it must be that a question points to an action, beside the others in scope."""
_AHEAD, _LEAST_CHANCE = 2.0, 0.2
"""Else, how far ahead of the next it must be, and how likely at least."""
_CERTAIN = 0.9
"""How likely it must be where the topic alone fits another action so well, and so far better."""
_FITS_WELL, _FAR_BETTER = 0.5, 1.4
_HARDLY = 0.2
"""A topic that fits an action no better than this hardly speaks of it."""
_WHOLE_TOPIC = 2
"""How many words a topic must have for a passage that holds them all to be about it."""
_HELD = 0.28
"""How much of the question's words that action must hold for it to be about one at all."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an action, each from 0 to about 1; the names are those of the weights."""

    topic: float
    """How well it fits the topic (`Library.find_actions`)."""
    named: float
    """Whether a word of the topic stands in its title alone."""
    title: float
    """The share of all words of the question that its title or its opening holds."""
    sheet: float
    """The same of its whole sheet."""
    alone: float
    """The share of words of the question that its sheet alone holds, of all sheets."""
    pairs: float
    """The share of the question's pairs of neighbouring words that stand so in its sheet."""
    line: float
    """The share of all words of the question that one of its indicators or activities holds."""
    leads: float
    """Whether it is led by an actor whom the question calls its leader."""
    led: float
    """Whether it is led by an actor whom the question names in no role."""
    takes_part: float
    """Whether any other actor who is named has a part in it."""
    led_by_others: float
    """Whether the question names a leader, and it is not led by that one."""


@dataclass(slots=True)
class _Held:
    """Where a term stands: what it is worth to each action, and the one that alone holds it."""

    term: Term
    weight: float = 0.0
    title: dict[int, float] = field(default_factory=dict)
    sheet: dict[int, float] = field(default_factory=dict)
    only: int | None = None


@dataclass(frozen=True, slots=True)
class Pointed:
    """An action that a question may point to."""

    target: TopicAction
    signs: Signs
    chance: float
    """How likely it is that one among all actions in scope, from 0 to 1."""


def pointed_to(query: Query, hits: Sequence[TopicAction], library: Library) -> list[Pointed]:
    """Return the actions in scope that a question may point to, the likeliest first.

    `hits` are those that its topic finds.
    """
    candidates = signs_for(query, hits, library)
    fits = [_fit_of(signs) for _, signs in candidates]
    highest = max(fits, default=0.0)
    likely = [math.exp(fit - highest) for fit in fits]
    total = sum(likely)
    found = [
        Pointed(target, signs, chance / total)
        for (target, signs), chance in zip(candidates, likely, strict=True)
    ]
    return sorted(found, key=lambda one: -one.chance)


def sure_one(query: Query, hits: Sequence[TopicAction], library: Library) -> TopicAction | None:
    """Return the one action that all words and names of a question point to; None where unsure."""
    if ACTIONS.search(query.question):
        return None
    return likely_one(query, hits, library)


def likely_one(query: Query, hits: Sequence[TopicAction], library: Library) -> TopicAction | None:
    """Return the same, also where several actions are asked for and one may be all there are."""
    if query.refs_of("goal") or not query.plain:
        return None
    best = clearly_first(pointed_to(query, hits, library), _SURE_CHANCE, _AHEAD)
    if best is None or (best.chance < _CERTAIN and _outdone(best.target, hits)):
        return None
    if best.target.score < _HARDLY and _said_elsewhere(query, best.target, library):
        return None
    held = max(best.target.score, best.signs.sheet)
    return replace(best.target, score=held) if held >= _HELD else None


def _said_elsewhere(query: Query, target: TopicAction, library: Library) -> bool:
    """Tell whether one passage outside of actions holds the whole topic, of which one holds part.

    "The action on prison drug markets": it "is not continued", whatever else speaks of drugs.
    """
    topic = set(content_stems(query.topic))
    sheet = stems(library.text(target.document.id)[target.action.start : target.action.end])
    if len(topic) < _WHOLE_TOPIC or topic <= set(sheet):
        return False
    passages = (p for p in target.document.passages if p.ref.startswith(("§", "Annex", "Preamble")))
    text = library.text(target.document.id)
    return any(topic <= set(stems(passage.quote(text))) for passage in passages)


def _outdone(target: TopicAction, hits: Sequence[TopicAction]) -> bool:
    """Tell whether the topic fits another action well, and far better than this one."""
    first = max(hits, key=lambda hit: hit.score, default=target)
    fits = first.score >= _FITS_WELL and first.score >= _FAR_BETTER * target.score
    return fits and _key(first) != _key(target)


def clearly_first(found: Sequence[Pointed], chance: float, ahead: float) -> Pointed | None:
    """Return the first of some actions if it is so likely, or so far ahead of the next."""
    if not found:
        return None
    best, second = found[0], found[1].chance if len(found) > 1 else 0.0
    sure = best.chance >= min(chance, max(_LEAST_CHANCE, ahead * second))
    return best if sure else None


def signs_for(
    query: Query, hits: Sequence[TopicAction], library: Library
) -> list[tuple[TopicAction, Signs]]:
    """Return all actions in scope, each with what speaks for it."""
    by_topic = {_key(hit): hit for hit in hits}
    every = library.actions_of(query.scope.documents)
    held = [_held(term, every, library) for term in _terms(query, library)]
    pairs = [_held(pair, every, library) for pair in _pairs(query, library)]
    total = sum(one.weight for one in held) or 1.0
    of_pairs = sum(one.weight for one in pairs) or 1.0
    found = []
    for number, (document, action) in every.items():
        hit = by_topic.get((document.id, action.ref)) or TopicAction(document, action, 0.0)
        by_words = (
            hit.score,
            float(hit.named),
            sum(one.title.get(number, 0.0) for one in held) / total,
            sum(one.sheet.get(number, 0.0) for one in held) / total,
            sum(one.weight for one in held if one.only == number) / total,
            sum(one.sheet.get(number, 0.0) for one in pairs) / of_pairs,
            _best_line(library.lines[number], held) / total,
        )
        found.append((hit, Signs(*by_words, *_by_actors(query, hit))))
    return found


def _terms(query: Query, library: Library) -> list[Term]:
    """Return the words of a question that may tell an action: not those that only ask."""
    asking = cue_stems(("asks", "check", "count", "planned")) | filler_stems() | document_stems()
    asking |= vague_stems() | {s for m in query.named if m.slot == "actor" for s in stems(m.value)}
    every = library.wide_terms(query.plain)
    first = [term.wordings[0] for term in every]
    inside = {word for words in first if len(words) > 1 for word in words}
    kept = [
        term
        for term, words in zip(every, first, strict=True)
        if not asking.issuperset(words) and (len(words) > 1 or words[0] not in inside)
    ]
    return kept or every


def _key(hit: TopicAction) -> tuple[str, str]:
    return hit.document.id, hit.action.ref


def _pairs(query: Query, library: Library) -> list[Term]:
    """Return the pairs of words that stand side by side in a question: "intelligence report".

    Those that are one thing with other names ("English Channel") tell no more than the thing.
    """
    words = stems(query.plain)
    silent = stop_stems() | document_stems()
    known = {term.wordings[0] for term in library.wide_terms(query.plain)}
    pairs = [p for p in itertools.pairwise(words) if silent.isdisjoint(p) and p not in known]
    return [Term((pair,)) for pair in dict.fromkeys(pairs)]


def _held(term: Term, every: Mapping[int, object], library: Library) -> _Held:
    """Return how telling a term is, and what each action has of that: most for its own words.

    A rare wording tells more than a common one: "stopover" more than "transit", for "layover".
    """
    held = _Held(term)
    for share, wordings in ((1.0, term.wordings), (_NEAR_WORDING, term.near)):
        for wording in wordings:
            holders = {n for n in library.holders(wording, opening=False) if n in every}
            if not holders:
                continue
            rare = share * math.log(1 + (1 + len(every)) / (1 + len(holders)))
            held.weight = max(held.weight, rare)
            for number in holders:
                held.sheet[number] = max(held.sheet.get(number, 0.0), rare)
            for number in library.holders(wording, opening=True) & holders:
                held.title[number] = max(held.title.get(number, 0.0), rare)
    best = [number for number, worth in held.sheet.items() if worth >= held.weight]
    held.only = best[0] if len(best) == 1 else None
    return held


def _best_line(lines: Sequence[frozenset[str]], held: Sequence[_Held]) -> float:
    """Return how much of a question's words, by weight, the line that holds most of them holds."""
    return max((sum(_told(line, one) for one in held) for line in lines), default=0.0)


def _told(line: frozenset[str], held: _Held) -> float:
    if any(line.issuperset(wording) for wording in held.term.wordings):
        return held.weight
    near = any(line.issuperset(wording) for wording in held.term.near)
    return _NEAR_WORDING * held.weight if near else 0.0


def _by_actors(query: Query, hit: TopicAction) -> tuple[float, float, float, float]:
    leaders = {value.code for value in hit.action.leaders}
    others = {value.code for value in (*hit.action.co_leaders, *hit.action.participants)}
    named = {actor.code for actor in query.actors if not actor.negated}
    leading = {actor.code for actor in query.actors if "leader" in actor.roles}
    bare = {actor.code for actor in query.actors if not actor.roles and not actor.negated}
    return (
        float(bool(leading & leaders)),
        float(bool(bare & leaders)),
        float(bool(named & others)),
        float(bool(leading) and not leading & leaders),
    )


def _fit_of(signs: Signs) -> float:
    weights = pointing_weights()
    fit: float = sum(weights.get(name, 0.0) * value for name, value in asdict(signs).items())
    return fit


@lru_cache(maxsize=1)
def pointing_weights() -> dict[str, float]:
    """Return the weight of each sign."""
    source = files("answer").joinpath("pointing.yaml").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in (yaml.safe_load(source) or {}).items()}
