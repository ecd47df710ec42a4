"""Who leads, co-leads and takes part in an action: one writer for each role."""

import re
from dataclasses import replace

from answer.compose.missing import write_withheld
from answer.draft import Draft, Evidence
from answer.library import Library, TopicAction
from answer.phrasing import (
    action_in_plan,
    actor_names,
    counted,
    field_evidence,
    joined,
    title_evidence,
)
from answer.query import Query
from ingest.actors import display_name
from ingest.model import Action, Document, Field

# "co-leads", "deputy": nobody else is meant; who "helps" may be any participant
_SPELT_OUT = re.compile(r"\bco-?\s?(?:led|lead|chef|capo|l[ií]der)|\bdeput|\bstellvertret", re.I)


def write_leader(draft: Draft, query: Query, target: TopicAction, library: Library | None) -> None:
    """Add who leads an action and with whom, and who does not, when the question takes it so."""
    document, action = target.document, target.action
    place = action_in_plan(document, action)
    if not action.leaders:
        if not _withheld(draft, query, "leader", target, library):
            draft.claim(f"{place} names no leader.", [title_evidence(document, action)])
        return
    partners, evidence = _partners(document, action)
    text = f"{place} is led by {actor_names(action.leaders)}{partners}"
    wrong = {actor.code for actor in query.actors} - {a.code for a in action.leaders}
    if not all("leader" in actor.roles for actor in query.actors):
        wrong = set()
    if wrong:
        text += f", not by {joined([display_name(code) for code in sorted(wrong)])}"
        draft.corrects = True
    evidence = [*field_evidence(document, action, Field.LEADER), *evidence]
    draft.claim(f"{text}.", evidence, computed=wrong)


def _partners(document: Document, action: Action) -> tuple[str, list[Evidence]]:
    """Return the co-leaders as an addition to the leader: ", with co-leader ..."."""
    if not action.co_leaders:
        return "", []
    leading = [row for row in action.rows if row.field == Field.LEADER.value]
    if any(row.start <= action.co_leaders[0].start < row.end for row in leading):
        link = "in cooperation with"  # named in the leader's own cell, behind the leader
    else:
        link = "with co-leader" if len(action.co_leaders) == 1 else "with co-leaders"
    evidence = list(field_evidence(document, action, Field.CO_LEADER))
    return f", {link} {actor_names(action.co_leaders)}", evidence


def write_co_leader(
    draft: Draft, query: Query, target: TopicAction, library: Library | None
) -> None:
    """Add who co-leads an action, or that nobody does, and then who else helps its leader."""
    if _withheld(draft, query, "co_leader", target, library):
        return
    document, action = target.document, target.action
    place = action_in_plan(document, action)
    evidence = list(field_evidence(document, action, Field.CO_LEADER))
    if action.co_leaders:
        verb = "is the co-leader" if len(action.co_leaders) == 1 else "are the co-leaders"
        draft.claim(f"{actor_names(action.co_leaders)} {verb} of {place}.", evidence)
    else:
        shown = evidence or field_evidence(document, action, Field.LEADER)
        draft.claim(f"{place} has no co-leader.", shown)
        if action.participants and not _SPELT_OUT.search(query.question):
            write_participants(draft, query, target, library)


def write_participants(
    draft: Draft, query: Query, target: TopicAction, library: Library | None
) -> None:
    """Add who takes part in an action: the actors with a code, then what is free text."""
    document, action = target.document, target.action
    place = action_in_plan(document, action)
    if not action.participants:
        if not _withheld(draft, query, "participants", target, library):
            draft.say(f"{place} names no participants.")
        return
    listed = [actor for actor in action.participants if actor.code]
    free = [actor for actor in action.participants if not actor.code]
    size = f"{counted(len(listed), 'named participant')}" if listed else "Participants"
    draft.claim(
        f"{size} of {place}: {actor_names((*listed, *free))}.",
        field_evidence(document, action, Field.PARTICIPANTS),
        computed=[len(listed)],
    )


def _withheld(
    draft: Draft, query: Query, aspect: str, target: TopicAction, library: Library | None
) -> bool:
    """Say that a role is withheld, if it is: who is not told may be somebody all the same."""
    asked = replace(query, aspect=aspect)
    return library is not None and write_withheld(draft, asked, target, library)
