"""Actions side by side: the fields that a question asks for, or all that matters of each."""

from collections.abc import Sequence
from dataclasses import replace

from answer.compose.details import (
    Writer,
    listing,
    write_activities,
    write_kpis,
    write_other,
    write_timing,
)
from answer.compose.fit import held_share
from answer.compose.outlines import write_action
from answer.compose.people import write_co_leader, write_leader, write_participants
from answer.cues import cue_stems, places, told
from answer.draft import Draft
from answer.library import Library, TopicAction
from answer.patterns import ANY_NUMBER
from answer.phrasing import display_names, field_evidence
from answer.query import Query
from answer.sides import asks_role, comparing_stems
from answer.words import stems
from ingest.model import Field


def _write_all_kpis(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    """Add all indicators of an action: what is beside them in the other counts as well."""
    few = len(target.action.kpis) <= _FEW
    write_kpis(draft, replace(query, detail="") if few else query, target, library)


_FEW = 6
"""How many indicators an action may have to be told in full."""
_ROLES: dict[str, Writer] = {
    "co_leader": write_co_leader,
    "leader": write_leader,
    "participant": write_participants,
}
_CUES: dict[str, Writer] = {
    "kpi": _write_all_kpis,
    "timing": write_timing,
    "activity": write_activities,
    "jad": listing(
        Field.JAD, "Horizontal activities / Joint Action Days", "names no Joint Action Day"
    ),
    "links": listing(Field.LINKS, "Links to other plans", "names no links to other plans"),
    "type": listing(Field.TYPE, "Type", "states no type"),
    "other": write_other,
}


_ASKING = ("compare", "more", "count", "most", "fewest", "check", "leader", "participant")
"""The cues whose words are no indicator's."""
_PARTNERS = frozenset(stems("partners countries states agencies"))
_WHO = frozenset(stems("who whom wer qui chi quién"))


def compose_beside(query: Query, actions: Sequence[TopicAction], library: Library) -> Draft | None:
    """Set actions side by side, field by field, with what they share and what sets them apart."""
    draft = Draft()
    writers = _asked(query, actions)
    if writers and _write_all_kpis not in writers and _in_indicators(query, actions, library):
        writers.append(_write_all_kpis)
    for writer in writers:
        for target in actions:
            writer(draft, query, target, library)
    if not writers:
        for target in actions:
            write_action(draft, target.document, target.action)
            if target.action.activities and not target.action.summary:
                write_activities(draft, query, target, library)
    if len(actions) == 2 and (write_participants in writers or not writers):
        _write_participation(draft, actions[0], actions[1])
    return draft if draft.statements else None


def _asked(query: Query, actions: Sequence[TopicAction]) -> list[Writer]:
    """Return the writers of the fields that a question asks for; none where it asks for all."""
    titles = {s for target in actions for s in stems(target.action.title.value)}
    words = [s for s in stems(query.question) if s not in titles]
    if query.kind == "field" and query.aspect in _CUES:
        return [_CUES[query.aspect]]
    roles = [writer for role, writer in _ROLES.items() if asks_role(query, role)]
    if write_co_leader in roles and write_leader in roles:
        both = _names_leader_too(stems(query.question))
        roles = [_write_leads if both else write_co_leader, *roles[2:]]
    if not roles and set(words) & _PARTNERS:
        roles = [write_participants]
    if not roles and set(words) & _WHO:
        roles = [write_leader, write_participants]
    fields = [writer for cue, writer in _CUES.items() if told(cue, words)]
    counted = told("count", words) or ANY_NUMBER.search(query.question)
    if not fields and counted and write_participants not in roles:
        fields = [_write_all_kpis]
    return [*roles, *fields]


def _names_leader_too(words: Sequence[str]) -> bool:
    """Tell whether leaders are asked for beside co-leaders, a word that holds "leader"."""
    second = {at for at in places("co_leader", words)}
    return any(at not in second and at - 1 not in second for at in places("leader", words))


def _write_leads(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    """Add who leads and who co-leads an action, or that nobody co-leads it."""
    write_leader(draft, query, target, library)
    if not target.action.co_leaders:
        write_co_leader(draft, query, target, library)


def _in_indicators(query: Query, actions: Sequence[TopicAction], library: Library) -> bool:
    """Tell whether words that are left over stand in what is measured of each of the actions."""
    titles = {s for target in actions for s in stems(target.action.title.value)}
    silent = titles | comparing_stems() | cue_stems(_ASKING)
    spoken = query.plain or query.question
    terms = [t for t in library.wide_terms(spoken) if not silent & set(t.wordings[0])]
    measured = [stems(" ".join(k.value for k in t.action.kpis)) for t in actions]
    return any(all(held_share(words, term) for words in measured) for term in terms)


def _write_participation(draft: Draft, one: TopicAction, other: TopicAction) -> None:
    """Add who takes part in both actions, and who in one of them only."""
    codes = [
        dict.fromkeys(a.code for a in target.action.participants if a.code)
        for target in (one, other)
    ]
    if not all(codes) or one.action.ref == other.action.ref:
        return
    refs = (one.action.ref, other.action.ref)
    evidence = [
        list(field_evidence(t.document, t.action, Field.PARTICIPANTS)) for t in (one, other)
    ]
    both = [code for code in codes[0] if code in codes[1]]
    if both:
        verb = "takes" if len(both) == 1 else "take"
        text = f"{display_names(both)} {verb} part in {refs[0]} and {refs[1]}."
        draft.claim(text, [*evidence[0], *evidence[1]], lead="- ")
    for here, there in ((0, 1), (1, 0)):
        only = [code for code in codes[here] if code not in codes[there]]
        if only:
            draft.say(f"- Only in {refs[here]}, not in {refs[there]}:")
            text = f"Participants of {refs[here]}: {display_names(only)}."
            draft.claim(text, evidence[here], lead="  - ")
