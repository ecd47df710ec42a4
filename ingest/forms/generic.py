"""Plans in a form that nobody has seen: numbered actions with labelled entries, however laid out.

"OA 2.3 – Title" opens an action wherever it stands at the start of a line or a cell; the labels
below it say what is what, and a label that is not known keeps its words under its own name.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.forms.entries import Entry, find_entries
from ingest.forms.fields import Content, inner_activities, inner_kpis, read_action
from ingest.forms.goal_headings import GOAL_LINE, goal_number, goal_with, heading_of
from ingest.forms.labels import field_named
from ingest.layout import Table
from ingest.model import Action, Field, Goal, Labelled, OverviewRow, Row, Span, Value
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
    r"(?P<rest>\.?[ \t\u00a0]+(?P<title>[\[A-Z][^\n\t]*+))$",
    re.MULTILINE,
)
_OBJECTIVE = re.compile(r"^[ \t]*+Objectives?[ \t]*+:[ \t]*+", re.MULTILINE | re.IGNORECASE)
# "7. Final provisions", "Annex II", "List of acronyms", "Abbreviations"
_BEHIND = re.compile(
    r"^[ \t]*+(?:\d{1,2}\.?[ \t]++[A-Z][^\n.:;\t]{2,80}|(?:Annex|Appendix)\b[^\n]{0,80}"
    r"|(?:List of )?(?:Acronyms|Abbreviations)[^\n]{0,20}|Glossary)[ \t]*+$",
    re.MULTILINE | re.IGNORECASE,
)
# "Leader: NL. Participants: BE" in the sentence of a title
_INLINE_LABEL = re.compile(r"(?<=[.;])\s++(?=[A-Z][A-Za-z /-]{1,40}:)")
_CORE = (Field.LEADER, Field.PARTICIPANTS)
_REASON_WORDS = 20
"""In how many words a plan says why a sheet is withheld."""
_BESIDE = 2
"""How many cells the row has that gives an action its number and its title."""


@dataclass(frozen=True, slots=True)
class _Sheet:
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


def score(text: str, tables: Sequence[Table] = ()) -> float:
    """Return how well such a plan is understood, from 0 to 1.

    Half of it is the share of actions with a leader and participants, half the share of entries
    whose label is known.
    """
    sheets = _sheets(text, tables)
    if not sheets:
        return 0.0
    fields = [{entry.field for entry in sheet.entries} for sheet in sheets]
    core = sum(len(found & set(_CORE)) / len(_CORE) for found in fields) / len(sheets)
    entries = sum(len(sheet.entries) for sheet in sheets)
    known = sum(sheet.known for sheet in sheets) / entries if entries else 0.0
    return round(0.5 * core + 0.5 * known, 2)


def region_start(text: str, tables: Sequence[Table] = ()) -> int:
    """Return where the actions begin: at the goal heading above the first one."""
    sheets = _sheets(text, tables)
    if not sheets:
        return len(text)
    first = sheets[0]
    heading = _heading(text, first.goal, first.span.start)
    return heading.start() if heading else first.span.start


def parse(
    text: str, overview: Sequence[OverviewRow] = (), tables: Sequence[Table] = ()
) -> tuple[Goal, ...]:
    """Return the goals with their actions, by the numbers of the actions."""
    titles = {row.ref: row.title for row in overview}
    sheets: dict[str, list[_Sheet]] = {}
    for sheet in _sheets(text, tables):
        sheets.setdefault(sheet.goal, []).append(sheet)
    return tuple(_goal(text, number, own, titles) for number, own in sheets.items())


def _sheets(text: str, tables: Sequence[Table]) -> list[_Sheet]:
    """Return one sheet an action, in order: of several places with its number the fullest."""
    return list(_sheets_in(text, tuple(tables)))


@lru_cache(maxsize=1)
def _sheets_in(text: str, tables: tuple[Table, ...]) -> Sequence[_Sheet]:
    found = _sheets_at(text, list(_ACTION.finditer(text)), tables)
    if found:
        return found
    bare = _sheets_at(text, list(_BARE.finditer(text)), tables)
    led = [any(e.field == Field.LEADER for e in sheet.entries) for sheet in bare]
    withheld = [_is_withheld(text, sheet) for sheet in bare]
    return [sheet for sheet, *any_of in zip(bare, led, withheld, strict=True) if any(any_of)]


def _sheets_at(
    text: str, matches: Sequence[re.Match[str]], tables: Sequence[Table]
) -> list[_Sheet]:
    if not matches:
        return []
    starts = [_row_start(tables, m.start()) for m in matches]
    headings = [(m.start(), str(goal_number(m[1]))) for m in GOAL_LINE.finditer(text)]
    behind = [m.start() for m in _BEHIND.finditer(text, starts[0]) if not _in_table(tables, m)]
    edges = sorted({*starts, *(at for at, _ in headings), *behind, len(text)})
    best: dict[str, _Sheet] = {}
    for match, start in zip(matches, starts, strict=True):
        stop = edges[bisect_right(edges, match.start())]
        sheet = _sheet(text, match, start, stop, tables, _goal_of(match, headings))
        known = best.get(sheet.number)
        if known is None or _fullness(text, sheet) > _fullness(text, known):
            best[sheet.number] = sheet
    if not any(sheet.known for sheet in best.values()):
        return []
    told = (sheet for sheet in best.values() if sheet.known or _is_withheld(text, sheet))
    return sorted(told, key=lambda sheet: sheet.span.start)


def _fullness(text: str, sheet: _Sheet) -> tuple[int, bool]:
    return sheet.known, _is_withheld(text, sheet)


def _is_withheld(text: str, sheet: _Sheet) -> bool:
    """Tell whether nothing stands in a sheet but its number and that the rest is withheld.

    "[DELETED]", "[DELETED]" and a sentence that says why.
    """
    rest = text[sheet.ref_span.end : sheet.span.end].lstrip(" \t:.\u2013-*\n")
    first, _, reason = rest.partition("\n")
    explained = len(reason.split()) <= _REASON_WORDS and not sheet.known
    return _says_withheld(rest) or (explained and _says_withheld(first))


def _says_withheld(words: str) -> bool:
    lines = [line.strip(" \t:.\u2013-*") for line in words.split("\n")]
    return any(lines) and all(REDACTION.fullmatch(line) for line in lines if line)


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
    text: str, match: re.Match[str], start: int, stop: int, tables: Sequence[Table], goal: str
) -> _Sheet:
    begin = match.start("rest") if match["title"] else match.end("number")
    inline = _INLINE_LABEL.search(text, match.start("title"), match.end("title"))
    title_end = inline.start() if inline else match.end("title")
    title = value_at(text, match.start("title"), title_end)
    title = title or _title_beside(text, match, tables)
    title = title and title.model_copy(update={"value": title.value.rstrip(" .:")})
    entries = find_entries(text, min(begin, title_end), stop, tables)
    own = [t.end for t in tables if start <= t.start < stop or t.start <= start < t.end]
    end = min(stop, max([*(e.end for e in entries), title_end])) if own or entries else stop
    left = trim(text, title_end, stop)
    notice = left.quote(text)
    told = f"{title.value if title else ''}\n{notice}".strip()
    explained = not entries and len(notice.split()) <= _REASON_WORDS
    if _says_withheld(told) or (explained and _says_withheld(told.split("\n")[0])):
        end = left.end
    number = trim(text, *match.span("number"))
    span = trim(text, start, end)
    return _Sheet(match["number"], number, span, title, tuple(entries), goal)


def _title_beside(text: str, match: re.Match[str], tables: Sequence[Table]) -> Value | None:
    """Return the words of the one cell beside a number that stands alone in its own."""
    at = match.start("number")
    inside = [table for table in tables if table.start <= at < table.end and not table.inner]
    rows = [row.cells for table in inside for row in table.rows if len(row.cells) == _BESIDE]
    for number, title in rows:
        words = text[title.start : title.end].strip(" :")
        if number.start <= at < number.end and words and field_named(words) is None:
            return value_at(text, title.start, title.end)
    return None


def _goal_of(match: re.Match[str], headings: Sequence[tuple[int, str]]) -> str:
    """Return the number of an action's goal: in its own number, or in the heading above it."""
    goal, dot, _ = match["number"].partition(".")
    if dot:
        return goal
    above = bisect_right(headings, (match.start(), ""))
    return headings[above - 1][1] if above else "1"


