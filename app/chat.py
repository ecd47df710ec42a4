"""The web chat at `/`: its page, and what the page asks of the server under `/chat`.

The page is plain HTML with a script of our own: it loads at once, works by keyboard and with a
screen reader, and nothing on it comes from another machine.
"""

from collections.abc import Iterator
from typing import Annotated, Protocol

from fastapi import APIRouter, Cookie, Query, Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse

from app.action_card import card_html
from app.chat_page import CONTENT_POLICY, chat_page
from app.conversation import Asked, ChatService, tell
from app.feedback import Feedback, FeedbackStore, StoredFeedback
from app.interface import LANGUAGE_COOKIE, interface
from app.transcript.model import Chat
from app.transcript.save import Form, save
from app.viewer import HasLanguage


class Served(ChatService, Protocol):
    """A service with the settings of this server."""

    @property
    def settings(self) -> HasLanguage:
        """The settings."""

    @property
    def feedback(self) -> FeedbackStore:
        """What readers thought of answers."""


def chat_routes(service: Served) -> APIRouter:
    """Return the page and what it asks for while a reader uses it."""
    router = APIRouter()
    chosen = Cookie(alias=LANGUAGE_COOKIE)

    @router.get("/", response_class=HTMLResponse)
    def show_chat(language: Annotated[str | None, chosen] = None) -> HTMLResponse:
        """Show the chat in the language that the reader chose."""
        words = interface(language or service.settings.language)
        page = chat_page(service.store.documents(), words)
        headers = {"Content-Security-Policy": CONTENT_POLICY, "Cache-Control": "no-cache"}
        return HTMLResponse(page, headers=headers)

    @router.post("/chat/ask")
    def ask(asked: Asked, language: Annotated[str | None, chosen] = None) -> StreamingResponse:
        """Answer a question, one JSON object a line: HTML that grows, then the whole answer."""
        words = interface(language or service.settings.language)

        def lines() -> Iterator[str]:
            yield from (f"{frame.model_dump_json()}\n" for frame in tell(service, asked, words))

        return StreamingResponse(lines(), media_type="application/x-ndjson")

    @router.get("/chat/card", response_class=HTMLResponse)
    def show_card(
        document: Annotated[str, Query()],
        ref: Annotated[str, Query()],
        language: Annotated[str | None, chosen] = None,
    ) -> HTMLResponse:
        """Return an action's sheet as a small card; nothing for what is no action."""
        words = interface(language or service.settings.language)
        return HTMLResponse(card_html(service.store.document(document), ref, words))

    @router.post("/chat/feedback", status_code=201)
    def note_feedback(given: Feedback) -> StoredFeedback:
        """Note what the reader thought of an answer."""
        return service.feedback.add(given)

    @router.post("/chat/save/{form}")
    def save_chat(
        form: Form,
        chat: Chat,
        request: Request,
        language: Annotated[str | None, chosen] = None,
    ) -> Response:
        """Return a chat as a file, its sources as footnotes."""
        words = interface(language or service.settings.language)
        content, media_type = save(chat, form, words, str(request.base_url).rstrip("/"))
        name = f'attachment; filename="oap-chat.{form}"'
        return Response(content, media_type=media_type, headers={"Content-Disposition": name})

    return router
