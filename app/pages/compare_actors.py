"""Two actors side by side: what each leads, co-leads and joins, plan by plan."""

from collections.abc import Iterator

from app.interface import Interface
from app.pages.comparison import (
    SIDE_BY_SIDE,
    Cited,
    ComparedPart,
    ComparedRow,
    Comparison,
    Side,
    compared,
    place_of,
    some,
    verdict_names,
)
from app.pages.links import actor_url
from app.pages.tasking import Task, TaskingSheet, TaskPlan, tasking_sheet
from ingest.facts import FactStore

_NOTHING = TaskPlan("", "", "", "", drives=False, groups=())


def compare_actors(store: FactStore, one: str, other: str, words: Interface) -> Comparison:
    """Compare two actors, given by code or name; raises UnknownActor."""
    sheets = tasking_sheet(store, one, words), tasking_sheet(store, other, words)
    plans = {plan.document_id: plan.name for sheet in sheets for plan in sheet.plans}
    order = [document.id for document in store.documents() if document.id in plans]
    parts = tuple(
        ComparedPart(plans[key], some(_rows(words, *(_plan(sheet, key) for sheet in sheets))))
        for key in order
    )
    return Comparison(_side(sheets[0]), _side(sheets[1]), parts, verdict_names(SIDE_BY_SIDE, words))


def _rows(words: Interface, one: TaskPlan, other: TaskPlan) -> Iterator[ComparedRow]:
    groups = [{group.name: group.tasks for group in plan.groups} for plan in (one, other)]
    names = dict.fromkeys([*groups[0], *groups[1]])
    for name in names:
        sides = ([_cited(task, words) for task in held.get(name, ())] for held in groups)
        yield compared(name, *sides)


def _cited(task: Task, words: Interface) -> Cited:
    place = place_of(task.ref, task.start, task.end, words)
    return Cited(f"{task.ref} {task.title}", task.source, place)


def _plan(sheet: TaskingSheet, document_id: str) -> TaskPlan:
    found = (plan for plan in sheet.plans if plan.document_id == document_id)
    return next(found, _NOTHING)


def _side(sheet: TaskingSheet) -> Side:
    return Side(sheet.name, actor_url(sheet.code))
