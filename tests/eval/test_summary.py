import pytest

from eval.metrics import Share
from eval.summary import NO_DOCUMENT, middle_and_tail, summaries, summarise
from tests.eval.made import RIGHT, WRONG, answer, outcome

REFUSED = answer("No.", status="not_found")
UNANSWERABLE = {"kind": "unanswerable", "status": ["not_found"], "facts": [], "refs": []}


def test_refusals_are_measured_both_ways() -> None:
    outcomes = [
        outcome(RIGHT),
        outcome(RIGHT),
        outcome(REFUSED),
        outcome(RIGHT, **UNANSWERABLE),
        outcome(REFUSED, **UNANSWERABLE),
        outcome(REFUSED, **UNANSWERABLE),
        outcome(REFUSED, **UNANSWERABLE),
        outcome(answer(status="partial"), **{**UNANSWERABLE, "status": ["not_found", "partial"]}),
    ]
    found = summarise("dev", "all", "all", outcomes)
    assert found.refusal_precision == Share(3, 4)
    assert found.refusal_recall == Share(4, 5), "a partial answer that may be counts"
    assert found.answer_precision == Share(3, 4)
    assert found.answer_recall == Share(2, 3)


def test_shares_are_over_all_that_they_apply_to() -> None:
    found = summarise("dev", "all", "all", [outcome(RIGHT), outcome(WRONG, exact=True)])
    assert (found.cases, found.right, found.answers_right) == (2, Share(1, 2), Share(1, 2))
    assert found.citation_recall == Share(2, 2)
    assert found.citation_precision == Share(1, 1)
    assert found.claims_verified == found.verbatim == Share(2, 2)
    assert (found.p50_chars, found.p50_ms, found.p95_ms) == (5, 30, 39)


def test_an_answer_may_be_right_and_cite_the_wrong_thing() -> None:
    found = summarise("dev", "all", "all", [outcome(answer("Spain", "OA 2.9"))])
    assert (found.right, found.answers_right) == (Share(0, 1), Share(1, 1))


def test_there_are_rows_by_part_kind_and_document() -> None:
    both = {"refs": ["plan#OA 1 | other#OA 1", "plan#OA 2"]}
    outcomes = [
        outcome(part="dev", **both),
        outcome(part="dev", **UNANSWERABLE),
        outcome(part="test", **{**UNANSWERABLE, "documents": ["plan"]}),
    ]
    assert [(row.part, row.by, row.name, row.cases) for row in summaries(outcomes)] == [
        ("dev", "all", "all", 2),
        ("dev", "kind", "field", 1),
        ("dev", "kind", "unanswerable", 1),
        ("dev", "document", NO_DOCUMENT, 1),
        ("dev", "document", "other", 1),
        ("dev", "document", "plan", 1),
        ("test", "all", "all", 1),
        ("test", "kind", "unanswerable", 1),
        ("test", "document", "plan", 1),
    ]


@pytest.mark.parametrize(
    ("values", "found"), [([7.04], (7.0, 7.0)), ([1, 2, 3], (2, 2.9)), (range(101), (50, 95))]
)
def test_percentiles(values: list[float], found: tuple[float, float]) -> None:
    assert middle_and_tail(values) == found
