"""Several questions in one message, and words that say nothing in front of them."""

import pytest

from answer.messages import questions_in, without_opener
from tests.answer.sheets import Ask


@pytest.mark.parametrize(
    "question",
    [
        "How many goals and how many actions does the 2022 migrant smuggling plan have?",
        "how many strategic goals and actions are in the migrant smuggling plan of 2022",
        "How many actions are in the 2022 migrant smuggling plan and how many goals?",
    ],
)
def test_goals_and_actions_are_both_counted(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "8 strategic goals" in answer.answer
    assert "30 actions" in answer.answer


def test_a_question_about_the_action_before_it_is_about_that(ask: Ask) -> None:
    answer = ask(
        "Operation FIMATHU (2012): who leads it and when was the coordinated day of action planned?"
    )
    assert "2 nd and 3 rd quarter" in answer.answer
    assert {c.ref for c in answer.citations} == {"OA 2.2"}
    other = ask("Who leads FIMATHU and when is the workshop of EDF trainers?")
    assert "2 nd and 3 rd quarter" not in other.answer


def test_a_second_fact_of_a_cover_is_of_the_same_plan(ask: Ask) -> None:
    answer = ask(
        "How was the 2018 plan on illegal immigration originally classified, and when was the "
        "partly public version issued?"
    )
    assert "25 January 2018" in answer.answer
    assert {c.document_id for c in answer.citations} == {"oap-2018-facilitated-illegal-immigration"}


def test_an_overview_of_what_is_withheld_is_no_summary(ask: Ask) -> None:
    answer = ask(
        "What has been blacked out in the 2022 plan on trafficking in human beings? An overview "
        "please."
    )
    assert "Key locations" in answer.answer
    assert "crime priority" not in answer.answer


def test_courtesy_in_front_asks_nothing() -> None:
    assert without_opener("ok and who leads it?") == "and who leads it?"
    assert without_opener("Thanks! Who takes part?") == "Who takes part?"
    assert without_opener("Well-known smugglers in 2022?") == "Well-known smugglers in 2022?"
    assert questions_in("Great, what is SIENA?") == ["what is SIENA?"]
