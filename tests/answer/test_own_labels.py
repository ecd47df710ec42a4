"""What a plan's form calls its fields is understood in questions."""

from pathlib import Path

import pytest

from answer.ask import Assistant
from answer.claims import Status
from answer.library import Library
from answer.own_labels import in_usual_words
from ingest.facts import FactStore
from tests.answer.shelves import assistant_over, store_of

ROOT = Path(__file__).parents[2] / "eval" / "plans"
SMUGGLING, ARMS, DRUGS, BURGLARY = (
    "oap-2025-migrant-smuggling",
    "oap-2019-firearms-trafficking",
    "oap-2020-cannabis-cocaine-heroin",
    "oap-2020-itinerant-burglary",
)


@pytest.fixture(scope="module")
def kept() -> FactStore:
    return store_of(next(ROOT.glob(f"{key}.*")) for key in (SMUGGLING, ARMS, DRUGS, BURGLARY))


@pytest.fixture(scope="module")
def asked(kept: FactStore, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(kept, tmp_path_factory.mktemp("labels"))


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("Which actions is Frontex action manager of?", "Which actions is Frontex leader of?"),
        ("Who is deputy action manager of OA 1.3?", "Who is co-leader of OA 1.3?"),
        ("List the work packages of OA 4.1", "List the activities of OA 4.1"),
        ("Who leads OA 4.1?", "Who leads OA 4.1?"),
        ("Which contributing partners are there?",) * 2,
    ],
)
def test_labels_are_put_in_usual_words(question: str, understood: str, kept: FactStore) -> None:
    assert in_usual_words(question, Library(kept)) == understood


def test_the_corpus_needs_no_words_of_its_own(library: Library) -> None:
    question = "Who is the action leader, and which co-action leaders has OA 2.8?"
    assert in_usual_words(question, library) == question


def test_who_leads_is_asked_in_the_words_of_the_form(asked: Assistant) -> None:
    answer = asked.ask(
        "Which actions of the 2025 migrant smuggling plan is Frontex action manager of?"
    )
    assert {c.ref for c in answer.citations} == {"OA 1.2", "OA 2.9", "OA 5.3", "OA 7.2"}


@pytest.mark.parametrize(
    "question",
    [
        "How many high value targets are to be nominated under OA 1.3 of the 2020 drugs plan?",
        "Target for assets frozen under the high value targets action, arms plan 2019?",
    ],
)
def test_an_indicator_whose_target_is_withheld_is_withheld(question: str, asked: Assistant) -> None:
    assert asked.ask(question).status == Status.REDACTED


def test_an_indicator_beside_a_withheld_one_is_told(asked: Assistant) -> None:
    question = "How many high value targets are to be arrested under OA 1.3 of the 2020 drugs plan?"
    answer = asked.ask(question)
    assert answer.status == Status.ANSWERED
    assert "arrested (8)" in answer.answer


def test_blank_in_a_name_denies_nothing(asked: Assistant) -> None:
    answer = asked.ask("who leads operation blank fire")
    assert "Portugal" in answer.answer
    assert "do not lead" not in answer.answer


def test_who_must_report_is_not_who_they_are(asked: Assistant) -> None:
    answer = asked.ask(
        "By when must action leaders deliver their reports to the driver under the 2020 burglary "
        "plan?"
    )
    assert "30 June 2020" in answer.answer
    assert "§ 5.3" in {c.ref for c in answer.citations}
    assert " leads 2 of" not in answer.answer


def test_money_of_a_goal_is_told_from_the_annex(asked: Assistant) -> None:
    answer = asked.ask(
        "According to Annex II of the 2020 drugs plan, what is the indicative amount for strategic "
        "goal 4?"
    )
    assert "465 000" in answer.answer


def test_where_the_sheets_can_be_read_is_no_question(asked: Assistant) -> None:
    answer = asked.ask(
        "Going by the action sheets that can be read, which country leads the most actions in the "
        "firearms plan 2019?"
    )
    assert "Spain" in answer.answer
