"""Every error of the HTTP API as `application/problem+json` (RFC 9457), one useful sentence."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.interface import Interface, interface
from ingest.errors import OapError
from ingest.model import Frozen

MEDIA_TYPE = "application/problem+json"


class Problem(Frozen):
    """What went wrong with a request; `detail` is a sentence that says what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str


def problem(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the response that reports a problem with this request."""
    body = Problem(
        title=HTTPStatus(status).phrase, status=status, detail=detail, instance=request.url.path
    )
    return JSONResponse(body.model_dump(), status, headers, media_type=MEDIA_TYPE)


def report_problems(app: FastAPI) -> None:
    """Let every error of the app, whoever raises it, be answered as a problem."""
    app.exception_handler(OapError)(_own_error)
    app.exception_handler(HTTPException)(_http_error)
    app.exception_handler(RequestValidationError)(_invalid_request)
    app.exception_handler(Exception)(_unexpected)


async def _own_error(request: Request, error: Exception) -> JSONResponse:
    status = cast(OapError, error).status
    wait = {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return problem(request, status, _asked_for(request).error(error), wait)


def _asked_for(request: Request) -> Interface:
    """Return the words in the language that the request asks for first; English for others."""
    first = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0]
    return interface(first.strip().lower()[:2])


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    raised = cast(HTTPException, error)
    sentences = {
        404: f"There is nothing at {request.url.path}; /openapi.json lists what there is.",
        405: f"{request.method} does not work here; use {(raised.headers or {}).get('Allow')}.",
    }
    generic = raised.detail == HTTPStatus(raised.status_code).phrase
    detail = sentences.get(raised.status_code, raised.detail) if generic else raised.detail
    return problem(request, raised.status_code, detail, raised.headers)


async def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    first = cast(RequestValidationError, error).errors()[0]
    return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, _sentence(first))


def _sentence(error: Mapping[str, Any]) -> str:
    """Turn one of pydantic's errors into a sentence that says what to correct."""
    if error["type"] == "json_invalid":
        return f"Send a body that is valid JSON: {error['ctx']['error']}."
    name = ".".join(str(part) for part in error["loc"][1:]) or error["loc"][0]
    if error["type"] == "missing":
        return f"Give {name!r}, which is required."
    message = error["msg"].removeprefix("Value error, ").rstrip(".")
    return f"Correct {name!r}: {message[0].lower()}{message[1:]}."


async def _unexpected(request: Request, _error: Exception) -> JSONResponse:
    detail = "Something failed inside the server; try again, or look into its log for the cause."
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def may_fail(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the part of a route's description that says which problems it may answer with."""
    return {status: {"description": HTTPStatus(status).phrase} for status in statuses}


def document_problems(schema: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI schema in which every error response is a problem."""
    schema["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in schema["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if status >= "400":
                    response["content"] = content
    for unused in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(unused, None)
    return schema
