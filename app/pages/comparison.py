"""A comparison: two sides, row by row, each side with the places that it rests on."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from app.pages.links import span_url
from ingest.actors import display_name
from ingest.model import Document, Span, Value

Verdict = Literal["kept", "changed", "new", "dropped", ""]
SUCCESSION = {"kept": "Kept", "changed": "Changed", "new": "New", "dropped": "Dropped"}
"""What the verdicts are called where one side follows on the other: plans and goals."""
SIDE_BY_SIDE = {
    "kept": "Same",
    "changed": "Different",
    "new": "Second only",
    "dropped": "First only",
}
"""What the verdicts are called where neither side comes first: actions and actors."""


class Cited(NamedTuple):
    """Words, and the place that they rest on; a number that we counted has no place of its own."""

    words: str
    url: str = ""
    place: str = ""
    """"OA 2.8, characters 51234 to 51236"."""


class ComparedRow(NamedTuple):
    """One aspect of both sides."""

    aspect: str
    left: tuple[Cited, ...]
    right: tuple[Cited, ...]
    verdict: Verdict = ""


class ComparedPart(NamedTuple):
    """Rows under a heading, with a note where something must be said about all of them."""

    name: str
    rows: tuple[ComparedRow, ...]
    note: str = ""


class Side(NamedTuple):
    """What stands on one side."""

    name: str
    url: str


class Comparison(NamedTuple):
    """Two sides and what they have."""

    left: Side
    right: Side
    parts: tuple[ComparedPart, ...]
    verdicts: dict[str, str]
    """What the verdicts are called."""


def cited(document: Document, ref: str, words: str, span: Span) -> Cited:
    """Return words with the place in a document that they rest on."""
    url = span_url(document.id, ref, span.start, span.end)
    return Cited(words, url, f"{ref}, characters {span.start} to {span.end}")


def cited_values(document: Document, ref: str, values: Iterable[Value | None]) -> tuple[Cited, ...]:
    """Return values, actors by their name, each with its place; missing ones are left out."""
    return tuple(cited(document, ref, _words(value), value) for value in values if value)


def compared(aspect: str, left: Sequence[Cited], right: Sequence[Cited]) -> ComparedRow:
    """Return a row with its verdict: case and a closing full stop make no difference."""
    return ComparedRow(aspect, tuple(left), tuple(right), _verdict(left, right))


def some(rows: Iterable[ComparedRow]) -> tuple[ComparedRow, ...]:
    """Return the rows that have something on either side."""
    return tuple(row for row in rows if row.left or row.right)


def _words(value: Value) -> str:
    code = getattr(value, "code", None)
    timing = getattr(value, "timing", None)
    words = display_name(code) if code else value.value
    return f"{words} ({timing})" if timing else words


def _verdict(left: Sequence[Cited], right: Sequence[Cited]) -> Verdict:
    if left and right:
        return "kept" if _folded(left) == _folded(right) else "changed"
    if left or right:
        return "dropped" if left else "new"
    return ""


def _folded(side: Sequence[Cited]) -> list[str]:
    return sorted(item.words.rstrip(". ").casefold() for item in side)
