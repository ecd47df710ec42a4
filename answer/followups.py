"""A question that leans on the one before it, and what it takes over from there."""

import re
from dataclasses import replace

from answer.at_hand import Said, listed, of_subject, stepped, tells_of, words_of_place
from answer.cues import told
from answer.library import Library
from answer.mentions import Mentions
from answer.messages import opens_leaning
from answer.patterns import ACTIONS, THE_ACTION
from answer.query import PREFIX, ActorRole, Query, Scope
from answer.topic import fits_action
from answer.words import content_stems, stems

_CLEARLY = 0.8
"""How well an action of another plan must fit a question to be a change of subject."""
_MAX_SHORT = 7
"""A question on running text of so few words, naming nothing, goes on about the same document."""
_OF_ACTIONS = ("field", "check", "list", "count", "rank", "sum")
_CONDITIONS = ("jad", "links", "type", "no_co_leader", "all_members", "quarter", "goal")
"""By what a list may have been chosen that goes on to hold when some of it are asked for."""
_FEW = 2
"""Up to so many actions of the last answer are meant by "it"."""
_DETAILS = ("kpi", "results", "timing", "activity", "other", "jad")
_MAX_CARRIED = 6
"""How many actions of the last answer a follow-up may mean all together."""
# "how many of them are in goal 2?", "only those on ..."
_NARROWING = re.compile(
    r"\b(?:of|among|from) (?:them|those|these)\b|\b(?:only|just) (?:those|the ones|them)\b"
    r"|\bdavon\b|\bd'entre elles\b",
    re.IGNORECASE,
)
# "who are its participants?", "when is that due?", but not "the action that deals with ..."
_POINTING = re.compile(
    r"\b(?:its?|their|them|they|the same|he|she|ses|leurs?|suoi|sue|ihre?|sus)\b"
    r"|\b(?:that|this|these|those|there)\b"
    r"(?!\s+(?:is|are|have|has|lead|leads|deal|deals|mention|mentions|say|says|name|names|concern|cover|plan|can)\b)",
    re.IGNORECASE,
)
# "12" in "what about 12?"
_BARE_NUMBER = re.compile(r"(?<![\d.])(\d{1,2})(?![\d.]*\d)")
# "the French-led one", "the other one", "the ones with a JAD"
_ONE_OF_THEM = re.compile(r"\bthe (?:[\w-]+ ){0,2}ones?\b", re.IGNORECASE)
_LEAD_INS = frozenset(
    stems(
        "and what about how the in for of also same on et und e y ed is plan only those please "
        "one ones l la le el bei beim zum zur question same year too well then please now but "
        "not just again other another"
    )
)
"""Words around a name that ask for nothing new: "and what about Italy?"."""


def points_back(question: str) -> bool:
    """Tell whether a question holds a pronoun that may stand for what was named before."""
    return bool(_POINTING.search(question))


def slots_at_hand(previous: Query) -> set[str]:
    """Return the slots that a pronoun may stand for: what the question before named."""
    slots: set[str] = {
        kind for kind, prefix in PREFIX.items() if any(r.startswith(prefix) for r in previous.refs)
    }
    slots |= {"actor"} if previous.actors else set()
    return slots | ({"plan"} if previous.scope.explicit else set())


def resume(
    query: Query, mentions: Mentions, previous: Query, said: Said, library: Library
) -> Query:
    """Fill in from the question before what a follow-up leaves out.

    `said` is what the last answer named. A question that makes sense alone comes back as it is,
    but that it goes on about the same plan where it names none.
    """
    query = of_subject(query, previous, library, _LEAD_INS)
    query = _placed(query, previous, said, library)
    query = _as_indicator(query, previous, said)
    if query.kind == "refuse" and query.aspect != "results":
        return query
    if not _leans(query, mentions, previous, said, library):
        return _in_same_plan(query, previous, library)
    bare = not _asks_itself(mentions)
    if bare:
        query = _asking_the_same(query, previous)
    if _NARROWING.search(query.question) and previous.kind in ("list", "count", "rank"):
        query = replace(_narrowing(query, previous), among=said.actions)
    query = _without_goal_words(query, library)
    if _about_text(query, mentions, previous, library):
        query = replace(query, kind="passage", aspect="any")
    return _filled(query, previous, said, bare, library)


def _filled(query: Query, previous: Query, said: Said, bare: bool, library: Library) -> Query:
    """Return a question that leans on the one before it with what it takes over from there."""
    own_topic = bool(query.topic) and not bare and _stands_alone(query, previous, said, library)
    refs = query.refs
    if not refs and not own_topic and not (bare and query.topic):
        refs = _carried_refs(previous, query, said)
    located = query.scope.explicit or query.scope.unknown_years
    scope = _of_same_kind(query.scope, previous, library) if located else previous.scope
    if refs and not query.refs and not located and set(refs) <= set(said.refs):
        scope = _narrowed(scope, said)
    return replace(
        query,
        refs=refs,
        topic=_carried_topic(query, previous, refs, own_topic or (bare and bool(query.topic))),
        plain=_carried_words(query, previous),
        actors=_carried_actors(query, previous, bool(refs or own_topic)),
        quarters=query.quarters or (previous.quarters if bare else ()),
        acronyms=query.acronyms
        or (previous.acronyms if bare or points_back(query.question) else ()),
        scope=scope,
    )


