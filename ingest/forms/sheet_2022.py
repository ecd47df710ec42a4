"""The action sheets of 2022: goal headings, then one labelled sheet for each action."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from ingest.forms.entries import find_entries
from ingest.forms.fields import Content, inner_kpis, read_action
from ingest.forms.labels import field_of, field_worded, label_pattern
from ingest.layout import Table
from ingest.model import Action, Field, Goal, Labelled, OverviewRow, Row, Span, Value
from ingest.sections import find_back_matter
from ingest.text import clean, trim, value_at, values_of

# "<tab>Ref.:\nOA 1.1", "Ref.: OA 2.2", "Ref.:    DELETED\nOA 2.4" of a sheet that is withheld
_SHEET = re.compile(
    r"^[ \t]*Ref\.?\s*+(?:no\.?)?:?\s*+(?:(?:DELETED|NOT DECLASSIFIED)\s++)?(OA\s*\d+\.\d+)",
    re.MULTILINE | re.IGNORECASE,
)
# "Strategic Goal 5: Document Fraud", "CHSG 5 - Document fraud"
GOAL_HEADING = re.compile(
    r"^[ \t]*(?:Common Horizontal |Additional )?Strategic Goal\s*(\d+)\s*[:\u2013-]\s*(.+)$",
    re.MULTILINE | re.IGNORECASE,
)
# "CHSG 1: Criminal intelligence picture", "Goal 5 - Document fraud"
_SHORT_HEADING = re.compile(
    r"^[ \t]*(?:CHSG|ATSG|SG|Goal)\s*(\d+)\s*[:.\u2013\u2014-]\s*(\S.*)$",
    re.MULTILINE | re.IGNORECASE,
)
_OBJECTIVE = re.compile(r"^[ \t]*Objectives?\s*:[ \t]*", re.MULTILINE | re.IGNORECASE)
# "<tab>Budget: EUR 50 000": a cell that opens with a short label
_UNKNOWN_LABEL = re.compile(r"^\t+([A-Z][A-Za-z/&() -]{2,48}?)[ \t]*:[ \t]*(?=\S|\n)", re.MULTILINE)
_PAIR = 2
_LABEL_CHARS, _LABEL_WORDS = 60, 7
# "Budget: EUR 50 000", "Indicative budget<line>EUR 50 000": where an unknown label ends
_LABEL_END = re.compile(r"[:\n\t]")
_CORE = frozenset((Field.LEADER, Field.PARTICIPANTS, Field.KPI))
_PARAGRAPH_GAP = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True, slots=True)
class _Block:
    """A labelled stretch of a sheet: where the label starts, and where its content stands."""

    field: Field
    label_start: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _TableRows:
    """What the rows of the tables tell of cells, by where they start."""

    ends: Mapping[int, int]
    labels: Sequence[int]


def score(text: str) -> float:
    """Return how well such sheets are understood, from 0 to 1; below a half they are none.

    Half of it is for sheets under goal headings, half the share of their core fields that is there.
    """
    sheets = list(_SHEET.finditer(text))
    if len(sheets) < 2 and not (sheets and GOAL_HEADING.search(text)):
        return 0.3 if sheets else 0.0
    edges = [*(sheet.end() for sheet in sheets), len(text)]
    found = [
        {field_of(label) for label in label_pattern().finditer(text, *edge)}
        for edge in pairwise(edges)
    ]
    core = sum(len(fields & _CORE) for fields in found) / (len(_CORE) * len(found))
    return round(0.5 + 0.5 * core, 2)


def region_start(text: str, _tables: Sequence[Table] = ()) -> int:
    """Return where the sheets begin: at the first goal heading or sheet; the text's end if none."""
    sheets = list(_SHEET.finditer(text))
    found = [match.start() for match in (*_headings(text, sheets)[:1], *sheets[:1])]
    return min(found, default=len(text))


