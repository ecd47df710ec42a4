"""Vectors that a killed build computed are there for the next one."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.embed import HashEmbedder
from index.kept import KeptVectors, forget_kept, is_kept
from index.manifest import index_folder

TEXTS = [f"text number {number} {'more ' * (number % 7)}" for number in range(100)]


class Counting(HashEmbedder):
    """Remembers what it was asked to embed, and may fail."""

    def __init__(self, most: int = 1000) -> None:
        self.asked: list[str] = []
        self._most = most

    def embed(self, texts: Sequence[str]):
        if len(self.asked) + len(texts) > self._most:
            raise RuntimeError("killed")
        self.asked += texts
        return super().embed(texts)


def opened(folder: Path) -> tuple[KeptVectors, Counting]:
    embedder = Counting()
    return KeptVectors(folder, embedder), embedder


def test_it_gives_what_the_embedder_gives_and_tells_how_far_it_is(tmp_path: Path) -> None:
    kept, embedder = opened(tmp_path)
    told: list[int] = []
    vectors = kept.embed([*TEXTS, *TEXTS[:9]], told.append)
    assert np.array_equal(vectors, HashEmbedder().embed([*TEXTS, *TEXTS[:9]]))
    assert sorted(embedder.asked) == sorted(TEXTS)
    assert sum(told) == len(TEXTS) + 9
    assert kept.embed([]).shape[0] == 0
    kept.close()
    forget_kept(tmp_path)


def test_nothing_is_computed_again_after_a_kill(tmp_path: Path) -> None:
    opened(tmp_path)[0].embed(TEXTS[:70])  # never closed, as in a process that is killed
    kept, embedder = opened(tmp_path)
    assert np.array_equal(kept.embed(TEXTS), HashEmbedder().embed(TEXTS))
    assert sorted(embedder.asked) == sorted(TEXTS[70:])
    assert is_kept(tmp_path)
    kept.close()
    forget_kept(tmp_path)
    assert not is_kept(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"\x00" * 5000, b"\xff" * 17])
def test_a_record_that_is_not_whole_is_computed_again(tmp_path: Path, damage: bytes) -> None:
    kept, _ = opened(tmp_path)
    kept.embed(TEXTS)
    kept.close()
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-100] + damage)
    kept, embedder = opened(tmp_path)
    assert np.array_equal(kept.embed(TEXTS), HashEmbedder().embed(TEXTS))
    assert len(embedder.asked) == 1
    kept.close()


def test_another_model_knows_nothing_of_it(tmp_path: Path) -> None:
    class Other(Counting):
        name = "other"

    opened(tmp_path)[0].embed(TEXTS)
    embedder = Other()
    kept = KeptVectors(tmp_path, embedder)
    kept.embed(TEXTS[:3])
    assert embedder.asked == sorted(TEXTS[:3], key=len)
    kept.close()
    forget_kept(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_build_that_fails_half_way_goes_on_from_there(tmp_path: Path, make_document) -> None:
    rows = [("row", "OA 1.1", None, f"Row {number} of many") for number in range(500)]
    document = make_document("larger", rows)
    failing = Counting(most=300)
    with pytest.raises(RuntimeError, match="killed"):
        build_index([document], tmp_path, embedder=failing)
    embedder = Counting()
    build_index([document], tmp_path, embedder=embedder)
    assert len(embedder.asked) < 400  # what was computed last may be lost
    assert not is_kept(index_folder(tmp_path))
