"""Who leads a plan as a whole is not who leads its actions."""

import pytest

from tests.answer.sheets import Ask, Read


@pytest.mark.parametrize(
    "question",
    [
        "Italy heads the 2022 migrant smuggling plan?",
        "Does Spain lead the 2012 plan?",
        "Is the 2012 plan under Greece's leadership?",
        "Is the 2022 migrant smuggling plan led by Poland?",
        "Why was France chosen to drive the 2022 migrant smuggling plan?",
    ],
)
def test_a_plan_is_led_by_its_driver(read: Read, question: str) -> None:
    query = read(question)
    assert (query.kind, query.aspect) == ("meta", "driver")


@pytest.mark.parametrize(
    "question",
    [
        "Which actions does Spain lead in the 2022 migrant smuggling plan?",
        "Does Spain lead OA 2.8 of the 2022 migrant smuggling plan?",
        "Compare Austria and Portugal as leaders in 2022: targets",
    ],
)
def test_actions_are_led_by_their_leaders(read: Read, question: str) -> None:
    assert read(question).aspect != "driver"


def test_a_premise_is_put_right(ask: Ask) -> None:
    answer = ask("Germany leads the 2022 plan on trafficking in human beings, right?").answer
    assert "Netherlands" in answer and "Germany" not in answer
