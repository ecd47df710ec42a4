"""Nothing is lost: every stretch of a document's text becomes a passage of some element."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ingest.layout import Table
from ingest.model import Action, Document, Field, Passage, PassageKind, Section, Span
from ingest.sections import find_passages, label_of
from ingest.text import line_start, split_lines, trim
from ingest.wrapping import Widths, joined_lines, wrap_widths

_ROW_FIELDS = (
    Field.LEADER,
    Field.CO_LEADER,
    Field.PARTICIPANTS,
    Field.TYPE,
    Field.LINKS,
    Field.JAD,
)
_LABELLING = ("OA ", "SG ", "Measure ", "Chapter ")
"""How the refs begin of what has labels beside its values."""
_SENTENCE_WORDS = 12
_ROW_CHARS = 200
"""A row of a table that is longer than this is read cell by cell."""


def document_passages(document: Document, text: str) -> Iterator[Passage]:
    """Yield passages that together cover all words of the text, in order.

    Values of the typed elements come first; what stands between them is read as running text of
    the element that it lies in. A footnote inside a line is a passage of its own as well.
    """
    widths = None if document.tables else wrap_widths(text)
    leaves = sorted(
        _leaves(document, text, widths), key=lambda passage: (passage.start, -passage.end)
    )
    kept: list[Passage] = []
    reached = 0
    for leaf in leaves:
        if leaf.start >= reached and leaf.end > leaf.start:
            kept.append(leaf)
            reached = leaf.end
    rest = _as_rows(document.tables, list(_rest(document, text, kept, widths)))
    tiles = sorted([*kept, *rest], key=lambda passage: passage.start)
    inline = [_passage(n, n.ref, None) for n in document.footnotes if _inside_line(text, n)]
    yield from sorted([*_labelled(text, tiles), *inline], key=lambda passage: passage.start)


def _as_rows(tables: Sequence[Table], passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages, those that are the short cells of one row of a table as one."""
    rows = sorted(
        (row.cells[0].start, row.cells[-1].end)
        for table in tables
        for row in table.rows
        if len(row.cells) > 1 and row.cells[-1].end - row.cells[0].start <= _ROW_CHARS
    )
    starts = [start for start, _ in rows]

    def row_of(passage: Passage) -> tuple[int, int] | None:
        at = bisect_right(starts, passage.start) - 1
        return rows[at] if at >= 0 and passage.end <= rows[at][1] else None

    for row, cells in groupby(passages, row_of):
        run = list(cells)
        in_sheet = run[0].ref.startswith(_LABELLING)
        if row is None or in_sheet or len(run) == 1 or len({cell.ref for cell in run}) > 1:
            yield from run
        else:
            whole = {"start": run[0].start, "end": run[-1].end, "kind": "row"}
            yield run[0].model_copy(update=whole)


def _inside_line(text: str, span: Span) -> bool:
    return bool(re.search(r"\w{3}", text[line_start(text, span.start) : span.start]))


def _labelled(text: str, tiles: Sequence[Passage]) -> Iterator[Passage]:
    """Give each paragraph of a section the label that it stands under ("Key threats")."""
    label: str | None = None
    section: str | None = None
    for tile in tiles:
        running = tile.ref.startswith("§") or tile.ref in ("Preamble", "Annex")
        if running and tile.ref != section:
            section, label = tile.ref, None
        if running and tile.kind == "heading":
            label = label_of(tile.quote(text))
        yield tile.model_copy(update={"field": label}) if running and not tile.field else tile


def innermost_section(sections: Sequence[Section], offset: int) -> Section | None:
    """Return the innermost section that an offset lies in, or None."""
    inside = [section for section in sections if section.start <= offset < section.end]
    return max(inside, key=lambda section: section.start) if inside else None


def innermost_ref(document: Document, offset: int) -> str:
    """Return the ref of the smallest element that an offset lies in.

    Outside of all it is the one that ended last; "Preamble" where none has begun.
    """
    elements = [*_elements(document)]
    notes = [(note, note.ref) for note in document.footnotes]
    inside = [(span, ref) for span, ref in (*elements, *notes) if span.start <= offset < span.end]
    if inside:
        return min(inside, key=lambda element: element[0].end - element[0].start)[1]
    before = [(span.end, ref) for span, ref in elements if span.end <= offset]
    return max(before)[1] if before else "Preamble"


