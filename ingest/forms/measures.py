"""Numbered measures in chapters: a summary in bullets, then an annex with the fuller text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.model import Chapter, Measure, Span, Value
from ingest.text import (
    BULLET,
    SUPERSCRIPT_CALL,
    clean,
    footnote_number,
    split_lines,
    trim,
    value_at,
)

# "I. To enhance the flows of relevant information:", "IV To maximise synergies ..., p. 6"
_CHAPTER = re.compile(r"^([IVX]+)\.?[ \t]+(To [^\n]+|[A-Z][^\n]{8,})$", re.MULTILINE)
# "10. Strengthen the capacity of the EU Internet Referral Unit"
_MEASURE = re.compile(r"^(\d{1,2})\.[ \t]+(\S[^\n]*)$", re.MULTILINE)
_ANNEX = re.compile(r"\s*ANNEX(?:\s+[IVX\d]+)?\s*")
_CONTENTS_LINE = re.compile(r",?\s*p\.\s*\d+\s*$")


@dataclass(frozen=True, slots=True)
class _Part:
    """One run of chapters and measures from 1 upwards: the contents, the summary or the annex."""

    start: int
    end: int
    measures: tuple[re.Match[str], ...]
    chapters: tuple[re.Match[str], ...]


@dataclass(frozen=True, slots=True)
class MeasuresPaper:
    """What this form reads: the chapters, the measures, and the annex text above its measures."""

    chapters: tuple[Chapter, ...]
    measures: tuple[Measure, ...]
    annex: Span | None


def score(text: str) -> float:
    """Return how sure it is that a text is a set of numbered measures, from 0 to 1."""
    if len(_CHAPTER.findall(text)) < 2 or not re.search(r"\bmeasures\b", text, re.IGNORECASE):
        return 0.0
    return 0.9 if len(_parts(text, len(text))) >= 2 else 0.4


def parse(text: str, end: int, notes: Sequence[Span]) -> MeasuresPaper:
    """Return the measures that stand before `end`; `notes` are the footnotes, passed over.

    A paper numbers its measures up to three times: in the contents, in the summary and in the
    annex. The last run is the annex where an earlier one has bullets.
    """
    bodies = [part for part in _parts(text, end) if not _is_contents(part)]
    if not bodies:
        return MeasuresPaper((), (), None)
    summary, annex = bodies[0], bodies[1] if len(bodies) > 1 else None
    opening = _annex_opening(text, summary, annex) if annex else None
    if opening is not None:
        summary = replace(summary, end=opening)
    known = {match.group(1) for match in summary.chapters}
    added = [match for match in (annex.chapters if annex else ()) if match.group(1) not in known]
    return MeasuresPaper(
        chapters=tuple(_chapter(text, match) for match in (*summary.chapters, *added)),
        measures=tuple(_measures(text, summary, annex, notes)),
        annex=trim(text, opening, annex.start) if annex and opening is not None else None,
    )


def _annex_opening(text: str, summary: _Part, annex: _Part) -> int | None:
    """Return where the annex opens: at its heading, or the title above the contents again."""
    above = {clean(line.text) for line in split_lines(text, 0, summary.start)} - {""}
    lines = split_lines(text, summary.measures[-1].end(), annex.start)
    return next(
        (
            line.start
            for line in lines
            if _ANNEX.fullmatch(line.text) or (len(line.text) > 20 and clean(line.text) in above)
        ),
        None,
    )


def _parts(text: str, end: int) -> list[_Part]:
    """Cut the text where the numbering of the chapters starts again at I."""
    chapters = list(_CHAPTER.finditer(text, 0, end))
    starts = [m.start() for m in chapters if m.group(1) == "I"]
    parts = []
    for start, stop in zip(starts, [*starts, end][1:], strict=True):
        measures: list[re.Match[str]] = []
        for match in _MEASURE.finditer(text, start, stop):
            if int(match.group(1)) == len(measures) + 1:
                measures.append(match)
        own = tuple(m for m in chapters if start <= m.start() < stop)
        parts.append(_Part(start, stop, tuple(measures), own))
    return [part for part in parts if part.measures]


def _is_contents(part: _Part) -> bool:
    return bool(_CONTENTS_LINE.search(part.chapters[0].group()))


def _chapter(text: str, match: re.Match[str]) -> Chapter:
    span = trim(text, *match.span())
    return Chapter(
        **span.model_dump(), ref=f"Chapter {match.group(1)}", title=_title(text, match.span(2))
    )


def _title(text: str, span: tuple[int, int]) -> Value:
    value = value_at(text, *span)
    if value is None:
        raise ValueError(f"an empty title at {span}")
    return value.model_copy(update={"value": value.value.rstrip(" :")})


def _measures(
    text: str, summary: _Part, annex: _Part | None, notes: Sequence[Span]
) -> Iterator[Measure]:
    fuller = {m.group(1): m for m in annex.measures} if annex else {}
    for match in summary.measures:
        body = Span(start=match.end(), end=_stop(summary, match))
        longer = fuller.get(match.group(1))
        tail = Span(start=longer.end(), end=_stop(annex, longer)) if annex and longer else None
        chapter = [c for c in summary.chapters if c.start() < match.start()][-1]
        span = trim(text, match.start(), body.end)
        yield Measure(
            **span.model_dump(),
            ref=f"Measure {match.group(1)}",
            chapter=f"Chapter {chapter.group(1)}",
            title=_title(text, match.span(2)),
            summary=tuple(_paragraphs(text, body, notes)),
            annex_title=_title(text, longer.span(2)) if longer else None,
            annex=tuple(_paragraphs(text, tail, notes)) if tail else (),
            notes=_calls(text, body, tail, notes),
        )


def _stop(part: _Part, match: re.Match[str]) -> int:
    following = [m.start() for m in (*part.measures, *part.chapters) if m.start() > match.start()]
    return min(following, default=part.end)


def _paragraphs(text: str, span: Span, notes: Sequence[Span]) -> Iterator[Value]:
    for line in split_lines(text, span.start, span.end):
        if line.blank or any(note.start <= line.start < note.end for note in notes):
            continue
        begin = line.start
        while bullet := BULLET.match(text, begin, line.end):  # "- ◆ " is two of them
            begin = bullet.end()
        value = value_at(text, begin, line.end)
        if value:
            yield value


def _calls(text: str, body: Span, tail: Span | None, notes: Sequence[Span]) -> tuple[str, ...]:
    found = []
    for part in filter(None, (body, tail)):
        for call in SUPERSCRIPT_CALL.finditer(text, part.start, part.end):
            if not any(note.start <= call.start() < note.end for note in notes):
                found.append(f"Footnote {footnote_number(call.group())}")
    return tuple(dict.fromkeys(found))
