"""The canonical text as HTML: every character once, in order, and nothing that is not in it.

The `textContent` of what this module writes equals the canonical text. So an offset into the one
is an offset into the other, in the browser too; labels and numbers are added by CSS from `data-`
attributes, which are no text.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, pairwise

from app.interface import Interface
from app.viewer_blocks import Block, Part, lay_out, parts_of
from app.viewer_styles import CITED, Cell, Style, cells_of, line_kinds, styles_of
from ingest.model import Document, Span

Piece = tuple[int, int, frozenset[str]]
"""A stretch without a cut in it: where it starts, where it ends, the styles that hold there."""

# The start of each line but the first: behind a line end that something follows.
_LINE_START = re.compile(r"\n(?=.)", re.DOTALL)


def marked_up(document: Document, text: str, words: Interface, cited: Span | None = None) -> str:
    """Return the whole text as HTML lines in nested groups, `cited` marked as `<mark>`."""
    return _Writer(document, text, words, cited).write()


def redaction_id(number: int) -> str:
    """Return the id of the n-th redaction of a document on the page, counted from 1."""
    return f"withheld-{number}"


class _Writer:
    """Holds what is known about each line while the text is written out."""

    def __init__(self, document: Document, text: str, words: Interface, cited: Span | None) -> None:
        starts = [0, *(match.end() for match in _LINE_START.finditer(text))]
        self._text = text
        self._blocks, single = lay_out(parts_of(document), starts)
        self._points = _points(document, single)
        self._cells = cells_of(document, text, words)
        self._kinds = line_kinds(document, text, starts)
        styles = styles_of(document, text, starts)
        if cited:
            styles.append(Style(cited.start, cited.end, CITED))
        edges = (edge for cell in self._cells for edge in (cell.start, cell.end))
        self._lines = _cut(text, starts, styles, [*self._points, *edges])
        self._mark_written = False

    def write(self) -> str:
        return "".join(self._between(0, len(self._lines), self._blocks))

    def _between(self, first: int, stop: int, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self._plain(first, block.first)
            yield _opening(block.part)
            yield from self._between(block.first, block.last + 1, block.inner)
            yield "</section>"
            first = block.last + 1
        yield from self._plain(first, stop)

    def _plain(self, first: int, stop: int) -> Iterator[str]:
        """Yield lines one by one; blank lines in a row become one gap."""
        for kind, numbers in _runs(self._kinds, first, stop):
            inner = "".join(self._line(self._lines[number]) for number in numbers)
            yield f'<div class="{kind}">{inner}</div>'

    def _line(self, pieces: Sequence[Piece]) -> str:
        html, in_cells = [], any(self._cell_at(piece[0]) for piece in pieces)
        for cell, group in groupby(pieces, key=lambda piece: self._cell_at(piece[0])):
            inner = "".join(
                self._run(cited, list(run))
                for cited, run in groupby(group, key=lambda piece: CITED in piece[2])
            )
            if cell:
                inner = f'<span class="cell" data-label="{escape(cell.label)}">{inner}</span>'
            elif in_cells and not inner.strip():
                inner = f'<span class="indent">{inner}</span>'
            html.append(inner)
        return "".join(html)

    def _cell_at(self, offset: int) -> Cell | None:
        at = bisect_right(self._cells, offset, key=lambda cell: cell.start) - 1
        return self._cells[at] if at >= 0 and offset < self._cells[at].end else None

    def _run(self, cited: bool, pieces: Sequence[Piece]) -> str:
        inner = "".join(self._piece(*piece) for piece in pieces)
        if not cited:
            return inner
        first = "" if self._mark_written else ' id="cited"'
        self._mark_written = True
        return f'<mark{first} class="cited">{inner}</mark>'

    def _piece(self, start: int, end: int, styles: frozenset[str]) -> str:
        points = "".join(self._points.get(start, ()))
        words = escape(self._text[start:end]).replace("\r", "&#13;")
        names = " ".join(sorted(styles - {CITED}))
        return points + (f'<span class="{names}">{words}</span>' if names else words)


def _runs(kinds: Sequence[str], first: int, stop: int) -> Iterator[tuple[str, list[int]]]:
    """Group the numbers of blank lines that follow each other; any other line stands alone."""
    for (kind, _), numbers in groupby(
        range(first, stop), key=lambda at: (kinds[at], -1 if kinds[at] == "gap" else at)
    ):
        yield kind, list(numbers)


def _opening(part: Part) -> str:
    slug, ref, title = escape(part.slug), escape(part.ref), escape(part.title)
    opening = f'<section class="part {part.kind}" id="{slug}" aria-label="{ref}">'
    if part.kind not in ("action", "measure"):
        return opening
    tag = f'<div class="tag" aria-hidden="true" data-ref="{ref}" data-title="{title}"></div>'
    return opening + tag


def _points(document: Document, parts: Iterable[Part]) -> dict[int, list[str]]:
    """Return what stands at an offset without being text: anchors and page numbers."""
    found: dict[int, list[str]] = defaultdict(list)
    for part in parts:
        found[part.start].append(f'<a id="{escape(part.slug)}" class="point"></a>')
    for number, redaction in enumerate(document.redactions, start=1):
        found[redaction.start].append(f'<a id="{redaction_id(number)}" class="point"></a>')
    for number, page in enumerate(document.pages, start=1):
        found[page.start].append(f'<span class="page" data-page="p. {number}"></span>')
    return found


def _cut(
    text: str, starts: Sequence[int], styles: Iterable[Style], places: Iterable[int]
) -> list[list[Piece]]:
    """Cut each line at `places` and where a style starts or ends."""
    opens: dict[int, list[str]] = defaultdict(list)
    closes: dict[int, list[str]] = defaultdict(list)
    for style in styles:
        if 0 <= style.start < style.end <= len(text):
            opens[style.start].append(style.name)
            closes[style.end].append(style.name)
    inside = {place for place in places if 0 <= place < len(text)}
    cuts = sorted({*starts, *opens, *closes, *inside, len(text)})
    line_starts = set(starts)
    lines: list[list[Piece]] = []
    active: list[str] = []
    for start, end in pairwise(cuts):
        for name in closes.get(start, ()):
            active.remove(name)
        active += opens.get(start, ())
        if start in line_starts:
            lines.append([])
        lines[-1].append((start, end, frozenset(active)))
    return lines
