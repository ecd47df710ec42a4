"""The HTTP API, over the whole corpus."""

import csv
import io
import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.service import Service

SMUGGLING = "oap-2022-migrant-smuggling"
STAND_IN = ("file", ("Plan 2024.txt", b"1. Aim\nTo fight networks.\n", "text/plain"))


def ask(client: TestClient, question: str, **more: object) -> dict[str, Any]:
    response = client.post("/api/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def problem(response: Any, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body.keys() == {"type", "title", "status", "detail", "instance"}
    assert (body["status"], body["instance"]) == (status, response.url.path)
    assert body["detail"].endswith(".")
    detail: str = body["detail"]
    return detail


@pytest.mark.parametrize(
    "question",
    ["Who leads air-route actions?", "Summarise strategic goal 5.", "Compare 2012 and 2022 goals."],
)
def test_an_answer_cites_the_words_at_their_offsets(
    client: TestClient, library: Service, question: str
) -> None:
    answer = ask(client, question)
    assert answer["status"] == "answered"
    assert answer["claims"]
    numbers = {citation["n"] for citation in answer["citations"]}
    assert {int(n) for n in re.findall(r"\[(\d+)\]", answer["answer"])} <= numbers
    for citation in answer["citations"]:
        text = library.store.text(citation["document_id"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_history_and_documents_are_heeded(client: TestClient) -> None:
    history = [
        {"role": "user", "content": "Who leads OA 2.8 of the 2022 plan?"},
        {"role": "assistant", "content": "Spain."},
    ]
    assert "Europol" in ask(client, "And who co-leads it?", history=history)["answer"]
    only = ask(client, "Who leads OA 2.3?", documents=["oap-2012-illegal-immigration"])
    assert {c["document_id"] for c in only["citations"]} == {"oap-2012-illegal-immigration"}


def test_a_stream_ends_with_the_whole_answer(client: TestClient) -> None:
    response = client.post("/api/ask/stream", json={"question": "Who leads OA 2.8 in 2022?"})
    assert response.headers["content-type"].startswith("text/event-stream")
    parts = response.text.strip().split("\r\n\r\n")
    events = [dict(line.split(": ", 1) for line in part.splitlines()) for part in parts]
    names = [event["event"] for event in events]
    assert names == ["query", *["claim"] * (len(names) - 2), "answer"]
    answer = json.loads(events[-1]["data"])
    plain = ask(client, "Who leads OA 2.8 in 2022?")
    assert {**answer, "elapsed_ms": 0} == {**plain, "elapsed_ms": 0}
    assert [json.loads(event["data"]) for event in events[1:-1]] == answer["claims"]


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"question": ""}, 422, "question"),
        ({"question": " "}, 422, "1 to 2,000 characters"),
        ({"question": "?" * 2001}, 422, "2000 characters"),
        ({}, 422, "'question'"),
        ({"question": "Who?", "documents": ["no-such"]}, 404, "no-such"),
        ({"question": "Who?", "history": [{"role": "x", "content": ""}]}, 422, "history.0.role"),
        ({"question": "Who?", "modle": "x"}, 422, "modle"),
        ("not an object", 422, "body"),
    ],
)
def test_a_bad_question_is_a_problem(
    client: TestClient, path: str, body: object, status: int, words: str
) -> None:
    assert words in problem(client.post(path, json=body), status)


