"""The action with the most of something, the one behind it, and the one at the other end."""

import pytest

from answer.select.values import places_asked
from ingest.facts import FactStore
from tests.answer.sheets import Ask

PLAN = "oap-2022-migrant-smuggling"


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Which target is highest?", [9.0]),
        ("Which is highest, and which comes second?", [9.0, 7.0]),
        ("Name the highest and the lowest target", [9.0, 1.0]),
        ("the three actions with the highest targets", [9.0, 7.0, 4.0]),
        ("top two targets", [9.0, 7.0]),
        ("the two plans of 2022: which action has the highest target?", [9.0]),
        ("highest target, at least 5", [9.0]),
    ],
)
def test_how_many_places_are_told(question: str, places: list[float]) -> None:
    assert places_asked(question, [4.0, 9.0, 1.0, 7.0], most=True) == places


def test_a_ranking_is_of_what_indicators_speak_of(ask: Ask, store: FactStore) -> None:
    stated = {
        kpi.target or 0.0: action.ref
        for action in store.document(PLAN).actions()
        for kpi in action.kpis
        if {"irregular", "migrants"} <= set(kpi.value.lower().split())
    }
    first, second = (stated[number] for number in sorted(stated, reverse=True)[:2])
    answer = ask(
        "Which action of the 2022 smuggling plan sets itself the largest number of irregular "
        "migrants to be detected, and which comes second?"
    )
    assert [c.ref for c in answer.citations] == [first, second]


@pytest.mark.parametrize(
    "question",
    [
        "Rank the actions of the 2022 smuggling plan by their target for irregular migrants",
        "2022 smuggling plan: rank the actions by irregular migrants detected, highest first",
    ],
)
def test_a_ranking_tells_every_place(question: str, ask: Ask, store: FactStore) -> None:
    stated = [
        (-(kpi.target or 0.0), action.ref)
        for action in store.document(PLAN).actions()
        for kpi in action.kpis
        if {"irregular", "migrants"} <= set(kpi.value.lower().split()) and kpi.target
    ]
    assert [c.ref for c in ask(question).citations] == [ref for _, ref in sorted(stated)]


def test_what_a_question_quotes_is_what_is_ranked(ask: Ask, store: FactStore) -> None:
    counted: dict[str, int] = {}
    for action in store.document(PLAN).actions():
        for kpi in action.kpis:
            opening = " ".join(kpi.value.split()[:4])
            counted[opening] = counted.get(opening, 0) + bool(kpi.target)
    opening = max(counted, key=lambda words: counted[words])
    answer = ask(f"Rank the actions of the 2022 smuggling plan by their KPI target for “{opening}”")
    quotes = [c.quote.lower() for c in answer.citations]
    assert len(quotes) == counted[opening]
    assert all(" ".join(quote.split()).startswith(opening.lower()) for quote in quotes)
