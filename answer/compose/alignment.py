"""Which goals, or actions, of two plans are about the same?"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from answer.words import content_stems
from index.search import SearchIndex
from ingest.model import Action, Document, Goal

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ALIGNED = 0.25
"""Nearness, in meaning and in words, from which two are taken to be about the same."""

Titled = TypeVar("Titled", Goal, Action)


def aligned_goals(old: Document, new: Document, index: SearchIndex) -> list[tuple[Goal, Goal]]:
    """Return the pairs of goals that are about the same, each goal in one pair at most."""
    return aligned(old.goals, new.goals, index)


def aligned(
    before: Sequence[Titled], after: Sequence[Titled], index: SearchIndex
) -> list[tuple[Titled, Titled]]:
    """Return the pairs whose titles are about the same, each element in one pair at most.

    The pairing is the one that fits best as a whole; pairs that fit badly are left out.
    """
    # here, for scipy takes long to load and few questions need it
    from scipy.optimize import linear_sum_assignment

    if not before or not after:
        return []
    vectors = _vectors(index, *(e.title.value for e in (*before, *after)))
    near = vectors[: len(before)] @ vectors[len(before) :].T
    fit = np.array(
        [
            [(near[i, j] + _shared(one, other)) / 2 for j, other in enumerate(after)]
            for i, one in enumerate(before)
        ]
    )
    rows, columns = linear_sum_assignment(fit, maximize=True)
    return [
        (before[i], after[j]) for i, j in zip(rows, columns, strict=True) if fit[i, j] >= _ALIGNED
    ]


@lru_cache(maxsize=64)
def _vectors(index: SearchIndex, *titles: str) -> "NDArray[np.float32]":
    """Return the vectors of titles; kept, for a second of work is much for a page to wait."""
    return index.embed(titles)


def _shared(one: Goal | Action, other: Goal | Action) -> float:
    """Return the share of the shorter title's words that the longer one holds too."""
    words, others = set(content_stems(one.title.value)), set(content_stems(other.title.value))
    return len(words & others) / max(1, min(len(words), len(others)))
