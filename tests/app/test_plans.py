"""The typed plan: the contract's keys, and a span under each value."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.plans import action_view, plan_view
from app.service import Service
from ingest.model import Action, Redaction, Value

CORPUS_IDS = [
    "oap-2012-illegal-immigration",
    "oap-2018-facilitated-illegal-immigration",
    "measures-2018-migrant-smuggling-networks",
    "oap-2022-migrant-smuggling",
    "oap-2022-trafficking-in-human-beings",
]
ACTION_KEYS = {
    *("ref", "title", "leaders", "co_leaders", "participants", "summary", "kpis", "types"),
    *("activities", "timing", "links", "jads", "related", "other"),
}


def plan_json(library: Service, document_id: str) -> dict[str, Any]:
    document, text = library.store.document(document_id), library.store.text(document_id)
    return plan_view(document, text).model_dump(mode="json")


def spans(tree: object) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if "start" in tree:
            yield tree
        for part in tree.values():
            yield from spans(part)
    elif isinstance(tree, list):
        for part in tree:
            yield from spans(part)


@pytest.mark.parametrize("document_id", CORPUS_IDS)
def test_every_span_lies_in_the_text(library: Service, document_id: str) -> None:
    length = len(library.store.text(document_id))
    plan = plan_json(library, document_id)
    assert all(0 <= span["start"] < span["end"] <= length for span in spans(plan))
    assert plan["id"] == document_id


def test_a_plan_has_the_keys_of_the_contract(library: Service) -> None:
    plan = plan_json(library, "oap-2022-migrant-smuggling")
    assert plan["year"] == 2022
    assert plan["driver"]["code"] == "DE"
    assert plan["priority"]["value"] == "Migrant smuggling"
    actions = {a["ref"]: a for goal in plan["goals"] for a in goal["actions"]}
    assert len(actions) == 30
    assert all(action.keys() >= ACTION_KEYS for action in actions.values())
    action = actions["OA 2.8"]
    assert [leader["code"] for leader in action["leaders"]] == ["ES"]
    assert action["summary"]["value"].startswith("Reducing migrant smuggling")
    assert {"value", "start", "end", "target", "unit"} <= action["kpis"][0].keys()
    assert action["activities"][0]["timing"] == "Q1"
    assert action["timing"] == []


def test_the_words_of_an_actor_stand_at_its_span(library: Service) -> None:
    text = library.store.text("oap-2022-migrant-smuggling")
    plan = plan_json(library, "oap-2022-migrant-smuggling")
    for goal in plan["goals"]:
        for action in goal["actions"]:
            for leader in action["leaders"]:
                assert text[leader["start"] : leader["end"]] == leader["value"]


def test_withheld_fields_say_so_and_point_to_the_notice(library: Service) -> None:
    document_id = "oap-2022-trafficking-in-human-beings"
    text = library.store.text(document_id)
    plan = plan_json(library, document_id)
    (first, *_) = (action for goal in plan["goals"] for action in goal["actions"])
    hidden = [first[key] for key in ACTION_KEYS - {"ref", "title"}]
    assert all(field["redacted"] is True for field in hidden)
    assert "DELETED UNTIL THE END" in text[hidden[0]["start"] : hidden[0]["end"]]
    assert "rest" in {redaction["scope"] for redaction in plan["redactions"]}


def test_measures_come_with_summary_and_annex(library: Service) -> None:
    plan = plan_json(library, "measures-2018-migrant-smuggling-networks")
    assert [measure["ref"] for measure in plan["measures"]] == [
        f"Measure {number}" for number in range(1, 14)
    ]
    assert all(measure["summary"] and measure["annex"] for measure in plan["measures"])
    assert [chapter["ref"] for chapter in plan["chapters"]][:2] == ["Chapter I", "Chapter II"]


def an_action(**fields: Any) -> Action:
    title = Value(start=3, end=8, value="Title")
    return Action(start=0, end=9, ref="OA 1.1", goal="SG 1", title=title, **fields)


def test_an_empty_field_is_an_empty_list() -> None:
    view = action_view(an_action(), ()).model_dump(mode="json")
    assert all(view[key] == [] for key in ACTION_KEYS - {"ref", "title"})


def test_the_paragraphs_of_a_summary_are_one_value() -> None:
    parts = (Value(start=10, end=13, value="One"), Value(start=15, end=18, value="Two"))
    view = action_view(an_action(summary=parts), ()).model_dump(mode="json")
    assert view["summary"] == {"value": "One\nTwo", "start": 10, "end": 18}


@pytest.mark.parametrize(
    ("scopes", "start"),
    [(["section", "rest"], 60), (["phrase", "section"], 60), (["phrase"], 0), ([], 0)],
)
def test_the_notice_of_the_widest_scope_withholds(scopes: list[Any], start: int) -> None:
    notices = [
        Redaction(start=50 + 10 * number, end=55 + 10 * number, ref="§ 1", scope=scope)
        for number, scope in enumerate(scopes)
    ]
    view = action_view(an_action(withheld=True), notices).model_dump(mode="json")
    assert view["leaders"] == {"redacted": True, "start": start, "end": start + (5 if start else 9)}
