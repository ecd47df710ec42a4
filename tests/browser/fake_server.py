"""A server of chat and viewer over the fake service, in a process of its own.

In a process of its own, so that nothing of it counts against this suite's strict warnings. Prints
the port once it answers.
"""

import socket
import time
from collections.abc import Sequence
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI

from answer.claims import Answer, QueryView, Status, Turn
from app.assets import Assets
from app.chat import chat_routes
from app.problems import report_problems
from app.viewer import document_routes
from tests.app.fakes import (
    HOSTILE,
    FakeService,
    OneShelf,
    ReplayingAssistant,
    citation,
    clarify_answer,
    leader_answer,
    small_document,
)


class AnswersByWords(ReplayingAssistant):
    """Chooses its answer by a word of the question, so that tests need no common queue."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
        kind: str | None = None,
    ) -> Answer:
        """Answer by the first known word in the question."""
        if "break" in question:
            raise RuntimeError("broken on purpose")
        if "slow" in question:
            time.sleep(3)
        self.queue = [self._answer(question, len(history), documents, kind)]
        return super().ask(question, history, documents, kind)

    def _answer(
        self, question: str, said: int, documents: Sequence[str] | None, kind: str | None
    ) -> Answer:
        if "strategic goal 5." in question:
            return clarify_answer()
        if "hostile" in question:
            return hostile_answer()
        if "context" in question:
            words = f"{said} turns before, documents: {', '.join(documents or ['all'])}, {kind}."
            about = QueryView(kind="passage", text="Running text")
            return Answer(status=Status.PARTIAL, answer=words, query=about)
        return leader_answer()


def hostile_answer() -> Answer:
    """Return an answer whose words, quote, table and understanding all hold markup."""
    words = f"BG, DE {HOSTILE}"
    cited = citation(1, words, field="participants")
    table = f"| who | what |\n|---|---|\n| {HOSTILE} | <script>alert(2)</script> [1] |"
    return Answer(
        status=Status.ANSWERED,
        answer=f"Taking part: {words} [1].\n\n{table}",
        citations=(cited.model_copy(update={"document_title": HOSTILE}),),
        query=QueryView(kind="field", text=HOSTILE),
    )


def main() -> None:
    """Serve on a free port of this machine until ended."""
    other = small_document().model_copy(update={"id": "oap-2012-test"})
    service = FakeService(AnswersByWords(), OneShelf([small_document(), other]))
    listening = socket.create_server(("127.0.0.1", 0))

    @asynccontextmanager
    async def lifespan(_: FastAPI):  # type: ignore[no-untyped-def]
        print(listening.getsockname()[1], flush=True)
        yield

    app = FastAPI(lifespan=lifespan)
    report_problems(app)
    app.include_router(document_routes(service))
    app.include_router(chat_routes(service))
    app.get("/healthz")(lambda: "up")
    app.mount("/static", Assets())
    config = uvicorn.Config(app, log_level="warning")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
