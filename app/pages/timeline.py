"""The timeline: in which quarters each action runs, and how many of its activities."""

from collections.abc import Sequence
from typing import NamedTuple

from app.actions import ListedAction
from app.interface import Interface
from app.pages.asked import Asked
from app.pages.quarters import QUARTERS
from ingest.timing import quarters


class Lane(NamedTuple):
    """An action's lane: how many of its timed entries run in each quarter."""

    action: ListedAction
    running: tuple[int, ...]
    printed: tuple[str, ...]
    """Timings that name no quarter, as printed ("September")."""


class Year(NamedTuple):
    """The lanes of one plan, and the lists of what runs in each quarter."""

    document_id: str
    lanes: tuple[Lane, ...]
    quarter_urls: tuple[str, ...]


def timeline(actions: Sequence[ListedAction], asked: Asked, _words: Interface) -> tuple[Year, ...]:
    """Return the lanes of the actions by plan; actions without any timing have an empty one."""
    by_plan: dict[str, list[Lane]] = {}
    for action in actions:
        if not action.withheld:
            by_plan.setdefault(action.document_id, []).append(_lane(action))
    return tuple(
        Year(
            document_id,
            tuple(lanes),
            tuple(asked.url(view="", document=document_id, quarter=q) for q in QUARTERS),
        )
        for document_id, lanes in by_plan.items()
    )


def _lane(action: ListedAction) -> Lane:
    timings = _timings(action)
    covered = [quarters(timing) for timing in timings]
    running = tuple(sum(quarter in found for found in covered) for quarter in QUARTERS)
    printed = [words for words, found in zip(timings, covered, strict=True) if not found]
    return Lane(action, running, tuple(dict.fromkeys(printed)))


def _timings(action: ListedAction) -> list[str]:
    activities = action.activities if isinstance(action.activities, Sequence) else ()
    timing = action.timing if isinstance(action.timing, Sequence) else ()
    own = [activity.timing for activity in activities if activity.timing]
    return own + [value.value for value in timing]
