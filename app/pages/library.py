"""The documents page: what there is, how well each was read, and how to add and remove one."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.documents import DocumentDetail, document_detail
from app.pages.frame import PageRoute, render
from app.service import Service
from ingest.read import KNOWN_FORMATS

KIND_NAMES = {"plan": "Plan", "measures": "Measures", "other": "Other document"}


def library_routes(service: Service) -> APIRouter:
    """Return GET /library; files go to the API, under the API's guards."""
    router = APIRouter(route_class=PageRoute)
    reports = _Reports(service)

    @router.get("/library")
    def show_library() -> HTMLResponse:
        """Show the documents with the reports on how well they were read."""
        return render(
            "library.html",
            "/library",
            documents=reports.current(),
            kinds=KIND_NAMES,
            formats=KNOWN_FORMATS,
            max_mb=service.settings.max_upload_mb,
            needs_key=bool(service.settings.api_keys),
        )

    return router


class _Reports:
    """The documents with their reports, each made once for each content that it has had."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._made: dict[tuple[str, str], DocumentDetail] = {}

    def current(self) -> tuple[DocumentDetail, ...]:
        """Return what is stored now, oldest plan first."""
        stored = tuple(self._service.store.hashes().items())
        made = self._made
        self._made = {key: made.get(key) or self._make(key[0]) for key in stored}
        return tuple(self._made.values())

    def _make(self, document_id: str) -> DocumentDetail:
        (found,) = self._service.status(document_id)
        return document_detail(found.document, found.report)
