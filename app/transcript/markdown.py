"""A chat as Markdown, its sources as footnotes."""

import re
from html import escape

from app.interface import Interface
from app.transcript.model import MARKER, Chat, Note, Part, parts_of

MEDIA_TYPE = "text/markdown; charset=utf-8"


def to_markdown(chat: Chat, words: Interface, base_url: str) -> bytes:
    """Return the chat as Markdown with footnotes ("[^1]"); links lead to `base_url`."""
    lines = [f"# {words.say('title')}", ""]
    notes: list[Note] = []
    for part in parts_of(chat, words):
        question = escape(" ".join(part.question.split()), quote=False)
        lines += [f"## {question}", "", _called(part), ""]
        notes += part.notes
    lines += [_footnote(note, base_url) for note in notes]
    return "\n".join(lines).encode()


def _called(part: Part) -> str:
    def call(marker: re.Match[str]) -> str:
        number = part.numbers.get(int(marker[1]))
        return f"[^{number}]" if number else marker[0]

    return MARKER.sub(call, part.answer)


def _footnote(note: Note, base_url: str) -> str:
    said = escape(f"{note.source}: “{note.quote}”", quote=False)
    return f"[^{note.number}]: {said} <{base_url}{note.url}>"
