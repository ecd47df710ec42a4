"""The explore page: what it lists, sorts, draws and hands out."""

import csv
import io

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from app.interface import interface
from app.pages.quarters import quarters_in, spoken
from app.pages.views import VIEWS
from app.service import Service
from tests.app.page_reading import count_on, follow, links_of

PLAN = "oap-2022-migrant-smuggling"
ASKED = (
    "",
    f"document={PLAN}",
    f"document={PLAN}&goal=SG 5",
    "actor=ES&role=leader",
    "actor=FRONTEX",
    "quarter=Q2&type=operational",
    "text=air routes",
    "leader=FRONTEX&actor=EUROPOL",
)


@pytest.mark.parametrize("asked", ASKED)
def test_page_csv_workbook_and_api_agree(client: TestClient, asked: str) -> None:
    page = client.get(f"/explore?{asked}")
    conditions = asked.replace("actor=ES&role=leader", "leader=ES")
    expected = [
        (a["document_id"], a["ref"]) for a in client.get(f"/api/actions?{conditions}").json()
    ]
    assert expected
    assert count_on(page.text) == len(expected)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/explore/actions.csv?{asked}").text)))
    assert [(row["document_id"], row["ref"]) for row in rows] == expected
    content = client.get(f"/explore/actions.xlsx?{asked}").content
    sheet = load_workbook(io.BytesIO(content))["Actions"]
    head, *body = sheet.iter_rows(values_only=True)
    assert list(head) == list(rows[0])
    assert [(row[0], row[3]) for row in body] == expected


def test_sorting_keeps_the_actions_and_changes_their_order(client: TestClient) -> None:
    def titles(sort: str) -> list[str]:
        words = client.get(f"/explore/actions.csv?document={PLAN}&sort={sort}").text
        return [row["title"] for row in csv.DictReader(io.StringIO(words))]

    assert titles("title") == sorted(titles(""), key=str.casefold)
    assert titles("-title") == titles("title")[::-1]
    assert titles("nonsense") == titles("")


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.named)
def test_every_link_of_every_picture_leads_somewhere(client: TestClient, view: object) -> None:
    page = client.get(f"/explore?document={PLAN}&view={view.key}")  # type: ignore[attr-defined]
    assert page.status_code == 200
    followed = [
        link for link in links_of(page.text) if link.startswith(("/explore", "/actions", "/actors"))
    ]
    for link in sorted(set(followed))[::7]:
        assert follow(client, link).status_code == 200, link


def test_a_bars_number_is_that_of_the_actions_it_leads_to(client: TestClient) -> None:
    page = client.get("/explore?view=who").text
    led = [link for link in links_of(page) if "leader=FRONTEX" in link and "co_" not in link]
    assert led
    expected = client.get("/api/actions?leader=FRONTEX").json()
    assert count_on(client.get(led[0]).text) == len(expected)


def test_a_networks_lines_are_those_of_the_actions_they_lead_to(client: TestClient) -> None:
    page = client.get("/explore?view=network").text
    pair = next(
        link for link in links_of(page) if "leader=FRONTEX" in link and "actor=EUROPOL" in link
    )
    shared = count_on(client.get(pair).text)
    assert f"Frontex leads {shared} actions with Europol" in page


def test_the_sheet_shows_each_field_with_its_source(client: TestClient, library: Service) -> None:
    page = client.get(f"/actions/{PLAN}/OA-2.8").text
    assert "Spain (ES)" in page and "Europol" in page
    text = library.store.text(PLAN)
    leader = next(link for link in links_of(page) if link.startswith(f"/documents/{PLAN}?start="))
    numbers = dict(
        part.split("=") for part in leader.partition("?")[2].partition("#")[0].split("&")
    )
    assert text[int(numbers["start"]) : int(numbers["end"])] == "ES"
    assert f"/documents/{PLAN}#OA-2.8" in links_of(page)


def test_a_withheld_sheet_says_so(client: TestClient) -> None:
    page = client.get("/actions/oap-2022-trafficking-in-human-beings/OA-1.1")
    assert page.status_code == 200
    assert "withholds its sheet" in page.text


def test_nothing_found_is_said_with_a_way_on(client: TestClient) -> None:
    page = client.get("/explore?text=zebra")
    assert count_on(page.text) == 0
    assert "No action meets all of this" in page.text


def test_an_empty_collection_says_where_to_begin(writable: TestClient) -> None:
    assert "No plans yet" in writable.get("/explore").text
    assert "not two to compare" in writable.get("/compare").text
    assert "No documents yet" in writable.get("/library").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/explore?document=nowhere", 404),
        ("/explore?actor=Nobody", 404),
        ("/explore?goal=banana", 422),
        ("/explore?role=boss", 422),
        (f"/actions/{PLAN}/OA-99.1", 404),
        ("/actors/nobody", 404),
        ("/compare?a=x&b=y", 404),
        (f"/compare?kind=goals&a={PLAN}|SG 1&b={PLAN}|SG 99", 404),
        ("/pages/secret.txt", 404),
    ],
)
def test_what_is_wrong_is_a_page_with_a_sentence(
    client: TestClient, path: str, status: int
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    if not path.startswith("/pages/"):
        assert answer.headers["content-type"].startswith("text/html")
        assert "<h1>" in answer.text


def test_parameters_of_others_are_passed_over(client: TestClient) -> None:
    assert client.get("/explore?utm_source=mail").status_code == 200
    assert client.get("/compare?__theme=dark").status_code == 200


@pytest.mark.parametrize("path", ["/explore", "/compare", "/library", "/actors/ES"])
def test_pages_run_only_their_own_scripts(client: TestClient, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "<script>" not in answer.text and "style=" not in answer.text
    for asset in links_of(answer.text, "src") + links_of(answer.text, "href"):
        assert asset.startswith(("/", "#", "data:,")), asset


def test_the_navigation_says_where_one_is(client: TestClient) -> None:
    for name, path in (("Explore", "/explore"), ("Compare", "/compare"), ("Documents", "/library")):
        assert f'<a href="{path}" aria-current="page">{name}</a>' in client.get(path).text


@pytest.mark.parametrize(
    ("timings", "words"),
    [
        (["Q1-Q4"], "Q1–Q4"),
        (["Q2", "Q3"], "Q2–Q3"),
        (["Q1", "Q4"], "Q1, Q4"),
        (["Q3"], "Q3"),
        (["September"], "Q3"),
    ],
)
def test_quarters_are_said_as_people_would(timings: list[str], words: str) -> None:
    assert spoken(quarters_in(timings), interface("en")) == words
