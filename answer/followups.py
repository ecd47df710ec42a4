"""A question that leans on the one before it, and what it takes over from there."""

from dataclasses import replace

from answer.another import of_another_action, of_anothers_actions
from answer.at_hand import (
    Said,
    listed,
    numbered,
    of_subject,
    stepped,
    tells_of,
    without_place,
    words_of_place,
)
from answer.leaning import (
    LEAD_INS,
    NARROWING,
    ONE_OF_THEM,
    asks_itself,
    asks_the_same,
    points_back,
)
from answer.library import Library
from answer.mentions import Mentions
from answer.messages import opens_leaning
from answer.patterns import THE_ACTION
from answer.query import PREFIX, ActorRole, Query, Scope
from answer.topic import fits_action
from answer.turns import (
    TELLING_WORDS,
    as_indicator,
    elsewhere,
    in_another_role,
    in_role,
    names_another_part,
    of_action_at_hand,
    role_told,
    spelt_out,
)
from answer.words import content_stems, stems

_CLEARLY = 0.8
"""How well an action of another plan must fit a question to be a change of subject."""
_MAX_SHORT = 7
"""A question on running text of so few words, naming nothing, goes on about the same document."""
_OF_ACTIONS = ("field", "check", "list", "count", "rank", "sum")
_CONDITIONS = ("jad", "links", "type", "no_co_leader", "all_members", "quarter", "goal")
"""By what a list may have been chosen that goes on to hold when some of it are asked for."""
_DETAILS = ("kpi", "results", "timing", "activity", "other", "jad")
_CERTAIN = 0.9
_MAX_CARRIED = 6
"""How many actions of the last answer a follow-up may mean all together."""


def resume(
    query: Query, mentions: Mentions, previous: Query, said: Said, library: Library
) -> Query:
    """Fill in from the question before what a follow-up leaves out.

    `said` is what the last answer named. A question that makes sense alone comes back as it is,
    but that it goes on about the same plan where it names none.
    """
    bare = not asks_itself(mentions)
    query = of_subject(query, previous, library, LEAD_INS)
    query = _placed(query, previous, said, library)
    query = elsewhere(query, previous, said, library) if bare else query
    query = as_indicator(query, previous, said)
    query = of_action_at_hand(query, previous, said)
    if query.kind == "refuse" and query.aspect != "results" and not bare:
        return query
    turned = in_another_role(query, mentions, previous, said, library)
    turned = turned or spelt_out(query, mentions, said)
    turned = turned or of_another_action(query, previous, said, library)
    turned = turned or of_anothers_actions(query, previous, said, library)
    if turned:
        return turned
    if not _leans(query, mentions, previous, said, library):
        return _in_same_plan(query, previous, library)
    if bare:
        query = _asking_the_same(query, mentions, previous)
    narrows = NARROWING.search(query.question) and not query.part  # "the first of them" is one
    if narrows and previous.kind in ("list", "count", "rank"):
        query = replace(_narrowing(query, previous), among=said.actions)
    query = _without_goal_words(query, library)
    if _about_text(query, mentions, previous, library):
        query = replace(query, kind="passage", aspect="any")
    filled = _filled(query, previous, said, bare, library)
    of_goal = filled.refs and set(filled.refs) == set(filled.refs_of("goal"))
    alone = filled.kind == "summary" and not filled.topic
    if of_goal and (
        filled.kind == "field" or alone
    ):  # a goal has no fields: "and the goal before it?"
        return replace(filled, kind="summary", aspect="any", score=_CERTAIN)
    return filled


