"""Words on a page become lines, and lines become paragraphs: what a PDF does not say itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import quantiles

from ingest.readers.marks import superscript

_RAISED_SIZE = 0.85
_SAME_WORD_GAP = 0.12
_TAB_GAP = 1.5
# "1. ", "a) ", "· ", "- ", "Objective: " and the like open a paragraph wherever they stand
_OPENER = re.compile(
    r"(?:[·•◆▪●\uf0b7o–-]|\(?(?:\d{1,2}|[a-zA-Z])[.)]|\d{1,2}(?:\.\d{1,2})+\.?)(?:\s|$)"
)
_RAISED_OPENER = re.compile(r"[¹²³⁰⁴-⁹]+\s*\S")
_ENDS = (".", ":", ";", "!", "?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands on its page, in points from the top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(slots=True)
class TextLine:
    """Words side by side."""

    words: list[Word] = field(default_factory=list)
    right: float | None = None
    """Where the lines of its column break; None where a page is set in one column."""

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Its upper edge, raised numbers aside."""
        return min(word.top for word in self.words if word.size > self.size * _RAISED_SIZE)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of its letters."""
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        """Its words, with raised digits written as such."""
        size, bottom = self.size, self.bottom
        parts: list[str] = []
        for before, word in zip([None, *self.words], self.words, strict=False):
            small = word.text.isdigit() and word.size <= self._size_beside(word) * _RAISED_SIZE
            raised = small and word.bottom < bottom - 0.1 * size
            close = before is not None and word.x0 - before.x1 < _SAME_WORD_GAP * size
            far = before is not None and word.x0 - before.x1 > _TAB_GAP * size
            parts.append("" if before is None or close else "\t" if far else " ")
            parts.append(superscript(word.text) if raised else word.text)
        return "".join(parts)

    def _size_beside(self, word: Word) -> float:
        """Return the size of the letters next to a word, raised digits passed over.

        Columns side by side may be set in letters of different sizes.
        """
        at = self.words.index(word)
        ahead = (w for w in reversed(self.words[:at]) if not w.text.isdigit())
        behind = (w for w in self.words[at + 1 :] if not w.text.isdigit())
        beside = [w for w in (next(ahead, None), next(behind, None)) if w]
        near = [w for w in beside if min(abs(w.x0 - word.x1), abs(word.x0 - w.x1)) < 3 * self.size]
        return max((w.size for w in near or beside), default=self.size)


def group_lines(words: Iterable[Word]) -> list[TextLine]:
    """Return words as lines from top to bottom, those of a line from left to right."""
    lines: list[TextLine] = []
    for word in sorted(words, key=lambda word: (-word.size, word.top)):
        middle = (word.top + word.bottom) / 2
        home = next((x for x in lines if x.words[0].top < middle < x.words[0].bottom), None)
        if home is None:
            home = TextLine()
            lines.append(home)
        home.words.append(word)
    for line in lines:
        line.words.sort(key=lambda word: word.x0)
    return sorted(lines, key=lambda line: line.top)


def group_paragraphs(lines: Sequence[TextLine], right: float) -> Iterator[list[TextLine]]:
    """Yield runs of lines that are one paragraph; `right` is where lines break at the latest.

    A line ends its paragraph when the next line's first word would still have fitted on it.
    """
    gaps = [b.top - a.bottom for a, b in pairwise(lines) if b.top >= a.bottom]
    least = min(gaps, default=0.0)
    usual = max(quantiles(gaps, n=5)[0], least) if len(gaps) > 1 else least
    run: list[TextLine] = []
    for line in lines:
        if run and _breaks(run[-1], line, right, usual) and not _ends_item(run, line, usual):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _ends_item(run: Sequence[TextLine], line: TextLine, usual: float) -> bool:
    """Tell whether a line right below goes on with the words of an item of a list."""
    near = -run[-1].size < line.top - run[-1].bottom <= max(usual, 0) + 0.2 * line.size
    return near and opens_item(run[0].text) and goes_on(run[-1].text, line.text)


def _breaks(above: TextLine, line: TextLine, right: float, usual: float) -> bool:
    gap = line.top - above.bottom
    right = right if above.right is None else above.right
    if gap < 0 and line.x0 > above.x1:  # the top of the next column
        return not (goes_on(above.text, line.text) and is_full(above, line, right))
    if gap > max(usual, 0) + 0.2 * above.size or gap < -2 * above.size:
        return True
    if abs(above.size - line.size) > 1 or _RAISED_OPENER.match(line.text):
        return True
    if opens_item(line.text) or "\t" in line.text:
        return True
    return not is_full(above, line, right)


def is_full(above: TextLine, line: TextLine, right: float) -> bool:
    """Tell whether a line is as long as it could be: the next word had no room on it."""
    first = line.words[0]
    width = first.x1 - first.x0
    for word in line.words[1:]:  # what is set without a space belongs to the first word
        if word.x0 - first.x0 - width > _SAME_WORD_GAP * above.size:
            break
        width = word.x1 - first.x0
    space = 0.2 * above.size
    return above.x1 + space + width > right - 1


def join(texts: Sequence[str], known: frozenset[str]) -> str:
    """Join the lines of a paragraph; a word that is divided at a line end is put together.

    The hyphen stays where the file has the word with it ("co-leader") and not without it; `known`
    are the words of the file, folded.
    """
    joined = ""
    for text in texts:
        joined = f"{_opened(joined, text, known)}{text}" if joined else text
    return joined


def _opened(before: str, after: str, known: frozenset[str]) -> str:
    """Return a line as it goes on with the next: with a space, or in the middle of a word."""
    if before.endswith("\u00ad"):
        return before[:-1]
    if re.search(r"-[^\W\d_]+-$", before):  # "smash-and-" and "grab"
        return before
    head = re.search(r"([^\W\d_]+)-$", before)
    tail = re.match(r"[^\W\d_]+", after)
    if head and tail and tail.group()[0].islower():
        whole = (head.group(1) + tail.group()).casefold()
        hyphened = f"{head.group(1)}-{tail.group()}".casefold()
        keeps = hyphened in known and whole not in known
        return before if keeps else before[:-1]
    inside = re.search(r"[\w)][-/]$", before)
    return before if inside else f"{before} "


def opens_item(text: str) -> bool:
    """Tell whether a text opens as an item of a list does: "1. ", "b) ", "- "."""
    return bool(_OPENER.match(text))


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return text.rstrip().endswith(_ENDS)


def goes_on(text: str, following: str) -> bool:
    """Tell whether a text seems to go on in the one that follows it on the next page."""
    lower = following[:1].islower() and not opens_item(following)
    return lower and not ends_sentence(text)
