"""The source viewer: a document's canonical text as a page to read, cited words marked.

The page needs no script, and nothing but fonts from its own origin; scripts only scroll to the
cited words, keep the outline in step and understand `#char=51234-51244`.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from app.interface import Interface, interface
from app.naming import day
from app.navigation import page_top
from app.reader import Words
from app.viewer_outline import outline, withheld_note
from app.viewer_text import marked_up
from app.viewer_versions import version_note
from ingest.model import Document, Span
from ingest.versions import Version

_STATIC = Path(__file__).with_name("static")


class Library(Protocol):
    """Where the pages' documents come from."""

    def document(self, document_id: str) -> Document:
        """Return one document; raises UnknownDocument."""

    def text(self, document_id: str) -> str:
        """Return a document's canonical text; raises UnknownDocument."""

    def version(self, document_id: str, version: str) -> tuple[Document, str]:
        """Return a document and its text as they were; raises UnknownVersion."""

    def history(self, document_id: str) -> tuple[Version, ...]:
        """Return the earlier versions of a document, the oldest first."""


class HasLibrary(Protocol):
    """A service with a store of documents."""

    @property
    def store(self) -> Library:
        """The documents."""


def document_routes(service: HasLibrary) -> APIRouter:
    """Return the route of the source page, GET /documents/{id}?start=&end=.

    An unknown id raises UnknownDocument, which the app's error handler turns into a 404.
    """
    router = APIRouter()

    @router.get("/documents/{document_id}", response_class=HTMLResponse, tags=["documents"])
    def show_document(
        document_id: str,
        words: Words,
        start: Annotated[int | None, Query(ge=0, description="First cited character.")] = None,
        end: Annotated[int | None, Query(ge=0, description="End of the cited words.")] = None,
        version: Annotated[
            str | None, Query(max_length=64, description="As a citation has it.")
        ] = None,
    ) -> HTMLResponse:
        """Show a document's text with its outline; `start` and `end` mark the cited words.

        Without `version` the present one is shown.
        """
        store = service.store
        if version is None:
            document, text = store.document(document_id), store.text(document_id)
        else:
            document, text = store.version(document_id, version)
        cited = (start, end) if start is not None and end is not None else None
        history = store.history(document_id)
        notice = version_note(document, history, cited, words, named=bool(version))
        page = render_document(document, text, start=start, end=end, notice=notice, words=words)
        return HTMLResponse(page, headers={"Content-Security-Policy": content_policy()})

    return router


def render_document(
    document: Document,
    text: str,
    *,
    start: int | None = None,
    end: int | None = None,
    notice: str = "",
    words: Interface | None = None,
) -> str:
    """Return a document's page as HTML: head, outline and text, with text[start:end] marked.

    Offsets are in characters of the canonical text. A pair that lies outside of it marks nothing,
    and the page says so. The words of the document are escaped wherever they stand. `notice` is
    HTML that stands above the text.
    """
    words = words or interface(None)
    cited = _cited_span(text, start, end)
    lost = (start is not None or end is not None) and cited is None
    note = f'<p class="note" role="note">{escape(words.say("viewer_lost"))}</p>' if lost else ""
    return (
        f'<!doctype html><html lang="{words.code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(document.title)} · {escape(words.say('title'))}</title>"
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/fonts.css">'
        '<link rel="stylesheet" href="/static/navigation.css">'
        '<script type="module" src="/static/language.js"></script>'
        f"<style>{_asset('viewer.css')}</style></head><body>"
        f'<a class="skip" href="#text">{escape(words.say("viewer_skip"))}</a>'
        f"{page_top(words)}{_head(document, words)}"
        f'<div class="page-body">{_side(document, words)}'
        f"<main>{notice}{withheld_note(document, words)}{note}"
        f'<article id="text" lang="en" tabindex="-1">'
        f"{marked_up(document, text, words, cited)}</article>"
        f"</main></div><script>{_asset('viewer.js')}</script></body></html>"
    )


def _side(document: Document, words: Interface) -> str:
    """Return what stands beside the text: a search within it, and its outline."""
    say = {name: escape(words.say(f"viewer_{name}")) for name in _SIDE}
    return (
        f'<nav class="outline" aria-label="{say["outline"]}">'
        f'<form class="search" role="search" data-none="{say["none"]}" '
        f'data-found="{escape(words.words["panel_of"])}" hidden>'
        f'<input type="search" aria-label="{say["search"]}" placeholder="{say["search"]}">'
        '<output class="count"></output>'
        f'<button type="button" aria-label="{say["previous"]}">‹</button>'
        f'<button type="submit" aria-label="{say["next"]}">›</button></form>'
        f"<details open><summary>{say['outline']}</summary>{outline(document, words)}"
        "</details></nav>"
    )


@cache
def content_policy() -> str:
    """Return the policy that lets the page run its own script and style, and nothing else."""
    return (
        f"default-src 'none'; script-src {_digest('viewer.js')} 'self'; "
        f"style-src 'self' {_digest('viewer.css')}; "
        "font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    )


_SIDE = ("outline", "search", "previous", "next", "none")


def _head(document: Document, words: Interface) -> str:
    heading = document.heading
    facts = [
        words.say("viewer_number", number=heading.number.value) if heading.number else "",
        day(heading.date.value, words) if heading.date else "",
    ]
    badges = [
        _badge("marking", heading.marking.value) if heading.marking else "",
        _badge("status", heading.status.value) if heading.status else "",
    ]
    return (
        f'<header class="top"><h1>{escape(document.title)}</h1><p class="facts">'
        f"{' · '.join(escape(fact) for fact in facts if fact)} {' '.join(badges)}</p></header>"
    )


def _badge(kind: str, words: str) -> str:
    return f'<span class="badge {kind}">{escape(words)}</span>'


def _cited_span(text: str, start: int | None, end: int | None) -> Span | None:
    if start is None or end is None or not 0 <= start < end <= len(text):
        return None
    return Span(start=start, end=end)


@cache
def _asset(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


def _digest(name: str) -> str:
    return f"'sha256-{b64encode(sha256(_asset(name).encode()).digest()).decode()}'"
