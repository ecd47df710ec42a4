"""An actor's page and its tasking sheet, as page, Word and PDF."""

import io

import pdfplumber
import pytest
from fastapi.testclient import TestClient

from app.interface import interface
from app.pages.tasking import tasking_sheet
from app.service import Service
from tests.app.page_reading import follow, links_of, words_of

EN = interface("en")
PLAN = "oap-2022-migrant-smuggling"


@pytest.mark.parametrize("code", ["ES", "FRONTEX", "EUROPOL", "UK"])
def test_the_page_has_every_role_that_the_api_has(client: TestClient, code: str) -> None:
    page = client.get(f"/actors/{code}").text
    for plan in client.get(f"/api/sheets/{code}").json()["plans"]:
        for role, name in (
            ("leads", "Leads"),
            ("co_leads", "Co-leads"),
            ("joins", "Takes part"),
            ("joins_as_member_state", "Takes part as one of “All MS”"),
        ):
            if plan[role]:
                assert f"{name} ({len(plan[role])})" in page
            for held in plan[role]:
                assert f"/actions/{plan['document_id']}/{held['ref'].replace(' ', '-')}" in page


def test_a_name_leads_to_the_code(client: TestClient) -> None:
    answer = client.get("/actors/Spain", follow_redirects=False)
    assert answer.headers["location"] == "/actors/ES"
    chosen = client.get("/actors?code=FR", follow_redirects=False)
    assert chosen.headers["location"] == "/actors/FR"


def test_roles_are_cited_at_the_actors_own_words(client: TestClient, library: Service) -> None:
    sheet = tasking_sheet(library.store, "ES", EN)
    for plan in sheet.plans:
        text = library.store.text(plan.document_id)
        named = {text[t.start : t.end] for group in plan.groups for t in group.tasks}
        assert named <= {"ES", "All MS", "All EU MS"}


def test_the_tasking_sheet_opens_in_word(client: TestClient, library: Service) -> None:
    answer = client.get(f"/actors/ES/tasking-sheet.docx?document={PLAN}")
    assert answer.headers["content-disposition"] == 'attachment; filename="tasking-ES.docx"'
    words = words_of(answer.content)
    sheet = tasking_sheet(library.store, "ES", EN, PLAN)
    assert "Tasking sheet: Spain (ES)" in words
    assert "2012" not in words.splitlines()[2]
    for task in (task for group in sheet.plans[0].groups for task in group.tasks):
        assert task.ref in words and task.title in words
    leading = sheet.plans[0].groups[0].tasks[0]
    assert all(step.words in words for step in (*leading.kpis, *leading.activities))


def test_the_tasking_sheet_opens_as_pdf(client: TestClient) -> None:
    content = client.get("/actors/FRONTEX/tasking-sheet.pdf").content
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        words = "".join(page.extract_text() for page in pdf.pages)
    assert "Tasking sheet: Frontex" in words
    assert "\u25af" not in words
    for ref in ("OA 1.2", "OA 2.10"):
        assert ref in words


def test_an_actor_without_actions_is_told_so(client: TestClient) -> None:
    page = client.get("/actors/JP")
    assert page.status_code == 200
    assert "No action names Japan" in page.text
    assert "No action of the stored plans" in words_of(
        client.get("/actors/JP/tasking-sheet.docx").content
    )


def test_the_actors_links_lead_somewhere(client: TestClient) -> None:
    page = client.get("/actors/FR").text
    for link in sorted(set(links_of(page)))[::5]:
        if link.startswith("/") and link != "/":
            assert follow(client, link).status_code == 200, link
