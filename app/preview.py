"""A look at what taking files in would find, with nothing stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.intake import Outcome, files_in, take_file
from app.service import DocumentStatus
from ingest.report import report_on


@dataclass(frozen=True, slots=True)
class Preview:
    """How well each file would be read, and why some would not."""

    found: tuple[DocumentStatus, ...]
    errors: tuple[str, ...]


def preview(paths: Sequence[Path]) -> Preview:
    """Read and parse files and folders; the store and the index stay as they are."""
    taken = [take_file(file, {}) for file in files_in(paths)]
    parsed = [one.parsed for one in taken if one.parsed]
    return Preview(
        tuple(DocumentStatus(p.document, report_on(p.document, p.text)) for p in parsed),
        tuple(one.error for one in taken if one.outcome is Outcome.FAILED),
    )
