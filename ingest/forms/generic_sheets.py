"""The sheets of plans in any form: stretches of numbered actions with their labelled entries."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.forms.contents import are_sentences, has_steps, named_by_contents
from ingest.forms.entries import find_entries
from ingest.forms.entry import Entry
from ingest.forms.goal_headings import GOAL_LINE, goal_number
from ingest.forms.labels import field_named, fold, inline_label_pattern, label_data
from ingest.forms.recurring import OwnLabels, recurring_labels
from ingest.layout import Table
from ingest.model import Field, Span, Value
from ingest.notes import REDACTION
from ingest.text import clean, trim, value_at

# "OA 1.1 – Threat bulletins", "Operational Action 1.1", "Action no. 3.2:", "Action 7", "Ref.: 2.1"
_ACTION = re.compile(
    r"^[\t ]*+(?:Operational[ ]Action|Action|OA|Ref\.?|Reference)[ \t]*+(?:no\.?|ref\.?|number)?"
    r"[ \t]*+[:.\u2013-]?[ \t]*+(?:\n[\t ]*+)?(?:OA[ \t]*+|Action[ \t]*+)?A?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})?)\b(?!\.\d)"
    r"(?P<rest>[ \t]*+(?:$|\n|[:|\u2013\u2014-][ \t]*+|\.[ \t]++|\([^()\n]{0,80}\)|(?=[A-Z\"“]))"
    r"(?P<title>[^\n\t]*+))",
    re.MULTILINE | re.IGNORECASE,
)
# "2.1 Night checks", "A2.1 Night checks": an action where a leader is named below
_BARE = re.compile(
    r"^[\t ]*+(?:[A-Z]\.?)?(?P<number>\d{1,2}\.\d{1,2})\b"
    r"(?P<rest>\.?(?:[ \t\u00a0]+|[ \t]*\n\t)(?P<title>[\[A-Z][^\n\t]*+))$",
    re.MULTILINE,
)
# "7. Final provisions", "Annex II", "List of acronyms", "Abbreviations"
_BEHIND = re.compile(
    r"^[ \t]*+(?:\d{1,2}\.?[ \t]++[A-Z][^\n.:;\t]{2,80}|(?:Annex|Appendix)\b[^\n]{0,80}"
    r"|(?:List of )?(?:Acronyms|Abbreviations)[^\n]{0,20}|Glossary)[ \t]*+$",
    re.MULTILINE | re.IGNORECASE,
)
# "Leader: NL. Participants: BE" in the sentence of a title
_INLINE_LABEL = re.compile(r"(?<=[.;])\s++(?=[A-Z][A-Za-z /-]{1,40}:)")
# "OA 2.1 (continued)", "Action 2.1 - cont'd": the same sheet on the next page
_CONTINUED = re.compile(r"\W*cont(?:inued|inuation|['’]?d|\.)?\W*", re.IGNORECASE)
_REASON_WORDS = 20
"""In how many words a plan says why a sheet is withheld."""
_TITLE_CHARS = 200
"""The longest title that is taken from the lines above the first label."""
_LEFT_OUT = ("[…]", "[...]", "(…)", "(...)", "…")
_SOME = 0.3
_SEVERAL = 3
_BESIDE = 2
"""How many cells the row has that gives an action its number and its title."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An action as found: its number, its stretch, its title and its entries."""

    number: str
    ref_span: Span
    span: Span
    title: Value | None
    entries: tuple[Entry, ...]

    goal: str
    """The number of its goal."""

    @property
    def known(self) -> int:
        """How many of its entries have a field."""
        return sum(entry.field is not None for entry in self.entries)


def find_sheets(text: str, tables: Sequence[Table]) -> list[Sheet]:
    """Return one sheet an action, in order: of several places with its number the fullest."""
    return list(_sheets_in(text, tuple(tables)))


@lru_cache(maxsize=1)
def _sheets_in(text: str, tables: tuple[Table, ...]) -> Sequence[Sheet]:
    """How sure the form is, where it begins and what it tells are asked of the same sheets."""
    opened = (m for m in _ACTION.finditer(text) if not _CONTINUED.fullmatch(m["rest"]))
    found = _sheets_at(text, list(opened), tables)
    if found:
        return found
    bare = _sheets_at(text, list(_BARE.finditer(text)), tables)
    led = [any(e.field == Field.LEADER for e in sheet.entries) for sheet in bare]
    withheld = [is_withheld(text, sheet) for sheet in bare]
    return [sheet for sheet, *any_of in zip(bare, led, withheld, strict=True) if any(any_of)]


