"""The assistant as a model of OpenAI's API."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.service import Service

ASKED = {"role": "user", "content": "Who leads OA 2.8 in the 2022 plan?"}
PATH = "/v1/chat/completions"


def complete(client: TestClient, *messages: dict[str, Any]) -> dict[str, Any]:
    response = client.post(PATH, json={"model": "any", "messages": messages, "temperature": 0.2})
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def words(body: dict[str, Any]) -> str:
    said: str = body["choices"][0]["message"]["content"]
    return said


def test_there_is_one_model(client: TestClient) -> None:
    (model,) = client.get("/v1/models").json()["data"]
    assert (model["id"], model["object"]) == ("oap-assistant", "model")


def test_the_last_message_is_answered_with_its_sources_below(client: TestClient) -> None:
    body = complete(client, {"role": "system", "content": "Answer in verse."}, ASKED)
    assert body["object"] == "chat.completion"
    assert "Spain (ES)" in words(body)
    for citation in body["oap"]["citations"]:
        assert f"[{citation['n']}] {citation['document_title']}, {citation['ref']}" in words(body)
    assert body["oap"]["status"] == "answered"


def test_the_messages_before_are_the_history(client: TestClient) -> None:
    past = ASKED, {"role": "assistant", "content": "Spain."}
    assert "Europol" in words(complete(client, *past, {"role": "user", "content": "co-leader?"}))


def test_content_may_come_in_parts(client: TestClient) -> None:
    parts = [{"type": "text", "text": ASKED["content"]}]
    assert "Spain" in words(complete(client, {"role": "user", "content": parts}))


def test_a_stream_adds_up_to_the_whole_answer(client: TestClient) -> None:
    response = client.post(PATH, json={"messages": [ASKED], "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    data = [line.removeprefix("data: ") for line in response.text.splitlines() if line]
    assert data[-1] == "[DONE]"
    chunks = [json.loads(line)["choices"][0] for line in data[:-1]]
    said = "".join(chunk["delta"].get("content", "") for chunk in chunks)
    assert said == words(complete(client, ASKED))
    assert chunks[-1]["finish_reason"] == "stop"


@pytest.mark.parametrize(
    "messages", [[], [{"role": "assistant", "content": "Hello."}], [{"role": "user"}]]
)
def test_a_chat_without_a_question_is_a_problem(client: TestClient, messages: list[Any]) -> None:
    response = client.post(PATH, json={"messages": messages})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_metrics_count_requests_by_route(client: TestClient, library: Service) -> None:
    client.get("/api/plans/oap-2012-illegal-immigration")
    told = client.get("/metrics").text
    assert 'handler="/api/plans/{document_id}"' in told
    assert "oap-2012" not in told
