"""The top of every page: where one can go, where one is, and the language that one reads in."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from app.interface import LANGUAGES, Interface, interface


class Place(NamedTuple):
    """A page that the navigation leads to."""

    key: str
    """Of its name in the reader's language."""
    path: str


PLACES = (
    Place("nav_chat", "/"),
    Place("nav_explore", "/explore"),
    Place("nav_compare", "/compare"),
    Place("nav_documents", "/library"),
)


def page_top(words: Interface, current: str = "", tools: str = "") -> str:
    """Return the top of a page as HTML, the place of the path `current` marked as the current one.

    `tools` is HTML that stands before the choice of the language. Its look is
    `static/navigation.css`, and `static/language.js` lets the choice take effect.
    """
    label, title = escape(words.say("nav_label")), escape(words.say("title"))
    return (
        f'<header class="site"><a class="brand" href="/">{title}</a>'
        f'<nav aria-label="{label}">{"".join(_entries(words, current))}</nav>'
        f'<div class="tools">{tools}{_languages(words)}</div></header>'
    )


def _entries(words: Interface, current: str) -> Iterator[str]:
    for place in PLACES:
        here = ' aria-current="page"' if place.path == current else ""
        yield f'<a href="{escape(place.path)}"{here}>{escape(words.say(place.key))}</a>'


def _languages(words: Interface) -> str:
    options = "".join(_language(code, words.code) for code in LANGUAGES)
    label = escape(words.say("language"))
    return f'<select id="language" aria-label="{label}">{options}</select>'


def _language(code: str, chosen: str) -> str:
    marked = " selected" if code == chosen else ""
    name = escape(interface(code).name)
    return f'<option value="{code}" lang="{code}"{marked}>{name}</option>'