def _goal(text: str, number: str, sheets: Sequence[_Sheet], titles: dict[str, Value]) -> Goal:
    first = sheets[0]
    heading = _heading(text, number, first.span.start)
    actions = tuple(_action(text, sheet, f"SG {int(number)}", titles) for sheet in sheets)
    dotted = "." in first.number
    digits = Span(
        start=first.ref_span.start,
        end=first.ref_span.start + len(number) if dotted else first.ref_span.end,
    )
    goal = goal_with(text, int(number), heading and heading_of(heading), digits, actions)
    objective = heading and _OBJECTIVE.search(text, heading.end(), first.span.start)
    if not objective:
        return goal
    line = text.find("\n", objective.end(), first.span.start)
    stated = value_at(text, objective.end(), line if line > 0 else first.span.start)
    end = stated.end if stated else goal.end
    return goal.model_copy(update={"objective": stated, "end": end})


def _heading(text: str, number: str, before: int) -> re.Match[str] | None:
    """Return the last heading of a goal above its first action."""
    found = [m for m in GOAL_LINE.finditer(text, 0, before) if goal_number(m[1]) == int(number)]
    return found[-1] if found else None


def _action(text: str, sheet: _Sheet, goal: str, titles: dict[str, Value]) -> Action:
    ref = f"OA {sheet.number}"
    content: Content = {}
    for entry in sheet.entries:
        if entry.field and entry.field != Field.OTHER and not entry.named:
            content.setdefault(entry.field, []).append((entry.start, entry.end))
    labelled = [value_at(text, *span) for span in content.get(Field.TITLE, [])]
    title = sheet.title or next(filter(None, labelled), None) or titles.get(ref)
    _unlabelled_summary(text, sheet, content)
    own = Value(**sheet.ref_span.model_dump(), value=sheet.ref_span.quote(text))
    if _is_withheld(text, sheet):
        return Action(**sheet.span.model_dump(), ref=ref, goal=goal, title=own, withheld=True)
    action = read_action(text, ref, goal, sheet.span, title, own, content)
    return action.model_copy(
        update={
            "kpis": (*action.kpis, *inner_kpis(text, sheet.entries)),
            "activities": (*action.activities, *inner_activities(text, sheet.entries)),
            "other": tuple(_other(text, sheet)),
            "rows": tuple(_rows(text, sheet, content)),
        }
    )