def _sheets_at(text: str, matches: Sequence[re.Match[str]], tables: Sequence[Table]) -> list[Sheet]:
    if not matches:
        return []
    starts = [_row_start(tables, m.start()) for m in matches]
    headings = [
        (m.start(), str(goal_number(m[1])))
        for m in GOAL_LINE.finditer(text)
        if not _among_cells(tables, m.start())
    ]
    behind = [m.start() for m in _BEHIND.finditer(text, starts[0]) if not _in_table(tables, m)]
    edges = sorted({*starts, *(at for at, _ in headings), *behind, len(text)})
    stops = [edges[bisect_right(edges, match.start())] for match in matches]
    longest = {
        m["number"]: (m.start(), stop)
        for m, stop in sorted(zip(matches, stops, strict=True), key=lambda x: x[1] - x[0].start())
    }
    own = recurring_labels(text, list(longest.values()), tables)
    found = [
        _sheet(text, match, (start, stop), tables, _goal_of(match, headings), own)
        for match, start, stop in zip(matches, starts, stops, strict=True)
    ]
    best: dict[str, Sheet] = {}
    reach = max((sheet.span.end for sheet in found if sheet.known), default=len(text))
    for sheet in _named_by_contents(text, found):
        known = best.get(sheet.number)
        full, best_so_far = _fullness(text, sheet), known and _fullness(text, known)
        # of places that withhold it the last among the sheets: an overview stands in front
        later = full == best_so_far and not sheet.known and sheet.span.start < reach
        if not best_so_far or full > best_so_far or later:
            best[sheet.number] = sheet
    if not any(sheet.known for sheet in best.values()):
        return []
    told = (sheet for sheet in best.values() if sheet.known or is_withheld(text, sheet))
    return sorted(told, key=lambda sheet: sheet.span.start)


def _among_cells(tables: Sequence[Table], at: int) -> bool:
    """Tell whether an offset lies in a row of several cells: "WP 1 | Kick-off | Q1" is no goal."""
    inside = (table for table in tables if table.start <= at < table.end and not table.inner)
    rows = (row.cells for table in inside for row in table.rows if len(row.cells) >= _SEVERAL)
    return any(cells[0].start - 1 <= at < cells[-1].end for cells in rows)


