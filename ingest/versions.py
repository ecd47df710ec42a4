"""Versions of a document: what tells them apart without reading them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ingest.model import Document, Frozen

VERSION_CHARS = 12


class Version(Frozen):
    """An earlier version of a document."""

    version: str
    """What names it in links: the first 12 digits of its file's sha256."""
    replaced: datetime
    changes: tuple[str, ...]
    """What the version that came next does otherwise: "leader of OA 2.3: DE → FR"."""


def version_of(digest: str) -> str:
    """Return the name of the version whose file has this sha256."""
    return digest[:VERSION_CHARS]


@dataclass(frozen=True, slots=True)
class Entry:
    """What tells a document from its other versions, without reading it."""

    sha256: str
    """Of its file."""
    fingerprint: str
    """Of the document as parsed."""
    year: int | None


def in_order(entries: Mapping[str, Entry]) -> list[str]:
    """Return the ids of documents in the order of the collection: the oldest plan first."""
    return sorted(entries, key=lambda key: (entries[key].year or 0, key))


def fingerprint(document: Document, text: str) -> str:
    """Return the sha256 of a document as parsed: it also changes when a parser reads otherwise."""
    return sha256(f"{document.model_dump_json()}\0{text}".encode()).hexdigest()
