"""What is said in other words, or in a form without the row that is asked for."""

import pytest

from answer.compose.lists import compose_list
from answer.compose.naming_others import compose_naming_others
from answer.library import Library
from answer.understand import understand
from answer.words import synonyms_in
from ingest.facts import FactStore
from ingest.parse import parse_text
from tests.answer.sheets import Ask

OLD, NEW = "oap-2012-illegal-immigration", "oap-2022-migrant-smuggling"
PLAN = """\
Operational Action Plan 2031: Sand theft

1. Aim

Fewer thefts. The driver is PT.

Strategic Goal 1: Controls

Action 1.1: Night checks. Leader: LT. Participants: PL, FI. KPI: 40 lorries. Timeline: Q3.
Description: Joint Action Days at quarries, prepared under action 1.2.

Action 1.2: Register. Leader: PT. Participants: LT. KPI: 1 register. Timeline: Q1.
Description: A list of dredgers.

Action 1.3: Course. Leader: FI. Participants: PT. KPI: 20 trained. Timeline: Q2.
Description: One week, with what action 1.2 and the checks have shown.
"""


@pytest.fixture(scope="module")
def sand() -> Library:
    store = FactStore("sqlite://")
    store.save(parse_text("sand-2031", PLAN, "x"), PLAN)
    return Library(store)


def refs(library: Library, compose, question: str) -> list[str]:  # type: ignore[no-untyped-def]
    draft = compose(understand(question, (), library, tuple(library.documents))[0], library)
    return sorted({e.ref for s in draft.statements for e in s.evidence}) if draft else []


def test_action_days_are_told_where_the_form_has_no_row_for_them(sand: Library) -> None:
    assert refs(sand, compose_list, "List the joint action days of the 2031 plan") == ["OA 1.1"]


@pytest.mark.parametrize(
    "question",
    [
        "Which actions of the 2031 plan mention action 1.2?",
        "Which other actions refer to OA 1.2 of the 2031 plan?",
        "List the 2031 actions that build on action 1.2",
    ],
)
def test_the_actions_that_name_another_are_told(question: str, sand: Library) -> None:
    assert refs(sand, compose_naming_others, question) == ["OA 1.1", "OA 1.3"]


@pytest.mark.parametrize("question", ["Who leads OA 1.2 of 2031?", "What does OA 1.2 depend on?"])
def test_what_an_action_names_itself_is_another_question(question: str, sand: Library) -> None:
    assert refs(sand, compose_naming_others, question) == []


@pytest.mark.parametrize(
    ("word", "other"), [("Turkish", "turkey"), ("Vietnamese", "vietnam"), ("Albania", "albanian")]
)
def test_a_country_and_its_people_are_one_word(word: str, other: str) -> None:
    assert any((other,) in others for _, others in synonyms_in(f"{word} networks"))


@pytest.mark.parametrize(
    "question",
    [
        "What does the 2022 migrant smuggling plan say about Vietnamese migrants?",
        "What did the 2012 plan do about Vietnamese migrants, and what does the 2022 migrant "
        "smuggling plan say about them?",
    ],
)
def test_a_plan_that_has_the_other_word_alone_answers(question: str, ask: Ask) -> None:
    quotes = [c.quote for c in ask(question).citations if c.document_id == NEW]
    assert any("Vietnam" in quote for quote in quotes)


def test_roles_that_are_counted_together(ask: Ask) -> None:
    first = ask("Which Member State leads or co-leads the most actions in the 2022 smuggling plan?")
    again = ask("2022 smuggling plan: which country appears most often as leader or co-leader?")
    assert "France (FR)" in first.answer.splitlines()[0]
    assert "France (FR)" in again.answer.splitlines()[0]
    assert "as leader or co-leader" in first.answer


def test_an_action_and_a_measure_are_set_side_by_side(ask: Ask) -> None:
    answer = ask("Compare action 4.2 of the 2012 plan with measure 8 of the 2018 Council measures")
    assert {"OA 4.2", "Measure 8"} <= {c.ref for c in answer.citations}


def test_plans_in_the_plural_are_no_set_of_measures(ask: Ask) -> None:
    answer = ask("What do the 2012, 2018 and 2022 OAPs on migrant smuggling say about SIENA?")
    assert {c.document_id for c in answer.citations} == {
        OLD,
        "oap-2018-facilitated-illegal-immigration",
        NEW,
    }
