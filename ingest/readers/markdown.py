"""Markdown: its tables, and the marks in it that say nothing by themselves.

The text stays as it is. What the forms read has its marks blanked out, at the same offsets.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.layout import Cell, Table, TableRow
from ingest.span import Span
from ingest.text import Line, split_lines, trim

# "|---|:---:|", "--- | ---"
_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?)?[ \t]*")
# "## 1. Aim"
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ ]+(?=\S)", re.MULTILINE)
_HEADING_END = re.compile(r"[ ]+#+[ ]*$", re.MULTILINE)
# "**Leader:** ES", "__Leader__"
_STRONG = re.compile(r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|(?<=:)__(?!\w)")
_BAR = re.compile(r"(?<!\\)\|")


def looks_like_markdown(text: str) -> bool:
    """Tell whether a text has headings or tables as Markdown writes them."""
    ruled = any(_RULE.fullmatch(line.text) for line in split_lines(text) if "--" in line.text)
    return ruled or _HEADING.search(text) is not None


def pipe_tables(text: str) -> Iterator[Table]:
    """Yield the tables whose cells stand between bars, with a rule below their header."""
    lines = list(split_lines(text)) if "|" in text else []
    number = 1
    while number < len(lines):
        stop = number + 1
        if "|" in lines[number - 1].text and _RULE.fullmatch(lines[number].text):
            while stop < len(lines) and "|" in lines[stop].text:
                stop += 1
            yield _table(text, [lines[number - 1], *lines[number + 1 : stop]])
        number = stop


def without_marks(text: str) -> str:
    """Return a text of Markdown with its marks blanked out, and all others as they are."""
    if not looks_like_markdown(text):
        return text
    found = [*_HEADING.finditer(text), *_HEADING_END.finditer(text), *_STRONG.finditer(text)]
    spans = [match.span(1) if match.re is _HEADING else match.span() for match in found]
    for table in pipe_tables(text):
        spans += [m.span() for m in _BAR.finditer(text, table.start, table.end)]
        rules = split_lines(text, table.start, table.end)
        spans += [(line.start, line.end) for line in rules if _RULE.fullmatch(line.text)]
    parts = list(text)
    for start, end in spans:
        parts[start:end] = " " * (end - start)
    return "".join(parts)


def _table(text: str, lines: Sequence[Line]) -> Table:
    rows = [_row(text, line, header=number == 0) for number, line in enumerate(lines)]
    columns = max((cell.column + 1 for row in rows for cell in row.cells), default=0)
    filled = tuple(row for row in rows if row.cells)
    return Table(start=lines[0].start, end=lines[-1].end, rows=filled, columns=columns)


def _row(text: str, line: Line, header: bool) -> TableRow:
    whole = trim(text, line.start, line.end)
    bars = [m.start() for m in _BAR.finditer(text, whole.start, whole.end)]
    opened = bars[:1] == [whole.start]
    edges = [*bars, whole.end] if opened else [whole.start - 1, *bars, whole.end]
    spans = [Span(start=a + 1, end=max(a + 1, b)) for a, b in pairwise(edges)]
    cells = []
    for column, span in enumerate(spans):
        inner = trim(text, span.start, span.end)
        if inner.start < inner.end:
            cells.append(Cell(start=inner.start, end=inner.end, column=column))
    return TableRow(cells=tuple(cells), header=header)
