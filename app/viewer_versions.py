"""What a source page says about the versions of its document: which is shown, which there are."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from ingest.model import Document
from ingest.versions import Version, version_of


def version_note(
    document: Document,
    history: Sequence[Version],
    cited: tuple[int, int] | None,
    *,
    named: bool,
) -> str:
    """Return a note on the version that is shown, as HTML; empty where there is nothing to say.

    An earlier version says so and links to the present one. The present one links to the earlier
    ones, unless it was asked for by name; the cited place goes with those links.
    """
    place = f"&start={cited[0]}&end={cited[1]}" if cited else ""
    shown = version_of(document.sha256)
    earlier = next((one for one in history if one.version == shown), None)
    if earlier is not None:
        present = _link(document.id, "", "Read the present version")
        words = f"This is an earlier version, replaced on {_day(earlier)}; {present}."
    elif history and not named:
        links = ", ".join(
            _link(document.id, f"version={one.version}{place}", f"until {_day(one)}")
            for one in reversed(history)
        )
        words = f"This document was changed on {_day(history[-1])}. Earlier versions: {links}."
    else:
        return ""
    return f'<p class="note" role="note">{words}</p>'


def _link(document_id: str, query: str, words: str) -> str:
    href = f"/documents/{quote(document_id)}" + (f"?{query}" if query else "")
    return f'<a href="{escape(href)}">{words}</a>'


def _day(version: Version) -> str:
    return f"{version.replaced.day} {version.replaced:%B %Y}"
