import pytest

from answer.claims import Answer, Claim
from eval.cases import Case
from eval.metrics import Score, Share, normalise
from eval.metrics import score as score_on
from tests.eval.made import TEXTS, answer, case


def score(asked: Case, given: Answer) -> Score:
    return score_on(asked, given, TEXTS)


def test_right_means_status_facts_and_citations() -> None:
    assert score(case(), answer("Led by **Spain** [1].", "OA 2.8")).right


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (answer("Led by Germany", "OA 2.8"), "lacks Spain / ES"),
        (answer("Led by Spain", "OA 2.9"), "does not cite plan#OA 2.8"),
        (answer("Led by Spain", "OA 2.8", status="partial"), "status partial"),
        (answer("Led by TESTS", "OA 2.8"), "lacks Spain / ES"),
    ],
)
def test_what_is_wrong_is_said(given: Answer, wrong: str) -> None:
    found = score(case(), given)
    assert not found.right and wrong in found.missing


def test_what_may_not_be_said() -> None:
    assert "says Malta" in score(case(absent=["Malta"]), answer("Spain, Malta", "OA 2.8")).missing


def test_other_actions_count_against_an_exact_case_only() -> None:
    more = answer("Spain", "OA 2.8", "OA 2.9", "§ 1")
    assert score(case(), more).right
    assert score(case(exact=True), more).missing == ("cites plan#OA 2.9",)


def test_one_of_several_refs_will_do() -> None:
    assert score(case(refs=["plan#OA 2.9 | plan#OA 2.8"]), answer("Spain", "OA 2.8")).refs_right


def test_citations_have_no_score_where_none_are_expected() -> None:
    found = score(case(refs=[]), answer("Spain"))
    assert found.refs_right is None and found.right


@pytest.mark.parametrize(
    ("expected", "given", "right"),
    [
        (["answered"], "answered", True),
        (["answered"], "not_found", False),
        (["not_found"], "not_found", True),
        (["not_found"], "answered", False),
        (["not_found", "partial"], "partial", True),
        (["redacted"], "not_found", True),
    ],
)
def test_refusals_are_right_both_ways(expected: list[str], given: str, right: bool) -> None:
    assert score(case(status=expected), answer(status=given)).refusal_right is right


def test_markdown_and_typography_do_not_matter() -> None:
    assert normalise("**A**\u00a0–  b’s [12]") == "A - b's "


@pytest.mark.parametrize(
    ("refs", "cited", "share"),
    [
        (["plan#OA 2.8"], ["OA 2.8", "OA 2.9"], Share(1, 1)),
        (["plan#OA 2.8", "plan#OA 2.9"], ["OA 2.9"], Share(1, 2)),
        (["plan#OA 2.8 | plan#OA 2.9"], ["OA 2.9"], Share(1, 1)),
        (["other#OA 2.8"], ["OA 2.8"], Share(0, 1)),
        ([], ["OA 2.8"], Share(0, 0)),
    ],
)
def test_citation_recall(refs: list[str], cited: list[str], share: Share) -> None:
    assert score(case(refs=refs), answer("Spain", *cited)).cited == share


def test_citation_precision_is_over_actions_where_all_are_named() -> None:
    given = answer("Spain", "OA 2.8", "OA 2.8", "OA 2.9", "§ 1")
    assert score(case(exact=True), given).fitting == Share(1, 2)
    assert score(case(exact=True, refs=["plan#OA 2.8 | plan#OA 2.9"]), given).fitting == Share(2, 2)
    assert score(case(), given).fitting == Share(0, 0)


def test_claims_that_verification_dropped_are_counted() -> None:
    claims = (Claim(text="a", citations=()),) * 3
    assert score(case(), answer(claims=claims, dropped_claims=1)).verified == Share(3, 4)
    assert score(case(), answer(claims=())).verified.value is None


@pytest.mark.parametrize(
    ("start", "end", "quote", "verbatim"),
    [(8, 10, "ES", 1), (8, 10, "FR", 0), (7, 10, "ES", 0), (3, 3, "", 0)],
)
def test_a_citation_is_verbatim_or_not(start: int, end: int, quote: str, verbatim: int) -> None:
    given = answer("Spain", "OA 2.8")
    moved = given.citations[0].model_copy(update={"start": start, "end": end, "quote": quote})
    given = given.model_copy(update={"citations": (moved,)})
    assert score(case(), given).verbatim == Share(verbatim, 1)
    assert score_on(case(), given, {}).verbatim == Share(0, 1), "of an unknown document"


@pytest.mark.parametrize(
    ("status", "refused"),
    [("not_found", True), ("redacted", True), ("partial", False), ("clarify", False)],
)
def test_what_counts_as_a_refusal(status: str, refused: bool) -> None:
    assert score(case(), answer(status=status)).refused is refused


def test_shares_add_up_by_what_they_count() -> None:
    assert Share.sum([Share(1, 2), Share(0, 0), Share(2, 2)]) == Share(3, 4)
    assert Share.of([True, False]).value == 0.5
    assert Share.of([]).value is None
