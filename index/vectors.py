"""Vectors become findable: one Chroma collection, embedded in a folder or on a server.

Rows are written through LlamaIndex, so any LlamaIndex program can read the collection. Questions go
to Chroma itself: all they need is ids and distances, and LlamaIndex would take 1.4 s to import and
3 ms a question to make nodes of them.
"""

import threading
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from index.chunks import Chunk
from ingest.errors import BadSetting, IndexNotReady

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from llama_index.core.schema import TextNode
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

HNSW: "CreateHNSWConfiguration" = {
    "space": "cosine",
    "ef_construction": 200,
    "ef_search": 200,
    "max_neighbors": 32,
}
"""Wider than Chroma's defaults: near-exact for tens of thousands of chunks, at about 2 ms."""
READ_BATCH = 1000
_OPENING = threading.Lock()
"""Chroma's clients of one folder share a system, which is not safe to open and close at once."""


class VectorStore:
    """One collection of vectors; safe to query from several threads."""

    def __init__(self, client: "Client", collection: str, *, create: bool = False) -> None:
        """Take a collection of a client; raises IndexNotReady without it, unless told to create."""
        self._client = client
        self.name = collection
        try:
            with _asking():
                if create:
                    self._rows = client.get_or_create_collection(
                        collection, embedding_function=None, configuration={"hnsw": HNSW}
                    )
                else:
                    self._rows = client.get_collection(collection, embedding_function=None)
        except IndexNotReady:
            self.close()
            raise

    def ids(self) -> set[str]:
        """Return the ids of all chunks in the collection."""
        found: set[str] = set()
        with _asking():
            while batch := self._rows.get(limit=READ_BATCH, offset=len(found), include=[])["ids"]:
                found.update(batch)
        return found

    def vectors(self, ids: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """Return the vectors of chunks by id; ids that it does not hold are passed over."""
        import numpy as np

        found: dict[str, NDArray[np.float32]] = {}
        with _asking():
            for start in range(0, len(ids), READ_BATCH):
                rows = self._rows.get(
                    ids=list(ids[start : start + READ_BATCH]), include=["embeddings"]
                )
                vectors = np.asarray(rows["embeddings"], np.float32)
                found.update(zip(rows["ids"], vectors, strict=True))
        return found

    def add(self, chunks: Sequence[Chunk], vectors: "Vectors") -> None:
        """Store chunks with their vectors, row by row."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        nodes = [_node(chunk, row.tolist()) for chunk, row in zip(chunks, vectors, strict=True)]
        ChromaVectorStore(chroma_collection=self._rows).add([*nodes])

    def delete(self, ids: Iterable[str]) -> None:
        """Remove chunks by id; ids that it does not hold are passed over."""
        doomed = list(ids)
        for start in range(0, len(doomed), READ_BATCH):
            self._rows.delete(ids=doomed[start : start + READ_BATCH])

    def delete_document(self, document_id: str) -> None:
        """Remove the chunks of one document."""
        self._rows.delete(where={"document_id": document_id})

    def query(
        self,
        vector: "Vectors",
        limit: int,
        *,
        documents: Collection[str] | None = None,
        refs: Collection[str] | None = None,
        known: Container[str] | None = None,
    ) -> list[tuple[str, float]]:
        """Return ids and cosines of the nearest chunks, nearest first.

        `documents` and `refs` restrict what may be found; `known` too: a collection on a server
        also holds rows of a build that is under way, which are passed over.
        """
        where = _where(documents, refs)
        wanted = limit
        while True:
            nearest = self._nearest(vector, wanted, where)
            good = [pair for pair in nearest if known is None or pair[0] in known]
            if len(good) >= limit or len(nearest) < wanted:
                return good[:limit]
            wanted *= 2

    def _nearest(self, vector: "Vectors", limit: int, where: Any) -> list[tuple[str, float]]:
        with _asking():
            found = self._rows.query(
                query_embeddings=vector[None], n_results=limit, where=where, include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        return [
            (key, 1 - float(distance))
            for key, distance in zip(found["ids"][0], distances, strict=True)
        ]

    def drop_others(self, suffix: str) -> None:
        """Drop every other collection whose name ends with `suffix`."""
        for other in self._client.list_collections():
            if other.name.endswith(suffix) and other.name != self.name:
                self._client.delete_collection(other.name)

    def drop(self) -> None:
        """Drop this collection, and close."""
        self._client.delete_collection(self.name)
        self.close()

    def close(self) -> None:
        """Let go of files and memory; the store can't be used afterwards."""
        client: Any = self._client
        servers = (client._server, client._admin_client._server)
        sessions = [getattr(server, "_session", None) for server in servers]
        with _OPENING:
            client.close()
        for session in sessions:  # to a server: Chroma leaves its connections open
            if session is not None:
                session.close()


def open_folder(folder: Path, collection: str, *, create: bool = False) -> VectorStore:
    """Open a collection that is embedded in a folder; raises IndexNotReady without one."""
    from chromadb import PersistentClient

    if not create and not folder.is_dir():
        raise IndexNotReady(f"there is no {str(folder)!r}")
    try:
        with _OPENING:
            client = PersistentClient(str(folder), settings=_settings())
    except ValueError as error:  # what Chroma raises where the folder goes away meanwhile
        raise IndexNotReady(f"{str(folder)!r} cannot be opened: {error}") from error
    return VectorStore(cast("Client", client), collection, create=create)


def open_server(url: str, collection: str, *, create: bool = False) -> VectorStore:
    """Open a collection of the Chroma server at a URL; raises BadSetting or IndexNotReady."""
    from chromadb import HttpClient

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadSetting(f"OAP_CHROMA_URL is {url!r}; give one such as 'http://127.0.0.1:8000'.")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        client = HttpClient(host=parts.hostname, port=port, ssl=secure, settings=_settings())
    except ValueError as error:  # what Chroma raises when nobody answers
        raise IndexNotReady(f"no Chroma server answers at {url!r}") from error
    return VectorStore(cast("Client", client), collection, create=create)


@contextmanager
def _asking() -> Iterator[None]:
    """Raise what Chroma raises as IndexNotReady: it is gone, damaged, or doesn't answer."""
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    try:
        yield
    except (ChromaError, HTTPError) as error:
        raise IndexNotReady(f"Chroma says {str(error)!r}") from error


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _where(documents: Collection[str] | None, refs: Collection[str] | None) -> Any:
    """Return the filter in Chroma's terms, or None for none."""
    conditions = [
        {field: {"$in": list(values)}}
        for field, values in (("document_id", documents), ("ref", refs))
        if values is not None
    ]
    return {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)


def _node(chunk: Chunk, vector: list[float]) -> "TextNode":
    from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

    return TextNode(
        id_=chunk.id,
        text=chunk.searchable,
        embedding=vector,
        metadata={"ref": chunk.ref, "field": chunk.field or ""},
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=chunk.document_id)},
    )
