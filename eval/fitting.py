"""Learn how much each clue counts in finding the passage that answers: writes `answer/fit.yaml`.

Run it as `python -m eval.fitting`. It learns from the development questions alone, and tells how
well weights learned without a question find that question's passage (ten parts, each left out).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from answer.compose.fit import Clues
from answer.compose.passages import clues_for
from answer.library import Library
from answer.understand import understand
from eval.cases import QUESTIONS, Case, read_cases
from eval.metrics import normalise, occurs
from index.search import Hit, SearchIndex
from ingest.text import clean

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NAMES = tuple(field.name for field in fields(Clues))
_KINDS = ("passage", "define", "redacted")
_PARTS = 10
_STEPS = 400
_STEP = 0.1
_RIDGE = 0.005
"""How much a weight's size costs: keeps the weights small where little was seen."""
_HEAD = """\
# How much each clue counts in telling how well a passage answers (answer/compose/fit.py).
# Written by `python -m eval.fitting`, which learns it from the questions of eval/questions/dev.
"""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The candidates for one question: a row of clues each, and which of them answer it."""

    clues: "Floats"
    right: "NDArray[np.bool_]"


def lessons(cases: Sequence[Case], library: Library, index: SearchIndex) -> list[Lesson]:
    """Return what the cases teach: those that running text answers and whose passage is found."""
    found = []
    for case in cases:
        if case.kind not in _KINDS or not (case.answerable and case.refs and case.facts):
            continue
        query = understand(case.question, case.history, library, tuple(library.documents))[0]
        candidates = clues_for(query, library, index)
        rows = np.array([list(asdict(clues).values()) for _, clues in candidates])
        held = np.array([_share_of_facts(case, hit) for hit, _ in candidates])
        if len(held) and held.max() > 0:
            found.append(Lesson(rows, held >= held.max() - 1e-9))
    return found


def _share_of_facts(case: Case, hit: Hit) -> float:
    places = {place for refs in case.refs for place in refs.split(" | ")}
    if f"{hit.document_id}#{hit.ref}" not in places:
        return 0.0
    text = normalise(clean(hit.text))
    return sum(any(occurs(w, text) for w in fact) for fact in case.facts) / len(case.facts)


def learn(taught: Sequence[Lesson]) -> "Floats":
    """Return the weights under which right passages are likeliest (softmax, ridge, Adam)."""
    weights = np.zeros(taught[0].clues.shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = _RIDGE * weights - sum(_pull(one, weights) for one in taught) / len(taught)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        size = np.sqrt(second / (1 - 0.99**step)) + 1e-8
        weights = weights - _STEP * (first / (1 - 0.9**step)) / size
    return weights


def _pull(lesson: Lesson, weights: "Floats") -> "Floats":
    fits = lesson.clues @ weights
    likely = np.exp(fits - fits.max())
    likely /= likely.sum()
    wanted = likely * lesson.right
    pull: Floats = lesson.clues.T @ (wanted / wanted.sum() - likely)
    return pull


def ranks(taught: Sequence[Lesson], weights: "Floats") -> "NDArray[np.int64]":
    """Return for each question the rank, from 0, of the first passage that answers it."""
    orders = [np.argsort(-(one.clues @ weights), kind="stable") for one in taught]
    pairs = zip(taught, orders, strict=True)
    return np.array([int(np.argmax(one.right[order])) for one, order in pairs])


def left_out_ranks(taught: Sequence[Lesson]) -> "NDArray[np.int64]":
    """Return the ranks of `ranks`, each under weights that were learned without the question."""
    found = np.zeros(len(taught), dtype=np.int64)
    for part in range(_PARTS):
        rest = [one for at, one in enumerate(taught) if at % _PARTS != part]
        mine = list(range(part, len(taught), _PARTS))
        found[mine] = ranks([taught[at] for at in mine], learn(rest))
    return found


def main() -> None:
    """Learn from the development questions and write the weights."""
    from rich.console import Console

    from app.service import Service
    from app.settings import load_settings
    from eval.terminal import print_line

    service = Service.open(load_settings())
    library = Library(service.store)
    taught = lessons(read_cases([QUESTIONS / "dev"]), library, service.index)
    weights = learn(taught)
    lines = [f"{name}: {weight:.2f}\n" for name, weight in zip(NAMES, weights, strict=True)]
    target = Path(__file__).parent.parent / "answer" / "fit.yaml"
    target.write_text(_HEAD + "".join(lines), encoding="utf-8")
    left_out = left_out_ranks(taught)
    for most in (1, 3, 4, 10):
        share = float((left_out < most).mean())
        print_line(f"first {most}: {share:.3f} of {len(taught)}", Console())


if __name__ == "__main__":
    main()
