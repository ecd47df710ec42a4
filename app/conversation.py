"""One question of the chat, told as it becomes known: the answer piece by piece, then its sources.

The page keeps the conversation and sends what was said along with each question: no state is kept
here.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from typing import Protocol

from pydantic import Field

from answer.claims import Answer, Citation, Turn
from app.answer_html import answer_html, notice_html, pieces
from app.interface import Interface
from app.plans import View
from app.suggestions import suggest
from app.understood import in_words
from ingest.errors import OapError
from ingest.model import Document

MAX_QUESTION_CHARS = 2000
"""The longest question that is taken."""

_PIECE_PAUSE_S = 0.012
_log = logging.getLogger(__name__)


class Shelf(Protocol):
    """What knows which documents there are."""

    def documents(self) -> Sequence[Document]:
        """Return all documents, oldest first."""

    def document(self, document_id: str) -> Document:
        """Return one document; raises UnknownDocument."""


class ChatService(Protocol):
    """What the chat needs of the service."""

    @property
    def store(self) -> Shelf:
        """The documents."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
        kind: str | None = None,
    ) -> Answer:
        """Answer a question; from the given documents only, where some are given."""


class Asked(View):
    """A question of the page: what was said before, and what it shall be answered from."""

    question: str = Field(min_length=1, max_length=MAX_QUESTION_CHARS)
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] = ()
    """All of them when none are given."""
    kind: str | None = None
    """The kind of answer ("list/role") where the reader corrected what was understood."""


class Frame(View):
    """What stands in place of the answer from now on."""

    html: str
    citations: tuple[Citation, ...] = ()
    """What `html` cites, with the frames before the last: a source can be opened at once."""
    answer: Answer | None = None
    """The whole answer, with the last frame."""
    failed: bool = False
    """Set when there is no answer, and `html` says why."""


def tell(service: ChatService, asked: Asked, words: Interface) -> Iterator[Frame]:
    """Yield an answer as it grows, the last frame with everything in it.

    Errors become one sentence in place of the answer.
    """
    try:
        answer = service.ask(asked.question, asked.history, asked.documents or None, asked.kind)
        query = in_words(answer.query, service.store.documents(), words)
        answer = answer.model_copy(update={"query": query})
        for beginning in pieces(answer.answer):
            html = answer_html(answer, words, markdown=beginning)
            yield Frame(html=html, citations=answer.citations)
            time.sleep(_PIECE_PAUSE_S)
        asks = suggest(answer, service.store, asked.question, words)
        yield Frame(html=answer_html(answer, words, asks=asks), answer=answer)
    except OapError as error:
        yield Frame(html=notice_html(words.error(error)), failed=True)
    except Exception:
        _log.exception("a question in the chat failed")
        yield Frame(html=notice_html(words.say("unexpected")), failed=True)
