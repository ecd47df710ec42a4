"""The navigation at the top of every page: where one can go, and where one is."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple


class Place(NamedTuple):
    """A page that the navigation leads to."""

    name: str
    path: str


PLACES = (
    Place("Chat", "/"),
    Place("Explore", "/explore"),
    Place("Compare", "/compare"),
    Place("Documents", "/library"),
)


def navigation(current: str = "") -> str:
    """Return the navigation as HTML, the place of the path `current` marked as the current one.

    Its look is `app/static/navigation.css`.
    """
    return (
        '<nav class="places" aria-label="Pages"><span class="brand">OAP Assistant</span>'
        f"<ul>{''.join(_entries(current))}</ul></nav>"
    )


def _entries(current: str) -> Iterator[str]:
    for place in PLACES:
        here = ' aria-current="page"' if place.path == current else ""
        yield f'<li><a href="{escape(place.path)}"{here}>{escape(place.name)}</a></li>'
