"""Titles for rows of a table that have none."""

from collections.abc import Collection, Mapping, Sequence

from ingest.forms.fields import first_sentence
from ingest.model import Value
from ingest.text import values_of

Cells = Sequence[tuple[int, int]]
_TITLE_LETTERS = 20
"""Fewer letters than these under a label that is not known are no title: "EUR 20", "30 June"."""


def title_from(text: str, cells: Mapping[str, Cells], known: Collection[str]) -> Value | None:
    """Return the first sentence of a row's summary; None where it has none.

    Without a summary, the most words under a label that is not `known` are taken for one.
    """
    unknown = [found for label, found in cells.items() if label not in known]
    longest = max(unknown, key=lambda found: _letters(text, found), default=())
    words = longest if _letters(text, longest) >= _TITLE_LETTERS else ()
    return first_sentence(text, values_of(text, list(cells.get("summary", words))))


def _letters(text: str, cells: Cells) -> int:
    return sum(char.isalpha() for cell in cells for char in text[slice(*cell)])
