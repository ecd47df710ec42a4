"""Building: only what changed is embedded, and a change of model swaps the whole index."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from index import chunks as chunker
from index.build import build_index
from index.embed import HashEmbedder
from index.manifest import generation_folder, index_folder, read_chunks, read_manifest
from index.search import SearchIndex
from ingest.errors import IndexNotReady


class CountingEmbedder(HashEmbedder):
    """Remembers what it was asked to embed."""

    def __init__(self, name: str = "hash") -> None:
        self.name = name
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]):
        self.asked += texts
        return super().embed(texts)


class OtherEmbedder(CountingEmbedder):
    """Another model, with longer vectors."""

    dimensions = 512

    def __init__(self) -> None:
        super().__init__("other/model é")


def _counts(report) -> tuple[int, int, int, int]:
    return report.added, report.removed, report.unchanged, report.chunks


def _generations(home: Path) -> list[str]:
    return [entry.name for entry in index_folder(home).iterdir() if entry.is_dir()]


def test_the_manifest_says_what_the_index_was_built_with(home: Path, documents) -> None:
    manifest = read_manifest(home)
    assert manifest.model == "hash"
    assert manifest.chunker == chunker.CHUNKER_VERSION
    assert manifest.documents == {document.id: document.sha256 for document, _ in documents}
    assert manifest.chunks == 7
    assert _generations(home) == [manifest.generation]


def test_unchanged_documents_are_left_alone(tmp_path: Path, documents) -> None:
    assert _counts(build_index(documents, tmp_path, embedder=HashEmbedder())) == (2, 0, 0, 7)
    before = read_manifest(tmp_path)
    embedder = CountingEmbedder()
    report = build_index(documents[::-1], tmp_path, embedder=embedder)
    assert _counts(report) == (0, 0, 2, 7)
    assert embedder.asked == []
    assert read_manifest(tmp_path) == before


def test_only_the_chunks_that_changed_are_embedded(
    tmp_path: Path, documents, make_document
) -> None:
    build_index(documents, tmp_path, embedder=HashEmbedder())
    parts = [("row", "OA 2.8", "leader", "Leader: IT"), ("row", "OA 2.9", None, "Brand new words")]
    changed = make_document("sea", parts, year=2012)
    embedder = CountingEmbedder()
    report = build_index([documents[0], changed], tmp_path, embedder=embedder)
    assert _counts(report) == (1, 0, 1, 6)
    assert [text.splitlines()[1] for text in embedder.asked] == ["Brand new words"]  # one moved
    with _opened(tmp_path) as index:
        assert index.search("Brand new words", limit=1)[0].ref == "OA 2.9"
        assert not [hit for hit in index.search("Forged documents") if hit.text.startswith("For")]


def test_a_document_that_is_left_out_is_removed(tmp_path: Path, documents) -> None:
    build_index(documents, tmp_path, embedder=HashEmbedder())
    assert _counts(build_index(documents[:1], tmp_path, embedder=HashEmbedder())) == (0, 1, 1, 4)
    with _opened(tmp_path) as index:
        assert {hit.document_id for hit in index.search("Leader boats", limit=50)} == {"air"}


def test_the_same_file_parsed_otherwise_is_a_change(tmp_path: Path, documents) -> None:
    document, text = documents[0]
    build_index([(document, text)], tmp_path, embedder=HashEmbedder())
    fewer = document.model_copy(update={"passages": document.passages[:2]})
    assert _counts(build_index([(fewer, text)], tmp_path, embedder=HashEmbedder())) == (1, 0, 0, 1)


def test_what_is_said_twice_is_embedded_once(tmp_path: Path, make_document) -> None:
    words = "One and the same sentence of running text."
    parts = [("paragraph", "§ 1", None, words), ("paragraph", "§ 2", None, words)]
    embedder = CountingEmbedder()
    build_index([make_document("one", parts)], tmp_path, embedder=embedder)
    assert embedder.asked.count(words) == 1
    more = make_document("two", parts[:1], year=2025)
    embedder = CountingEmbedder()
    build_index([make_document("one", parts), more], tmp_path, embedder=embedder)
    assert len(embedder.asked) == 1  # its chunk stands under another plan, its sentence is known


def test_another_model_is_a_new_index(tmp_path: Path, documents) -> None:
    build_index(documents, tmp_path, embedder=HashEmbedder())
    embedder = OtherEmbedder()
    assert _counts(build_index(documents, tmp_path, embedder=embedder)) == (2, 0, 0, 7)
    assert len([text for text in embedder.asked if "\n" in text]) == 7
    assert _generations(tmp_path) == [read_manifest(tmp_path).generation]
    with pytest.raises(IndexNotReady, match="built with"):
        SearchIndex(tmp_path, HashEmbedder())
    index = SearchIndex(tmp_path, embedder)
    assert index.search("Forged documents", limit=1)[0].ref == "OA 2.9"
    index.close()


def test_another_chunker_is_a_new_index(
    tmp_path: Path, documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(documents, tmp_path, embedder=HashEmbedder())
    monkeypatch.setattr("index.build.CHUNKER_VERSION", chunker.CHUNKER_VERSION + 1)
    monkeypatch.setattr("index.stage.CHUNKER_VERSION", chunker.CHUNKER_VERSION + 1)
    assert _counts(build_index(documents, tmp_path, embedder=HashEmbedder())) == (2, 0, 0, 7)
    assert read_manifest(tmp_path).chunker == chunker.CHUNKER_VERSION + 1


def test_no_documents_make_an_empty_index(tmp_path: Path) -> None:
    assert _counts(build_index([], tmp_path, embedder=HashEmbedder())) == (0, 0, 0, 0)
    with _opened(tmp_path) as index:
        assert index.search("anything") == []


def test_two_documents_with_one_id_are_refused(tmp_path: Path, documents) -> None:
    with pytest.raises(ValueError, match="same id"):
        build_index([documents[0], documents[0]], tmp_path, embedder=HashEmbedder())


def test_progress_counts_chunks(tmp_path: Path, documents) -> None:
    seen: list[tuple[int, int, str]] = []
    build_index(
        documents, tmp_path, embedder=HashEmbedder(), progress=lambda *step: seen.append(step)
    )
    assert seen == [
        (0, 2, "cutting air"),
        (1, 2, "cutting sea"),
        (0, 9, "embedding air"),  # seven chunks, and two sentences of running text
        (9, 9, "embedding sea"),
        (7, 7, "indexing words"),
        (7, 7, "publishing"),
        (7, 7, "sweeping up"),
    ]


@pytest.mark.parametrize("part", ["chunks.json", "keywords", "chroma"])
def test_what_is_missing_is_built_anew(tmp_path: Path, documents, part: str) -> None:
    build_index(documents, tmp_path, embedder=HashEmbedder())
    folder = generation_folder(tmp_path, read_manifest(tmp_path).generation)
    (folder / part).rename(tmp_path / "gone")
    assert _counts(build_index(documents, tmp_path, embedder=HashEmbedder())) == (2, 0, 0, 7)
    assert len(read_chunks(generation_folder(tmp_path, read_manifest(tmp_path).generation))) == 7


def test_an_unreadable_manifest_is_built_anew(tmp_path: Path, documents) -> None:
    build_index(documents, tmp_path, embedder=HashEmbedder())
    (index_folder(tmp_path) / "manifest.json").write_text("{")
    with pytest.raises(IndexNotReady, match="cannot be read"):
        SearchIndex(tmp_path, HashEmbedder())
    assert _counts(build_index(documents, tmp_path, embedder=HashEmbedder())) == (2, 0, 0, 7)


def test_a_failing_embedder_leaves_the_old_index(tmp_path: Path, documents, make_document) -> None:
    class Failing(HashEmbedder):
        def embed(self, texts: Sequence[str]):
            raise RuntimeError("no model")

    build_index(documents, tmp_path, embedder=HashEmbedder())
    more = make_document("more", [("row", "OA 1.1", None, "More words")])
    with pytest.raises(RuntimeError, match="no model"):
        build_index([*documents, more], tmp_path, embedder=Failing())
    assert _generations(tmp_path) == [read_manifest(tmp_path).generation]
    with _opened(tmp_path) as index:
        assert index.search("Forged documents", limit=1)[0].ref == "OA 2.9"


class _opened:
    """An index that is closed afterwards."""

    def __init__(self, home: Path) -> None:
        self._index = SearchIndex(home, HashEmbedder())

    def __enter__(self) -> SearchIndex:
        return self._index

    def __exit__(self, *_: object) -> None:
        self._index.close()
