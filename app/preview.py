"""A look at what taking files in would find, with nothing stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.intake import files_in, read_given
from app.service import DocumentStatus
from ingest.guard import in_parallel
from ingest.limits import Limits
from ingest.report import report_on


@dataclass(frozen=True, slots=True)
class Preview:
    """How well each file would be read, and why some would not."""

    found: tuple[DocumentStatus, ...]
    errors: tuple[str, ...]


def preview(paths: Sequence[Path], limits: Limits | None = None) -> Preview:
    """Read and parse files and folders; the store and the index stay as they are."""
    within = limits or Limits()
    files = files_in(paths)
    taken = [
        read
        for _, of_file in in_parallel(lambda f: read_given(f, within, {}), files)
        for read in of_file
    ]
    parsed = [one.parsed for one in taken if one.parsed]
    return Preview(
        tuple(DocumentStatus(p.document, report_on(p.document, p.text)) for p in parsed),
        tuple(str(one.error) for one in taken if one.error),
    )
