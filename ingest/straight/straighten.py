"""The door: a laid-out text in, the same text in reading order out.

pdftotext and its like keep what stands side by side on one line. Sheets and tables of actions are
found in such a text, and written down label by label and row by row; all else stays as it is.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.forms.sheet_2022 import GOAL_HEADING
from ingest.model import Field
from ingest.straight.grids import find_grid, write_grid
from ingest.straight.labelled import has_labels_beside, labelled_at, write_labelled
from ingest.straight.lines import Fragment, LaidLine, laid_lines
from ingest.straight.part import ACTORS, Part, Words
from ingest.straight.sheets import NUMBER, REFERENCE, find_parts
from ingest.straight.view import SOFT_HYPHEN, Piece, View, Writer, joined
from ingest.timing import TIMING

_NEAR = 3
"""How many lines a reference may stand from its number."""
# "7. Final provisions", "Annex II", "List of acronyms"
_BEHIND = re.compile(
    r"[ \t]*(?:\d{1,2}\.[ \t]+[A-Z][^.:;\t]{2,80}|(?:Annex|Appendix|ANNEX)\b[^.;\t]{0,60}"
    r"|(?:List of )?(?:Acronyms|Abbreviations)[^\n]{0,20})[ \t]*$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s", re.IGNORECASE)


def straighten(text: str) -> View | None:
    """Return a text in reading order, or None for one that stands in it already."""
    lines = laid_lines(text)
    starts = _sheet_starts(text, lines)
    writer = Writer(text)
    changed = position = 0
    beside = not starts and has_labels_beside(text, lines)
    column: int | None = None
    while position < len(lines):
        line = lines[position]
        labelled = labelled_at(text, lines[position:], column) if beside else None
        if labelled:
            write_labelled(text, labelled, writer)
            column = labelled.lines[0][0].column
            position += labelled.size
            changed += 1
            continue
        grid = find_grid(text, line) if "\t" not in text[line.start : line.end] else None
        taken = write_grid(text, grid, lines[position + 1 :], writer) + 1 if grid else 1
        if position in starts:
            stop = _sheet_end(text, lines, position, starts)
            taken = stop - position
            _write_sheet(text, lines[position:stop], writer)
            changed += 1
        elif taken == 1:
            writer.write((line.start, min(line.end + 1, len(text))))
        else:
            changed += 1
        position += taken
    return writer.view() if changed or SOFT_HYPHEN in text else None


def _sheet_starts(text: str, lines: Sequence[LaidLine]) -> set[int]:
    """Return the lines at which sheets start: where a reference stands, or its number above it."""
    found = set()
    for position, line in enumerate(lines):
        if not line.fragments or "\t" in text[line.start : line.end]:
            continue
        first = line.fragments[0]
        reference = REFERENCE.match(text, first.start, first.end)
        if not reference:
            continue
        below = lines[position : position + _NEAR + 1]
        numbers = [
            n for n, at in enumerate(below) if any(_is_number(text, f) for f in at.fragments)
        ]
        if reference["number"] or numbers:
            found.add(position)
        elif position and any(_is_number(text, f) for f in lines[position - 1].fragments):
            found.add(position - 1)
    return found


def _is_number(text: str, fragment: Fragment) -> bool:
    return bool(NUMBER.fullmatch(text, fragment.start, fragment.end))


def _sheet_end(text: str, lines: Sequence[LaidLine], start: int, starts: set[int]) -> int:
    """Return the line at which a sheet ends: the next sheet, goal or section."""
    for position in range(start + 1, len(lines)):
        line = lines[position]
        goal = GOAL_HEADING.match(text, line.start, line.end)
        if position in starts or goal or _BEHIND.match(text, line.start, line.end):
            return position
        if "\t" in text[line.start : line.end]:
            return position
    return len(lines)


def _write_sheet(text: str, lines: Sequence[LaidLine], writer: Writer) -> None:
    parts = find_parts(text, list(_without_page_ends(lines)))
    references = [part for part in parts if part.reference]
    writer.write("Ref.: ")
    for part in references[:1]:
        number = part.own[0][0] if part.own and part.own[0] else None
        if number:
            bare = not number.words(text).upper().startswith("OA")
            writer.write(*(["OA "] if bare else []), (number.start, number.end))
        _write_lines(text, part.below, writer)
    writer.write("\n")
    for part in parts:
        if part not in references[:1]:
            _write_part(text, part, writer)


def _without_page_ends(lines: Sequence[LaidLine]) -> Iterator[LaidLine]:
    """Yield the lines without the empty ones around the end of a page."""
    empty: list[LaidLine] = []
    for line in lines:
        if not line.fragments:
            empty.append(line)
            continue
        if not any(each.end > each.start for each in empty):
            yield from empty
        empty = []
        yield line
    yield from empty


def _write_part(text: str, part: Part, writer: Writer) -> None:
    label: list[Piece] = [(f.start, f.end) for f in part.label]
    writer.write(*joined(label, " "))
    if label:
        closed = text[part.label[-1].start : part.label[-1].end].rstrip().endswith(":")
        writer.write("" if closed else ":", " " if part.field in ACTORS else "\n")
    if part.field == Field.ACTIVITY:
        _write_activities(text, part.lines, writer)
    else:
        _write_lines(text, part.lines, writer)
    writer.write("\n")


def _write_lines(text: str, lines: Sequence[Words], writer: Writer) -> None:
    for number, words in enumerate(lines):
        writer.write("\n" if number else "")
        writer.write(*joined([(f.start, f.end) for f in words], " "))


def _write_activities(text: str, lines: Sequence[Words], writer: Writer) -> None:
    """Write each activity with its timing on a line of its own below it."""
    timing: Fragment | None = None
    for words in [*lines, None]:
        opens = words is None or not words or bool(_ITEM.match(words[0].words(text)))
        if timing and (opens or (words and _timing_of(text, words))):
            writer.write((timing.start, timing.end), "\n")
            timing = None
        if not words:
            continue
        found = _timing_of(text, words)
        for fragment in words if not found else words[:-1]:
            writer.write((fragment.start, fragment.end), " ")
        timing = found or timing
        if not found or len(words) > 1:
            writer.write("\n")


def _timing_of(text: str, words: Words) -> Fragment | None:
    last = words[-1]
    return last if TIMING.fullmatch(last.words(text).strip()) else None
