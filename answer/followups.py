"""A question that leans on the one before it, and what it takes over from there."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.claims import Turn
from answer.library import Library
from answer.mentions import Mentions
from answer.messages import opens_leaning
from answer.query import PREFIX, ActorRole, Query
from answer.topic import fits_action
from answer.words import content_stems, stems, vocabulary

_CLEARLY = 0.8
"""How well an action of another plan must fit a question to be a change of subject."""
_MAX_SHORT = 7
"""A question on running text of so few words, naming nothing, goes on about the same document."""
_DETAILS = ("kpi", "timing", "activity", "other", "jad")
_MAX_CARRIED = 6
"""How many actions of the last answer a follow-up may mean all together."""
# "OA 2.8", "Measure 4", "§ 4.3" in an earlier answer
_REF = re.compile(r"\b(?:OA \d+\.\d+|SG \d+|Measure \d+)|§ \d+(?:\.\d+)*")
# "how many of them are in goal 2?", "only those on ..."
_NARROWING = re.compile(
    r"\b(?:of|among|from) (?:them|those|these)\b|\b(?:only|just) (?:those|the ones|them)\b"
    r"|\bdavon\b|\bd'entre elles\b",
    re.IGNORECASE,
)
# "who are its participants?", "when is that due?", but not "the action that deals with ..."
_POINTING = re.compile(
    r"\b(?:its?|their|them|they|the same|he|she)\b|\b(?:that|this|these|those|there)\b"
    r"(?!\s+(?:is|are|have|has|lead|leads|deal|deals|mention|mentions|say|says|name|names|concern|cover|plan|can)\b)",
    re.IGNORECASE,
)
# "the first one", "the last action", "number 2"
_ORDINAL = re.compile(
    r"\bthe (first|second|third|fourth|fifth|last)(?: one| action)?\b|\b(?:number|no\.) (\d)\b",
    re.IGNORECASE,
)
# "the French-led one", "the other one", "the ones with a JAD"
_ONE_OF_THEM = re.compile(r"\bthe (?:[\w-]+ ){0,2}ones?\b", re.IGNORECASE)
_LEAD_INS = frozenset(
    stems(
        "and what about how the in for of also same on et und e y ed is plan only those please "
        "one ones l la le el same year too well then please now but not just again other another"
    )
)
"""Words around a name that ask for nothing new: "and what about Italy?"."""


def points_back(question: str) -> bool:
    """Tell whether a question holds a pronoun that may stand for what was named before."""
    return bool(_POINTING.search(question))


def refs_said(history: Sequence[Turn]) -> tuple[str, ...]:
    """Return the refs of the last answer in a chat, in order, each once."""
    answers = [turn.content for turn in history if turn.role == "assistant"]
    return tuple(dict.fromkeys(_REF.findall(answers[-1]))) if answers else ()


def slots_at_hand(previous: Query) -> set[str]:
    """Return the slots that a pronoun may stand for: what the question before named."""
    slots: set[str] = {
        kind for kind, prefix in PREFIX.items() if any(r.startswith(prefix) for r in previous.refs)
    }
    slots |= {"actor"} if previous.actors else set()
    return slots | ({"plan"} if previous.scope.explicit else set())


def part_meant(question: str) -> int | None:
    """Return which one of a list a question means, from 1; -1 for the last, None for no one."""
    match = _ORDINAL.search(question)
    if not match:
        return None
    if match.group(2):
        return int(match.group(2))
    word = match.group(1).lower()
    return -1 if word == "last" else vocabulary().numbers[word]


def resume(
    query: Query, mentions: Mentions, previous: Query, said: tuple[str, ...], library: Library
) -> Query:
    """Fill in from the question before what a follow-up leaves out.

    `said` are the refs of the last answer. A question that makes sense alone comes back as it is.
    """
    if query.kind == "refuse" or not _leans(query, mentions, previous, library):
        return query
    bare = not _asks_itself(mentions)
    if bare:
        query = _asking_the_same(query, previous)
    if _NARROWING.search(query.question) and previous.kind in ("list", "count", "rank"):
        query = _narrowing(query, previous)
    query = _without_goal_words(query, library)
    if _about_text(query, mentions, previous, library):
        query = replace(query, kind="passage", aspect="any")
    own_topic = bool(query.topic) and not bare and _stands_alone(query, previous, library)
    refs = query.refs
    if query.part and said:
        refs = (said[query.part - 1 if query.part > 0 else -1],) if query.part <= len(said) else ()
    elif not refs and not own_topic and not (bare and query.topic):
        refs = _carried_refs(previous, query, said)
    located = query.scope.explicit or query.scope.unknown_years
    return replace(
        query,
        refs=refs,
        topic=_carried_topic(query, previous, refs, own_topic),
        plain=_carried_words(query, previous),
        actors=_carried_actors(query, previous, bool(refs or own_topic)),
        quarters=query.quarters or (previous.quarters if bare else ()),
        acronyms=query.acronyms
        or (previous.acronyms if bare or points_back(query.question) else ()),
        scope=query.scope if located else previous.scope,
    )


def _stands_alone(query: Query, previous: Query, library: Library) -> bool:
    """Tell whether a question's own words mean an action; elsewhere, they must mean it clearly.

    After a question on one plan, "who supplies the platforms?" is not about an action of another.
    """
    details = query.kind == "field" and query.aspect in _DETAILS
    if details and opens_leaning(query.question) and not query.scope.explicit:
        return False  # "and how many victims should be found?": its words are the indicator's
    if query.scope.explicit or not previous.scope.explicit:
        return fits_action(query.topic, query.scope, library)
    hits = library.find_actions(query.topic, query.scope.documents) if query.topic else []
    own = [hit for hit in hits if hit.document.id in previous.scope.documents]
    return fits_action(query.topic, previous.scope, library) or bool(
        hits and not own and hits[0].score >= _CLEARLY
    )


def _without_goal_words(query: Query, library: Library) -> Query:
    """Return a follow-up without words that only name a goal again: "on fraud (goal 5)"."""
    goals = set(query.refs_of("goal"))
    titles = {
        stem
        for key in query.scope.documents
        for goal in library.documents[key].goals
        if goal.ref in goals
        for stem in stems(goal.title.value)
    }
    topic = set(content_stems(query.topic))
    return replace(query, topic="") if goals and topic and topic <= titles else query


def _about_text(query: Query, mentions: Mentions, previous: Query, library: Library) -> bool:
    """Tell whether a follow-up goes on about running text, whatever its words may look like."""
    if query.refs or query.quarters or not _asks_itself(mentions):
        return False
    if query.actors and (query.kind, query.aspect) != ("summary", "any"):
        return False
    of_text = any(not ref.startswith(("OA ", "SG ")) for ref in previous.refs)
    if query.kind in ("list", "count", "summary"):
        return of_text or (previous.kind in ("passage", "define") and not query.scope.explicit)
    actions = any(library.documents[key].goals for key in previous.scope.documents)
    told_in_text = previous.kind in ("passage", "define") and previous.scope.explicit
    return query.kind in ("field", "check") and (of_text or (told_in_text and not actions))


def _carried_words(query: Query, previous: Query) -> str:
    """Return what running text is searched for: a follow-up's words and what they lean on."""
    if query.kind not in ("passage", "field", "check", "list", "summary"):
        return query.plain
    names = (word for word in previous.acronyms if word not in query.plain)
    return " ".join([query.plain, previous.topic, *names])


