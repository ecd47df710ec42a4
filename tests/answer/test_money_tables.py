"""Amounts that a table of the running text gives for goals and for a whole plan."""

import pytest

from answer.compose.money_tables import compose_money_table
from answer.library import Library
from answer.understand import understand
from ingest.facts import FactStore
from ingest.parse import parse_text

PLAN = """\
Operational Action Plan 2031: Sand theft

1. Aim

This plan corresponds to the EU crime priority “Sand theft”. The driver is PT.

2. Funding

The amounts below are requested from grants, in EUR.

{rows}

Strategic Goal 1: Intelligence

Action 1.1 - Map of the pits. Leader: NL. Participants: BE, DE. KPI: 3 maps. Timeline: Q2.

Strategic Goal 2: Controls

Action 2.1: Night checks. Leader: LT. Participants: PL, FI. KPI: 40 lorries. Timeline: Q3.
"""
BESIDE = "Goal\tEUR\nGoal 1\t95 000\nGoal 2\t410 000\nTotal\t505 000\nReserve\t20 000\n"
BELOW = BESIDE.replace("\t", "\n")
TOTALS = BESIDE + "Total with reserve\t525 000\n"


def told(rows: str, question: str) -> list[str]:
    store = FactStore("sqlite://")
    text = PLAN.format(rows=rows)
    store.save(parse_text("sand-2031", text, "x"), text)
    library = Library(store)
    (query,) = understand(question, (), library, tuple(library.documents))
    draft = compose_money_table(query, library)
    return [statement.text.split(" (")[0] for statement in draft.statements] if draft else []


@pytest.mark.parametrize("rows", [BESIDE, BELOW])
def test_most_and_fewest_are_told_by_all_rows_the_largest_first(rows: str) -> None:
    question = "Which goal of the 2031 plan gets the most money, and which the least?"
    found = told(rows, question)
    assert found == ["Goal 2 410 000", "Goal 1 95 000", "Reserve 20 000", "Total 505 000"]


@pytest.mark.parametrize("rows", [BESIDE, BELOW])
def test_a_goal_that_is_named_has_its_own_row(rows: str) -> None:
    assert told(rows, "How much money does goal 1 of the 2031 plan get?") == ["Goal 1 95 000"]


def test_a_total_that_the_question_names_is_told_alone() -> None:
    question = "What is the total budget of the 2031 plan with the reserve?"
    assert told(TOTALS, question) == ["Total with reserve 525 000"]


@pytest.mark.parametrize(
    "question",
    [
        "Who leads action 1.1 of the 2031 plan?",
        "Which action of the 2031 plan costs the most?",
        "How much money does action 1.1 of the 2031 plan get?",
        "Which goal of the 2031 plan has the most actions?",
    ],
)
def test_other_questions_are_not_answered_by_it(question: str) -> None:
    assert told(BESIDE, question) == []


def test_without_such_a_table_nothing_is_told() -> None:
    assert told("None is requested.", "Which goal of the 2031 plan gets the most money?") == []
