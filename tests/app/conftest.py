"""What the tests of the app share: a corpus that is indexed once, without a real model."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.api import create_app
from app.service import Service
from app.settings import CORPUS, Settings


def settings_for(home: Path, **changes: object) -> Settings:
    """Settings of a test: nothing of the environment or of a `.env` file, and a fake model."""
    return Settings(_env_file=None, home=home, embed_model="hash", **changes)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, whatever the environment says."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"OAP_{name.upper()}", raising=False)
    home = tmp_path / "home"
    monkeypatch.setenv("OAP_HOME", str(home))
    monkeypatch.setenv("OAP_EMBED_MODEL", "hash")
    return home


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """The whole corpus, for tests that only read."""
    service = Service.open(settings_for(tmp_path_factory.mktemp("library")))
    report = service.ingest([CORPUS])
    assert not report.failed
    return service


@pytest.fixture
def empty(own_home: Path) -> Service:
    """A service without documents, for tests that write."""
    return Service.open(settings_for(own_home))


@pytest.fixture(scope="session")
def client(library: Service) -> Iterator[TestClient]:
    """A client of the server over the whole corpus."""
    with TestClient(create_app(library)) as client:
        yield client


@pytest.fixture
def writable(empty: Service) -> Iterator[TestClient]:
    """A client of a server without documents."""
    with TestClient(create_app(empty)) as client:
        yield client
