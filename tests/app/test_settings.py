"""Settings: read from the environment, documented whole, and refused with a useful sentence."""

from pathlib import Path

import pytest

from app.settings import Settings, load_settings
from ingest.errors import BadSetting

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"OAP_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_every_setting_is_documented_with_its_default() -> None:
    lines = [line for line in EXAMPLE.read_text().splitlines() if line and line[0] != "#"]
    assert {line.partition("=")[0] for line in lines} == {
        f"OAP_{name.upper()}" for name in Settings.model_fields
    }
    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)


def test_by_default_the_data_lie_in_the_current_folder(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.home == tmp_path / ".oap"
    assert settings.facts_url == f"sqlite:///{tmp_path}/.oap/facts.db"


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("OAP_PORT=9001\nOAP_HOST=::1\nOTHER=1\n")
    monkeypatch.setenv("OAP_PORT", "9002")
    monkeypatch.setenv("OAP_HOST", "")
    settings = load_settings()
    assert (settings.port, settings.host) == (9002, "::1")


def test_keys_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAP_API_KEYS", " first, second ,,")
    assert load_settings().api_keys == {"first", "second"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("OAP_PORT", "http"), ("OAP_PORT", "70000"), ("OAP_MAX_UPLOAD_MB", "0")],
)
def test_what_cannot_work_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=f"Correct {name}='{value}'"):
        load_settings()
