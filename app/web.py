"""The web chat under `/`, loaded in the background so that the API is up before it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from app.gradio_import import import_gradio

if TYPE_CHECKING:
    from app.service import Service

Build = Callable[[], FastAPI]
_NEVER_CHAT = ("/api/", "/documents/")


def build_chat_app(service: "Service") -> FastAPI:
    """Return the app that serves the web chat; takes seconds, for Gradio is imported here."""
    with service.loading():
        import_gradio()
        from app.chat import mount_chat

    return mount_chat(FastAPI(openapi_url=None), service)


class WebChat:
    """Answers every path that the API has no route for; waits while the chat is being built."""

    def __init__(self, build: Build) -> None:
        """Remember how to build the chat; nothing is built before `start`."""
        self._build = build

    def start(self) -> None:
        """Start to build the chat in a thread."""
        self._stopped = asyncio.Event()
        self._app: asyncio.Future[ASGIApp] = asyncio.get_running_loop().create_future()
        self._life = asyncio.create_task(self._live())

    async def stop(self) -> None:
        """Close the chat; one that is still being built is built to its end first."""
        self._stopped.set()
        await self._life

    async def wait(self) -> None:
        """Wait until the chat is open; raises what kept it from opening."""
        await asyncio.shield(self._app)

    async def _live(self) -> None:
        """Build the chat and keep it open, all in one task, as its lifespan may demand."""
        try:
            app = await asyncio.to_thread(self._build)
            async with app.router.lifespan_context(app):
                self._app.set_result(app)
                await self._stopped.wait()
        except Exception as error:
            if self._app.done():
                raise
            self._app.set_exception(error)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the chat's page, assets and events; what it doesn't have is a 404 problem."""
        if scope["type"] == "websocket":
            return await WebSocketClose()(scope, receive, send)
        if scope["path"].startswith(_NEVER_CHAT):
            raise HTTPException(404)
        app = await asyncio.shield(self._app)
        reply = _Reply(send)
        await app(scope, receive, reply)
        if reply.refused:
            raise HTTPException(404)


class _Reply:
    """Passes a response on, except the chat's own kind of 404 and 405, which it drops."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.refused = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.refused = message["status"] in (404, 405)
        if not self.refused:
            await self._send(message)
