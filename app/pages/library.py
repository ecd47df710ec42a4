"""The documents page: what there is, how well each was read, and how to add and remove one."""

from functools import partial
from typing import NamedTuple

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.documents import DocumentCard, document_card
from app.interface import Interface
from app.naming import day, share, told, withheld_words
from app.pages.frame import PageRoute, render
from app.reader import Words
from app.service import Service
from ingest.model import Redaction
from ingest.report import Report

SCRIPT_WORDS = ("upload_", "key_", "removed")
"""How the keys of the words begin that the script of the page says."""


class Shelved(NamedTuple):
    """A document as it is stored: its card, how well it was read, and what it withholds."""

    card: DocumentCard
    report: Report
    redactions: tuple[Redaction, ...]


class Shown(NamedTuple):
    """A document on the page."""

    card: DocumentCard
    report: Report
    findings: tuple[tuple[str, tuple[str, ...]], ...]
    """What to know about how it was read: a key of the heading, and sentences."""


def library_routes(service: Service) -> APIRouter:
    """Return GET /library and /library/{id}; files go to the API, under the API's guards."""
    router = APIRouter(route_class=PageRoute)
    reports = _Reports(service)

    @router.get("/library")
    def show_library(words: Words) -> HTMLResponse:
        """Show the documents with the reports on how well they were read."""
        return _page("library.html", service, reports.current(), words)

    @router.get("/library/{document_id}")
    def show_report(document_id: str, words: Words) -> HTMLResponse:
        """Show one document with its report, as the pages do when it was just added."""
        service.store.document(document_id)
        return _page("report.html", service, reports.current(document_id), words)

    return router


def _page(
    name: str, service: Service, documents: tuple[Shelved, ...], words: Interface
) -> HTMLResponse:
    return render(
        name,
        "/library",
        words,
        documents=tuple(_shown(document, words) for document in documents),
        size=f"{service.settings.max_upload_mb:g}",
        needs_key=bool(service.settings.api_keys),
        script_words=words.starting(SCRIPT_WORDS),
        day=partial(day, words=words),
        share=partial(share, words=words),
    )


def _shown(document: Shelved, words: Interface) -> Shown:
    report = document.report
    sentences = {
        "warnings": (told(one, words) for one in report.warnings),
        "withheld": (withheld_words(one, words) for one in document.redactions),
        "gaps": (told(one, words) for one in report.gaps),
        "disagreements": (told(one, words) for one in report.disagreements),
    }
    findings = ((key, tuple(found)) for key, found in sentences.items())
    return Shown(document.card, report, tuple(one for one in findings if one[1]))


class _Reports:
    """The documents with their reports, each made once for each content that it has had."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._made: dict[tuple[str, str], Shelved] = {}

    def current(self, only: str = "") -> tuple[Shelved, ...]:
        """Return what is stored now, oldest plan first; or one document."""
        stored = tuple(self._service.store.hashes().items())
        made = self._made
        self._made = {key: made.get(key) or self._make(key[0]) for key in stored}
        return tuple(shelved for key, shelved in self._made.items() if only in ("", key[0]))

    def _make(self, document_id: str) -> Shelved:
        (found,) = self._service.status(document_id)
        return Shelved(document_card(found.document), found.report, found.document.redactions)
