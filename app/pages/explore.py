"""The explore page: every action in a table that can be filtered, drawn, and taken along."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from app.actions import COLUMNS, ListedAction, actions_csv, list_actions, row_of
from app.interface import Interface
from app.naming import plan_label
from app.pages.asked import ROLES, Asked, in_order, quarters_of
from app.pages.choices import choices
from app.pages.frame import PageRoute, file_response, render
from app.pages.quarters import spoken
from app.pages.sheet import sheet_routes
from app.pages.spreadsheet import MEDIA_TYPE, workbook
from app.pages.views import VIEWS, picture_of
from app.reader import Words
from app.service import Service


def explore_routes(service: Service) -> APIRouter:
    """Return GET /explore, its downloads, and the sheets of actions that it leads to."""
    router = APIRouter(route_class=PageRoute)

    @router.get("/explore")
    def explore(asked: Annotated[Asked, Query()], words: Words) -> HTMLResponse:
        """Show the actions that the address asks for, as a table or as a picture."""
        return _page(service, asked, words)

    @router.get("/explore/actions.csv")
    def download_csv(asked: Annotated[Asked, Query()]) -> Response:
        """Download the actions that the address asks for as CSV."""
        words = actions_csv(_found(service, asked))
        return file_response(words, "text/csv; charset=utf-8", "actions.csv")

    @router.get("/explore/actions.xlsx")
    def download_workbook(asked: Annotated[Asked, Query()]) -> Response:
        """Download the actions that the address asks for as an Excel workbook."""
        rows = [row_of(action) for action in _found(service, asked)]
        return file_response(workbook("Actions", COLUMNS, rows), MEDIA_TYPE, "actions.xlsx")

    router.include_router(sheet_routes(service))
    return router


def _page(service: Service, asked: Asked, words: Interface) -> HTMLResponse:
    documents = service.store.documents()
    found = _found(service, asked)
    view = next((view for view in VIEWS if view.key == asked.view), VIEWS[0])
    return render(
        "explore.html",
        "/explore",
        words,
        asked=asked,
        choices=choices(documents, asked.document, words),
        roles=ROLES,
        actions=found,
        plans={document.id: plan_label(document, words) for document in documents},
        views=VIEWS,
        view=view,
        picture=picture_of(view, found, asked, words),
        quarters_of=quarters_of,
        spoken=partial(spoken, words=words),
    )


def _found(service: Service, asked: Asked) -> list[ListedAction]:
    return in_order(list_actions(service.store, asked.conditions()), asked.sort)