def _of_same_kind(scope: Scope, previous: Query, library: Library) -> Scope:
    """Return "the 2018 one" after a question on a plan as the plan of that year, not its paper."""
    plans = all(library.documents[key].kind == "plan" for key in previous.scope.documents)
    kept = tuple(key for key in scope.documents if library.documents[key].kind == "plan")
    mixed = previous.scope.explicit and plans and kept and len(scope.groups) == 1
    return replace(scope, documents=kept, groups=(kept,)) if mixed else scope


def _narrowed(scope: Scope, said: Said) -> Scope:
    """Return a scope narrowed to the documents that the last answer told of."""
    told_of = tuple(key for key in scope.documents if key in said.documents)
    return replace(scope, documents=told_of) if told_of else scope


def _placed(query: Query, previous: Query, said: Said, library: Library) -> Query:
    """Return a question with the ref that it points at in the last answer, or beside it."""
    if query.refs:
        return query
    refs = _numbered(query, previous) or stepped(query.question, previous, said, library)
    refs = refs or (listed(query.part, said) if query.part else ())
    if not refs:
        return query
    pointing = words_of_place(query.question)
    left = [word for word in query.topic.split() if not set(stems(word)) & pointing]
    return replace(query, refs=refs, topic=" ".join(left), scope=_narrowed(query.scope, said))


def _numbered(query: Query, previous: Query) -> tuple[str, ...]:
    """Return the ref that a bare number means: "what about 12?" after a question on measure 9."""
    kinds = {kind for kind, prefix in PREFIX.items() for r in previous.refs if r.startswith(prefix)}
    number = _BARE_NUMBER.search(query.question)
    left = set(stems(query.question)) - _LEAD_INS
    if len(kinds) != 1 or not number or len(left) > 1:
        return ()
    return (PREFIX[kinds.pop()] + number.group(1),)


def _as_indicator(query: Query, previous: Query, said: Said) -> Query:
    """Return "how many gangs does it want to break up?" as a question for an indicator of "it"."""
    words = stems(query.question)
    action = previous.refs_of("action") or (said.actions and len(said.actions) <= _FEW)
    number = told("count", words) or told("amount", words)
    asks = query.kind in ("passage", "count") and number
    leaning = points_back(query.question) or opens_leaning(query.question)
    if not (action and asks and leaning) or query.refs or ACTIONS.search(query.question):
        return query
    return replace(query, kind="field", aspect="kpi")


def _in_same_plan(query: Query, previous: Query, library: Library) -> Query:
    """Return a question that names no plan as one about the plan of the question before it."""
    named = query.scope.explicit or query.scope.unknown_years
    if named or not previous.scope.explicit or query.kind not in _OF_ACTIONS:
        return query
    known = fits_action(query.topic, previous.scope, library) if query.topic else True
    return replace(query, scope=previous.scope) if known else query


def _stands_alone(query: Query, previous: Query, said: Said, library: Library) -> bool:
    """Tell whether a question's own words mean an action; elsewhere, they must mean it clearly.

    After a question on one plan, "who supplies the platforms?" is not about an action of another.
    """
    details = query.kind in ("field", "refuse") and query.aspect in _DETAILS
    if details and not query.scope.explicit and not THE_ACTION.search(query.question):
        # "and how many victims should be found?": its words are the indicator's
        leaning = opens_leaning(query.question) or points_back(query.question)
        if leaning or tells_of(said, query.topic, previous.scope.documents, library):
            return False
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
    if previous.aspect == "other":  # the words for the field stand in the question before
        query = replace(query, question=f"{previous.question} {query.question}")
    return replace(query, kind=previous.kind, aspect=previous.aspect, score=previous.score)


def _narrowing(query: Query, previous: Query) -> Query:
    """Return a follow-up that asks for some of the actions just listed, with both conditions."""
    aspect = "role" if query.actors or previous.kind == "rank" else previous.aspect
    if query.actors and previous.aspect in _CONDITIONS:
        aspect, query = previous.aspect, replace(query, topic="")
    return replace(
        query,
        kind=query.kind if query.kind in ("list", "count") else "list",
        aspect=aspect,
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


def _carried_refs(previous: Query, query: Query, said: Said) -> tuple[str, ...]:
    """Return the refs that a follow-up means: those asked about, or those just answered with."""
    if previous.refs:
        return previous.refs
    most = 1 if query.kind in ("summary", "passage") else _MAX_CARRIED
    if query.kind in ("field", "check", "refuse", "summary") and len(said.actions) <= most:
        return said.actions
    return ()


def _leans(query: Query, mentions: Mentions, previous: Query, said: Said, library: Library) -> bool:
    """Tell whether a question needs the one before it to make sense."""
    if _NARROWING.search(mentions.question) or (query.refs and not mentions.refs):
        return True
    if query.kind in ("field", "check", "refuse") and not query.refs:
        return not _stands_alone(query, previous, said, library)
    if opens_leaning(mentions.question) or query.part or _ONE_OF_THEM.search(mentions.question):
        return True
    if points_back(mentions.question) and not query.refs:
        return True
    named = {m.slot for m in mentions.found}
    short = query.kind == "passage" and len(stems(mentions.question)) <= _MAX_SHORT
    return not named and (not query.topic or short)


def _asks_itself(mentions: Mentions) -> bool:
    """Tell whether a follow-up says what it wants, beside what it names."""
    pointing = _LEAD_INS | words_of_place(mentions.question)
    rest = [s for s in mentions.masked if not s.startswith("<") and s not in pointing]
    return bool(rest)
