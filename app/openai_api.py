"""The assistant as programs for OpenAI's API know a model: `/v1/models`, `/v1/chat/completions`.

Source of the shapes: OpenAI's API reference, "Chat completions". What that API lets a client set
(temperature, tools, ...) is taken and changes nothing: an answer is composed from the documents.
"""

import json
import time
from collections.abc import Iterator
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sse_starlette import EventSourceResponse, ServerSentEvent

from answer.claims import Answer, Turn
from app.errors import BadQuestion
from app.plans import View
from app.problems import may_fail
from app.service import Service

MODEL = "oap-assistant"
_CREATED = 0
"""When the model was made, in seconds; the answers are those of the documents, whenever."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    type: str
    text: str = ""


class Message(BaseModel):
    """One message of the chat; content in parts counts as its parts of type "text"."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    role: str
    content: str | tuple[_Part, ...] | None = None

    @property
    def words(self) -> str:
        """What the message says."""
        parts = self.content or ""
        return parts if isinstance(parts, str) else "\n".join(p.text for p in parts).strip()


class ChatRequest(BaseModel):
    """What of a request matters here: the chat, and whether the answer is streamed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    messages: tuple[Message, ...] = Field(min_length=1)
    model: str = MODEL
    stream: bool = False


class ModelCard(View):
    """A model that can be asked for."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = _CREATED
    owned_by: str = MODEL


class ModelList(View):
    """All models that can be asked for: the assistant."""

    object: Literal["list"] = "list"
    data: tuple[ModelCard, ...] = (ModelCard(),)


def openai_routes(service: Service) -> APIRouter:
    """Return the routes below `/v1`; the answer's own form comes along as `oap`."""
    router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])

    @router.get("/models")
    def list_models() -> ModelList:
        """List the models: there is one."""
        return ModelList()

    @router.post(
        "/chat/completions",
        response_model=None,
        responses=may_fail(413, 422, 503)
        | {200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
    )
    def complete(asked: ChatRequest) -> dict[str, Any] | EventSourceResponse:
        """Answer the last message of a chat, the messages before it being its history."""
        *past, last = asked.messages
        if last.role != "user" or not last.words.strip():
            raise BadQuestion("End `messages` with a question: a message of role 'user'.")
        answer = service.ask(last.words, tuple(_turns(past)))
        if asked.stream:
            return EventSourceResponse(_chunks(answer), sep="\n")
        return _completion(answer)

    return router


def _turns(messages: list[Message]) -> Iterator[Turn]:
    """Yield what was asked and answered; a system's instructions are none of ours."""
    for message in messages:
        if message.role in ("user", "assistant") and message.words.strip():
            role: Literal["user", "assistant"] = "user" if message.role == "user" else "assistant"
            yield Turn(role=role, content=message.words)


def with_sources(answer: Answer) -> str:
    """Return an answer's Markdown with its sources below, for where nothing else shows them."""
    lines = [
        f"[{c.n}] {c.document_title}, {c.ref}: “{' '.join(c.quote.split())}”"
        for c in answer.citations
    ]
    return answer.answer + ("\n\n" + "\n".join(lines) if lines else "")


def _completion(answer: Answer) -> dict[str, Any]:
    message = {"role": "assistant", "content": with_sources(answer)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    return {
        **_envelope("chat.completion"),
        "choices": [choice],
        "usage": usage,
        "oap": answer.model_dump(mode="json"),
    }


def _chunks(answer: Answer) -> Iterator[ServerSentEvent]:
    """Yield the answer paragraph by paragraph, as deltas."""
    head = _envelope("chat.completion.chunk")
    yield _chunk(head, {"role": "assistant", "content": ""})
    for line in with_sources(answer).splitlines(keepends=True):
        yield _chunk(head, {"content": line})
    yield _chunk(head, {}, "stop")
    yield ServerSentEvent("[DONE]", sep="\n")


def _chunk(
    head: dict[str, Any], delta: dict[str, str], finish_reason: str | None = None
) -> ServerSentEvent:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return ServerSentEvent(json.dumps({**head, "choices": [choice]}), sep="\n")


def _envelope(kind: str) -> dict[str, Any]:
    now = time.time_ns()
    return {
        "id": f"chatcmpl-{now:x}",
        "object": kind,
        "created": now // 1_000_000_000,
        "model": MODEL,
    }
