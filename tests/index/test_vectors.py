"""Vectors: one contract for the embedded store and for a Chroma server."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.chunks import chunk_document
from index.embed import HashEmbedder
from index.vectors import VectorStore, open_folder, open_server
from ingest.errors import BadSetting, IndexNotReady


@pytest.fixture(params=["folder", "server"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, documents
) -> Iterator[tuple[VectorStore, list[str]]]:
    """Return a filled store and the ids in it: five of `air`, three of `sea`."""
    name = f"test-{tmp_path.name}"[:60]
    if request.param == "folder":
        opened = open_folder(tmp_path / "chroma", name, create=True)
    else:
        opened = open_server(request.getfixturevalue("server"), name, create=True)
    chunks = [chunk for given in documents for chunk in chunk_document(*given)]
    opened.add(chunks, HashEmbedder().embed([chunk.text for chunk in chunks]))
    yield opened, [chunk.id for chunk in chunks]
    opened.drop()


def _vector(text: str):
    return HashEmbedder().embed([text])[0]


def test_the_nearest_comes_first_with_its_cosine(store) -> None:
    opened, ids = store
    found = opened.query(_vector("Leader: ES"), 3)
    assert found[0] == (ids[1], pytest.approx(1, abs=1e-5))
    assert [cosine for _, cosine in found] == sorted((c for _, c in found), reverse=True)
    assert len(found) == 3


def test_filters_restrict_what_is_found(store) -> None:
    opened, ids = store
    everything = {"limit": 50}
    assert {k for k, _ in opened.query(_vector("x"), **everything)} == set(ids)
    by_document = opened.query(_vector("x"), **everything, documents=["sea"])
    assert {key for key, _ in by_document} == set(ids[4:])
    by_both = opened.query(_vector("x"), **everything, documents=["sea"], refs=["OA 2.8"])
    assert [key for key, _ in by_both] == [ids[5]]


def test_unknown_rows_do_not_crowd_out_known_ones(store) -> None:
    opened, ids = store
    found = opened.query(_vector("Leader: ES"), 2, known={ids[0], ids[6]})
    assert {key for key, _ in found} == {ids[0], ids[6]}


def test_rows_are_deleted_by_id_and_by_document(store) -> None:
    opened, ids = store
    opened.delete([ids[0], "no such id"])
    assert opened.ids() == set(ids[1:])
    opened.delete_document("sea")
    assert opened.ids() == set(ids[1:4])


def test_llama_index_can_read_the_collection(store) -> None:
    from llama_index.core.vector_stores.types import VectorStoreQuery
    from llama_index.vector_stores.chroma import ChromaVectorStore

    opened, ids = store
    theirs = ChromaVectorStore(chroma_collection=opened._rows)
    query = VectorStoreQuery(query_embedding=_vector("Leader: ES").tolist(), similarity_top_k=1)
    node = theirs.query(query).nodes[0]
    assert (node.node_id, node.ref_doc_id, node.metadata["ref"]) == (ids[1], "air", "OA 2.8")
    assert node.get_content().endswith("Leader: ES")


def test_a_missing_collection_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(IndexNotReady):
        open_folder(tmp_path / "nowhere", "some-name")
    assert not (tmp_path / "nowhere").exists()
    open_folder(tmp_path / "here", "some-name", create=True).close()
    with pytest.raises(IndexNotReady):
        open_folder(tmp_path / "here", "other-name")


def test_a_url_that_is_none_is_refused() -> None:
    with pytest.raises(BadSetting, match="OAP_CHROMA_URL"):
        open_server("localhost:8000", "some-name")


def test_a_server_that_does_not_answer(unused_port: int) -> None:
    with pytest.raises(IndexNotReady, match="no Chroma server answers"):
        open_server(f"http://127.0.0.1:{unused_port}", "some-name")


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_one_folder_is_opened_and_closed_by_many_at_once(tmp_path: Path) -> None:
    open_folder(tmp_path / "chroma", "some-name", create=True).close()

    def come_and_go(_: int) -> int:
        opened = open_folder(tmp_path / "chroma", "some-name")
        try:
            return len(opened.ids())
        finally:
            opened.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(come_and_go, range(64))) == {0}
