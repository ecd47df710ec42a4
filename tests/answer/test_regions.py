"""Regions stand for the states in them."""

import pytest

from answer.regions import with_members


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Which actions are led by one of the three Baltic states?",
            "Estonia, Latvia or Lithuania",
        ),
        ("Do all Baltic states join?", "Estonia, Latvia and Lithuania"),
        ("which Benelux countries lead it", "which of Belgium, Netherlands and Luxembourg lead"),
        ("Visegrad Four in goal 2?", "Czechia, Hungary, Poland or Slovakia in goal 2?"),
    ],
)
def test_a_region_is_its_states(question: str, told: str) -> None:
    assert told in with_members(question)


def test_a_sea_is_no_region() -> None:
    assert with_members("drugs in the Baltic Sea") == "drugs in the Baltic Sea"
