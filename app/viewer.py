"""The source viewer: a document's canonical text as a page to read, cited words marked.

The page needs no script and no request beyond its own origin; scripts only scroll to the cited
words, keep the outline in step and understand `#char=51234-51244`.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

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
        notice = version_note(document, store.history(document_id), cited, named=bool(version))
        page = render_document(document, text, start=start, end=end, notice=notice)
        return HTMLResponse(page, headers={"Content-Security-Policy": content_policy()})

    return router


def render_document(
    document: Document,
    text: str,
    *,
    start: int | None = None,
    end: int | None = None,
    notice: str = "",
) -> str:
    """Return a document's page as HTML: head, outline and text, with text[start:end] marked.

    Offsets are in characters of the canonical text. A pair that lies outside of it marks nothing,
    and the page says so. The words of the document are escaped wherever they stand. `notice` is
    HTML that stands above the text.
    """
    cited = _cited_span(text, start, end)
    lost = (start is not None or end is not None) and cited is None
    title = escape(document.title)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} · OAP Assistant</title>"
        f'<link rel="icon" href="data:,"><style>{_asset("viewer.css")}</style></head><body>'
        '<a class="skip" href="#text">Skip to the text</a>'
        f"{_head(document)}"
        '<div class="page-body">'
        '<nav class="outline" aria-label="Outline"><details open><summary>Outline</summary>'
        f"{outline(document)}</details></nav>"
        f"<main>{notice}{withheld_note(document)}{_LOST if lost else ''}"
        f'<article id="text" tabindex="-1">{marked_up(document, text, cited)}</article></main>'
        f"</div><script>{_asset('viewer.js')}</script></body></html>"
    )


@cache
def content_policy() -> str:
    """Return the policy that lets the page run its own script and style, and nothing else."""
    return (
        f"default-src 'none'; script-src {_digest('viewer.js')}; "
        f"style-src {_digest('viewer.css')}; "
        "font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    )


_LOST = (
    '<p class="note" role="note">The cited place lies outside this text; '
    "the document may have changed since it was cited.</p>"
)


def _head(document: Document) -> str:
    heading = document.heading
    facts = [
        f"Document {heading.number.value}" if heading.number else "",
        heading.date.value if heading.date else "",
    ]
    badges = [
        _badge("marking", heading.marking.value) if heading.marking else "",
        _badge("status", heading.status.value) if heading.status else "",
    ]
    return (
        '<header class="top"><a class="back" href="/">OAP Assistant</a>'
        f'<h1>{escape(document.title)}</h1><p class="facts">'
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
