"""Signs behind names, with their meaning below the list."""

import pytest

from answer.compose.marks import compose_marks
from answer.library import Library
from answer.understand import understand
from ingest.facts import FactStore
from ingest.parse import parse_text

PLAN = """\
Operational Action Plan 2031: Sand theft

1. Aim

This plan corresponds to the EU crime priority “Sand theft”. The driver is PT.

2. Context

2.1 Partners

Partners of interest:
· Albania*, Georgia, Morocco^, Serbia*, Tunisia
* Letter of understanding with Europol
^ Working arrangement

Strategic Goal 1: Controls

Action 1.1: Night checks. Leader: LT. Participants: PL, FI. KPI: 40 lorries. Timeline: Q3.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    store = FactStore("sqlite://")
    store.save(parse_text("sand-2031", PLAN, "x"), PLAN)
    return Library(store)


def told(library: Library, question: str) -> str:
    (query,) = understand(question, (), library, tuple(library.documents))
    draft = compose_marks(query, library)
    if draft is None:
        return ""
    return " | ".join(part if isinstance(part, str) else part.text for part in draft.parts)


@pytest.mark.parametrize(
    "question",
    [
        "Which countries have a letter of understanding with Europol?",
        "Is there a letter of understanding with Europol for Serbia?",
    ],
)
def test_a_meaning_names_those_that_carry_its_sign(library: Library, question: str) -> None:
    words = told(library, question)
    assert "Named there: Albania (AL) and Serbia (RS)." in words
    assert "Morocco" not in words


def test_a_country_that_carries_no_sign_is_said_to(library: Library) -> None:
    assert "Tunisia (TN) carries no such sign." in told(
        library, "What does the asterisk mean, and does Tunisia have it?"
    )


def test_other_questions_are_none_of_its_business(library: Library) -> None:
    assert not told(library, "Which actions rest on a working arrangement?")
    assert not told(library, "Who are the partners of interest?")
