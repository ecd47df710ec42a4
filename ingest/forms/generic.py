"""Plans in a form that nobody has seen: numbered actions with labelled entries, however laid out.

"OA 2.3 – Title" opens an action wherever it stands at the start of a line or a cell; the labels
below it say what is what, and a label that is not known keeps its words under its own name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.forms.entries import Entry, find_entries
from ingest.forms.fields import Content, read_action
from ingest.layout import Table
from ingest.model import Action, Field, Goal, Labelled, OverviewRow, Row, Span, Value
from ingest.text import clean, trim, value_at

# "OA 1.1 – Threat bulletins", "Operational Action 1.1", "Action no. 3.2: ...", "Ref.: 2.1"
_ACTION = re.compile(
    r"^[\t ]*+(?:Operational[ ]Action|Action|OA|Ref\.?|Reference)[ \t]*+(?:no\.?|ref\.?|number)?"
    r"[ \t]*+[:.\u2013-]?[ \t]*+(?:\n[\t ]*+)?(?:OA[ \t]*+|Action[ \t]*+)?"
    r"(?P<number>\d{1,2}\.\d{1,2})\b"
    r"(?P<rest>[ \t]*+(?:$|\n|[:|\u2013\u2014-][ \t]*+|\.[ \t]++|\([^()\n]{0,80}\)|(?=[A-Z\"“]))"
    r"(?P<title>[^\n\t]*+))",
    re.MULTILINE | re.IGNORECASE,
)
_GOAL = re.compile(
    r"^[\t ]*+(?:[·•-][\t ]*+)?(?:Common Horizontal |Additional )?"
    r"(?:Strategic (?:Goal|Objective)|CHSG|ATSG|SG|Goal)[ \t]*+(?:no\.?[ \t]*+)?(\d{1,2})"
    r"[ \t]*+[:.\u2013\u2014-][ \t]*+(\S[^\n]*+)$",
    re.MULTILINE | re.IGNORECASE,
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


@dataclass(frozen=True, slots=True)
class _Sheet:
    """An action as found: its number, its stretch, its title and its entries."""

    number: str
    ref_span: Span
    span: Span
    title: Value | None
    entries: tuple[Entry, ...]

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
    heading = _heading(text, first.number.split(".")[0], first.span.start)
    return heading.start() if heading else first.span.start


def parse(
    text: str, overview: Sequence[OverviewRow] = (), tables: Sequence[Table] = ()
) -> tuple[Goal, ...]:
    """Return the goals with their actions, by the numbers of the actions."""
    titles = {row.ref: row.title for row in overview}
    sheets: dict[str, list[_Sheet]] = {}
    for sheet in _sheets(text, tables):
        sheets.setdefault(sheet.number.split(".")[0], []).append(sheet)
    return tuple(_goal(text, number, own, titles) for number, own in sheets.items())


def _sheets(text: str, tables: Sequence[Table]) -> list[_Sheet]:
    """Return one sheet an action, in order: of several places with its number the fullest."""
    matches = list(_ACTION.finditer(text))
    if not matches:
        return []
    starts = [_row_start(tables, m.start()) for m in matches]
    edges = sorted({*starts, *(m.start() for m in _GOAL.finditer(text)), len(text)})
    edges += [m.start() for m in _BEHIND.finditer(text, starts[0]) if not _in_table(tables, m)]
    best: dict[str, _Sheet] = {}
    for match, start in zip(matches, starts, strict=True):
        stop = min(edge for edge in edges if edge > match.start())
        sheet = _sheet(text, match, start, stop, tables)
        known = best.get(sheet.number)
        if known is None or sheet.known > known.known:
            best[sheet.number] = sheet
    if not any(sheet.known for sheet in best.values()):
        return []
    return sorted((s for s in best.values() if s.known), key=lambda sheet: sheet.span.start)


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
    text: str, match: re.Match[str], start: int, stop: int, tables: Sequence[Table]
) -> _Sheet:
    begin = match.start("rest") if match["title"] else match.end("number")
    inline = _INLINE_LABEL.search(text, match.start("title"), match.end("title"))
    title_end = inline.start() if inline else match.end("title")
    title = value_at(text, match.start("title"), title_end)
    title = title and title.model_copy(update={"value": title.value.rstrip(" .:")})
    entries = find_entries(text, min(begin, title_end), stop, tables)
    own = [t.end for t in tables if start <= t.start < stop or t.start <= start < t.end]
    end = min(stop, max([*(e.end for e in entries), title_end])) if own or entries else stop
    number = trim(text, *match.span("number"))
    return _Sheet(match["number"], number, trim(text, start, end), title, tuple(entries))


def _goal(text: str, number: str, sheets: Sequence[_Sheet], titles: dict[str, Value]) -> Goal:
    ref = f"SG {int(number)}"
    first = sheets[0]
    heading = _heading(text, number, first.span.start)
    actions = tuple(_action(text, sheet, ref, titles) for sheet in sheets)
    if heading is None:
        digits = Span(start=first.ref_span.start, end=first.ref_span.start + len(number))
        title = Value(**digits.model_dump(), value=digits.quote(text))
        return Goal(**digits.model_dump(), ref=ref, title=title, actions=actions)
    span = trim(text, *heading.span())
    objective = _OBJECTIVE.search(text, heading.end(), first.span.start)
    stated = None
    if objective:
        line = text.find("\n", objective.end(), first.span.start)
        stated = value_at(text, objective.end(), line if line > 0 else first.span.start)
        span = trim(text, span.start, stated.end) if stated else span
    title = value_at(text, *heading.span(2)) or Value(**span.model_dump(), value=ref)
    return Goal(**span.model_dump(), ref=ref, title=title, objective=stated, actions=actions)


def _heading(text: str, number: str, before: int) -> re.Match[str] | None:
    """Return the last heading of a goal above its first action."""
    found = [m for m in _GOAL.finditer(text, 0, before) if int(m.group(1)) == int(number)]
    return found[-1] if found else None


def _action(text: str, sheet: _Sheet, goal: str, titles: dict[str, Value]) -> Action:
    ref = f"OA {sheet.number}"
    content: Content = {}
    for entry in sheet.entries:
        if entry.field and entry.field != Field.OTHER:
            content.setdefault(entry.field, []).append((entry.start, entry.end))
    labelled = [value_at(text, *span) for span in content.get(Field.TITLE, [])]
    title = sheet.title or next(filter(None, labelled), None) or titles.get(ref)
    _unlabelled_summary(text, sheet, content)
    own = Value(**sheet.ref_span.model_dump(), value=sheet.ref_span.quote(text))
    action = read_action(text, ref, goal, sheet.span, title, own, content)
    other = tuple(_other(text, sheet))
    return action.model_copy(update={"other": other, "rows": tuple(_rows(text, sheet, content))})


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
