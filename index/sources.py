"""What an index is built from: documents that are loaded when they are needed."""

from collections.abc import Callable
from dataclasses import dataclass

from ingest.model import Document
from ingest.versions import fingerprint


@dataclass(frozen=True, slots=True)
class Source:
    """A document that can be loaded, and what tells whether it must be."""

    id: str
    sha256: str
    """Of its file."""
    fingerprint: str
    """Of the document as parsed."""
    load: Callable[[], tuple[Document, str]]
    """Returns the document and its canonical text."""


def source_of(document: Document, text: str) -> Source:
    """Return the source of a document that is at hand."""
    return Source(
        document.id, document.sha256, fingerprint(document, text), lambda: (document, text)
    )
