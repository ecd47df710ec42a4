"""What a new version of a document changes, what it leaves, and what it is told about."""

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from app.api import create_app
from app.cli import app as commands
from app.intake import Outcome
from app.service import Service
from index.manifest import generation_folder, read_chunks, read_manifest
from ingest.errors import UnknownDocument, UnknownVersion
from ingest.tables import VersionRow
from tests.app.pages import Page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for files to take in."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def plan(leader: str) -> bytes:
    """A small plan whose one action has this leader."""
    return (
        "Operational Action Plan 2024\n\nStrategic Goal 2: Investigations\n\n"
        "Ref.: OA 2.3\nTitle: Air routes\n"
        f"Leader: {leader}\nCo-leader: EUROPOL\nParticipants: AT, BE\n"
        "Key Performance Indicators (KPIs)\n- Number of arrests (10)\n"
    ).encode()


def test_a_changed_leader_is_told_and_replaces_the_old_one(empty: Service) -> None:
    empty.ingest_bytes("plan.txt", plan("DE"))
    (taken,) = empty.ingest_bytes("plan.txt", plan("FR"))
    assert (taken.outcome, taken.changes) == (Outcome.CHANGED, ("leader of OA 2.3: DE → FR",))
    (status,) = empty.status("plan")
    assert [version.changes for version in status.history] == [taken.changes]
    answer = empty.ask("Who leads OA 2.3?")
    assert "France" in answer.answer
    assert "Germany" not in answer.answer


def test_status_shows_what_changed(empty: Service, tmp_path: Path) -> None:
    for leader in ("DE", "FR"):
        (tmp_path / "plan.txt").write_bytes(plan(leader))
        done = CliRunner().invoke(commands, ["ingest", str(tmp_path / "plan.txt")])
    assert "changed        leader of OA 2.3: DE → FR" in done.stdout
    shown = CliRunner().invoke(commands, ["status"]).stdout
    assert re.search(r"changed +\d{4}-\d\d-\d\d leader of OA 2.3: DE → FR", shown)


def test_links_of_old_answers_open_what_they_cited(writable: TestClient, empty: Service) -> None:
    from app.answer_html import answer_html
    from app.interface import interface

    links = []
    for leader in ("DE", "FR", "DE", "ES"):
        writable.post("/api/documents", files={"file": ("plan.txt", plan(leader))})
        answer = empty.ask("Who leads OA 2.3?")
        (cited,) = [c for c in answer.citations if c.field == "leader"]
        href = re.search(
            r'href="(/documents/plan\?version[^"]*)"', answer_html(answer, interface(None))
        )
        assert href
        links.append((leader, cited, href.group(1).replace("&amp;", "&")))
    for leader, cited, link in links:
        page = Page(writable.get(link).text)
        assert page.text[cited.start : cited.end] == f"Leader: {leader}"
        assert ("earlier version" in writable.get(link).text) == (leader != "ES")
        text = writable.get("/api/documents/plan/text", params={"version": cited.version}).text
        assert text[cited.start : cited.end] == cited.quote
    assert links[0][1].url == "/documents/plan#OA-2.3"
    assert links[-1][1].url == f"/documents/plan?version={links[-1][1].version}#OA-2.3"
    assert "Earlier versions: <a" in writable.get("/documents/plan?start=1&end=2").text
    versions = writable.get("/api/documents/plan").json()["report"]["versions"]
    assert [one["changes"] for one in versions] == [
        ["leader of OA 2.3: FR → DE"],
        ["leader of OA 2.3: DE → ES"],
    ]


def test_a_version_that_never_was_is_a_problem(writable: TestClient) -> None:
    writable.post("/api/documents", files={"file": ("plan.txt", plan("DE"))})
    for path in ("/documents/plan", "/api/documents/plan/text"):
        response = writable.get(path, params={"version": "0" * 12})
        assert response.status_code == 404
        assert "leave `version` out" in response.json()["detail"]


