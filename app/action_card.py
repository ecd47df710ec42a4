"""An action's sheet as a small card beside its source: who, how much, when."""

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import shorten

from app.anchors import anchor, source_url
from app.interface import Interface
from app.naming import actor_name
from ingest.model import Action, ActorValue, Document, Field, Value

_FIELDS = (
    Field.LEADER,
    Field.CO_LEADER,
    Field.PARTICIPANTS,
    Field.KPI,
    Field.TARGET,
    Field.ACTIVITY,
    Field.TIMING,
)
_MOST_WORDS = 3
"""How many values of running text a field shows; actors are shown all."""
_MOST_CHARS = 160


def card_html(document: Document, ref: str, words: Interface) -> str:
    """Return the card of an action as HTML; empty where the document has no such action."""
    action = next((action for action in document.actions() if action.ref == ref), None)
    if action is None:
        return ""
    title = shorten(action.title.value, _MOST_CHARS, placeholder=" …")
    heading = f'{escape(ref)} <span class="title">{escape(title)}</span>'
    rows = "".join(_rows(document, action, words))
    withheld = f"<p>{escape(words.say('card_withheld'))}</p>" if action.withheld else ""
    return f"<details open><summary>{heading}</summary>{withheld}<dl>{rows}</dl></details>"


def _rows(document: Document, action: Action, words: Interface) -> Iterator[str]:
    for field in _FIELDS:
        values = action.values(field)
        if values:
            shown = (
                _actors(values, words)
                if isinstance(values[0], ActorValue)
                else _texts(values, words)
            )
            label = words.field(field.value)
            yield f"<dt>{escape(label)}</dt><dd>{_linked(document, action, values, shown)}</dd>"


def _actors(values: Sequence[Value], words: Interface) -> str:
    return ", ".join(
        actor_name(value.code, words)
        if isinstance(value, ActorValue) and value.code
        else value.value
        for value in values
    )


def _texts(values: Sequence[Value], words: Interface) -> str:
    """Return the first values with their timing, and how many more there are."""
    lines = []
    for value in values[:_MOST_WORDS]:
        timing = getattr(value, "timing", None)
        line = shorten(value.value, _MOST_CHARS, placeholder=" …")
        lines.append(f"{line} ({timing})" if timing and timing not in line else line)
    more = len(values) - len(lines)
    return "\n".join([*lines, words.say("card_more", n=more)] if more > 0 else lines)


def _linked(document: Document, action: Action, values: Sequence[Value], shown: str) -> str:
    """Return words as a link that opens the source at the values, first to last."""
    url = f"/documents/{document.id}#{anchor(action.ref)}"
    start, end = min(v.start for v in values), max(v.end for v in values)
    lines = "<br>".join(map(escape, shown.split("\n")))
    return f'<a href="{escape(source_url(url, start, end))}" target="source">{lines}</a>'
