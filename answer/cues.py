"""The words that say what is wanted, wherever they stand: a second reading of a question.

Examples tell short questions apart well; a long or roundabout question is near to none of them,
and then single words have to do: who leads, how many, when, which actions.
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from answer.denial import denied
from answer.intents import Intent
from answer.words import Token, stems, stop_stems, tokens, vocabulary

_FIELD_CUES = ("kpi", "timing", "jad", "links", "related", "type", "activity", "summary")
_TOPICS_TOO = frozenset(
    {
        "risk",
        "headed",
        "reported",
        "attained",
        "mentioned",
        "proposes",
        "speaks",
        "decides",
        "sign",
        "second",
    }
)
"""Cues whose words are topics as well: "the workshop on risk analysis"."""
_ROLE_ASPECTS = {"co_leader": "co_leader", "participant": "participants", "leader": "leader"}
"""The aspect of each role's cue, the most special role first."""
_SCORE = 0.5
"""The score of an intent that only words tell: surer than a far example, less than a near one."""
_COVER = ("driver", "number", "marking", "sender", "addressee", "previous", "letter")
"""What a cover says that a question's words may ask for."""
_ASKING = ("country", "agency", "outside", "led_jointly", "most", "count", "no_co_leader")
"""Cues, beside the roles, whose phrases only ask."""
_VAGUE = ("summary", "type")
"""Fields whose words are too common for one of several fields to be told by them."""
_LIGHT = frozenset(
    stems(
        "its it their also part in taking are value values number numbers key performance "
        "country countries agency agencies names name list third eu non other it"
    )
)
# "and", a comma
_AND = re.compile(r"\b(?:and|und|et|y|e|plus|as well as)\b|[,;&+/]", re.IGNORECASE)
# "what type of action is it"
_WHAT_TYPE = re.compile(r"(?:\b(?:what|which|its|and)|,)\s+types?\b", re.IGNORECASE)
_ABOUT_ONE = frozenset(stems("who when why how wer qui chi quién wann quand"))
"""Openings of questions about one thing, though "actions" stand in them."""

# "which actions", "actions where", "in which OA": several actions, or one to be found
_ACTIONS = re.compile(
    r"\b(?:actions|oas|aktionen|maßnahmen|azioni|acciones|(?:which|every|each|any) (?:action|oa)|"
    r"where|dove|donde)\b",
    re.IGNORECASE,
)


