"""Headings of the common form are asked for in any words; what stands below them is told whole."""

import pytest

from answer.ask import Assistant
from answer.compose.headings import asks_for_heading, words_for_headings


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("Who backs up the driver?", "4.2. Project support"),
        ("How many steps does reporting take?", "Monitoring and reporting"),
        ("What is not known about their money?", "Intelligence gaps"),
        ("What does the annexed table make easier?", "Structure"),
    ],
)
def test_a_heading_is_asked_for_in_other_words(question: str, heading: str) -> None:
    assert asks_for_heading(question, heading)


def test_a_question_on_something_else_asks_for_no_heading() -> None:
    assert not words_for_headings("Which actions does Poland lead?")


def test_a_short_section_is_told_whole(assistant: Assistant) -> None:
    answer = assistant.ask(
        "What's the table in the annex of the 2018 draft plan supposed to make easier?"
    )

    assert "Identification of possible JADs" in answer.answer
    assert {c.ref for c in answer.citations} == {"§ 3"}


def test_the_support_of_drivers_is_compared_not_who_they_are(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Who delivered project support to the Driver under the 2012 plan, and who under"
        " the 2018 draft?"
    )

    cited = {(c.document_id, c.ref) for c in answer.citations}
    assert {ref for _, ref in cited} >= {"§ 4.2"}
    assert len({key for key, _ in cited}) == 2
