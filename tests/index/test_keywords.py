"""Words: names, numbers and refs are found, within a filter, after a reload."""

from pathlib import Path

import numpy as np
import pytest

from index.keywords import KeywordIndex, words

TEXTS = [
    "OA 2.8 Leader: ES",
    "OA 2.9 Leader: IT",
    "It is led by the leaders of Türkiye",
    "...",
    "Document 13607/21 on smuggling",
]


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    """Return the index as it is read back."""
    KeywordIndex.build(TEXTS).save(tmp_path / "keywords")
    return KeywordIndex.load(tmp_path / "keywords")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the leaders lead", ["leader", "lead"]),
        ("OA 2.8 and 13607/21", ["oa", "2.8", "13607/21"]),
        ("it is IT", ["it"]),
        ("Türkiye", words("Turkiye")),
        ("co-leader EU-LISA", ["co", "leader", "eu", "lisa"]),
        ("of the and", []),
        ("sold children hidden", ["sell", "child", "hide"]),
        ("customers customs", ["customer", "custom"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2.8", [0]),
        ("who is the leader in IT?", [1, 2, 0]),
        ("turkiye", [2]),
        ("13607/21", [4]),
        ("smuggled", [4]),
        ("nothing of this", []),
        ("of the", []),
        ("", []),
    ],
)
def test_finding(index: KeywordIndex, query: str, found: list[int]) -> None:
    assert [place for place, _ in index.search(query, 10)] == found


def test_scores_fall_and_the_limit_holds(index: KeywordIndex) -> None:
    scores = [score for _, score in index.search("leader IT", 10)]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert len(index.search("leader", 1)) == 1


def test_only_what_is_allowed_is_found(index: KeywordIndex) -> None:
    allowed = np.array([True, False, False, False, False])
    assert [place for place, _ in index.search("leader IT", 10, allowed)] == [0]


@pytest.mark.parametrize("texts", [[], [""], ["...", "the"]])
def test_nothing_is_found_where_there_are_no_words(texts: list[str], tmp_path: Path) -> None:
    KeywordIndex.build(texts).save(tmp_path / "keywords")
    assert KeywordIndex.load(tmp_path / "keywords").search("leader", 10) == []


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        KeywordIndex.load(tmp_path / "nowhere")
