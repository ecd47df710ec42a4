"""Searching: words and meaning fused, filters, many threads, following the manifest."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.build import build_index
from index.embed import HashEmbedder, load_embedder
from index.search import SearchIndex, _with_best, fuse
from ingest.errors import IndexNotReady


@pytest.fixture
def index(home: Path) -> Iterator[SearchIndex]:
    """Return the index of the session's home."""
    opened = SearchIndex.open(home, embedder_name="hash")
    yield opened
    opened.close()


def test_fusing_prefers_what_both_rankings_found() -> None:
    fused = fuse([(1, 9.0), (2, 8.0), (3, 7.0)], [(4, 0.9), (3, 0.8)])
    assert [place for place, _ in fused] == [3, 1, 4, 2]
    assert dict(fused)[3] == pytest.approx(1 / 63 + 1 / 62)
    assert fuse([], []) == []


def test_a_hit_quotes_the_document(index: SearchIndex, documents) -> None:
    texts = {document.id: text for document, text in documents}
    hits = index.search("Who is the leader for air routes?", limit=50)
    assert {(hit.document_id, hit.ref) for hit in hits[:2]} == {("air", "OA 2.8")}
    assert all(hit.text == texts[hit.document_id][hit.start : hit.end] for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_scores_say_what_found_a_hit(index: SearchIndex) -> None:
    hits = {(hit.document_id, hit.text): hit for hit in index.search("Libya", limit=50)}
    assert len(hits) == 7
    sea = hits["sea", "Small boats cross the sea towards Libya and Italy."]
    assert sea.bm25 is not None and sea.bm25 > 0
    assert sea.cosine is not None and sea.cosine > 0
    assert hits["air", "Leader: ES"].bm25 is None


def test_words_alone_need_neither_model_nor_chroma(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "embedder", None)
    monkeypatch.setattr("index.generation.open_folder", None)
    hits = index.search("forged document", dense=False)
    assert [(hit.ref, hit.cosine) for hit in hits] == [("OA 2.9", None)]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"documents": ["sea"]}, {("sea", "§ 1"), ("sea", "OA 2.8"), ("sea", "OA 2.9")}),
        ({"refs": ["OA 2.8"]}, {("air", "OA 2.8"), ("sea", "OA 2.8")}),
        ({"documents": ["sea"], "refs": {"OA 2.8"}}, {("sea", "OA 2.8")}),
        ({"documents": []}, set()),
        ({"refs": []}, set()),
        ({"documents": ["unknown"]}, set()),
        ({"documents": ["air"], "refs": ["OA 2.9"]}, set()),
    ],
)
@pytest.mark.parametrize("dense", [True, False])
def test_filters(index: SearchIndex, filters, expected, dense: bool) -> None:
    hits = index.search("leader of forged routes boats networks", limit=50, dense=dense, **filters)
    assert {(hit.document_id, hit.ref) for hit in hits} == expected


@pytest.mark.parametrize(("query", "limit"), [("", 10), (" \n", 10), ("leader", 0)])
def test_nothing_asked_nothing_found(index: SearchIndex, query: str, limit: int) -> None:
    assert index.search(query, limit=limit) == []


def test_a_question_without_a_word_still_finds_by_meaning(index: SearchIndex) -> None:
    assert len(index.search("?!", limit=3)) == 3


def test_many_threads_find_the_same(index: SearchIndex) -> None:
    questions = ["leader", "boats", "forged documents", "air routes"] * 10
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(index.search, questions))
    assert found[:4] * 10 == found


def test_ready_once_warm(index: SearchIndex) -> None:
    assert not index.ready
    index.warm()
    assert index.ready


def test_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(IndexNotReady, match="oap ingest"):
        SearchIndex.open(tmp_path, embedder_name="hash")


def test_an_index_elsewhere(home: Path) -> None:
    with pytest.raises(IndexNotReady, match=r"127\.0\.0\.1"):
        SearchIndex.open(home, embedder_name="hash", chroma_url="http://127.0.0.1:1")


def test_an_open_index_follows_a_build(tmp_path: Path, documents, make_document) -> None:
    build_index(documents[:1], tmp_path, embedder=HashEmbedder())
    opened = SearchIndex.open(tmp_path, embedder_name="hash")
    assert opened.search("forged documents", dense=False) == []
    for number in range(3):
        more = make_document("more", [("row", "OA 1.1", None, f"Version {number} of it")])
        build_index([*documents, more], tmp_path, embedder=HashEmbedder())
        assert opened.search(f"Version {number}", limit=1)[0].text == f"Version {number} of it"
        assert set(opened.manifest().documents) == {"air", "sea", "more"}
    opened.close()


def test_searches_go_on_while_documents_change(tmp_path: Path, documents, make_document) -> None:
    build_index(documents, tmp_path, embedder=HashEmbedder())
    opened = SearchIndex.open(tmp_path, embedder_name="hash")

    def rebuild(number: int) -> None:
        more = make_document("more", [("row", "OA 1.1", None, f"Version {number} of it")])
        build_index([*documents, more], tmp_path, embedder=HashEmbedder())

    with ThreadPoolExecutor(4) as pool:
        builds = [pool.submit(rebuild, number) for number in range(4)]
        searches = [pool.submit(opened.search, "forged documents") for _ in range(60)]
        found = [search.result()[0].ref for search in searches]
        for build in builds:
            build.result()
    assert set(found) == {"OA 2.9"}
    opened.close()


def test_the_real_model_finds_by_meaning(tmp_path: Path, documents) -> None:
    embedder = load_embedder()
    build_index(documents, tmp_path, embedder=embedder)
    opened = SearchIndex(tmp_path, embedder)
    hits = opened.search("smuggling people by plane")
    assert (hits[0].document_id, hits[0].ref) == ("air", "OA 2.8")
    assert hits[0].cosine is not None and hits[0].cosine > 0.5
    assert opened.search("fake passports", limit=1)[0].ref == "OA 2.9"
    opened.close()


def test_the_best_by_words_is_found_among_all_that_meaning_finds() -> None:
    fused = [(place, 1.0 / (place + 1)) for place in range(100)]
    kept = _with_best([(70, 5.0), (3, 4.0)], fused, limit=50)
    assert len(kept) == 50
    assert [place for place, _ in kept[:49]] == list(range(49))
    assert kept[-1][0] == 70
    assert _with_best([(70, 5.0)], fused, limit=10) == fused[:10]


def test_other_words_are_looked_for_as_well(index: SearchIndex) -> None:
    plain = {(hit.document_id, hit.text) for hit in index.search("maritime", dense=False)}
    also = index.search("maritime", dense=False, also="Libya")
    assert any("Libya" in hit.text for hit in also)
    assert not any("Libya" in text for _, text in plain)
