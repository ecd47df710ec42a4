"""What an evaluation found: one table, the failures worth reading, and all of it as JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles

from rich.console import Console
from rich.table import Table
from rich.text import Text

from answer.claims import Answer
from eval.cases import Case
from eval.metrics import Score

HELD_BACK = "test"
"""The part whose failures are counted and not shown: what is tuned on tells nothing any more."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, what was answered, and how right that is."""

    case: Case
    answer: Answer
    score: Score


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those that a measure applies to it holds for."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None where the measure applies to nothing."""
        return self.hits / self.total if self.total else None

    def __str__(self) -> str:
        """Return "12/13 92%", or a dash where there is nothing to measure."""
        return f"{self.hits}/{self.total} {self.hits / self.total:4.0%}" if self.total else "–"


@dataclass(frozen=True, slots=True)
class Summary:
    """The measures over some outcomes; a measure that applies to none of them has no value."""

    part: str
    kind: str
    cases: int
    answers_right: Share
    """Status and facts, over all cases."""
    citations_right: Share
    """Over the cases that say what is to be cited."""
    wrongly_refused: Share
    """Over the questions that the documents answer."""
    wrongly_answered: Share
    """Over the questions that they do not answer."""
    p50_ms: float
    p95_ms: float


def summarise(part: str, kind: str, outcomes: Sequence[Outcome]) -> Summary:
    """Return the measures over one outcome or more."""
    times = [outcome.answer.elapsed_ms for outcome in outcomes]
    cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
    cited = [o.score.refs_right for o in outcomes if o.score.refs_right is not None]
    return Summary(
        part=part,
        kind=kind,
        cases=len(outcomes),
        answers_right=_share(outcomes, lambda s: s.status_right and s.facts_right),
        citations_right=Share(sum(cited), len(cited)),
        wrongly_refused=_share((o for o in outcomes if o.case.answerable), _refusal_wrong),
        wrongly_answered=_share((o for o in outcomes if not o.case.answerable), _refusal_wrong),
        p50_ms=round(cuts[9], 1),
        p95_ms=round(cuts[18], 1),
    )


def _share(outcomes: Iterable[Outcome], holds: Callable[[Score], bool]) -> Share:
    held = [holds(outcome.score) for outcome in outcomes]
    return Share(sum(held), len(held))


def _refusal_wrong(score: Score) -> bool:
    return not score.refusal_right


def summaries(outcomes: Sequence[Outcome]) -> Iterator[Summary]:
    """Yield the measures by part and kind, then those of each part as a whole."""
    for part in dict.fromkeys(outcome.case.part for outcome in outcomes):
        own = [outcome for outcome in outcomes if outcome.case.part == part]
        for kind in dict.fromkeys(outcome.case.kind for outcome in own):
            yield summarise(part, kind, [outcome for outcome in own if outcome.case.kind == kind])
        yield summarise(part, "all", own)


def print_report(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Print the table, then the failures, one a line; those held back are only counted."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("part")
    table.add_column("kind")
    for name in ("cases", "right", "cited", "refused", "answered", "p50 ms", "p95 ms"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in summaries(outcomes):
        wrong = (row.wrongly_refused, row.wrongly_answered)
        shares = [str(share) for share in (row.answers_right, row.citations_right, *wrong)]
        cells = [row.part, row.kind, str(row.cases), *shares]
        style = "bold" if row.kind == "all" else ""
        table.add_row(*cells, f"{row.p50_ms:.0f}", f"{row.p95_ms:.0f}", style=style)
    console.print(table)
    line("refused: answerable, and refused; answered: unanswerable, and answered", console, "dim")
    failed = [outcome for outcome in outcomes if not outcome.score.right]
    for outcome in failed:
        if outcome.case.part != HELD_BACK:
            line(_failure(outcome), console)
    hidden = sum(outcome.case.part == HELD_BACK for outcome in failed)
    if hidden:
        line(f"{hidden} failures of the {HELD_BACK} part are not shown.", console)


def line(words: str, console: Console, style: str = "") -> None:
    """Print a line as it is, unbroken, whatever brackets stand in it."""
    console.print(Text(words, style), soft_wrap=True)


def _failure(outcome: Outcome) -> str:
    case, understood = outcome.case, outcome.answer.query.text
    return f"✗ {case.id}: {case.question} → [{understood}] {'; '.join(outcome.score.missing)}"


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Return all measures, scores and answers as JSON."""
    found = {
        "summaries": [asdict(summary) for summary in summaries(outcomes)],
        "cases": [
            {
                "id": outcome.case.id,
                "part": outcome.case.part,
                "kind": outcome.case.kind,
                "question": outcome.case.question,
                "right": outcome.score.right,
                "score": asdict(outcome.score),
                "answer": outcome.answer.model_dump(mode="json"),
            }
            for outcome in outcomes
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1)
