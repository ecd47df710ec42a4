import pytest

from answer.library import Library


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Who leasd the acion on ILOs?", "Who leads the action on ILOs?"),
        ("In wich actions does Italy participatte?", "In which actions does Italy participate?"),
        ("Is Spain takking part in OA 7.2?", "Is Spain taking part in OA 7.2?"),
        ("What does Mesaure 13 say?", "What does Measure 13 say?"),
        ("How often does Franc lead?", "How often does France lead?"),
        ("sahara med project", "saharamed project"),
        ("How many actons does SG 8 have?", "How many actions does SG 8 have?"),
        ("In which actionss does Europo taks part?", "In which actions does Europol takes part?"),
        ("Is Makta leaing OA 3.1?", "Is Malta leading OA 3.1?"),
        ("WHO IS A CO-LEADER OF OA 2.1 IN THE PLAN?", "who is a co-leader of OA 2.1 in the plan?"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str, library: Library) -> None:
    assert library.corrected(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Who leads the Vienna task force?",
        "Welche Aktionen leitet Frontex im Bereich Dokumentenbetrug?",
        "What does PeDRA stand for, and B@lltring?",
        "How satisfied should trainees be?",
        "Who joins the action on booze?",
    ],
)
def test_known_words_are_left_alone(question: str, library: Library) -> None:
    assert library.corrected(question) == question


def test_a_slip_behind_a_hyphen_is_put_right(library: Library) -> None:
    assert library.corrected("who is co-leadng OA 2.3") == "who is co-leading OA 2.3"
    assert library.corrected("JLT-Masx") == "JLT-Masx"


def test_two_words_are_one_where_the_documents_write_them_so(library: Library) -> None:
    assert library.corrected("who leads the task force on the land border") == (
        "who leads the task force on the land border"
    )
    assert library.corrected("who buys the smart phones") == "who buys the smartphones"
