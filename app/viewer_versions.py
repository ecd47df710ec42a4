"""What a source page says about the versions of its document: which is shown, which there are."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from app.interface import Interface
from app.naming import day
from ingest.model import Document
from ingest.versions import Version, version_of


def version_note(
    document: Document,
    history: Sequence[Version],
    cited: tuple[int, int] | None,
    words: Interface,
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
        present = _link(document.id, "", words.say("version_present"))
        said = f"{escape(words.say('version_earlier', day=_day(earlier, words)))} {present}"
    elif history and not named:
        links = ", ".join(
            _link(
                document.id,
                f"version={one.version}{place}",
                words.say("version_until", day=_day(one, words)),
            )
            for one in reversed(history)
        )
        said = f"{escape(words.say('version_changed', day=_day(history[-1], words)))} {links}"
    else:
        return ""
    return f'<p class="note" role="note">{said}</p>'


def _link(document_id: str, query: str, words: str) -> str:
    href = f"/documents/{quote(document_id)}" + (f"?{query}" if query else "")
    return f'<a href="{escape(href)}">{escape(words)}</a>'


def _day(version: Version, words: Interface) -> str:
    return day(version.replaced, words)
