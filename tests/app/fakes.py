"""Stand-ins for the service: an assistant that replays queued answers, and a small document."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from answer.claims import Answer, Citation, Claim, QueryView, Status, Turn
from app.feedback import FeedbackStore
from ingest.errors import UnknownDocument
from ingest.model import (
    Action,
    ActorValue,
    Document,
    Field,
    Footnote,
    Goal,
    Heading,
    Redaction,
    Row,
    Section,
    Value,
)
from ingest.versions import Version

HOSTILE = "<img src=x onerror=alert(1)>"
TEXT = f"""13607/21
LIMITE
1. Aim
To fight networks. DELETED

SG 2 Investigations

OA 2.8
\tAIR & SEA
\tLeader: ES

\tParticipants:
\tBG, DE {HOSTILE}
\t1) Meet. 𝔘nicode.\tQ1
¹ A footnote.
"""
DOCUMENT_ID = "oap-2022-test"


def span_of(words: str, text: str = TEXT) -> dict[str, int]:
    """Return where words first stand in a text."""
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def small_document() -> Document:
    """Return a document with one goal, one action, a section, a redaction and a footnote."""
    sheet = TEXT[TEXT.index("OA 2.8") : TEXT.index("¹")].rstrip()
    action = Action(
        **span_of(sheet),
        ref="OA 2.8",
        goal="SG 2",
        title=Value(**span_of("AIR & SEA"), value="AIR & SEA"),
        leaders=(ActorValue(**span_of("ES\n"), value="ES", code="ES"),),
        rows=(Row(**span_of("Leader: ES"), field=Field.LEADER),),
    )
    goal_title = Value(**span_of("Investigations"), value="Investigations")
    return Document(
        id=DOCUMENT_ID,
        kind="plan",
        template="sheet_2022",
        confidence=1.0,
        sha256="0" * 64,
        heading=Heading(
            title="OAP 2022 <Test>",
            number=Value(**span_of("13607/21"), value="13607/21"),
            date=Value(**span_of("13607/21"), value="2021-11-29"),
            marking=Value(**span_of("LIMITE"), value="LIMITE"),
            year=2022,
        ),
        goals=(
            Goal(**span_of("SG 2 Investigations"), ref="SG 2", title=goal_title, actions=(action,)),
        ),
        sections=(
            Section(
                **span_of("1. Aim\nTo fight networks. DELETED"),
                ref="§ 1",
                title=Value(**span_of("Aim"), value="Aim"),
            ),
        ),
        footnotes=(
            Footnote(**span_of("¹ A footnote."), ref="Footnote 1", number=1, value="A footnote."),
        ),
        redactions=(Redaction(**span_of("DELETED"), ref="§ 1", scope="phrase"),),
    )


def citation(n: int, words: str, *, ref: str = "OA 2.8", field: str | None = "leader") -> Citation:
    """Return a citation of words of the small document."""
    return Citation(
        n=n,
        document_id=DOCUMENT_ID,
        document_title="OAP 2022 <Test>",
        ref=ref,
        field=field,
        quote=words,
        **span_of(words),
        marking="LIMITE",
        url=f"/documents/{DOCUMENT_ID}#{ref.replace(' ', '-')}",
    )


def leader_answer() -> Answer:
    """Return an answer with one claim and one citation, and hostile words in its text."""
    return Answer(
        status=Status.ANSWERED,
        answer=f"OA 2.8 is led by **Spain (ES)** [1], not by {HOSTILE}.",
        claims=(Claim(text="OA 2.8 is led by Spain (ES).", citations=(1,)),),
        citations=(citation(1, "Leader: ES"),),
        query=QueryView(kind="field", text="Leaders · actions about air routes · 2022 plan"),
    )


def clarify_answer() -> Answer:
    """Return a question back to the reader, with two choices."""
    return Answer(
        status=Status.CLARIFY,
        answer="Two plans have a strategic goal 5.",
        choices=("Summarise SG 5 of 2012.", "Summarise SG 5 of 2022."),
    )


@dataclass
class ReplayingAssistant:
    """Gives queued answers in order, the last one again and again; keeps what it was asked."""

    queue: list[Answer | Exception] = field(default_factory=lambda: [leader_answer()])
    asked: list[tuple[str, tuple[Turn, ...], tuple[str, ...] | None]] = field(default_factory=list)
    kinds: list[str | None] = field(default_factory=list)
    pause_s: float = 0.0

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
        kind: str | None = None,
    ) -> Answer:
        """Return the next queued answer, or raise the next queued error."""
        self.asked.append((question, tuple(history), tuple(documents) if documents else None))
        self.kinds.append(kind)
        time.sleep(self.pause_s)
        answer = self.queue.pop(0) if len(self.queue) > 1 else self.queue[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


class OneShelf:
    """A store that holds the small document and nothing else, or the documents given."""

    def __init__(self, documents: Sequence[Document] = (), text: str = TEXT) -> None:
        """Take the documents to hold; all have the same text."""
        self._documents = {held.id: held for held in documents or (small_document(),)}
        self._text = text

    def documents(self) -> tuple[Document, ...]:
        """Return all documents."""
        return tuple(self._documents.values())

    def document(self, document_id: str) -> Document:
        """Return one document; raises UnknownDocument."""
        if document_id not in self._documents:
            raise UnknownDocument(document_id)
        return self._documents[document_id]

    def text(self, document_id: str) -> str:
        """Return the text of one document; raises UnknownDocument."""
        self.document(document_id)
        return self._text

    def version(self, document_id: str, version: str) -> tuple[Document, str]:
        """Return one document and its text; there is but one version of it."""
        return self.document(document_id), self.text(document_id)

    def history(self, _document_id: str) -> tuple[Version, ...]:
        """Return nothing: no document has earlier versions."""
        return ()


@dataclass
class FakeSettings:
    """The settings as the chat sees them."""

    api_keys: frozenset[str] = frozenset()
    max_upload_mb: float = 20


@dataclass
class FakeService:
    """The service as chat and viewer see it."""

    assistant: ReplayingAssistant = field(default_factory=ReplayingAssistant)
    store: OneShelf = field(default_factory=OneShelf)
    settings: FakeSettings = field(default_factory=FakeSettings)
    feedback: FeedbackStore = field(default_factory=lambda: FeedbackStore("sqlite://"))
    ready: bool = True

    def check_ready(self) -> None:
        """Raise nothing: there is no model to load."""

    @property
    def ask(self) -> Callable[..., Answer]:
        """Ask the assistant."""
        return self.assistant.ask
