"""What each line and each stretch of a document's text looks like on the source page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.interface import Interface
from ingest.model import Action, Document, Field, Row
from ingest.text import EMPHASIS

CITED = "cited"
"""The style of the words that a citation points to."""

# "· ", "• ", "- ", "a) ", "1. ", "12) " after any space at the start of a line
_BULLET = re.compile(r"\s*(?:[·•◆▪●\uf0b7–-]|\(?[a-zA-Z0-9]{1,2}[.)])\s")
# the tabs and blanks in front of a line's first word
_INDENT = re.compile(r"[^\S\n]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Style:
    """A stretch of the text that looks different from what is around it."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row whose column's name stands far away, in the table's header."""

    start: int
    end: int
    label: str


def styles_of(document: Document, text: str, starts: Sequence[int]) -> list[Style]:
    """Return the styles of footnotes, withheld words, printed labels, emphasis, indents.

    `starts` holds the offset at which each line starts.
    """
    styles = [Style(note.start, note.end, "footnote") for note in document.footnotes]
    styles += [Style(words.start, words.end, "withheld") for words in document.redactions]
    for action in document.actions():
        cells = {row.start for row in action.rows if _is_cell(action, row, text)}
        printed = (row for row in action.rows if row.start not in cells)
        styles += [Style(row.start, _label_end(action, row), "label") for row in printed]
    for words in EMPHASIS.finditer(text):
        styles.append(Style(*words.span(2), "strong"))
        styles.append(Style(words.start(), words.start(2), "syntax"))
        styles.append(Style(words.end(2), words.end(), "syntax"))
    for start in starts:
        if space := _INDENT.match(text, start):
            styles.append(Style(start, space.end(), "indent"))
    return styles


def cells_of(document: Document, text: str, words: Interface) -> list[Cell]:
    """Return the cells of actions that stand in one tab-separated line, in order."""
    cells: dict[int, Cell] = {}
    for action in document.actions():
        for row in action.rows:
            if _is_cell(action, row, text):
                label = words.column(row.field)
                cells.setdefault(row.start, Cell(row.start, row.end, label))
    return list(_apart(sorted(cells.values(), key=lambda cell: cell.start)))


def line_kinds(document: Document, text: str, starts: Sequence[int]) -> list[str]:
    """Return how each line is set: heading, paragraph, bullet, row, furniture or gap."""
    kinds: list[str] = []
    passages = iter(sorted(document.passages, key=lambda passage: passage.start))
    passage = next(passages, None)
    for start, end in pairwise([*starts, len(text)]):
        line = text[start:end]
        begin = end - len(line.lstrip())
        while passage and passage.end <= begin:
            passage = next(passages, None)
        kind = passage.kind if passage and passage.start <= begin else "paragraph"
        kinds.append(_kind(line, kind))
    return kinds


def _kind(line: str, kind: str) -> str:
    if not line.strip():
        return "gap"
    if kind in ("paragraph", "row") and _BULLET.match(line):
        return "bullet"
    return kind


def _is_cell(action: Action, row: Row, text: str) -> bool:
    """Tell whether a row is a cell behind another one, in one line and without a printed label."""
    before = text[text.rfind("\n", 0, row.start) + 1 : row.start]
    words = text[row.start : row.end]
    beside = before.endswith("\t") and bool(before.strip())
    return beside and "\n" not in words and _label_end(action, row) == row.start


def _label_end(action: Action, row: Row) -> int:
    """Return where a row's printed label ends: where the first value in it starts."""
    field = next((field for field in Field if field == row.field), None)
    values = action.values(field) if field else ()
    inside = (value.start for value in values if row.start <= value.start < row.end)
    return min(inside, default=row.start)


def _apart(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Yield cells in order, leaving out any that begins inside the one before it."""
    end = 0
    for cell in cells:
        if cell.start >= end:
            end = cell.end
            yield cell
