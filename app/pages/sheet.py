"""An action's sheet as a page: every field as read, each with the way to its source."""

from collections.abc import Iterator
from typing import NamedTuple

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.interface import Interface
from app.naming import plan_label
from app.pages.frame import PageRoute, render
from app.pages.links import element_url, span_url
from app.reader import Words
from app.service import Service
from ingest.errors import UnknownRef
from ingest.model import Action, Document, Field, Value

FIELDS = (
    Field.LEADER,
    Field.CO_LEADER,
    Field.PARTICIPANTS,
    Field.SUMMARY,
    Field.TARGET,
    Field.KPI,
    Field.TYPE,
    Field.ACTIVITY,
    Field.TIMING,
    Field.LINKS,
    Field.RELATED,
    Field.JAD,
    Field.OTHER,
)
"""The fields of a sheet below its title, in their order."""
PEOPLE = (Field.LEADER, Field.CO_LEADER, Field.PARTICIPANTS)


class Entry(NamedTuple):
    """One value of a field: its words, what stands beside them, and where they stand."""

    words: str
    code: str
    """Of an actor of the vocabulary; "" otherwise."""
    beside: str
    """The timing of an activity, the label of a row that no template knows."""
    url: str


class SheetField(NamedTuple):
    """A field of an action with its values."""

    name: str
    people: bool
    entries: tuple[Entry, ...]
    url: str
    """The source page with the whole field marked."""


def sheet_routes(service: Service) -> APIRouter:
    """Return GET /actions/{document_id}/{slug}."""
    router = APIRouter(route_class=PageRoute)

    @router.get("/actions/{document_id}/{slug}")
    def show_sheet(document_id: str, slug: str, words: Words) -> HTMLResponse:
        """Show one action, field by field."""
        document = service.store.document(document_id)
        action = find_action(document, slug.replace("-", " "))
        goal = next(goal for goal in document.goals if goal.ref == action.goal)
        return render(
            "sheet.html",
            "/explore",
            words,
            document=document,
            plan=plan_label(document, words),
            goal=goal,
            action=action,
            fields=tuple(fields_of(document, action, words)),
            source=element_url(document.id, action.ref),
        )

    return router


def find_action(document: Document, ref: str) -> Action:
    """Return an action of a document; raises UnknownRef."""
    found = next((action for action in document.actions() if action.ref == ref), None)
    if found is None:
        raise UnknownRef(ref, document.title)
    return found


def fields_of(document: Document, action: Action, words: Interface) -> Iterator[SheetField]:
    """Yield the fields that an action has, in the order of a sheet, the title left out."""
    for field in FIELDS:
        values = action.values(field)
        if values:
            entries = tuple(_entry(document, action, value) for value in values)
            start = min(value.start for value in values)
            end = max(value.end for value in values)
            url = span_url(document.id, action.ref, start, end)
            yield SheetField(words.column(field), field in PEOPLE, entries, url)


def _entry(document: Document, action: Action, value: Value) -> Entry:
    return Entry(
        words=value.value,
        code=getattr(value, "code", None) or "",
        beside=getattr(value, "timing", None) or getattr(value, "label", None) or "",
        url=span_url(document.id, action.ref, value.start, value.end),
    )
