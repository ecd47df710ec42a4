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


def test_courtesy_in_front_asks_nothing() -> None:
    assert without_opener("ok and who leads it?") == "and who leads it?"
    assert without_opener("Thanks! Who takes part?") == "Who takes part?"
    assert without_opener("Well-known smugglers in 2022?") == "Well-known smugglers in 2022?"
    assert questions_in("Great, what is SIENA?") == ["what is SIENA?"]
