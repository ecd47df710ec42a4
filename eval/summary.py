"""The measures over many answers: by part, by kind of question, by document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Literal

from answer.claims import Answer
from eval.cases import Case
from eval.metrics import Score, Share

NO_DOCUMENT = "(names none)"
"""Where a case stands that says neither where to look nor what to cite."""

By = Literal["all", "kind", "document"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, what was answered, and how right that is."""

    case: Case
    answer: Answer
    score: Score

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that the case is to be answered from, as far as it says."""
        places = (place for ref in self.case.refs for place in ref.split(" | "))
        named = (place.partition("#")[0] for place in places)
        return tuple(dict.fromkeys(named)) or self.case.documents


@dataclass(frozen=True, slots=True)
class Summary:
    """The measures over some outcomes of one part."""

    part: str
    by: By
    name: str
    """The kind or the document's id; "all" for the whole part."""
    cases: int
    right: Share
    """Status, facts and citations, over all cases."""
    answers_right: Share
    """Status and facts, over all cases."""
    citation_precision: Share
    """Over the actions cited where the case names all that may be."""
    citation_recall: Share
    """Over the refs that are to be cited."""
    refusal_precision: Share
    """Of the refusals, those that are right."""
    refusal_recall: Share
    """Of the questions that the documents do not answer, those not answered as if they did."""
    answer_precision: Share
    """Of those not refused, those that may be answered."""
    answer_recall: Share
    """Of the questions that the documents answer, those not refused."""
    claims_verified: Share
    """Of all claims drafted, those that verification let pass."""
    verbatim: Share
    """Of all citations, those that are the stored text at their offsets."""
    p50_chars: float
    p95_chars: float
    p50_ms: float
    p95_ms: float


def summaries(outcomes: Iterable[Outcome]) -> Iterator[Summary]:
    """Yield the measures of each part as a whole, then by kind, then by document.

    A case that is about several documents counts for each of them.
    """
    parts: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        parts[outcome.case.part].append(outcome)
    for part, own in parts.items():
        yield summarise(part, "all", "all", own)
        kinds = [(outcome.case.kind, outcome) for outcome in own]
        yield from _grouped(part, "kind", kinds)
        named = [(name, one) for one in own for name in one.documents or (NO_DOCUMENT,)]
        yield from _grouped(part, "document", named)


def _grouped(part: str, by: By, named: Iterable[tuple[str, Outcome]]) -> Iterator[Summary]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for name, outcome in named:
        groups[name].append(outcome)
    for name, own in sorted(groups.items()):
        yield summarise(part, by, name, own)


def summarise(part: str, by: By, name: str, outcomes: Sequence[Outcome]) -> Summary:
    """Return the measures over one outcome or more."""
    scores = [outcome.score for outcome in outcomes]
    p50_chars, p95_chars = middle_and_tail([len(o.answer.answer) for o in outcomes])
    p50_ms, p95_ms = middle_and_tail([o.answer.elapsed_ms for o in outcomes])
    return Summary(
        part=part,
        by=by,
        name=name,
        cases=len(outcomes),
        right=Share.of(score.right for score in scores),
        answers_right=Share.of(score.answer_right for score in scores),
        citation_precision=Share.sum(score.fitting for score in scores),
        citation_recall=Share.sum(score.cited for score in scores),
        refusal_precision=Share.of(s.refusal_right for s in scores if s.refused),
        refusal_recall=Share.of(o.score.refusal_right for o in outcomes if not o.case.answerable),
        answer_precision=Share.of(s.refusal_right for s in scores if not s.refused),
        answer_recall=Share.of(o.score.refusal_right for o in outcomes if o.case.answerable),
        claims_verified=Share.sum(score.verified for score in scores),
        verbatim=Share.sum(score.verbatim for score in scores),
        p50_chars=p50_chars,
        p95_chars=p95_chars,
        p50_ms=p50_ms,
        p95_ms=p95_ms,
    )


def middle_and_tail(values: Sequence[float]) -> tuple[float, float]:
    """Return the 50th and the 95th percentile of one value or more, to a tenth."""
    cuts = quantiles(values, n=20, method="inclusive") if len(values) > 1 else [*values] * 19
    return round(cuts[9], 1), round(cuts[18], 1)
