"""A document becomes chunks: stretches of its text that are small enough to embed.

Chunks follow the structure that `ingest` found: one for each paragraph, bullet or row. A line that
leads into bullets ("... with a view to:") stands with them where all fit; a passage too long for
the model is cut where sentences end.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from index.context import ContextLines
from ingest.model import Document, Passage

CHUNKER_VERSION = 4
"""Raise it whenever the same document would be indexed otherwise: indexes are then built anew."""
MIN_TOKENS = 16
INDEXED_KINDS = frozenset({"paragraph", "bullet", "row"})
CHARS_PER_TOKEN = 16
"""More characters than a token of running text ever has: bounds the search for a place to cut."""

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|\*+")  # "<p>", "</ul>", "**"
_SENTENCE_END = re.compile(r"[.!?;:][)\]\"'”\u2019]*\s+|\n+")  # "networks. ", "as follows:\n"
_WORD_END = re.compile(r"\s+")
_TOKEN_ESTIMATE = re.compile(r"\w{1,3}|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document that can be found: `text` is the canonical `text[start:end]`."""

    id: str
    """The same for the same words at the same place with the same context, in every run."""
    document_id: str
    ref: str
    field: str | None
    start: int
    end: int
    context: str
    text: str

    @property
    def searchable(self) -> str:
        """What is embedded and indexed: the context line, then the text without its markup."""
        return f"{self.context}\n{clean(self.text)}"


def clean(text: str) -> str:
    """Return a text without tags and emphasis marks, its whitespace collapsed."""
    return " ".join(_TAG.sub(" ", text).split())


def estimate_tokens(text: str) -> int:
    """Return about how many tokens a model reads, on the high side for English."""
    return 2 + len(_TOKEN_ESTIMATE.findall(text))


def chunk_document(
    document: Document,
    text: str,
    max_tokens: int = 256,
    count_tokens: Callable[[str], int] | None = None,
) -> list[Chunk]:
    """Cut a document into chunks, in its own order.

    `text` is the document's canonical text. No chunk's `searchable` has more than `max_tokens`
    tokens by `count_tokens` (an estimate where None); every word of the passages that are
    paragraphs, bullets or rows is in a chunk. Raises ValueError under 16 tokens.
    """
    if max_tokens < MIN_TOKENS:
        raise ValueError(f"max_tokens={max_tokens!r} leaves no room; give {MIN_TOKENS} or more")
    cutter = _Cutter(document, text, max_tokens, count_tokens or estimate_tokens)
    found = {chunk.id: chunk for run in _runs(document.passages, text) for chunk in cutter.cut(run)}
    return list(found.values())


class _Cutter:
    """Makes the chunks of one document."""

    def __init__(
        self, document: Document, text: str, max_tokens: int, count: Callable[[str], int]
    ) -> None:
        self._id = document.id
        self._text = text
        self._max_tokens = max_tokens
        self._count = count
        self._lines = ContextLines(document)
        self._contexts: dict[tuple[str, str | None], str] = {}

    def cut(self, run: Sequence[Passage]) -> Iterator[Chunk]:
        """Yield one chunk for a run that fits as a whole, else the chunks of each passage."""
        context = self._context(run[0].ref, run[0].field)
        whole = (run[0].start, run[-1].end)
        stretches = [whole] if len(run) > 1 and self._fits(context, *whole) else None
        for start, end in stretches or ((part.start, part.end) for part in run):
            for piece in self._pieces(context, start, end):
                if clean(self._text[slice(*piece)]):
                    yield self._chunk(run[0], context, *piece)

    def _chunk(self, passage: Passage, context: str, start: int, end: int) -> Chunk:
        text = self._text[start:end]
        content = "\0".join((passage.ref, passage.field or "", context, text))
        digest = sha256(content.encode()).hexdigest()[:16]
        key = f"{self._id}:{start}:{digest}"
        return Chunk(key, self._id, passage.ref, passage.field, start, end, context, text)

    def _context(self, ref: str, field: str | None) -> str:
        """Return the context line, cut so that it leaves half of the tokens to the text."""
        if (ref, field) not in self._contexts:
            words = self._lines.line(ref, field).split()
            while words and self._count(" ".join(words)) > self._max_tokens // 2:
                words.pop()
            self._contexts[ref, field] = " ".join(words)
        return self._contexts[ref, field]

    def _fits(self, context: str, start: int, end: int) -> bool:
        return self._count(f"{context}\n{clean(self._text[start:end])}") <= self._max_tokens

    def _pieces(self, context: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches that a passage is cut into, without the whitespace around them."""
        while start < end:
            stop = self._furthest(context, start, end)
            piece = self._text[start:stop]
            left = start + len(piece) - len(piece.lstrip())
            yield left, max(left, start + len(piece.rstrip()))
            start = stop

    def _furthest(self, context: str, start: int, end: int) -> int:
        """Return how far a chunk from `start` can reach: the end, a sentence, a word, a letter."""
        window = min(end, start + self._max_tokens * CHARS_PER_TOKEN)
        if window == end and self._fits(context, start, end):
            return end
        for boundary in (_SENTENCE_END, _WORD_END):
            stops = [match.end() for match in boundary.finditer(self._text, start, window)]
            fitting = bisect_left(
                stops, True, key=lambda stop: not self._fits(context, start, stop)
            )
            if fitting and self._text[start : stops[fitting - 1]].strip():
                return stops[fitting - 1]
        letters = range(start + 1, window + 1)
        fitting = bisect_left(letters, True, key=lambda stop: not self._fits(context, start, stop))
        return letters[max(0, fitting - 1)]


def _runs(passages: Sequence[Passage], text: str) -> Iterator[list[Passage]]:
    """Yield each indexed passage, a line that leads into bullets together with those bullets."""
    run: list[Passage] = []
    for passage in passages:
        if run and not _continues(run, passage, text):
            yield run
            run = []
        if passage.kind in INDEXED_KINDS:
            run.append(passage)
    if run:
        yield run


def _continues(run: Sequence[Passage], passage: Passage, text: str) -> bool:
    lead, last = run[0], run[-1]
    return (
        passage.kind == "bullet"
        and (passage.ref, passage.field) == (lead.ref, lead.field)
        and clean(text[lead.start : lead.end]).endswith(":")
        and re.search(r"\w", text[last.end : passage.start]) is None
    )
