"""A conversation of the web chat, frame by frame: what stands on the page at each moment.

Knows no widget: `app/chat.py` hands every frame to Gradio.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from answer.claims import Answer, Turn
from app.answer_html import answer_html, notice_html, pending_html, pieces
from ingest.errors import OapError
from ingest.model import Document

MAX_QUESTION_CHARS = 2000
"""The longest question that is taken."""

UNEXPECTED = (
    "Sorry, something went wrong here and this question was not answered; please ask it again."
)
STOPPED = "Stopped before there was an answer."
TOO_LONG = f"Please ask in at most {MAX_QUESTION_CHARS:,} characters."

_PIECE_PAUSE_S = 0.02
_log = logging.getLogger(__name__)


class Answers(Protocol):
    """What answers questions."""

    def ask(
        self, question: str, history: Sequence[Turn], documents: Sequence[str] | None
    ) -> Answer:
        """Answer a question; from the given documents only, where some are given."""


class Shelf(Protocol):
    """What knows which documents there are."""

    def documents(self) -> Sequence[Document]:
        """Return all documents, oldest first."""


class ChatService(Protocol):
    """What the chat needs of the service."""

    @property
    def assistant(self) -> Answers:
        """The one that answers."""

    @property
    def store(self) -> Shelf:
        """The documents."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, the answer as Markdown for what follows, and the answer as HTML to look at."""

    question: str
    markdown: str
    html: str
    choices: tuple[str, ...] = ()
    """Questions that the reader may choose from."""


def converse(
    service: ChatService, question: str, past: Sequence[Exchange], documents: Sequence[str] | None
) -> Iterator[tuple[Exchange, ...]]:
    """Yield the conversation as it grows: the question at once, then the answer piece by piece.

    Errors become one sentence in place of the answer. A blank question changes nothing.
    """
    question = question.strip()
    before = tuple(past)
    if not question:
        yield before
        return
    waiting = Exchange(question, "", pending_html())
    yield (*before, waiting)
    if len(question) > MAX_QUESTION_CHARS:
        yield (*before, replace(waiting, html=notice_html(TOO_LONG)))
        return
    try:
        answer = service.assistant.ask(question, turns(before), documents)
        for exchange in _told(waiting, answer):
            yield (*before, exchange)
    except OapError as error:
        yield (*before, replace(waiting, html=notice_html(str(error))))
    except Exception:
        _log.exception("a question in the chat failed")
        yield (*before, replace(waiting, html=notice_html(UNEXPECTED)))


def stopped(exchanges: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """Return a conversation whose last question was called off; what was told of it stays."""
    if not exchanges or exchanges[-1].html != pending_html():
        return tuple(exchanges)
    return (*exchanges[:-1], replace(exchanges[-1], html=notice_html(STOPPED)))


def turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Return what was said, for follow-up questions; an exchange without an answer is left out."""
    said: list[Turn] = []
    for exchange in exchanges:
        if exchange.markdown:
            said.append(Turn(role="user", content=exchange.question))
            said.append(Turn(role="assistant", content=exchange.markdown))
    return tuple(said)


def _told(waiting: Exchange, answer: Answer) -> Iterator[Exchange]:
    """Yield an answer as it is told, its sources and choices with the last words."""
    told = replace(waiting, markdown=answer.answer)
    for beginning in pieces(answer.answer):
        yield replace(told, html=answer_html(answer, beginning))
        time.sleep(_PIECE_PAUSE_S)
    yield replace(told, html=answer_html(answer), choices=answer.choices)
