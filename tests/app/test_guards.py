"""Who may call, and how much they may send."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.api import create_app
from app.service import Service
from tests.app.conftest import settings_for

PATHS = ["/api/documents", "/api/actions", "/api/nothing", "/api/sheets/ES"]


@pytest.fixture
def keyed(empty: Service) -> TestClient:
    settings = settings_for(empty.settings.home, api_keys="first,sécond")
    return TestClient(create_app(Service(settings, empty.store)))


@pytest.fixture
def tight(empty: Service) -> TestClient:
    settings = settings_for(empty.settings.home, max_upload_mb=0.001)
    return TestClient(create_app(Service(settings, empty.store)))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("header", [None, "Bearer", "Bearer wrong", "Basic first", "first"])
def test_without_a_key_the_api_is_closed(keyed: TestClient, path: str, header: str | None) -> None:
    response = keyed.get(path, headers={"authorization": header} if header else {})
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["www-authenticate"] == "Bearer"


def test_each_key_opens_the_api(keyed: TestClient) -> None:
    for header in (b"Bearer first", "bearer  sécond".encode()):
        assert keyed.get("/api/documents", headers={"authorization": header}).status_code == 200


def test_health_needs_no_key(keyed: TestClient) -> None:
    assert keyed.get("/healthz").status_code == 200


def test_other_sites_may_not_change_anything(writable: TestClient) -> None:
    files = {"file": ("plan.txt", b"1. Aim\nTo fight networks.\n")}
    for site, status in [("cross-site", 403), ("same-origin", 201)]:
        headers = {"sec-fetch-site": site}
        assert writable.post("/api/documents", files=files, headers=headers).status_code == status
    assert writable.get("/healthz", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_a_file_may_be_as_large_as_the_settings_say(tight: TestClient) -> None:
    fits = b"To fight networks..\n" * 50
    assert tight.post("/api/documents", files={"file": ("a.txt", fits)}).status_code == 201
    for larger in (fits + b".", fits * 20):
        response = tight.post("/api/documents", files={"file": ("b.txt", larger)})
        assert response.status_code == 413
        assert "0.001 MB" in response.json()["detail"]


def test_a_body_that_is_not_announced_is_counted(tight: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(40):
            yield b"x" * 10_000

    headers = {"content-type": "multipart/form-data; boundary=x"}
    response = tight.post("/api/documents", content=pieces(), headers=headers)
    assert response.status_code == 413


def test_a_question_is_no_place_for_a_large_body(tight: TestClient) -> None:
    response = tight.post("/api/ask", json={"question": "Who?", "history": ["x" * 1_100_000]})
    assert response.status_code == 413
