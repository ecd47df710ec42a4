"""The documents page: what is stored and how well it was read."""

from fastapi.testclient import TestClient

from app.api import create_app
from app.service import Service
from tests.app.conftest import settings_for
from tests.app.page_reading import count_on, links_of


def test_every_document_with_its_report(client: TestClient) -> None:
    page = client.get("/library").text
    cards = client.get("/api/documents").json()
    assert count_on(page) == len(cards)
    for card in cards:
        assert card["url"] in links_of(page)
        report = client.get(f"/api/documents/{card['id']}").json()["report"]
        assert f"{report['coverage'] * 100:.1f} % of its words read" in page
        for kind, number in report["counts"].items():
            assert f"{number} {kind}" in page
    assert "Withheld <b>4</b>" in page


def test_a_key_is_asked_for_where_the_api_needs_one(own_home: object, tmp_path: object) -> None:
    locked = Service.open(settings_for(tmp_path, api_keys="secret"))  # type: ignore[arg-type]
    with TestClient(create_app(locked)) as client:
        assert 'id="api-key"' in client.get("/library").text
        assert client.get("/explore").status_code == 200


def test_hostile_words_are_words(writable: TestClient) -> None:
    hostile = "<script>alert(1)</script>"
    words = f"Operational Action Plan 2030 {hostile}\n\n1. Aim {hostile}\n\nWords.\n"
    name = 'x"><img src=x onerror=alert(2)>.txt'
    assert writable.post("/api/documents", files={"file": (name, words)}).status_code == 201
    page = writable.get("/library").text
    assert "<script>alert" not in page and "<img" not in page


def test_a_changed_document_has_a_new_report(writable: TestClient) -> None:
    for words in ("One.\n", "One.\n\n1. Aim\n\nTwo.\n"):
        writable.post("/api/documents", files={"file": ("changing.txt", words)})
        counts = writable.get("/api/documents/changing").json()["report"]["counts"]
        page = writable.get("/library").text
        assert all(f"<span>{number} {kind}</span>" in page for kind, number in counts.items())
    writable.delete("/api/documents/changing")
    assert count_on(writable.get("/library").text) == 0
