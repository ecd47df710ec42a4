"""What the targets of several actions come to that a question names: "A and B together"."""

from collections.abc import Sequence

from answer.compose.totals import write_total
from answer.cues import told
from answer.draft import Draft
from answer.library import Library, TopicAction
from answer.query import Query
from answer.select.values import unit_of
from answer.sides import action_sides
from answer.words import content_stems, stems
from ingest.model import Kpi


def compose_named_sum(query: Query, library: Library) -> Draft | None:
    """Add up what the actions that a question names aim at; None where it asks for no such sum.

    "PELAGIA, KORRIDOR and ALTIMETER: how many arrests in total?" takes of each action the
    indicator that speaks of what all of them count.
    """
    by_rows = query.selection is not None and query.selection.how == "sum"
    if query.kind == "refuse" or not (by_rows or told("sum", stems(query.question))):
        return None
    sides = action_sides(query, library)
    if len(sides) < 2 or len({side.document.id for side in sides}) > 1:
        return None
    counted = _counted_by_all(query, sides)
    if not counted:
        return None
    asked = set(content_stems(query.question))
    group = [(side.action, kpi) for side in sides for kpi in _fitting(side, counted, asked)]
    if len({unit_of(kpi) for _, kpi in group}) != 1:
        return None  # euro and arrests are not added up
    draft = Draft()
    write_total(draft, sides[0].document, group)
    return draft


def _stated(side: TopicAction) -> list[Kpi]:
    return [kpi for kpi in side.action.kpis if kpi.target is not None and kpi.unit != "%"]


def _counted_by_all(query: Query, sides: Sequence[TopicAction]) -> set[str]:
    """Return the words of a question that some indicator of each action speaks of."""
    asked = set(content_stems(query.question))
    for side in sides:
        asked &= {stem for kpi in _stated(side) for stem in stems(kpi.value)}
    return {stem for stem in asked if not stem.isdigit()}


def _fitting(side: TopicAction, counted: set[str], asked: set[str]) -> list[Kpi]:
    """Return the indicators of an action that fit best: by what all count, then by all words."""
    fits = [
        (len(words & counted), len(words & asked), kpi)
        for kpi in _stated(side)
        if (words := set(stems(kpi.value)))
    ]
    best = max(((shared, more) for shared, more, _ in fits), default=(0, 0))
    return [kpi for shared, more, kpi in fits if (shared, more) == best]
