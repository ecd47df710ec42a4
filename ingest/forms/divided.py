"""Cells that say two things: leaders and co-leaders, title and summary, aim and indicators."""

import re

from ingest.forms.labels import BOTH_LEADERS
from ingest.text import BULLET, split_lines

Cells = dict[str, list[tuple[int, int]]]
"""The cells of an action by the columns that they stand under, as offsets."""

# "UK / NL, DE", "UK; NL", "UK (NL, DE)"
_BEHIND_LEADER = re.compile(r"\s*(?:/|;|\n|\()\s*")


def divide(text: str, cells: Cells) -> None:
    """Give each part of such cells the column that it belongs to."""
    _divide_leaders(text, cells)
    _divide_title(text, cells)
    _divide_indicators(text, cells)


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
