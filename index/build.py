"""Documents become an index: chunk, embed, store, publish.

Only what changed is embedded. The work is done beside the valid index (see `index.manifest`), so it
can be killed at any moment: the old index goes on answering, and the next build sweeps up and
starts over, but for the vectors that were computed (see `index.kept`).
"""

import secrets
import shutil
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

from index.chunks import CHUNKER_VERSION, Chunk, chunk_document
from index.embed import Embedder
from index.fill import Filler, Progress
from index.kept import KeptVectors, forget_kept
from index.manifest import (
    Manifest,
    generation_folder,
    index_folder,
    is_whole,
    manifest_path,
    read_chunks,
    read_manifest,
    write_chunks,
    write_manifest,
)
from index.sentences import known_sentences
from index.sources import Source, source_of
from index.stage import collection_name, home_suffix, stage_folder
from index.vectors import VectorStore, open_server
from ingest.errors import IndexNotReady
from ingest.model import Document

Given = Sequence[tuple[Document, str]]
"""Documents, each with its canonical text."""

MAX_CHUNK_TOKENS = 256


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, counted in documents."""

    added: int
    """New and changed documents; all of them where the index was made anew."""
    removed: int
    unchanged: int
    chunks: int
    """Chunks now in the index."""
    seconds: float


def build_index(
    documents: Given,
    home: Path,
    *,
    embedder: Embedder,
    chroma_url: str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the index of `home` hold exactly these documents; see `update_index`.

    Raises ValueError for two documents with one id.
    """
    sources = [source_of(document, text) for document, text in documents]
    return update_index(sources, home, embedder=embedder, chroma_url=chroma_url, progress=progress)


def update_index(
    sources: Sequence[Source],
    home: Path,
    *,
    embedder: Embedder,
    chroma_url: str | None = None,
    progress: Progress | None = None,
    alongside: AbstractContextManager[None] | None = None,
) -> BuildReport:
    """Make the index of `home` hold exactly these documents, in this order.

    Waits for another build of the same home. Only what changed is loaded; where nothing did,
    nothing is done and no model is loaded. Another model, chunker or Chroma server means a new
    index. The index is published inside of `alongside`, which may publish what belongs to it.
    Raises ValueError for two documents with one id, IndexNotReady when the Chroma server doesn't
    answer, and what the embedder and `alongside` raise; the old index is then as it was.
    """
    from filelock import FileLock

    started = time.perf_counter()
    prints = {source.id: source.fingerprint for source in sources}
    if len(prints) < len(sources):
        raise ValueError("two documents have the same id; give each id once")
    index_folder(home).mkdir(parents=True, exist_ok=True)
    with FileLock(index_folder(home) / "build.lock"):
        old = _usable(home, embedder.name, chroma_url)
        before = old.fingerprints if old else {}
        try:
            if old and before == prints:
                manifest = old
                with alongside or nullcontext():
                    pass
            else:
                build = _Build(home, embedder, chroma_url, progress or _silent)
                with closing(build):
                    manifest = build.run(sources, prints, old, alongside or nullcontext())
            forget_kept(index_folder(home))
        finally:
            _sweep(home)
    unchanged = len(before.items() & prints.items())
    return BuildReport(
        added=len(prints) - unchanged,
        removed=len(before.keys() - prints.keys()),
        unchanged=unchanged,
        chunks=manifest.chunks,
        seconds=time.perf_counter() - started,
    )