def test_a_copy_under_another_name_is_reported_and_not_indexed_twice(
    writable: TestClient, empty: Service, tmp_path: Path
) -> None:
    (tmp_path / "plan.txt").write_bytes(plan("DE"))
    (tmp_path / "plan (1).txt").write_bytes(plan("DE"))
    empty.ingest([tmp_path / "plan.txt"])
    done = CliRunner().invoke(commands, ["ingest", str(tmp_path / "plan (1).txt")])
    assert done.exit_code == 0
    assert "duplicate  plan (1).txt has the content of plan and is not stored twice" in done.stdout
    again = writable.post("/api/documents", files={"file": ("copy.txt", plan("DE"))})
    assert (again.status_code, again.json()["outcome"], again.json()["id"]) == (
        200,
        "duplicate",
        "plan",
    )
    assert set(empty.store.hashes()) == {"plan"}


def test_the_copy_of_a_document_that_changes_in_the_same_run_is_kept(
    empty: Service, folder: Path
) -> None:
    (folder / "plan.txt").write_bytes(plan("DE"))
    empty.ingest([folder])
    (folder / "a-plan-of-before.txt").write_bytes(plan("DE"))
    (folder / "plan.txt").write_bytes(plan("FR"))
    report = empty.ingest([folder])
    assert [taken.outcome for taken in report.files] == [Outcome.ADDED, Outcome.CHANGED]
    assert set(empty.store.hashes()) == {"plan", "a-plan-of-before"}


def contents(service: Service) -> object:
    """All that a home holds, apart from names of folders and times."""
    manifest = read_manifest(service.settings.home)
    folder = generation_folder(service.settings.home, manifest.generation)
    hits = service.index.search("arrests on air routes", limit=50)
    return (
        manifest.model_dump(exclude={"generation"}),
        read_chunks(folder),
        sorted(path.name for path in (folder / "keywords").iterdir()),
        [(hit.document_id, hit.start, round(hit.score, 9), hit.bm25) for hit in hits],
        service.store.documents(),
    )


def test_removed_and_added_again_it_is_the_same_index(empty: Service, folder: Path) -> None:
    for name, leader in (("a", "DE"), ("b", "FR"), ("c", "ES")):
        (folder / f"{name}.txt").write_bytes(plan(leader))
    empty.ingest([folder])
    before = contents(empty)
    done = CliRunner().invoke(commands, ["remove", "b"])
    assert (done.exit_code, done.stdout) == (0, "removed    b\n")
    assert set(empty.store.hashes()) == {"a", "c"}
    empty.ingest([folder])
    assert contents(empty) == before


def test_what_is_removed_is_gone_with_its_versions(empty: Service) -> None:
    for leader in ("DE", "FR"):
        empty.ingest_bytes("plan.txt", plan(leader))
    (old,) = empty.store.history("plan")
    empty.remove("plan")
    with pytest.raises(UnknownDocument):
        empty.store.version("plan", old.version)
    empty.ingest_bytes("plan.txt", plan("FR"))
    assert not empty.store.history("plan")
    with pytest.raises(UnknownVersion):
        empty.store.version("plan", old.version)


def test_a_version_that_an_earlier_program_parsed_keeps_its_pages(empty: Service) -> None:
    for leader in ("DE", "FR"):
        empty.ingest_bytes("plan.txt", plan(leader) + b"\f2. More\nOn another page.\n")
    (old,) = empty.store.history("plan")
    now, _ = empty.store.version("plan", old.version)
    with Session(empty.store.engine) as session, session.begin():
        (row,) = session.scalars(select(VersionRow))
        row.parsed = json.dumps(json.loads(row.parsed) | {"no such field": 1})
    again, _ = empty.store.version("plan", old.version)
    assert len(again.pages) == 2
    assert again == now


def test_nothing_is_removed_where_one_of_the_ids_is_unknown(empty: Service) -> None:
    empty.ingest_bytes("plan.txt", plan("DE"))
    done = CliRunner().invoke(commands, ["remove", "plan", "plam"])
    assert done.exit_code == 1
    assert "There is no document 'plam'" in done.stderr
    assert set(empty.store.hashes()) == {"plan"}
    assert empty.interrupted is None


def test_the_schema_tells_of_archives_and_versions(empty: Service) -> None:
    schema = json.dumps(create_app(empty).openapi())
    assert "TakenArchive" in schema
