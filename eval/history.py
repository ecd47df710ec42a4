"""Is it worse than the last run? Two reports compared, case by case."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Literal

from eval.errors import BadReport
from eval.metrics import Share
from eval.report import HELD_BACK, CaseReport, Report, read_report
from eval.summary import Summary

TOLERANCE = 0.005
"""A share that falls by more than this is a regression: more than one answer in two hundred.

Answers are the same on every run, so whatever falls has a cause; this leaves room for a change
that mends many questions and loses one.
"""

Unit = Literal["share", "ms"]

_HELD_OF_CASES: dict[str, Callable[[CaseReport], bool]] = {
    "right": attrgetter("right"),
    "refused or answered rightly": attrgetter("refusal_right"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A measure in two runs: a share from 0 to 1, or milliseconds."""

    name: str
    before: float
    now: float
    unit: Unit = "share"
    held: bool = False
    """True for what must not fall; the others are shown."""

    @property
    def regressed(self) -> bool:
        """Tell whether what must not fall fell by more than the tolerance."""
        return self.held and self.before - self.now > TOLERANCE + 1e-9

    def __str__(self) -> str:
        """Return "right, test: 82.5 % → 83.1 %"."""
        return f"{self.name}: {self._told(self.before)} → {self._told(self.now)}"

    def _told(self, value: float) -> str:
        return f"{value:.1%}".replace("%", " %") if self.unit == "share" else f"{value:.0f} ms"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed since an earlier run."""

    since: datetime
    cases: int
    """How many unchanged cases both runs asked; the held measures are taken over these."""
    changes: tuple[Change, ...]
    turned_wrong: tuple[str, ...]
    """Ids, without those of the part that is held back."""
    turned_right: tuple[str, ...]
    hidden_wrong: int
    """How many cases of the part that is held back turned wrong."""
    hidden_right: int

    @property
    def regressions(self) -> tuple[Change, ...]:
        """What fell by more than the tolerance."""
        return tuple(change for change in self.changes if change.regressed)


def last_report(folder: Path, report: Report) -> Report | None:
    """Return the newest report in a folder that may be compared with this one; None without one.

    It asked most of the same cases and, where this run did, generated questions. Files that
    are no reports, or of another version, are passed over.
    """
    for file in sorted(folder.glob("*.json"), reverse=True):
        try:
            earlier = read_report(file)
        except BadReport:
            continue
        shared = len(_shared(report, earlier))
        if 2 * shared > len(report.cases) and bool(earlier.variants) >= bool(report.variants):
            return earlier
    return None


def compare(report: Report, earlier: Report) -> Comparison:
    """Compare a run with an earlier one, over the cases that both asked in the same words."""
    shared = _shared(report, earlier)
    wrong = [now for before, now in shared.values() if before.right and not now.right]
    right = [now for before, now in shared.values() if now.right and not before.right]
    return Comparison(
        since=earlier.started,
        cases=len(shared),
        changes=(*_held(report, earlier, shared), *_shown(report, earlier)),
        turned_wrong=tuple(case.id for case in wrong if case.part != HELD_BACK),
        turned_right=tuple(case.id for case in right if case.part != HELD_BACK),
        hidden_wrong=sum(case.part == HELD_BACK for case in wrong),
        hidden_right=sum(case.part == HELD_BACK for case in right),
    )


Shared = Mapping[tuple[str, str], tuple[CaseReport, CaseReport]]


def _shared(report: Report, earlier: Report) -> Shared:
    """Return each case that is in both, by id and content, as it went before and now."""
    before = {(case.id, case.digest): case for case in earlier.cases}
    keys = ((case, (case.id, case.digest)) for case in report.cases)
    return {key: (before[key], case) for case, key in keys if key in before}


def _held(report: Report, earlier: Report, shared: Shared) -> Iterator[Change]:
    """Yield what must not fall."""
    for part in report.parts:
        pairs = [pair for pair in shared.values() if pair[1].part == part]
        for name, holds in _HELD_OF_CASES.items():
            before = Share.of(holds(pair[0]) for pair in pairs)
            now = Share.of(holds(pair[1]) for pair in pairs)
            yield from _change(f"{name}, {part}", before, now, held=True)
    made = earlier.generated_right, report.generated_right
    yield from _change("generated questions right", *made, held=True)
    yield from _change("consistency", earlier.consistency, report.consistency, held=True)


def _shown(report: Report, earlier: Report) -> Iterator[Change]:
    """Yield what is shown beside it, where both runs asked the very same cases."""
    for part in report.parts:
        if _digests(report, part) == _digests(earlier, part):
            yield from _aggregates(earlier.summary(part), report.summary(part))
    if _digests(report) == _digests(earlier):
        before = {scores.name: scores.ndcg_10 for scores in earlier.retrieval}
        for scores in report.retrieval:
            if scores.name in before:
                yield Change(f"nDCG@10, {scores.name}", before[scores.name], scores.ndcg_10)


def _aggregates(before: Summary, now: Summary) -> Iterator[Change]:
    part = now.part
    yield from _change(
        f"citation precision, {part}", before.citation_precision, now.citation_precision
    )
    yield from _change(f"citation recall, {part}", before.citation_recall, now.citation_recall)
    yield from _change(f"claims verified, {part}", before.claims_verified, now.claims_verified)
    yield Change(f"p50 a question, {part}", before.p50_ms, now.p50_ms, "ms")
    yield Change(f"p95 a question, {part}", before.p95_ms, now.p95_ms, "ms")


def _digests(report: Report, part: str | None = None) -> set[str]:
    return {case.digest for case in report.cases if part in (None, case.part)}


def _change(name: str, before: Share, now: Share, held: bool = False) -> Iterator[Change]:
    """Yield the change of a share, if both runs have it."""
    if before.value is not None and now.value is not None:
        yield Change(name, before.value, now.value, held=held)