def _headings(text: str, sheets: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return the headings of goals; where none is spelt out, short ones above sheets of theirs.

    A list of the goals in running text holds such lines as well, but no sheets below them.
    """
    found = list(GOAL_HEADING.finditer(text))
    if found:
        return _without_contents(found, sheets)
    short = list(_SHORT_HEADING.finditer(text))
    stops = [*(heading.start() for heading in short[1:]), len(text)]
    return [
        heading
        for heading, stop in zip(short, stops, strict=False)
        if any(
            heading.start() < sheet.start() < stop and _goal_number(sheet) == int(heading.group(1))
            for sheet in sheets
        )
    ]


def _without_contents(
    headings: list[re.Match[str]], sheets: Sequence[re.Match[str]]
) -> list[re.Match[str]]:
    """Return the headings but for those of a table of contents: they stand again, with sheets."""
    kept = []
    for at, heading in enumerate(headings):
        stop = headings[at + 1].start() if at + 1 < len(headings) else None
        again = any(int(h.group(1)) == int(heading.group(1)) for h in headings[at + 1 :])
        if not again or any(
            heading.start() < sheet.start() and (stop is None or sheet.start() < stop)
            for sheet in sheets
        ):
            kept.append(heading)
    return kept


def _goal_number(sheet: re.Match[str]) -> int:
    return int(sheet.group(1)[2:].strip().partition(".")[0])


def parse(
    text: str, overview: tuple[OverviewRow, ...], tables: Sequence[Table] = ()
) -> tuple[Goal, ...]:
    """Return the goals with their actions; the overview gives the actions their titles."""
    titles = {row.ref: row.title for row in overview}
    return tuple(_with_titles(goal, titles) for goal in _read(text, tuple(tables)))


def _with_titles(goal: Goal, titles: Mapping[str, Value]) -> Goal:
    """Return a goal whose actions without a title of their own have those that are given."""
    actions = tuple(
        action.model_copy(update={"title": titles[action.ref]})
        if action.ref in titles and not _is_titled(action)
        else action
        for action in goal.actions
    )
    return goal.model_copy(update={"actions": actions})


def _is_titled(action: Action) -> bool:
    """Tell whether the title of an action stands under a label that says so."""
    rows = [row for row in action.rows if row.field == Field.TITLE]
    return any(row.start <= action.title.start < row.end for row in rows)


@lru_cache(maxsize=1)
def _read(text: str, tables: tuple[Table, ...]) -> tuple[Goal, ...]:
    """Read the goals with their actions: a text is weighed against other forms, then read."""
    rows = _TableRows(row_ends(tables), sorted(_row_labels(tables)))
    sheets = list(_SHEET.finditer(text))
    headings = _headings(text, sheets)
    back = find_back_matter(text, sheets[0].start()) if sheets else ()
    starts = [m.start() for m in (*headings, *sheets)] + [section.start for section in back]
    bounds = sorted([*starts, len(text)])

    def read(own: Iterable[re.Match[str]], ref: str) -> tuple[Action, ...]:
        ends = ((sheet, _end(bounds, sheet.start(), tables)) for sheet in own)
        return tuple(_parse_sheet(text, sheet, end, ref, rows, tables) for sheet, end in ends)

    first = headings[0].start() if headings else len(text)
    alone = [sheet for sheet in sheets if sheet.start() < first]
    goals = [
        _goal_of(read(own, f"SG {number}"), f"SG {number}")
        for number, own in groupby(alone, key=_goal_number)
    ]
    for number, heading in enumerate(headings):
        stop = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        ref = f"SG {int(heading.group(1))}"
        own = [sheet for sheet in sheets if heading.start() < sheet.start() < stop]
        end = own[0].start() if own else stop
        goals.append(_goal(text, heading, end, ref, read(own, ref)))
    return tuple(goals)


def _goal_of(actions: tuple[Action, ...], ref: str) -> Goal:
    """Return a goal without a heading, which the numbers of its actions tell."""
    span = Span(start=actions[0].start, end=actions[-1].end)
    title = Value(**span.model_dump(), value=ref)
    return Goal(**span.model_dump(), ref=ref, title=title, actions=actions)


def _end(bounds: list[int], start: int, tables: Sequence[Table]) -> int:
    """Return where a sheet ends at the latest: with its tables, where they are known."""
    bound = next(bound for bound in bounds if bound > start)
    return min(
        bound, max((t.end for t in tables if start < t.end and t.start < bound), default=bound)
    )


def _goal(
    text: str, heading: re.Match[str], end: int, ref: str, actions: tuple[Action, ...]
) -> Goal:
    title = value_at(text, *heading.span(2))
    objective = _OBJECTIVE.search(text, heading.end(), end)
    span = trim(text, heading.start(), end)
    return Goal(
        **span.model_dump(),
        ref=ref,
        title=title or Value(**span.model_dump(), value=ref),
        objective=value_at(text, objective.end(), end) if objective else None,
        actions=actions,
    )


def _parse_sheet(
    text: str,
    sheet: re.Match[str],
    end: int,
    goal: str,
    table_rows: _TableRows,
    tables: Sequence[Table],
) -> Action:
    ref = "OA " + sheet.group(1)[2:].strip()
    blocks = list(_blocks(text, sheet.end(), end, table_rows.labels))
    content: Content = {}
    for block in blocks:
        content.setdefault(block.field, []).append((block.start, block.end))
    _unlabelled_summary(text, content, table_rows.ends)
    span = trim(text, sheet.start(), end)
    own = Value(start=sheet.start(1), end=sheet.end(1), value=ref)
    titled = next(iter(values_of(text, content.get(Field.TITLE, []))), None)
    action = read_action(text, ref, goal, span, titled, own, content)
    rows = tuple(_rows(text, blocks, content))
    other = _other(text, content.get(Field.OTHER, []))
    measured = [block for block in blocks if block.field == Field.KPI]
    kpis = action.kpis
    if measured and tables:  # a table of baselines and targets
        first, last = measured[0].label_start, max(block.end for block in measured)
        kpis = inner_kpis(text, find_entries(text, first, last, tables)) or kpis
    return action.model_copy(update={"rows": rows, "other": other, "kpis": kpis})


def _blocks(text: str, start: int, end: int, row_labels: Sequence[int]) -> Iterator[_Block]:
    """Yield the labelled blocks of a sheet in order; header cells of the inner table are none."""
    marks: list[tuple[Field, int, int]] = []
    for match in label_pattern().finditer(text, start, end):
        inside = marks[-1][0] if marks else None
        field = field_of(match)
        if inside == Field.ACTIVITY and field in (Field.TIMING, Field.ACTIVITY, Field.SUMMARY):
            continue
        marks.append((field, match.start(), match.end()))
    unknown = [match.start(1) for match in _UNKNOWN_LABEL.finditer(text, start, end)]
    in_rows = row_labels[bisect_left(row_labels, start) : bisect_left(row_labels, end)]
    for place in sorted({*unknown, *in_rows}):
        if not any(begin <= place < stop for _, begin, stop in marks):
            before = [field for field, begin, _ in sorted(marks, key=_begin) if begin < place]
            open_end = before and before[-1] in (Field.SUMMARY, Field.ACTIVITY, Field.KPI)
            if before and (not open_end or (place in in_rows and _has_colon(text, place))):
                marks.append(_unknown_mark(text, place))
    marks.sort(key=_begin)
    for number, (field, begin, stop) in enumerate(marks):
        following = marks[number + 1][1] if number + 1 < len(marks) else end
        yield _Block(field, trim(text, begin, stop).start, stop, following)


def _has_colon(text: str, place: int) -> bool:
    """Tell whether a cell of few words ends on a colon: "EMPACT grant requested:"."""
    words = text[place : text.find("\n", place)].rstrip()
    return words.endswith(":") and words[:1].isupper() and len(words.split()) <= _LABEL_WORDS


def _unknown_mark(text: str, place: int) -> tuple[Field, int, int]:
    """Return the mark of a label that no form has: of the field that its words tell, or none."""
    end = _LABEL_END.search(text, place)
    field = field_worded(text[place : end.start()].strip()) if end else None
    return (field, place, end.end()) if field and end else (Field.OTHER, place, place)


def _row_labels(tables: Sequence[Table]) -> Iterator[int]:
    """Yield where cells start that may label what stands beside them: the first of two, short."""
    for table in tables:
        for row in table.rows:
            if len(row.cells) == _PAIR and row.cells[0].end - row.cells[0].start <= _LABEL_CHARS:
                yield row.cells[0].start


def _begin(mark: tuple[Field, int, int]) -> int:
    return mark[1]


def _unlabelled_summary(
    text: str, content: dict[Field, list[tuple[int, int]]], row_ends: Mapping[int, int]
) -> None:
    """Give a sheet whose summary has no label the words that stand below the participants."""
    if Field.SUMMARY in content or Field.PARTICIPANTS not in content:
        return
    start, end = content[Field.PARTICIPANTS][-1]
    first = trim(text, start, end).start
    gap = _PARAGRAPH_GAP.search(text, first, end)
    row_end = row_ends.get(first, gap.start() if gap else end)
    if text[row_end:end].strip():
        content[Field.PARTICIPANTS][-1] = (start, row_end)
        content[Field.SUMMARY] = [(row_end, end)]


def row_ends(tables: Sequence[Table]) -> dict[int, int]:
    """Return where the row ends that a cell stands in, by where the cell starts."""
    rows = [row.cells for table in tables for row in table.rows if row.cells]
    return {cell.start: cells[-1].end for cells in rows for cell in cells}


def _other(text: str, spans: list[tuple[int, int]]) -> tuple[Labelled, ...]:
    rows = []
    for start, end in spans:
        stop = _LABEL_END.search(text, start, end)
        value = value_at(text, stop.end(), end) if stop else None
        if stop and value:
            rows.append(Labelled(**value.model_dump(), label=clean(text[start : stop.start()])))
    return tuple(rows)


def _rows(
    text: str, blocks: list[_Block], content: dict[Field, list[tuple[int, int]]]
) -> Iterator[Row]:
    for block in blocks:
        end = next((e for s, e in content[block.field] if s == block.start), block.end)
        span = trim(text, block.label_start, end)
        yield Row(**span.model_dump(), field=block.field.value)
    labelled = {block.field for block in blocks}
    for field in content.keys() - labelled:
        for start, end in content[field]:
            yield Row(**trim(text, start, end).model_dump(), field=field.value)
