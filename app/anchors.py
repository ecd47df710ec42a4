"""Where an element stands on the source page: the slugs and links that chat and viewer share."""

from urllib.parse import quote


def anchor(ref: str) -> str:
    """Return the id of an element on the source page: "OA 2.8" gives "OA-2.8"."""
    return ref.replace(" ", "-")


def source_url(url: str, start: int, end: int) -> str:
    """Return a citation's url so that the page marks exactly `text[start:end]`.

    "/documents/x#OA-2.8" becomes "/documents/x?start=10&end=18#OA-2.8", percent-encoded.
    """
    path, _, fragment = url.partition("#")
    marked = f"{quote(path, safe='/%:')}?start={start}&end={end}"
    return f"{marked}#{quote(fragment, safe='%')}" if fragment else marked
