"""Labelled entries of running text: lines and sentences that open with "Leader:" or "Run by"."""

import re
from collections.abc import Iterator, Sequence

from ingest.forms.entry import Entry
from ingest.forms.labels import field_named, field_of, inline_label_pattern
from ingest.model import Field, Span
from ingest.text import clean, split_lines, trim
from ingest.timing import TIMING

_FEW_WORDS = 4
_LISTED = (Field.KPI, Field.TARGET, Field.ACTIVITY)
"""The fields that are lists of things with a colon of their own."""
_ACTORS = (Field.LEADER, Field.CO_LEADER, Field.PARTICIPANTS)
_BULLETS = tuple("·•◆▪●-–")
# "Budget: EUR 50 000" at the start of a line or of a sentence
_UNKNOWN = re.compile(
    r"(?:^[\t ]*+(?:[·•-][\t ]*+)?|(?<=[.;]\s))(?P<label>[A-Z][A-Za-z/&()' -]{2,40}?)[ \t]?:(?=\s)",
    re.MULTILINE,
)


def line_entries(
    text: str,
    start: int,
    end: int,
    known_only: bool = False,
    own: re.Pattern[str] | None = None,
) -> Iterator[Entry]:
    """Yield the entries of running text; each goes on to the next label or an empty line.

    Where labels come again in most sheets, those alone on their lines have all up to the next one.
    """
    marks: list[tuple[Field | None, Span, int]] = [
        (field_of(m), trim(text, m.start(), m.end()), m.end())
        for m in inline_label_pattern().finditer(text, start, end)
    ]
    known = {label.start for _, label, _ in marks}
    marks += [mark for mark in _recurring(text, start, end, own) if mark[1].start not in known]
    if not known_only:
        for unknown in _UNKNOWN.finditer(text, start, end):
            span = Span(start=unknown.start("label"), end=unknown.end("label"))
            taken = any(known.start <= span.start < stop for _, known, stop in marks)
            field = field_named(unknown["label"])
            taken = taken or _is_target(text, span.start, marks)
            taken = taken or (field is None and _is_step(text, unknown.span(), marks))
            behind = bool(marks) and span.start > min(known.start for _, known, _ in marks)
            if not taken and (field or behind):
                marks.append((field, span, unknown.end()))
        known = {label.start for _, label, _ in marks}
        marks += [mark for mark in _lines_alone(text, start, end) if mark[1].start not in known]
    marks.sort(key=lambda mark: mark[1].start)
    for number, (field, label, stop) in enumerate(marks):
        following = marks[number + 1][1].start if number + 1 < len(marks) else end
        alone = own and number + 1 < len(marks) and text[stop:following].lstrip(" \t")[:1] == "\n"
        value = trim(text, stop, following if alone else _paragraph_end(text, stop, following))
        if value.start < value.end:
            yield Entry(field, label, value.start, value.end)


def _recurring(
    text: str, start: int, end: int, own: re.Pattern[str] | None
) -> Iterator[tuple[Field | None, Span, int]]:
    """Yield the labels that come again in the document: "Run by Italy", "Run by CEPOL"."""
    for match in own.finditer(text, start, end) if own else ():
        field = field_named(clean(match["label"]))
        yield field, Span(start=match.start("label"), end=match.end("label")), match.end()


def _lines_alone(text: str, start: int, end: int) -> Iterator[tuple[Field | None, Span, int]]:
    """Yield the labels that stand alone on a line without a colon: "Purpose and content"."""
    for line in split_lines(text, start, end):
        words = line.text.strip(" \t\u00a0:")
        if words[:1].isupper() and len(words.split()) <= _FEW_WORDS + 1 and words[-1:].isalpha():
            field = field_named(words)
            if field:
                yield field, trim(text, line.start, line.end), line.end


def _is_target(text: str, start: int, marks: Sequence[tuple[Field | None, Span, int]]) -> bool:
    """Tell whether words before a colon are an indicator's or a step's: "Arrests: 45; Cash: 6".

    So is what a bullet opens in such a list, and what opens a bracket before its colon.
    """
    above = max(
        ((label.start, field) for field, label, _ in marks if label.start < start),
        key=lambda mark: mark[0],
        default=(-1, None),
    )
    before = text[:start].rstrip(" \t\u00a0")
    if before[-1:] in _BULLETS and above[0] >= 0:
        return text[: above[0]].rstrip(" \t\u00a0")[-1:] not in _BULLETS
    if above[1] not in _LISTED:
        return False
    behind = text[start : text.find(":", start)]
    listed = before[-1:] in _BULLETS or before.rstrip()[-1:] in (";", ":")
    return listed or behind.count("(") > behind.count(")")


def _is_step(
    text: str, span: tuple[int, int], marks: Sequence[tuple[Field | None, Span, int]]
) -> bool:
    """Tell whether words before a colon are an item of the list above: "Report: Q4; ..."."""
    above = [mark for mark in marks if mark[1].start < span[0]]
    line_end = text.find("\n", span[1])
    behind = text[span[1] : line_end if line_end > 0 else len(text)].split(";")[0]
    field = max(above, key=lambda mark: mark[1].start)[0] if above else Field.LEADER
    listed = text[: span[0]].rstrip().endswith(";") or TIMING.fullmatch(behind.strip(" ."))
    return field not in _ACTORS and bool(listed)


def _paragraph_end(text: str, start: int, end: int) -> int:
    """Return where the words behind a label end: at an empty line, but not right behind it."""
    first = trim(text, start, end).start
    gap = re.compile(r"\n[ \t]*+\n").search(text, first, end)
    if gap is None:
        return end
    rest = [line for line in split_lines(text, gap.end(), end) if not line.blank]
    listed = rest and re.match(r"[\t ]*(?:[·•◆–-]|\(?\w{1,2}[.)])\s", rest[0].text)
    return _paragraph_end(text, gap.end(), end) if listed else gap.start()
