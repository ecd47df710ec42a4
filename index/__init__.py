"""Facts and text become findable: chunk, embed, store, search.

Importing this room costs nothing: models, Chroma and LlamaIndex are imported when first needed.
"""

from index.build import BuildReport, build_index
from index.chunks import Chunk, chunk_document
from index.embed import DEFAULT_MODEL, Embedder, HashEmbedder, load_embedder
from index.manifest import Manifest
from index.search import Hit, SearchIndex

__all__ = [
    "DEFAULT_MODEL",
    "BuildReport",
    "Chunk",
    "Embedder",
    "HashEmbedder",
    "Hit",
    "Manifest",
    "SearchIndex",
    "build_index",
    "chunk_document",
    "load_embedder",
]
