"""The numbers that KPIs set as targets, side by side where they count the same thing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.actions import ListedAction
from app.interface import Interface
from app.naming import number
from app.pages.asked import Asked
from app.plans import KpiView


class TargetBar(NamedTuple):
    """A target: its KPI, its action, and its length beside the largest of its unit, in percent."""

    action: ListedAction
    kpi: KpiView
    number: str
    """As it is written in the reader's language."""
    width: float


class UnitTargets(NamedTuple):
    """The targets that count the same thing, the largest first."""

    unit: str
    bars: tuple[TargetBar, ...]


def kpi_targets(
    actions: Sequence[ListedAction], _asked: Asked, words: Interface
) -> tuple[UnitTargets, ...]:
    """Return the targets by unit: what most actions count first, the uncounted last."""
    by_unit: dict[str, list[tuple[ListedAction, KpiView, float]]] = {}
    for action in actions:
        for kpi, target, unit in _targets(action):
            by_unit.setdefault(unit, []).append((action, kpi, target))
    ranked = sorted(by_unit, key=lambda unit: (not unit, -len(by_unit[unit]), unit))
    return tuple(UnitTargets(unit, _bars(by_unit[unit], words)) for unit in ranked)


def _targets(action: ListedAction) -> Iterator[tuple[KpiView, float, str]]:
    for kpi in action.kpis if isinstance(action.kpis, Sequence) else ():
        for target in kpi.targets:
            yield kpi, target.number, target.unit or ""


def _bars(
    found: Sequence[tuple[ListedAction, KpiView, float]], words: Interface
) -> tuple[TargetBar, ...]:
    largest = max(target for *_, target in found) or 1
    ranked = sorted(found, key=lambda item: -item[2])
    return tuple(
        TargetBar(a, kpi, number(n, words), round(100 * n / largest, 2)) for a, kpi, n in ranked
    )
