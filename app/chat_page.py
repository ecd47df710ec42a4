"""The page of the web chat as HTML, in the reader's language.

What moves on it is in `static/chat/`; what it needs to know stands in the page as JSON.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from string import Template

from answer.phrasing import plan_name
from app.assets import STATIC
from app.conversation import MAX_QUESTION_CHARS
from app.interface import LANGUAGES, Interface, interface
from ingest.model import Document

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The page runs its own script and style, and asks nobody but this server."""


def chat_page(documents: Sequence[Document], words: Interface) -> str:
    """Return the page: header, start with examples, conversation, question box, source panel."""
    plain = {key: escape(value) for key, value in words.words.items()}
    made = {
        "code": words.code,
        "most": str(MAX_QUESTION_CHARS),
        "modules": _modules(),
        "languages": "".join(_language(code, words.code) for code in LANGUAGES),
        "examples": "".join(_example(*example) for example in words.examples),
        "documents_count": escape(words.say("documents_all", n=len(documents))),
        "config": _config(documents, words),
    }
    return _template().substitute(plain | made)


def _config(documents: Iterable[Document], words: Interface) -> str:
    """Return what the script needs to know as JSON that cannot end its element."""
    known = {
        "words": dict(words.words),
        "kinds": dict(words.kinds),
        "most": MAX_QUESTION_CHARS,
        "documents": [
            {"id": document.id, "title": document.title, "name": plan_name(document)}
            for document in documents
        ],
    }
    return json.dumps(known, ensure_ascii=False).replace("<", "\\u003c")


def _example(label: str, question: str) -> str:
    return (
        f'<li><button type="button" data-ask="{escape(question)}"><span>{escape(label)}</span>'
        f"{escape(question)}</button></li>"
    )


def _language(code: str, chosen: str) -> str:
    marked = " selected" if code == chosen else ""
    name = escape(interface(code).name)
    return f'<option value="{code}" lang="{code}"{marked}>{name}</option>'


@cache
def _template() -> Template:
    return Template((STATIC / "chat.html").read_text(encoding="utf-8"))


@cache
def _modules() -> str:
    """Return hints by which the browser loads the parts of the script side by side."""
    names = sorted(path.name for path in (STATIC / "chat").glob("*.js"))
    return "".join(f'<link rel="modulepreload" href="/static/chat/{name}">' for name in names)
