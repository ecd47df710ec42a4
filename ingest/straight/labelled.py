"""Sheets in two columns, labels left and words right: "Leader        Italy"."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.forms.labels import field_named
from ingest.model import Field
from ingest.readers.lines import opens_item
from ingest.straight.lines import Fragment, LaidLine
from ingest.straight.sheets import NUMBER
from ingest.straight.view import Piece, Writer, joined

_MOST_INDENT = 6
_SLACK = 2
_ENOUGH = 2
"""How many leaders such a text names at least."""
_MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with the lines of words beside it; `size` counts the lines of the text."""

    label: Fragment
    lines: tuple[tuple[Fragment, ...], ...]
    size: int
    numbered: bool
    """True where the label is the number of an action."""


def has_labels_beside(text: str, lines: Sequence[LaidLine]) -> bool:
    """Tell whether a text holds sheets in two columns."""
    fields = [field_named(line.fragments[0].words(text)) for line in lines if _is_row(line)]
    return fields.count(Field.LEADER) >= _ENOUGH


def labelled_at(text: str, lines: Sequence[LaidLine], column: int | None) -> Labelled | None:
    """Return the label that the first of some lines opens with, and the words beside it.

    `column` is where the words above it stood; a label that no form knows must keep to it.
    """
    if not lines or not _is_row(lines[0]):
        return None
    label, *words = lines[0].fragments
    numbered = bool(NUMBER.fullmatch(text, label.start, label.end))
    numbered = numbered or _names_action(text, label)
    kept = column is not None and abs(words[0].column - column) <= _SLACK
    if not (numbered or field_named(label.words(text)) or (kept and _is_label(text, label))):
        return None
    found, size = [tuple(words)], 1
    for number, line in enumerate(lines[1:], start=1):
        if not line.fragments:
            continue
        if line.fragments[0].column < words[0].column - _SLACK:
            break
        found.append(line.fragments)
        size = number + 1
    return Labelled(label, tuple(found), size, numbered)


def write_labelled(text: str, found: Labelled, writer: Writer) -> None:
    """Write a label and its words on lines that are paragraphs or items of a list."""
    closed = found.label.words(text).endswith(":")
    writer.write((found.label.start, found.label.end), " " if closed else ": ")
    for number, words in enumerate(found.lines):
        opens = opens_item(words[0].words(text))
        writer.write(("\n" if opens else " ") if number else "")
        pieces: list[Piece] = [(word.start, word.end) for word in words]
        writer.write(*joined(pieces, " "))
    writer.write("\n")


def _is_row(line: LaidLine) -> bool:
    """Tell whether a line has words on the left and words beside them."""
    return len(line.fragments) > 1 and line.fragments[0].column <= _MOST_INDENT


def _names_action(text: str, label: Fragment) -> bool:
    first, _, rest = label.words(text).partition(" ")
    number = rest.strip(" .:")
    return first.lower() in ("action", "oa", "operational") and number[-1:].isdigit()


def _is_label(text: str, label: Fragment) -> bool:
    words = label.words(text)
    return words[:1].isupper() and len(words.split()) <= _MAX_WORDS and not words.endswith(".")
