"""An actor's page: all that it leads, co-leads and joins, and its tasking sheet to take along."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.actions import actor_code
from app.interface import Interface
from app.naming import plan_label
from app.pages import pdf, word
from app.pages.choices import Choice, actor_choices
from app.pages.frame import PageRoute, file_response, render
from app.pages.links import actor_url
from app.pages.tasking import tasking_sheet
from app.pages.tasking_paper import tasking_paper
from app.reader import Words
from app.service import Service

_WRITERS = {
    "docx": (word.word_file, word.MEDIA_TYPE),
    "pdf": (pdf.pdf_file, pdf.MEDIA_TYPE),
}


def actor_routes(service: Service) -> APIRouter:
    """Return GET /actors, /actors/{code} and /actors/{code}/tasking-sheet.docx and .pdf."""
    router = APIRouter(route_class=PageRoute)
    document = Annotated[str, Query(description="The id of one plan; all plans without it.")]

    @router.get("/actors")
    def list_actors(code: str = "") -> Response:
        """Lead to the actor that was chosen, or to the picture of all."""
        return RedirectResponse(actor_url(code) if code else "/explore?view=who")

    @router.get("/actors/{code}")
    def show_actor(code: str, words: Words, document: document = "") -> Response:
        """Show what an actor has to do; its name leads to the page of its code."""
        found = actor_code(code)
        if found != code:
            return RedirectResponse(actor_url(found))
        return _page(service, code, document, words)

    @router.get("/actors/{code}/tasking-sheet.{form}")
    def download(code: str, form: str, words: Words, document: document = "") -> Response:
        """Download the tasking sheet as Word or PDF."""
        write, media_type = _WRITERS.get(form, _WRITERS["pdf"])
        sheet = tasking_sheet(service.store, code, words, document)
        # a file name that every system takes: a code is letters, digits and a few signs
        name = re.sub(r"[^A-Za-z0-9-]", "-", sheet.code)
        known = form if form in _WRITERS else "pdf"
        return file_response(
            write(tasking_paper(sheet, words)), media_type, f"tasking-{name}.{known}"
        )

    return router


def _page(service: Service, code: str, document: str, words: Interface) -> HTMLResponse:
    documents = service.store.documents()
    sheet = tasking_sheet(service.store, code, words, document)
    every = tasking_sheet(service.store, code, words) if document else sheet
    return render(
        "actor.html",
        "/explore",
        words,
        sheet=sheet,
        actors=actor_choices((action for plan in documents for action in plan.actions()), words),
        plans=tuple(Choice(plan.document_id, plan.name) for plan in every.plans),
        chosen=document,
        corpus=tuple(plan_label(plan, words) for plan in documents if plan.goals),
    )
