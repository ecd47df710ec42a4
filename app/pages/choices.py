"""What the explore page's filters offer: only what some stored action has."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.interface import Interface
from app.naming import actor_name, plan_label
from app.pages.quarters import QUARTERS, spoken
from ingest.facts import ROLES, type_key
from ingest.model import Action, ActorValue, Document


class Choice(NamedTuple):
    """One thing to choose."""

    value: str
    label: str


class Choices(NamedTuple):
    """What each filter offers."""

    documents: tuple[Choice, ...]
    goals: tuple[Choice, ...]
    actors: tuple[Choice, ...]
    types: tuple[Choice, ...]
    quarters: tuple[Choice, ...]


def choices(documents: Sequence[Document], chosen: Sequence[str], words: Interface) -> Choices:
    """Return what the filters offer; goals with their titles where one plan is chosen."""
    plans = [document for document in documents if document.goals]
    actions = [action for plan in plans for action in plan.actions()]
    return Choices(
        documents=tuple(Choice(plan.id, plan_label(plan, words)) for plan in plans),
        goals=goal_choices([plan for plan in plans if plan.id in chosen] or plans),
        actors=actor_choices(actions, words),
        types=_types(actions),
        quarters=tuple(Choice(quarter, spoken((quarter,), words)) for quarter in QUARTERS),
    )


def goal_choices(plans: Sequence[Document]) -> tuple[Choice, ...]:
    """Return the goals of plans by number, with a title where there is only one plan."""
    titles = {
        goal.ref: f"{goal.ref} {goal.title.value}" if len(plans) == 1 else goal.ref
        for plan in plans
        for goal in plan.goals
    }
    return tuple(
        Choice(ref, titles[ref]) for ref in sorted(titles, key=lambda ref: (len(ref), ref))
    )


def actor_choices(actions: Iterable[Action], words: Interface) -> tuple[Choice, ...]:
    """Return the actors that any of the actions names, by name."""
    codes = {
        value.code
        for action in actions
        for field in ROLES.values()
        for value in action.values(field)
        if isinstance(value, ActorValue) and value.code
    }
    names = sorted((actor_name(code, words), code) for code in codes)
    return tuple(Choice(code, name) for name, code in names)


def _types(actions: Iterable[Action]) -> tuple[Choice, ...]:
    """Return the types by their words: forms print "1-Operational" and "Operational" for one."""
    keys = sorted({type_key(kind.value) for action in actions for kind in action.types})
    return tuple(Choice(key, key[:1].upper() + key[1:]) for key in keys if key)
