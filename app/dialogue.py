"""The chat in a terminal: question after question, with what was said before in mind."""

from collections.abc import Sequence
from contextlib import suppress

from answer.claims import Answer, Turn
from app.service import Service
from app.terminal import Printer
from ingest.errors import OapError

_HINT = "Ask about the plans; /new forgets what was said, an empty line ends."


def hold_dialogue(service: Service, printer: Printer, documents: Sequence[str] | None) -> None:
    """Ask and answer until the person has no more questions."""
    with suppress(ImportError):  # not on Windows
        import readline  # noqa: F401  (lets `input` edit and recall lines)
    printer.line(_HINT)
    history: list[Turn] = []
    choices: tuple[str, ...] = ()
    while question := _next_question(choices):
        if question == "/new":
            history, choices = [], ()
            continue
        answer = _answer(service, printer, question, history, documents)
        if answer is None:
            continue
        printer.answer(answer)
        printer.line()
        choices = answer.choices
        history += [
            Turn(role="user", content=question),
            Turn(role="assistant", content=answer.answer),
        ]


def _next_question(choices: Sequence[str]) -> str:
    """Read a question; the number of a choice stands for the choice."""
    try:
        words = input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""
    if words.isdigit() and 0 < int(words) <= len(choices):
        return choices[int(words) - 1]
    return words


def _answer(
    service: Service,
    printer: Printer,
    question: str,
    history: Sequence[Turn],
    documents: Sequence[str] | None,
) -> Answer | None:
    try:
        with printer.waiting("Looking it up"):
            return service.ask(question, history, documents)
    except OapError as error:
        printer.line(str(error), "red")
        return None
