"""A follow-up for actors of a kind is about the action at hand."""

import pytest

from answer.claims import Turn
from tests.answer.sheets import Ask

FIRST = "Who takes part in OA 2.7 of the 2022 plan on migrant smuggling?"


@pytest.mark.parametrize(
    ("follow_up", "named", "not_named"),
    [
        ("and which third countries join it?", ["United Kingdom (UK)"], ["France (FR)"]),
        ("which third countries?", ["United Kingdom (UK)"], ["France (FR)"]),
        ("which agencies take part?", ["Eurojust", "Frontex"], ["France (FR)"]),
        ("how many member states are there among them?", ["5 Member States"], ["Frontex"]),
    ],
)
def test_a_kind_is_picked_out(
    follow_up: str, named: list[str], not_named: list[str], ask: Ask
) -> None:
    turns = [
        Turn(role="user", content=FIRST),
        Turn(role="assistant", content=ask(FIRST).answer),
    ]
    answer = ask(follow_up, turns)
    assert "OA 2.7" in answer.answer
    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in not_named if words in answer.answer] == []


def test_another_plan_is_a_change_of_subject(ask: Ask) -> None:
    turns = [
        Turn(role="user", content=FIRST),
        Turn(role="assistant", content=ask(FIRST).answer),
    ]
    answer = ask("and which agencies lead actions in the 2012 plan?", turns)
    assert {c.document_id for c in answer.citations} == {"oap-2012-illegal-immigration"}


def test_after_another_question_any_role_is_meant(ask: Ask) -> None:
    first = "Who leads the action against sham marriages?"
    turns = [
        Turn(role="user", content=first),
        Turn(role="assistant", content=ask(first).answer),
    ]
    assert "among the co-leaders" in ask("and which agencies?", turns).answer
