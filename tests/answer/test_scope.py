import pytest

from answer.claims import Status
from answer.library import Library
from answer.mentions import find_mentions
from answer.query import Scope
from answer.scope import find_scope
from tests.answer.sheets import Ask, Read

OLD, NEW = "oap-2012-illegal-immigration", "oap-2022-migrant-smuggling"
DRAFT, THB = "oap-2018-facilitated-illegal-immigration", "oap-2022-trafficking-in-human-beings"
MEASURES = "measures-2018-migrant-smuggling-networks"


def scope_of(question: str, library: Library, allowed: tuple[str, ...] = ()) -> Scope:
    allowed = allowed or tuple(library.documents)
    return find_scope(find_mentions(question, library), library, allowed)


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Which actions does the 2012 plan have?", {OLD}),
        ("Which actions does the 2022 migrant smuggling plan have?", {NEW}),
        ("Who led what in 2022?", {NEW, THB}),
        ("the two 2022 plans", {NEW, THB}),
        ("OAP 2022 THB", {THB}),
        ("the human trafficking plan", {THB}),
        ("Menschenhandel 2022", {THB}),
        ("the 2018 draft plan", {DRAFT}),
        ("What do the 2018 measures say?", {MEASURES}),
        ("What does measure 4 say?", {MEASURES}),
        ("the chapter II measures", {MEASURES}),
        ("2018", {MEASURES, DRAFT}),
        ("Who leads OA 2.1 on human trafficking?", {THB}),
    ],
)
def test_a_question_says_which_documents_it_means(
    question: str, documents: set[str], library: Library
) -> None:
    scope = scope_of(question, library)
    assert (set(scope.documents), scope.explicit) == (documents, True)


def test_a_question_that_names_no_plan_means_all(library: Library) -> None:
    scope = scope_of("Who leads air-route actions?", library)
    assert (set(scope.documents), scope.explicit) == (set(library.documents), False)


@pytest.mark.parametrize("question", ["compare 2012 and 2022 priorities", "2012 vs 2022"])
def test_two_years_mean_the_plans_on_the_same_subject(question: str, library: Library) -> None:
    assert set(scope_of(question, library).documents) == {OLD, NEW}


def test_each_mention_is_a_group_to_compare(library: Library) -> None:
    scope = scope_of("Compare the 2022 trafficking plan with the 2012 plan", library)
    assert scope.groups == ((THB,), (OLD,))


def test_a_year_without_a_document_is_told(library: Library) -> None:
    assert scope_of("Who leads OA 1.1 in the 2015 plan?", library).unknown_years == (2015,)


def test_only_allowed_documents_are_in_scope(library: Library) -> None:
    assert scope_of("What happened in 2022?", library, (OLD, THB)).documents == (THB,)
    assert scope_of("Who leads?", library, (OLD,)).documents == (OLD,)


@pytest.mark.parametrize(
    "name",
    [
        "trafficking in human beings plan 2022",
        "trafficking in human beings plan of 2022",
        "2022 trafficking in human beings plan",
        "2022 plan on trafficking in human beings",
    ],
)
def test_each_word_of_a_subject_is_part_of_the_plans_name(name: str, read: Read) -> None:
    query = read(f"Who drives the {name}?")
    assert query.scope.documents == ("oap-2022-trafficking-in-human-beings",)
    assert not query.topic
    assert [m.value for m in query.named if m.slot == "plan"] == [name]


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("who leads OA 2.3? i mean the 2012 plan", "oap-2012-illegal-immigration"),
        ("report on the Western Balkans, deadline? its in the dec 2018 measures",
         "measures-2018-migrant-smuggling-networks"),
    ],
)  # fmt: skip
def test_where_the_answer_stands_is_told_behind_the_question(
    message: str, plan: str, read: Read
) -> None:
    assert read(message).scope.documents == (plan,)


def test_no_sum_is_told_where_the_text_states_none(ask: Ask) -> None:
    answer = ask("total budget in euros of the 2022 migrant smuggling OAP?")
    assert answer.status == Status.NOT_FOUND
