"""Chunks come into the next index: their vectors, those of their sentences, and their words.

Vectors are computed window by window, on all cores; meanwhile other threads store those of the
window before and count words, which each keep no more than one core busy.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.chunks import Chunk
from index.kept import KeptVectors
from index.keywords import KeywordIndex
from index.sentences import key_of, told_by, write_sentences
from index.vectors import VectorStore

if TYPE_CHECKING:
    from index.sentences import Known

Progress = Callable[[int, int, str], None]
"""Called with how much is done, of how much, and what is being done."""

WINDOW = 1024
"""How many chunks are embedded before they are stored."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What the next index is filled from, beside the chunks."""

    store: VectorStore
    vectors: KeptVectors
    sentences: "Known"
    """Vectors of sentences that the index before had."""
    spare: Mapping[str, str]
    """Ids of chunks in the store that are no longer wanted, by what was embedded of them."""
    progress: Progress

    def fill(self, chunks: Sequence[Chunk], folder: Path) -> set[str]:
        """Store the chunks that the store lacks, and write sentences and words to a folder.

        Returns the ids that the store holds in vain. Raises what the embedder raises.
        """
        present = self.store.ids()
        missing = [chunk for chunk in chunks if chunk.id not in present]
        with ThreadPoolExecutor(2) as aside:
            self._embed(missing, aside)
            self.progress(len(chunks), len(chunks), "indexing words")
            words = aside.submit(KeywordIndex.build, [chunk.searchable for chunk in chunks])
            write_sentences(folder, chunks, self.vectors.embed, self.sentences)
            words.result().save(folder / "keywords")
        return present - {chunk.id for chunk in chunks}

    def _embed(self, missing: Sequence[Chunk], aside: ThreadPoolExecutor) -> None:
        tell = _Tally(missing, self._texts(missing), self.progress)
        storing: Future[None] | None = None
        for start in range(0, len(missing), WINDOW):
            window = missing[start : start + WINDOW]
            self._borrow(window)
            self.vectors.embed(self._texts(window), tell)
            if storing:
                storing.result()
            found = self.vectors.embed([chunk.searchable for chunk in window])
            storing = aside.submit(self.store.add, window, found)
        if storing:
            storing.result()

    def _texts(self, chunks: Sequence[Chunk]) -> list[str]:
        """Return all that is to be embedded of some chunks."""
        sentences = (words for chunk in chunks for words in told_by(chunk))
        fresh = [words for words in sentences if key_of(words) not in self.sentences]
        return [*(chunk.searchable for chunk in chunks), *fresh]

    def _borrow(self, chunks: Sequence[Chunk]) -> None:
        """Take the vectors of chunks that only moved within their document from the store."""
        texts = {
            self.spare[c.searchable]: c.searchable for c in chunks if c.searchable in self.spare
        }
        if texts:
            found = self.store.vectors(list(texts))
            self.vectors.remember([texts[key] for key in found], list(found.values()))


class _Tally:
    """Reports how much is embedded, and about how far in the documents that is."""

    def __init__(self, chunks: Sequence[Chunk], texts: Sequence[str], progress: Progress) -> None:
        self._chunks = chunks
        self._total = len(texts)
        self._done = 0
        self._progress = progress

    def __call__(self, more: int) -> None:
        self._done += more
        place = min(self._done * len(self._chunks) // self._total, len(self._chunks) - 1)
        name = self._chunks[place].document_id
        self._progress(self._done, self._total, f"embedding {name}")
