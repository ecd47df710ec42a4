"""All that one actor does, plan by plan: what it drives, leads, co-leads and joins."""

from collections.abc import Iterable

from app.actions import actor_code
from app.plans import ActorView, ValueView, View
from ingest.actors import display_name
from ingest.facts import FactStore, covers_all_members
from ingest.model import Action, ActorValue, Document


class Role(View):
    """An action, and the words in it that give the actor its role."""

    ref: str
    goal: str
    title: ValueView
    named: ActorView


class PlanPart(View):
    """The actor's part in one plan."""

    document_id: str
    title: str
    year: int | None
    drives: bool
    """The plan was developed under this actor's responsibility."""
    leads: tuple[Role, ...]
    co_leads: tuple[Role, ...]
    joins: tuple[Role, ...]
    joins_as_member_state: tuple[Role, ...]
    """Not named itself, but the action is joined by "All MS" and the actor was one in that year."""


class ActorSheet(View):
    """All that one actor does, oldest plan first; plans without it are left out."""

    code: str
    name: str
    plans: tuple[PlanPart, ...]


def actor_sheet(store: FactStore, words: str) -> ActorSheet:
    """Return the sheet of the actor that the words name; raises UnknownActor."""
    code = actor_code(words)
    parts = (_part(document, code) for document in store.documents())
    return ActorSheet(
        code=code, name=display_name(code), plans=tuple(part for part in parts if _has_any(part))
    )


def _part(document: Document, code: str) -> PlanPart:
    actions = tuple(document.actions())
    driver = document.heading.driver
    joins = _roles(actions, "participants", code)
    named = {role.ref for role in joins}
    covered = [
        action
        for action in actions
        if action.ref not in named and covers_all_members(action, code, document.year)
    ]
    return PlanPart(
        document_id=document.id,
        title=document.title,
        year=document.year,
        drives=driver is not None and driver.code == code,
        leads=_roles(actions, "leaders", code),
        co_leads=_roles(actions, "co_leaders", code),
        joins=joins,
        joins_as_member_state=_roles(covered, "participants", "ALL_MS"),
    )


def _roles(actions: Iterable[Action], field: str, code: str) -> tuple[Role, ...]:
    return tuple(
        _role(action, value)
        for action in actions
        if (value := next((v for v in getattr(action, field) if v.code == code), None))
    )


def _role(action: Action, named: ActorValue) -> Role:
    return Role.model_validate(
        {"ref": action.ref, "goal": action.goal, "title": action.title, "named": named}
    )


def _has_any(part: PlanPart) -> bool:
    return any((part.drives, part.leads, part.co_leads, part.joins, part.joins_as_member_state))
