"""Actors named as alternatives: "or" binds those in one role before those in several."""

import pytest

from answer.compose.matches import by_role
from tests.answer.sheets import Ask


@pytest.mark.parametrize(
    ("parts", "groups"),
    [
        ([(("participant",), 1), (("leader",), 2), (("leader",), 3)], [[1], [2, 3]]),
        ([(("participant",), 1), (("leader",), 2)], []),
        ([(("leader",), 1), (("leader",), 2)], []),
    ],
)
def test_alternatives_are_grouped_where_some_share_a_role(
    parts: list[tuple[tuple[str, ...], int]], groups: list[list[int]]
) -> None:
    assert by_role(parts) == groups


def test_a_participant_is_no_alternative_to_leaders(ask: Ask) -> None:
    answer = ask("Norway joins which of the actions led by Spain or Germany in the 2022 plan?")
    refs = {citation.ref for citation in answer.citations}
    assert refs
    told = ask("Which actions of the 2022 plan led by Spain or Germany does Norway join?")
    assert refs == {citation.ref for citation in told.citations}


def test_only_a_notice_is_a_plan_withheld(ask: Ask) -> None:
    answer = ask("Which countries lead the individual actions of the 2018 draft plan?")
    assert answer.status == "redacted"
