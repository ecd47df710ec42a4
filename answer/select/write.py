"""Answers to selections of actions: a list, a count, a share."""

from collections.abc import Sequence

from answer.claims import Status
from answer.compose.withheld import note_withheld_sheets
from answer.draft import Draft, Evidence
from answer.gather import sheets
from answer.library import Library
from answer.phrasing import (
    actor_names,
    counted,
    field_evidence,
    joined,
    led_by,
    plan_name,
    title_among,
)
from answer.query import Query
from answer.select.actors import compose_actors
from answer.select.fields import compose_fields
from answer.select.find import Found, find_actions, topic_left
from answer.select.groups import compose_groups
from answer.select.naming import write_naming
from answer.select.selection import Selection
from answer.select.values import compose_values
from answer.select.wording import in_common
from ingest.model import Field

_MANY = 12
"""More actions than this are counted in one sentence where only their number is asked for."""


def compose_selection(query: Query, library: Library) -> Draft | None:
    """Answer a question over actions; None where it is about something else after all."""
    selection = query.selection
    if selection is None or not any(sheets(library.documents[k]) for k in query.scope.documents):
        return None
    found = find_actions(selection.conditions, query, library)
    if found is None or (len(found) <= 1 and _asks_more(selection, query)):
        return None
    if selection.target == "actors":
        return compose_actors(selection, query, found, library)
    if selection.target == "groups":
        return compose_groups(selection, query, found)
    if selection.target == "values":
        return compose_values(selection, query, found, library)
    if selection.target == "fields":
        return compose_fields(selection, query, found, library)
    if selection.fields and not set(selection.fields) <= {"leader", "co_leader"}:
        return compose_fields(selection, query, found, library)
    return _compose_actions(selection, query, found, library)


def _asks_more(selection: Selection, query: Query) -> bool:
    """Tell whether fields are asked of one action that were read as conditions on several.

    "Who leads the dark web action, and which countries take part in it?"
    """
    return bool(selection.conditions.topic and set(query.also) - set(selection.fields))


def _compose_actions(
    selection: Selection, query: Query, found: Sequence[Found], library: Library
) -> Draft | None:
    if not found and selection.conditions.topic:
        return None
    draft = Draft()
    for key in dict.fromkeys(each.document.id for each in found):
        own = [each for each in found if each.document.id == key]
        _write_actions(draft, selection, query, own, library)
    if not found:
        read = [library.documents[key] for key in query.scope.documents]
        names = joined([f"the {plan_name(d)}" for d in read if sheets(d)])
        if not names:
            return None
        common = _in_common(selection, query, library)
        among = query.refs_of("action")
        where = f"among {joined(among)} of {names}" if among else f"in {names}"
        draft.say(f"No action{common} {where}.")
        draft.status = Status.NOT_FOUND
        if write_naming(draft, selection.conditions, query, library):
            draft.status = Status.ANSWERED
    note_withheld_sheets(draft, query, library)
    return draft


def _in_common(selection: Selection, query: Query, library: Library) -> str:
    """Return what actions have in common, the topic by which they were told included."""
    conditions = selection.conditions
    topic = "" if query.refs_of("action") else topic_left(conditions.topic, query, library)[0]
    return (
        f"{in_common(conditions, query)} about {topic}" if topic else in_common(conditions, query)
    )


def _write_actions(
    draft: Draft, selection: Selection, query: Query, found: Sequence[Found], library: Library
) -> None:
    """Add the actions of one document under a line that counts them."""
    document = found[0].document
    listed = any(each.action.withheld for each in found)
    total = len(list(document.actions()) if listed else sheets(document))
    share = f" ({100 * len(found) / total:.0f} %)" if selection.how == "share" else ""
    common = _in_common(selection, query, library)
    if selection.how != "list" and len(found) > _MANY:
        draft.say(f"Actions{common}:")
        refs = joined([each.action.ref for each in found])
        size = f"{counted(len(found), 'action')} of the {total}"
        evidence = [e for each in found for e in (each.evidence or _leader(each))]
        draft.claim(f"{size} in the {plan_name(document)}: {refs}.", evidence)
        if share:
            draft.say(f"That is{share.replace('(', '').replace(')', '')} of them.")
    else:
        size = f"{counted(len(found), 'action')} of the {total}{share}"
        draft.say(f"**{size} in the {plan_name(document)}{common}:**")
        for each in found:
            _write_action(draft, each, "co_leader" in selection.fields, len(found))
    members = [each.action.ref for each in found if each.as_member]
    if members:
        draft.say(f"In {joined(members)} it is meant by “All MS”, without being named.")


def _leader(each: Found) -> list[Evidence]:
    return list(field_evidence(each.document, each.action, Field.LEADER))


def _write_action(draft: Draft, each: Found, with_partners: bool, number: int) -> None:
    action = each.action
    text = f"**{action.ref}** {title_among(action, number)}{led_by(action)}"
    evidence = [*each.evidence, *_leader(each)]
    partners = (
        [] if not with_partners else list(field_evidence(each.document, action, Field.CO_LEADER))
    )
    evidence += partners
    if any(e.field == Field.CO_LEADER.value for e in evidence) and action.co_leaders:
        noun = "co-leader" if len(action.co_leaders) == 1 else "co-leaders"
        text += f", with {noun} {actor_names(action.co_leaders)}"
    for note in each.notes:
        text += f"; {note}"
    draft.claim(text, evidence, lead="- ")
