"""The compare page: both sides stated and cited, in the page and in what it hands out."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from app.interface import interface
from app.pages.compare_actions import compare_actions
from app.pages.compare_actors import compare_actors
from app.pages.compare_plans import compare_goals, compare_plans
from app.pages.comparison import Comparison
from app.pages.sheet import find_action
from app.service import Service
from tests.app.page_reading import words_of

EN = interface("en")
OLD, NEW = "oap-2012-illegal-immigration", "oap-2022-migrant-smuggling"


def verdicts(comparison: Comparison, name: str) -> dict[str, list[str]]:
    """Return the aspects of a part by verdict."""
    found: dict[str, list[str]] = {}
    for row in next(part for part in comparison.parts if part.name == name).rows:
        found.setdefault(row.verdict, []).append(row.aspect)
    return found


@pytest.fixture(scope="module")
def plans(library: Service) -> Comparison:
    return compare_plans(library, library.store.document(OLD), library.store.document(NEW), EN)


def test_every_goal_of_both_plans_stands_in_one_row(plans: Comparison, library: Service) -> None:
    rows = next(part.rows for part in plans.parts if part.name == "Goals")
    for side, key in (("left", OLD), ("right", NEW)):
        shown = sorted(item.words for row in rows for item in getattr(row, side))
        goals = library.store.document(key).goals
        assert shown == sorted(goal.title.value for goal in goals)
    assert set(verdicts(plans, "Goals")) <= {"kept", "changed", "new", "dropped"}


def test_the_same_plan_has_kept_everything(library: Service) -> None:
    document = library.store.document(NEW)
    for name, found in (
        (part.name, verdicts(compare_plans(library, document, document, EN), part.name))
        for part in compare_plans(library, document, document, EN).parts
    ):
        assert set(found) <= {"kept", ""}, name


def test_leaders_are_those_of_the_facts(plans: Comparison, client: TestClient) -> None:
    rows = next(part.rows for part in plans.parts if part.name == "Who leads")
    by_name = {row.aspect: row for row in rows}
    for code, name in (("FRONTEX", "Frontex"), ("ES", "Spain (ES)"), ("EUROPOL", "Europol")):
        for side, key in (("left", OLD), ("right", NEW)):
            expected = client.get(f"/api/actions?document={key}&leader={code}").json()
            shown = [item.words for item in getattr(by_name[name], side)]
            assert shown == [action["ref"] for action in expected]


def test_every_place_is_in_the_text_it_points_to(plans: Comparison, library: Service) -> None:
    for part in plans.parts:
        for row in part.rows:
            for side, key in ((row.left, OLD), (row.right, NEW)):
                for item in side:
                    url = urlsplit(item.url)
                    if item.place:
                        asked = {name: int(v[0]) for name, v in parse_qs(url.query).items()}
                        assert url.path == f"/documents/{key}"
                        assert 0 <= asked["start"] < asked["end"] <= len(library.store.text(key))


def test_goals_have_their_actions_aligned(library: Service) -> None:
    old, new = library.store.document(OLD), library.store.document(NEW)
    comparison = compare_goals(library, (old, old.goals[0]), (new, new.goals[0]), EN)
    rows = next(part.rows for part in comparison.parts if part.name == "Actions")
    assert sum(len(row.left) for row in rows) == len(old.goals[0].actions)
    assert sum(len(row.right) for row in rows) == len(new.goals[0].actions)


def test_actions_are_compared_field_by_field(library: Service) -> None:
    old, new = library.store.document(OLD), library.store.document(NEW)
    comparison = compare_actions(
        (old, find_action(old, "OA 2.1")), (new, find_action(new, "OA 2.8")), EN
    )
    rows = {row.aspect: row for row in comparison.parts[0].rows}
    assert [item.words for item in rows["Leader"].left] == ["Italy (IT)"]
    assert [item.words for item in rows["Leader"].right] == ["Spain (ES)"]
    assert rows["Leader"].verdict == "changed"
    assert rows["Participants of both"].verdict == "kept"


def test_actors_are_compared_plan_by_plan(library: Service) -> None:
    comparison = compare_actors(library.store, "ES", "FR", EN)
    assert len(comparison.parts) == 2
    assert comparison.left.name == "Spain (ES)"


@pytest.mark.parametrize(
    "picked",
    [
        f"kind=plans&a={OLD}&b={NEW}",
        f"kind=goals&a={OLD}|SG 1&b={NEW}|SG 1",
        f"kind=actions&a={OLD}|OA 2.1&b={NEW}|OA 2.8",
        "kind=actors&a=ES&b=FR",
    ],
)
def test_page_csv_and_word_say_the_same(client: TestClient, picked: str) -> None:
    page = client.get(f"/compare?{picked}")
    assert page.status_code == 200
    rows = list(csv.reader(io.StringIO(client.get(f"/compare/comparison.csv?{picked}").text)))
    words = words_of(client.get(f"/compare/comparison.docx?{picked}").content)
    assert len(rows) > 3
    for row in rows[1:]:
        assert row[1] in words
        assert page.text.count(row[1].replace("&", "&amp;"))


def test_two_plans_are_picked_where_none_are_named(client: TestClient) -> None:
    page = client.get("/compare").text
    assert f'<option value="{OLD}" selected>' in page
    assert f'<option value="{NEW}" selected>' in page


@pytest.mark.parametrize(
    ("picked", "words"),
    [
        (f"a={OLD}&b={OLD}", "the same on both sides"),
        (f"a={OLD}", "Pick the second one"),
    ],
)
def test_a_pick_that_is_not_two_asks_for_the_other(
    client: TestClient, picked: str, words: str
) -> None:
    assert words in client.get(f"/compare?{picked}").text


def test_a_plan_that_withholds_its_sheets_is_said_to(client: TestClient) -> None:
    other = "oap-2022-trafficking-in-human-beings"
    assert "withholds the sheets" in client.get(f"/compare?a={NEW}&b={other}").text