def _asking_the_same(query: Query, previous: Query) -> Query:
    """Return a follow-up that only names something else: "and Italy?" after "who leads it?"."""
    if query.actors and not query.topic and previous.kind == "field":
        return replace(query, kind="check", aspect="any", score=previous.score)
    return replace(query, kind=previous.kind, aspect=previous.aspect, score=previous.score)


def _narrowing(query: Query, previous: Query) -> Query:
    """Return a follow-up that asks for some of the actions just listed, with both conditions."""
    return replace(
        query,
        kind=query.kind if query.kind in ("list", "count") else "list",
        aspect="role" if query.actors or previous.kind == "rank" else previous.aspect,
        actors=tuple(dict.fromkeys((*previous.actors, *query.actors))),
    )


def _carried_topic(query: Query, previous: Query, refs: tuple[str, ...], own_topic: bool) -> str:
    inherits = not refs and not own_topic and query.kind in ("field", "check", "passage")
    if (inherits and previous.topic) or not (query.topic or refs):
        return previous.topic
    return query.topic


def _carried_actors(query: Query, previous: Query, located: bool) -> tuple[ActorRole, ...]:
    """Return the actors of a follow-up: its own with the role asked for before, or those before."""
    actor_kinds = ("list", "count", "check", "summary", "compare")
    if not query.actors and (query.kind in actor_kinds or not located):
        return previous.actors
    before = previous.actors[0].roles if previous.actors else ()
    return tuple(replace(actor, roles=actor.roles or before) for actor in query.actors)


def _carried_refs(previous: Query, query: Query, said: tuple[str, ...]) -> tuple[str, ...]:
    """Return the refs that a follow-up means: those asked about, or those just answered with."""
    if previous.refs:
        return previous.refs
    actions = tuple(ref for ref in said if ref.startswith("OA "))
    if query.kind in ("field", "check") and actions and len(actions) <= _MAX_CARRIED:
        return actions
    return ()


def _leans(query: Query, mentions: Mentions, previous: Query, library: Library) -> bool:
    """Tell whether a question needs the one before it to make sense."""
    if _NARROWING.search(mentions.question):
        return True
    if query.kind in ("field", "check") and not query.refs:
        return not _stands_alone(query, previous, library)
    if opens_leaning(mentions.question) or query.part or _ONE_OF_THEM.search(mentions.question):
        return True
    if points_back(mentions.question) and not query.refs:
        return True
    named = {m.slot for m in mentions.found}
    short = query.kind == "passage" and len(stems(mentions.question)) <= _MAX_SHORT
    return not named and (not query.topic or short)


def _asks_itself(mentions: Mentions) -> bool:
    """Tell whether a follow-up says what it wants, beside what it names."""
    rest = [s for s in mentions.masked if not s.startswith("<") and s not in _LEAD_INS]
    return bool(rest)
