"""Read the activities of a form, each with its timing: numbered, in lines, lists and tables."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.cells import MARKER, listed
from ingest.forms.labels import label_data
from ingest.model import Activity, Value
from ingest.text import BULLET, Line, clean, split_lines, trim, value_at, values_of
from ingest.timing import TIMING

_MARK = r"[·•◆▪●\uf0b7\u2013-]"
# where a cell of an inner table starts: at a tab that has no bullet beside it, at a line with a
# number ("1) ...", "2. ...", "3<tab>"), and on both sides of a line that is a timing
_CELL = re.compile(
    rf"(?<!{_MARK})\t(?![\t ]*{_MARK})|^(?=\d{{1,2}}(?:[.)]\s|\t)|\((?:[a-z]|[ivx]{{1,4}}|\d)\)\s)"
    rf"|^(?P<timing>(?:{TIMING.pattern})[ \t]*)$",
    re.IGNORECASE | re.MULTILINE,
)
# "Kick-off meeting: Q1", "Audits - Q2-Q3", "Second joint action day (Q4)", "Webinars Q1, Q3"; what
# is no quarter needs a mark in front: "Report: June 2023"
_ENDS_IN_TIMING = re.compile(
    rf"(?:\s*[:;,|\u2013\u2014-]\s*|\s*\(|\s+(?=Q))(?:timing:?\s*)?"
    rf"(?P<timing>{TIMING.pattern})\)?[ .;]*\Z",
    re.IGNORECASE,
)
_NAME_WORDS = 12


def read_activities(text: str, start: int, end: int) -> tuple[Activity, ...]:
    """Return the activities of a cell, each with its timing as printed.

    What stands below a numbered one without a tab or number of its own, or as a bullet, belongs to
    it.
    """
    activities: list[Activity] = []
    marker: str | None = None
    for begin, stop in _without_header(text, list(_cells(text, start, end))):
        words = clean(text[begin:stop])
        if TIMING.fullmatch(words):
            if activities:
                activities[-1] = _with_timing(text, activities[-1], begin, stop)
        elif re.fullmatch(r"\d{1,2}[.)]?", words):
            marker = words.rstrip(".)")
        elif words:
            found = MARKER.match(text, begin, stop)
            own = found.group(1) if found else marker
            bullet = BULLET.match(text, begin, stop)
            mark = found or bullet
            first = mark.end() if mark else begin
            values = values_of(text, listed(text, first, stop, _ENDS_IN_TIMING))
            activities += [_timed(text, value, own) for value in values]
            marker = None
    return tuple(activities)


def _without_header(text: str, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out the header in front of a table of steps: "Activity timing", "No | Step | When"."""
    for number, cell in enumerate(cells):
        words = clean(text[slice(*cell)])
        following = clean(text[slice(*cells[number + 1])]) if cell != cells[-1] else ""
        if not _is_header(words) or TIMING.fullmatch(following):
            return cells[number:]
    return cells


def _is_header(words: str) -> bool:
    return all(word in label_data().step_headers for word in words.casefold().split())


def _with_timing(text: str, activity: Activity, start: int, end: int) -> Activity:
    span = trim(text, start, end)
    return activity.model_copy(
        update={
            "timing": clean(text[start:end]),
            "timing_start": span.start,
            "timing_end": span.end,
        }
    )


def _timed(text: str, value: Value, marker: str | None) -> Activity:
    """Return an activity; a timing that its words end with ("Pilot: Q2-Q3") is taken off them."""
    found = _ENDS_IN_TIMING.search(text, value.start, value.end)
    if not found or found.start() == value.start:
        return Activity(**value.model_dump(), marker=marker)
    start, end = found.span("timing")
    bare = value_at(text, value.start, found.start())
    return Activity(
        **(bare or value).model_dump(),
        marker=marker,
        timing=clean(text[start:end]),
        timing_start=start,
        timing_end=end,
    )


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the cells of an inner table, or the items of a list, from one start to the next."""
    edges = {start, end}
    found = list(_CELL.finditer(text, start, end))
    for match in found:
        edges.add(match.start())
        if match["timing"]:
            edges.add(match.end())
    if not any(match.group() == "\t" for match in found):
        edges.update(_line_starts(text, start, end))
    yield from pairwise(sorted(edges))


def _line_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where lines begin that are items of their own.

    They have a letter or a bullet as the first line has, stand behind one that ends in a date, or
    are all short and open with a capital.
    """
    lines = [line for line in split_lines(text, start, end) if not line.blank]
    numbered = any(MARKER.match(line.text) for line in lines)
    names = not numbered and all(_is_name(line) for line in lines)
    for above, line in pairwise(lines):
        marked = MARKER.match(line.text) and MARKER.match(lines[0].text)
        bulleted = BULLET.match(line.text) and BULLET.match(lines[0].text)
        capital = line.text.strip()[:1].isupper() and not BULLET.match(line.text)
        behind = capital and _ENDS_IN_TIMING.search(above.text)
        if marked or bulleted or behind or names:
            yield line.start


def _is_name(line: Line) -> bool:
    words = line.text.strip()
    return words[:1].isupper() and len(words.split()) <= _NAME_WORDS and words[-1:] not in ".,"