def _filled(query: Query, previous: Query, said: Said, bare: bool, library: Library) -> Query:
    """Return a question that leans on the one before it with what it takes over from there."""
    own_topic = bool(query.topic) and not bare and _stands_alone(query, previous, said, library)
    own_topic = own_topic and not _of_it(query, previous)
    if names_another_part(query, previous):
        query, own_topic, bare = replace(query, topic=query.detail), True, True
    refs = query.refs
    if not refs and not own_topic and not (bare and query.topic):
        refs = _carried_refs(previous, query, said)
    named_as = previous.named_as if previous.refs else previous.topic
    if refs and not query.refs and named_as and _moved(query, previous):
        return replace(query, topic=named_as, leaned=True)
    located = query.scope.explicit or query.scope.unknown_years
    scope = _of_same_kind(query.scope, previous, library) if located else _kept(previous.scope)
    if refs and not located and set(refs) <= set(said.refs):
        scope = _narrowed(scope, said)
    return replace(
        query,
        refs=refs,
        topic=_carried_topic(query, previous, refs, own_topic or (bare and bool(query.topic))),
        plain=_carried_words(query, previous, bare),
        actors=_carried_actors(query, previous, bool(refs or own_topic)),
        quarters=query.quarters or (previous.quarters if bare else ()),
        acronyms=query.acronyms
        or (previous.acronyms if bare or points_back(query.question) else ()),
        scope=scope,
        leaned=True,
        named_as=named_as if refs and not query.refs else "",
    )


def _of_it(query: Query, previous: Query) -> bool:
    """Tell whether running text is asked of the very part at hand: "who has to carry it out?"."""
    told_whole = previous.kind == "summary" and bool(previous.refs)
    return query.kind == "passage" and told_whole and points_back(query.question)


def _moved(query: Query, previous: Query) -> bool:
    """Tell whether a follow-up goes to other plans, where a number means another action."""
    return query.scope.explicit and set(query.scope.documents).isdisjoint(previous.scope.documents)


def _of_same_kind(scope: Scope, previous: Query, library: Library) -> Scope:
    """Return "the 2018 one" after a question on a plan as the plan of that year, not its paper."""
    plans = all(library.documents[key].kind == "plan" for key in previous.scope.documents)
    kept = tuple(key for key in scope.documents if library.documents[key].kind == "plan")
    mixed = previous.scope.explicit and plans and kept and len(scope.groups) == 1
    return replace(scope, documents=kept, groups=(kept,)) if mixed else scope


def _kept(scope: Scope) -> Scope:
    """Return the scope of the question before: a year beside a plan that there is was a date."""
    return replace(scope, unknown_years=()) if scope.explicit else scope


def _narrowed(scope: Scope, said: Said) -> Scope:
    """Return a scope narrowed to the documents that the last answer told of."""
    told_of = tuple(key for key in scope.documents if key in said.documents)
    return replace(scope, documents=told_of) if told_of else scope


def _placed(query: Query, previous: Query, said: Said, library: Library) -> Query:
    """Return a question with the ref that it points at in the last answer, or beside it."""
    if query.refs:
        return query
    refs = numbered(query.question, previous, said, LEAD_INS) or stepped(
        query.question, previous, said, library
    )
    refs = refs or (listed(query.part, said) if query.part else ())
    if not refs:
        return query
    pointing = words_of_place(query.question)
    left = [word for word in query.topic.split() if not set(stems(word)) & pointing]
    if query.kind in ("list", "count") and refs[0].startswith(PREFIX["goal"]):
        query = replace(query, aspect="goal", score=1.0)
    if query.kind == "rank" and refs[0].startswith(PREFIX["action"]):
        query = replace(query, kind="field")  # "who leads the second one?" ranks nobody
    if query.kind in ("list", "count") and refs[0].startswith(PREFIX["action"]) and left:
        kind, aspect = ("field", "kpi") if query.kind == "count" else ("passage", "any")
        query = replace(query, kind=kind, aspect=aspect)  # "why was the first suspended?"
    plain = without_place(query.plain) if query.kind == "passage" else query.plain
    scope = _narrowed(query.scope, said)
    return replace(query, refs=refs, topic=" ".join(left), plain=plain, scope=scope)


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
    at_hand = previous.refs or said.actions
    few = len(content_stems(query.topic)) <= 1 and query.kind == "field"
    if at_hand and few and points_back(query.question) and not query.scope.explicit:
        return False  # "who supports them as co-leader?"
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
    if query.refs or query.quarters or not asks_itself(mentions):
        return False
    if query.actors and (query.kind, query.aspect) != ("summary", "any"):
        return False
    of_text = any(not ref.startswith(("OA ", "SG ")) for ref in previous.refs)
    if query.kind in ("list", "count", "summary"):
        return of_text or (previous.kind in ("passage", "define") and not query.scope.explicit)
    actions = any(library.documents[key].goals for key in previous.scope.documents)
    told_in_text = previous.kind in ("passage", "define") and previous.scope.explicit
    return query.kind in ("field", "check") and (of_text or (told_in_text and not actions))


