"""What a run found, as it is written to JSON and read again by the next run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from answer.claims import Answer
from eval.cases import Case
from eval.consistency import VariantScore
from eval.errors import BadReport
from eval.metrics import Share
from eval.retrieval import RetrieverScores
from eval.summary import Outcome, Summary, summaries
from eval.variants import AS_WRITTEN
from ingest.model import Frozen

HELD_BACK = "test"
"""The part whose questions and answers are never shown: what is tuned on tells nothing any more."""


class Detail(Frozen):
    """What one may see of a case that is not held back."""

    question: str
    understood: str
    """What the program took the question for, in one line."""
    wrong: tuple[str, ...]
    """Empty where the answer is right."""
    answer: Answer


class CaseReport(Frozen):
    """How one case went."""

    id: str
    part: str
    kind: str
    digest: str
    """Changes when anything about the case does; only what stayed the same is compared."""
    right: bool
    refusal_right: bool
    chars: int
    elapsed_ms: float
    detail: Detail | None
    """None for the part that is held back."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured beside the questions with known answers; empty in a quick run."""

    retrieval: tuple[RetrieverScores, ...] = ()
    variants: tuple[VariantScore, ...] = ()


class Report(Frozen):
    """All that a run found."""

    version: Literal[1] = 1
    started: datetime
    seconds: float
    documents: dict[str, str]
    """The sha256 of each stored document, by id."""
    summaries: tuple[Summary, ...]
    cases: tuple[CaseReport, ...]
    retrieval: tuple[RetrieverScores, ...]
    variants: tuple[VariantScore, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that were asked, the one held back first: it is what counts."""
        parts = dict.fromkeys(case.part for case in self.cases)
        return tuple(sorted(parts, key=lambda part: (part != HELD_BACK, part)))

    @property
    def consistency(self) -> Share:
        """How many answers stay the same when only the way of asking changes."""
        return _same(v for v in self.variants if v.change != AS_WRITTEN)

    @property
    def generated_right(self) -> Share:
        """How many questions from the stored facts, as written, get exactly those facts."""
        return _same(v for v in self.variants if v.change == AS_WRITTEN)

    def summary(self, part: str) -> Summary:
        """Return the measures of a part as a whole."""
        return next(s for s in self.summaries if (s.part, s.by) == (part, "all"))


def _same(variants: Iterable[VariantScore]) -> Share:
    return Share.sum(Share(variant.same, variant.asked) for variant in variants)


def build_report(
    started: datetime,
    documents: dict[str, str],
    outcomes: Sequence[Outcome],
    measured: Measured,
) -> Report:
    """Put together what was found since `started`, leaving out what is held back."""
    return Report(
        started=started,
        seconds=round((datetime.now() - started).total_seconds(), 1),
        documents=documents,
        summaries=tuple(summaries(outcomes)),
        cases=tuple(_case_report(outcome) for outcome in outcomes),
        retrieval=measured.retrieval,
        variants=measured.variants,
    )


def digest(case: Case) -> str:
    """Return what changes when anything about a case does, but for its part."""
    return sha256(case.model_dump_json().encode()).hexdigest()[:16]


def _case_report(outcome: Outcome) -> CaseReport:
    case, score = outcome.case, outcome.score
    return CaseReport(
        id=case.id,
        part=case.part,
        kind=case.kind,
        digest=digest(case),
        right=score.right,
        refusal_right=score.refusal_right,
        chars=len(outcome.answer.answer),
        elapsed_ms=outcome.answer.elapsed_ms,
        detail=None if case.part == HELD_BACK else _detail(outcome),
    )


def _detail(outcome: Outcome) -> Detail:
    return Detail(
        question=outcome.case.question,
        understood=outcome.answer.query.text or outcome.answer.query.kind,
        wrong=outcome.score.missing,
        answer=outcome.answer,
    )


def read_report(file: Path) -> Report:
    """Read a report that an earlier run wrote; raises BadReport."""
    try:
        return Report.model_validate_json(file.read_bytes())
    except OSError as error:
        raise BadReport(f"The report cannot be read: {error}.") from error
    except ValueError as error:  # pydantic's errors are ValueErrors
        raise BadReport(
            f"{file} is no report of this version of the program; give one that `oap eval` wrote."
        ) from error
