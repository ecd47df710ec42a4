"""Cells that say two things: leaders and co-leaders, title and summary, aim and indicators."""

import re
from collections.abc import Iterator

from ingest.forms.entry import Entry
from ingest.forms.labels import BOTH_LEADERS, field_of, later_label_pattern
from ingest.forms.line_entries import line_entries
from ingest.model import Field
from ingest.text import BULLET, split_lines, trim

Cells = dict[str, list[tuple[int, int]]]
"""The cells of an action by the columns that they stand under, as offsets."""

_OF_WORDS = frozenset(("title", "summary", "target", "kpi", "activity"))
"""Columns whose words may hold colons of their own."""
# "UK / NL, DE", "UK; NL", "UK (NL, DE)"
_BEHIND_LEADER = re.compile(r"\s*(?:/|;|\n|\()\s*")


def divide(text: str, cells: Cells) -> None:
    """Give each part of such cells the column that it belongs to."""
    _divide_labelled(text, cells)
    _divide_leaders(text, cells)
    _divide_title(text, cells)
    _divide_indicators(text, cells)


def _divide_labelled(text: str, cells: Cells) -> None:
    """Give what stands behind a label inside a cell to that label's column.

    "Co-leader: EL", then "Participants: CY, ES" in one cell; "Links: actions 1.1" among remarks.
    """
    for column in [name for name in cells if name not in _OF_WORDS]:
        whole = cells[column]
        cells[column] = []
        for start, end in whole:
            found = list(_labelled(text, start, end))
            first = found[0].label.start if found else end
            if text[start:first].strip():
                cells[column].append((start, first))
            for entry in found:
                if entry.field:
                    cells.setdefault(entry.field.value, []).append((entry.start, entry.end))
        if not cells[column]:
            del cells[column]


def _labelled(text: str, start: int, end: int) -> Iterator[Entry]:
    """Yield the entries of a cell by its labels with a colon, on lines of their own or amid one."""
    for entry in line_entries(text, start, end, known_only=True):
        if ":" not in text[entry.label.start : entry.start]:
            continue
        actors = entry.field in (Field.LEADER, Field.CO_LEADER, Field.PARTICIPANTS)
        amid = later_label_pattern().search(text, entry.start, entry.end) if actors else None
        stop = amid.start() if amid else entry.end
        yield Entry(entry.field, entry.label, entry.start, trim(text, entry.start, stop).end)
        if amid:
            value = trim(text, amid.end(), entry.end)
            yield Entry(field_of(amid), trim(text, *amid.span()), value.start, value.end)


def leaders_apart(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the leaders of a cell stand and where its co-leaders do: "UK / NL, DE"."""
    found = _BEHIND_LEADER.search(text, start, end)
    if not found or found.start() == start:
        return (start, end), (end, end)
    return (start, found.start()), (found.end(), end)


def _divide_leaders(text: str, cells: Cells) -> None:
    for cell in cells.pop(BOTH_LEADERS, []):
        leaders, others = leaders_apart(text, *cell)
        cells.setdefault("leader", []).append(leaders)
        if others[0] < others[1]:
            cells.setdefault("co_leader", []).append(others)


def _divide_title(text: str, cells: Cells) -> None:
    """Take what stands below the first line of a title for the summary, where there is no other."""
    titles = cells.get("title", [])
    if "summary" in cells or len(titles) != 1:
        return
    start, end = titles[0]
    line = text.find("\n", start, end)
    if line > 0 and text[line:end].strip():
        cells["title"] = [(start, line)]
        cells["summary"] = [(line, end)]


def _divide_indicators(text: str, cells: Cells) -> None:
    """Take what stands above a list of indicators for the aim that they measure."""
    for number, (start, end) in enumerate(cells.get("kpi", [])):
        lines = [line for line in split_lines(text, start, end) if not line.blank]
        listed = [line for line in lines if BULLET.match(text, line.start, line.end)]
        if listed and listed[0] is not lines[0]:
            cells["kpi"][number] = (listed[0].start, end)
            cells.setdefault("target", []).append((start, listed[0].start))
