"""The tasking sheet as a paper, each task with its source."""

from collections.abc import Iterator

from app.pages.paper import Block, Heading, Paper, Paragraph, Table
from app.pages.tasking import Task, TaskGroup, TaskingSheet, TaskPlan

_NOTHING = "No action of the stored plans names it."


def tasking_paper(sheet: TaskingSheet) -> Paper:
    """Return the sheet as a paper: plan by plan, role by role."""
    blocks = [block for plan in sheet.plans for block in _plan(plan)]
    subtitle = "What it leads, co-leads and joins, as the Operational Action Plans have it."
    return Paper(f"Tasking sheet: {sheet.name}", subtitle, tuple(blocks) or (Paragraph(_NOTHING),))


def _plan(plan: TaskPlan) -> Iterator[Block]:
    yield Heading(plan.name)
    marking = f" Marking: {plan.marking}." if plan.marking else ""
    yield Paragraph(f"Source: {plan.title}.{marking}", quiet=True)
    if plan.drives:
        yield Paragraph("Driver of this plan.")
    for group in plan.groups:
        yield Heading(f"{group.name} ({len(group.tasks)})", 2)
        if group.in_full:
            for task in group.tasks:
                yield from _in_full(task)
        else:
            yield _in_brief(group)


def _in_full(task: Task) -> Iterator[Block]:
    yield Heading(f"{task.ref} {task.title}", 3)
    rows = [*task.people, ("When", task.when or "not stated")]
    rows += [("KPI", step.words) for step in task.kpis]
    rows += [
        ("Activity", f"{step.words} [{step.timing}]" if step.timing else step.words)
        for step in task.activities
    ]
    rows.append(("Source", f"{task.ref}, {_place(task)}"))
    yield Table(("Field", "As the plan has it"), tuple(rows), (0.18, 0.82))


def _in_brief(group: TaskGroup) -> Table:
    rows = tuple(
        (task.ref, task.title, dict(task.people).get("Leader", ""), task.when, _place(task))
        for task in group.tasks
    )
    return Table(
        ("Action", "Title", "Leader", "When", "Source"), rows, (0.09, 0.42, 0.18, 0.15, 0.16)
    )


def _place(task: Task) -> str:
    return f"characters {task.start} to {task.end}"
