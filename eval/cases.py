"""The questions with known answers, read from `eval/questions/`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, ValidationError

from answer.claims import Status, Turn
from eval.errors import BadCases
from ingest.model import Frozen

QUESTIONS = Path(__file__).parent / "questions"
CaseKind = Literal[
    "field", "list", "count", "rank", "summary", "compare", "define", "passage", "meta", "redacted",
    "followup", "unanswerable",
]  # fmt: skip

Places = Annotated[str, Field(pattern=r"^[^#|]+#[^#|]+( \| [^#|]+#[^#|]+)*$")]
"""One place or several, any of which will do: "plan#OA 2.8 | plan#SG 2"."""


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
    refs: tuple[Places, ...] = ()
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

    Raises BadCases, which names the case, for one that is broken or an id that is repeated.
    """
    cases = tuple(case for path in paths for file in _files(path) for case in _read(file))
    ids = Counter(case.id for case in cases)
    repeated = sorted(key for key, times in ids.items() if times > 1)
    if repeated:
        raise BadCases(f"Case ids must be unique; rename one of each: {', '.join(repeated)}.")
    if not cases:
        raise BadCases("There are no questions in these files; give YAML files that list cases.")
    return cases


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def _read(file: Path) -> Iterator[Case]:
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise BadCases(f"The question file {file} cannot be read: {reason}.") from error
    if not isinstance(entries or [], list):
        raise BadCases(f"The question file {file} must be a list of cases, each with an id.")
    for number, entry in enumerate(entries or [], start=1):
        yield _case(entry, number, file)


def _case(entry: object, number: int, file: Path) -> Case:
    fields = entry if isinstance(entry, dict) else {}
    try:
        return Case.model_validate({**fields, "part": file.resolve().parent.name})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadCases(
            f"The case {fields.get('id', number)!r} in {file} is broken; "
            f"correct its {where!r}: {first['msg']}."
        ) from error
