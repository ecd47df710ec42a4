"""One run over the question files: ask, score, report."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

import yaml
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from answer.claims import Answer, Turn
from eval.cases import QUESTIONS, Case, read_cases
from eval.metrics import score
from eval.report import Outcome, as_json, line, print_report

_PIPE_WIDTH = 160


class Asked(Protocol):
    """What is measured: it answers questions."""

    def warm(self) -> None:
        """Load what the first question would load."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
    ) -> Answer:
        """Answer a question, over some of the documents when ids are given."""


class _Settings(Protocol):
    @property
    def home(self) -> Path: ...


class Service(Protocol):
    """The assistant, and the settings that say where its data folder is."""

    @property
    def assistant(self) -> Asked:
        """The assistant over the stored documents."""

    @property
    def settings(self) -> _Settings:
        """Settings with the `home` that reports are written to."""


def run_evaluation(service: Service, paths: Sequence[Path], out: Path | None) -> int:
    """Ask all questions of files or folders (by default `eval/questions`) and report on them.

    The whole report goes to `out`, a folder or a .json file, or to `eval` in the data folder.
    Returns 0, however good the answers are, and 1 for question files that cannot be read.
    """
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)
    try:
        cases = read_cases(paths or [QUESTIONS])
    except (ValueError, yaml.YAMLError) as error:  # pydantic's errors are ValueErrors
        line(f"The question files cannot be read: {error}", Console(stderr=True))
        return 1
    if not cases:
        line("There are no questions in these files.", Console(stderr=True))
        return 1
    outcomes = list(_ask_all(service.assistant, cases))
    print_report(console, outcomes)
    file = _report_file(out or service.settings.home / "eval")
    file.write_text(as_json(outcomes), encoding="utf-8")
    line(f"All scores and answers: {file}", console)
    return 0


def _ask_all(assistant: Asked, cases: Sequence[Case]) -> Iterator[Outcome]:
    """Yield the outcome of each case, with a bar on standard error."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Loading", total=len(cases))
        assistant.warm()
        for case in cases:
            progress.update(task, description=f"{case.part}/{case.id}")
            answer = assistant.ask(case.question, case.history, case.documents or None)
            yield Outcome(case, answer, score(case, answer))
            progress.advance(task)


def _report_file(out: Path) -> Path:
    file = out if out.suffix == ".json" else out / f"{datetime.now():%Y-%m-%dT%H-%M-%S}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file
