"""A text set in reading order, and where each of its characters stands in the canonical text."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from ingest.span import Span

_T = TypeVar("_T")
_NOWHERE = -1
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class View:
    """The text as the forms read it; `places` has the canonical offset of each character.

    A character that was put in has the place -1.
    """

    text: str
    places: "array[int]"

    def restored(self, element: _T) -> _T:
        """Return an element that was read from the view with its spans in the canonical text.

        A span becomes the shortest stretch that holds all that the element was read from.
        """
        restored: _T = self._restored(element)  # type: ignore[assignment]
        return restored

    def _restored(self, element: object) -> object:
        if isinstance(element, tuple):
            return tuple(self._restored(item) for item in element)
        if not isinstance(element, BaseModel):
            return element
        changed: dict[str, object] = {
            name: self._restored(getattr(element, name))
            for name in type(element).model_fields
            if isinstance(getattr(element, name), tuple | BaseModel)
        }
        if isinstance(element, Span):
            changed |= zip(("start", "end"), self._bounds(element.start, element.end), strict=True)
        if getattr(element, "timing_start", None) is not None:
            bounds = self._bounds(element.timing_start, element.timing_end)  # type: ignore[attr-defined]
            changed |= zip(("timing_start", "timing_end"), bounds, strict=True)
        return element.model_copy(update=changed)

    def _bounds(self, start: int, end: int) -> tuple[int, int]:
        places = [place for place in self.places[start:end] if place != _NOWHERE]
        if places:
            return min(places), max(places) + 1
        before = next((p for p in reversed(self.places[:start]) if p != _NOWHERE), _NOWHERE)
        return before + 1, before + 1


Piece = tuple[int, int] | str
"""A stretch of the canonical text, or words that are put in."""


@dataclass(slots=True)
class Writer:
    """Writes a view piece by piece."""

    source: str
    _divided: bool = False
    _words: list[str] = field(default_factory=list)
    _places: "array[int]" = field(default_factory=lambda: array("l"))

    def write(self, *pieces: Piece) -> None:
        """Add stretches of the source without their soft hyphens, or words of our own.

        What is divided by a soft hyphen is made whole: white space behind one is left out.
        """
        for piece in pieces:
            if isinstance(piece, str):
                if piece.strip() or not self._divided:
                    self._add(piece, [_NOWHERE] * len(piece))
                continue
            start, end = piece
            for part in self.source[start:end].split(SOFT_HYPHEN):
                self._add(part, range(start, start + len(part)))
                start += len(part) + 1
            self._divided = self.source[piece[0] : end].rstrip().endswith(SOFT_HYPHEN)

    def _add(self, words: str, places: Iterable[int]) -> None:
        self._words.append(words)
        self._places.extend(places)

    def view(self) -> View:
        """Return what was written."""
        return View("".join(self._words), self._places)


def joined(pieces: Sequence[Piece], by: str) -> list[Piece]:
    """Return pieces with words of our own between them."""
    between: list[Piece] = [part for piece in pieces for part in (by, piece)]
    return between[1:]
