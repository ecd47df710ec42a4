from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from answer.claims import Answer, Citation, Status
from eval import retrieval
from eval.baselines import Retriever, StockChunk
from eval.cases import Case
from eval.evidence import Gold, Piece, counts, covers, golds, tells
from eval.retrieval import Found, find, measure_retrieval, ndcg_10, retrieval_steps, score_retriever
from ingest.model import Document, Heading, Passage

TEXT = "OA 2.8 Air routes\nLeader: ES\nMalta joins.\nOA 2.9 Sea routes\nLeader: FR\n"
AIR, SEA = TEXT.index("OA 2.8"), TEXT.index("OA 2.9")


def passage(ref: str, words: str) -> Passage:
    start = TEXT.index(words)
    return Passage(ref=ref, start=start, end=start + len(words))


PLAN = Document(
    id="plan",
    kind="plan",
    template="made up",
    confidence=1,
    sha256="0",
    heading=Heading(title="Plan"),
    passages=(
        passage("OA 2.8", "OA 2.8 Air routes"),
        passage("OA 2.8", "Leader: ES"),
        passage("Footnote 1", "Malta joins."),
        passage("OA 2.9", "OA 2.9 Sea routes\nLeader: FR"),
    ),
)
TEXTS = {"plan": TEXT, "other": TEXT}


def case(**changes: object) -> Case:
    fields = {
        "id": "x",
        "kind": "field",
        "question": "Who leads OA 2.8?",
        "status": ["answered"],
        "facts": [["Spain", "ES"]],
        "refs": ["plan#OA 2.8"],
    }
    return Case.model_validate({**fields, **changes})


def gold(**changes: object) -> Gold:
    (found,) = golds([case(**changes)], [PLAN], TEXTS)
    return found


def at(words: str, document_id: str = "plan") -> Piece:
    start = TEXT.index(words)
    return Piece(document_id, start, start + len(words))


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({}, True),
        ({"status": ["answered", "partial"]}, True),
        ({"status": ["not_found"]}, False),
        ({"facts": []}, False),
        ({"refs": []}, False),
        ({"documents": ["plan"]}, False),
        ({"history": [{"role": "user", "content": "Hello"}]}, False),
    ],
)
def test_which_cases_count(changes: dict[str, object], counted: bool) -> None:
    assert counts(case(**changes)) is counted
    assert retrieval_steps([case(**changes)]) == (8 if counted else 0)


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ([["Spain", "ES"]], 1),
        ([["es"]], 1),
        ([["FR"]], 0),  # stands elsewhere only
        ([["Yes"]], 0),
        ([["OA 2.8"], ["2.8", "the eighth"]], 0),  # recall measures it
        ([["Air routes"], ["Yes"]], 1),
    ],
)
def test_facts_are_words_that_stand_in_the_elements(facts: list[list[str]], kept: int) -> None:
    assert len(gold(facts=facts).facts) == kept
    assert gold(facts=facts, kind="count").facts == ()


def test_another_element_than_the_ones_named_is_a_fact() -> None:
    assert gold(facts=[["OA 2.9"]], refs=["plan#OA 2.9"]).facts == ()
    assert gold(facts=[["Sea routes"]], refs=["plan#OA 2.8 | plan#OA 2.9"]).facts
    assert gold(facts=[["OA 2.8"]], refs=["plan#Footnote 1"]).facts == ()


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        ("ES", {0}),
        (TEXT[: AIR + 40], {0}),
        ("Malta joins.", set()),
        (TEXT, {0, 1}),  # it holds all of both
        ("Leader: FR", {1}),
        ("ES\nMalta joins.\nOA", set()),  # but for a few letters elsewhere
    ],
)
def test_a_piece_is_about_what_shares_half_with_it(words: str, refs: set[int]) -> None:
    both = gold(refs=["plan#OA 2.8 | plan#OA 7", "plan#OA 2.9"])
    assert both.covered(at(words)) == refs
    assert not both.covered(at(words, "other"))


def test_half_of_the_shorter_is_enough() -> None:
    assert covers(Piece("d", 0, 10), ((5, 105),)) and not covers(Piece("d", 0, 10), ((6, 106),))
    assert covers(Piece("d", 0, 100), ((95, 105),)) and not covers(Piece("d", 0, 100), ((96, 106),))
    assert covers(Piece("d", 0, 100), ((50, 55), (150, 155)))
    assert not covers(Piece("d", 3, 3), ((0, 10),))


