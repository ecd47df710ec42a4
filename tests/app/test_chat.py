"""The page of the chat and what it asks the server for."""

import json
import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app.interface import LANGUAGES, interface
from tests.app.pages import Page


def config_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="config">(.*?)</script>', page)
    assert found
    config: dict[str, object] = json.loads(found[1])
    return config


def test_the_page_runs_only_its_own_scripts_and_asks_only_this_server(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    addresses = [
        given[name]
        for _, given in Page(response.text).tags
        for name in ("src", "href")
        if name in given
    ]
    assert all(re.match(r"/|#|data:,", address) for address in addresses)


def test_everything_the_page_loads_is_there(client: TestClient) -> None:
    page = client.get("/").text
    assets = set(re.findall(r'"(/static/[^"]+)"', page))
    assert len(assets) > 8
    for asset in assets:
        assert client.get(asset).status_code == 200, asset


def test_the_page_knows_the_documents_and_offers_examples(client: TestClient) -> None:
    page = client.get("/").text
    documents = config_of(page)["documents"]
    assert isinstance(documents, list)
    assert len(documents) == 5
    for _, question in interface("en").examples:
        assert question in unescape(page)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_is_in_the_language_that_was_chosen(client: TestClient, code: str) -> None:
    page = client.get("/", headers={"Cookie": f"oap_language={code}"}).text
    assert f'<html lang="{code}">' in page
    assert f'value="{code}" lang="{code}" selected' in page
    assert interface(code).say("start_heading") in unescape(page)


def test_a_question_is_answered_line_by_line(client: TestClient) -> None:
    response = client.post("/chat/ask", json={"question": "Who leads air-route actions?"})
    frames = [json.loads(line) for line in response.text.splitlines()]
    assert frames[-1]["answer"]["status"] == "answered"
    assert frames[-1]["html"].count('class="cite"') == len(frames[-1]["answer"]["citations"])


def test_the_reader_can_say_what_is_wanted(client: TestClient) -> None:
    asked = {"question": "Who leads air-route actions?", "kind": "field/participants"}
    frame = json.loads(client.post("/chat/ask", json=asked).text.splitlines()[-1])
    assert frame["answer"]["query"]["fields"] == ["participants"]
    assert {cited["field"] for cited in frame["answer"]["citations"]} == {"participants"}


def test_an_empty_question_is_a_problem(client: TestClient) -> None:
    assert client.post("/chat/ask", json={"question": ""}).status_code == 422


def test_a_card_shows_an_actions_sheet_each_value_a_link(client: TestClient) -> None:
    query = {"document": "oap-2022-migrant-smuggling", "ref": "OA 2.8"}
    card = client.get("/chat/card", params=query).text
    for words in ("leader", "Spain (ES)", "co-leader", "Europol", "Norway", "KPI", "Q1"):
        assert words in card
    assert 'target="source"' in card
    assert "start=" in card


def test_a_card_of_a_withheld_action_says_so(client: TestClient) -> None:
    query = {"document": "oap-2022-trafficking-in-human-beings", "ref": "OA 1.1"}
    assert interface("en").say("card_withheld") in client.get("/chat/card", params=query).text


def test_what_is_no_action_has_no_card(client: TestClient) -> None:
    query = {"document": "oap-2022-migrant-smuggling", "ref": "§ 1"}
    assert client.get("/chat/card", params=query).text == ""
    assert client.get("/chat/card", params=query | {"document": "none"}).status_code == 404


def test_other_paths_are_problems(client: TestClient) -> None:
    for path in ("/no/such/page", "/static/none.css", "/static/../chat.py"):
        response = client.get(path)
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"