def _named_by_contents(text: str, sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return sheets whose labels are told by what stands behind them, where no form has them."""
    cells: dict[str, list[str]] = {}
    for entry in (entry for sheet in sheets for entry in sheet.entries):
        words = text[entry.start : entry.end].strip()
        if fold(words).rstrip(".") not in label_data().nothing:
            cells.setdefault(_name(text, entry), []).append(words)
    least = max(2, _SOME * len({sheet.number for sheet in sheets if sheet.entries}))
    labels = [label for label, own in cells.items() if len(own) >= least]
    printed = ["" if _is_misread(label, cells) else label for label in labels]
    named = named_by_contents(["title", *printed], [[], *(cells[label] for label in labels)])
    fields = {label: name or label for label, name in zip(labels, named[1:], strict=True)}
    return [
        replace(sheet, entries=tuple(_with_field(text, e, fields) for e in sheet.entries))
        for sheet in sheets
    ]


def _is_misread(label: str, cells: dict[str, list[str]]) -> bool:
    """Tell whether a label that is known says less than its words do, and what they are is free.

    "What happens and when" has the steps, "Aim of the action" all that the action does.
    """
    if label == Field.TIMING:
        return Field.ACTIVITY not in cells and has_steps(cells[label])
    return label == Field.TARGET and Field.SUMMARY not in cells and are_sentences(cells[label])


def _name(text: str, entry: Entry) -> str:
    """Return the field of an entry, or its label where no form has it."""
    return entry.field.value if entry.field else fold(clean(entry.label.quote(text)))


def _with_field(text: str, entry: Entry, fields: dict[str, str]) -> Entry:
    name = fields.get(_name(text, entry), "")
    return replace(entry, field=Field(name)) if name in set(Field) else entry


def _fullness(text: str, sheet: Sheet) -> tuple[int, bool]:
    return sheet.known, is_withheld(text, sheet)


def is_withheld(text: str, sheet: Sheet) -> bool:
    """Tell whether nothing stands in a sheet but its number and that the rest is withheld.

    "[DELETED]", "[DELETED]" and a sentence that says why.
    """
    if sheet.title and not sheet.known and _says_withheld(text[sheet.title.end : sheet.span.end]):
        return True  # all but its title
    rest = text[sheet.ref_span.end : sheet.span.end].lstrip(" \t:.\u2013-*\n")
    first, _, reason = rest.partition("\n")
    explained = len(reason.split()) <= _REASON_WORDS and not sheet.known
    return _says_withheld(rest) or (explained and _says_withheld(first))


def _says_withheld(words: str) -> bool:
    lines = [line.strip(" \t:.\u2013-*") for line in words.split("\n")]
    lines = [_behind_label(line) for line in lines if line and line not in _LEFT_OUT]
    return any(lines) and not any(REDACTION.sub("", line).strip() for line in lines)


def _behind_label(line: str) -> str:
    """Return what stands behind the label that a line opens with: "Leader: DELETED"."""
    label = inline_label_pattern().match(line)
    return line[label.end() :].strip() if label else line


def _in_table(tables: Sequence[Table], match: re.Match[str]) -> bool:
    return any(table.start <= match.start() < table.end for table in tables)


def _row_start(tables: Sequence[Table], start: int) -> int:
    """Return where the row of a table starts that an offset lies in; else the offset itself."""
    for table in tables:
        if table.start <= start < table.end and not table.inner:
            rows = [row.cells for row in table.rows if row.cells]
            inside = [c[0].start for c in rows if c[0].start - 1 <= start <= c[-1].end]
            return min(start, *inside) if inside else start
    return start


def _sheet(
    text: str,
    match: re.Match[str],
    stretch: tuple[int, int],
    tables: Sequence[Table],
    goal: str,
    own: OwnLabels,
) -> Sheet:
    start, stop = stretch
    begin = match.start("rest") if match["title"] else match.end("number")
    inline = _INLINE_LABEL.search(text, match.start("title"), match.end("title"))
    title_end = inline.start() if inline else match.end("title")
    title = value_at(text, match.start("title"), title_end)
    title = title or _title_beside(text, match, tables)
    title = title and title.model_copy(update={"value": title.value.rstrip(" .:")})
    entries = find_entries(text, min(begin, title_end), stop, tables, own)
    title = title or _title_below(text, match.end("number"), entries)
    ends = [t.end for t in tables if start <= t.start < stop or t.start <= start < t.end]
    end = min(stop, max([*(e.end for e in entries), title_end])) if ends or entries else stop
    left = trim(text, title_end, stop)
    notice = left.quote(text)
    told = f"{title.value if title else ''}\n{notice}".strip()
    explained = not entries and len(notice.split()) <= _REASON_WORDS
    titled = not any(entry.field for entry in entries) and _says_withheld(notice)
    if titled or _says_withheld(told) or (explained and _says_withheld(told.split("\n")[0])):
        end = left.end
    number = trim(text, *match.span("number"))
    span = trim(text, start, end)
    return Sheet(match["number"], number, span, title, tuple(entries), goal)


def _title_beside(text: str, match: re.Match[str], tables: Sequence[Table]) -> Value | None:
    """Return the words of the one cell beside a number that stands alone in its own."""
    at = match.start("number")
    inside = [table for table in tables if table.start <= at < table.end and not table.inner]
    rows = [row.cells for table in inside for row in table.rows if len(row.cells) == _BESIDE]
    for number, title in rows:
        words = text[title.start : title.end].strip(" :")
        labelled = inline_label_pattern().match(text, title.start, title.end)
        known = labelled or field_named(words)
        if number.start <= at < number.end and words and not known:
            return value_at(text, title.start, title.end)
    return None


def _title_below(text: str, number_end: int, entries: Sequence[Entry]) -> Value | None:
    """Return the words between a number that stands alone on its line and the first label."""
    if not entries:
        return None
    words = trim(text, number_end, entries[0].label.start)
    said = words.quote(text)
    alone = "\n" in text[number_end : words.start] and said[:1].isupper()
    words_only = len(clean(said)) <= _TITLE_CHARS and "\t" not in said
    fits = alone and words_only and not said.endswith(".")
    return value_at(text, words.start, words.end) if fits and not _says_withheld(said) else None


def _goal_of(match: re.Match[str], headings: Sequence[tuple[int, str]]) -> str:
    """Return the number of an action's goal: in its own number, or in the heading above it."""
    goal, dot, _ = match["number"].partition(".")
    if dot:
        return goal
    above = bisect_right(headings, (match.start(), ""))
    return headings[above - 1][1] if above else "1"
