"""PDF files: lines and ruled tables of each page, put back into one flow over the pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from ingest.errors import DamagedFile, EncryptedFile
from ingest.readers.blocks import Block, Kind, Paragraph, Piece, Table
from ingest.readers.columns import in_reading_order
from ingest.readers.grid import Grid, continued, find_grids, flow_table
from ingest.readers.lines import (
    TextLine,
    Word,
    goes_on,
    group_lines,
    group_paragraphs,
    is_full,
    join,
)
from ingest.readers.marks import BULLET_MARK
from ingest.readers.plain import is_running, line_form
from ingest.readers.unruled import find_unruled

_EDGE_SHARE = 0.15
_NAMELESS = re.compile(r"\(cid:\d+\)|\x00")
_SMALLER = 0.7  # points by which the print of footnotes is smaller
_NOTE = re.compile(r"[¹²³⁰⁴-⁹]+\s*\S")


@dataclass(slots=True)
class _Page:
    """What stands on a page, from top to bottom, its furniture and notes apart."""

    number: int
    width: float
    height: float
    flow: list[TextLine | Grid]
    edges: list[TextLine]
    furniture: list[TextLine]
    notes: list[TextLine]

    @property
    def right(self) -> float:
        """Where its lines break."""
        return max((x.x1 for x in self.flow if isinstance(x, TextLine)), default=self.width)


def pdf_blocks(name: str, data: bytes) -> Iterator[Block]:
    """Yield the blocks of a PDF in reading order; tables that go on over pages are one.

    Raises DamagedFile for a file that is broken, EncryptedFile for one that wants a password.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            pages = [_read_page(page) for page in pdf.pages]
    except Exception as error:  # pdfminer lets errors of many kinds through
        locked = isinstance(error, PDFPasswordIncorrect) or isinstance(
            error.__cause__ or (error.args or (None,))[0], PDFPasswordIncorrect
        )
        if locked:
            raise EncryptedFile(name) from error
        raise DamagedFile(name, "its inner structure is broken") from error
    _set_furniture_apart(pages)
    size = _usual_size(pages) - _SMALLER
    for page in pages:
        _set_notes_apart(page, size)
    known = _vocabulary(pages)
    yield from _joined(list(_flow(pages, known, size)))


def _read_page(page: Any) -> _Page:
    page.process_object = partial(_letter, page, page.process_object)
    words = _words(page)
    ruled, rest = find_grids(page, words)
    unruled, rest = find_unruled(rest)
    lines = in_reading_order(rest, page.width)
    flow = _woven(lines, [*ruled, *unruled])
    page.close()
    edges = [line for line in group_lines(rest) if _at_edge(line, page.height)]
    return _Page(page.page_number, page.width, page.height, flow, edges, [], [])


def _letter(page: Any, usual: Callable[[Any], Any], thing: Any) -> Any:
    """Return what pdfplumber knows of a thing on a page; of a letter only what is needed here.

    Most of the time that a page takes would go into colours and the like of its letters.
    """
    from pdfminer.layout import LTChar

    if type(thing) is not LTChar:
        return usual(thing)
    left, above = page.mediabox[:2]
    top = page.height - thing.y1 + above
    return {
        "object_type": "char",
        "text": thing.get_text(),
        "x0": thing.x0 + left,
        "x1": thing.x1 + left,
        "top": top,
        "bottom": page.height - thing.y0 + above,
        "doctop": page.initial_doctop + top,
        "size": thing.size,
        "upright": thing.upright,
        "matrix": thing.matrix,
        "width": thing.width,
        "height": thing.height,
    }


def _known(word: str) -> str:
    """Return a word without letters that have no name; one of nothing else is a bullet."""
    return _NAMELESS.sub("", word) or BULLET_MARK


def _words(page: Any) -> list[Word]:
    """Return the words of a page; a letter that is printed twice to look bold is read once."""
    from pdfplumber.utils.text import extract_words

    once = {(c["text"], round(c["x0"]), round(c["top"])): c for c in reversed(page.chars)}
    found = extract_words(
        list(reversed(once.values())), extra_attrs=["size"], x_tolerance_ratio=0.15
    )
    return [
        Word(_known(w["text"]), w["x0"], w["x1"], w["top"], w["bottom"], w["size"]) for w in found
    ]


def _woven(lines: Sequence[TextLine], grids: Sequence[Grid]) -> list[TextLine | Grid]:
    """Put the tables between the lines: each in front of the first line that stands below it."""
    flow: list[TextLine | Grid] = list(lines)
    for grid in sorted(grids, key=lambda grid: grid.top):
        below = (i for i, x in enumerate(flow) if isinstance(x, TextLine) and x.top > grid.top)
        flow.insert(next(below, len(flow)), grid)
    return flow


def _at_edge(line: TextLine, height: float) -> bool:
    return line.bottom < height * _EDGE_SHARE or line.top > height * (1 - _EDGE_SHARE)


