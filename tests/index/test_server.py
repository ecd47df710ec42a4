"""An index whose vectors are on a Chroma server: built, changed, swapped and swept there."""

from contextlib import closing
from pathlib import Path

import pytest

from index.build import build_index
from index.embed import HashEmbedder
from index.manifest import generation_folder, read_manifest
from index.search import SearchIndex
from index.vectors import open_server
from ingest.errors import IndexNotReady


def _rows(server: str, home: Path) -> int:
    with closing(open_server(server, read_manifest(home).collection)) as store:
        return len(store.ids())


def test_an_index_on_a_server_lives_like_any_other(
    tmp_path: Path, server: str, documents, make_document
) -> None:
    build_index(documents, tmp_path, embedder=HashEmbedder(), chroma_url=server)
    assert not (generation_folder(tmp_path, read_manifest(tmp_path).generation) / "chroma").exists()
    index = SearchIndex.open(tmp_path, embedder_name="hash", chroma_url=server)
    assert index.search("forged documents", limit=1)[0].cosine is not None

    changed = make_document("sea", [("row", "OA 2.9", None, "Brand new words")], year=2012)
    report = build_index(
        [documents[0], changed], tmp_path, embedder=HashEmbedder(), chroma_url=server
    )
    assert (report.added, report.unchanged, report.chunks) == (1, 1, 5)
    assert index.search("brand new", limit=1)[0].text == "Brand new words"
    assert _rows(server, tmp_path) == 5
    index.close()


def test_rows_of_a_build_under_way_are_not_found(tmp_path: Path, server: str, documents) -> None:
    def fail(_done: int, _total: int, what: str) -> None:
        if what == "publishing":
            raise KeyboardInterrupt

    build_index(documents[:1], tmp_path, embedder=HashEmbedder(), chroma_url=server)
    with pytest.raises(KeyboardInterrupt):
        build_index(documents, tmp_path, embedder=HashEmbedder(), chroma_url=server, progress=fail)
    assert _rows(server, tmp_path) == 7
    index = SearchIndex.open(tmp_path, embedder_name="hash", chroma_url=server)
    assert {hit.document_id for hit in index.search("forged documents", limit=4)} == {"air"}
    index.close()


def test_another_model_drops_the_old_collection_of_this_home_only(
    tmp_path: Path, server: str, documents
) -> None:
    class Other(HashEmbedder):
        name = "other"

    here, there = tmp_path / "here", tmp_path / "there"
    for home in (here, there):
        build_index(documents, home, embedder=HashEmbedder(), chroma_url=server)
    old = read_manifest(here).collection
    build_index(documents, here, embedder=Other(), chroma_url=server)
    with pytest.raises(IndexNotReady):
        open_server(server, old)
    assert (_rows(server, here), _rows(server, there)) == (7, 7)
