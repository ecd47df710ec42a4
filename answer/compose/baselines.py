"""Columns that stand beside the targets of indicators: "Value 2024 | Target 2026"."""

import re
from collections.abc import Iterator

from answer.library import Library
from answer.query import Query
from ingest.model import Action, Document, Kpi

_CELLS = re.compile(r"\s*[\n\t]\s*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_YEAR = re.compile(r"\b20[0-4]\d\b")
_GAP = re.compile(r"\n[ ]*\n")


def cells_of(kpi: Kpi, text: str) -> list[str]:
    """Return the cells of the row that an indicator was read from, where it holds more numbers."""
    row = text[kpi.start : kpi.end]
    cells = [cell for cell in _CELLS.split(row.strip()) if cell]
    more = set(_NUMBER.findall(row)) - set(_NUMBER.findall(kpi.value))
    figures = all(_NUMBER.search(cell) and len(cell) <= _SHORT for cell in cells[1:])
    return cells if more and len(cells) > 2 and figures else []


_SHORT = 24
"""How long a cell with a figure may be."""


def header_of(action: Action, text: str) -> list[str]:
    """Return the cells above the indicators of an action, where its rows have several columns."""
    rows = [cells for kpi in action.kpis if (cells := cells_of(kpi, text))]
    if not rows:
        return []
    above = text[action.start : action.kpis[0].start].strip()
    for words in (_GAP.split(above)[-1], above.splitlines()[-1]):
        cells = [cell for cell in _CELLS.split(words.strip()) if cell]
        if len(cells) == len(rows[0]):
            return cells
    cells = cells[-len(rows[0]) :]  # behind the cell beside the table
    return cells if any(map(_YEAR.search, cells)) else []


def without_baselines(query: Query, library: Library) -> tuple[int, ...]:
    """Return the unknown years of a question but for those of columns beside targets."""
    known = {
        year for key in query.scope.documents for year in _years(library, library.documents[key])
    }
    return tuple(year for year in query.scope.unknown_years if year not in known)


def _years(library: Library, document: Document) -> Iterator[int]:
    text = library.text(document.id)
    for action in document.actions():
        for cell in header_of(action, text):
            yield from map(int, _YEAR.findall(cell))