def _set_furniture_apart(pages: Sequence[_Page]) -> None:
    """Take the lines out of the flow that open or close many pages, but for their numbers."""
    forms = [{_edge_form(line, page) for line in page.edges} for page in pages]
    counted = Counter(form for page in forms for form in page)
    running = {form for form, times in counted.items() if is_running(times, len(pages))}
    for page in pages:
        for line in [x for x in page.flow if isinstance(x, TextLine)]:
            if _at_edge(line, page.height) and _edge_form(line, page) in running:
                page.flow.remove(line)
                page.furniture.append(line)


def _edge_form(line: TextLine, page: _Page) -> tuple[str, int]:
    """Return a line with its distance from the edge of the page, to compare with other pages."""
    top = line.top < page.height / 2
    return line_form(line.text), round(line.top if top else page.height - line.bottom)


def _set_notes_apart(page: _Page, size: float) -> None:
    """Take footnotes out of the flow: from a raised number in small print to the page's end."""
    for number in range(len(page.flow) - 1, -1, -1):
        line = page.flow[number]
        if not isinstance(line, TextLine) or line.size > size:
            return
        if _NOTE.match(line.text):
            page.notes = [x for x in page.flow[number:] if isinstance(x, TextLine)]
            del page.flow[number:]
            for above in range(number - 1, -1, -1):
                before = page.flow[above]
                if not isinstance(before, TextLine) or before.size > size:
                    return
                page.notes.insert(0, before)
                del page.flow[above]
            return


def _usual_size(pages: Sequence[_Page]) -> float:
    """Return the size of most letters outside of tables."""
    lines = [x for page in pages for x in page.flow if isinstance(x, TextLine)]
    sizes = Counter({round(line.size, 1): 0 for line in lines})
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _vocabulary(pages: Sequence[_Page]) -> frozenset[str]:
    """Return the words of a file, folded; those at line ends only with what they end on."""
    words: set[str] = set()
    for page in pages:
        for item in page.flow:
            lines = [item] if isinstance(item, TextLine) else item.lines()
            for line in lines:
                words |= {w.casefold() for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)}
    return frozenset(words)


@dataclass(slots=True)
class _Flowing:
    """A block on its way: lines say whether it may go on over the page."""

    block: Block
    page: _Page
    first: TextLine | None = None
    last: TextLine | None = None
    grid: Grid | None = None


def _flow(pages: Sequence[_Page], known: frozenset[str], small: float) -> Iterator[_Flowing]:
    for page in pages:
        run: list[TextLine] = []
        for item in [*page.flow, None]:
            if isinstance(item, TextLine):
                run.append(item)
                continue
            yield from _paragraphs(run, page, known, small)
            run = []
            if item is not None:
                yield _Flowing(flow_table(item, page.number, known), page, grid=item)
        yield from _paragraphs(page.notes, page, known, small)
        for line in page.furniture:
            block = Paragraph((Piece(line.text, page.number),), Kind.FURNITURE)
            yield _Flowing(block, page)


def _paragraphs(
    lines: Sequence[TextLine], page: _Page, known: frozenset[str], small: float
) -> Iterator[_Flowing]:
    notes = bool(lines) and lines is page.notes
    for run in _note_runs(lines) if notes else group_paragraphs(lines, page.right):
        words = join([line.text for line in run], known)
        note = run[0].size <= small and _NOTE.match(words)
        block = Paragraph((Piece(words, page.number),), Kind.NOTE if note else Kind.TEXT)
        yield _Flowing(block, page, run[0], run[-1])


def _note_runs(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Yield the lines of each footnote: from one raised number to the next."""
    run: list[TextLine] = []
    for line in lines:
        if run and _NOTE.match(line.text):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _joined(flowing: Sequence[_Flowing]) -> Iterator[Block]:
    """Yield the blocks, one that goes on over a page's end as one, its asides behind it."""
    held: _Flowing | None = None
    asides: list[Paragraph] = []
    for item in flowing:
        if isinstance(item.block, Paragraph) and item.block.kind != Kind.TEXT:
            asides.append(item.block)
            continue
        together = _together(held, item, asides) if held and held.page is not item.page else None
        if together:
            held = together
            asides = [] if isinstance(together.block, Table) else asides
            continue
        if held:
            yield held.block
        yield from asides
        held, asides = item, []
    if held:
        yield held.block
    yield from asides


def _together(above: _Flowing, below: _Flowing, asides: Sequence[Paragraph]) -> _Flowing | None:
    """Return two blocks on successive pages as one, or None where each stands alone."""
    a, b = above.block, below.block
    if above.grid and below.grid and isinstance(a, Table) and isinstance(b, Table):
        if not above.grid.goes_on_in(below.grid):
            return None
        return _Flowing(continued(a, b, asides, below.page.number), below.page, grid=below.grid)
    if not (isinstance(a, Paragraph) and isinstance(b, Paragraph) and above.last and below.first):
        return None
    if not goes_on(a.text, b.text) or not is_full(above.last, below.first, above.page.right - 12):
        return None
    joined = join([a.text, b.text], frozenset())
    before = "".join(piece.text for piece in a.pieces[:-1])
    last = Piece(joined[len(before) : len(joined) - len(b.text)], a.pieces[-1].page)
    block = Paragraph((*a.pieces[:-1], last, *b.pieces))
    return _Flowing(block, below.page, above.first, below.last)
