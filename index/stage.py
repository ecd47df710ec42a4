"""Where the next index's vectors are made: a copy of the old folder, a new folder, or the server.

An embedded Chroma is never written to where readers see it: killed while it writes its graph, it
leaves a folder that it can't open again, and other processes don't notice its changes.
"""

import re
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from index.chunks import CHUNKER_VERSION
from index.vectors import VectorStore, open_folder
from ingest.errors import IndexNotReady


def collection_name(model: str, home: Path) -> str:
    """Return the name of the collection for a model and the present chunker.

    It ends with `home_suffix`, so that several homes can share one Chroma server.
    """
    words = re.sub(r"[^A-Za-z0-9]+", "-", model)[-40:].strip("-")
    return f"oap-{words}-{_digest(model)}-c{CHUNKER_VERSION}{home_suffix(home)}"


def home_suffix(home: Path) -> str:
    """Return how the names of all collections of a home end."""
    return f"-{_digest(str(home.resolve()))}"


def stage_folder(old: Path | None, fresh: Path, collection: str) -> VectorStore:
    """Open a collection in the folder `fresh`: with the rows of the folder `old` where it can.

    An old folder that Chroma can't read counts as none: the rows are then made anew.
    """
    if old is not None:
        _copy_chroma(old, fresh)
        try:
            return _readable(open_folder(fresh, collection))
        except IndexNotReady:
            shutil.rmtree(fresh)
    return open_folder(fresh, collection, create=True)


def _readable(store: VectorStore) -> VectorStore:
    try:
        store.ids()
    except IndexNotReady:
        store.close()
        raise
    return store


def _copy_chroma(source: Path, target: Path) -> None:
    """Copy an embedded Chroma that others may have open: its database in the way SQLite does."""

    def copy(origin: str, copied: str) -> None:
        if not origin.endswith(".sqlite3"):
            shutil.copy2(origin, copied)
            return
        with closing(sqlite3.connect(origin)) as old, closing(sqlite3.connect(copied)) as new:
            old.backup(new)

    ignored = shutil.ignore_patterns("*-journal", "*-wal", "*-shm")
    shutil.copytree(source, target, copy_function=copy, ignore=ignored)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