# "list actions with ... as a KPI", "which OAs have a KPI on ..."
_HAVING = re.compile(
    r"\b(?:list|show|name|which|what|give me|enumerate)\b(?: [\w-]+){0,4}? (?:actions|oas)\b"
    r"(?: [\w-]+){0,2}? (?:with|whose|where|that|have|having|has|contain\w*|includ\w*|count|use)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    words = vocabulary()
    return {
        cue: sorted({tuple(stems(phrase)) for phrase in phrases}, key=len, reverse=True)
        for cue, phrases in {**words.roles, **words.cues}.items()
    }


@lru_cache(maxsize=8)
def cue_stems(cues: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the single words of some cues, or of all that only ask and are no topic."""
    kept = [
        phrases
        for cue, phrases in _phrases().items()
        if cue in cues or (not cues and cue not in _TOPICS_TOO)
    ]
    return frozenset(p[0] for phrases in kept for p in phrases if len(p) == 1)


def cue_places(question: str) -> frozenset[int]:
    """Return the positions of words that only together ask: "joint leader", "member state"."""
    words = stems(question)
    return frozenset(
        at + step
        for cue in (*vocabulary().roles, *_ASKING)
        for phrase in _phrases()[cue]
        if len(phrase) > 1
        for at in range(len(words) - len(phrase) + 1)
        if tuple(words[at : at + len(phrase)]) == phrase
        for step in range(len(phrase))
    )


def places(cue: str, words: Sequence[str]) -> Iterator[int]:
    """Yield the positions at which a cue stands in a question's stems, not inside a fixed term."""
    yield from (at for at, _ in _stands(cue, words))


@lru_cache(maxsize=1)
def _fixed() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(stems(phrase)) for phrase in vocabulary().fixed)


@lru_cache(maxsize=256)
def _in_fixed(words: tuple[str, ...]) -> frozenset[int]:
    """Return the positions of the words of fixed terms: "task force"."""
    return frozenset(
        at + step
        for term in _fixed()
        for at in range(len(words) - len(term) + 1)
        if words[at : at + len(term)] == term
        for step in range(len(term))
    )


def told(cue: str, words: Sequence[str]) -> bool:
    """Tell whether a question's stems hold a cue."""
    return next(places(cue, words), None) is not None


def by_cues(question: str, named: set[str], has_action: bool) -> Intent | None:
    """Return what a question's words want, when they say so; None when they do not.

    `named` are the slots of what is named, `has_action` tells whether a certain action is meant.
    """
    spoken = tokens(question)
    words = [token.stem for token in spoken]
    if not words:
        return None
    certain = _plain_cue(words, named, has_action)
    if certain:
        return certain
    aspect = role_aspect(spoken)
    if told("sum", words) and (told("kpi", words) or told("add", words) or has_action):
        return Intent("sum", "kpi", _SCORE)
    if (
        told("most", words) or (told("fewest", words) and not told("at_least", words))
    ) and "action" not in named:
        ranked = "goal" if told("goals", words) and "actor" not in named else aspect
        return Intent("rank", ranked, _SCORE) if ranked else None
    several = bool(_ACTIONS.search(question)) and "action" not in named
    listing = several and words[0] not in _ABOUT_ONE
    if several and _HAVING.search(question) and told("kpi", words):
        return Intent("count" if told("count", words) else "list", "kpi", _SCORE)
    if _filters(words, named) and (listing or (aspect and not has_action)):
        kind = "count" if told("count", words) else "list"
        return Intent(kind, list_aspect(words, named), _SCORE)
    return _field_intent(words, named, aspect) if has_action else None


def _plain_cue(words: Sequence[str], named: set[str], has_action: bool) -> Intent | None:
    """Return what words want that leave no doubt, whatever actions or actors are named."""
    if told("injection", words):
        return Intent("refuse", "injection", _SCORE)
    if has_action and told("other", words):
        return Intent("field", "other", _SCORE)
    if told("count", words) and asks_results(words):
        return Intent("refuse", "results", _SCORE)
    if named & {"acronym", "actor"} and "action" not in named and told("define", words):
        return Intent("define", "term", _SCORE)
    if told("overview", words) and "plan" in named and not (has_action or named & {"actor"}):
        return Intent("summary", "any", _SCORE)
    if "plan" in named and not has_action:
        cover = next((c for c in _COVER if told(c, words)), None)
        if cover:
            return Intent("meta", cover, _SCORE)
    return Intent("summary", "any", _SCORE) if told("summarise", words) else None


def asks_results(words: Sequence[str]) -> bool:
    """Tell whether what was achieved is wanted, not what is planned.

    "How many were actually arrested?", "did it dismantle any network?", "what was really reached?".
    """
    if told("not_target", words):
        return True
    began = min(places("past", words), default=None)
    if began is not None and told("attained", words[began:]) and not told("planned", words):
        return True
    if told("planned", words) or told("aimed_at", words):
        return False
    figure = told("count", words) or (told("kpi", words) and began is not None)
    if told("results", words) and (figure or (began is not None and told("reported", words))):
        return True
    return began is not None and told("outcome", words[began:])


def _filters(words: Sequence[str], named: set[str]) -> bool:
    """Tell whether a question sets a condition that actions may fulfil."""
    if named & {"actor", "goal", "quarter"}:
        return True
    return any(told(cue, words) for cue in ("jad", "type", "no_co_leader", "links"))


def field_cues(spoken: Sequence[Token]) -> list[str]:
    """Return the fields that a question's words name: roles first, those denied left out."""
    words = [token.stem for token in spoken]
    roles = [
        aspect
        for role, aspect in _ROLE_ASPECTS.items()
        if any(not denied(spoken, at) for at in places(role, words))
    ]
    return [*roles, *(cue for cue in _FIELD_CUES if told(cue, words))]


def fields_joined(question: str, passed: Set[int]) -> tuple[str, ...]:
    """Return the fields that a question asks for one after the other: "leader, KPIs and timing".

    Between two of them stand an "and" or a comma, and no telling words but names: `passed` are the
    positions of words inside names.
    """
    spoken = tokens(question)
    words = [token.stem for token in spoken]
    vague = [cue for cue in _VAGUE if cue != "type" or not _WHAT_TYPE.search(question)]
    cues = {**_ROLE_ASPECTS, **{cue: cue for cue in _FIELD_CUES if cue not in vague}}
    found: dict[int, tuple[int, str]] = {}
    for cue, aspect in cues.items():
        for at, size in _stands(cue, words):
            if at not in passed and not denied(spoken, at) and size > found.get(at, (0, ""))[0]:
                found[at] = (size, aspect)
    joined: list[str] = []
    end = 0
    for at in sorted(found):
        between = [i for i in range(end, at) if i not in passed]
        gap = question[spoken[end - 1].end : spoken[at].start] if joined else ""
        kinds = cue_stems(("agency", "country", "outside"))
        light = all(words[i] in stop_stems() | _LIGHT | kinds for i in between)
        asks = any(words[i] in cue_stems(("asks", "check")) for i in between)
        again = joined and found[at][1] == joined[-1]
        if joined and not again and not ((light or asks) and _AND.search(gap)):
            return ()
        joined.append(found[at][1])
        end = at + found[at][0]
    return tuple(dict.fromkeys(joined))


def _stands(cue: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a cue stands in a question's stems, and how many words it has there."""
    words = tuple(words)
    passed = _in_fixed(words)
    for phrase in _phrases()[cue]:
        for at in range(len(words) - len(phrase) + 1):
            if words[at : at + len(phrase)] == phrase and at not in passed:
                yield at, len(phrase)


def role_aspect(spoken: Sequence[Token]) -> str:
    """Return the role that is asked about: the most special one that is named and not denied."""
    words = [token.stem for token in spoken]
    named = {role: [at for at in places(role, words)] for role in _ROLE_ASPECTS}
    meant = [role for role, found in named.items() if any(not denied(spoken, a) for a in found)]
    meant = meant or [role for role, found in named.items() if found]
    return _ROLE_ASPECTS[meant[0]] if meant else ""


def list_aspect(words: Sequence[str], named: Set[str]) -> str:
    """Return by what the actions of a list are chosen, told by its words and what they name."""
    if told("no_co_leader", words):
        return "no_co_leader"
    if "actor" in named:
        return "role"
    first = next((cue for cue in ("jad", "type", "links", "related") if told(cue, words)), None)
    scoped = any(told(cue, words) for cue in ("kpi", "participant", "leader"))
    return first or next(
        (s for s in ("quarter", "goal") if s in named), "goal" if scoped else "theme"
    )


def _field_intent(words: Sequence[str], named: set[str], aspect: str) -> Intent | None:
    checking = "actor" in named and (told("check", words[:6]) or told("check", words[-3:]))
    field = next((cue for cue in _FIELD_CUES if told(cue, words)), None)
    if checking and (aspect or not field):
        return Intent("check", aspect or "any", _SCORE)
    if told("count", words) and not aspect:
        return Intent("field", "kpi", _SCORE)
    if field in ("kpi", "timing", "jad", "related", "type"):
        return Intent("field", field, _SCORE)
    if aspect:
        return Intent("field", aspect, _SCORE)
    return Intent("field", field, _SCORE) if field else None
