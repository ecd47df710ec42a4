from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.preview import preview
from ingest.limits import Limits


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = "".join(
        f"<tr><td>{label}<td>{words}"
        for label, words in [("OA", "OA 1.1"), ("Lead", "FR"), ("Budget", "EUR 5 000")]
    )
    page = f"<!DOCTYPE html><h1>Operational Action Plan 2025 on firearms</h1><table>{rows}</table>"
    (tmp_path / "plan.html").write_text(page)
    (tmp_path / "empty.txt").write_text("")
    return tmp_path


def test_a_preview_tells_how_well_files_are_read(folder: Path) -> None:
    shown = preview([folder])
    (status,) = shown.found
    assert status.document.template == "generic"
    assert any("Budget (1)" in warning for warning in status.report.warnings)
    assert len(shown.errors) == 1 and "'empty.txt'" in shown.errors[0]


def test_a_dry_run_stores_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = folder / "home"
    monkeypatch.setenv("OAP_HOME", str(home))
    result = CliRunner().invoke(app, ["ingest", "--dry-run", str(folder / "plan.html")])
    assert result.exit_code == 0
    assert "read as        generic" in result.output
    assert "labels that no form knows" in result.output
    assert not home.exists()


def test_a_dry_run_keeps_to_the_limits_and_says_what_cannot_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAP_HOME", str(folder / "home"))
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    result = CliRunner().invoke(app, ["ingest", "--dry-run", str(folder / "cut.pdf")])
    assert result.exit_code == 1
    assert result.stderr == (
        "oap: 'cut.pdf' is damaged (its end is missing); copy or download it again.\n"
    )
    (error,) = preview([folder / "plan.html"], Limits(file_bytes=100)).errors
    assert "at most 100 bytes" in error
