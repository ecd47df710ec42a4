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
