"""A follow-up that only names another action: "and the one on sham marriages?".

What was asked before is asked of that action: its words and names point to it.
"""

from collections.abc import Sequence
from dataclasses import replace

from answer.at_hand import Said
from answer.cues import field_cues, told
from answer.gather import find_targets, sheets, topic_hits
from answer.leaning import LEAD_INS, ONE_OF_THEM, points_back
from answer.library import Library, TopicAction
from answer.messages import opens_leaning
from answer.patterns import ONE_ACTION
from answer.pointing import clearly_first, pointed_to
from answer.query import Query, Scope
from answer.words import content_stems, tokens

_KINDS = ("field", "check", "summary", "passage")
"""What is asked of one action, and so can be asked of another."""
_VAGUE = frozenset({"type", "activity", "summary"})
"""Fields whose words a name may hold as well: "the one of the type training"."""
_OF_ONE = ("kpi", "timing", "participants", "activity", "co_leader", "summary", "type", "links")
"""What may be asked of the actions of another leader."""
_MOST_LED = 3
_MAX_WORDS = 16
_LIKELY, _HELD = 0.55, 0.45
"""How likely an action of the plan at hand must be, and how many of the words it must hold."""
_AHEAD = 2.0
"""Else, how far ahead of the next action it must be."""
_ALL_HELD = 0.8
"""How many of its words an action must hold that is told by what was asked before as well."""
_CLEARLY, _MOSTLY = 0.8, 0.6
"""The same for an action of any other plan."""


def of_another_action(query: Query, previous: Query, said: Said, library: Library) -> Query | None:
    """Return the question before, asked of the action that a follow-up names; None for others."""
    spoken = tokens(query.question)
    if query.refs or previous.kind not in _KINDS or not opens_leaning(query.question):
        return None
    if not content_stems(query.topic) or points_back(query.question):
        return None
    words = [token.stem for token in spoken]
    rest = _without_opening(words)
    asks = told("asks", rest) or told("check", rest[:1]) or told("count", words)
    if len(words) > _MAX_WORDS or asks or set(field_cues(spoken)) - _VAGUE:
        return None
    target = _named(query, previous, said, library)
    if target is None or target.action.ref in previous.refs:
        return None
    key = target.document.id
    return replace(
        query,
        question=f"{previous.question} {query.question}",
        kind=previous.kind,
        aspect=previous.aspect,
        also=previous.also,
        score=previous.score,
        refs=(target.action.ref,),
        scope=Scope((key,), explicit=True, groups=((key,),)),
        actors=tuple(actor for actor in previous.actors if previous.kind == "check"),
        detail=previous.detail,
        topic="",
        plain=f"{previous.plain} {query.plain}",
        selection=None,
        leaned=True,
    )


def of_anothers_actions(
    query: Query, previous: Query, said: Said, library: Library
) -> Query | None:
    """Return the question before, asked of the actions of an actor: "and in Greece's action?".

    None where nobody's action is named so, or where that is the one at hand.
    """
    whose = [a.code for a in query.actors if a.roles == ("leader",) and not a.negated]
    spoken = ONE_ACTION.search(query.question) and not told("leader", _spoken(query))
    at_hand = set(previous.refs) or set(said.actions)
    asked = previous.kind == "field" and previous.aspect in _OF_ONE and bool(at_hand)
    if len(whose) != 1 or not spoken or not asked or query.topic or query.scope.explicit:
        return None
    key = previous.scope.documents[0]
    led = [a.ref for a in sheets(library.documents[key]) if whose[0] in {v.code for v in a.leaders}]
    if not led or len(led) > _MOST_LED or set(led) & at_hand:
        return None
    scope = Scope((key,), explicit=True, groups=((key,),))
    question = f"{previous.question} {query.question}"
    kept = replace(previous, question=question, refs=tuple(led), scope=scope, actors=(), topic="")
    return replace(kept, leaned=True, selection=None)


def _spoken(query: Query) -> list[str]:
    """Return the words of a question without names: "the Italian-led one" asks for no leader."""
    named = [(m.start, m.end) for m in query.named if m.slot == "actor"]
    return [t.stem for t in tokens(query.question) if not any(a <= t.start < b for a, b in named)]


def meant_by(query: Query, library: Library) -> Said | None:
    """Return the one action that a question is about as if it was just named; None without one."""
    if query.kind not in _KINDS or query.refs:
        return None
    found = find_targets(query, library).found
    if len(found) != 1:
        return None
    return Said(refs=(found[0].action.ref,), documents=(found[0].document.id,))


def _without_opening(words: Sequence[str]) -> Sequence[str]:
    """Return the stems of a follow-up without those it opens with: "and what about the one"."""
    first = next((at for at, word in enumerate(words) if word not in LEAD_INS), len(words))
    return words[first:]


def _named(query: Query, previous: Query, said: Said, library: Library) -> TopicAction | None:
    """Return the action that a follow-up names: of the plan at hand, or clearly of another one."""
    if query.scope.explicit:
        return _pointed(query, query.scope.documents, library, _LIKELY, _HELD)
    at_hand = previous.scope.documents
    near = tuple(key for key in said.documents if key in at_hand) or at_hand
    own = _like_before(query, previous, near, library)
    own = own or _pointed(query, near, library, _LIKELY, _HELD)
    return own or _pointed(query, query.scope.documents, library, _CLEARLY, _MOSTLY)


def _like_before(
    query: Query, previous: Query, documents: Sequence[str], library: Library
) -> TopicAction | None:
    """Return the action that holds a follow-up's words and is most like the one asked about.

    "And the one on document fraud?" after a question on a training of CEPOL's.
    """
    if not ONE_OF_THEM.search(query.question):
        return None
    scope = replace(query.scope, documents=tuple(documents))
    own = replace(query, scope=scope)
    holding = {
        one.target.action.ref
        for one in pointed_to(own, topic_hits(own, library), library)
        if one.signs.sheet >= _ALL_HELD
    }
    actors = tuple(dict.fromkeys((*previous.actors, *query.actors)))
    both = replace(own, plain=f"{previous.plain} {query.plain}", actors=actors)
    ranked = pointed_to(both, topic_hits(own, library), library)
    first = ranked[0].target.action.ref if ranked else ""
    before = meant_by(previous, library)
    told = before.refs if before else previous.refs
    likely = [o.target for o in ranked if o.target.action.ref in holding]
    found = [target for target in likely if target.action.ref not in told]
    return found[0] if found and (first in told or first == found[0].action.ref) else None


def _pointed(
    query: Query, documents: Sequence[str], library: Library, likely: float, held: float
) -> TopicAction | None:
    within = replace(query, scope=replace(query.scope, documents=tuple(documents)))
    found = pointed_to(within, topic_hits(within, library), library)
    best = clearly_first(found, likely, _AHEAD)
    return best.target if best and best.signs.sheet >= held else None
