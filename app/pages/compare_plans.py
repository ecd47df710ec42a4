"""Two plans side by side: their covers, their goals aligned, who leads and who joins."""

from collections.abc import Iterator, Sequence
from functools import partial

from answer.compose.alignment import aligned, aligned_goals
from answer.gather import sheets
from app.interface import Interface
from app.naming import day, plan_label
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
    verdict_names,
)
from app.pages.links import element_url, explore_url
from app.service import Service
from ingest.errors import OapError
from ingest.model import Action, Document, Goal

_COVER = "Preamble"
_COVER_FIELDS = ("number", "date", "marking", "driver", "priority", "aim")
_GOAL_FIELDS = ("title", "objective", "wording")
_LASTING = ("marking", "driver", "priority", "aim")
"""What one plan may take over from another."""


def compare_plans(service: Service, old: Document, new: Document, words: Interface) -> Comparison:
    """Compare two plans; the first is taken to be the earlier one."""
    in_short = ComparedPart(words.say("part_in_short"), some(_cover(old, new, words)))
    parts = [in_short, _goals(service, old, new, words)]
    held = Held(old, sheets(old)), Held(new, sheets(new))
    parts += people_parts(*held, words)
    verdicts = verdict_names(SUCCESSION, words)
    sides = _side(old, words), _side(new, words)
    return Comparison(*sides, _with_note(parts, held, words), verdicts)


def compare_goals(
    service: Service, old: tuple[Document, Goal], new: tuple[Document, Goal], words: Interface
) -> Comparison:
    """Compare two goals: what they say, their actions aligned, who leads and who joins."""
    rows = (
        compared(
            words.say(f"goal_{field}"),
            cited_values(old[0], old[1].ref, [getattr(old[1], field)], words),
            cited_values(new[0], new[1].ref, [getattr(new[1], field)], words),
        )
        for field in _GOAL_FIELDS
    )
    held = Held(old[0], _readable(old[1])), Held(new[0], _readable(new[1]))
    in_short = ComparedPart(words.say("part_in_short"), some(rows))
    parts = [in_short, _actions(service, *held, words), *people_parts(*held, words)]
    verdicts = verdict_names(SUCCESSION, words)
    sides = _goal_side(*old, words), _goal_side(*new, words)
    return Comparison(*sides, _with_note(parts, held, words), verdicts)


def _cover(old: Document, new: Document, words: Interface) -> Iterator[ComparedRow]:
    for field in _COVER_FIELDS:
        left, right = (
            cited_values(plan, _COVER, [getattr(plan.heading, field)], words) for plan in (old, new)
        )
        if field == "date":
            left, right = (
                tuple(one._replace(words=day(one.words, words)) for one in side)
                for side in (left, right)
            )
        row = compared(words.say(f"cover_{field}"), left, right)
        # a cover that states nothing has not dropped it
        yield row if left and right and field in _LASTING else row._replace(verdict="")
    for key, numbers in (
        ("part_goals", [len(d.goals) for d in (old, new)]),
        ("part_actions", [sum(1 for _ in d.actions()) for d in (old, new)]),
    ):
        left, right = (
            (Cited(str(number), explore_url(document=plan.id)),)
            for number, plan in zip(numbers, (old, new), strict=True)
        )
        yield ComparedRow(words.say(key), left, right)


def _goals(service: Service, old: Document, new: Document, words: Interface) -> ComparedPart:
    name = words.say("part_goals")
    try:
        pairs = aligned_goals(old, new, service.index)
    except OapError as error:
        return ComparedPart(name, (), words.say("not_aligned", reason=words.error(error)))
    sides = Held(old, ()), Held(new, ())
    return ComparedPart(name, tuple(_aligned_rows(sides, old.goals, new.goals, pairs, words)))


def _actions(service: Service, old: Held, new: Held, words: Interface) -> ComparedPart:
    name = words.say("part_actions")
    try:
        pairs = aligned(old.actions, new.actions, service.index)
    except OapError as error:
        return ComparedPart(name, (), words.say("not_aligned", reason=words.error(error)))
    rows = _aligned_rows((old, new), old.actions, new.actions, pairs, words)
    return ComparedPart(name, tuple(rows))


def _aligned_rows(
    sides: tuple[Held, Held],
    before: Sequence[Goal] | Sequence[Action],
    after: Sequence[Goal] | Sequence[Action],
    pairs: Sequence[tuple[Goal, Goal]] | Sequence[tuple[Action, Action]],
    words: Interface,
) -> Iterator[ComparedRow]:
    """Yield the pairs, then what is new, then what was dropped."""
    left, right = (partial(_titled, side.document, words) for side in sides)
    for one, other in pairs:
        aspect = one.ref if one.ref == other.ref else f"{one.ref} → {other.ref}"
        yield compared(aspect, [left(one)], [right(other)])
    paired = {one.ref for one, _ in pairs}, {other.ref for _, other in pairs}
    for other in after:
        if other.ref not in paired[1]:
            yield compared(other.ref, (), [right(other)])
    for one in before:
        if one.ref not in paired[0]:
            yield compared(one.ref, [left(one)], ())


def _titled(document: Document, words: Interface, element: Goal | Action) -> Cited:
    return cited(document, element.ref, element.title.value, element.title, words)


def _readable(goal: Goal) -> list[Action]:
    return [action for action in goal.actions if not action.withheld]


def _with_note(
    parts: Sequence[ComparedPart], held: tuple[Held, Held], words: Interface
) -> tuple[ComparedPart, ...]:
    """Say under the parts on people which plan withholds its sheets."""
    silent = [side for side in held if not side.actions and any(side.document.actions())]
    plans = (plan_label(side.document, words) for side in silent)
    note = " ".join(words.say("plan_withholds", plan=plan) for plan in plans)
    return tuple(part._replace(note=note) if part.of_people else part for part in parts)


def _side(document: Document, words: Interface) -> Side:
    return Side(plan_label(document, words), f"/documents/{document.id}")


def _goal_side(document: Document, goal: Goal, words: Interface) -> Side:
    return Side(f"{goal.ref}, {plan_label(document, words)}", element_url(document.id, goal.ref))
