"""Lines that were broken to fit a page: where a text is so, its lines are joined to paragraphs."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import quantiles

from ingest.readers.lines import ends_sentence, opens_item
from ingest.text import DIVIDED_AT, Line, split_lines

_LONG = 45
"""A line of so many characters or more may be one of several of a paragraph."""
_ENOUGH = 12
_FULL_SHARE = 0.6
_NEAR, _NARROW = 3, 0.9
"""Within how many lines others of a narrow column stand, and how narrow it is beside the text."""
_LEAST = 20
"""A line shorter than this is no part of a paragraph that goes on."""
_WIDEST = 1.5
_FAR = 30
"""Lines that start so far right are set to the right, each on its own: "Brussels, 21 May"."""
# "Activity          Timing", "From:<tab>General Secretariat"
_COLUMNS = re.compile(r"\S(?:[ \u00a0]{2,}|\t)\S")
_MARK = re.compile(r"\s*(?:[·•◆▪●\uf0b7–-]|\(?\w{1,3}[.)])?\s*")


@dataclass(frozen=True, slots=True)
class Widths:
    """Where the lines of a text were broken: those of narrow columns earlier than the others."""

    widest: int
    narrow: Mapping[int, int]
    """The widths of narrow columns by the offsets of their lines."""

    def at(self, line: Line) -> int:
        """Return the width at which a line was broken."""
        return self.narrow.get(line.start, self.widest)


def wrap_widths(text: str) -> Widths | None:
    """Return the widths at which a text's lines were broken, or None where lines are paragraphs."""
    lines = [line for line in split_lines(text) if not _columns(line.text)]
    long = [len(line.text.rstrip()) for line in lines if len(line.text.rstrip()) >= _LONG]
    if len(long) < _ENOUGH:
        return None
    widest = round(quantiles(long, n=10)[-1])
    widths = Widths(widest, dict(_narrow(lines, widest)))
    pairs = [(a, b) for a, b in pairwise(lines) if len(a.text) >= _LONG and _is_tail(a, b)]
    full = [a for a, b in pairs if _is_full(a, b, widths)]
    wide = [size for size in long if size > _WIDEST * widest]
    wrapped = len(full) >= _ENOUGH and len(full) >= _FULL_SHARE * len(pairs)
    return widths if wrapped and not wide else None


def _narrow(lines: Sequence[Line], widest: int) -> Iterator[tuple[int, int]]:
    """Yield offset and width of the lines of blocks that are narrower than the text."""
    for blank, run in groupby(lines, lambda line: line.blank):
        block = list(run)
        if blank:
            continue
        for at, line in enumerate(block):
            near = block[max(0, at - _NEAR) : at + _NEAR + 1]
            width = max(len(other.text.rstrip()) for other in near)
            goes_on = any(_is_tail(a, b) for a, b in pairwise(near) if len(a.text) >= _LONG)
            if goes_on and width < _NARROW * widest:
                yield line.start, width


def unwrapped(text: str, is_label: Callable[[str], bool]) -> str:
    """Return a text of broken lines with those of one paragraph on one line, as long as before.

    A line that is a label, or opens with one, stays by itself.
    """
    widths = wrap_widths(text)
    if widths is None:
        return text
    parts = list(text)
    for above, line in pairwise(split_lines(text)):
        if above.blank or line.blank or is_label(above.text) or is_label(line.text):
            continue
        if len(above.text.strip()) >= _LEAST and _goes_on(text, [above], line, widths):
            between = DIVIDED_AT if _is_divided(above, line) else " "
            parts[above.end : line.start] = between + " " * (line.start - above.end - 1)
    return "".join(parts)


def _is_divided(above: Line, line: Line) -> bool:
    """Tell whether a word goes on in the next line."""
    return bool(re.search(r"[a-z]-$", above.text)) and line.text[:1].islower()


def _is_tail(above: Line, line: Line) -> bool:
    """Tell whether a line goes on in the middle of a sentence."""
    words = line.text.strip()
    return words[:1].islower() and not opens_item(words) and not ends_sentence(above.text)


def joined_lines(text: str, lines: Iterable[Line], widths: Widths | None) -> Iterator[Line]:
    """Yield lines, or the paragraphs that they make where they were broken at some width."""
    run: list[Line] = []
    for line in lines:
        if run and not (widths and _goes_on(text, run, line, widths)):
            yield _joined(text, run)
            run = []
        run.append(line)
    if run:
        yield _joined(text, run)


def _joined(text: str, run: Sequence[Line]) -> Line:
    return Line(run[0].start, run[-1].end, text[run[0].start : run[-1].end])


def _goes_on(text: str, run: Sequence[Line], line: Line, widths: Widths) -> bool:
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
    tail = len(above.text.strip()) >= _LEAST and _is_tail(above, line)
    return tail or _is_full(above, line, widths)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _is_full(above: Line, line: Line, widths: Widths) -> bool:
    first = line.text.split()[0]
    return len(above.text.rstrip()) + 1 + len(first) > widths.at(above)


def _columns(words: str) -> bool:
    return bool(_COLUMNS.search(words[_MARK.match(words).end() :]))  # type: ignore[union-attr]
