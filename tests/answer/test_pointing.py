"""The words and names of a question together tell which action it points to."""

import pytest

from answer.ask import Assistant
from answer.claims import Turn
from answer.gather import topic_hits
from answer.library import Library
from answer.pointing import pointed_to
from tests.answer.sheets import Read


@pytest.mark.parametrize(
    ("question", "ref"),
    [
        ("Who leads the CEPOL course on money trails in the 2022 smuggling plan?", "4.1"),
        ("KPIs of the Spanish action on air routes with odd layovers, 2022 smuggling plan", "2.8"),
        ("When was the Hungarian and Austrian team at the Serbian border to act in 2012?", "2.2"),
        ("the British action on sellers of boats and outboard engines, 2022 smuggling plan", "7.1"),
    ],
)
def test_words_and_leaders_point_to_an_action(
    question: str, ref: str, read: Read, library: Library
) -> None:
    query = read(question)
    found = pointed_to(query, topic_hits(query, library), library)
    assert found[0].target.action.ref == f"OA {ref}"
    assert sum(one.chance for one in found) == pytest.approx(1.0)


def test_a_list_of_one_action_is_followed_by_what_else_is_asked(assistant: Assistant) -> None:
    told = assistant.ask("Seahorse satellite network 2012 - which north african states?").answer
    assert "Tunisia" in told or "TN" in told


@pytest.mark.parametrize(
    ("follow_up", "ref"),
    [
        ("and what about the one on marriages of convenience?", "OA 2.13"),
        ("sorry, I mean the one on dark web", "OA 3.1"),
    ],
)
def test_a_follow_up_names_another_action(follow_up: str, ref: str, assistant: Assistant) -> None:
    first = "Who leads the action on visa fraud in the 2022 smuggling plan?"
    history = [
        Turn(role="user", content=first),
        Turn(role="assistant", content=assistant.ask(first).answer),
    ]
    answer = assistant.ask(follow_up, history)
    assert "is led by" in answer.answer
    assert {cited.ref for cited in answer.citations} >= {ref}
