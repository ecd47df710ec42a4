"""Chunks: verbatim, complete, small enough, with their context in front."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chunks import chunk_document, clean, estimate_tokens
from index.embed import load_embedder
from ingest.model import Document, Passage
from ingest.parse import parse_file

words = st.text(alphabet="abcdeé.,:;!?(0 \n\t", min_size=1, max_size=400)
CORPUS = Path(__file__).parents[2] / "corpus"
kinds = st.sampled_from(["paragraph", "bullet", "row", "heading", "furniture"])
parts = st.tuples(kinds, st.sampled_from(["§ 1", "OA 2.8"]), st.sampled_from([None, "kpi"]), words)


def test_a_chunk_for_each_passage_but_headings_and_furniture(documents) -> None:
    document, text = documents[0]
    found = [(chunk.ref, chunk.field, chunk.text) for chunk in chunk_document(document, text)]
    assert found == [
        ("§ 1", None, "The aim is to fight networks that smuggle migrants."),
        ("OA 2.8", "leader", "Leader: ES"),
        ("OA 2.8", "summary", "Smuggling by complex air routes with several stopovers."),
        ("OA 2.8", "kpi", "- Number of arrests at airports (10)"),
    ]


def test_context_says_plan_goal_action_and_field(documents) -> None:
    leader = chunk_document(*documents[0])[1]
    assert leader.context == (
        "Plan 2022 Migrant smuggling · SG 2 Investigations · "
        "OA 2.8 Complex air routes · action leader"
    )
    assert leader.searchable == f"{leader.context}\nLeader: ES"


def test_a_lead_in_stands_with_its_bullets(make_document) -> None:
    document, text = make_document(
        "plan",
        [
            ("paragraph", "§ 1", None, "The goals are:"),
            ("bullet", "§ 1", None, "- one"),
            ("bullet", "§ 1", None, "- two"),
            ("bullet", "OA 2.8", None, "- elsewhere"),
        ],
    )
    found = [chunk.text for chunk in chunk_document(document, text)]
    assert found == ["The goals are:\n- one\n- two", "- elsewhere"]


def test_a_lead_in_with_too_many_bullets_stands_alone(make_document) -> None:
    bullets = [("bullet", "§ 1", None, f"- bullet {n} has words") for n in range(40)]
    document, text = make_document("plan", [("paragraph", "§ 1", None, "Goals:"), *bullets])
    assert len(chunk_document(document, text, max_tokens=64)) == 41


def test_a_long_passage_is_cut_where_sentences_end(make_document) -> None:
    sentences = " ".join(f"Sentence number {n} stands here." for n in range(50))
    document, text = make_document("plan", [("paragraph", "§ 1", None, sentences)])
    chunks = chunk_document(document, text, max_tokens=64)
    assert len(chunks) > 1
    assert all(chunk.text.endswith("here.") for chunk in chunks)
    assert " ".join(chunk.text for chunk in chunks) == sentences


def test_text_without_any_break_is_cut_all_the_same(make_document) -> None:
    document, text = make_document("plan", [("paragraph", "§ 1", None, "x" * 5000)])
    chunks = chunk_document(document, text, max_tokens=32)
    assert "".join(chunk.text for chunk in chunks) == "x" * 5000


def test_markup_is_kept_in_the_text_and_left_out_of_what_is_searched() -> None:
    assert clean("<p>**Bold** and</p>\n <ul style='x'>more</ul>") == "Bold and more"
    assert clean("see <https://example.org> and 1 < 2") == "see <https://example.org> and 1 < 2"


def test_ids_are_the_same_in_every_run_and_differ_by_content(make_document) -> None:
    first = make_document("plan", [("paragraph", "§ 1", None, "One text.")])
    other = make_document("plan", [("paragraph", "§ 1", None, "Two text.")])
    ids = [[chunk.id for chunk in chunk_document(*given)] for given in (first, first, other)]
    assert ids[0] == ids[1] != ids[2]
    assert ids[0] == ["plan:0:" + ids[0][0].rpartition(":")[2]]


def test_a_passage_that_is_given_twice_is_one_chunk(documents) -> None:
    document, text = documents[0]
    twice: Document = document.model_copy(update={"passages": document.passages * 2})
    assert len(chunk_document(twice, text)) == len(chunk_document(document, text))


def test_too_small_a_limit_is_refused(documents) -> None:
    with pytest.raises(ValueError, match="16 or more"):
        chunk_document(*documents[0], max_tokens=15)


@given(parts=st.lists(parts, max_size=8), max_tokens=st.integers(16, 80))
def test_chunks_tile_the_passages_within_the_limit(make_document, parts, max_tokens) -> None:
    document, text = make_document("plan", parts)
    chunks = chunk_document(document, text, max_tokens)
    covered = set()
    for chunk in chunks:
        assert chunk.text == text[chunk.start : chunk.end]
        assert chunk.text == chunk.text.strip()
        assert estimate_tokens(chunk.searchable) <= max_tokens
        covered.update(range(chunk.start, chunk.end))
    for passage in document.passages:
        if passage.kind in ("paragraph", "bullet", "row"):
            assert _letters(passage, text) <= covered
    assert len({chunk.id for chunk in chunks}) == len(chunks)


def _letters(passage: Passage, text: str) -> set[int]:
    return {place for place in range(passage.start, passage.end) if re.match(r"\S", text[place])}


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_corpus_is_cut_within_what_the_default_model_reads(path: Path) -> None:
    parsed = parse_file(path)
    model = load_embedder()
    chunks = chunk_document(
        parsed.document, parsed.text, model.max_tokens, count_tokens=model.count_tokens
    )
    assert chunks
    for chunk in chunks:
        assert chunk.text == parsed.text[chunk.start : chunk.end]
        assert model.count_tokens(chunk.searchable) <= model.max_tokens