def test_a_body_that_is_no_json_is_a_problem(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    response = client.post("/api/ask", content=b'{"question":', headers=headers)
    assert "JSON" in problem(response, 422)


def test_documents_are_listed_and_described(client: TestClient, library: Service) -> None:
    cards = client.get("/api/documents").json()
    assert [card["id"] for card in cards] == list(library.store.hashes())
    detail = client.get(f"/api/documents/{SMUGGLING}").json()
    assert (detail["year"], detail["actions"], detail["driver"]) == (2022, 30, "DE")
    assert detail["report"]["coverage"] > 0.99
    assert {**detail, "report": 0} == {
        **next(c for c in cards if c["id"] == SMUGGLING),
        "report": 0,
    }


def test_the_text_is_exactly_the_canonical_text(client: TestClient, library: Service) -> None:
    for document_id in library.store.hashes():
        response = client.get(f"/api/documents/{document_id}/text")
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        assert response.content.decode() == library.store.text(document_id)


def test_the_typed_plan_is_served(client: TestClient) -> None:
    plan = client.get(f"/api/plans/{SMUGGLING}").json()
    assert plan["goals"][0]["actions"][0]["leaders"][0]["code"] == "EUROPOL"


def test_actions_are_json_or_csv_as_asked_for(client: TestClient) -> None:
    path = f"/api/actions?document={SMUGGLING}&leader=FRONTEX&co_leader=&quarter="
    found = client.get(path)
    assert found.headers["content-type"] == "application/json"
    table = client.get(path, headers={"accept": "text/csv"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert [row["ref"] for row in rows] == [action["ref"] for action in found.json()]


def test_a_document_may_be_repeated_in_a_filter(client: TestClient) -> None:
    ids = [SMUGGLING, "oap-2012-illegal-immigration"]
    found = client.get("/api/actions", params={"document": ids}).json()
    assert {action["document_id"] for action in found} == set(ids)


def test_a_sheet_is_found_by_any_name(client: TestClient) -> None:
    assert client.get("/api/sheets/Spain").json() == client.get("/api/sheets/es").json()


def test_health_is_told(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "up"}


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/api/documents/no-such", 404, "no-such"),
        ("GET", "/api/documents/no-such/text", 404, "no-such"),
        ("GET", "/api/plans/no-such", 404, "no-such"),
        ("DELETE", "/api/documents/no-such", 404, "no-such"),
        ("GET", "/documents/no-such", 404, "no-such"),
        ("GET", "/api/sheets/Atlantis", 404, "Atlantis"),
        ("GET", "/api/actions?document=no-such", 404, "no-such"),
        ("GET", "/api/actions?leader=Atlantis", 404, "Atlantis"),
        ("GET", "/api/actions?quarter=Q9", 422, "Q1"),
        ("GET", "/api/actions?lead=ES", 422, "lead"),
        ("GET", "/api/nothing", 404, "/openapi.json"),
        ("GET", "/nothing", 404, "/openapi.json"),
        ("GET", "/documents/", 404, "/openapi.json"),
        ("DELETE", "/api/ask", 405, "use POST"),
        ("POST", "/api/plans/x", 405, "use GET"),
        ("POST", "/api/documents", 422, "'file'"),
    ],
)
def test_every_error_is_a_problem(
    client: TestClient, method: str, path: str, status: int, words: str
) -> None:
    assert words in problem(client.request(method, path), status)


def test_an_unexpected_error_is_a_problem_that_says_nothing_of_the_inside(
    library: Service, monkeypatch: pytest.MonkeyPatch, client: TestClient
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(library.store, "documents", fail)
    quiet = TestClient(client.app, raise_server_exceptions=False)
    assert "secret" not in problem(quiet.get("/api/documents"), 500)


def test_a_file_is_taken_in_replaced_and_removed(writable: TestClient) -> None:
    added = writable.post("/api/documents", files=[STAND_IN])
    assert (added.status_code, added.json()["outcome"]) == (201, "added")
    assert added.headers["location"] == "/api/documents/plan-2024"
    assert added.json()["report"]["counts"]["sections"] == 1
    again = writable.post("/api/documents", files=[STAND_IN])
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    other = ("file", ("plan-2024.txt", "1. Aim\nTo protect — victims.\n".encode()))
    changed = writable.post("/api/documents", files=[other])
    assert (changed.status_code, changed.json()["outcome"]) == (201, "changed")
    assert "—" in writable.get("/api/documents/plan-2024/text").text
    assert writable.delete("/api/documents/plan-2024").status_code == 204
    assert writable.get("/api/documents").json() == []


def test_of_several_files_at_once_none_is_lost_unsaid(writable: TestClient) -> None:
    other = ("file", ("other.txt", b"1. Aim\nTo help.\n"))
    response = writable.post("/api/documents", files=[STAND_IN, other])
    assert problem(response, 422).startswith("Send one file at a time, or all 2 of them")
    assert writable.get("/api/documents").json() == []


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 422), (b" \n", 422), (b"%PDF-1.7 \x00", 422), (b"\x89PNG\x00\x01", 415)],
)
def test_a_file_that_cannot_be_read_is_a_problem(
    writable: TestClient, content: bytes, status: int
) -> None:
    response = writable.post("/api/documents", files={"file": ("some.txt", content)})
    assert "some.txt" in problem(response, status)
    assert writable.get("/api/documents").json() == []


def test_without_an_index_it_is_not_ready_and_says_what_to_do(writable: TestClient) -> None:
    for _ in range(100):
        detail = problem(writable.get("/readyz"), 503)
        if "oap ingest" in detail:
            break
    assert "run `oap ingest`" in detail


def test_the_schema_describes_answers_and_problems(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    shapes = schema["components"]["schemas"]
    assert {"Answer", "Citation", "PlanView", "ActionView", "Problem"} <= shapes.keys()
    assert not {"HTTPValidationError", "ValidationError"} & shapes.keys()
    for path in schema["paths"].values():
        for operation in path.values():
            assert operation["description"]
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"]
