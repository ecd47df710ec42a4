"""Topics that no paper speaks of are said to be absent; those said in other words are not."""

import pytest

from answer.claims import Status
from tests.answer.sheets import Ask


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("anything on submarines in the measures?", "submarines"),
        ("does any action use drones?", "drones"),
        ("which actions of the 2022 migrant smuggling plan concern ransomware?", "ransomware"),
        ("does the 2012 plan talk about facial recognition", "facial recognition"),
    ],
)
def test_a_topic_nobody_speaks_of_is_absent(ask: Ask, question: str, word: str) -> None:
    answer = ask(question)
    assert answer.status == Status.NOT_FOUND
    assert f"not mention “{word}”" in answer.answer


def test_the_plan_that_speaks_of_it_is_named(ask: Ask) -> None:
    answer = ask("anything on satellites in the measures")
    assert "the 2012 plan" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "is there anything on training in the measures",
        "are there actions about fake weddings",
        "Find all 2022 smuggling actions with at least four co-leaders.",
    ],
)
def test_what_is_said_in_other_words_is_no_absent_topic(ask: Ask, question: str) -> None:
    assert ask(question).status == Status.ANSWERED


def test_what_only_the_rest_of_a_plan_says_is_told_as_such(ask: Ask) -> None:
    answer = ask("which actions of the 2022 smuggling plan mention lawyers or cryptocurrencies")
    assert answer.answer.startswith("No action of")
    assert "cryptocurrencies" in answer.answer
