"""The frame that every page stands in: templates, assets, policy, and errors as pages."""

from collections.abc import Callable, Coroutine
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException

from app.navigation import navigation
from app.pages import links
from ingest.actors import display_name
from ingest.errors import OapError

_STATIC = Path(__file__).parent.parent / "static"
_ASSETS = ("navigation.css", "pages.css", "pages.js")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
_FOREVER = "public, max-age=31536000, immutable"


def render(name: str, path: str, *, status: int = 200, **given: object) -> HTMLResponse:
    """Return a page from a template; `path` is the place in the navigation that it belongs to.

    Whatever is given is escaped where it is shown.
    """
    words = _templates().get_template(name).render(nav=Markup(navigation(path)), **given)
    return HTMLResponse(words, status, headers={"Content-Security-Policy": _POLICY})


def file_response(body: bytes | str, media_type: str, name: str) -> Response:
    """Return a file to save under a name."""
    disposition = f'attachment; filename="{name}"'
    return Response(body, media_type=media_type, headers={"Content-Disposition": disposition})


def asset_routes() -> APIRouter:
    """Return the route of the pages' own scripts and styles."""
    router = APIRouter()

    @router.get("/pages/{name}")
    def get_asset(name: str) -> Response:
        if name not in _ASSETS:
            raise HTTPException(404)
        body = (_STATIC / name).read_bytes()
        kind = guess_type(name)[0]
        return Response(body, media_type=kind, headers={"Cache-Control": _FOREVER})

    return router


class PageRoute(APIRoute):
    """A route whose errors are pages too: a sentence that says what to do, and where to go on."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, with errors turned into pages."""
        handle = super().get_route_handler()

        async def handle_page(request: Request) -> Response:
            try:
                return await handle(request)
            except OapError as error:
                return _error_page(error.status, str(error))
            except RequestValidationError as error:
                words = str(error.errors()[0]["msg"]).rstrip(".")
                return _error_page(422, f"This address asks for something odd: {words}.")

        return handle_page


def _error_page(status: int, sentence: str) -> HTMLResponse:
    title = HTTPStatus(status).phrase
    return render("error.html", "", status=status, title=title, sentence=sentence)


@cache
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"links": links, "asset": _asset_url, "display_name": display_name}
    return found


@cache
def _asset_url(name: str) -> str:
    """Return the address of an asset, which changes when its content does."""
    version = sha256((_STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/pages/{name}?v={version}"
