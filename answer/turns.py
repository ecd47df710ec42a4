"""Turns that a chat takes: to another role, to the other plan, to a word of the last answer."""

import re
from dataclasses import replace

from answer.at_hand import Said, actions_said
from answer.cues import cue_stems, field_cues, role_aspect, told
from answer.leaning import points_back, role_alone
from answer.library import Library
from answer.mentions import Mentions
from answer.messages import opens_leaning
from answer.patterns import ACTIONS, ANY_NUMBER
from answer.query import ActorRole, Query, Role, Scope
from answer.words import content_stems, document_stems, stems, tokens
from ingest.model import Field

_ROLE_OF: dict[str, Role] = {
    "leader": "leader",
    "co_leader": "co_leader",
    "participants": "participant",
}
_FIELD_OF = {
    "leader": Field.LEADER,
    "co_leader": Field.CO_LEADER,
    "participants": Field.PARTICIPANTS,
}
# "and in the others?", "the other one?", "and the other plan?"
_OTHERS = re.compile(r"\bthe (others|other(?: ones?| (?:plan|oap|paper|document)s?)?)\W*$", re.I)
# "which other actions do they lead?", "does it lead anything else?"
_MORE_OF_IT = re.compile(
    r"\b(?:actions|oas|what else|anything|elsewhere|which others?)\b", re.IGNORECASE
)
_OF_ACTORS = ("list", "count", "check")
_PAIR = 2
_ASKED_OF_IT = frozenset(("leader", "co_leader", "participants", "kpi", "timing", "type", "jad"))
_ANYBODY = frozenset(stems("country countries state states agency agencies partner partners join"))
"""Stems that ask for somebody with a role, whoever it is."""
TELLING_WORDS = 2
"""So many words of its own say what a follow-up on running text looks for."""
_MAX_HEADING = 5
_FEW = 2
"""Up to so many actions of the last answer are meant by "it"."""


def role_told(question: str) -> Role | None:
    """Return the role that a question's words name; None where they name none."""
    return _ROLE_OF.get(role_aspect(tokens(question)))


def in_role(actors: tuple[ActorRole, ...], role: Role) -> tuple[ActorRole, ...]:
    """Return actors in a role instead of the one that they were in."""
    return tuple(replace(actor, roles=(role,)) for actor in actors)


def in_another_role(
    query: Query, mentions: Mentions, previous: Query, said: Said, library: Library
) -> Query | None:
    """Return what is asked of an actor at hand in another role; None for any other question.

    "and as co-leader?" after the actions that Italy leads; "which other actions do they lead?"
    after one on the leader of an action.
    """
    alone = role_alone(mentions)
    if alone and previous.actors and previous.kind in _OF_ACTORS:
        kind = previous.kind if previous.kind != "check" else query.kind
        one = previous.kind == "check" and previous.refs
        return replace(
            query,
            kind="check" if one else "count" if kind == "count" else "list",
            aspect=alone if one else "role",
            actors=in_role(previous.actors, _ROLE_OF[alone]),
            refs=previous.refs,
            topic="",
            scope=previous.scope,
            leaned=True,
            score=1.0,
        )
    role = role_told(mentions.question)
    asks = role and _MORE_OF_IT.search(mentions.question) and points_back(mentions.question)
    if query.actors or previous.actors or query.refs or not asks or role is None:
        return None
    actors = _at_hand(previous, said, library, role)
    if not actors:
        return None
    counted = told("count", stems(mentions.question))
    return replace(
        query,
        kind="count" if counted else "list",
        aspect="role",
        actors=actors,
        topic="",
        scope=query.scope if query.scope.explicit else previous.scope,
        leaned=True,
        score=1.0,
    )


def _at_hand(previous: Query, said: Said, library: Library, role: Role) -> tuple[ActorRole, ...]:
    """Return the actors that the last answer gave, in the role asked for now."""
    codes: tuple[str, ...] = said.actors[:1] if previous.kind == "rank" else ()
    field = _FIELD_OF.get(previous.aspect) if previous.kind == "field" else None
    if field:
        found = actions_said(said, previous.scope.documents, library)
        values = (value for each in found[:1] for value in each.action.values(field))
        codes = tuple(code for v in values if (code := getattr(v, "code", None)))
    return tuple(ActorRole(code, (role,)) for code in dict.fromkeys(codes))


def elsewhere(query: Query, previous: Query, said: Said, library: Library) -> Query:
    """Return "and the other one?" as a question on the other of two, or on the other plans."""
    match = _OTHERS.search(query.question)
    if not match or query.scope.explicit or query.refs:
        return query
    left = tuple(ref for ref in said.listed if ref not in previous.refs)
    if len(said.listed) == _PAIR and len(left) == 1:
        return replace(query, refs=left, topic="")
    if not previous.scope.explicit:
        return query
    told_of = [library.documents[key] for key in previous.scope.documents]
    others = [
        document
        for document in library.documents.values()
        if document.id not in previous.scope.documents and document.kind == told_of[0].kind
    ]
    same = [d for d in others if d.year in {each.year for each in told_of}]
    one = not match.group(1).lower().endswith("s")
    keys = tuple(d.id for d in (same if one and same else others))
    if not keys:
        return query
    return replace(query, topic="", scope=Scope(keys, explicit=True, groups=(keys,)))


def spelt_out(query: Query, mentions: Mentions, said: Said) -> Query | None:
    """Return "what does that abbreviation mean?" with the abbreviation that was just given."""
    asks = told("define", stems(mentions.question)) and points_back(mentions.question)
    if not asks or mentions.found or not said.acronyms:
        return None
    return replace(query, kind="define", aspect="any", acronyms=said.acronyms[:1], topic="")


def as_indicator(query: Query, previous: Query, said: Said) -> Query:
    """Return "how many gangs does it want to break up?" as a question for an indicator of "it"."""
    words = stems(query.question)
    action = previous.refs_of("action") or (said.actions and len(said.actions) <= _FEW)
    number = told("count", words) or told("amount", words) or ANY_NUMBER.search(query.question)
    asks = query.kind in ("passage", "count") and number
    leaning = points_back(query.question) or opens_leaning(query.question)
    if not (action and asks and leaning) or query.refs or ACTIONS.search(query.question):
        return query
    return replace(query, kind="field", aspect="kpi", selection=None)


def of_action_at_hand(query: Query, previous: Query, said: Said) -> Query:
    """Return "when is it, and which countries join?" as a question for fields of "it".

    One action was just told; dates are its own then, and no date of the plan's cover.
    """
    one = len(previous.refs_of("action") or said.actions) == 1
    question = query.question
    if (
        query.refs
        or not one
        or not points_back(question)
        or document_stems() & set(stems(question))
    ):
        return query
    if (query.kind, query.aspect) == ("meta", "date"):
        return replace(query, kind="field", aspect="timing", topic="", selection=None)
    cues = tuple(dict.fromkeys(cue for cue in field_cues(tokens(question)) if cue in _ASKED_OF_IT))
    left = set(content_stems(query.topic)) - cue_stems() - _ANYBODY
    if query.kind != "passage" or not cues or left:
        return query
    return replace(query, kind="field", aspect=cues[0], also=cues, topic="", selection=None)


def names_another_part(query: Query, previous: Query) -> bool:
    """Tell whether a few words name another part of the same text: "and key locations?"."""
    of_text = query.kind == previous.kind == "passage" and not points_back(query.question)
    few = len(stems(query.question)) <= _MAX_HEADING
    return of_text and few and len(content_stems(query.detail)) >= TELLING_WORDS
