"""Answers that confirm or deny: does an actor have a role in an action?"""

import re
from collections.abc import Sequence

from answer.draft import Draft
from answer.gather import roles_held, stands_in
from answer.library import Library, TopicAction
from answer.phrasing import action_in_plan, actor_names, field_evidence, joined, title_evidence
from answer.query import Query
from ingest.actors import adjectives, display_name
from ingest.facts import ROLES, covers_all_members
from ingest.model import Field

# "the Vietnamese one", "the Libyan border project"
_NAMED_SO = re.compile(
    r" (?:[\w-]+ ){0,3}?(?:one|action|operation|project|workshop|course|task force|follow)\b", re.I
)
_ROLE_VERBS = {
    Field.LEADER: "leads",
    Field.CO_LEADER: "is co-leader of",
    Field.PARTICIPANTS: "takes part in",
}


def write_check(draft: Draft, query: Query, target: TopicAction, _: Library) -> None:
    """Say whether the actors asked about have the role asked about, and what role they do have."""
    document, action = target.document, target.action
    wanted = next((field for field in ROLES.values() if field == query.aspect), None)
    any_role = wanted in (None, Field.PARTICIPANTS)
    for code in _asked_about(query):
        held = roles_held(action, code)
        shown = held if any_role else [field for field in held if field == wanted]
        if shown:
            _confirm(draft, target, code, shown)
        elif any_role and covers_all_members(action, code, document.year):
            _confirm_as_member(draft, target, code)
        else:
            _deny(draft, target, code, wanted, held)


def _asked_about(query: Query) -> list[str]:
    """Return the actors that a question asks about: not the "Vietnamese" of an action's name."""
    naming = {
        m.value
        for m in query.named
        if m.slot == "actor"
        and query.question[m.start : m.end].capitalize() in adjectives()
        and _NAMED_SO.match(query.question, m.end)
    }
    codes = [actor.code for actor in query.actors]
    return [code for code in codes if code not in naming] or codes


def correct_premise(draft: Draft, query: Query, target: TopicAction) -> None:
    """Say so first when a question takes an actor to have a role that it has not."""
    document, action = target.document, target.action
    for actor in query.actors:
        for role in actor.roles[:1]:
            holds = stands_in(action, ROLES[role], actor.code)
            if not holds and not covers_all_members(action, actor.code, document.year):
                _deny(draft, target, actor.code, ROLES[role], roles_held(action, actor.code))
                draft.corrects = True


def _confirm(draft: Draft, target: TopicAction, code: str, held: Sequence[Field]) -> None:
    document, action = target.document, target.action
    what = joined([_ROLE_VERBS[field] for field in held])
    evidence = [e for field in held for e in field_evidence(document, action, field)]
    draft.claim(f"Yes: {display_name(code)} {what} {action_in_plan(document, action)}.", evidence)


def _confirm_as_member(draft: Draft, target: TopicAction, code: str) -> None:
    document, action = target.document, target.action
    name = display_name(code)
    draft.claim(
        f"Yes: {name} takes part in {action_in_plan(document, action)} as one of “All MS”, "
        "without being named.",
        field_evidence(document, action, Field.PARTICIPANTS),
        computed=[name],
    )


def _deny(
    draft: Draft, target: TopicAction, code: str, wanted: Field | None, held: Sequence[Field]
) -> None:
    """Say no, and who has the role in truth, or what the actor does have."""
    document, action = target.document, target.action
    name, place = display_name(code), action_in_plan(document, action)
    if wanted in (Field.LEADER, Field.CO_LEADER):
        actual = action.leaders if wanted == Field.LEADER else action.co_leaders
        noun = "led by" if wanted == Field.LEADER else "co-led by"
        text = f"No: {place} is {noun} {actor_names(actual) or 'nobody'}, not by {name}"
        if held:
            text += f", which {joined([_ROLE_VERBS[field] for field in held])} it"
        fields = [wanted, *held]
    else:
        text = f"No: {name} is not named among the leaders or participants of {place}"
        fields = list(ROLES.values())
    evidence = [e for field in fields for e in field_evidence(document, action, field)]
    draft.claim(f"{text}.", evidence or [title_evidence(document, action)], computed=[name])
