"""How well what a question needs is found: by us, and by what others would build, in one run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles
from time import perf_counter
from typing import Protocol

from eval.baselines import (
    Answers,
    Retriever,
    assistant,
    bm25,
    stock_chunks,
    stock_llamaindex,
    without_structure,
)
from eval.cases import Case
from eval.evidence import Gold, Piece, counts, golds, tells
from index.search import SearchIndex
from ingest.facts import FactStore

CUTS = (1, 3, 5, 10)
"""At how many pieces recall is taken."""
MAX_CHARS = (4000, 8000)
"""Within how many characters of retrieved text evidence is looked for."""
DEPTH = 250
"""How many pieces are measured: those of any retriever hold more than 8,000 characters."""
RETRIEVERS = 4


@dataclass(frozen=True, slots=True)
class RetrieverScores:
    """How well a retriever finds what the cases ask for; 0 where nothing could be measured."""

    name: str
    cases: int
    """Over how many cases it is measured; `eval.evidence.counts` says which."""
    ndcg_10: float
    """nDCG@10 over refs: a place for each ref where it is first covered, one for each other piece
    about none of them; pieces that only repeat a ref take none."""
    recall: dict[int, float]
    """By number of pieces k: the share of a case's refs that the first k are about."""
    evidence: dict[int, float]
    """By number of characters: the share of cases whose facts all stand in the first so many."""
    p50_ms: float
    """Time of a question: for the assistant to its answer, for others to their usual pieces."""
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a retriever returned for one question, and how long it took in everyday use."""

    pieces: tuple[Piece, ...]
    elapsed_ms: float


class Service(Protocol):
    """The assistant, and the documents and the index that it answers from."""

    @property
    def assistant(self) -> Answers:
        """The assistant over the stored documents."""

    @property
    def store(self) -> FactStore:
        """The stored documents."""

    @property
    def index(self) -> SearchIndex:
        """The index over them."""


def retrieval_steps(cases: Sequence[Case]) -> int:
    """Return how often `measure_retrieval` will call `advance` for these cases."""
    counted = sum(counts(case) for case in cases)
    return counted * RETRIEVERS + RETRIEVERS if counted else 0


def measure_retrieval(
    service: Service, cases: Sequence[Case], advance: Callable[[], None]
) -> tuple[RetrieverScores, ...]:
    """Measure the assistant and three baselines on the cases that count; () where none does.

    All in this process, one after another. Building the baselines takes about ten seconds, and as
    much again for every 50 pages. `advance` is called for each one built and each question asked.
    """
    counted = [case for case in cases if counts(case)]
    if not counted:
        return ()
    documents = service.store.documents()
    texts = {document.id: service.store.text(document.id) for document in documents}
    wanted = tuple(golds(counted, documents, texts))
    questions = [case.question for case in counted]
    scores = []
    for retriever in _retrievers(service, texts):
        retriever.search(questions[0], DEPTH)  # loads what the first question would load
        advance()
        found = []
        for question in questions:
            found.append(find(retriever, question))
            advance()
        scores.append(score_retriever(retriever.name, found, wanted, texts))
    return tuple(scores)


def _retrievers(service: Service, texts: dict[str, str]) -> Iterator[Retriever]:
    yield assistant(service.assistant)
    yield without_structure(service.index)
    chunks = stock_chunks(texts)
    yield bm25(chunks)
    yield stock_llamaindex(chunks)


def find(retriever: Retriever, question: str) -> Found:
    """Ask as in everyday use, on the clock, and then for as much as is measured."""
    begin = perf_counter()
    pieces = retriever.search(question, retriever.usual or DEPTH)
    elapsed_ms = (perf_counter() - begin) * 1000
    if retriever.usual is not None:
        pieces = retriever.search(question, DEPTH)
    return Found(tuple(pieces), elapsed_ms)


def score_retriever(
    name: str, found: Sequence[Found], wanted: Sequence[Gold], texts: dict[str, str]
) -> RetrieverScores:
    """Score what was found for one question or more against what each of them wants."""
    pairs = list(zip(found, wanted, strict=True))
    covered = [[gold.covered(piece) for piece in one.pieces] for one, gold in pairs]
    refs = [len(gold.places) for gold in wanted]
    told = [(one.pieces, gold.facts) for one, gold in pairs if gold.facts]
    times = [one.elapsed_ms for one in found]
    cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
    return RetrieverScores(
        name=name,
        cases=len(pairs),
        ndcg_10=ndcg_10(covered, refs),
        recall={
            k: fmean(len(frozenset().union(*c[:k])) / n for c, n in zip(covered, refs, strict=True))
            for k in CUTS
        },
        evidence={
            most: fmean(tells(*each, texts, most) for each in told) if told else 0.0
            for most in MAX_CHARS
        },
        p50_ms=round(cuts[9], 1),
        p95_ms=round(cuts[18], 1),
    )


def ndcg_10(covered: Sequence[Sequence[frozenset[int]]], refs: Sequence[int]) -> float:
    """Return the mean nDCG@10 of cases: which refs each piece covers, and how many there are."""
    from ir_measures import calc_aggregate, nDCG

    places = [list(_places(pieces)) for pieces in covered]
    run = {
        str(case): {name: 1 / rank for rank, name in enumerate(row, start=1)}
        for case, row in enumerate(places)
    }
    truth = {str(case): {f"ref {n}": 1 for n in range(total)} for case, total in enumerate(refs)}
    return float(calc_aggregate([nDCG @ 10], truth, run)[nDCG @ 10])


def _places(covered: Sequence[frozenset[int]]) -> Iterator[str]:
    """Yield what stands at each place: a ref that is new, or a piece that is about no ref."""
    seen: set[int] = set()
    for number, refs in enumerate(covered):
        yield from (f"ref {ref}" for ref in sorted(refs - seen))
        seen |= refs
        if not refs:
            yield f"piece {number}"
