"""Footnotes that belong to what an answer tells, and those that say what a term means."""

import pytest

from answer.claims import Answer, Status, Turn
from tests.answer.sheets import Ask
from tests.answer.shelves import assistant_over, store_of_text

PLAN = """\
Council of the European Union
Brussels, 4 May 2030
8888/30
LIMITE
Subject: Operational Action Plan 2031: Sand theft

Delegations will find attached the plan, which was endorsed by COSI on 3 May 2030.

1. Aim

This plan corresponds to the EU crime priority “Sand theft”. The driver is PT.

3. Structure

Overview of OAs

\tNo
\tOA
\tAL
\tShort title

\t1
\t1.1
\tLT
\tNight checks.

\t2
\t1.2
\tPT
\tDredger register.

\t3
\t1.3
\tDELETED
\tDELETED

4. Information

All reports shall be sent through SANDNET¹. Checks follow the code of conduct of the harbours.

¹ Secure network of the harbour masters for reports on dredgers

² The part that Norway takes has not been confirmed by its ministry so far.

Strategic Goal 1: Controls

\tRef.:
OA 1.1
\tLeader: LT

\tCo-leader: FI

\tParticipants:
\tPL, Norway²

\tActivity summary of the Operational Action:

\tLorries are stopped at night.

\tKey Performance Indicators (KPIs) and targets

\t\ta) Number of lorries (40)

\tb) Number of seals broken: DELETED

	Type of Operational Action
1-Operational

DELETED FROM THIS POINT UNTIL THE END OF PAGE 27

Strategic Goal 2: Training

DELETED UNTIL THE END OF THE DOCUMENT (page 30)
"""


@pytest.fixture(scope="module")
def put(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Return what asks an assistant over the plan on sand."""
    home = tmp_path_factory.mktemp("sand")
    return assistant_over(store_of_text("sand-2031", PLAN), home).ask


def refs(answer: Answer) -> set[str]:
    return {citation.ref for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "Who takes part in OA 1.1 of the 2031 plan?",
        "Does Norway take part in the night checks of 2031?",
        "Summarise OA 1.1 of the 2031 plan",
    ],
)
def test_a_note_in_the_cell_is_told_with_it(question: str, put: Ask) -> None:
    answer = put(question)
    assert "Footnote 2" in refs(answer)
    assert "has not been confirmed" in answer.answer


@pytest.mark.parametrize(
    "question", ["Who leads OA 1.1 of the 2031 plan?", "What are the KPIs of OA 1.1 in 2031?"]
)
def test_a_note_in_another_cell_is_not(question: str, put: Ask) -> None:
    assert "Footnote 2" not in refs(put(question))


@pytest.mark.parametrize("question", ["What is SANDNET in the 2031 plan?", "whats SANDNET"])
def test_a_note_says_what_a_term_means(question: str, put: Ask) -> None:
    answer = put(question)
    assert answer.citations[0].ref == "Footnote 1"
    assert "Secure network of the harbour masters" in answer.answer


class TestOverviewed:
    """Actions whose sheets are withheld and that the overview lists."""

    def test_the_overview_tells_who_leads(self, put: Ask) -> None:
        answer = put("Who leads OA 1.2 of the 2031 plan?")
        assert answer.status == Status.ANSWERED
        assert "is led by Portugal (PT)" in answer.answer
        assert "withheld" in answer.answer

    def test_it_is_listed_by_its_leader(self, put: Ask) -> None:
        assert refs(put("Which actions of the 2031 plan does Portugal lead?")) == {"OA 1.2"}

    @pytest.mark.parametrize("ref", ["OA 1.2", "OA 1.3"])
    def test_the_rest_of_it_is_withheld(self, ref: str, put: Ask) -> None:
        assert put(f"What are the KPIs of {ref} in the 2031 plan?").status == Status.REDACTED

    def test_what_it_does_not_list_there_is_not(self, put: Ask) -> None:
        answer = put("What is OA 1.7 of the 2031 plan for?")
        assert answer.status == Status.NOT_FOUND
        assert "no OA 1.7" in answer.answer

    def test_all_are_counted_with_those_that_can_be_read(self, put: Ask) -> None:
        answer = put("How many actions does the 2031 plan have?").answer
        assert "1 action in the" in answer
        assert "All together there are 3 actions" in answer


def test_a_target_that_is_withheld_is_told_as_such(put: Ask) -> None:
    answer = put("How many seals are to be broken under OA 1.1 of the 2031 plan?")
    assert answer.status == Status.REDACTED
    assert put("How many lorries is OA 1.1 of 2031 to check?").status == Status.ANSWERED


def test_a_date_that_is_asked_for_beside_the_rest_is_told(put: Ask) -> None:
    answer = put("What is the document number of the 2031 plan, and when was it endorsed by COSI?")
    assert "8888/30" in answer.answer
    assert "endorsed by COSI on 3 May 2030" in answer.answer


def test_some_of_the_actions_just_listed(ask: Ask) -> None:
    told = "Montenegro takes part in OA 2.1, OA 2.3, OA 2.10, OA 5.3 and OA 5.4."
    history = [
        Turn(role="user", content="Montenegro in the migrant smuggling OAP 2022?"),
        Turn(role="assistant", content=told),
    ]
    assert refs(ask("which of these does Frontex lead", history)) == {"OA 2.10", "OA 5.3"}
    none = ask("which of them does Poland lead?", history)
    assert none.status == Status.NOT_FOUND
    assert "among OA 2.1" in none.answer
