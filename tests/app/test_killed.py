"""Killed at any moment, an ingest leaves facts and index old or new as a whole, and says so.

OAP_KILLS=200 pytest tests/app/test_killed.py -rP     # as many kills at random moments
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from app.service import Service
from index.kept import is_kept
from index.manifest import generation_folder, index_folder, read_chunks, read_manifest
from ingest.errors import IndexNotReady
from tests.app.conftest import settings_for
from tests.app.test_updates import contents, plan

KILLS = int(os.environ.get("OAP_KILLS", "4"))
INGEST = """
import os, signal, sys
from app.service import Service
from app.settings import load_settings
from pathlib import Path

folder, stage = Path(sys.argv[1]), sys.argv[2]
service = Service.open(load_settings())
print("ready", flush=True)

def kill(done, total, what):
    if stage and what.startswith(stage):
        os.kill(os.getpid(), signal.SIGKILL)

service.ingest([folder], kill)
"""
STAGES = ("Reading two", "cutting", "embedding", "indexing words", "publishing", "sweeping up")
OLD = {"one": plan("DE"), "two": plan("FR"), "kept": plan("ES")}
NEW = {"one": plan("IT"), "two": plan("PL"), "three": plan("NL")}


@pytest.fixture
def before(own_home: Path, tmp_path: Path) -> Service:
    """A home that holds the old documents; the new files lie in a folder."""
    service = Service.open(settings_for(own_home))
    write(tmp_path / "old", OLD)
    write(tmp_path / "new", NEW)
    service.ingest([tmp_path / "old"])
    return service


def write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.txt").write_bytes(content)


def started(folder: Path, stage: str = "") -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", INGEST, str(folder), stage],
        env=os.environ | {"PYTHONPATH": ":".join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def state(service: Service) -> str:
    """Tell which documents a home holds, having checked that facts and index are of one mind."""
    home = service.settings.home
    manifest = read_manifest(home)
    assert manifest.documents == service.store.hashes()
    assert manifest.fingerprints == {
        key: entry.fingerprint for key, entry in service.store.entries().items()
    }
    for chunk in read_chunks(generation_folder(home, manifest.generation)):
        assert service.store.text(chunk.document_id)[chunk.start : chunk.end] == chunk.text
    texts = {document.id: service.store.text(document.id) for document in service.store.documents()}
    for name, files in (("old", OLD), ("new", OLD | NEW)):
        if texts == {key: content.decode() for key, content in files.items()}:
            return name
    raise AssertionError(f"half of it: {sorted(texts)}")


def check_after_kill(home: Path, folder: Path) -> str:
    """Check what a later start finds, and that the ingest can be run again; returns the state."""
    service = Service.open(settings_for(home))
    found, sentence = state(service), service.interrupted
    if sentence is not None:
        assert found == "old"
        assert f"run `oap ingest {folder}` again" in sentence
        kept = is_kept(index_folder(home))
        assert sentence.endswith(", which goes on from what was embedded.") == kept
    service.ingest([folder])
    assert state(service) == "new"
    assert service.interrupted is None
    assert not is_kept(index_folder(home))
    service.index.close()
    return f"{found}, {'told' if sentence else 'nothing to tell'}"


@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_a_step_it_leaves_the_old_or_the_new(
    before: Service, tmp_path: Path, stage: str
) -> None:
    process = started(tmp_path / "new", stage)
    assert process.wait(60) == -signal.SIGKILL
    process.communicate()
    published = stage == "sweeping up"
    expected = "new, nothing to tell" if published else "old, told"
    assert check_after_kill(before.settings.home, tmp_path / "new") == expected


def test_killed_at_random_moments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, whenever the kill comes: before, during and after everything that is written."""
    chance = random.Random(20260101)
    write(tmp_path / "old", OLD)
    write(tmp_path / "new", NEW)
    met: Counter[str] = Counter()
    longest = 0.0
    for number in range(KILLS + 1):
        home = tmp_path / f"home-{number}"
        monkeypatch.setenv("OAP_HOME", str(home))
        service = Service.open(settings_for(home))
        service.ingest([tmp_path / "old"])
        process, begun = started(tmp_path / "new"), time.perf_counter()
        if not number:  # the first one tells how long it takes
            process.communicate()
            longest = time.perf_counter() - begun
            continue
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, longest))
        process.kill()
        process.communicate()
        met[check_after_kill(home, tmp_path / "new")] += 1
    print(f"{KILLS} ingests killed at random moments: {dict(met)}")


def test_killed_after_its_index_was_published_it_is_completed(
    before: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The moment between the two stores: the index is new already, the facts are not yet."""
    script = INGEST.replace(
        "def kill",
        "import index.build\n"
        "def cut(home, manifest, publish=index.build.write_manifest):\n"
        "    publish(home, manifest)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "index.build.write_manifest = cut\n"
        "def kill",
    )
    monkeypatch.setattr(sys.modules[__name__], "INGEST", script)
    started(tmp_path / "new").communicate()
    assert before.store.hashes() != read_manifest(before.settings.home).documents
    assert check_after_kill(before.settings.home, tmp_path / "new") == "new, nothing to tell"


def test_a_removal_that_is_killed_is_told(before: Service, tmp_path: Path) -> None:
    script = (
        "import os, signal, app.writer\nfrom app.service import Service\n"
        "from app.settings import load_settings\n"
        "service = Service.open(load_settings())\n"
        "service._writer._build = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "service.remove('one')\n"
    )
    environment = os.environ | {"PYTHONPATH": ":".join(sys.path)}
    assert subprocess.run([sys.executable, "-c", script], env=environment).returncode == -9
    service = Service.open(before.settings)
    assert state(service) == "old"
    assert "run `oap remove one` again" in str(service.interrupted)


def test_who_starts_during_an_ingest_leaves_it_alone(before: Service, tmp_path: Path) -> None:
    """A second process must not take an ingest that is under way for one that was killed."""
    process = started(tmp_path / "new", "")
    while process.poll() is None:
        assert Service.open(before.settings).interrupted is None
    process.communicate()
    service = Service.open(before.settings)
    assert (process.returncode, state(service)) == (0, "new")


def test_a_first_ingest_that_is_killed_leaves_nothing(own_home: Path, tmp_path: Path) -> None:
    write(tmp_path / "new", NEW)
    started(tmp_path / "new", "publishing").communicate()
    service = Service.open(settings_for(own_home))
    assert not service.store.hashes()
    with pytest.raises(IndexNotReady):
        _ = service.index
    service.ingest([tmp_path / "new"])
    whole = contents(service)
    other = Service.open(settings_for(tmp_path / "other"))
    other.ingest([tmp_path / "new"])
    assert contents(other)[1:] == whole[1:]
