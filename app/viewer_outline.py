"""The outline of a document beside its text, and the note on what the document withholds."""

from html import escape
from textwrap import shorten
from urllib.parse import quote

from app.viewer_blocks import Part, parts_of
from app.viewer_text import redaction_id
from ingest.model import Document, Redaction

_MAX_TITLE_CHARS = 64
_SHOWN_REDACTIONS = 12
_SCOPES = {"phrase": "words", "passage": "passage", "section": "section", "rest": "the rest"}
_LEVELS = {"chapter": 1, "goal": 1, "action": 2, "measure": 2}


def outline(document: Document) -> str:
    """Return links to every section, goal, action and measure, then to the footnotes.

    Actions whose sheet is withheld are left out: `withheld_note` names them.
    """
    parts = parts_of(document)
    body = [part for part in parts if part.kind not in ("footnote", "mention")]
    notes = [part for part in parts if part.kind == "footnote"]
    html = f"<ol>{''.join(_entry(part) for part in body)}</ol>"
    if notes:
        entries = "".join(_entry(part) for part in notes)
        html += f"<details><summary>Footnotes ({len(notes)})</summary><ol>{entries}</ol></details>"
    return html


def withheld_note(document: Document) -> str:
    """Return a note on what the document withholds, with links to the places; "" for nothing."""
    places = list(enumerate(document.redactions, start=1))
    entries = [_redaction(number, redaction) for number, redaction in places]
    closed = [action.ref for action in document.actions() if action.withheld]
    if not entries and not closed:
        return ""
    rest = len(entries) - _SHOWN_REDACTIONS
    listed = entries[:_SHOWN_REDACTIONS] + ([f"<li>and {rest} more</li>"] if rest > 0 else [])
    sheets = f"<p>Sheets withheld: {escape(', '.join(closed))}.</p>" if closed else ""
    return (
        '<aside class="note" aria-label="Withheld text"><p><strong>Parts of this document are '
        f"withheld.</strong> They were removed before it was made public.</p>"
        f"<ul>{''.join(listed)}</ul>{sheets}</aside>"
    )


def _entry(part: Part) -> str:
    level = _LEVELS.get(part.kind, part.ref.count("."))
    title = shorten(part.title, _MAX_TITLE_CHARS, placeholder=" …")
    return (
        f'<li class="level-{level} {part.kind}"><a href="#{quote(part.slug)}">'
        f"<b>{escape(part.ref)}</b> {escape(title)}</a></li>"
    )


def _redaction(number: int, redaction: Redaction) -> str:
    what = redaction.label or _SCOPES[redaction.scope]
    page = f", up to {redaction.page}" if redaction.page else ""
    return (
        f'<li><a href="#{redaction_id(number)}">{escape(redaction.ref)}</a>: '
        f"{escape(what)}{escape(page)}</li>"
    )
