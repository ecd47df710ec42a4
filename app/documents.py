"""What programs are told about a document: its card in the list, and how well it was read."""

from app.intake import Outcome
from app.plans import View
from ingest.model import Document
from ingest.report import Report
from ingest.versions import Version


class DocumentCard(View):
    """A document of the collection."""

    id: str
    title: str
    kind: str
    year: int | None
    number: str | None
    date: str | None
    """ISO date."""
    marking: str | None
    """As printed on the document ("LIMITE")."""
    declassified: str | None
    """What it became later, as printed ("Public")."""
    priority: str | None
    driver: str | None
    template: str
    """The form that it was recognised as."""
    confidence: float
    goals: int
    actions: int
    measures: int
    sha256: str
    url: str
    """Its source page."""


class ReportView(View):
    """How well a document was read."""

    counts: dict[str, int]
    coverage: float
    gaps: tuple[str, ...]
    disagreements: tuple[str, ...]
    redactions: tuple[str, ...]
    warnings: tuple[str, ...]
    versions: tuple[Version, ...] = ()
    """Its earlier versions, the oldest first, each with what was changed after it."""


class DocumentDetail(DocumentCard):
    """A document with the report on how well it was read."""

    report: ReportView


class TakenDocument(DocumentDetail):
    """A document that was just taken in."""

    outcome: Outcome
    changes: tuple[str, ...] = ()
    """What a changed document says otherwise than before."""


class TakenArchive(View):
    """The documents of an archive that was just taken in."""

    documents: tuple[TakenDocument, ...]
    refused: tuple[str, ...]
    """A sentence for each file in it that could not be taken in."""


def document_card(document: Document) -> DocumentCard:
    """Return the card of a document."""
    heading = document.heading
    printed = {
        "number": heading.number,
        "date": heading.date,
        "marking": heading.marking,
        "declassified": heading.status,
        "priority": heading.priority,
        "driver": heading.driver,
    }
    return DocumentCard(
        id=document.id,
        title=document.title,
        kind=document.kind,
        year=document.year,
        template=document.template,
        confidence=document.confidence,
        goals=len(document.goals),
        actions=sum(1 for _ in document.actions()),
        measures=len(document.measures),
        sha256=document.sha256,
        url=f"/documents/{document.id}",
        **{name: value.value if value else None for name, value in printed.items()},
    )


def document_detail(
    document: Document, report: Report, versions: tuple[Version, ...] = ()
) -> DocumentDetail:
    """Return the card of a document with the report on it and its earlier versions."""
    view = ReportView.model_validate(report).model_copy(update={"versions": versions})
    return DocumentDetail(**dict(document_card(document)), report=view)
