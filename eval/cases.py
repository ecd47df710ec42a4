"""The questions with known answers, read from `eval/questions/`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from answer.claims import Status, Turn
from ingest.model import Frozen

QUESTIONS = Path(__file__).parent / "questions"
CaseKind = Literal[
    "field", "list", "count", "rank", "summary", "compare", "define", "passage", "meta", "redacted",
    "followup", "unanswerable",
]  # fmt: skip


class Case(Frozen):
    """A question, and what any right answer to it says and cites."""

    id: str
    kind: CaseKind
    question: str
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] = ()
    status: tuple[Status, ...]
    """Every status that is right."""
    facts: tuple[tuple[str, ...], ...] = ()
    """Each must occur in the answer, in one of its wordings."""
    absent: tuple[str, ...] = ()
    """None of these may occur in the answer."""
    refs: tuple[str, ...] = ()
    """"document-id#REF" of each citation that must be there; " | " parts alternatives."""
    exact: bool = False
    """True when no other action may be cited."""
    part: str = Field(default="dev", exclude=True)

    @property
    def answerable(self) -> bool:
        """Tell whether the documents answer the question; one that may be refused is not that."""
        return Status.ANSWERED in self.status


def read_cases(paths: Sequence[Path]) -> tuple[Case, ...]:
    """Return the cases of question files or folders; the folder's name is the cases' part.

    Raises pydantic's ValidationError for a broken case, ValueError for a repeated id.
    """
    cases = tuple(case for path in paths for file in _files(path) for case in _read(file))
    ids = [case.id for case in cases]
    repeated = {key for key in ids if ids.count(key) > 1}
    if repeated:
        raise ValueError(f"Case ids must be unique; rename one of each: {sorted(repeated)}.")
    return cases


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def _read(file: Path) -> Iterator[Case]:
    for entry in yaml.safe_load(file.read_text(encoding="utf-8")) or ():
        yield Case.model_validate({**entry, "part": file.parent.name})
