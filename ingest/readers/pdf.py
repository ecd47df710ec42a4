"""PDF files: lines and ruled tables of each page, put back into one flow over the pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import Any

from ingest.errors import DamagedFile, EncryptedFile
from ingest.readers.blocks import Block, Kind, Paragraph, Piece, Table
from ingest.readers.columns import in_reading_order
from ingest.readers.grid import Grid, continued, find_grids, flow_table, level_rules
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
from ingest.readers.small_print import (
    has_notes,
    note_runs,
    opens_note,
    print_size,
    small_print_below,
)
from ingest.readers.unruled import find_unruled
from ingest.readers.unruled_rows import find_unruled_rows

_EDGE_SHARE = 0.15
_NAMELESS = re.compile(r"\(cid:\d+\)|\x00")
_SMALLER = 0.7  # points by which the print of footnotes is smaller


@dataclass(slots=True)
class _Page:
    """What stands on a page: its tables and the words outside, its furniture and notes apart."""

    number: int
    width: float
    height: float
    words: list[Word]
    grids: list[Grid]
    rules: list[float]
    """How far down its long level rules stand."""
    flow: list[TextLine | Grid] = field(default_factory=list)
    furniture: list[TextLine] = field(default_factory=list)
    notes: list[TextLine] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Where its lines break."""
        return max((x.x1 for x in self.flow if isinstance(x, TextLine)), default=self.width)

    def without(self, lines: Sequence[TextLine]) -> list[Word]:
        """Return its words outside of tables but for those of some lines."""
        gone = {id(word) for line in lines for word in line.words}
        return [word for word in self.words if id(word) not in gone]


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
        _set_in_order(page)
    known = _vocabulary(pages)
    yield from _joined(list(_flow(pages, known, size)))


def _read_page(page: Any) -> _Page:
    page.process_object = partial(_letter, page, page.process_object)
    words = _words(page)
    grids, rest = find_grids(page, words)
    rules = level_rules(page)
    page.close()
    return _Page(page.page_number, page.width, page.height, rest, grids, rules)


def _set_in_order(page: _Page) -> None:
    """Put what stands on a page into its flow: lines, tables with rules and sheets without."""
    rows, rest = find_unruled_rows(page.words, page.width, page.rules)
    unruled, rest = find_unruled(rest)
    page.flow = _woven(in_reading_order(rest, page.width), [*page.grids, *rows, *unruled])


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
    """Take the lines away that open or close many pages, but for their numbers.

    They may stand elsewhere on the pages of another section, as on those in landscape.
    """
    edges = [[x for x in group_lines(p.words) if _at_edge(x, p.height)] for p in pages]
    forms = [{_edge_form(x, p) for x in lines} for lines, p in zip(edges, pages, strict=True)]
    counted = Counter(form for page in forms for form in page)
    anywhere = Counter(words for page in forms for words in {words for words, _ in page})
    running = {
        (words, place)
        for (words, place), times in counted.items()
        if is_running(times, len(pages)) or (times > 1 and is_running(anywhere[words], len(pages)))
    }
    for lines, page in zip(edges, pages, strict=True):
        page.furniture = [line for line in lines if _edge_form(line, page) in running]
        page.words = page.without(page.furniture)


def _edge_form(line: TextLine, page: _Page) -> tuple[str, int]:
    """Return a line with its distance from the edge of the page, to compare with other pages."""
    top = line.top < page.height / 2
    return line_form(line.text), round(line.top if top else page.height - line.bottom)


def _set_notes_apart(page: _Page, size: float) -> None:
    """Take the footnotes away that stand below all else on a page."""
    bottom = max((grid.box[3] for grid in page.grids), default=0.0)
    lines = group_lines(page.words)
    small = small_print_below(lines, size, bottom)
    rest = page.without(small)
    if has_notes(small, lines[: len(lines) - len(small)]):
        page.notes, page.words = small, rest


def _usual_size(pages: Sequence[_Page]) -> float:
    """Return the size of most letters outside of tables."""
    sizes: Counter[float] = Counter()
    for word in (word for page in pages for word in page.words):
        sizes[round(word.size, 1)] += len(word.text)
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

    @property
    def right(self) -> float:
        """Where its lines break."""
        column = self.last.right if self.last else None
        return self.page.right if column is None else column


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
    for run in note_runs(lines) if notes else group_paragraphs(lines, page.right):
        words = join([line.text for line in run], known)
        note = print_size(run[0]) <= small and opens_note(words)
        block = Paragraph((Piece(words, page.number),), Kind.NOTE if note else Kind.TEXT)
        yield _Flowing(block, page, run[0], run[-1])


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
    if not goes_on(a.text, b.text) or not is_full(above.last, below.first, above.right - 12):
        return None
    joined = join([a.text, b.text], frozenset())
    before = "".join(piece.text for piece in a.pieces[:-1])
    last = Piece(joined[len(before) : len(joined) - len(b.text)], a.pieces[-1].page)
    block = Paragraph((*a.pieces[:-1], last, *b.pieces))
    return _Flowing(block, below.page, above.first, below.last)
