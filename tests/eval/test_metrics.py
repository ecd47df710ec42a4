import pytest

from answer.claims import Answer, Citation, Status
from eval.cases import Case
from eval.metrics import normalise, score


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


def answer(text: str = "Led by Spain (ES) [1]", *refs: str, status: str = "answered") -> Answer:
    citations = tuple(
        Citation(
            n=n,
            document_id="plan",
            document_title="Plan",
            ref=ref,
            quote="q",
            start=0,
            end=1,
            url="/",
        )
        for n, ref in enumerate(refs, start=1)
    )
    return Answer(status=Status(status), answer=text, citations=citations)


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
