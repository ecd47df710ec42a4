"""Where things are on the pages: the addresses of actions, actors, lists and sources."""

from urllib.parse import quote, urlencode

from app.anchors import anchor, source_url


def action_url(document_id: str, ref: str) -> str:
    """Return the address of an action's sheet."""
    return f"/actions/{quote(document_id)}/{quote(anchor(ref))}"


def actor_url(code: str) -> str:
    """Return the address of an actor's page."""
    return f"/actors/{quote(code, safe='')}"


def explore_url(**conditions: str) -> str:
    """Return the address of the list of actions under conditions; empty ones are left out."""
    asked = {name: value for name, value in conditions.items() if value}
    return f"/explore?{urlencode(asked)}" if asked else "/explore"


def element_url(document_id: str, ref: str) -> str:
    """Return the address of an element on the source page."""
    return f"/documents/{quote(document_id)}#{quote(anchor(ref))}"


def span_url(document_id: str, ref: str, start: int, end: int) -> str:
    """Return the address of the source page with exactly `text[start:end]` marked."""
    return source_url(f"/documents/{document_id}#{anchor(ref)}", start, end)
