"""The page of the web chat as HTML, in the reader's language.

What moves on it is in `static/chat/`; what it needs to know stands in the page as JSON.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from html import escape
from string import Template
from typing import Protocol

from app.assets import STATIC
from app.conversation import MAX_QUESTION_CHARS
from app.interface import Interface
from app.naming import plan_label
from app.navigation import page_top
from ingest.model import Document

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The page runs its own script and style, and asks nobody but this server."""

_TOOLS = Template(
    '<details class="menu" id="chats"><summary>$chats</summary><div class="sheet">'
    '<ul id="chat-list"></ul><p class="quiet" id="chat-note"></p></div></details>'
    '<button type="button" id="new-chat">$new_chat</button>'
)


class UploadRules(Protocol):
    """What the page must know to add a document."""

    @property
    def api_keys(self) -> Collection[str]:
        """The keys that open the API; with none it stands open."""

    @property
    def max_upload_mb(self) -> float:
        """The largest file that is taken in."""


def chat_page(documents: Sequence[Document], words: Interface, rules: UploadRules) -> str:
    """Return the page: header, start with examples, conversation, question box, source panel."""
    plain = {key: escape(value) for key, value in words.words.items()}
    made = {
        "code": words.code,
        "most": str(MAX_QUESTION_CHARS),
        "modules": _modules(),
        "top": page_top(words, "/", _TOOLS.substitute(plain)),
        "examples": "".join(_example(*example) for example in words.examples),
        "documents_count": escape(words.say("documents_all", n=len(documents))),
        "key_hidden": "" if rules.api_keys else " hidden",
        "config": _config(documents, words, rules),
    }
    return _template().substitute(plain | made)


def _config(documents: Iterable[Document], words: Interface, rules: UploadRules) -> str:
    """Return what the script needs to know as JSON that cannot end its element."""
    known = {
        "words": dict(words.words),
        "kinds": dict(words.kinds),
        "most": MAX_QUESTION_CHARS,
        "max_mb": rules.max_upload_mb,
        "documents": [
            {"id": document.id, "title": document.title, "name": plan_label(document, words)}
            for document in documents
        ],
    }
    return json.dumps(known, ensure_ascii=False).replace("<", "\\u003c")


def _example(label: str, question: str) -> str:
    return (
        f'<li><button type="button" data-ask="{escape(question)}"><span>{escape(label)}</span>'
        f"{escape(question)}</button></li>"
    )


@cache
def _template() -> Template:
    return Template((STATIC / "chat.html").read_text(encoding="utf-8"))


@cache
def _modules() -> str:
    """Return hints by which the browser loads the parts of the script side by side."""
    names = sorted(path.name for path in (STATIC / "chat").glob("*.js"))
    return "".join(f'<link rel="modulepreload" href="/static/chat/{name}">' for name in names)
