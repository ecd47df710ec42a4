"""Two actors side by side: what each leads, co-leads and joins, plan by plan."""

from collections.abc import Iterator

from app.pages.comparison import (
    SIDE_BY_SIDE,
    Cited,
    ComparedPart,
    ComparedRow,
    Comparison,
    Side,
    compared,
    some,
)
from app.pages.links import actor_url
from app.pages.tasking import Task, TaskingSheet, TaskPlan, tasking_sheet
from ingest.facts import FactStore

_NOTHING = TaskPlan("", "", "", "", False, ())


def compare_actors(store: FactStore, one: str, other: str) -> Comparison:
    """Compare two actors, given by code or name; raises UnknownActor."""
    sheets = tasking_sheet(store, one), tasking_sheet(store, other)
    plans = {plan.document_id: plan.name for sheet in sheets for plan in sheet.plans}
    order = [document.id for document in store.documents() if document.id in plans]
    parts = tuple(
        ComparedPart(plans[key], some(_rows(*(_plan(sheet, key) for sheet in sheets))))
        for key in order
    )
    return Comparison(_side(sheets[0]), _side(sheets[1]), parts, SIDE_BY_SIDE)


def _rows(one: TaskPlan, other: TaskPlan) -> Iterator[ComparedRow]:
    groups = [{group.name: group.tasks for group in plan.groups} for plan in (one, other)]
    names = dict.fromkeys([*groups[0], *groups[1]])
    for name in names:
        yield compared(name, *([_cited(task) for task in held.get(name, ())] for held in groups))


def _cited(task: Task) -> Cited:
    place = f"{task.ref}, characters {task.start} to {task.end}"
    return Cited(f"{task.ref} {task.title}", task.source, place)


def _plan(sheet: TaskingSheet, document_id: str) -> TaskPlan:
    found = (plan for plan in sheet.plans if plan.document_id == document_id)
    return next(found, _NOTHING)


def _side(sheet: TaskingSheet) -> Side:
    return Side(sheet.name, actor_url(sheet.code))
