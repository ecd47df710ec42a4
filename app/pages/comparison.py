"""A comparison: two sides, row by row, each side with the places that it rests on."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from app.interface import Interface
from app.naming import actor_name
from app.pages.links import span_url
from ingest.model import Document, Span, Value

Verdict = Literal["kept", "changed", "new", "dropped", ""]
_VERDICTS = ("kept", "changed", "new", "dropped")
SUCCESSION = "verdict"
"""Begins the keys of what verdicts are called where one side follows on the other: plans, goals."""
SIDE_BY_SIDE = "beside"
"""Begins those where neither side comes first: actions and actors."""


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
    of_people: bool = False
    """Whether its rows are actors."""


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


def verdict_names(succession: str, words: Interface) -> dict[str, str]:
    """Return what the verdicts are called; `succession` is SUCCESSION or SIDE_BY_SIDE."""
    return {verdict: words.say(f"{succession}_{verdict}") for verdict in _VERDICTS}


def cited(document: Document, ref: str, said: str, span: Span, words: Interface) -> Cited:
    """Return what is said with the place in a document that it rests on."""
    url = span_url(document.id, ref, span.start, span.end)
    return Cited(said, url, place_of(ref, span.start, span.end, words))


def place_of(ref: str, start: int, end: int, words: Interface) -> str:
    """Return a place in words: "OA 2.8, characters 51234 to 51236"."""
    return f"{ref}, {words.say('characters', start=start, end=end)}"


def cited_values(
    document: Document, ref: str, values: Iterable[Value | None], words: Interface
) -> tuple[Cited, ...]:
    """Return values, actors by their name, each with its place; missing ones are left out."""
    return tuple(
        cited(document, ref, _said(value, words), value, words) for value in values if value
    )


def compared(aspect: str, left: Sequence[Cited], right: Sequence[Cited]) -> ComparedRow:
    """Return a row with its verdict: case and a closing full stop make no difference."""
    return ComparedRow(aspect, tuple(left), tuple(right), _verdict(left, right))


def some(rows: Iterable[ComparedRow]) -> tuple[ComparedRow, ...]:
    """Return the rows that have something on either side."""
    return tuple(row for row in rows if row.left or row.right)


def _said(value: Value, words: Interface) -> str:
    code = getattr(value, "code", None)
    timing = getattr(value, "timing", None)
    said = actor_name(code, words) if code else value.value
    return f"{said} ({timing})" if timing else said


def _verdict(left: Sequence[Cited], right: Sequence[Cited]) -> Verdict:
    if left and right:
        return "kept" if _folded(left) == _folded(right) else "changed"
    if left or right:
        return "dropped" if left else "new"
    return ""


def _folded(side: Sequence[Cited]) -> list[str]:
    return sorted(item.words.rstrip(". ").casefold() for item in side)
