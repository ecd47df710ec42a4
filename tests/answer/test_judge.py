"""Of two answers to a question, the one that accounts for more of it wins."""

import pytest

from answer.ask import Assistant


@pytest.mark.parametrize(
    ("question", "ref"),
    [
        ("What is the exclusion clause, and when does it apply?", "§ 5.3"),
        ("When is the train-the-trainers on spotting impostors by facial features?", "OA 5.3"),
    ],
)
def test_words_that_also_ask_do_not_keep_running_text_from_answering(
    question: str, ref: str, assistant: Assistant
) -> None:
    answer = assistant.ask(question)

    assert ref in {c.ref for c in answer.citations}


def test_a_question_that_its_facts_account_for_is_answered_from_them(assistant: Assistant) -> None:
    answer = assistant.ask("When is the pilot exercise of OA 1.2 in the 2022 smuggling plan?")

    assert {c.field for c in answer.citations} == {"activity"}
