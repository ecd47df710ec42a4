"""Named operations, sums by goal, notices beside a name: asked of plans beside the corpus."""

from pathlib import Path

import pytest

from answer.ask import Assistant
from answer.claims import Answer, Status, Turn
from ingest.facts import FactStore
from ingest.model import Field
from tests.answer.sheets import Ask
from tests.answer.shelves import assistant_over, store_of

ROOT = Path(__file__).parents[2]
BORDER, DRUGS, PEOPLE = (
    "oap-2016-facilitated-illegal-immigration",
    "oap-2013-synthetic-drugs",
    "oap-2020-trafficking-in-human-beings",
)
SMUGGLING = "oap-2022-migrant-smuggling"


@pytest.fixture(scope="module")
def kept() -> FactStore:
    """Return a store of three plans that the corpus lacks, and one of the corpus."""
    made = [next((ROOT / "eval/plans").glob(f"{key}.*")) for key in (BORDER, DRUGS, PEOPLE)]
    return store_of([*made, ROOT / "corpus" / f"{SMUGGLING}.txt"])


@pytest.fixture(scope="module")
def asked(kept: FactStore, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Return an assistant over these plans."""
    return assistant_over(kept, tmp_path_factory.mktemp("more"))


def refs(answer: Answer) -> set[str]:
    return {citation.ref for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "Which named operations are there in the 2013 synthetic drugs plan?",
        "which actions of the 2013 synthetic drugs plan go by a code name",
        "What are the names of the operations in the 2013 synthetic drugs plan?",
    ],
)
def test_operations_are_listed_by_their_names(question: str, asked: Assistant) -> None:
    answer = asked.ask(question)
    assert refs(answer) == {"OA 1.3", "OA 2.1", "OA 3.1", "OA 4.1", "OA 4.4"}
    assert "NORTHERN GATE" in answer.answer


def test_an_operation_may_be_named_in_what_its_action_is_for(asked: Assistant) -> None:
    answer = asked.ask("List the named operations of the 2022 migrant smuggling plan")
    assert "DUNQETT" in answer.answer
    assert "AIR OMNIA" in answer.answer


def test_letters_tell_leaders_from_co_leaders(kept: FactStore) -> None:
    (action,) = [a for a in kept.document(DRUGS).actions() if a.ref == "OA 4.1"]
    assert [actor.code for actor in action.leaders] == ["UK"]
    assert [actor.code for actor in action.co_leaders] == ["DE"]
    assert [value.value for value in action.related] == ["OA 4.2"]
    assert not action.links


@pytest.mark.parametrize(
    ("key", "ref"), [(DRUGS, "OA 4.5"), (BORDER, "OA 2.6"), (PEOPLE, "OA 5.3")]
)
def test_an_action_of_which_nothing_is_told_is_withheld(
    key: str, ref: str, kept: FactStore
) -> None:
    assert [a.ref for a in kept.document(key).actions() if a.withheld] == [ref]


def test_an_overview_that_withholds_a_row_begins_no_goal(kept: FactStore) -> None:
    document = kept.document(PEOPLE)
    assert "§ 5.4" in {section.ref for section in document.sections}
    assert all(goal.start > 11000 for goal in document.goals)


def test_steps_beside_who_takes_them_have_their_dates(kept: FactStore) -> None:
    (action,) = [a for a in kept.document(PEOPLE).actions() if a.ref == "OA 3.2"]
    assert [(a.value, a.timing) for a in action.activities][-1] == (
        "Workshop with Vietnamese authorities.",
        "Q3",
    )
    assert len(action.values(Field.ACTIVITY)) == 3


def test_a_notice_before_a_name_withholds_it(asked: Assistant) -> None:
    answer = asked.ask("Who are the co-drivers of the 2020 trafficking plan?")
    assert "The co-driver of the 2020" in answer.answer
    assert "is withheld" in answer.answer
    assert "prints no" not in answer.answer


def test_targets_of_one_goal_add_up(asked: Assistant) -> None:
    question = (
        "Add up the targets for facilitators arrested across the actions of goal 2 in the OAP 2016"
    )
    answer = asked.ask(f"{question}, leaving aside what is withheld.")
    assert "480" in answer.answer
    assert refs(answer) == {f"OA 2.{number}" for number in range(1, 6)}


def test_a_column_of_the_year_before_is_told(asked: Assistant) -> None:
    answer = asked.ask(
        "How many false documents should INKWELL seize, and what was the 2015 figure?"
    )
    assert "2 600 | 5 000" in answer.answer


def test_links_of_one_word_each_are_borne_out(asked: Assistant) -> None:
    answer = asked.ask("Which other plans is OA 6.2 of the 2016 plan linked to?")
    assert "THB; Firearms" in answer.answer


def test_words_of_a_rule_are_no_action_of_like_words(asked: Assistant) -> None:
    answer = asked.ask("What is the dormant action rule?")
    assert {(c.document_id, c.ref) for c in answer.citations} == {(PEOPLE, "§ 5.2")}


def test_a_number_per_thing_counts_no_things(asked: Assistant) -> None:
    answer = asked.ask(
        "How many international residential courses is CEPOL planning altogether in the 2022 "
        "migrant smuggling plan?"
    )
    assert "add up" not in answer.answer


def test_a_target_is_of_what_is_counted(asked: Assistant) -> None:
    answer = asked.ask(
        "Which actions in the 2022 migrant smuggling plan have a target of at least 100 "
        "investigations?"
    )
    assert "Number of investigations (500)" in answer.answer
    assert "OA 6.3" not in refs(answer)


def test_another_subject_drops_what_was_asked(asked: Assistant) -> None:
    before = [
        Turn(role="user", content="Who leads OA 2.12 of the 2022 migrant smuggling plan?"),
        Turn(role="assistant", content="OA 2.12 is led by Frontex."),
    ]
    answer = asked.ask("ok something else. Operation BOREAS, who leads it?", before)
    assert refs(answer) == {"OA 2.5"}
    assert "Finland" in answer.answer


def test_each_plan_is_a_plan_of_its_year(ask: Ask) -> None:
    answer = ask("Who is the driver of each plan: 2012, 2018 and 2022 (migrant smuggling)?")
    assert "Council measures" not in answer.answer
    assert "withheld" in answer.answer


@pytest.mark.parametrize("words", ["say on", "say about"])
def test_what_a_paper_says_on_a_topic_is_its_measure(words: str, ask: Ask) -> None:
    answer = ask(f"What do the Council's 2018 measures {words} training?")
    assert "Measure 9" in refs(answer)
    assert ask(f"What do the Council's 2018 measures {words} drones?").status == Status.NOT_FOUND


def test_no_number_of_a_version_is_an_action(ask: Ask) -> None:
    assert "There is no OA" not in ask("When is version 2.9 of the FRAN tool due?").answer


def test_a_question_that_leans_on_no_plan_is_not_answered(ask: Ask) -> None:
    question = "Who is the driver of the OAP Firearms 2022 and how many actions has it got?"
    answer = ask(question)
    assert answer.status == Status.NOT_FOUND
    assert "There is no 2022 plan on Firearms" in answer.answer
    assert not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "What role does Europol play in the 2022 smuggling plan?",
        "What part does Europol play in the 2022 plan on migrant smuggling?",
        "which role did Europol have in the 2022 migrant smuggling plan",
        "What is the role of Europol in the 2022 smuggling plan?",
    ],
)
def test_the_role_of_an_actor_is_told_from_the_actions(asked: Assistant, question: str) -> None:
    answer = asked.ask(question)
    assert "Europol leads 3 actions" in answer.answer
    assert {"OA 1.1", "OA 2.9", "OA 8.1"} <= refs(answer)
