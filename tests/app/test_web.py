"""The web chat behind the API: built in the background, and none of its errors get out."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from app.api import create_app
from app.service import Service
from tests.app.conftest import tiny_chat


def test_the_api_answers_while_the_chat_is_being_built(empty: Service) -> None:
    go_on = threading.Event()

    def slow_chat() -> FastAPI:
        assert go_on.wait(10)
        return tiny_chat()

    with TestClient(create_app(empty, slow_chat)) as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/api/documents").json() == []
        threading.Timer(0.05, go_on.set).start()
        assert client.get("/").text == "the chat"


def test_the_chat_lives_as_long_as_the_server(empty: Service) -> None:
    said: list[str] = []

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        said.append("open")
        yield
        said.append("closed")

    with TestClient(create_app(empty, lambda: FastAPI(lifespan=lifespan))) as client:
        client.get("/")
        assert said == ["open"]
    assert said == ["open", "closed"]


@pytest.mark.parametrize(("method", "path"), [("GET", "/no/such/page"), ("PUT", "/")])
def test_what_the_chat_does_not_have_is_a_problem(
    client: TestClient, method: str, path: str
) -> None:
    response = client.request(method, path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_a_chat_that_cannot_be_built_leaves_the_api_alone(empty: Service) -> None:
    def broken() -> FastAPI:
        raise RuntimeError("no gradio")

    with TestClient(create_app(empty, broken), raise_server_exceptions=False) as client:
        assert client.get("/").status_code == 500
        assert client.get("/healthz").status_code == 200


def test_there_is_nothing_for_websockets(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass
