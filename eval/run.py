"""One run: ask all questions, measure, compare with the last run, write the report."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from answer.claims import Answer, Turn
from eval.cases import QUESTIONS, Case, read_cases
from eval.consistency import consistency_steps, measure_consistency
from eval.errors import BadCases, BadReport
from eval.history import Comparison, compare, last_report
from eval.html import page
from eval.metrics import score
from eval.report import Measured, Report, build_report, digest, read_report
from eval.retrieval import measure_retrieval, retrieval_steps
from eval.summary import Outcome
from eval.terminal import print_line, print_report
from index.search import SearchIndex
from ingest.facts import FactStore

GENERATED_PER_CHANGE = 500
"""How many generated questions are asked of each change of wording, where there are so many."""
_PIPE_WIDTH = 190

Begin = Callable[[str, int], Callable[[], None]]
"""Names a stage and says how many steps it has; the returned function is called for each step."""


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
    """The assistant, what it answers from, and the settings that say where the data folder is."""

    @property
    def assistant(self) -> Asked:
        """The assistant over the stored documents."""

    @property
    def store(self) -> FactStore:
        """The stored documents."""

    @property
    def index(self) -> SearchIndex:
        """The index over them."""

    @property
    def settings(self) -> _Settings:
        """Settings with the `home` that reports are written to."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is to be measured, and where the report goes."""

    paths: tuple[Path, ...] = ()
    """Files or folders of questions; those that come with the program where there are none."""
    out: Path | None = None
    """The folder for reports; `eval` in the data folder where there is none."""
    baseline: Path | None = None
    """The report to compare with; the last comparable one in the folder where there is none."""
    quick: bool = False
    """True to leave out the other retrievers and the generated questions."""


def run_evaluation(service: Service, options: Options) -> int:
    """Measure, print the report, and write it as JSON and as HTML.

    Returns 0, and 1 where something that must not fall fell since the report compared with.
    Raises BadCases for questions that cannot be asked and BadReport for folders and reports
    that cannot be used, both before the first question.
    """
    cases = read_cases(options.paths or [QUESTIONS])
    _check_documents(cases, service.store)
    folder = _folder(options.out or service.settings.home / "eval")
    baseline = _baseline(options.baseline, cases) if options.baseline else None
    report = _measure(service, cases, options.quick)
    earlier = baseline or last_report(folder, report)
    comparison = compare(report, earlier) if earlier else None
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)
    print_report(console, report, comparison)
    for file in _write(folder, report, comparison):
        print_line(f"Report: {file}", console)
    return _verdict(comparison)


def _check_documents(cases: Sequence[Case], store: FactStore) -> None:
    """Raise BadCases for a case that names a document which isn't stored."""
    stored = store.hashes()
    for case in cases:
        places = [place for refs in case.refs for place in refs.split(" | ")]
        for name in (*case.documents, *(place.partition("#")[0] for place in places)):
            if name not in stored:
                raise BadCases(
                    f"The case {case.id!r} names the document {name!r}, which is not stored; "
                    f"take it in with `oap ingest`, or name one of: {', '.join(stored) or 'none'}."
                )


def _baseline(file: Path, cases: Sequence[Case]) -> Report:
    baseline = read_report(file)
    if not {case.digest for case in baseline.cases} & {digest(case) for case in cases}:
        raise BadReport(f"{file} is about other questions; give a report on some of these.")
    return baseline


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadReport(f"Give a folder that reports can be written to ({error}).") from error
    return path


def _measure(service: Service, cases: Sequence[Case], quick: bool) -> Report:
    started, most = datetime.now(), GENERATED_PER_CHANGE
    with _progress() as begin:
        loaded = begin("Loading the model", 1)
        service.assistant.warm()
        loaded()
        outcomes = list(_ask_all(service, cases, begin("Questions", len(cases))))
        measured = Measured()
        if not quick:
            finding = begin("Retrievers", retrieval_steps(cases))
            retrieval = measure_retrieval(service, cases, finding)
            asking = begin("Other wordings", consistency_steps(service, most))
            measured = Measured(retrieval, measure_consistency(service, asking, most))
    return build_report(started, service.store.hashes(), outcomes, measured)


def _ask_all(
    service: Service, cases: Sequence[Case], advance: Callable[[], None]
) -> Iterator[Outcome]:
    texts = {key: service.store.text(key) for key in service.store.hashes()}
    for case in cases:
        answer = service.assistant.ask(case.question, case.history, case.documents or None)
        yield Outcome(case, answer, score(case, answer, texts))
        advance()


@contextmanager
def _progress() -> Iterator[Begin]:
    """Show a bar for each stage on standard error."""
    columns = (
        TextColumn("{task.description:<18}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def begin(stage: str, steps: int) -> Callable[[], None]:
            task = progress.add_task(stage, total=steps)
            return lambda: progress.advance(task)

        yield begin


def _write(folder: Path, report: Report, comparison: Comparison | None) -> tuple[Path, Path]:
    stem = f"{report.started:%Y-%m-%dT%H-%M-%S}"
    json, html = folder / f"{stem}.json", folder / f"{stem}.html"
    json.write_text(report.model_dump_json(indent=1), encoding="utf-8")
    html.write_text(page(report, comparison), encoding="utf-8")
    return json, html


def _verdict(comparison: Comparison | None) -> int:
    """Return the exit code; where it is 1, say in one sentence on standard error why."""
    if not comparison or not comparison.regressions:
        return 0
    worse = "; ".join(map(str, comparison.regressions))
    since = f"{comparison.since:%Y-%m-%d %H:%M}"
    print_line(f"oap: Worse than the run of {since}: {worse}.", Console(stderr=True))
    return 1
