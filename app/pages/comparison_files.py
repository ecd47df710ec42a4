"""A comparison to take along: as CSV, and as a paper for Word."""

import csv
import io
from collections.abc import Sequence

from app.actions import safe_cell
from app.interface import Interface
from app.pages.comparison import Cited, Comparison
from app.pages.paper import Block, Heading, Paper, Paragraph, Table

_WIDTHS = (0.16, 0.36, 0.36, 0.12)


def comparison_csv(comparison: Comparison, words: Interface) -> str:
    """Return a comparison as CSV, each side with its sources in a column of their own."""
    out = io.StringIO()
    writer = csv.writer(out)
    left, right = comparison.left.name, comparison.right.name
    part, aspect, verdict = (words.say(f"compare_{key}") for key in ("part", "aspect", "verdict"))
    sources = (words.say("compare_sources", name=name) for name in (left, right))
    header = [part, aspect, left, right, verdict, *sources]
    writer.writerow(map(safe_cell, header))
    for found in comparison.parts:
        for row in found.rows:
            cells = [found.name, row.aspect, _words(row.left), _words(row.right)]
            cells += [comparison.verdicts.get(row.verdict, ""), _urls(row.left), _urls(row.right)]
            writer.writerow(map(safe_cell, cells))
    return out.getvalue()


def comparison_paper(comparison: Comparison, words: Interface) -> Paper:
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
    left, right = comparison.left.name, comparison.right.name
    title = words.say("compare_beside", left=left, right=right)
    return Paper(title, words.say("compare_offsets"), tuple(blocks), words.code)


def _words(side: Sequence[Cited]) -> str:
    return "; ".join(item.words for item in side)


def _urls(side: Sequence[Cited]) -> str:
    return " ".join(item.url for item in side if item.url)


def _with_places(side: Sequence[Cited]) -> str:
    return "\n".join(f"{item.words} [{item.place}]" if item.place else item.words for item in side)
