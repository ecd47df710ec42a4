"""An actor's tasking sheet: what it leads, co-leads and joins, plan by plan, and what that asks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from answer.phrasing import actor_names, plan_name
from app.pages.links import action_url, span_url
from app.pages.quarters import quarters_in, spoken
from app.sheets import PlanPart, Role, actor_sheet
from ingest.facts import FactStore
from ingest.model import Action, ActorValue, Document, Field

_GROUPS = (
    ("leads", "Leads", True),
    ("co_leads", "Co-leads", True),
    ("joins", "Takes part", False),
    ("joins_as_member_state", "Takes part as one of “All MS”", False),
)
"""A role of the actor's sheet, its heading, and whether its actions are told in full."""


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


def tasking_sheet(store: FactStore, words: str, document_id: str = "") -> TaskingSheet:
    """Return the tasking sheet of the actor that the words name, for one plan when it is given.

    Raises UnknownActor, and UnknownDocument.
    """
    if document_id:
        store.document(document_id)
    sheet = actor_sheet(store, words)
    parts = [part for part in sheet.plans if document_id in ("", part.document_id)]
    plans = tuple(_plan(store.document(part.document_id), part) for part in parts)
    return TaskingSheet(sheet.code, sheet.name, plans)


def _plan(document: Document, part: PlanPart) -> TaskPlan:
    actions = {action.ref: action for action in document.actions()}
    groups = (
        TaskGroup(
            name,
            in_full,
            tuple(_task(document, actions[role.ref], role) for role in getattr(part, key)),
        )
        for key, name, in_full in _GROUPS
    )
    marking = document.heading.marking
    return TaskPlan(
        document_id=document.id,
        name=plan_name(document),
        title=document.title,
        marking=marking.value if marking else "",
        drives=part.drives,
        groups=tuple(group for group in groups if group.tasks),
    )


def _task(document: Document, action: Action, role: Role) -> Task:
    people = ((name, actor_names(held)) for name, held in _people(action))
    return Task(
        ref=action.ref,
        title=action.title.value,
        goal=action.goal,
        when=when(action),
        people=tuple((name, names) for name, names in people if names),
        kpis=tuple(_steps(document, action, Field.KPI)),
        activities=tuple(_steps(document, action, Field.ACTIVITY)),
        url=action_url(document.id, action.ref),
        source=span_url(document.id, action.ref, role.named.start, role.named.end),
        start=role.named.start,
        end=role.named.end,
    )


def _people(action: Action) -> Iterator[tuple[str, tuple[ActorValue, ...]]]:
    yield "Leader", action.leaders
    yield "Co-leader", action.co_leaders
    yield "Participants", action.participants


def _steps(document: Document, action: Action, field: Field) -> Iterator[Step]:
    for value in action.values(field):
        url = span_url(document.id, action.ref, value.start, value.end)
        yield Step(value.value, getattr(value, "timing", None) or "", url)


def when(action: Action) -> str:
    """Return when an action runs: its quarters, else its timing as printed; "" when not stated."""
    own = [activity.timing for activity in action.activities if activity.timing]
    printed: Sequence[str] = [*own, *(value.value for value in action.timing)]
    return spoken(quarters_in(printed)) or "; ".join(dict.fromkeys(printed))
