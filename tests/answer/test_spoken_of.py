"""Goals and actions that a plan does not have, and what its text says of them."""

import pytest

from answer.ask import Assistant
from answer.claims import Answer, Status
from tests.answer.shelves import assistant_over, store_of_text

PLAN = """\
Operational Action Plan 2031: Sand theft

1. Aim

This plan corresponds to the EU crime priority “Sand theft”. The driver is PT.

Strategic goals 2 and 4 of the cycle are not addressed in 2031.

2. Funding

For OA 1.1 a grant of EUR 60 000 will be requested. In total EUR 95 000 are foreseen.

Strategic Goal 1: Intelligence

OA 1.2 (maps of quarries) was withdrawn by its leader.

Action 1.1 - Map of the pits. Leader: NL. Participants: BE, DE. KPI: Maps (3). Timeline: Q2.

Action 1.3 - Night counts. Leader: ES. Participants: BE. KPI: Maps (1). Timeline: Q2.

Strategic Goal 3: Controls

Action 3.1: Checks of barges. Leader: LT. Participants: PL, FI. KPI: Barges (40). Timeline: Q3.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    home = tmp_path_factory.mktemp("sand")
    return assistant_over(store_of_text("sand-2031", PLAN), home)


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(question)


@pytest.mark.parametrize("number", [2, 4])
def test_why_a_goal_is_missing_is_told(assistant: Assistant, number: int) -> None:
    answer = ask(assistant, f"Which actions of the 2031 sand plan come under goal {number}?")
    assert answer.status == Status.NOT_FOUND
    assert "are not addressed in 2031" in answer.answer


def test_nothing_is_told_of_a_goal_that_is_not_spoken_of(assistant: Assistant) -> None:
    answer = ask(assistant, "Which actions of the 2031 sand plan come under goal 9?")
    assert not answer.citations


@pytest.mark.parametrize(
    "question", ["Who leads OA 1.2 of the 2031 sand plan?", "What happened to OA 1.2 in 2031?"]
)
def test_what_became_of_an_action_is_told(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status == Status.NOT_FOUND
    assert "withdrawn by its leader" in answer.answer
    assert "OA 1.1 and OA 1.3" in answer.answer


def test_what_an_action_costs_stands_in_running_text(assistant: Assistant) -> None:
    answer = ask(assistant, "How much money does OA 1.1 of the 2031 sand plan get?")
    assert [c.quote for c in answer.citations] == [
        "For OA 1.1 a grant of EUR 60 000 will be requested."
    ]


@pytest.mark.parametrize("word", ["actually", "really"])
def test_what_is_planned_is_no_result(assistant: Assistant, word: str) -> None:
    answer = ask(assistant, f"How many barges were {word} checked under the 2031 sand plan?")
    assert answer.status != Status.ANSWERED
