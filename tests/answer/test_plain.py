"""Asides in a question are said plainly."""

import pytest

from answer.plain import plainly


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Which actions is Poland in, whatever its role?", "Which actions is Poland have a role?"),
        ("AT and HU (ignore the ones for all member states)", "AT and HU by name"),
        ("Which ones, leave out all-MS ones", "Which ones by name"),
        ("Wo ist Luxemburg beteiligt (jede Rolle, auch 'All MS')?", "Wo ist Luxemburg beteiligt?"),
        ("Is Spain on board, in any role?", "Is Spain have a role?"),
        ("Which does Spain join (whatever the role)?", "Which does Spain have a role?"),
        ("How many actions, counting the withheld one?", "How many actions?"),
        ("Which actions have all member states?", "Which actions have all member states?"),
    ],
)  # fmt: skip
def test_asides(question: str, plain: str) -> None:
    assert plainly(question) == plain
