"""A comparison to take along: as CSV, and as a paper for Word."""

import csv
import io
from collections.abc import Sequence

from app.actions import safe_cell
from app.pages.comparison import Cited, Comparison
from app.pages.paper import Block, Heading, Paper, Paragraph, Table

_WIDTHS = (0.16, 0.36, 0.36, 0.12)


def comparison_csv(comparison: Comparison) -> str:
    """Return a comparison as CSV, each side with its sources in a column of their own."""
    out = io.StringIO()
    writer = csv.writer(out)
    left, right = comparison.left.name, comparison.right.name
    header = ["part", "aspect", left, right, "verdict", f"sources: {left}", f"sources: {right}"]
    writer.writerow(map(safe_cell, header))
    for part in comparison.parts:
        for row in part.rows:
            cells = [part.name, row.aspect, _words(row.left), _words(row.right)]
            cells += [comparison.verdicts.get(row.verdict, ""), _urls(row.left), _urls(row.right)]
            writer.writerow(map(safe_cell, cells))
    return out.getvalue()


def comparison_paper(comparison: Comparison) -> Paper:
    """Return a comparison as a paper; places stand behind the words in brackets."""
    blocks: list[Block] = []
    columns = "", comparison.left.name, comparison.right.name, ""
    for part in comparison.parts:
        blocks.append(Heading(part.name))
        if part.note:
            blocks.append(Paragraph(part.note, quiet=True))
        rows = (
            (
                row.aspect,
                _with_places(row.left),
                _with_places(row.right),
                comparison.verdicts.get(row.verdict, ""),
            )
            for row in part.rows
        )
        blocks.append(Table(columns, tuple(rows), _WIDTHS))
    subtitle = "Offsets in brackets are characters of the source texts."
    title = f"{comparison.left.name} beside {comparison.right.name}"
    return Paper(title, subtitle, tuple(blocks))


def _words(side: Sequence[Cited]) -> str:
    return "; ".join(item.words for item in side)


def _urls(side: Sequence[Cited]) -> str:
    return " ".join(item.url for item in side if item.url)


def _with_places(side: Sequence[Cited]) -> str:
    return "\n".join(f"{item.words} [{item.place}]" if item.place else item.words for item in side)