def _elements(document: Document) -> Iterator[tuple[Span, str]]:
    """Yield the elements that running text may lie in, each with its ref."""
    yield from ((section, section.ref) for section in document.sections)
    yield from ((goal, goal.ref) for goal in document.goals)
    yield from ((action, action.ref) for action in document.actions() if not action.withheld)
    yield from ((chapter, chapter.ref) for chapter in document.chapters)
    yield from ((measure, measure.ref) for measure in document.measures)
    for measure in document.measures:
        if measure.annex:
            yield Span(start=measure.annex[0].start, end=measure.annex[-1].end), measure.ref


def _leaves(document: Document, text: str, widths: Widths | None) -> Iterator[Passage]:
    for line in document.furniture:
        yield _passage(line, innermost_ref(document, line.start), None, "furniture")
    for note in document.footnotes:
        if not _inside_line(text, note):
            yield _passage(note, note.ref, None)
    for acronym in document.acronyms:
        if acronym.ref == "Acronyms":
            yield _passage(acronym, acronym.ref, None, "row")
    for row in document.overview:
        section = innermost_section(document.sections, row.start)
        yield _passage(row, section.ref if section else "Preamble", "Overview of OAs", "row")
    for goal in document.goals:
        if goal.objective and _within(goal.objective, goal):
            yield _passage(goal.objective, goal.ref, "objective")
    for action in document.actions():
        if not action.withheld:
            yield from _action_leaves(action, text, widths)
    for measure in document.measures:
        for bullet in measure.summary:
            yield _passage(bullet, measure.ref, "summary", "bullet")
        for paragraph in measure.annex:
            yield _passage(paragraph, measure.ref, "annex")


def _action_leaves(action: Action, text: str, widths: Widths | None) -> Iterator[Passage]:
    for row in action.rows:
        if row.field in _ROW_FIELDS or row.field == Field.TIMING:
            yield _passage(row, action.ref, row.field, "row")
    for field in (Field.TITLE, Field.TARGET, Field.KPI, Field.OTHER, Field.RELATED):
        for value in action.values(field):
            if _within(value, action) and not any(_within(value, s) for s in action.summary):
                yield _passage(value, action.ref, field.value, "row")
    for activity in action.activities:
        end = activity.timing_end or activity.end
        yield _passage(Span(start=activity.start, end=end), action.ref, Field.ACTIVITY.value)
    for summary in action.summary:
        for line in joined_lines(text, split_lines(text, summary.start, summary.end), widths):
            if not line.blank:
                yield _passage(trim(text, line.start, line.end), action.ref, Field.SUMMARY.value)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _passage(span: Span, ref: str, field: str | None, kind: PassageKind = "paragraph") -> Passage:
    return Passage(start=span.start, end=span.end, ref=ref, field=field, kind=kind)


def _rest(
    document: Document, text: str, taken: Sequence[Passage], widths: Widths | None
) -> Iterator[Passage]:
    """Yield what lies between the taken passages, by the element that it belongs to."""
    bounds = [(passage.start, passage.end) for passage in taken] + [(len(text), len(text))]
    spans = [span for span, _ in _elements(document)]
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    begin = 0
    for start, end in bounds:
        cuts = [begin, *(edge for edge in edges if begin < edge < start), start]
        for a, b in pairwise(cuts):
            if re.search(r"\w", text[a:b]):
                yield from _gap(document, text, Span(start=a, end=b), widths)
        begin = max(begin, end)


def _gap(document: Document, text: str, gap: Span, widths: Widths | None) -> Iterator[Passage]:
    first = trim(text, gap.start, gap.end).start
    ref = innermost_ref(document, first)
    for passage in find_passages(text, gap.start, gap.end, ref, widths):
        labels = ref.startswith(_LABELLING)
        heading = labels and not _is_sentence(passage.quote(text))
        heading = heading or any(_within(goal.title, passage) for goal in document.goals)
        if heading and passage.kind == "paragraph":
            yield passage.model_copy(update={"kind": "heading"})
        else:
            yield passage


def _is_sentence(words: str) -> bool:
    """Tell whether words are running text, and not a label or the heading of a goal."""
    return words.rstrip().endswith(".") and len(words.split()) >= _SENTENCE_WORDS
