"""Answers by a table of money that stands in the running text: amounts by goal, and their total."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from answer.compose.money import adds_up
from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.library import Library
from answer.phrasing import number_text, plan_name
from answer.query import Query
from answer.words import content_stems, stem, stems
from ingest.model import Document, Passage, Span
from ingest.money import amount_under
from ingest.text import clean

_CELLS = re.compile(r"[ \u00a0]*(?:[\t\n]+|[ \u00a0]{3,})[ \t\u00a0]*")
# "SG 2", "Goal 2", "Strategic goal 2: Seizures"
_GOAL = re.compile(r"(?:(?:strategic )?goal|(?:ch|at)?sg|objective)\s*(\d{1,2})\b", re.IGNORECASE)
_CURRENCY = re.compile(r"\bEUR\b|€|\beuros?\b", re.IGNORECASE)
_ACTION = re.compile(r"\b(?:actions?|oas?)\b", re.IGNORECASE)
_GOALS = re.compile(r"\b(?:goals?|objectives?|chsgs?|sgs?)\b", re.IGNORECASE)
# "520 000 control weeks, travel"
_AMOUNT_FIRST = re.compile(r"(\d{1,3}(?:[ \u00a0.,]\d{3})+)(?=\s+[^\W\d])")
_TOTALS = frozenset(map(stem, ("total", "sum", "all", "overall", "together", "altogether")))
_LEAST_ROWS = 3
"""A table of money has so many rows."""
_LABEL_CHARS = 80
_RUNNING = ("§", "Annex", "Preamble")


class _Sum(NamedTuple):
    """A row of such a table: what the money is for, how much it is, and where it stands."""

    label: str
    amount: float
    span: Span
    ref: str

    @property
    def is_total(self) -> bool:
        """Whether it adds up the others."""
        return bool(_TOTALS & set(stems(self.label)))

    @property
    def goal(self) -> str:
        """The ref of the goal that it is for; empty for none."""
        match = _GOAL.match(self.label)
        return f"SG {match[1]}" if match else ""


def compose_money_table(query: Query, library: Library) -> Draft | None:
    """Tell what tables say of the money of goals or of a whole plan; None where none is asked for.

    Sums that the sheets of actions state are `answer.compose.money`'s.
    """
    if not _asks(query):
        return None
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        rows = list(_rows(document, library.text(key)))
        wanted = _wanted(query, rows)
        if wanted:
            draft.say(f"**{plan_name(document).capitalize()}:**")
        for row in wanted:
            words = " ".join(row.span.quote(library.text(key)).split())
            evidence = [evidence_at(key, row.ref, row.span, "row")]
            draft.claim(f"{words} ({row.ref}, {plan_name(document)})", evidence, lead="- ")
        if wanted and adds_up(query) and not any(row.is_total for row in rows):
            total = number_text(sum(row.amount for row in rows))
            spans = [evidence_at(key, row.ref, row.span, "row") for row in rows]
            draft.claim(f"That adds up to {total}.", spans, computed=[total])
    return draft if draft.statements else None


def _asks(query: Query) -> bool:
    """Tell whether the money of goals or plans is asked for, and not that of an action."""
    words = stems(query.question)
    scoped = query.scope.explicit or len(query.scope.documents) == 1
    if not told("money", words) or query.refs_of("action") or not scoped:
        return False
    if query.actors:
        return False  # "which route is given more?", of actions that countries name
    over = adds_up(query) or told("most", words) or told("fewest", words) or told("more", words)
    plans = query.kind == "compare" and len(query.scope.groups) > 1
    return bool(query.refs_of("goal") or over or plans)


def _wanted(query: Query, rows: Sequence[_Sum]) -> list[_Sum]:
    """Return the rows that a question asks for: of goals, totals that it names, else all."""
    goals = query.refs_of("goal")
    if goals:
        return [row for row in rows if row.goal in goals]
    asked = set(content_stems(query.question)) - _TOTALS
    named = [row for row in rows if row.is_total and asked & set(content_stems(row.label))]
    if named and adds_up(query):
        return named
    if _ACTION.search(query.question) and not _GOALS.search(query.question):
        return []  # of actions, by their own sheets
    return sorted(rows, key=lambda row: (row.is_total, -row.amount))


def _rows(document: Document, text: str) -> Iterator[_Sum]:
    """Yield the rows of the first table whose section speaks of money."""
    running = [p for p in document.passages if p.ref.startswith(_RUNNING)]
    for _, part in groupby(running, lambda passage: passage.ref):
        passages = list(part)
        said = " ".join(clean(p.quote(text)) for p in passages)
        if not (_CURRENCY.search(said) or told("money", stems(said))):
            continue
        found = list(_sums(passages, text))
        if len(found) >= _LEAST_ROWS and any(row.goal or row.is_total for row in found):
            yield from found
            return


def _sums(passages: Sequence[Passage], text: str) -> Iterator[_Sum]:
    """Yield label and amount of rows, whether they are on one line or one below the other."""
    above: Passage | None = None
    for passage in passages:
        cells = [clean(cell) for cell in _CELLS.split(passage.quote(text)) if cell.strip()]
        labelled = len(cells) > 1 and cells[0][:1].isalpha()
        label, values = (cells[0], cells[1:]) if labelled else ("", cells)
        begin = passage.start
        if not label and above is not None:
            label, begin = clean(above.quote(text)), above.start
        first = _AMOUNT_FIRST.match(values[0]) if values and not values[1:] else None
        values = [first[1]] if first else values
        amount = next((v for v in reversed(values) if amount_under("", v) and _bare(v)), None)
        if amount and label[:1].isalpha() and len(label) <= _LABEL_CHARS:
            value = amount_under("", amount) or 0.0
            yield _Sum(label, value, Span(start=begin, end=passage.end), passage.ref)
            above = None
        elif len(cells) == 1 and cells[0][:1].isalpha() and not cells[0].endswith("."):
            above = passage


def _bare(words: str) -> bool:
    """Tell whether a cell is nothing but a sum."""
    return not re.search(r"[^\W\d_]{4,}", words)
