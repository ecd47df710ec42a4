"""HTML pages: their paragraphs, lists and tables in the order of the file."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.readers.blocks import Block, Cell, Kind, Paragraph, Row, Table, paragraph
from ingest.readers.marks import BULLET_MARK, superscript

# what a page of HTML opens with, behind comments: '<!DOCTYPE html>', '<html lang="en">'
_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
        "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
    ]
)  # fmt: skip
_UNSEEN = frozenset(
    ["script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe"]
)
_FURNITURE = frozenset({"header", "footer", "nav"})
# "fn1", "footnote-2", "_ftn3": the id of a footnote
_NOTE_ID = re.compile(r"(?:_?ftn|fn|footnote|note|endnote)[-_:.]?(\d{1,3})", re.IGNORECASE)
_BACK = re.compile(r"[\u21a9\u2191^]\ufe0e?\s*$")
_MAX_SPAN = 100


def looks_like_html(text: str) -> bool:
    """Tell whether a text is a page of HTML rather than text with some tags in it."""
    return bool(_OPENING.match(text.removeprefix("\ufeff")))


def html_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page; a footnote is told by its id and stands where the page has it."""
    from bs4 import BeautifulSoup

    root = BeautifulSoup(text, "lxml")
    yield from _blocks(root, Kind.TEXT)


def _blocks(parent: Any, kind: Kind) -> Iterator[Block]:
    """Yield the blocks of an element: runs of inline content between its block elements."""
    inline = ""
    for child in parent.children:
        if _is_text(child):
            inline += str(child)
        elif child.name is None or child.name in _UNSEEN:
            continue
        elif child.name in _BLOCKS:
            yield from _lines(inline, kind)
            inline = ""
            yield from _block(child, kind)
        elif child.find(_is_block):
            yield from _lines(inline, kind)
            inline = ""
            yield from _blocks(child, kind)
        else:
            inline += _inline(child)
    yield from _lines(inline, kind)


def _is_block(tag: Any) -> bool:
    return tag.name in _BLOCKS


def _is_text(node: Any) -> bool:
    from bs4.element import NavigableString

    return type(node) is NavigableString


def _block(element: Any, kind: Kind) -> Iterator[Block]:
    note = _NOTE_ID.fullmatch(str(element.get("id", "")))
    if element.name == "table":
        for caption in element.find_all("caption", recursive=False):
            yield from _blocks(caption, kind)
        yield _table(element)
    elif note and _has_call(element):
        words = "\n".join(_BACK.sub("", b.text).strip() for b in _paragraphs(element, kind))
        words = re.sub(rf"^\W*{note.group(1)}\b[.)\]]?\s*|^[¹²³⁰-⁹]+\s*", "", words)
        yield paragraph(f"{superscript(note.group(1))} {words}", kind=Kind.NOTE)
    elif element.name == "li":
        yield from _item(element, kind)
    elif element.name == "dl":
        yield from _terms(element, kind)
    elif element.name == "pre":
        yield paragraph(element.get_text(), kind=kind)
    else:
        yield from _blocks(element, Kind.FURNITURE if element.name in _FURNITURE else kind)


def _has_call(element: Any) -> bool:
    """Tell whether a link leads to a note, or a raised number that is no link calls it."""
    root = list(element.parents)[-1]
    name = str(element["id"])
    wanted = re.compile(rf"^#_?{re.escape(name.lstrip('_'))}$")
    digits = name[len(name.rstrip("0123456789")) :]
    raised = (tag.get_text().strip(" []()") for tag in root.find_all("sup"))
    return root.find("a", href=wanted) is not None or digits in raised


def _paragraphs(element: Any, kind: Kind) -> Iterator[Paragraph]:
    yield from (block for block in _blocks(element, kind) if isinstance(block, Paragraph))


def _item(element: Any, kind: Kind) -> Iterator[Block]:
    mark = BULLET_MARK
    if element.parent is not None and element.parent.name == "ol":
        before = len([s for s in element.find_previous_siblings("li")])
        start = str(element.parent.get("start", "1"))
        mark = f"{(int(start) if start.isdigit() else 1) + before}."
    for number, block in enumerate(_blocks(element, kind)):
        first = number == 0 and isinstance(block, Paragraph)
        yield paragraph(f"{mark} {block.text}", kind=kind) if first else block  # type: ignore[union-attr]


def _terms(element: Any, kind: Kind) -> Iterator[Block]:
    """Yield the terms of a list, each with the words that explain it: "Broker: any person who"."""
    term = ""
    for child in element.find_all(["dt", "dd"]):
        for block in _blocks(child, kind):
            if child.name == "dt" and isinstance(block, Paragraph):
                term = f"{term}, {block.text}" if term else block.text.rstrip(" :")
            elif term and isinstance(block, Paragraph):
                yield paragraph(f"{term}: {block.text}", kind=kind)
                term = ""
            else:
                yield block
    yield from _lines(term, kind)


def _inline(element: Any) -> str:
    """Return the words of an inline element; raised numbers are footnote calls or powers."""
    if element.name in _UNSEEN:
        return ""
    if element.name == "br":
        return "\u2028"
    words = "".join(
        str(child) if _is_text(child) else _inline(child) if child.name else ""
        for child in element.children
    )
    digits = words.strip(" []()")
    return superscript(digits) if element.name == "sup" and digits.isdigit() else words


def _lines(inline: str, kind: Kind) -> Iterator[Paragraph]:
    """Yield a paragraph where there are words; `<br>` is a line end in it."""
    lines = [re.sub(r"[ \t\r\n\f]+", " ", line).strip() for line in inline.split("\u2028")]
    words = "\n".join(lines).strip()
    if words:
        yield paragraph(words, kind=kind)


def _table(element: Any) -> Table:
    taken: dict[int, int] = {}  # column -> for how many more rows a cell above covers it
    rows = []
    for row in element.find_all("tr"):
        if row.find_parent("table") is not element:
            continue
        cells, column = [], 0
        covered = {c for c, more in taken.items() if more > 0}
        taken = {c: more - 1 for c, more in taken.items()}
        own = [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]
        for cell in own:
            while column in covered:
                column += 1
            width, height = _number(cell, "colspan"), _number(cell, "rowspan")
            cells.append(Cell(column, tuple(_blocks(cell, Kind.TEXT)), width))
            taken.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width
        header = bool(own) and all(cell.name == "th" for cell in own)
        rows.append(Row(tuple(cells), header))
    return Table(tuple(rows))


def _number(cell: Any, attribute: str) -> int:
    printed = str(cell.get(attribute, "1"))
    return min(max(int(printed), 1), _MAX_SPAN) if printed.isdigit() else 1