class _Build:
    """One build of one home, under its lock."""

    def __init__(
        self, home: Path, embedder: Embedder, server: str | None, progress: Progress
    ) -> None:
        self._home = home
        self._embedder = embedder
        self._server = server
        self._progress = progress
        self._generation = secrets.token_hex(8)
        self._folder = generation_folder(home, self._generation)
        self._collection = collection_name(embedder.name, home)
        self._kept = KeptVectors(index_folder(home), embedder)
        self._spare: dict[str, str] = {}
        """Ids of chunks whose documents changed or went, by what was embedded of them."""

    def run(
        self,
        sources: Sequence[Source],
        prints: dict[str, str],
        old: Manifest | None,
        alongside: AbstractContextManager[None],
    ) -> Manifest:
        """Write the next generation, make it the valid one, and return its manifest."""
        self._folder.mkdir()
        chunks = self._chunk(sources, prints, old)
        with closing(self._stage(old)) as store:
            stale = self._fill(store, chunks, old)
            if self._server is None:  # a copy that no reader sees yet
                store.delete(stale)
        manifest = Manifest(
            model=self._embedder.name,
            chunker=CHUNKER_VERSION,
            server=self._server,
            generation=self._generation,
            collection=self._collection,
            documents={source.id: source.sha256 for source in sources},
            fingerprints=prints,
            chunks=len(chunks),
        )
        with alongside:
            self._progress(len(chunks), len(chunks), "publishing")
            write_manifest(self._home, manifest)
        self._progress(len(chunks), len(chunks), "sweeping up")
        if self._server is not None:
            self._sweep_server(self._server, stale)
        return manifest

    def close(self) -> None:
        """Let go of the vectors that are kept for a later build."""
        self._kept.close()

    def _chunk(
        self, sources: Sequence[Source], prints: dict[str, str], old: Manifest | None
    ) -> list[Chunk]:
        """Return the chunks of all documents in order, cutting only those that changed."""
        kept: dict[str, list[Chunk]] = {}
        if old:
            for chunk in read_chunks(generation_folder(self._home, old.generation)):
                if prints.get(chunk.document_id) == old.fingerprints[chunk.document_id]:
                    kept.setdefault(chunk.document_id, []).append(chunk)
                else:
                    self._spare[chunk.searchable] = chunk.id
        chunks: list[Chunk] = []
        for place, source in enumerate(sources):
            if source.id not in kept:
                self._progress(place, len(sources), f"cutting {source.id}")
                kept[source.id] = self._cut(*source.load())
            chunks += kept[source.id]
        return chunks

    def _cut(self, document: Document, text: str) -> list[Chunk]:
        limit = min(MAX_CHUNK_TOKENS, self._embedder.max_tokens)
        return chunk_document(document, text, limit, self._embedder.count_tokens)

    def _stage(self, old: Manifest | None) -> VectorStore:
        """Open the collection to fill: the server's, which lives on, or one in a new folder."""
        if self._server is not None:
            return open_server(self._server, self._collection, create=True)
        source = None
        if old and old.collection == self._collection:
            source = generation_folder(self._home, old.generation) / "chroma"
        return stage_folder(source, self._folder / "chroma", self._collection)

    def _fill(self, store: VectorStore, chunks: Sequence[Chunk], old: Manifest | None) -> set[str]:
        """Write all of the generation; return the ids that the store holds in vain."""
        write_chunks(self._folder, chunks)
        before = generation_folder(self._home, old.generation) if old else None
        sentences = known_sentences(before)
        filler = Filler(store, self._kept, sentences, self._spare, self._progress)
        return filler.fill(chunks, self._folder)

    def _sweep_server(self, url: str, stale: set[str]) -> None:
        with closing(open_server(url, self._collection)) as store:
            store.delete(stale)
            store.drop_others(home_suffix(self._home))


def _usable(home: Path, model: str, server: str | None) -> Manifest | None:
    """Return the manifest of the old index where the new one can grow from it."""
    try:
        manifest = read_manifest(home)
    except IndexNotReady:
        return None
    same = (manifest.model, manifest.chunker, manifest.server) == (model, CHUNKER_VERSION, server)
    return manifest if same and is_whole(home, manifest) else None


def _sweep(home: Path) -> None:
    """Remove the generations that the manifest doesn't name, of this build or of a killed one."""
    try:
        valid = read_manifest(home).generation
    except IndexNotReady:
        if manifest_path(home).exists():
            return
        valid = ""
    for folder in index_folder(home).iterdir():
        if folder.is_dir() and folder.name != valid:
            shutil.rmtree(folder, ignore_errors=True)


def _silent(_done: int, _total: int, _what: str) -> None:
    """Report to nobody."""
