"""The actions of the two full plans against what a careful reader wrote down, field by field."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from ingest.model import Action, Field, Value
from ingest.parse import Parsed


def texts(values: tuple[Value, ...]) -> list[str]:
    return [value.value for value in values]


def actors(action: Action, field: Field) -> list[list[str | None]]:
    return [[value.value, getattr(value, "code", None)] for value in action.values(field)]


def plain(words: object) -> object:
    """Fold what reader and parser may differ in: list dashes, closing punctuation, emptiness."""
    if isinstance(words, list):
        return [plain(word) for word in words if word] or None
    if isinstance(words, str):
        folded = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s[-–·•o]\s", " ", words))
        return folded.strip(" .,;:") or None
    return words


def flat(action: dict[str, Any]) -> dict[str, object]:
    """Lay out the reader's action as `PARSED` does the parser's."""
    kpis, activities = action["kpis"], action.get("activities") or []
    return action | {
        "kpis": [kpi["value"] for kpi in kpis],
        "targets": [kpi["target"] or "no number" for kpi in kpis],
        "units": [kpi["unit"] or "no unit" for kpi in kpis],
        "activities": [activity["value"] for activity in activities],
        "timings": [activity["timing"] or "no timing" for activity in activities],
    }


PARSED: dict[str, Callable[[Action], object]] = {
    "title": lambda a: a.title.value,
    "leaders": lambda a: actors(a, Field.LEADER),
    "co_leaders": lambda a: actors(a, Field.CO_LEADER),
    "participants": lambda a: actors(a, Field.PARTICIPANTS),
    "summary": lambda a: " ".join(texts(a.summary)),
    "kpis": lambda a: texts(a.kpis),
    "targets": lambda a: [k.target or "no number" for k in a.kpis],
    "units": lambda a: [k.unit or "no unit" for k in a.kpis],
    "types": lambda a: texts(a.types),
    "activities": lambda a: texts(a.activities),
    "timings": lambda a: [v.timing or "no timing" for v in a.activities],
    "timing": lambda a: " ".join(texts(a.timing)),
    "links": lambda a: texts(a.links),
    "jads": lambda a: texts(a.jads),
    "target_text": lambda a: " ".join(texts(a.targets)),
}


def test_actions_stand_in_the_goals_where_the_reader_found_them(
    full_plan: Parsed, read_golden: Callable[[Parsed], Any]
) -> None:
    read = {g["ref"]: [a["ref"] for a in g["actions"]] for g in read_golden(full_plan)["goals"]}
    assert {g.ref: [a.ref for a in g.actions] for g in full_plan.document.goals} == read
    assert all(a.goal == g.ref for g in full_plan.document.goals for a in g.actions)


@pytest.mark.parametrize("field", PARSED)
def test_action_fields_are_those_of_a_careful_reader(
    full_plan: Parsed, read_golden: Callable[[Parsed], Any], field: str
) -> None:
    read = {
        a["ref"]: flat(a).get(field) for g in read_golden(full_plan)["goals"] for a in g["actions"]
    }
    wrong = {
        action.ref: (read[action.ref], PARSED[field](action))
        for action in full_plan.document.actions()
        if plain(read[action.ref]) != plain(PARSED[field](action))
    }
    assert wrong == {}


def test_the_table_of_2012_links_its_actions_to_goals_and_actions(
    corpus: dict[str, Parsed], read_golden: Callable[[Parsed], Any]
) -> None:
    plan = corpus["oap-2012-illegal-immigration"]
    read = {a["ref"]: a["related"] for g in read_golden(plan)["goals"] for a in g["actions"]}
    assert {a.ref: texts(a.related) for a in plan.document.actions()} == read


def test_the_overview_of_2022_agrees_with_its_sheets(corpus: dict[str, Parsed]) -> None:
    document = corpus["oap-2022-migrant-smuggling"].document
    sheets = [
        (a.ref, [leader.code for leader in a.leaders], a.title.value) for a in document.actions()
    ]
    assert len(document.overview) == 30
    assert [(r.ref, [r.leader.code], r.title.value) for r in document.overview] == sheets


def test_a_footnote_in_a_row_is_noted_at_its_action(corpus: dict[str, Parsed]) -> None:
    actions = corpus["oap-2012-illegal-immigration"].document.actions()
    assert {a.ref: a.notes for a in actions if a.notes} == {
        "OA 2.1": ("Footnote 7",),
        "OA 5.2": ("Footnote 8",),
        "OA 6.1": ("Footnote 9",),
        "OA 6.2": ("Footnote 10",),
    }
