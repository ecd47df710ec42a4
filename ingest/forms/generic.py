"""Plans in a form that nobody has seen: numbered actions with labelled entries, however laid out.

"OA 2.3 – Title" opens an action wherever it stands at the start of a line or a cell; the labels
below it say what is what, and a label that is not known keeps its words under its own name.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.forms.fields import Content, inner_activities, inner_kpis, read_action
from ingest.forms.generic_sheets import Sheet, find_sheets, is_withheld
from ingest.forms.goal_headings import GOAL_LINE, goal_number, goal_with, heading_of
from ingest.layout import Table
from ingest.model import Action, Field, Goal, Labelled, OverviewRow, Row, Span, Value
from ingest.notes import REDACTION
from ingest.text import clean, trim, value_at

_OBJECTIVE = re.compile(r"^[ \t]*+Objectives?[ \t]*+:[ \t]*+", re.MULTILINE | re.IGNORECASE)
_CORE = (Field.LEADER, Field.PARTICIPANTS)
_FEW = 3
"""More words than these may be a summary."""


def score(text: str, tables: Sequence[Table] = ()) -> float:
    """Return how well such a plan is understood, from 0 to 1.

    Half of it is the share of actions with a leader and participants, half the share of entries
    whose label is known.
    """
    sheets = find_sheets(text, tables)
    if not sheets:
        return 0.0
    fields = [{entry.field for entry in sheet.entries} for sheet in sheets]
    core = sum(len(found & set(_CORE)) / len(_CORE) for found in fields) / len(sheets)
    entries = sum(len(sheet.entries) for sheet in sheets)
    known = sum(sheet.known for sheet in sheets) / entries if entries else 0.0
    return round(0.5 * core + 0.5 * known, 2)


def region_start(text: str, tables: Sequence[Table] = ()) -> int:
    """Return where the actions begin: at the goal heading above the first one."""
    sheets = find_sheets(text, tables)
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
    sheets: dict[str, list[Sheet]] = {}
    for sheet in find_sheets(text, tables):
        sheets.setdefault(sheet.goal, []).append(sheet)
    return tuple(_goal(text, number, own, titles) for number, own in sheets.items())


def _goal(text: str, number: str, sheets: Sequence[Sheet], titles: dict[str, Value]) -> Goal:
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


def _action(text: str, sheet: Sheet, goal: str, titles: dict[str, Value]) -> Action:
    ref = f"OA {sheet.number}"
    content: Content = {}
    for entry in sheet.entries:
        if entry.field and entry.field != Field.OTHER and not entry.named:
            content.setdefault(entry.field, []).append((entry.start, entry.end))
    labelled = [value_at(text, *span) for span in content.get(Field.TITLE, [])]
    title = sheet.title or next(filter(None, labelled), None) or titles.get(ref)
    _unlabelled_summary(text, sheet, content)
    own = Value(**sheet.ref_span.model_dump(), value=sheet.ref_span.quote(text))
    if is_withheld(text, sheet):
        told = sheet.title if sheet.title and not REDACTION.search(sheet.title.value) else own
        return Action(**sheet.span.model_dump(), ref=ref, goal=goal, title=told, withheld=True)
    action = read_action(text, ref, goal, sheet.span, title, own, content)
    return action.model_copy(
        update={
            "kpis": (*action.kpis, *inner_kpis(text, sheet.entries)),
            "activities": (*action.activities, *inner_activities(text, sheet.entries)),
            "other": tuple(_other(text, sheet)),
            "rows": tuple(_rows(text, sheet, content)),
        }
    )


def _unlabelled_summary(text: str, sheet: Sheet, content: Content) -> None:
    """Take the longest words that stand under no label for the summary where none is."""
    if Field.SUMMARY in content:
        return
    begin = sheet.title.end if sheet.title else sheet.ref_span.end
    spans = [entry.span for entry in sheet.entries]
    edges = zip(
        [begin, *(s.end for s in spans)], [*(s.start for s in spans), sheet.span.end], strict=True
    )
    free = [trim(text, left, max(left, right)) for left, right in edges]
    free = [
        span for span in free if len(clean(span.quote(text)).strip(" .:\u2013-").split()) > _FEW
    ]
    if free:
        longest = max(free, key=lambda span: span.end - span.start)
        content[Field.SUMMARY] = [(longest.start, longest.end)]


def _other(text: str, sheet: Sheet) -> Iterator[Labelled]:
    for entry in sheet.entries:
        value = value_at(text, entry.start, entry.end)
        if value and entry.field is None:
            label = clean(entry.label.quote(text)).rstrip(" :")
            yield Labelled(**value.model_dump(), label=label)


def _rows(text: str, sheet: Sheet, content: Content) -> Iterator[Row]:
    for entry in sheet.entries:
        span = trim(text, entry.span.start, entry.span.end)
        yield Row(**span.model_dump(), field=(entry.field or Field.OTHER).value)
        if entry.field == Field.LEADER:
            yield Row(**span.model_dump(), field=Field.CO_LEADER.value)
    labelled = {entry.field for entry in sheet.entries}
    for start, end in content.get(Field.SUMMARY, []):
        if Field.SUMMARY not in labelled:
            yield Row(**trim(text, start, end).model_dump(), field=Field.SUMMARY.value)
