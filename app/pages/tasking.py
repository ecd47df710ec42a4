"""An actor's tasking sheet: what it leads, co-leads and joins, plan by plan, and what that asks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.interface import Interface
from app.naming import actor_list, actor_name, plan_label
from app.pages.links import action_url, span_url
from app.pages.quarters import quarters_in, spoken
from app.sheets import PlanPart, Role, actor_sheet
from ingest.facts import FactStore
from ingest.model import Action, ActorValue, Document, Field

_GROUPS = (
    ("leads", True),
    ("co_leads", True),
    ("joins", False),
    ("joins_as_member_state", False),
)
"""A role of the actor's sheet, and whether its actions are told in full."""


class Step(NamedTuple):
    """A KPI or an activity: its words, its timing as printed, and where it stands."""

    words: str
    timing: str
    url: str


class Task(NamedTuple):
    """An action in which the actor has a part."""

    ref: str
    title: str
    goal: str
    when: str
    leader: str
    people: tuple[tuple[str, str], ...]
    """"Leader" and the like, with the names."""
    kpis: tuple[Step, ...]
    activities: tuple[Step, ...]
    url: str
    source: str
    """The source page with the words that give the actor its role."""
    start: int
    end: int
    """The offsets of those words in the canonical text."""


class TaskGroup(NamedTuple):
    """The actions in which the actor has one and the same role."""

    name: str
    in_full: bool
    tasks: tuple[Task, ...]


class TaskPlan(NamedTuple):
    """The actor's part in one plan."""

    document_id: str
    name: str
    title: str
    marking: str
    drives: bool
    groups: tuple[TaskGroup, ...]


class TaskingSheet(NamedTuple):
    """All that an actor has to do, oldest plan first."""

    code: str
    name: str
    plans: tuple[TaskPlan, ...]


def tasking_sheet(
    store: FactStore, name: str, words: Interface, document_id: str = ""
) -> TaskingSheet:
    """Return the tasking sheet of the actor of that name, for one plan when it is given.

    Raises UnknownActor, and UnknownDocument.
    """
    if document_id:
        store.document(document_id)
    sheet = actor_sheet(store, name)
    parts = [part for part in sheet.plans if document_id in ("", part.document_id)]
    plans = tuple(_plan(store.document(part.document_id), part, words) for part in parts)
    return TaskingSheet(sheet.code, actor_name(sheet.code, words), plans)


def _plan(document: Document, part: PlanPart, words: Interface) -> TaskPlan:
    actions = {action.ref: action for action in document.actions()}
    groups = (
        TaskGroup(
            words.say(f"group_{key}"),
            in_full,
            tuple(_task(document, actions[role.ref], role, words) for role in getattr(part, key)),
        )
        for key, in_full in _GROUPS
    )
    marking = document.heading.marking
    return TaskPlan(
        document_id=document.id,
        name=plan_label(document, words),
        title=document.title,
        marking=marking.value if marking else "",
        drives=part.drives,
        groups=tuple(group for group in groups if group.tasks),
    )


def _task(document: Document, action: Action, role: Role, words: Interface) -> Task:
    people = {field: _names(held, words) for field, held in _people(action)}
    return Task(
        ref=action.ref,
        title=action.title.value,
        goal=action.goal,
        when=when(action, words),
        leader=people[Field.LEADER],
        people=tuple((words.column(field), held) for field, held in people.items() if held),
        kpis=tuple(_steps(document, action, Field.KPI)),
        activities=tuple(_steps(document, action, Field.ACTIVITY)),
        url=action_url(document.id, action.ref),
        source=span_url(document.id, action.ref, role.named.start, role.named.end),
        start=role.named.start,
        end=role.named.end,
    )


def _people(action: Action) -> Iterator[tuple[Field, tuple[ActorValue, ...]]]:
    yield Field.LEADER, action.leaders
    yield Field.CO_LEADER, action.co_leaders
    yield Field.PARTICIPANTS, action.participants


def _names(held: Sequence[ActorValue], words: Interface) -> str:
    names = (actor_name(one.code, words) if one.code else f"“{one.value}”" for one in held)
    return actor_list(names, words)


def _steps(document: Document, action: Action, field: Field) -> Iterator[Step]:
    for value in action.values(field):
        url = span_url(document.id, action.ref, value.start, value.end)
        yield Step(value.value, getattr(value, "timing", None) or "", url)


def when(action: Action, words: Interface) -> str:
    """Return when an action runs: its quarters, else its timing as printed; "" when not stated."""
    own = [activity.timing for activity in action.activities if activity.timing]
    printed: Sequence[str] = [*own, *(value.value for value in action.timing)]
    return spoken(quarters_in(printed), words) or "; ".join(dict.fromkeys(printed))
