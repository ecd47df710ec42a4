"""An answer in the making: statements, each with the stretches of text that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from answer.claims import Status
from ingest.model import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a document that a statement rests on; becomes a citation."""

    document_id: str
    ref: str
    field: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: plain words, and the evidence for them."""

    text: str
    evidence: tuple[Evidence, ...]
    lead: str = ""
    """Markdown in front of it that is no part of the claim: "- "."""
    computed: frozenset[str] = frozenset()
    """Numbers that were counted, and so stand in no single citation; verification counts anew."""
    asked: str = ""
    """Words of the question that the claim repeats behind "about": they need no evidence."""


@dataclass(slots=True)
class Draft:
    """The parts of an answer in order: statements, and plain lines between them."""

    status: Status = Status.ANSWERED
    parts: list[Statement | str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    missing: bool = False
    """True where what the question names by number is in no document."""
    corrects: bool = False
    """True where it says first that a question takes something for true that is not."""
    selected: bool = False
    """True for an answer to the conditions and wishes that a question was read as."""

    def say(self, line: str) -> None:
        """Add a line that claims nothing: a heading, a note."""
        self.parts.append(line)

    def claim(
        self,
        text: str,
        evidence: Iterable[Evidence],
        *,
        lead: str = "",
        computed: Iterable[object] = (),
        asked: str = "",
    ) -> None:
        """Add a statement with its evidence."""
        numbers = frozenset(str(number) for number in computed)
        self.parts.append(Statement(text, tuple(dict.fromkeys(evidence)), lead, numbers, asked))

    @property
    def statements(self) -> list[Statement]:
        """The statements of the draft, in order."""
        return [part for part in self.parts if isinstance(part, Statement)]


def evidence_at(document_id: str, ref: str, span: Span, field: str | None = None) -> Evidence:
    """Return the evidence for a span of an element."""
    return Evidence(document_id, ref, field, span.start, span.end)
