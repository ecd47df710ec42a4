"""The HTTP API: questions, documents, plans, actions and sheets for programs, and the pages."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, Query, Response, UploadFile
from fastapi.responses import PlainTextResponse
from pydantic import Field
from sse_starlette import EventSourceResponse, ServerSentEvent

from answer.claims import Answer, Turn
from app.actions import ActionConditions, ListedAction, actions_csv, list_actions
from app.assets import Assets
from app.chat import chat_routes
from app.documents import (
    DocumentCard,
    DocumentDetail,
    TakenArchive,
    TakenDocument,
    document_card,
    document_detail,
)
from app.errors import UploadTooLarge
from app.feedback import Feedback, StoredFeedback
from app.guards import BodyLimit, Keyring, SameSite, only_one_file
from app.intake import Outcome, Taken
from app.metrics import expose_metrics
from app.openai_api import openai_routes
from app.pages import page_routes
from app.plans import PlanView, View, plan_view
from app.problems import document_problems, may_fail, report_problems
from app.reader import speak
from app.service import MAX_QUESTION_CHARS, Service
from app.sheets import ActorSheet, actor_sheet
from app.viewer import document_routes


class Question(View):
    """A question, the chat so far, and the documents to answer from (all when none are given)."""

    question: str = Field(min_length=1, max_length=MAX_QUESTION_CHARS)
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] | None = None


class Health(View):
    """The state of the server."""

    status: str


def create_app(service: Service) -> FastAPI:
    """Return the web app over a service; the model loads once it is up."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        service.warm_soon()
        yield

    app = _App(
        title="OAP Assistant",
        version=version("oap-assistant"),
        description="Cited answers over EU Operational Action Plans.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.add_middleware(BodyLimit, max_upload_bytes=service.settings.max_upload_bytes)
    app.add_middleware(Keyring, keys=service.settings.api_keys)
    app.add_middleware(SameSite)
    report_problems(app)
    speak(app, service.settings.language)
    for routes in (_questions, _documents, _facts, _feedback, _health, openai_routes):
        app.include_router(routes(service))
    expose_metrics(app)
    app.include_router(document_routes(service), include_in_schema=False)
    app.include_router(page_routes(service))
    app.include_router(chat_routes(service), include_in_schema=False)
    app.mount("/static", Assets(), name="static")
    return app


class _App(FastAPI):
    def openapi(self) -> dict[str, Any]:
        return document_problems(super().openapi())


def _questions(service: Service) -> APIRouter:
    router = APIRouter(
        prefix="/api/ask", tags=["questions"], responses=may_fail(404, 413, 422, 503)
    )

    @router.post("")
    def ask(asked: Question) -> Answer:
        """Answer a question, each claim with the exact words that it rests on."""
        return service.ask(asked.question, asked.history, asked.documents)

    @router.post("/stream", response_model=None, responses=_in_words("text/event-stream"))
    def ask_stream(asked: Question) -> EventSourceResponse:
        """Answer as server-sent events: `query`, each `claim`, then the whole `answer`."""
        answer = service.ask(asked.question, asked.history, asked.documents)
        return EventSourceResponse(_events(answer))

    return router


def _in_words(media_type: str) -> dict[int | str, dict[str, Any]]:
    """Return the part of a route's description that says it also answers in this form."""
    return {200: {"content": {media_type: {"schema": {"type": "string"}}}}}


def _events(answer: Answer) -> Iterator[ServerSentEvent]:
    yield ServerSentEvent(answer.query.model_dump_json(), event="query")
    for claim in answer.claims:
        yield ServerSentEvent(claim.model_dump_json(), event="claim")
    yield ServerSentEvent(answer.model_dump_json(), event="answer")


def _documents(service: Service) -> APIRouter:
    router = APIRouter(prefix="/api/documents", tags=["documents"])
    known = may_fail(404)

    @router.get("")
    def list_documents() -> tuple[DocumentCard, ...]:
        """List the documents, oldest plan first."""
        return tuple(map(document_card, service.store.documents()))

    alone = [Depends(only_one_file)]

    @router.post("", status_code=201, responses=may_fail(413, 415, 422), dependencies=alone)
    def add_document(file: UploadFile, response: Response) -> TakenDocument | TakenArchive:
        """Take in a file, in place of one with the same name, or all files of a zip archive.

        200 when all its content is known.
        """
        if (file.size or 0) > service.settings.max_upload_bytes:
            raise UploadTooLarge(service.settings.max_upload_bytes)
        name = PurePath(file.filename or "").name or "document"
        taken = service.ingest_bytes(name, file.file.read())
        service.warm_soon()
        known = all(one.outcome in _KNOWN for one in taken if not one.problem)
        response.status_code = 200 if known else 201
        documents = tuple(_taken(service, one) for one in taken if not one.problem)
        if len(taken) > 1 or taken[0].name != name:
            refused = tuple(one.error for one in taken if one.problem)
            return TakenArchive(documents=documents, refused=refused)
        response.headers["Location"] = f"/api/documents/{documents[0].id}"
        return documents[0]

    @router.get("/{document_id}", responses=known)
    def get_document(document_id: str) -> DocumentDetail:
        """Describe a document and how well it was read."""
        (found,) = service.status(document_id)
        return document_detail(found.document, found.report, found.history)

    @router.delete("/{document_id}", status_code=204, responses=known)
    def delete_document(document_id: str) -> None:
        """Remove a document and everything that was read from it."""
        service.remove(document_id)
        service.warm_soon()

    @router.get("/{document_id}/text", response_class=PlainTextResponse, responses=known)
    def get_text(document_id: str, version: str | None = None) -> PlainTextResponse:
        """Return the canonical text, into which every span points; an earlier one by `version`."""
        if version is not None:
            return PlainTextResponse(service.store.version(document_id, version)[1])
        return PlainTextResponse(service.store.text(document_id))

    return router


_KNOWN = frozenset({Outcome.UNCHANGED, Outcome.DUPLICATE})


def _taken(service: Service, taken: Taken) -> TakenDocument:
    (found,) = service.status(taken.document_id)
    detail = document_detail(found.document, found.report, found.history)
    return TakenDocument(**dict(detail), outcome=taken.outcome, changes=taken.changes)


def _facts(service: Service) -> APIRouter:
    router = APIRouter(prefix="/api", tags=["facts"])

    @router.get("/plans/{document_id}", responses=may_fail(404))
    def get_plan(document_id: str) -> PlanView:
        """Return the typed plan: goals, actions, measures, sections; each value with its span."""
        return plan_view(service.store.document(document_id), service.store.text(document_id))

    @router.get(
        "/actions",
        response_model=tuple[ListedAction, ...],
        responses=_in_words("text/csv") | may_fail(404),
    )
    def get_actions(
        wanted: Annotated[ActionConditions, Query()],
        response: Response,
        accept: Annotated[str, Header(include_in_schema=False)] = "application/json",
    ) -> object:
        """List the actions that meet all conditions; CSV when `Accept` asks for text/csv."""
        found = list_actions(service.store, wanted)
        response.headers["Vary"] = "Accept"
        if "text/csv" in accept:
            return Response(actions_csv(found), media_type="text/csv", headers={"Vary": "Accept"})
        return found

    @router.get("/sheets/{actor}", responses=may_fail(404))
    def get_sheet(actor: str) -> ActorSheet:
        """Return all that an actor leads, co-leads and joins, by plan; a code or a name."""
        return actor_sheet(service.store, actor)

    return router


def _feedback(service: Service) -> APIRouter:
    router = APIRouter(prefix="/api/feedback", tags=["feedback"], responses=may_fail(413, 422))

    @router.post("", status_code=201)
    def add_feedback(given: Feedback) -> StoredFeedback:
        """Note what a reader thought of an answer."""
        return service.feedback.add(given)

    return router


def _health(service: Service) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz")
    def healthz() -> Health:
        """Tell that the process is up."""
        return Health(status="up")

    @router.get("/readyz", responses=may_fail(503))
    def readyz() -> Health:
        """Tell that the index is open and the model loaded."""
        service.check_ready()
        return Health(status="ready")

    return router
