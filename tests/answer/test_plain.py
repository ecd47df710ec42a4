"""Asides in a question are said plainly."""

import pytest

from answer.plain import plainly


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Which actions is Poland in, whatever its role?", "Which actions is Poland in in any role ?"),
        ("AT and HU (ignore the ones for all member states)", "AT and HU by name"),
        ("Which ones, leave out all-MS ones", "Which ones by name"),
        ("Wo ist Luxemburg beteiligt (jede Rolle, auch 'All MS')?", "Wo ist Luxemburg beteiligt in any role ?"),
        ("Are there actions on boats, and which?", "Are there actions on boats?"),
        ("Which actions have all member states?", "Which actions have all member states?"),
    ],
)  # fmt: skip
def test_asides(question: str, plain: str) -> None:
    assert plainly(question) == plain