def test_evidence_stands_in_what_is_read_until_the_limit() -> None:
    pieces, facts = (at("Leader: FR"), at("Leader: ES")), (("Spain", "ES"), ("FR",))
    assert tells(pieces, facts, TEXTS, 20)
    assert not tells(pieces, facts, TEXTS, 19)
    assert not tells(pieces[1:], facts, TEXTS, 20)
    assert not tells((at("Leader: E"), at("S\nMalta")), facts[:1], TEXTS, 20), "words are not glued"


@pytest.mark.parametrize(
    ("covered", "refs", "score"),
    [
        ([{0}], 1, 1.0),
        ([set(), {0}], 1, 0.6309),
        ([{0}, {0}, {1}], 2, 1.0),  # what only repeats takes no place
        ([{0}, set(), {0}], 1, 1.0),
        ([{0, 1}], 2, 1.0),
        ([{0}], 2, 0.6131),
        ([set()] * 10 + [{0}], 1, 0.0),
        ([], 1, 0.0),
    ],
)
def test_ndcg(covered: list[set[int]], refs: int, score: float) -> None:
    assert ndcg_10([[frozenset(c) for c in covered]], [refs]) == pytest.approx(score, abs=1e-4)
    perfect = ([frozenset(range(refs))], refs)
    mean = ndcg_10([[frozenset(c) for c in covered], perfect[0]], [refs, refs])
    assert mean == pytest.approx((score + 1) / 2, abs=1e-4)


def test_scores_are_means_over_cases() -> None:
    wanted = [
        gold(),
        gold(facts=[["Sea routes"]], refs=["plan#OA 2.9", "plan#OA 7"]),
        gold(facts=[["No"]]),
    ]
    found = [
        Found((at("Malta joins."), at("Leader: ES")), 1.0),
        Found((at("Leader: FR"),), 2.0),
        Found((), 3.0),
    ]
    scores = score_retriever("some", found, wanted, TEXTS)
    assert (scores.name, scores.cases, scores.p50_ms, scores.p95_ms) == ("some", 3, 2.0, 2.9)
    assert scores.recall == pytest.approx({1: 0.5 / 3, 3: 0.5, 5: 0.5, 10: 0.5})
    assert scores.evidence == {4000: 0.5, 8000: 0.5}, "a case without facts has no say"
    assert scores.ndcg_10 == pytest.approx((0.6309 + 0.6131) / 3, abs=1e-4)


def test_the_clock_runs_for_what_is_usual_and_more_is_measured() -> None:
    asked: list[int] = []

    def search(_question: str, limit: int) -> list[Piece]:
        asked.append(limit)
        return [at("ES")] * limit

    assert len(find(Retriever("some", search, 5), "Who?").pieces) == retrieval.DEPTH
    assert asked == [5, retrieval.DEPTH]
    find(Retriever("fixed", search, None), "Who?")
    assert asked[2:] == [retrieval.DEPTH], "it is asked once"


class Hits:
    """An index that finds the same place for every question."""

    def search(self, _question: str, *, limit: int) -> list[SimpleNamespace]:
        return [SimpleNamespace(document_id="plan", start=SEA, end=len(TEXT))][:limit]


def ask(_question: str) -> Answer:
    piece = at("Leader: ES")
    cited = Citation(
        n=1,
        document_id="plan",
        document_title="Plan",
        ref="OA 2.8",
        quote="Leader: ES",
        start=piece.start,
        end=piece.end,
        url="/",
    )
    return Answer(status=Status.ANSWERED, answer="Spain", citations=(cited,))


def test_all_four_are_measured_in_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fake(chunks: Sequence[StockChunk]) -> Retriever:
        return Retriever("stock LlamaIndex", lambda _q, limit: [c.piece for c in chunks][:limit], 5)

    monkeypatch.setattr(retrieval, "stock_llamaindex", fake)
    store = SimpleNamespace(documents=lambda: (PLAN,), text=lambda _id: TEXT)
    service = SimpleNamespace(assistant=SimpleNamespace(ask=ask), store=store, index=Hits())
    cases, steps = [case(), case(id="y", status=["not_found"]), case(id="z")], []
    rows = measure_retrieval(service, cases, lambda: steps.append(1))  # type: ignore[arg-type]
    assert [row.name for row in rows] == [
        "OAP Assistant",
        "our retriever without structure",
        "BM25",
        "stock LlamaIndex",
    ]
    assert [row.cases for row in rows] == [2] * 4
    assert [row.ndcg_10 for row in rows] == [1, 0, 1, 1]
    assert [row.evidence[4000] for row in rows] == [1, 0, 1, 1]
    assert len(steps) == retrieval_steps(cases) == 12


def test_without_cases_nothing_is_built() -> None:
    assert measure_retrieval(SimpleNamespace(), [case(refs=[])], lambda: None) == ()  # type: ignore[arg-type]
