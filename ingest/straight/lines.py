"""The lines of a laid-out text, cut where wide gaps part one column from the next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.text import split_lines

_GAP = re.compile(r"[ \u00a0]{2,}")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of a line without a wide gap inside; `column` counts from the line's start."""

    start: int
    end: int
    column: int

    def words(self, text: str) -> str:
        """Return the words as printed."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line with its fragments; a blank one has none."""

    number: int
    start: int
    end: int
    fragments: tuple[Fragment, ...]


def laid_lines(text: str) -> list[LaidLine]:
    """Return the lines of a text, each cut into fragments at gaps of two spaces and more."""
    return [
        LaidLine(number, line.start, line.end, tuple(_fragments(text, line.start, line.end)))
        for number, line in enumerate(split_lines(text))
    ]


def _fragments(text: str, start: int, end: int) -> Iterator[Fragment]:
    begin = start
    for gap in [*_GAP.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        words = text[begin:stop]
        if words.strip("\f \t"):
            lead = len(words) - len(words.lstrip("\f \t"))
            tail = len(words) - len(words.rstrip("\f \t"))
            yield Fragment(begin + lead, stop - tail, begin + lead - start)
        begin = gap.end() if gap else end
