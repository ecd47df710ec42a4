"""The `oap` command. What is slow to import is imported by the command that needs it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from ingest.errors import OapError

if TYPE_CHECKING:
    from app.service import Service
    from app.terminal import Printer


class _Commands(TyperGroup):
    """Turns the project's own errors into one sentence on standard error and exit code 1."""

    def invoke(self, ctx: Any) -> object:
        try:
            return super().invoke(ctx)
        except OapError as error:
            typer.echo(f"oap: {error}", err=True)
            raise typer.Exit(1) from error


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Cited answers over EU Operational Action Plans.",
)

Documents = Annotated[
    list[str] | None, typer.Option("--document", "-d", help="Id of a document; may be repeated.")
]


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", show_default=False)
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show how well the files are read; store nothing.")
    ] = False,
) -> None:
    """Take in files, folders and archives (by default the corpus that comes with the program)."""
    from app.intake import names_nothing
    from app.settings import CORPUS

    for path in paths or []:
        if names_nothing(path):
            raise typer.BadParameter(f"There is nothing at {str(path)!r}.")
    if dry_run:
        _preview(paths or [CORPUS])
        return
    printer, service = _open()
    with printer.progress() as progress:
        report = service.ingest(paths or [CORPUS], progress)
    printer.ingested(report, [one for key in report.fresh for one in service.status(key)])
    for taken in report.failed:
        typer.echo(f"oap: {taken.error}", err=True)
    if report.failed:
        raise typer.Exit(1)


@app.command()
def remove(
    documents: Annotated[list[str], typer.Argument(metavar="ID...", show_default=False)],
) -> None:
    """Remove documents with all that was read from them; `oap status` lists their ids."""
    printer, service = _open()
    with printer.waiting("Removing"):
        service.remove(*documents)
    for document_id in documents:
        printer.line(f"removed    {document_id}")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(show_default=False)],
    json: Annotated[
        bool, typer.Option("--json", help="Print the answer as the API has it.")
    ] = False,
    documents: Documents = None,
) -> None:
    """Answer a question, with the exact words that the answer rests on."""
    printer, service = _open()
    with printer.waiting("Looking it up"):
        answer = service.ask(question, documents=documents)
    if json:
        print(answer.model_dump_json(indent=2))
    else:
        printer.answer(answer)


@app.command()
def chat(documents: Documents = None) -> None:
    """Ask one question after another; each may refer to what was said before."""
    from app.dialogue import hold_dialogue

    printer, service = _open()
    hold_dialogue(service, printer, documents)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.  [OAP_HOST]")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.  [OAP_PORT]")] = None,
) -> None:
    """Serve the web chat, the source pages and the HTTP API."""
    from app.server import run_server

    _, service = _open()
    run_server(service, host or service.settings.host, port or service.settings.port)


@app.command()
def actions(
    document: Documents = None,
    goal: Annotated[str, typer.Option(help="Strategic goal, such as 'SG 5'.")] = "",
    leader: Annotated[str, typer.Option(help="Code or name of the actor that leads.")] = "",
    co_leader: Annotated[str, typer.Option(help="Code or name of a co-leader.")] = "",
    participant: Annotated[str, typer.Option(help="Code or name of a participant.")] = "",
    actor: Annotated[str, typer.Option(help="Code or name of an actor in any role.")] = "",
    type_: Annotated[str, typer.Option("--type", help="Type of action, as printed.")] = "",
    quarter: Annotated[str, typer.Option(help="Q1 to Q4: something is planned in it.")] = "",
    text: Annotated[str, typer.Option(help="Words that must all occur.")] = "",
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the actions that meet all conditions."""
    if csv and json:
        raise typer.BadParameter("Choose one of --csv and --json.")
    from app.actions import ActionConditions, actions_csv, actions_json, list_actions

    printer, service = _open()
    wanted = ActionConditions(
        document=tuple(document or ()),
        goal=goal,
        leader=leader,
        co_leader=co_leader,
        participant=participant,
        actor=actor,
        type=type_,
        quarter=quarter,
        text=text,
    )
    found = list_actions(service.store, wanted)
    if csv:
        print(actions_csv(found), end="")
    elif json:
        print(actions_json(found))
    else:
        printer.actions(found)


@app.command()
def show(
    ref: Annotated[str, typer.Argument(help="Such as 'OA 2.8', 'SG 5', 'Measure 4', '§ 4.3'.")],
    documents: Documents = None,
) -> None:
    """Show an action, goal, measure, section or footnote with its words and their offsets."""
    from app.elements import find_elements

    printer, service = _open()
    found = find_elements(service.store, ref, documents or ())
    if len(found) == 1:
        printer.element(found[0], service.store.text(found[0].document.id))
        return
    printer.candidates(found)
    typer.echo(f"{ref} is in several places; say which with --document or a full ref.", err=True)


@app.command()
def sheet(actor: Annotated[str, typer.Argument(help="Such as 'ES', 'Spain', 'Frontex'.")]) -> None:
    """Show all that an actor leads, co-leads and joins, plan by plan."""
    from app.sheets import actor_sheet

    printer, service = _open()
    printer.sheet(actor_sheet(service.store, actor))


@app.command("eval")
def evaluate(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", exists=True, show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder that the report is written to.")] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Report (.json) to compare with; by default the last one.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Without other retrievers and generated questions.")
    ] = False,
) -> None:
    """Measure how good the answers are; exit code 1 when they got worse since the last run.

    PATH is a file or folder of questions, by default those that come with the program.
    """
    from eval.run import Options, run_evaluation

    _, service = _open()
    options = Options(tuple(paths or ()), out, baseline, quick)
    raise typer.Exit(run_evaluation(service, options))


@app.command()
def bench(
    plans: Annotated[
        int, typer.Option(min=0, max=1000, help="How many plans to add to those of the corpus.")
    ] = 0,
    out: Annotated[Path | None, typer.Option(help="Folder that the report is written to.")] = None,
    answers: Annotated[bool, typer.Option(help="Measure questions and the server too.")] = True,
) -> None:
    """Measure how fast files are taken in, questions answered and the server started."""
    from app.settings import CORPUS, load_settings
    from eval.bench import Options, run_bench

    options = Options(plans, out or load_settings().home / "bench", answers)
    raise typer.Exit(run_bench(options, CORPUS))


@app.command()
def mcp() -> None:
    """Serve the documents to an agent, by the Model Context Protocol over standard input."""
    from app.mcp import mcp_server

    _, service = _open()
    mcp_server(service).run("stdio")


@app.command()
def status() -> None:
    """Show what was found in each document, and what was not."""
    printer, service = _open()
    found = service.status()
    printer.status(found)
    if not found:
        typer.echo("No documents yet; `oap ingest` takes in those of the corpus.", err=True)


def _preview(paths: list[Path]) -> None:
    from app.preview import preview
    from app.settings import load_settings
    from app.terminal import Printer

    shown = preview(paths, load_settings().limits)
    Printer().status(shown.found)
    for error in shown.errors:
        typer.echo(f"oap: {error}", err=True)
    if shown.errors:
        raise typer.Exit(1)


def _open() -> "tuple[Printer, Service]":
    from app.service import Service
    from app.settings import load_settings
    from app.terminal import Printer

    service = Service.open(load_settings())
    if service.interrupted:
        typer.echo(f"oap: {service.interrupted}", err=True)
    return Printer(), service


if __name__ == "__main__":
    sys.exit(app())
