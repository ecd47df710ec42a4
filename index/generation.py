"""One generation of an index, opened for reading: its chunks, words and vectors."""

import threading
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from index.keywords import KeywordIndex
from index.manifest import BROKEN, Manifest, generation_folder, read_chunks
from index.sentences import SentenceIndex
from index.vectors import VectorStore, open_folder, open_server
from ingest.errors import IndexNotReady

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

_COSINE_DIGITS = 6

Ranked = list[tuple[int, float]]
"""Positions of chunks and their scores, best first."""


class Generation:
    """An opened generation; words and vectors are opened when first needed, by any thread."""

    def __init__(self, home: Path, manifest: Manifest) -> None:
        """Read the chunks; raises IndexNotReady where they are missing."""
        self.manifest = manifest
        self._folder = generation_folder(home, manifest.generation)
        self._lock = threading.Lock()
        self._keywords: KeywordIndex | None = None
        self._vectors: VectorStore | None = None
        self._sentences: SentenceIndex | None = None
        self.chunks = read_chunks(self._folder)
        self._positions = {chunk.id: place for place, chunk in enumerate(self.chunks)}
        self._by_document: dict[str, list[int]] = {}
        self._by_ref: dict[str, list[int]] = {}
        for place, chunk in enumerate(self.chunks):
            self._by_document.setdefault(chunk.document_id, []).append(place)
            self._by_ref.setdefault(chunk.ref, []).append(place)

    def allowed(
        self, documents: Collection[str] | None, refs: Collection[str] | None
    ) -> "Mask | None":
        """Return for each chunk whether it is of these documents and refs; None allows all."""
        import numpy as np

        mask: Mask | None = None
        for values, places in ((documents, self._by_document), (refs, self._by_ref)):
            if values is not None:
                named = np.zeros(len(self.chunks), dtype=bool)
                for value in values:
                    named[places.get(value, [])] = True
                mask = named if mask is None else mask & named
        return mask

    def by_words(self, query: str, limit: int, allowed: "Mask | None") -> Ranked:
        """Return the chunks that share words with a query, by BM25."""
        return self.keywords().search(query, limit, allowed)

    def by_vector(
        self,
        vector: "NDArray[np.float32]",
        limit: int,
        documents: Sequence[str] | None,
        refs: Collection[str] | None,
    ) -> Ranked:
        """Return the chunks nearest to a vector, by cosine; equals in their order."""
        nearest = self.vectors().query(
            vector, limit, documents=documents, refs=refs, known=self._positions
        )
        # Chroma leaves equals in the order in which they came in, which updates change
        ranked = [(self._positions[key], cosine) for key, cosine in nearest]
        return sorted(ranked, key=lambda item: (-round(item[1], _COSINE_DIGITS), item[0]))

    def keywords(self) -> KeywordIndex:
        """Return the words; raises IndexNotReady where they are missing."""
        with self._lock:
            if self._keywords is None:
                try:
                    self._keywords = KeywordIndex.load(self._folder / "keywords")
                except OSError as error:
                    raise IndexNotReady(f"{str(self._folder)!r} lacks its keywords") from error
            return self._keywords

    def vectors(self) -> VectorStore:
        """Return the vectors; raises IndexNotReady where they are missing."""
        with self._lock:
            if self._vectors is None:
                self._vectors = self._open_vectors()
            return self._vectors

    def sentences(self) -> SentenceIndex:
        """Return the sentences; raises IndexNotReady where they are missing."""
        with self._lock:
            if self._sentences is None:
                self._sentences = SentenceIndex.load(self._folder)
            return self._sentences

    def _open_vectors(self) -> VectorStore:
        if self.manifest.server is not None:
            return open_server(self.manifest.server, self.manifest.collection)
        return open_folder(self._folder / "chroma", self.manifest.collection)

    def mark_broken(self) -> None:
        """Have the next build make everything anew; a server's collection is its own affair."""
        if self.manifest.server is None:
            with suppress(OSError):
                (self._folder / BROKEN).touch()

    def close(self) -> None:
        """Let go of the vectors' files and memory."""
        with self._lock:
            if self._vectors is not None:
                self._vectors.close()
            self._vectors = None
