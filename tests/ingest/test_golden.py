"""The parsed corpus against golden facts that a careful reader wrote down, field by field."""

import json
import re
from pathlib import Path

import pytest

from ingest.model import Action, Document, Field, Value
from ingest.parse import Parsed, parse_file
from ingest.text import clean

ROOT = Path(__file__).parents[2]
GOLDEN = {p.stem: json.loads(p.read_text()) for p in (ROOT / "tests/ingest/golden").glob("*.json")}
PLANS = [name for name, golden in GOLDEN.items() if "goals" in golden and golden["goals"] and isinstance(golden["goals"][0], dict)]


@pytest.fixture(scope="module")
def corpus() -> dict[str, Parsed]:
    return {name: parse_file(ROOT / "corpus" / f"{name}.txt") for name in GOLDEN}


def texts(values: tuple[Value, ...]) -> list[str]:
    return [value.value for value in values]


def actors(action: Action, field: Field) -> list[list[str | None]]:
    return [[value.value, value.code] for value in action.values(field)]


def plain(words: object) -> object:
    """Fold what reader and parser may differ in: list dashes, closing punctuation."""
    if isinstance(words, list):
        return [plain(word) for word in words if word]
    if isinstance(words, str):
        return re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s[-–·•o]\s", " ", words)).strip(" .,;:")
    return words


FIELDS = {
    "title": lambda a: a.title.value,
    "leaders": lambda a: actors(a, Field.LEADER),
    "co_leaders": lambda a: actors(a, Field.CO_LEADER),
    "participants": lambda a: actors(a, Field.PARTICIPANTS),
    "summary": lambda a: " ".join(texts(a.summary)) or None,
    "kpis": lambda a: [k.value for k in a.kpis],
    "targets": lambda a: [k.target for k in a.kpis],
    "units": lambda a: [k.unit for k in a.kpis],
    "types": lambda a: texts(a.types),
    "activities": lambda a: [v.value for v in a.activities],
    "timings": lambda a: [v.timing for v in a.activities],
    "timing": lambda a: " ".join(texts(a.timing)) or None,
    "links": lambda a: texts(a.links),
    "jads": lambda a: texts(a.jads),
    "related": lambda a: texts(a.related),
    "target_text": lambda a: " ".join(texts(a.targets)) or None,
}


def expected(action: dict, field: str) -> object:
    if field == "kpis":
        return [kpi["value"] for kpi in action["kpis"]]
    if field in ("targets", "units"):
        return [kpi.get(field[:-1]) for kpi in action["kpis"]]
    if field == "activities":
        return [activity["value"] for activity in action.get("activities", [])]
    if field == "timings":
        return [activity.get("timing") for activity in action.get("activities", [])]
    return action.get(field) or None


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", PLANS)
def test_action_fields_are_those_of_a_careful_reader(
    corpus: dict[str, Parsed], name: str, field: str
) -> None:
    document = corpus[name].document
    if field == "related" and document.template == "sheet_2022":
        pytest.skip("the reader noted related actions for the table of 2012 only")
    parsed = {action.ref: action for action in document.actions()}
    wrong = []
    for goal in GOLDEN[name]["goals"]:
        for action in goal["actions"]:
            want = expected(action, field)
            got = FIELDS[field](parsed[action["ref"]])
            if plain(want or None) != plain(got or None):
                wrong.append((action["ref"], want, got))
    assert not wrong
