"""Goals that a question leaves out stand for all the others."""

import pytest

from answer.library import Library
from answer.understand import understand

PLAN = "oap-2022-migrant-smuggling"


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Which actions does France lead outside goal 2?", {1, 3, 4, 5, 6, 7, 8}),
        ("How many actions are led by Germany, not counting goals 2 and 5?", {1, 3, 4, 6, 7, 8}),
        ("which actions led by Frontex are not in SG 5, 6 or 7", {1, 2, 3, 4, 8}),
        (
            "Quelles actions la France dirige-t-elle en dehors de l'objectif 2 ?",
            {1, 3, 4, 5, 6, 7, 8},
        ),
        ("Which actions does France lead under goal 2?", {2}),
    ],
)
def test_the_goals_that_are_left(library: Library, question: str, left: set[int]) -> None:
    (query,) = understand(question, (), library, (PLAN,))
    assert set(query.refs_of("goal")) == {f"SG {number}" for number in left}
