"""Answers that name actors: those of a kind in an action, in several of them, or in none."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from answer.claims import Status
from answer.compose.people import write_co_leader, write_leader, write_participants
from answer.compose.withheld import note_withheld_sheets
from answer.draft import Draft, Evidence
from answer.gather import sheets
from answer.library import Library, TopicAction
from answer.phrasing import action_in_plan, actor_names, field_evidence, joined, plan_name
from answer.query import Query, Role
from answer.select.find import Found, actors_in, by_document, fields_of
from answer.select.having import is_withheld
from answer.select.kinds import NAMES, is_kind, of_kind
from answer.select.selection import Selection
from answer.select.wording import VERBS, in_common, size_words
from ingest.actors import display_name, member_states
from ingest.facts import ROLES
from ingest.model import Action, Document, Field
from ingest.withheld import gaps_in

_NOUNS = {
    Field.LEADER: "leaders",
    Field.CO_LEADER: "co-leaders",
    Field.PARTICIPANTS: "participants",
}
_WRITERS: dict[Role, Callable[[Draft, Query, TopicAction, Library | None], None]] = {
    "leader": write_leader,
    "co_leader": write_co_leader,
    "participant": write_participants,
}


def compose_actors(
    selection: Selection, query: Query, found: Sequence[Found], library: Library
) -> Draft | None:
    """Name or count the actors that are wanted in the actions that were found."""
    fields = [field for roles, _ in selection.held for field in fields_of(roles)]
    if any(is_withheld(each.document, each.action, f) for each in found for f in fields):
        return None  # what is withheld is told field by field
    draft = Draft()
    for document, actions in by_document(found):
        one_by_one = len(actions) == 1 or (query.refs_of("action") and len(actions) <= 4)
        if selection.every and len(actions) > 1:
            _write_shared(draft, selection, document, actions)
        elif one_by_one and not any(denied for _, denied in selection.held):
            for action in actions:
                if _write_plainly(draft, selection, query, TopicAction(document, action, 1.0)):
                    continue
                _write_of_action(draft, selection, document, action)
        else:
            _write_over(draft, selection, query, document, actions)
    note_withheld_sheets(draft, query, library)
    return draft if draft.parts else None


def _write_plainly(draft: Draft, selection: Selection, query: Query, target: TopicAction) -> bool:
    """Add who has a role in one action, whoever that is; False where a kind or number is wanted."""
    roles = [role for held, _ in selection.held for role in held]
    anyone = selection.kind in ("", "actor") and selection.how == "list"
    if not anyone or len(roles) != 1:
        return False
    _WRITERS[roles[0]](draft, replace(query, actors=()), target, None)
    return True


def _write_of_action(
    draft: Draft, selection: Selection, document: Document, action: Action
) -> None:
    """Add the actors of the kind that is wanted in one action, role by role."""
    place = action_in_plan(document, action)
    one, several = NAMES[selection.kind]
    wanted = {field for roles, _ in selection.held for field in fields_of(roles)}
    told = len(draft.parts)
    every = {v.code for v in of_kind(actors_in(action, wanted), selection.kind, document.year)}
    if len(wanted) > 1 and every and "ALL_MS" not in every:
        draft.say(f"{len(every)} {one if len(every) == 1 else several} in all:")
    for field in (field for field in ROLES.values() if field in wanted):
        own = of_kind(actors_in(action, [field]), selection.kind, document.year)
        if own:
            number = f"{len(own)} " if "ALL_MS" not in {v.code for v in own} else ""
            noun = one if len(own) == 1 else several
            noun = noun if number else noun[:1].upper() + noun[1:]
            evidence = field_evidence(document, action, field)
            text = f"{number}{noun} among the {_NOUNS[field]} of {place}: {actor_names(own)}."
            draft.claim(text, evidence)
    if len(draft.parts) == told:
        roles = joined([_NOUNS[field] for field in ROLES.values() if field in wanted])
        gaps = [
            field
            for field in ROLES.values()
            if field in wanted and gaps_in(document, action, field)
        ]
        for field in gaps:
            text = f"Some of the {_NOUNS[field]} of {place} are withheld."
            draft.claim(text, field_evidence(document, action, field))
        if not gaps:
            draft.say(f"No {one} is among the {roles} of {place}.")
        draft.status = Status.REDACTED if gaps else Status.NOT_FOUND


def _write_shared(
    draft: Draft, selection: Selection, document: Document, actions: Sequence[Action]
) -> None:
    """Add who is in each of several actions, in the roles that are wanted."""
    fields = [field for roles, _ in selection.held for field in fields_of(roles)]
    sets = [
        {v.code: v for v in of_kind(actors_in(action, fields), selection.kind, document.year)}
        for action in actions
    ]
    shared = [value for code, value in sets[0].items() if all(code in other for other in sets)]
    refs = joined([action.ref for action in actions])
    if not shared:
        draft.say(f"Nobody is named in both of {refs} of the {plan_name(document)}.")
        return
    evidence = [e for a in actions for f in fields for e in field_evidence(document, a, f)]
    verb = "takes part" if len(shared) == 1 else "take part"
    draft.claim(f"{actor_names(shared)} {verb} in {refs} of the {plan_name(document)}.", evidence)


def _held_by(
    code: str, roles: Sequence[Role], document: Document, actions: Sequence[Action]
) -> list[Action]:
    """Return the actions in which an actor is named in one of some roles."""
    fields = fields_of(roles)
    return [
        action
        for action in actions
        if any(value.code == code for value in actors_in(action, fields))
    ]


def _pool(kind: str, document: Document) -> list[str]:
    """Return the actors of a kind that may be asked about: all members, and all that are named."""
    named = {v.code for a in sheets(document) for v in actors_in(a, ROLES.values()) if v.code}
    members = (
        set(member_states(document.year or 0)) if kind in ("member_state", "country") else set()
    )
    return sorted(c for c in named | members if c != "ALL_MS" and is_kind(c, kind, document.year))


def _write_over(
    draft: Draft,
    selection: Selection,
    query: Query,
    document: Document,
    actions: Sequence[Action],
) -> None:
    """Add the actors with the roles that are wanted over several actions, each with its actions."""
    held = {
        code: [
            (_held_by(code, roles, document, actions), denied) for roles, denied in selection.held
        ]
        for code in _pool(selection.kind, document)
    }
    wanted = selection.size
    meant = [
        code
        for code, parts in held.items()
        if all(bool(own) != denied for own, denied in parts)
        and (wanted is None or all(denied or wanted.fits(len(own)) for own, denied in parts))
    ]
    positive = [roles for roles, denied in selection.held if not denied]
    if not positive:
        _write_none(draft, selection, query, document, actions, meant)
        return
    one, several = NAMES[selection.kind]
    verbs = " and ".join(_verb(roles, denied, len(meant)) for roles, denied in selection.held)
    common = in_common(selection.conditions, query)
    size = f"{len(meant)} {one if len(meant) == 1 else several}"
    each = f", {size_words(selection.size)} each" if selection.size else ""
    draft.say(f"**{size} {verbs} actions{common} of the {plan_name(document)}{each}:**")
    total = len(sheets(document))
    lines = sorted(meant, key=lambda code: -len(held[code][0][0]))
    for code in lines:
        for (roles, denied), (own, _) in zip(selection.held, held[code], strict=True):
            if not denied:
                write_line(draft, code, roles, document, own, total)
    members = [action.ref for action in actions if _all_members(action)]
    if members and any("participant" in roles or not roles for roles in positive):
        draft.say(f"In {joined(members)} all Member States are meant by “All MS”.")


def _verb(roles: Sequence[Role], denied: bool, number: int) -> str:
    if denied:
        does = "does" if number == 1 else "do"
        return f"{does} not {' or '.join(VERBS[role][1] for role in roles) or 'have a role in'}"
    return " or ".join(VERBS[role][number != 1] for role in roles) or "have a role in"


def _all_members(action: Action) -> bool:
    return any(value.code == "ALL_MS" for value in action.participants)


def write_line(
    draft: Draft,
    code: str,
    roles: Sequence[Role],
    document: Document,
    actions: Sequence[Action],
    total: int,
) -> None:
    """Add in which of all actions of a document an actor has one of some roles."""
    refs = joined([action.ref for action in actions])
    evidence = list(_shown(code, roles, document, actions))
    if len(roles) == 1:
        text = (
            f"{display_name(code)} {VERBS[roles[0]][0]} {len(actions)} of {total} actions: {refs}."
        )
    else:
        text = f"{len(actions)} actions in which {display_name(code)} has a role: {refs}."
        text = text if len(actions) > 1 else text.replace("actions", "action", 1)
    draft.claim(text, evidence, lead="- ")


def _shown(
    code: str, roles: Sequence[Role], document: Document, actions: Sequence[Action]
) -> Iterator[Evidence]:
    for action in actions:
        for field in fields_of(roles):
            if any(value.code in (code, "ALL_MS") for value in actors_in(action, [field])):
                yield from field_evidence(document, action, field)


def _write_none(
    draft: Draft,
    selection: Selection,
    query: Query,
    document: Document,
    actions: Sequence[Action],
    meant: Sequence[str],
) -> None:
    """Add the actors that have none of the roles in any of the actions."""
    roles = [role for held, _ in selection.held for role in held]
    fields = fields_of(roles)
    if Field.PARTICIPANTS in fields and any(map(_all_members, actions)):
        meant = [code for code in meant if not is_kind(code, "member_state", document.year)]
    one, several = NAMES[selection.kind]
    size = f"{len(meant)} {one if len(meant) == 1 else several}"
    evidence = [e for a in actions for f in fields for e in field_evidence(document, a, f)]
    draft.say(f"{size} of the {plan_name(document)}{in_common(selection.conditions, query)}:")
    if not meant:
        return
    names = joined([display_name(code) for code in meant])
    do = "does" if len(meant) == 1 else "do"
    if not roles:
        are = "is" if len(meant) == 1 else "are"
        end = f"{are} not named among the leaders or participants of"
        text = f"{names} {end} the {len(actions)} actions of the {plan_name(document)}."
    else:
        verbs = " and ".join(f"{do} not {VERBS[role][1]}" for role in roles)
        text = f"{names} {verbs} the {len(actions)} actions of the {plan_name(document)}."
    draft.claim(text, evidence)
