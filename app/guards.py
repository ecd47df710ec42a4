"""Who may call the API and how much they may send: checked before a request reaches its route."""

import secrets

from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import SeveralFiles, UploadTooLarge
from app.problems import problem

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_MAX_BODY_BYTES = 1_000_000
_MULTIPART_OVERHEAD_BYTES = 10_000
_UPLOADS = "/api/documents"
_GUARDED = ("/api/", "/v1/")


class Keyring:
    """Lets requests to /api/* and /v1/* pass that carry one of the keys; with no keys, all."""

    def __init__(self, app: ASGIApp, keys: frozenset[str]) -> None:
        """Guard an app."""
        self._app = app
        self._keys = [key.encode() for key in keys]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 401."""
        guarded = self._keys and scope["type"] == "http" and scope["path"].startswith(_GUARDED)
        if not guarded or self._fits(Headers(scope=scope).get("authorization", "")):
            return await self._app(scope, receive, send)
        detail = "Send one of the server's API keys in the header 'Authorization: Bearer KEY'."
        response = problem(Request(scope), 401, detail, {"WWW-Authenticate": "Bearer"})
        return await response(scope, receive, send)

    def _fits(self, authorization: str) -> bool:
        scheme, _, given = authorization.partition(" ")
        fits = [secrets.compare_digest(given.strip().encode("latin-1"), key) for key in self._keys]
        return scheme.lower() == "bearer" and any(fits)


class SameSite:
    """Refuses requests that change something and that a browser sends from another site."""

    def __init__(self, app: ASGIApp) -> None:
        """Guard an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        unsafe = scope["type"] == "http" and scope["method"] not in _SAFE
        if not unsafe or Headers(scope=scope).get("sec-fetch-site") != "cross-site":
            return await self._app(scope, receive, send)
        detail = "Send this request from the server's own pages or from a program."
        return await problem(Request(scope), 403, detail)(scope, receive, send)


class BodyLimit:
    """Refuses bodies that are too large, announced or not, before they fill memory or disk."""

    def __init__(self, app: ASGIApp, max_upload_bytes: int) -> None:
        """Guard an app."""
        self._app = app
        self._max_upload_bytes = max_upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a body that is counted as it is read, or answer 413."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        upload = scope["path"].rstrip("/") == _UPLOADS
        limit = self._max_upload_bytes if upload else _MAX_BODY_BYTES
        error = UploadTooLarge(limit)
        most = limit + _MULTIPART_OVERHEAD_BYTES
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdigit() and int(announced) > most:
            return await problem(Request(scope), error.status, str(error))(scope, receive, send)
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(error.status, str(error))
            return message

        return await self._app(scope, counted, send)


async def only_one_file(request: Request) -> None:
    """Refuse a form with several files, of which all but one would be lost; raises SeveralFiles."""
    form = await request.form()
    files = sum(isinstance(value, UploadFile) for _, value in form.multi_items())
    if files > 1:
        raise SeveralFiles(files)
