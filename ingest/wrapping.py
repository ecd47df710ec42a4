"""Lines that were broken to fit a page: where a text is so, its lines are joined to paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import quantiles

from ingest.readers.lines import ends_sentence, opens_item
from ingest.text import Line, split_lines

_LONG = 45
"""A line of so many characters or more may be one of several of a paragraph."""
_ENOUGH = 12
_FULL_SHARE = 0.6
_WIDEST = 1.5
_FAR = 30
"""Lines that start so far right are set to the right, each on its own: "Brussels, 21 May"."""
# "Activity          Timing", "From:<tab>General Secretariat"
_COLUMNS = re.compile(r"\S(?:[ \u00a0]{2,}|\t)\S")
_MARK = re.compile(r"\s*(?:[·•◆▪●\uf0b7–-]|\(?\w{1,3}[.)])?\s*")


def wrap_width(text: str) -> int | None:
    """Return the width at which a text's lines were broken, or None where lines are paragraphs."""
    lines = [line for line in split_lines(text) if not _columns(line.text)]
    long = [len(line.text.rstrip()) for line in lines if len(line.text.rstrip()) >= _LONG]
    if len(long) < _ENOUGH:
        return None
    width = round(quantiles(long, n=10)[-1])
    pairs = [(a, b) for a, b in pairwise(lines) if len(a.text) >= _LONG and _is_tail(a, b)]
    full = [a for a, b in pairs if _is_full(a, b, width)]
    wide = [size for size in long if size > _WIDEST * width]
    wrapped = len(full) >= _ENOUGH and len(full) >= _FULL_SHARE * len(pairs)
    return width if wrapped and not wide else None


def _is_tail(above: Line, line: Line) -> bool:
    """Tell whether a line goes on in the middle of a sentence."""
    return line.text.lstrip()[:1].islower() and not ends_sentence(above.text)


def joined_lines(text: str, lines: Iterable[Line], width: int | None) -> Iterator[Line]:
    """Yield lines, or the paragraphs that they make where they were broken at a width."""
    run: list[Line] = []
    for line in lines:
        if run and not (width and _goes_on(text, run, line, width)):
            yield _joined(text, run)
            run = []
        run.append(line)
    if run:
        yield _joined(text, run)


def _joined(text: str, run: Sequence[Line]) -> Line:
    return Line(run[0].start, run[-1].end, text[run[0].start : run[-1].end])


def _goes_on(text: str, run: Sequence[Line], line: Line, width: int) -> bool:
    """Tell whether a line belongs to the paragraph of the lines right above it."""
    above = run[-1]
    words = line.text.strip()
    if above.blank or line.blank or text[above.end : line.start].count("\n") > 1:
        return False
    if (
        min(_indent(above), _indent(line)) > _FAR
        or opens_item(words)
        or _columns(above.text)
        or _columns(line.text)
    ):
        return False
    return _is_tail(above, line) or _is_full(above, line, width)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _is_full(above: Line, line: Line, width: int) -> bool:
    first = line.text.split()[0]
    return len(above.text.rstrip()) + 1 + len(first) > width


def _columns(words: str) -> bool:
    return bool(_COLUMNS.search(words[_MARK.match(words).end() :]))  # type: ignore[union-attr]
