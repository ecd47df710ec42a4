"""A question finds chunks: words and meaning, fused by rank."""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.embed import DEFAULT_MODEL, Embedder, load_embedder
from index.generation import Generation, Ranked
from index.manifest import Manifest, manifest_path, read_manifest
from ingest.errors import IndexNotReady

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RRF_K = 60
"""Cormack, Clarke and Buettcher 2009: how little the first ranks outweigh the next."""
MIN_CANDIDATES = 50
"""How many each ranking offers to the fusion at least."""
_WIDE, _SURE = 40, 10
"""From which limit on so many of the first by words are among what is found."""
MAX_TRIES = 3
_REMEMBERED = 64
"""How many queries' vectors are kept."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that was found; `text` is the canonical text from `start` to `end`."""

    document_id: str
    ref: str
    field: str | None
    start: int
    end: int
    text: str
    score: float
    """The fused score: comparable within one search only."""
    cosine: float | None
    """Nearness in meaning, -1 to 1; None where meaning didn't find it or wasn't asked."""
    bm25: float | None
    """The words' score, above 0; None where no word of the query is in it."""
    sentence: float | None = None
    """Nearness in meaning of its nearest sentence; None where meaning wasn't asked."""


class SearchIndex:
    """The index of a home, for searching from any number of threads.

    It follows the manifest: a build by this or another process is seen by the next search.
    """

    def __init__(self, home: Path, embedder: Embedder, chroma_url: str | None = None) -> None:
        """Open the index of `home` for an embedder; raises IndexNotReady as `open` does."""
        self.embedder = embedder
        self._home = home
        self._server = chroma_url
        self._lock = threading.Lock()
        self._warm = threading.Event()
        self._loading = threading.RLock()
        self._seen = self._stamp()
        self._now = self._load()
        self._before: Generation | None = None
        self._vectors: dict[str, NDArray[np.float32]] = {}

    @classmethod
    def open(
        cls, home: Path, *, embedder_name: str = DEFAULT_MODEL, chroma_url: str | None = None
    ) -> "SearchIndex":
        """Open the index of `home` in milliseconds; no model is loaded before it is needed.

        Raises IndexNotReady where there is no index, or one of another model or Chroma server.
        """
        return cls(home, load_embedder(embedder_name), chroma_url)

    def search(
        self,
        query: str,
        *,
        documents: Sequence[str] | None = None,
        refs: Collection[str] | None = None,
        limit: int = 10,
        dense: bool = True,
        also: str = "",
    ) -> list[Hit]:
        """Return at most `limit` chunks that fit the query, best first; ties in document order.

        `also` are further words to look for, which the query's meaning leaves out.
        Only chunks of `documents` and of exactly these `refs` are found; None allows all, an empty
        one nothing. With `dense` False only words count, and neither model nor Chroma is touched.
        Raises IndexNotReady when the index is damaged or its Chroma server doesn't answer.
        """
        if not query.strip() or limit < 1:
            return []
        with self.alone():
            return self._searched(query, documents, refs, limit, dense=dense, also=also)

    def _searched(
        self,
        query: str,
        documents: Sequence[str] | None,
        refs: Collection[str] | None,
        limit: int,
        *,
        dense: bool,
        also: str,
    ) -> list[Hit]:
        vector = self._vector(query) if dense else None
        for tried in range(1, MAX_TRIES + 1):
            generation = self._current()
            try:
                return _search(generation, f"{query} {also}", vector, documents, refs, limit)
            except IndexNotReady:
                if tried == MAX_TRIES or self._current() is generation:
                    generation.mark_broken()  # no build swept it away
                    raise
        raise AssertionError("unreachable")

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the embedder's vectors: float32, one row of length 1 for each text."""
        with self.alone():
            return self.embedder.embed(texts)

    def _vector(self, query: str) -> "NDArray[np.float32]":
        """Return a query's vector; one question is often searched for more than once."""
        with self._lock:
            known = self._vectors.get(query)
        if known is None:
            known = self.embed([query])[0]
            with self._lock:
                while len(self._vectors) >= _REMEMBERED:
                    self._vectors.pop(next(iter(self._vectors)))
                self._vectors[query] = known
        return known

    def warm(self) -> None:
        """Load now what the first search would load: model, words and vectors."""
        with self.alone():
            self.search("warm")
            self._warm.set()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one thread at a time do what may import a large package, until all are loaded.

        Two threads that import the same package at once may both find it half done: Python lets
        them, where it would otherwise wait for ever.
        """
        if self._warm.is_set():
            yield
            return
        with self._loading:
            yield

    @property
    def ready(self) -> bool:
        """Whether `warm` has finished: the next search waits for nothing."""
        return self._warm.is_set()

    def manifest(self) -> Manifest:
        """Return what the valid index was built with."""
        return self._current().manifest

    def close(self) -> None:
        """Let go of files and memory."""
        with self._lock:
            for generation in (self._now, self._before):
                if generation is not None:
                    generation.close()

    def _current(self) -> Generation:
        """Return the generation that the manifest names, opening it when it has changed.

        The one before stays open for searches that are under way, until the next change.
        """
        stamp = self._stamp()
        with self._lock:
            if stamp != self._seen:
                fresh = self._load()
                if self._before is not None:
                    self._before.close()
                self._before, self._now, self._seen = self._now, fresh, stamp
            return self._now

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = manifest_path(self._home).stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino

    def _load(self) -> Generation:
        manifest = read_manifest(self._home)
        if manifest.model != self.embedder.name:
            raise IndexNotReady(f"it was built with {manifest.model!r}, not {self.embedder.name!r}")
        if manifest.server != self._server:
            raise IndexNotReady(
                f"its vectors are in {manifest.server or 'its own folder'!r}, "
                f"not in {self._server or 'its own folder'!r}"
            )
        return Generation(self._home, manifest)


def fuse(*rankings: Ranked) -> list[tuple[int, float]]:
    """Fuse rankings by reciprocal rank: positions with their fused scores, best first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, (place, _) in enumerate(ranking, start=1):
            scores[place] = scores.get(place, 0.0) + 1 / (RRF_K + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _with_best(
    by_words: Ranked, fused: list[tuple[int, float]], limit: int
) -> list[tuple[int, float]]:
    """Return the first of a fusion, those among them that hold the query's rarest words.

    Of a hundred chunks, one that words alone find would else be left out for all that meaning
    finds twice, by chunk and by sentence.
    """
    if limit < _WIDE:
        return fused[:limit]
    sure = {place for place, _ in by_words[:_SURE]} - {place for place, _ in fused[:limit]}
    late = [pair for pair in fused[limit:] if pair[0] in sure]
    return [*fused[: limit - len(late)], *late]


def _search(
    generation: Generation,
    words: str,
    vector: "NDArray[np.float32] | None",
    documents: Sequence[str] | None,
    refs: Collection[str] | None,
    limit: int,
) -> list[Hit]:
    allowed = generation.allowed(documents, refs)
    if not generation.chunks or (allowed is not None and not allowed.any()):
        return []
    candidates = max(MIN_CANDIDATES, 2 * limit)
    by_words = generation.by_words(words, candidates, allowed)
    near = [] if vector is None else generation.by_vector(vector, candidates, documents, refs)
    near_sentence: Ranked = []
    if vector is not None:
        near_sentence = generation.sentences().rank(vector, candidates, allowed, near)
    bm25, cosine = dict(by_words), dict(near)
    fused = _with_best(by_words, fuse(by_words, near, near_sentence), limit)
    sentence: dict[int, float] = {}
    if vector is not None:
        sentence = generation.sentences().nearest(vector, [place for place, _ in fused])
    hits = []
    for place, score in fused:
        chunk = generation.chunks[place]
        hits.append(
            Hit(
                document_id=chunk.document_id,
                ref=chunk.ref,
                field=chunk.field,
                start=chunk.start,
                end=chunk.end,
                text=chunk.text,
                score=score,
                cosine=cosine.get(place),
                bm25=bm25.get(place),
                sentence=sentence.get(place),
            )
        )
    return hits
