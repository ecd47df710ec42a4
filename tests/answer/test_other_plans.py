"""What is withheld within sentences, and an actor's part, in plans beside the corpus."""

from pathlib import Path

import pytest

from answer.ask import Assistant
from answer.claims import Status
from ingest.model import Field
from ingest.withheld import gaps_in
from tests.answer.sheets import Ask
from tests.answer.shelves import assistant_over, store_of

PLANS = Path(__file__).parents[2] / "eval" / "plans"
LOGGING, EURO, ATTACKS = (
    "oap-2018-illegal-logging",
    "oap-2021-counterfeit-euro",
    "oap-2024-cyber-attacks",
)
ARMS, WASTE = "oap-2024-firearms-conflict-zones", "oap-2023-waste-trafficking"
CARDS = "oap-2016-payment-card-fraud"


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Return an assistant over six plans that the corpus lacks."""
    keys = (LOGGING, EURO, ATTACKS, ARMS, WASTE, CARDS)
    store = store_of(next(PLANS.glob(f"{key}.*")) for key in keys)
    return assistant_over(store, tmp_path_factory.mktemp("others"))


def test_a_driver_that_is_withheld_is_not_said_to_be_unprinted(others: Assistant) -> None:
    answer = others.ask("Which country is the driver of the plan?", documents=[LOGGING])
    assert answer.status == Status.REDACTED
    assert "the Driver, NOT DECLASSIFIED" in answer.citations[0].quote


def test_a_driver_that_is_printed_is_told(others: Assistant) -> None:
    answer = others.ask("Which country is the driver of the plan?", documents=[EURO])
    assert answer.status == Status.ANSWERED
    assert "Italy" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Name of the EMPACT support manager for the 2021 euro counterfeiting OAP?",
        "Who holds the post of the EMPACT support manager in the 2021 plan?",
    ],
)
def test_a_name_that_is_withheld_answers_in_part(question: str, others: Assistant) -> None:
    answer = others.ask(question, documents=[EURO])
    assert answer.status in (Status.PARTIAL, Status.REDACTED)
    assert any("manager is held by DELETED" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Could you sum up the Danish contribution to the 2024 plan on cyber-attacks?",
        "Sum up Denmark's part in the plan",
        "summarise what Denmark does",
    ],
)
def test_a_summary_of_an_actor_is_its_part(question: str, others: Assistant) -> None:
    answer = others.ask(question, documents=[ATTACKS])
    assert "leads 1 action: OA 7.2" in answer.answer
    assert "co-leader of 1 action: OA 3.2" in answer.answer


def test_a_notice_behind_an_action_withholds_no_other_action(others: Assistant) -> None:
    question = "Compare OA 8.1 and OA 8.2 of the 2024 firearms plan: leader, region, targets."
    answer = others.ask(question, documents=[ARMS])
    assert answer.status == Status.ANSWERED
    assert {"OA 8.1", "OA 8.2"} <= {citation.ref for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Which budget does OA 2.3 have?", Status.REDACTED),
        ("Which budget does OA 2.1 have?", Status.ANSWERED),
        ("Which third countries take part in OA 3.3?", Status.REDACTED),
        ("Which third countries take part in OA 2.2?", Status.NOT_FOUND),
        ("Who takes part in OA 3.3?", Status.PARTIAL),
        ("Who leads OA 3.3?", Status.ANSWERED),
    ],
)
def test_a_row_that_is_withheld_is_no_answer(
    question: str, status: Status, others: Assistant
) -> None:
    assert others.ask(question, documents=[CARDS]).status == status


def test_steps_below_what_will_be_done_have_their_times(others: Assistant) -> None:
    answer = others.ask("When are the airport action days of TURNSTILE?", documents=[CARDS])
    assert "12-16 April 2016" in answer.answer
    assert "10-14 October 2016" in answer.answer


def test_an_action_that_names_an_actor_is_not_told_again_as_of_all_members(ask: Ask) -> None:
    answer = ask("Sum up Croatia's part in the 2022 migrant smuggling plan").answer
    _, named, every = [line for line in answer.splitlines() if "Croatia (HR)" in line]
    assert "OA 1.1" in named
    assert "OA 6.2" in every
    assert "OA 1.1" not in every


def test_what_is_withheld_beside_what_is_asked_for_leaves_an_answer_whole(
    others: Assistant,
) -> None:
    answer = others.ask("and 3.2 of the 2023 waste plan, who has the lead?", documents=[WASTE])
    assert answer.status == Status.ANSWERED
    assert "Slovenia" in answer.answer


def test_a_co_leader_that_is_withheld_is_not_denied(others: Assistant) -> None:
    document = others._store.document(EURO)
    action = next(a for a in document.actions() if a.ref == "OA 2.4")
    assert gaps_in(document, action, Field.CO_LEADER)
    assert not gaps_in(document, action, Field.LEADER)
    answer = others.ask("Which countries co-lead OA 2.4?", documents=[EURO])
    assert answer.status == Status.REDACTED
