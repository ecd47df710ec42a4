"""Words that no document knows rule nothing out, unless a question says to look for them."""

import pytest

from answer.library import Library
from answer.mentions import find_mentions
from answer.select.parse import asks_number_of_all, parse_selection


@pytest.mark.parametrize(
    "question",
    [
        "How many separate operational actions does the plan contain all in all?",
        "how many distinct actions make up the 2012 plan",
        "Number of individual actions in the 2022 migrant smuggling plan?",
    ],
)
def test_all_actions_are_counted(library: Library, question: str) -> None:
    assert asks_number_of_all(find_mentions(question, library), library)


@pytest.mark.parametrize(
    "question", ["how many actions mention drones", "How many actions are led by Spain?"]
)
def test_conditions_are_no_count_of_all(library: Library, question: str) -> None:
    assert not asks_number_of_all(find_mentions(question, library), library)


def test_an_unheard_word_beside_conditions_is_left_out(library: Library) -> None:
    question = "Which actions are spiffingly led by Spain in the 2022 plan?"
    selection = parse_selection(find_mentions(question, library), library)
    assert selection is not None
    assert selection.conditions.topic == ""
    assert selection.conditions.parties[0].codes == ("ES",)
