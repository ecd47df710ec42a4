"""The list of actions: conditions as people write them, and CSV that a spreadsheet can open."""

import csv
import io
import json

import pytest

from app.actions import (
    COLUMNS,
    ActionConditions,
    actions_csv,
    actions_json,
    list_actions,
    read_conditions,
)
from app.errors import BadFilter, UnknownActor
from app.plans import ValueView
from app.service import Service
from ingest.errors import UnknownDocument

SMUGGLING = "oap-2022-migrant-smuggling"


def refs(library: Service, **conditions: object) -> list[str]:
    wanted = ActionConditions.model_validate({"document": [SMUGGLING], **conditions})
    return [action.ref for action in list_actions(library.store, wanted)]


@pytest.mark.parametrize("name", ["ES", "es", "Spain", "Spanish"])
def test_an_actor_may_be_named_as_people_name_it(library: Service, name: str) -> None:
    found = refs(library, leader=name)
    assert "OA 2.8" in found
    assert found == refs(library, leader="ES")


def test_conditions_hold_together(library: Service) -> None:
    both = refs(library, leader="Frontex", co_leader="Europol")
    assert both
    assert set(both) == set(refs(library, leader="Frontex")) & set(
        refs(library, co_leader="Europol")
    )


@pytest.mark.parametrize("goal", ["SG 5", "goal 5", "CHSG 5", "5"])
def test_a_goal_may_be_named_as_people_name_it(library: Service, goal: str) -> None:
    found = refs(library, goal=goal)
    assert found
    assert all(ref.startswith("OA 5.") for ref in found)


def test_without_conditions_all_actions_of_all_plans_are_listed(library: Service) -> None:
    found = list_actions(library.store, ActionConditions())
    assert len(found) == sum(len(list(d.actions())) for d in library.store.documents())
    assert {action.withheld for action in found} == {True, False}
    years = [action.year or 0 for action in found]
    assert years == sorted(years)


def test_text_and_quarter_narrow_the_list(library: Service) -> None:
    assert "OA 2.8" in refs(library, text="stopover AIR")
    assert set(refs(library, quarter="q1")) < set(refs(library))


@pytest.mark.parametrize(
    ("conditions", "error"),
    [
        ({"leader": "nobody at all"}, UnknownActor),
        ({"actor": "Spain or France"}, UnknownActor),
        ({"goal": "the last one"}, BadFilter),
        ({"quarter": "Q5"}, BadFilter),
        ({"document": ("no-such-document",)}, UnknownDocument),
    ],
)
def test_conditions_that_name_nothing_known_are_refused(
    library: Service, conditions: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        read_conditions(library.store, ActionConditions.model_validate(conditions))


def test_csv_has_a_line_for_each_action(library: Service) -> None:
    found = list_actions(library.store, ActionConditions(document=(SMUGGLING,)))
    rows = list(csv.DictReader(io.StringIO(actions_csv(found))))
    assert len(rows) == len(found) == 30
    row = next(row for row in rows if row["ref"] == "OA 2.8")
    assert list(row) == list(COLUMNS)
    assert (row["goal"], row["leaders"]) == ("SG 2", "ES")
    assert row["participants"].split("; ")[:2] == ["BG", "DE"]
    assert "(Q1); " in row["activities"]


def test_withheld_fields_are_marked_in_the_csv(library: Service) -> None:
    wanted = ActionConditions(document=("oap-2022-trafficking-in-human-beings",))
    rows = csv.DictReader(io.StringIO(actions_csv(list_actions(library.store, wanted))))
    assert {row["leaders"] for row in rows} == {"(withheld)"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_is_a_formula(library: Service, start: str) -> None:
    (action, *_) = list_actions(library.store, ActionConditions(document=(SMUGGLING,)))
    formula = action.model_copy(
        update={"title": ValueView(value=f"{start}HYPERLINK(1)", start=0, end=1)}
    )
    (row,) = csv.DictReader(io.StringIO(actions_csv([formula])))
    assert row["title"] == f"'{start}HYPERLINK(1)"


def test_json_has_values_with_spans(library: Service) -> None:
    wanted = ActionConditions(document=(SMUGGLING,), leader="ES")
    (action, *_) = json.loads(actions_json(list_actions(library.store, wanted)))
    assert action["document_id"] == SMUGGLING
    assert action["leaders"][0].keys() == {"value", "start", "end", "code"}
