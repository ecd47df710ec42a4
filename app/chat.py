"""The web chat at `/`: its page, and what the page asks of the server under `/chat`.

The page is plain HTML with a script of our own: it loads at once, works by keyboard and with a
screen reader, and nothing on it comes from another machine.
"""

from collections.abc import Iterator
from typing import Annotated, Protocol

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse

from app.action_card import card_html
from app.chat_page import CONTENT_POLICY, UploadRules, chat_page
from app.conversation import Asked, ChatService, tell
from app.errors import StillLoading
from app.feedback import Feedback, FeedbackStore, StoredFeedback
from app.plans import View
from app.reader import Words
from app.transcript.model import Chat
from app.transcript.save import Form, save
from ingest.errors import OapError


class Served(ChatService, Protocol):
    """A service with the settings of this server."""

    @property
    def settings(self) -> UploadRules:
        """The settings."""

    @property
    def feedback(self) -> FeedbackStore:
        """What readers thought of answers."""

    @property
    def ready(self) -> bool:
        """Whether no question waits for a model to load."""

    def check_ready(self) -> None:
        """Raise an OapError while `ready` is False."""


class Readiness(View):
    """Whether questions about running text are answered at once by now."""

    ready: bool
    trouble: str = ""
    """A sentence on what keeps it from getting ready."""


def chat_routes(service: Served) -> APIRouter:
    """Return the page and what it asks for while a reader uses it."""
    router = APIRouter()
    for add in (_add_page, _add_answers, _add_card, _add_files):
        add(router, service)
    return router


def _add_page(router: APIRouter, service: Served) -> None:
    @router.get("/", response_class=HTMLResponse)
    def show_chat(words: Words) -> HTMLResponse:
        """Show the chat in the language that the reader chose."""
        page = chat_page(service.store.documents(), words, service.settings)
        headers = {"Content-Security-Policy": CONTENT_POLICY, "Cache-Control": "no-cache"}
        return HTMLResponse(page, headers=headers)

    @router.get("/chat/ready")
    def ready(words: Words) -> Readiness:
        """Tell whether the model is loaded; 200 in any case, for waiting is no error."""
        try:
            service.check_ready()
        except StillLoading:
            return Readiness(ready=False)
        except OapError as error:
            return Readiness(ready=False, trouble=words.error(error))
        return Readiness(ready=True)


def _add_answers(router: APIRouter, service: Served) -> None:
    @router.post("/chat/ask")
    def ask(asked: Asked, words: Words) -> StreamingResponse:
        """Answer a question, one JSON object a line: HTML that grows, then the whole answer."""

        def lines() -> Iterator[str]:
            yield from (f"{frame.model_dump_json()}\n" for frame in tell(service, asked, words))

        return StreamingResponse(lines(), media_type="application/x-ndjson")

    @router.post("/chat/feedback", status_code=201)
    def note_feedback(given: Feedback) -> StoredFeedback:
        """Note what the reader thought of an answer."""
        return service.feedback.add(given)


def _add_card(router: APIRouter, service: Served) -> None:
    @router.get("/chat/card", response_class=HTMLResponse)
    def show_card(
        document: Annotated[str, Query()], ref: Annotated[str, Query()], words: Words
    ) -> HTMLResponse:
        """Return an action's sheet as a small card; nothing for what is no action."""
        return HTMLResponse(card_html(service.store.document(document), ref, words))


def _add_files(router: APIRouter, _service: Served) -> None:
    @router.post("/chat/save/{form}")
    def save_chat(form: Form, chat: Chat, request: Request, words: Words) -> Response:
        """Return a chat as a file, its sources as footnotes."""
        content, media_type = save(chat, form, words, str(request.base_url).rstrip("/"))
        name = f'attachment; filename="oap-chat.{form}"'
        return Response(content, media_type=media_type, headers={"Content-Disposition": name})
