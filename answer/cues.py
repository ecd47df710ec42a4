"""The words that say what is wanted, wherever they stand: a second reading of a question.

Examples tell short questions apart well; a long or roundabout question is near to none of them,
and then single words have to do: who leads, how many, when, which actions.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from answer.intents import Intent
from answer.words import stems, vocabulary

_FIELD_CUES = ("kpi", "timing", "jad", "links", "related", "type", "activity", "summary")
_ROLE_ASPECTS = {"co_leader": "co_leader", "participant": "participants", "leader": "leader"}


_ABOUT_ONE = frozenset(stems("who when why how wer qui chi quién wann quand"))
"""Openings of questions about one thing, though "actions" stand in them."""


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    words = vocabulary()
    return {
        cue: sorted({tuple(stems(phrase)) for phrase in phrases}, key=len, reverse=True)
        for cue, phrases in {**words.roles, **words.cues}.items()
    }


@lru_cache(maxsize=1)
def cue_stems() -> frozenset[str]:
    """Return the single words that are cues: they ask, they are no topic."""
    return frozenset(p[0] for phrases in _phrases().values() for p in phrases if len(p) == 1)


def places(cue: str, words: Sequence[str]) -> Iterator[int]:
    """Yield the positions at which a cue stands in a question's stems."""
    for phrase in _phrases()[cue]:
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield at


def told(cue: str, words: Sequence[str]) -> bool:
    """Tell whether a question's stems hold a cue."""
    return next(places(cue, words), None) is not None


# "which actions", "actions where", "in which OA": several actions, or one to be found
_ACTIONS = re.compile(
    r"\b(?:actions|oas|aktionen|maßnahmen|azioni|acciones|(?:which|every|each|any) (?:action|oa)|"
    r"where|dove|donde)\b",
    re.IGNORECASE,
)


def by_cues(question: str, named: set[str], has_action: bool) -> Intent | None:
    """Return what a question's words want, when they say so; None when they do not.

    `named` are the slots of what is named, `has_action` tells whether a certain action is meant.
    """
    words = stems(question)
    if not words:
        return None
    if has_action and told("other", words):
        return Intent("field", "other", 0.5)
    if told("results", words) and told("count", words) and not told("kpi", words):
        return Intent("refuse", "results", 0.5)
    if "acronym" in named and told("define", words):
        return Intent("define", "term", 0.5)
    if "plan" in named and not has_action:
        cover = next((c for c in ("driver", "number", "marking") if told(c, words)), None)
        if cover:
            return Intent("meta", cover, 0.5)
    if told("summarise", words):
        return Intent("summary", "any", 0.5)
    aspect = _role_aspect(words)
    several = bool(_ACTIONS.search(question)) and "action" not in named
    listing = several and words[0] not in _ABOUT_ONE
    if told("sum", words) and (told("kpi", words) or has_action):
        return Intent("sum", "kpi", 0.5)
    if (told("most", words) or told("fewest", words)) and "action" not in named:
        ranked = "goal" if told("goals", words) and "actor" not in named else aspect
        return Intent("rank", ranked, 0.5) if ranked else None
    filters = named & {"actor", "goal", "quarter"} or any(
        told(cue, words) for cue in ("jad", "type", "no_co_leader", "links")
    )
    if filters and (listing or (aspect and not has_action)):
        kind = "count" if told("count", words) else "list"
        return Intent(kind, _list_aspect(words, named), 0.5)
    return _field_intent(words, named, aspect) if has_action else None


def _role_aspect(words: Sequence[str]) -> str:
    """Return the role that is asked about: the most special one that the words name."""
    return next((name for role, name in _ROLE_ASPECTS.items() if told(role, words)), "")


def _list_aspect(words: Sequence[str], named: set[str]) -> str:
    if told("no_co_leader", words):
        return "no_co_leader"
    if "actor" in named:
        return "role"
    first = next((cue for cue in ("jad", "type", "links", "related") if told(cue, words)), None)
    return first or ("quarter" if "quarter" in named else "goal")


def _field_intent(words: Sequence[str], named: set[str], aspect: str) -> Intent | None:
    checking = "actor" in named and told("check", words[:6])
    field = next((cue for cue in _FIELD_CUES if told(cue, words)), None)
    if checking and (aspect or not field):
        return Intent("check", aspect or "any", 0.5)
    if told("count", words) and not aspect:
        return Intent("field", "kpi", 0.5)
    if field in ("kpi", "timing", "jad", "related", "type"):
        return Intent("field", field, 0.5)
    if aspect:
        return Intent("field", aspect, 0.5)
    return Intent("field", field, 0.5) if field else None
