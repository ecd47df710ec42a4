"""Where an element stands on the source page: the slugs and links that chat and viewer share."""

from urllib.parse import quote


def anchor(ref: str) -> str:
    """Return the id of an element on the source page: "OA 2.8" gives "OA-2.8"."""
    return ref.replace(" ", "-")


def source_url(url: str, start: int, end: int, version: str = "") -> str:
    """Return a citation's url so that the page marks exactly `text[start:end]` of that version.

    "/documents/x#OA-2.8" becomes "/documents/x?version=0a1b&start=10&end=18#OA-2.8",
    percent-encoded; without `version`, the page shows the present one.
    """
    path, _, fragment = url.partition("#")
    path = path.partition("?")[0]
    asked = f"version={version}&" if version else ""
    marked = f"{quote(path, safe='/%:')}?{asked}start={start}&end={end}"
    return f"{marked}#{quote(fragment, safe='%')}" if fragment else marked
