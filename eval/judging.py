"""Learn what tells answers from facts from answers in running text: writes `answer/judge.yaml`.

Run it as `python -m eval.judging`. Each development question that both could answer is answered
both ways; those that only one of the two answers rightly teach the weights (logistic, ridge).
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from answer.compose.passages import clues_for
from answer.compose.running import compose_running
from answer.draft import Draft
from answer.judge import Signs, contested, signs_of
from answer.library import Library
from answer.query import Query
from answer.render import render
from answer.select.write import compose_selection
from answer.understand import understand
from answer.verify import verify
from eval.cases import QUESTIONS, Case, read_cases
from eval.metrics import score

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from answer.ask import Assistant
    from index.search import SearchIndex

    Floats = NDArray[np.float64]

NAMES = tuple(field.name for field in fields(Signs))
_RIDGE = 0.003
_STEPS = 60
_HEAD = """\
# How much each sign counts for an answer in running text, against one from facts (answer/judge.py).
# Written by `python -m eval.judging`, which learns it from the questions of eval/questions/dev.
"""


def lessons(
    cases: Sequence[Case], assistant: "Assistant", library: Library, index: "SearchIndex"
) -> Iterator[tuple[Signs, bool]]:
    """Yield the signs of each case that one answer alone gets right, and whether it is the text."""
    for case in cases:
        allowed = tuple(key for key in library.documents if key in (case.documents or (key,)))
        queries = understand(case.question, case.history, library, allowed)
        if len(queries) > 1:
            continue
        if compose_selection(queries[0], library) is not None:
            continue
        prose = replace(queries[0], kind="passage")
        told = assistant.from_facts(queries[0])
        running = compose_running(prose, library, index)
        if told is None or running is None or not contested(queries[0], told, library):
            continue
        signs = signs_of(queries[0], told, running, clues_for(prose, library, index), library)
        by_facts, by_text = (_right(case, queries[0], d, library) for d in (told, running))
        if by_facts != by_text:
            yield signs, by_text


def _right(case: Case, query: Query, draft: Draft, library: Library) -> bool:
    copy = Draft(draft.status, list(draft.parts), list(draft.choices))
    kept, _ = verify(copy, library)
    texts = {key: library.text(key) for key in library.documents}
    return score(case, render(kept, [query], library), texts).right


def learn(signs: "Floats", texts: "Floats") -> "Floats":
    """Return the weights under which what was right is likeliest (Newton's method)."""
    weights = np.zeros(signs.shape[1])
    ridge = _RIDGE * np.eye(signs.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (likely - texts) / len(texts) + _RIDGE * weights
        bend = (signs * (likely * (1 - likely))[:, None]).T @ signs / len(texts) + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Learn from the development questions and write the weights."""
    from app.service import Service
    from app.settings import load_settings

    service = Service.open(load_settings())
    library = Library(service.store)
    cases = read_cases([QUESTIONS / "dev"])
    taught = list(lessons(cases, service.assistant, library, service.index))
    rows = np.array([list(asdict(signs).values()) for signs, _ in taught])
    weights = learn(rows, np.array([float(text) for _, text in taught]))
    lines = [f"{name}: {weight:.2f}\n" for name, weight in zip(NAMES, weights, strict=True)]
    target = Path(__file__).parent.parent / "answer" / "judge.yaml"
    target.write_text(_HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
