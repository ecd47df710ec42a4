"""Stores of plans, an index that knows words but no meaning, and an assistant over both."""

from collections.abc import Iterable
from pathlib import Path

from answer.ask import Assistant
from index.build import build_index
from index.embed import HashEmbedder
from index.search import SearchIndex
from ingest.facts import FactStore
from ingest.parse import parse_file, parse_text


def store_of(files: Iterable[Path]) -> FactStore:
    """Return the documents in some files as facts."""
    store = FactStore("sqlite://")
    for file in files:
        parsed = parse_file(file)
        store.save(parsed.document, parsed.text)
    return store


def store_of_text(key: str, text: str) -> FactStore:
    """Return one document, given as text, as facts."""
    store = FactStore("sqlite://")
    store.save(parse_text(key, text, "x"), text)
    return store


def index_of(store: FactStore, home: Path) -> SearchIndex:
    """Return an index, kept in a folder, of what is stored."""
    documents = [(document, store.text(document.id)) for document in store.documents()]
    build_index(documents, home, embedder=HashEmbedder())
    return SearchIndex(home, HashEmbedder())


def assistant_over(store: FactStore, home: Path) -> Assistant:
    """Return an assistant over what is stored, with its index kept in a folder."""
    return Assistant(store, index_of(store, home))
