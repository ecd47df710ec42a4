"""What the sheet of an action says of something that is none of its fields."""

import pytest

from answer.compose.details import write_other
from answer.draft import Draft
from answer.gather import find_targets
from answer.library import Library
from answer.understand import understand
from ingest.facts import FactStore
from ingest.parse import parse_text

PLAN = """\
Operational Action Plan 2031: Sand theft

1. Aim

This plan corresponds to the EU crime priority “Sand theft” (SAT). The driver is PT.

Strategic Goal 1: Intelligence

Action 1.1 - Map of the pits
Leader: NL
Participants: BE, DE
Summary: A register of pits. It was developed with means of the Internal Security Fund, which
financed the tests in Ghent.
KPIs:
- Number of language versions (15)
- Number of pits (300)
Activities:
1. Contact points meet in Lyon: Q1
2. Tests of the register in Ghent: Q2
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("In how many languages does action 1.1 of the SAT plan appear?", "language versions (15)"),
        ("Where did the money for action 1.1 come from?", "Internal Security Fund"),
        ("In which city are the tests of action 1.1 done?", "Ghent"),
    ],
)
def test_other_parts_of_the_sheet_answer_where_no_row_does(question: str, told: str) -> None:
    assert told in _answer(question)


def test_what_is_missing_is_named_by_a_word_of_the_question() -> None:
    assert "states no phone" in _answer("What phone number does action 1.1 (SAT 2031) give?")


def _answer(question: str) -> str:
    store = FactStore("sqlite://")
    store.save(parse_text("sand-2031", PLAN, "x"), PLAN)
    library = Library(store)
    (query,) = understand(question, (), library, tuple(library.documents), "field/other")
    draft = Draft()
    (target,) = find_targets(query, library).found
    write_other(draft, query, target, library)
    return " ".join(part if isinstance(part, str) else part.text for part in draft.parts)
