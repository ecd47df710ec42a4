"""What a saved chat is made of: questions, and answers as blocks of words that call notes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import Field

from answer.claims import Answer, Citation
from app.anchors import source_url
from app.answer_html import place
from app.conversation import MAX_QUESTION_CHARS
from app.interface import Interface
from app.plans import View

# "[3]": the marker of a citation in an answer
MARKER = re.compile(r"\s*\[(\d{1,4})\]")

Kind = Literal["heading", "paragraph", "item", "row"]


class Said(View):
    """A question, and the answer that it got."""

    question: str = Field(min_length=1, max_length=MAX_QUESTION_CHARS)
    answer: Answer


class Chat(View):
    """What the page sends to have it saved."""

    exchanges: tuple[Said, ...] = Field(min_length=1, max_length=500)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style, or the call of a note."""

    text: str
    strong: bool = False
    note: int | None = None
    """The number of the note that is called here; `text` is empty then."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, an item of a list, or a row of a table (one list of runs a cell)."""

    kind: Kind
    cells: tuple[tuple[Run, ...], ...]
    label: str = ""
    """What stands before an item: a bullet or its number."""
    depth: int = 0

    @property
    def runs(self) -> tuple[Run, ...]:
        """The words of a block that is no row."""
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class Note:
    """The words that a claim rests on, and where they stand."""

    number: int
    """Counted through the whole chat."""
    source: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One question with its answer."""

    question: str
    answer: str
    """The answer's Markdown."""
    numbers: Mapping[int, int]
    """The number of the note that each marker of the answer calls."""
    notes: Sequence[Note]

    def blocks(self) -> Iterator[Block]:
        """Yield the answer block by block."""
        return blocks_of(self.answer, self.numbers)


def parts_of(chat: Chat, words: Interface) -> list[Part]:
    """Return the questions and answers of a chat, their notes numbered from first to last."""
    parts: list[Part] = []
    first = 1
    for said in chat.exchanges:
        numbers = {c.n: first + i for i, c in enumerate(said.answer.citations)}
        notes = [_note(cited, numbers[cited.n], words) for cited in said.answer.citations]
        parts.append(Part(said.question, said.answer.answer, numbers, notes))
        first += len(notes)
    return parts


def _note(cited: Citation, number: int, words: Interface) -> Note:
    marking = f" ({cited.marking})" if cited.marking else ""
    source = f"{cited.document_title}{marking}, {place(cited, words)}"
    url = source_url(cited.url, cited.start, cited.end)
    return Note(number, source, " ".join(cited.quote.split()), url)


def blocks_of(markdown: str, numbers: Mapping[int, int]) -> Iterator[Block]:
    """Yield the blocks of an answer; `numbers` gives the note that each marker calls."""
    lists: list[list[int | None]] = []
    cells: list[tuple[Run, ...]] = []
    kind: Kind = "paragraph"
    for token in _reader().parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append([1 if token.type.startswith("ordered") else None])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            kind = "item"
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "tr_close":
            yield Block("row", tuple(cells))
            cells = []
        elif token.type == "inline":
            runs = tuple(_runs(token.children or (), numbers))
            if token.level and _in_table(token):
                cells.append(runs)
                continue
            label = _label(lists) if kind == "item" else ""
            yield Block(kind, (runs,), label, max(len(lists) - 1, 0))
            kind = "paragraph"
        elif token.type == "fence":
            yield Block("paragraph", ((Run(token.content.strip()),),))


def _in_table(token: Token) -> bool:
    return bool(token.meta.get("cell"))


def _label(lists: Sequence[list[int | None]]) -> str:
    """Return what stands before the next item of the innermost list, and count it."""
    number = lists[-1][0]
    if number is None:
        return "•"
    lists[-1][0] = number + 1
    return f"{number}."


def _runs(tokens: Sequence[Token], numbers: Mapping[int, int]) -> Iterator[Run]:
    strong = 0
    for token in tokens:
        strong += token.nesting if token.type in ("strong_open", "strong_close") else 0
        if token.type in ("softbreak", "hardbreak"):
            yield Run("\n")
        elif token.type in ("text", "code_inline"):
            yield from _with_notes(token.content, bool(strong), numbers)


def _with_notes(text: str, strong: bool, numbers: Mapping[int, int]) -> Iterator[Run]:
    at = 0
    for marker in MARKER.finditer(text):
        number = numbers.get(int(marker.group(1)))
        if number is None:
            continue
        if text[at : marker.start()]:
            yield Run(text[at : marker.start()], strong)
        yield Run("", note=number)
        at = marker.end()
    if text[at:]:
        yield Run(text[at:], strong)


def _reader() -> MarkdownIt:
    """Return a reader that marks what stands in the cells of tables."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["link", "image", "autolink", "reference", "html_inline", "html_block", "code"])

    def mark_cells(state: object) -> None:
        inside = False
        for token in state.tokens:  # type: ignore[attr-defined]
            if token.type in ("th_open", "td_open", "th_close", "td_close"):
                inside = token.nesting == 1
            elif token.type == "inline":
                token.meta["cell"] = inside

    reader.core.ruler.push("cells", mark_cells)
    return reader
