"""Who reads a page: the language that was chosen in the browser, or that of the server."""

from typing import Annotated

from fastapi import Depends, FastAPI, Request

from app.interface import LANGUAGE_COOKIE, LANGUAGES, Interface, interface


def speak(app: FastAPI, language: str) -> None:
    """Set the language of readers who have chosen none."""
    app.state.language = language


def reader_words(request: Request) -> Interface:
    """Return the words in the reader's language."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    own = getattr(request.app.state, "language", None)
    return interface(chosen if chosen in LANGUAGES else own)


Words = Annotated[Interface, Depends(reader_words)]
"""What a route that makes a page is given."""
