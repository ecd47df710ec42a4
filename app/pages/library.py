"""The documents page: what there is, how well each was read, and how to add and remove one."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.documents import document_detail
from app.pages.frame import PageRoute, render
from app.service import Service
from ingest.read import KNOWN_FORMATS

KIND_NAMES = {"plan": "Plan", "measures": "Measures", "other": "Other document"}


def library_routes(service: Service) -> APIRouter:
    """Return GET /library; files go to the API, under the API's guards."""
    router = APIRouter(route_class=PageRoute)

    @router.get("/library")
    def show_library() -> HTMLResponse:
        """Show the documents with the reports on how well they were read."""
        return render(
            "library.html",
            "/library",
            documents=[document_detail(s.document, s.report) for s in service.status()],
            kinds=KIND_NAMES,
            formats=KNOWN_FORMATS,
            max_mb=service.settings.max_upload_mb,
            needs_key=bool(service.settings.api_keys),
        )

    return router
