"""The corpus parsed once a session, an index without a real model, and an assistant over both."""

from pathlib import Path

import pytest

from answer.ask import Assistant
from answer.library import Library
from answer.query import Query
from answer.understand import understand
from index.search import SearchIndex
from ingest.facts import FactStore
from tests.answer.sheets import Ask, Read
from tests.answer.shelves import index_of, store_of

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def store() -> FactStore:
    """Return the five documents of the corpus as facts."""
    return store_of(sorted(CORPUS.glob("*.txt")))


@pytest.fixture(scope="session")
def index(store: FactStore, tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """Return an index of the corpus that knows words but no meaning."""
    return index_of(store, tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="session")
def assistant(store: FactStore, index: SearchIndex) -> Assistant:
    """Return an assistant over the corpus."""
    return Assistant(store, index)


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Ask:
    """Return what asks the assistant."""
    return assistant.ask


@pytest.fixture(scope="session")
def library(store: FactStore) -> Library:
    """Return what the assistant knows of the corpus when it reads a question."""
    return Library(store)


@pytest.fixture(scope="session")
def read(library: Library) -> Read:
    """Return what reads a question, after the earlier ones of a chat, as one typed query."""
    from answer.claims import Turn

    def read(question: str, *earlier: str) -> Query:
        turns = [Turn(role="user", content=words) for words in earlier]
        return understand(question, turns, library, tuple(library.documents))[-1]

    return read
