"""An actor's part in a plan: what it drives, leads, co-leads and joins."""

from collections.abc import Sequence

from answer.compose.covers import cover_evidence
from answer.draft import Draft
from answer.gather import sheets, stands_in
from answer.library import Library
from answer.phrasing import counted, field_evidence, joined, plan_name, shortened
from answer.query import Query, Role
from ingest.actors import display_name
from ingest.facts import ROLES, covers_all_members
from ingest.model import Action, Document, Field

_VERBS = {
    Field.LEADER: "leads",
    Field.CO_LEADER: "is co-leader of",
    Field.PARTICIPANTS: "takes part in",
}

_TITLE_CHARS = 70
_FEW, _FEW_TITLE_CHARS = 3, 180
"""Up to so many actions of an actor are told with the longer titles."""


def compose_tasking(query: Query, library: Library) -> Draft | None:
    """Say what an actor leads, co-leads and joins, plan by plan."""
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        for actor_role in query.actors:
            own = Draft()
            _write_part(own, document, actor_role.code, actor_role.roles)
            if own.statements:
                name = display_name(actor_role.code)
                draft.say(f"**{name} in the {plan_name(document)}:**")
                draft.parts += own.parts
    return draft if draft.statements else None


def _write_part(draft: Draft, document: Document, code: str, roles: Sequence[Role]) -> None:
    """Add what an actor drives and its actions, in the roles asked for; in all when none is."""
    name = display_name(code)
    fields = [field for role, field in ROLES.items() if not roles or role in roles]
    driver = document.heading.driver
    if driver and driver.code == code:
        cited = cover_evidence(document, driver, "driver")
        text = f"{name} is the driver of the {plan_name(document)}."
        draft.claim(text, [cited], lead="- ")
    named: set[str] = set()
    for field in fields:
        held = [action for action in sheets(document) if stands_in(action, field, code)]
        named |= {action.ref for action in held}
        if held:
            _write_role(draft, document, name, field, held)
    every = [a for a in sheets(document) if covers_all_members(a, code, document.year)]
    meant = [a for a in every if a.ref not in named]
    if meant and Field.PARTICIPANTS in fields:
        refs = joined([action.ref for action in meant])
        evidence = [e for a in meant for e in field_evidence(document, a, Field.PARTICIPANTS)]
        also = " also" if draft.statements else ""
        text = f"As one of “All MS” {name}{also} takes part in {refs}."
        draft.claim(text, evidence, lead="- ", computed=[name])


def _write_role(
    draft: Draft, document: Document, name: str, field: Field, held: list[Action]
) -> None:
    brief = field == Field.PARTICIPANTS
    most = _FEW_TITLE_CHARS if len(held) <= _FEW else _TITLE_CHARS
    labels = [a.ref if brief else f"{a.ref} ({shortened(a.title.value, most)})" for a in held]
    draft.claim(
        f"{name} {_VERBS[field]} {counted(len(held), 'action')}: {joined(labels)}.",
        [cited for action in held for cited in field_evidence(document, action, field)],
        lead="- ",
        computed=[len(held)],
    )
