"""Rows of a form that are answered with yes or no."""

import pytest

from answer.compose.ticked import compose_ticked
from answer.library import Library
from answer.select.write import compose_selection
from answer.understand import understand
from answer.verify import verify
from ingest.facts import FactStore
from ingest.parse import parse_text

_SHEET = """\
\tRef.:
OA 1.{number}
\tLeader: {leader}

\tCo-leader: {co_leader}

\tParticipants:
\tAT, BE

\tActivity summary of the Operational Action:

\tSearches of quarries.

\tKey Performance Indicators (KPIs) and targets

\t\ta) Number of lorries ({number}0)

\tType of Operational Action
1-Operational

\tOTF element: {otf}

\tCustoms element: {customs}

"""
_ROWS = [
    ("LT", "Switzerland", "Yes", "No"),
    ("PT", "FI", "No", "Yes, with the ports"),
    ("FI", "Switzerland", "Yes.", "No"),
    ("SE", "LT", "No", "No"),
]


@pytest.fixture(scope="module")
def library() -> Library:
    sheets = "".join(
        _SHEET.format(number=n, leader=leader, co_leader=co, otf=otf, customs=customs)
        for n, (leader, co, otf, customs) in enumerate(_ROWS, start=1)
    )
    text = (
        "Operational Action Plan 2031: Sand theft\n\n1. Aim\n\nFewer thefts.\n\n"
        f"Strategic Goal 1: Controls\n\n{sheets}"
    )
    store = FactStore("sqlite://")
    store.save(parse_text("sand-2031", text, "x"), text)
    return Library(store)


@pytest.mark.parametrize(
    ("question", "refs"),
    [
        ("Which actions of the 2031 plan have an OTF element?", ["OA 1.1", "OA 1.3"]),
        ("How many actions have a customs element in 2031?", ["OA 1.2"]),
        ("Which 2031 actions have “No” in the field OTF element?", ["OA 1.2", "OA 1.4"]),
        ("Which actions of the 2031 plan have no customs element?", ["OA 1.1", "OA 1.3", "OA 1.4"]),
    ],
)
def test_the_actions_whose_row_says_so_are_told(
    question: str, refs: list[str], library: Library
) -> None:
    query = understand(question, (), library, tuple(library.documents))[0]
    draft = compose_ticked(query, library)
    assert draft is not None
    assert sorted({e.ref for s in draft.statements for e in s.evidence}) == refs


@pytest.mark.parametrize(
    "question", ["Which actions of the 2031 plan are on customs?", "Who leads the OTF of 2031?"]
)
def test_a_topic_is_no_such_row(question: str, library: Library) -> None:
    query = understand(question, (), library, tuple(library.documents))[0]
    assert compose_ticked(query, library) is None


def test_a_co_leader_that_a_sheet_names_in_full_is_told(library: Library) -> None:
    answers = [
        compose_selection(understand(question, (), library, tuple(library.documents))[0], library)
        for question in ("Which 2031 actions does Switzerland co-lead?", "Where is Switzerland?")
    ]
    for draft in filter(None, answers):
        kept, dropped = verify(draft, library)
        assert dropped == 0
        assert sorted({e.ref for s in kept.statements for e in s.evidence}) == ["OA 1.1", "OA 1.3"]
    assert answers[0] is not None