def _carried_words(query: Query, previous: Query, bare: bool) -> str:
    """Return what running text is searched for: a follow-up's words and what they lean on."""
    if query.kind not in ("passage", "field", "check", "list", "summary"):
        return query.plain
    names = (word for word in previous.acronyms if word not in query.plain)
    if bare and query.kind == "passage" and len(content_stems(query.detail)) >= TELLING_WORDS:
        return query.plain
    return " ".join([query.plain, previous.topic, *names])


def _asking_the_same(query: Query, mentions: Mentions, previous: Query) -> Query:
    """Return a follow-up that only names something else: "and Italy?" after "who leads it?"."""
    listed = ("list", "count", "passage") if not query.refs_of("action") else ("list", "count")
    if query.refs and not mentions.refs and previous.kind in listed:
        return replace(query, kind="summary", aspect="any", score=previous.score)
    if previous.kind == "passage":
        query = replace(query, topic=query.topic or query.detail)
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
        told_now = role_told(query.question) if query.kind in actor_kinds else None
        return in_role(previous.actors, told_now) if told_now else previous.actors
    before = previous.actors[0].roles if previous.actors else ()
    return tuple(replace(actor, roles=actor.roles or before) for actor in query.actors)


def _carried_refs(previous: Query, query: Query, said: Said) -> tuple[str, ...]:
    """Return the refs that a follow-up means: those asked about, or those just answered with."""
    if previous.refs:
        return previous.refs
    if query.actors and _moved(query, previous):
        return ()
    whole = [ref for ref in said.refs if not ref.startswith(PREFIX["action"])]
    if query.kind in ("summary", "passage") and len(said.refs) == len(whole) == 1:
        of_measure = whole[0].startswith(PREFIX["measure"]) and points_back(query.question)
        return tuple(whole) if query.kind == "summary" or not query.topic or of_measure else ()
    if query.kind == "passage" and len(said.actions) == 1 and points_back(query.question):
        return said.actions  # "in which cities are its workshops held?"
    most = 1 if query.kind in ("summary", "passage") else _MAX_CARRIED
    if query.kind in ("field", "check", "refuse", "summary") and len(said.actions) <= most:
        return said.actions
    return ()


def _leans(query: Query, mentions: Mentions, previous: Query, said: Said, library: Library) -> bool:
    """Tell whether a question needs the one before it to make sense."""
    if asks_the_same(mentions.question):
        return True
    if NARROWING.search(mentions.question) or (query.refs and not mentions.refs):
        return True
    only_names = {m.slot for m in mentions.found} <= {"plan", "actor", "quarter"}
    if mentions.found and only_names and not mentions.topic and not asks_itself(mentions):
        return True
    if query.kind in ("field", "check", "refuse") and not query.refs:
        return not _stands_alone(query, previous, said, library)
    if opens_leaning(mentions.question) or query.part or ONE_OF_THEM.search(mentions.question):
        return True
    if points_back(mentions.question) and not query.refs:
        return True
    named = {m.slot for m in mentions.found}
    short = query.kind == "passage" and len(stems(mentions.question)) <= _MAX_SHORT
    return not named and (not query.topic or short)
