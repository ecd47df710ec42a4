"""Which goals of two plans are about the same?"""

import numpy as np

from answer.words import content_stems
from index.search import SearchIndex
from ingest.model import Document, Goal

_ALIGNED = 0.25
"""Nearness, in meaning and in words, from which two goals are taken to be about the same."""


def aligned_goals(old: Document, new: Document, index: SearchIndex) -> list[tuple[Goal, Goal]]:
    """Return the pairs of goals that are about the same, each goal in one pair at most.

    The pairing is the one that fits best as a whole; pairs that fit badly are left out.
    """
    # here, for scipy takes long to load and few questions need it
    from scipy.optimize import linear_sum_assignment

    before, after = list(old.goals), list(new.goals)
    vectors = index.embed([goal.title.value for goal in (*before, *after)])
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


def _shared(one: Goal, other: Goal) -> float:
    """Return the share of the shorter title's words that the longer one holds too."""
    words, others = set(content_stems(one.title.value)), set(content_stems(other.title.value))
    return len(words & others) / max(1, min(len(words), len(others)))
