"""The tasking sheet as a paper, each task with its source."""

from collections.abc import Iterator

from app.interface import Interface
from app.pages.paper import Block, Heading, Paper, Paragraph, Table
from app.pages.tasking import Task, TaskGroup, TaskingSheet, TaskPlan

_BRIEF = ("action", "title", "leader", "when", "source")
"""The columns of the table of actions that are told in brief."""
_BRIEF_WIDTHS = (0.09, 0.42, 0.18, 0.15, 0.16)


def tasking_paper(sheet: TaskingSheet, words: Interface) -> Paper:
    """Return the sheet as a paper: plan by plan, role by role."""
    blocks = [block for plan in sheet.plans for block in _plan(plan, words)]
    nothing = Paragraph(words.say("tasking_none"))
    title = words.say("tasking_title", name=sheet.name)
    return Paper(title, words.say("tasking_subtitle"), tuple(blocks) or (nothing,), words.code)


def _plan(plan: TaskPlan, words: Interface) -> Iterator[Block]:
    yield Heading(plan.name)
    source = [words.say("tasking_source", title=plan.title)]
    source += [words.say("tasking_marking", marking=plan.marking)] if plan.marking else []
    yield Paragraph(" ".join(source), quiet=True)
    if plan.drives:
        yield Paragraph(words.say("tasking_driver"))
    for group in plan.groups:
        yield Heading(f"{group.name} ({len(group.tasks)})", 2)
        if group.in_full:
            for task in group.tasks:
                yield from _in_full(task, words)
        else:
            yield _in_brief(group, words)


def _in_full(task: Task, words: Interface) -> Iterator[Block]:
    yield Heading(f"{task.ref} {task.title}", 3)
    rows = [*task.people, (words.column("when"), task.when or words.say("not_stated"))]
    rows += [(_capital(words.field("kpi")), step.words) for step in task.kpis]
    activity = _capital(words.field("activity"))
    rows += [
        (activity, f"{step.words} [{step.timing}]" if step.timing else step.words)
        for step in task.activities
    ]
    rows.append((words.column("source"), f"{task.ref}, {_place(task, words)}"))
    columns = words.column("field"), words.say("tasking_printed")
    yield Table(columns, tuple(rows), (0.18, 0.82))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _in_brief(group: TaskGroup, words: Interface) -> Table:
    rows = tuple(
        (task.ref, task.title, task.leader, task.when, _place(task, words)) for task in group.tasks
    )
    return Table(tuple(map(words.column, _BRIEF)), rows, _BRIEF_WIDTHS)


def _place(task: Task, words: Interface) -> str:
    return words.say("characters", start=task.start, end=task.end)
