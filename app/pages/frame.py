"""The frame that every page stands in: templates, assets, policy, and errors as pages."""

from collections.abc import Callable, Coroutine
from functools import cache, partial
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.interface import Interface
from app.naming import actor_name
from app.navigation import page_top
from app.pages import links
from app.reader import reader_words
from ingest.errors import OapError

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
_TITLED = (404, 422, 503)
"""The statuses whose pages have a title of their own."""


def render(
    name: str, path: str, words: Interface, *, status: int = 200, **given: object
) -> HTMLResponse:
    """Return a page from a template; `path` is the place in the navigation that it belongs to.

    Whatever is given is escaped where it is shown.
    """
    page = (
        _templates()
        .get_template(name)
        .render(
            top=Markup(page_top(words, path)),
            words=words,
            say=words.say,
            actor_name=partial(actor_name, words=words),
            **given,
        )
    )
    return HTMLResponse(page, status, headers={"Content-Security-Policy": _POLICY})


def file_response(body: bytes | str, media_type: str, name: str) -> Response:
    """Return a file to save under a name."""
    disposition = f'attachment; filename="{name}"'
    return Response(body, media_type=media_type, headers={"Content-Disposition": disposition})


class PageRoute(APIRoute):
    """A route whose errors are pages too: a sentence that says what to do, and where to go on."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, with errors turned into pages."""
        handle = super().get_route_handler()

        async def handle_page(request: Request) -> Response:
            try:
                return await handle(request)
            except OapError as error:
                words = reader_words(request)
                return _error_page(error.status, words.error(error), words)
            except RequestValidationError:
                words = reader_words(request)
                return _error_page(422, words.say("problem_odd"), words)

        return handle_page


def _error_page(status: int, sentence: str, words: Interface) -> HTMLResponse:
    title = words.say(f"problem_{status if status in _TITLED else 500}")
    return render("error.html", "", words, status=status, title=title, sentence=sentence)


@cache
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"links": links}
    return found
