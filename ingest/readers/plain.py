"""Plain text and Markdown: kept as they are; page marks and tables in them are recognised."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ingest.encodings import declared_encoding, wide_encoding
from ingest.layout import Layout
from ingest.readers.layout import Read
from ingest.readers.markdown import pipe_tables
from ingest.span import Span
from ingest.text import Line, split_lines

_EDGE_LINES = 3
# What ends and opens pages, one thing a line: "13410/16", "MK/lr", "9", "DGD 1C", "LIMITE EN"
_DOCUMENT = r"\d{4,5}(?:/\d)?/\d{2}(?: (?:EXT|REV|ADD|COR) \d)*"
_WRITER = r"[A-Z]{2,4}/[a-z]{1,4}"
_EDGE = re.compile(
    rf"[ \t]*(?P<sign>(?:{_DOCUMENT}\s+)?{_WRITER}|{_DOCUMENT})(?:[ \t]+\d{{1,3}})?[ \t]*"
    r"|[ \t]*(?:\d{1,3}|[A-Z]{2,4}[ .]?\d[ ]?[A-Z]?(?:\s+LIMITE)?(?:\s+EN)?|EN|ANNEX"
    r"|LIMITE(?:\s+EN)?|RESTREINT UE/EU RESTRICTED(?:\s+EN)?)[ \t]*"
)
_FEET = 3
"""How often a line stands at least that is the foot of pages."""
# "14331/19          AB/cd          1", "ANNEX      JAI.1      LIMITE      EN"
_FOOT = re.compile(
    r"^\s*\d{4,5}/\d{2}\b.{0,40}\s{3,}.*\d\s*$"
    r"|\b(?:LIMITE|RESTREINT UE.{0,16}|[A-Z]\.\d)\s{2,}EN\s*$"
)


def decode(data: bytes) -> str | None:
    """Return the text that bytes encode; None for no text.

    UTF-8, UTF-16 or UTF-32, else what a page declares, else Windows Latin.
    """
    if wide := wide_encoding(data):
        try:
            return data.decode(wide)
        except UnicodeDecodeError:
            return None
    if b"\x00" in data:
        return None
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode(declared_encoding(data) or "cp1252", errors="replace")
    odd = sum(char == "\ufffd" or (char < " " and char not in "\t\n\r\f\v") for char in text)
    return text if odd * 100 <= len(text) else None


def read_plain(text: str) -> Read:
    """Return a text with "\\n" as line ends; form feeds in it are the ends of its pages."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pages = _pages(text)
    tables = tuple(pipe_tables(text))
    return Read(text, Layout(pages=pages, furniture=_furniture(text, pages), tables=tables))


def _pages(text: str) -> tuple[Span, ...]:
    if "\f" not in text:
        return ()
    edges = [0, *(m.end() for m in re.finditer("\f", text)), len(text)]
    return tuple(Span(start=a, end=b) for a, b in pairwise(edges) if a < b)


def _furniture(text: str, pages: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the lines that open or close many pages, but for their numbers.

    A text may show the ends of some pages only.
    """
    at_ends = {(span.start, span.end) for span in _at_ends(text, pages)} if pages else set()
    spans = at_ends | {(span.start, span.end) for span in _repeated(text)}
    return tuple(Span(start=start, end=end) for start, end in sorted(spans))


def _at_ends(text: str, pages: tuple[Span, ...]) -> tuple[Span, ...]:
    edges = []
    for page in pages:
        lines = [line for line in split_lines(text, page.start, page.end) if not line.blank]
        edges.append([*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]])
    counted = Counter(form for page in edges for form in {line_form(line.text) for line in page})
    return tuple(
        Span(start=line.start, end=line.end)
        for page in edges
        for line in page
        if is_running(counted[line_form(line.text)], len(pages))
        and line.text.strip()
        and not _opens_text(line)
    )


def _repeated(text: str) -> tuple[Span, ...]:
    """Return the feet of pages in a text that does not say where its pages end."""
    lines = [line for line in split_lines(text) if not line.blank]
    feet = [line for line in lines if _FOOT.search(line.text)]
    counted = Counter(line_form(line.text) for line in feet)
    often = [line for line in feet if counted[line_form(line.text)] >= _FEET]
    spans = {
        (line.start + len(line.text) - len(line.text.lstrip("\f")), line.end)
        for line in (*often, *_edges(lines))
    }
    return tuple(Span(start=start, end=end) for start, end in sorted(spans))


def _edges(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of runs that end and open pages: those with a number or writer's sign."""
    found = [_EDGE.fullmatch(line.text.lstrip("\f")) for line in lines]
    signs = Counter(match["sign"] for match in found if match and match["sign"])
    for is_edge, run in groupby(zip(lines, found, strict=True), lambda pair: bool(pair[1])):
        edge = list(run)
        signed = [match["sign"] for _, match in edge if match and match["sign"]]
        if is_edge and any(signs[sign] >= _FEET for sign in signed):
            yield from (line for line, _ in edge)


def _opens_text(line: Line) -> bool:
    return len(line.text.strip()) > 120


def line_form(words: str) -> str:
    """Return a line for comparison with those of other pages: numbers aside."""
    return re.sub(r"[\d¹²³⁰⁴-⁹]+", "#", re.sub(r"\s+", " ", words)).strip().casefold()


def is_running(times: int, pages: int) -> bool:
    """Tell whether a line at the edge of so many pages is a running header or footer."""
    return times >= 2 and times >= 0.3 * pages
