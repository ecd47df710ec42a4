"""Killed at any moment, a build leaves the old index whole, and the next build completes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.build import build_index
from index.embed import HashEmbedder
from index.manifest import generation_folder, index_folder, read_manifest
from index.search import SearchIndex
from ingest.errors import IndexNotReady

BUILD = """
import json, os, signal, sys
from pathlib import Path
from index.build import build_index
from index.embed import HashEmbedder
from ingest.model import Document

home, given, stage = sys.argv[1:]
documents = [(Document.model_validate(d), text) for d, text in json.loads(Path(given).read_text())]

def kill(done, total, what):
    if what.startswith(stage) and (done or stage != "embedding"):
        os.kill(os.getpid(), signal.SIGKILL)

build_index(documents, Path(home), embedder=HashEmbedder(), progress=kill)
"""
STAGES = ("embedding", "indexing words", "publishing", "sweeping up")


@pytest.fixture(scope="module")
def larger(make_document):
    """Return a document of several batches of chunks."""
    return make_document(
        "larger", [("row", "OA 1.1", None, f"Row {number} of many") for number in range(300)]
    )


def _killed_build(home: Path, documents, stage: str) -> None:
    given = home / "given.json"
    given.write_text(json.dumps([(d.model_dump(mode="json"), text) for d, text in documents]))
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(home), str(given), stage],
        env={"PYTHONPATH": ":".join(sys.path)},
        check=False,
    )
    assert done.returncode == -9


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_build_leaves_an_index_that_answers(
    tmp_path: Path, documents, larger, stage: str
) -> None:
    build_index(documents, tmp_path, embedder=HashEmbedder())
    _killed_build(tmp_path, [documents[0], larger], stage)
    published = stage == "sweeping up"

    index = SearchIndex(tmp_path, HashEmbedder())
    wanted = "OA 1.1" if published else "OA 2.9"
    hit = index.search("Row 7 of many" if published else "Forged documents", limit=1)[0]
    assert (hit.ref, hit.cosine is not None) == (wanted, True)

    report = build_index([documents[0], larger], tmp_path, embedder=HashEmbedder())
    assert (report.added, report.unchanged) == ((0, 2) if published else (1, 1))
    assert index.search("Row 299 of many", limit=1)[0].text == "Row 299 of many"
    index.close()
    generations = [entry.name for entry in index_folder(tmp_path).iterdir() if entry.is_dir()]
    assert generations == [read_manifest(tmp_path).generation]


def test_a_first_build_that_is_killed_leaves_none(tmp_path: Path, documents, larger) -> None:
    _killed_build(tmp_path, [larger], "publishing")
    with pytest.raises(IndexNotReady):
        SearchIndex(tmp_path, HashEmbedder())
    assert build_index([larger], tmp_path, embedder=HashEmbedder()).chunks == 300


def test_damaged_vectors_are_said_and_then_made_anew(tmp_path: Path, documents) -> None:
    build_index(documents, tmp_path, embedder=HashEmbedder())
    folder = generation_folder(tmp_path, read_manifest(tmp_path).generation)
    for file in (folder / "chroma").rglob("*"):
        if file.is_file():
            file.write_bytes(b"")
    index = SearchIndex(tmp_path, HashEmbedder())
    with pytest.raises(IndexNotReady, match="oap ingest"):
        index.search("Leader")
    assert index.search("Leader: ES", dense=False)[0].ref == "OA 2.8"
    assert build_index(documents, tmp_path, embedder=HashEmbedder()).added == 2
    assert index.search("Leader: ES", limit=1)[0].cosine is not None
    index.close()
