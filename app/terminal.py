"""What the commands print: for a person at a terminal, and as plain lines through a pipe."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

from answer.claims import Answer
from app.actions import ListedAction
from app.elements import Found, lines_of, title_of
from app.intake import Outcome, Taken, printable
from app.intake import Progress as Report
from app.plans import ActorView
from app.service import DocumentStatus, IngestReport
from app.sheets import ActorSheet, Role
from ingest.model import Span

_PIPE_WIDTH = 160


class Printer:
    """Prints results to standard output; through a pipe, without colours and hard line breaks."""

    def __init__(self) -> None:
        """Look where standard output goes."""
        width = None if sys.stdout.isatty() else _PIPE_WIDTH
        self._console = Console(highlight=False, width=width)

    def line(self, words: str = "", style: str = "") -> None:
        """Print a line as it is, whatever brackets stand in it."""
        self._console.print(Text(words, style), soft_wrap=True)

    def answer(self, answer: Answer) -> None:
        """Print an answer, then the words that it rests on."""
        if self._console.is_terminal:
            from rich.markdown import Markdown

            self._console.print(Markdown(answer.answer))
        else:
            self.line(answer.answer)
        for number, choice in enumerate(answer.choices, start=1):
            self.line(f"  {number}. {choice}")
        for citation in answer.citations:
            self.line()
            place = [citation.document_id, citation.ref, citation.field or ""]
            span = _offsets(Span(start=citation.start, end=citation.end))
            self.line(f"[{citation.n}] {' · '.join(filter(None, place))} {span}", "bold")
            self._quote(citation.quote)

    def ingested(self, report: IngestReport, found: Iterable[DocumentStatus]) -> None:
        """Print what became of each file, and of the index; `found` has what is new or changed."""
        by_id = {status.document.id: status for status in found}
        for taken in report.files:
            if taken.outcome is not Outcome.FAILED:
                self.line(f"{taken.outcome:<10} {_summary(taken, by_id)}")
            self._notes("changed", taken.changes)
        build = report.build
        self.line(
            f"Index: {build.added} documents added, {build.removed} removed, "
            f"{build.unchanged} unchanged; {build.chunks:,} chunks, {build.seconds:.1f} s"
        )

    def status(self, found: Iterable[DocumentStatus]) -> None:
        """Print what was found in each document, and what was not."""
        for status in found:
            report = status.report
            self.line(status.document.id, "bold")
            self.line(f"  {status.document.title}")
            form = status.document.template
            self.line(f"  read as        {form}, understood {status.document.confidence:.0%}")
            self.line(f"  found          {_counts(status)}")
            self.line(f"  text covered   {report.coverage:.1%}")
            self._notes("gaps", report.gaps)
            self._notes("disagreements", report.disagreements)
            self._notes("redactions", report.redactions)
            self._notes("warnings", report.warnings)
            for version in status.history[-1:]:
                day = f"{version.replaced:%Y-%m-%d}"
                self._notes("changed", tuple(f"{day} {line}" for line in version.changes))

    def actions(self, actions: Iterable[ListedAction]) -> None:
        """Print actions as a table."""
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("Document", "Ref", "Title", "Leader", "Co-leader"):
            table.add_column(column, overflow="fold", no_wrap=column == "Ref")
        for action in actions:
            people = [_names(action.leaders), _names(action.co_leaders)]
            cells = [action.document_id, action.ref, action.title.value, *people]
            table.add_row(*map(Text, cells))
        self._console.print(table)

    def element(self, found: Found, text: str) -> None:
        """Print an element: its parts with their offsets, then the document's own words."""
        element = found.element
        self.line(f"{element.ref} · {found.document.id} {_offsets(element)}", "bold")
        for label, words, span in lines_of(found):
            self.line(f"  {label:<14} {words} {_offsets(span) if span else ''}".rstrip())
        self.line("  source", "bold")
        self._quote(element.quote(text))

    def candidates(self, found: Iterable[Found]) -> None:
        """Print the elements that a ref may mean, for the reader to choose from."""
        for one in found:
            self.line(f"{one.document.id:<45} {one.element.ref:<10} {title_of(one.element)}")

    def sheet(self, sheet: ActorSheet) -> None:
        """Print all that an actor does, plan by plan."""
        self.line(sheet.name, "bold")
        for plan in sheet.plans:
            self.line()
            self.line(f"{plan.title} ({plan.document_id})", "bold")
            if plan.drives:
                self.line("  drives the plan")
            self._roles("leads", plan.leads)
            self._roles("co-leads", plan.co_leads)
            self._roles("joins", plan.joins)
            self._roles('joins as one of "All MS"', plan.joins_as_member_state)

    @contextmanager
    def progress(self, clock: Callable[[], float] = time.monotonic) -> Iterator[Report]:
        """Show a bar on standard error while the caller reports how far it is.

        It tells what is being done, how much of it, and the time left by what was done so far.
        """
        from rich import progress as part

        bar = part.Progress(
            part.TextColumn("{task.description}", markup=False),
            part.BarColumn(),
            part.MofNCompleteColumn(),
            part.TimeElapsedColumn(),
            part.TextColumn("left"),
            part.TimeRemainingColumn(compact=True),
            console=Console(stderr=True),
            transient=True,
            get_time=clock,
        )
        with bar:
            task = bar.add_task("Starting", total=None)

            def tell(done: int, total: int, what: str) -> None:
                if total != bar.tasks[0].total:  # another stage, with a pace of its own
                    bar.reset(task, total=total or None)
                bar.update(task, completed=done, description=what)

            yield tell

    @contextmanager
    def waiting(self, words: str) -> Iterator[None]:
        """Show on standard error that something is being done."""
        with Console(stderr=True).status(words):
            yield

    def _roles(self, role: str, roles: tuple[Role, ...]) -> None:
        if roles:
            self.line(f"  {role} ({len(roles)})")
        for one in roles:
            self.line(f"    {one.ref:<8} {one.title.value} {_offsets(one.named)}")

    def _notes(self, label: str, notes: tuple[str, ...]) -> None:
        for note in notes:
            self.line(f"  {label:<14} {note}")

    def _quote(self, words: str) -> None:
        for line in words.splitlines():
            self.line(f"    │ {line}", "dim")


def _offsets(span: "Span | ActorView") -> str:
    return f"[{span.start}–{span.end}]"


def _summary(taken: Taken, by_id: dict[str, DocumentStatus]) -> str:
    if taken.outcome is Outcome.DUPLICATE:
        name = printable(taken.name)
        return f"{name} has the content of {taken.document_id} and is not stored twice"
    status = by_id.get(taken.document_id)
    if status is None:
        return taken.document_id
    return f"{taken.document_id}: {_counts(status)}; {status.report.coverage:.1%} of the text"


def _counts(status: DocumentStatus) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in status.report.counts.items())


def _names(actors: object) -> str:
    return ", ".join(actor.value for actor in actors) if isinstance(actors, tuple) else "(withheld)"
