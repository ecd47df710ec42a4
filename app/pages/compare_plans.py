"""Two plans side by side: their covers, their goals aligned, who leads and who joins."""

from collections.abc import Iterator, Sequence

from answer.compose.alignment import aligned, aligned_goals
from answer.gather import sheets
from answer.phrasing import plan_name
from app.pages.compare_people import Held, people_parts
from app.pages.comparison import (
    SUCCESSION,
    Cited,
    ComparedPart,
    ComparedRow,
    Comparison,
    Side,
    cited,
    cited_values,
    compared,
    some,
)
from app.pages.links import element_url, explore_url
from app.service import Service
from ingest.errors import OapError
from ingest.model import Action, Document, Goal

_COVER = "Preamble"
_COVER_FIELDS = (
    ("Number", "number"),
    ("Date", "date"),
    ("Marking", "marking"),
    ("Driver", "driver"),
    ("Priority", "priority"),
    ("Political aim", "aim"),
)
_LASTING = ("marking", "driver", "priority", "aim")
"""What one plan may take over from another."""
_NOT_ALIGNED = "What is about the same could not be told: {reason}"
_WITHHELD = "The {plan} withholds the sheets of its actions."


def compare_plans(service: Service, old: Document, new: Document) -> Comparison:
    """Compare two plans; the first is taken to be the earlier one."""
    parts = [ComparedPart("In short", some(_cover(old, new))), _goals(service, old, new)]
    held = Held(old, sheets(old)), Held(new, sheets(new))
    parts += people_parts(*held)
    return Comparison(_side(old), _side(new), _with_note(parts, held), SUCCESSION)


def compare_goals(
    service: Service, old: tuple[Document, Goal], new: tuple[Document, Goal]
) -> Comparison:
    """Compare two goals: what they say, their actions aligned, who leads and who joins."""
    rows = (
        compared(
            name,
            cited_values(old[0], old[1].ref, [getattr(old[1], field)]),
            cited_values(new[0], new[1].ref, [getattr(new[1], field)]),
        )
        for name, field in (
            ("Goal", "title"),
            ("Objective", "objective"),
            ("Wording elsewhere", "wording"),
        )
    )
    held = Held(old[0], _readable(old[1])), Held(new[0], _readable(new[1]))
    parts = [ComparedPart("In short", some(rows)), _actions(service, *held)]
    parts += people_parts(*held)
    return Comparison(_goal_side(*old), _goal_side(*new), _with_note(parts, held), SUCCESSION)


def _cover(old: Document, new: Document) -> Iterator[ComparedRow]:
    for name, field in _COVER_FIELDS:
        left, right = (cited_values(d, _COVER, [getattr(d.heading, field)]) for d in (old, new))
        row = compared(name, left, right)
        # a cover that states nothing has not dropped it
        yield row if left and right and field in _LASTING else row._replace(verdict="")
    for name, numbers in (
        ("Goals", [len(d.goals) for d in (old, new)]),
        ("Actions", [sum(1 for _ in d.actions()) for d in (old, new)]),
    ):
        left, right = (
            (Cited(str(number), explore_url(document=plan.id)),)
            for number, plan in zip(numbers, (old, new), strict=True)
        )
        yield ComparedRow(name, left, right)


def _goals(service: Service, old: Document, new: Document) -> ComparedPart:
    try:
        with service.loading():
            pairs = aligned_goals(old, new, service.index)
    except OapError as error:
        return ComparedPart("Goals", (), _NOT_ALIGNED.format(reason=error))
    sides = Held(old, ()), Held(new, ())
    return ComparedPart("Goals", tuple(_aligned_rows(sides, old.goals, new.goals, pairs)))


def _actions(service: Service, old: Held, new: Held) -> ComparedPart:
    try:
        with service.loading():
            pairs = aligned(old.actions, new.actions, service.index)
    except OapError as error:
        return ComparedPart("Actions", (), _NOT_ALIGNED.format(reason=error))
    return ComparedPart(
        "Actions", tuple(_aligned_rows((old, new), old.actions, new.actions, pairs))
    )


def _aligned_rows(
    sides: tuple[Held, Held],
    before: Sequence[Goal] | Sequence[Action],
    after: Sequence[Goal] | Sequence[Action],
    pairs: Sequence[tuple[Goal, Goal]] | Sequence[tuple[Action, Action]],
) -> Iterator[ComparedRow]:
    """Yield the pairs, then what is new, then what was dropped."""
    documents = sides[0].document, sides[1].document
    for one, other in pairs:
        aspect = one.ref if one.ref == other.ref else f"{one.ref} → {other.ref}"
        yield compared(aspect, [_titled(documents[0], one)], [_titled(documents[1], other)])
    paired = {one.ref for one, _ in pairs}, {other.ref for _, other in pairs}
    for other in after:
        if other.ref not in paired[1]:
            yield compared(other.ref, (), [_titled(documents[1], other)])
    for one in before:
        if one.ref not in paired[0]:
            yield compared(one.ref, [_titled(documents[0], one)], ())


def _titled(document: Document, element: Goal | Action) -> Cited:
    return cited(document, element.ref, element.title.value, element.title)


def _readable(goal: Goal) -> list[Action]:
    return [action for action in goal.actions if not action.withheld]


def _with_note(parts: Sequence[ComparedPart], held: tuple[Held, Held]) -> tuple[ComparedPart, ...]:
    """Say under the parts on people which plan withholds its sheets."""
    silent = [side for side in held if not side.actions and any(side.document.actions())]
    note = " ".join(_WITHHELD.format(plan=plan_name(side.document)) for side in silent)
    return tuple(
        part._replace(note=note) if part.name.startswith("Who") else part for part in parts
    )


def _side(document: Document) -> Side:
    return Side(plan_name(document), f"/documents/{document.id}")


def _goal_side(document: Document, goal: Goal) -> Side:
    return Side(f"{goal.ref}, {plan_name(document)}", element_url(document.id, goal.ref))
