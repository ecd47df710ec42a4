"""What an answer is made of: claims that rest on citations, each the exact words of a source.

The shapes here are the contract of `POST /api/ask`; programs outside rely on them to the letter.
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from ingest.model import Frozen


class Status(StrEnum):
    """How far a question could be answered."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    REDACTED = "redacted"
    CLARIFY = "clarify"


class Turn(Frozen):
    """One message of the chat so far."""

    role: Literal["user", "assistant"]
    content: str


class Citation(Frozen):
    """The exact words that a claim rests on: `quote == text[start:end]` of the document."""

    n: int
    document_id: str
    document_title: str
    ref: str
    field: str | None = None
    quote: str
    start: int
    end: int
    page: int | None = None
    marking: str | None = None
    version: str = ""
    """The version of the document that was cited: the first 12 digits of its file's sha256."""
    url: str


class Claim(Frozen):
    """One statement of the answer and the numbers of the citations that it rests on."""

    text: str
    citations: tuple[int, ...]


class QueryView(Frozen):
    """What was understood, for people to see and to correct."""

    kind: str
    text: str = ""
    """One plain line: "Leaders · actions about air routes · 2022 plan"."""
    documents: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


class Answer(Frozen):
    """The answer to one question; `answer` is Markdown with [n] markers, readable on its own."""

    status: Status
    answer: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    choices: tuple[str, ...] = ()
    """With status clarify (or a near miss): questions that the reader may choose from."""
    query: QueryView = Field(default_factory=lambda: QueryView(kind="unknown"))
    elapsed_ms: float = 0.0
    dropped_claims: int = 0
    """How many claims verification refused."""
