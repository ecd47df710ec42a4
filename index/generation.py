"""One generation of an index, opened for reading: its chunks, words and vectors."""

import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.keywords import KeywordIndex
from index.manifest import Manifest, generation_folder, read_chunks
from index.vectors import VectorStore, open_folder, open_server
from ingest.errors import IndexNotReady

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
        self.chunks = read_chunks(self._folder)
        self._positions = {chunk.id: place for place, chunk in enumerate(self.chunks)}

    def allowed(
        self, documents: Collection[str] | None, refs: Collection[str] | None
    ) -> "NDArray[np.bool_] | None":
        """Return for each chunk whether it is of these documents and refs; None allows all."""
        import numpy as np

        if documents is None and refs is None:
            return None
        return np.array(
            [
                (documents is None or chunk.document_id in documents)
                and (refs is None or chunk.ref in refs)
                for chunk in self.chunks
            ],
            dtype=bool,
        )

    def by_words(self, query: str, limit: int, allowed: "NDArray[np.bool_] | None") -> Ranked:
        """Return the chunks that share words with a query, by BM25."""
        return self.keywords().search(query, limit, allowed)

    def by_vector(
        self,
        vector: "NDArray[np.float32]",
        limit: int,
        documents: Sequence[str] | None,
        refs: Collection[str] | None,
    ) -> Ranked:
        """Return the chunks nearest to a vector, by cosine."""
        nearest = self.vectors().query(
            vector, limit, documents=documents, refs=refs, known=self._positions
        )
        return [(self._positions[key], cosine) for key, cosine in nearest]

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

    def _open_vectors(self) -> VectorStore:
        if self.manifest.server is not None:
            return open_server(self.manifest.server, self.manifest.collection)
        return open_folder(self._folder / "chroma", self.manifest.collection)

    def close(self) -> None:
        """Let go of the vectors' files and memory."""
        with self._lock:
            if self._vectors is not None:
                self._vectors.close()
            self._vectors = None
