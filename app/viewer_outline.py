"""The outline of a document beside its text, and the note on what the document withholds."""

from html import escape
from textwrap import shorten
from urllib.parse import quote

from app.interface import Interface
from app.viewer_blocks import Part, parts_of
from app.viewer_text import redaction_id
from ingest.model import Document, Redaction

_MAX_TITLE_CHARS = 64
_SHOWN_REDACTIONS = 12
_LEVELS = {"chapter": 1, "goal": 1, "action": 2, "measure": 2}


def outline(document: Document, words: Interface) -> str:
    """Return links to every section, goal, action and measure, then to the footnotes.

    Actions whose sheet is withheld are left out: `withheld_note` names them.
    """
    parts = parts_of(document)
    body = [part for part in parts if part.kind not in ("footnote", "mention")]
    notes = [part for part in parts if part.kind == "footnote"]
    html = f"<ol>{''.join(_entry(part) for part in body)}</ol>"
    if notes:
        entries = "".join(_entry(part) for part in notes)
        heading = escape(words.say("viewer_footnotes", n=len(notes)))
        html += f"<details><summary>{heading}</summary><ol>{entries}</ol></details>"
    return html


def withheld_note(document: Document, words: Interface) -> str:
    """Return a note on what the document withholds, with links to the places; "" for nothing."""
    places = list(enumerate(document.redactions, start=1))
    entries = [_redaction(number, redaction, words) for number, redaction in places]
    closed = [action.ref for action in document.actions() if action.withheld]
    if not entries and not closed:
        return ""
    rest = len(entries) - _SHOWN_REDACTIONS
    more = [f"<li>{escape(words.say('card_more', n=rest))}</li>"] if rest > 0 else []
    listed = "".join(entries[:_SHOWN_REDACTIONS] + more)
    refs = words.say("withheld_sheets", refs=", ".join(closed))
    sheets = f"<p>{escape(refs)}</p>" if closed else ""
    return (
        f'<aside class="note" aria-label="{escape(words.say("withheld"))}">'
        f"<p><strong>{escape(words.say('withheld_lead'))}</strong> "
        f"{escape(words.say('withheld_why'))}</p><ul>{listed}</ul>{sheets}</aside>"
    )


def _entry(part: Part) -> str:
    level = _LEVELS.get(part.kind, part.ref.count("."))
    title = shorten(part.title, _MAX_TITLE_CHARS, placeholder=" …")
    return (
        f'<li class="level-{level} {part.kind}"><a href="#{quote(part.slug)}">'
        f"<b>{escape(part.ref)}</b> {escape(title)}</a></li>"
    )


def _redaction(number: int, redaction: Redaction, words: Interface) -> str:
    what = redaction.label or words.say(f"withheld_{redaction.scope}")
    page = f", {words.say('withheld_up_to', page=redaction.page)}" if redaction.page else ""
    return (
        f'<li><a href="#{redaction_id(number)}">{escape(redaction.ref)}</a>: '
        f"{escape(what)}{escape(page)}</li>"
    )
