"""Sentences: each has a vector, kept from one generation to the next."""

from pathlib import Path

import pytest

from index.chunks import chunk_document
from index.embed import HashEmbedder
from index.manifest import generation_folder, read_manifest
from index.search import SearchIndex
from index.sentences import SentenceIndex, sentences_of, told_by
from ingest.errors import IndexNotReady


def test_a_text_is_cut_where_sentences_end_and_short_ones_say_nothing() -> None:
    text = "The project was suspended. See Annex. It aims at: better control of borders"
    assert sentences_of(text) == ["The project was suspended.", "better control of borders"]


def test_only_running_text_has_sentences(documents) -> None:
    told = [
        words for given in documents for chunk in chunk_document(*given) for words in told_by(chunk)
    ]
    assert told == [
        "The aim is to fight networks that smuggle migrants.",
        "Small boats cross the sea towards Libya and Italy.",
    ]


def test_the_nearest_sentence_of_a_chunk_counts(home: Path) -> None:
    folder = generation_folder(home, read_manifest(home).generation)
    vector = HashEmbedder().embed(["Forged documents"])[0]
    found = SentenceIndex.load(folder).nearest(vector, [0, 1, 2])
    assert all(-1.0 <= cosine <= 1.001 for cosine in found.values())
    assert SentenceIndex.load(folder).nearest(vector, []) == {}


def test_hits_tell_the_nearest_sentence_unless_only_words_count(home: Path) -> None:
    index = SearchIndex(home, HashEmbedder())
    try:
        assert all(hit.sentence is None for hit in index.search("documents", dense=False))
    finally:
        index.close()


def test_a_generation_without_sentences_is_not_ready(tmp_path: Path) -> None:
    with pytest.raises(IndexNotReady):
        SentenceIndex.load(tmp_path)


def test_chunks_rank_by_their_nearest_sentence_and_equals_stay_in_order() -> None:
    import numpy as np

    vectors = np.array([[1, 0], [0, 1], [1, 0], [0.6, 0.8]], dtype=np.float32)
    index = SentenceIndex(np.array([2, 2, 0, 1], dtype=np.int32), vectors)
    asked = np.array([1, 0], dtype=np.float32)
    assert [place for place, _ in index.rank(asked, 9, None)] == [0, 2, 1]
    allowed = np.array([False, True, True, True])
    assert [place for place, _ in index.rank(asked, 1, allowed)] == [2]
    whole = [(3, 0.9), (0, 0.1)]
    assert [place for place, _ in index.rank(asked, 9, None, whole)] == [0, 2, 3, 1]


def test_an_index_without_sentences_ranks_whole_chunks() -> None:
    import numpy as np

    index = SentenceIndex(np.array([], dtype=np.int32), np.array([], dtype=np.float32))
    assert index.rank(np.ones(2, dtype=np.float32), 5, None, [(1, 0.2), (0, 0.4)]) == [
        (0, 0.4),
        (1, 0.2),
    ]