def _unlabelled_summary(text: str, sheet: _Sheet, content: Content) -> None:
    """Take the words between the heading and the first label for the summary where none is."""
    begin = sheet.title.end if sheet.title else sheet.ref_span.end
    stop = sheet.entries[0].span.start if sheet.entries else sheet.span.end
    between = trim(text, begin, max(begin, stop))
    words = clean(between.quote(text)).strip(" .:–-")
    if Field.SUMMARY not in content and len(words.split()) > 3:
        content[Field.SUMMARY] = [(between.start, between.end)]


def _other(text: str, sheet: _Sheet) -> Iterator[Labelled]:
    for entry in sheet.entries:
        value = value_at(text, entry.start, entry.end)
        if value and entry.field is None:
            label = clean(entry.label.quote(text)).rstrip(" :")
            yield Labelled(**value.model_dump(), label=label)


def _rows(text: str, sheet: _Sheet, content: Content) -> Iterator[Row]:
    for entry in sheet.entries:
        span = trim(text, entry.span.start, entry.span.end)
        yield Row(**span.model_dump(), field=(entry.field or Field.OTHER).value)
        if entry.field == Field.LEADER:
            yield Row(**span.model_dump(), field=Field.CO_LEADER.value)
    labelled = {entry.field for entry in sheet.entries}
    for start, end in content.get(Field.SUMMARY, []):
        if Field.SUMMARY not in labelled:
            yield Row(**trim(text, start, end).model_dump(), field=Field.SUMMARY.value)
