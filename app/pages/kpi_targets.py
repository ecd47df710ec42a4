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
    unit: str
    """Where it is not that of the whole group."""
    width: float


class UnitTargets(NamedTuple):
    """The targets in one unit, the largest first; "" for plain counts."""

    unit: str
    bars: tuple[TargetBar, ...]
    alike: bool = True
    """Whether they are in one unit, so that their bars can be compared."""


_Found = tuple[ListedAction, KpiView, float, str]


def kpi_targets(
    actions: Sequence[ListedAction], _asked: Asked, words: Interface
) -> tuple[UnitTargets, ...]:
    """Return the targets by unit: plain counts, units in the order of how many have them, the rest.

    Units that only one target has stand together at the end, each beside its number.
    """
    by_unit: dict[str, list[_Found]] = {}
    for action in actions:
        for kpi, target, unit in _targets(action):
            by_unit.setdefault(unit, []).append((action, kpi, target, unit))
    shared = [unit for unit, found in by_unit.items() if unit == "" or len(found) > 1]
    shared.sort(key=lambda unit: (unit != "", -len(by_unit[unit]), unit))
    groups = [UnitTargets(unit, _bars(by_unit[unit], words)) for unit in shared]
    single = [found[0] for unit, found in by_unit.items() if unit not in shared]
    if single:
        bars = _bars(single, words, alike=False)
        groups.append(UnitTargets(words.say("kpis_other_units"), bars, alike=False))
    return tuple(groups)


def _targets(action: ListedAction) -> Iterator[tuple[KpiView, float, str]]:
    for kpi in action.kpis if isinstance(action.kpis, Sequence) else ():
        for target in kpi.targets:
            yield kpi, target.number, target.unit or ""


def _bars(
    found: Sequence[_Found], words: Interface, *, alike: bool = True
) -> tuple[TargetBar, ...]:
    largest = max(target for _, _, target, _ in found) or 1
    ranked = sorted(found, key=lambda item: -item[2]) if alike else found
    return tuple(
        TargetBar(
            action,
            kpi,
            number(target, words),
            "" if alike else unit,
            round(100 * target / largest, 2) if alike else 0,
        )
        for action, kpi, target, unit in ranked
    )
