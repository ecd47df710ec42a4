"""Learn how much each sign counts in telling which action is meant: writes `answer/pointing.yaml`.

Run it as `python -m eval.pointing`. It learns from the development questions that one action
answers and that name no ref, and tells how often weights learned without a question find its
action first (ten parts, each left out).
"""

from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np

from answer.gather import topic_hits
from answer.library import Library
from answer.pointing import Signs, signs_for
from answer.understand import understand
from eval.cases import QUESTIONS, Case, read_cases
from eval.fitting import Lesson, learn, left_out_ranks

NAMES = tuple(field.name for field in fields(Signs))
_KINDS = ("field", "followup", "passage", "summary", "define", "unanswerable")
_HEAD = """\
# How much each sign counts in telling which action a question points to (answer/pointing.py).
# Written by `python -m eval.pointing`, which learns it from the questions of eval/questions/dev.
"""


def lessons(cases: Sequence[Case], library: Library) -> list[Lesson]:
    """Return what the cases teach: those that the sheet of one action answers."""
    found = []
    for case in cases:
        places = {place for refs in case.refs for place in refs.split(" | ") if "#OA " in place}
        if case.kind not in _KINDS or len(places) != 1:
            continue
        queries = understand(case.question, case.history, library, tuple(library.documents))
        if len(queries) != 1 or queries[0].refs:
            continue
        candidates = signs_for(queries[0], topic_hits(queries[0], library), library)
        right = np.array([f"{hit.document.id}#{hit.action.ref}" in places for hit, _ in candidates])
        if right.any():
            rows = np.array([list(asdict(signs).values()) for _, signs in candidates])
            found.append(Lesson(rows, right))
    return found


def main() -> None:
    """Learn from the development questions and write the weights."""
    from rich.console import Console

    from app.service import Service
    from app.settings import load_settings
    from eval.terminal import print_line

    service = Service.open(load_settings())
    taught = lessons(read_cases([QUESTIONS / "dev"]), Library(service.store))
    weights = learn(taught)
    lines = [f"{name}: {weight:.2f}\n" for name, weight in zip(NAMES, weights, strict=True)]
    target = Path(__file__).parents[1] / "answer" / "pointing.yaml"
    target.write_text(_HEAD + "".join(lines), encoding="utf-8")
    ranks = left_out_ranks(taught)
    first = float(np.mean(ranks == 0))
    print_line(f"{len(taught)} questions; the action is first for {first:.3f}", Console())


if __name__ == "__main__":
    main()
