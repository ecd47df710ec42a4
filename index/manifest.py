"""What an index was built with, in one small file that is written last.

    home/index/manifest.json                      names the generation that is valid
    home/index/<generation>/chunks.json           the chunks, in the order of the documents
                           /keywords/             BM25 over them
                           /sentences.npz         the vectors of their sentences
                           /chroma/               their vectors, unless a Chroma server has them

A generation is never changed once the manifest names it. A build writes the next one beside it and
swaps by replacing the manifest, so a crash leaves the old index whole. Chroma is why: killed while
it writes its graph, it leaves a folder that it can't open again.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from index.chunks import Chunk
from ingest.errors import IndexNotReady
from ingest.model import Frozen

SENTENCES = "sentences.npz"
"""The file that the vectors of sentences stand in."""
BROKEN = "broken"
"""The file by which a search tells the next build that a generation can't be read."""


class Manifest(Frozen):
    """What an index was built with."""

    format: Literal[1] = 1
    model: str
    """The name of the embedder."""
    chunker: int
    """The chunker's version."""
    server: str | None = None
    """The URL of the Chroma server that holds the vectors; None where they are embedded."""
    generation: str
    """The folder of everything else."""
    collection: str
    documents: dict[str, str]
    """The sha256 of each document's file, by document id."""
    fingerprints: dict[str, str]
    """The sha256 of each document as parsed: also changes when the parser reads it otherwise."""
    chunks: int


def index_folder(home: Path) -> Path:
    """Return the folder that everything about the index of a home is in."""
    return home / "index"


def manifest_path(home: Path) -> Path:
    """Return the path of a home's manifest."""
    return index_folder(home) / "manifest.json"


def generation_folder(home: Path, generation: str) -> Path:
    """Return the folder of one generation."""
    return index_folder(home) / generation


def read_manifest(home: Path) -> Manifest:
    """Return the manifest of a home; raises IndexNotReady where there is none that can be read."""
    try:
        return Manifest.model_validate_json(manifest_path(home).read_bytes())
    except FileNotFoundError as error:
        raise IndexNotReady(f"there is none in {str(home)!r}") from error
    except (OSError, ValidationError) as error:
        raise IndexNotReady(f"{str(manifest_path(home))!r} cannot be read") from error


def write_manifest(home: Path, manifest: Manifest) -> None:
    """Make an index the valid one, at a stroke: readers see the old manifest or the new one."""
    path = manifest_path(home)
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(manifest.model_dump(), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


_CHUNKS = TypeAdapter(list[Chunk])


def read_chunks(folder: Path) -> list[Chunk]:
    """Return the chunks of a generation; raises IndexNotReady where they cannot be read."""
    try:
        return _CHUNKS.validate_json((folder / "chunks.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise IndexNotReady(f"{str(folder)!r} holds no chunks that can be read") from error


def is_whole(home: Path, manifest: Manifest) -> bool:
    """Tell whether all parts of the generation that a manifest names are there, none marked bad."""
    folder = generation_folder(home, manifest.generation)
    if (folder / BROKEN).exists():
        return False
    parts = ["keywords"] if manifest.server else ["keywords", "chroma"]
    try:
        return (
            len(read_chunks(folder)) == manifest.chunks
            and all((folder / part).is_dir() for part in parts)
            and (folder / SENTENCES).is_file()
        )
    except IndexNotReady:
        return False


def write_chunks(folder: Path, chunks: Sequence[Chunk]) -> None:
    """Write the chunks of a generation."""
    (folder / "chunks.json").write_bytes(_CHUNKS.dump_json(list(chunks)))
