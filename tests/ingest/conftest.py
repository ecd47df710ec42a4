"""The five documents, parsed once, and what a careful reader wrote down about each."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from ingest.parse import Parsed, parse_file

_ROOT = Path(__file__).parents[2]
_DOCUMENTS = sorted(path.stem for path in (_ROOT / "corpus").glob("*.txt"))
_FULL_PLANS = ["oap-2012-illegal-immigration", "oap-2022-migrant-smuggling"]

Golden = dict[str, Any]


@pytest.fixture(scope="session")
def corpus() -> dict[str, Parsed]:
    return {name: parse_file(_ROOT / "corpus" / f"{name}.txt") for name in _DOCUMENTS}


@pytest.fixture(scope="session", params=_DOCUMENTS)
def parsed(request: pytest.FixtureRequest, corpus: dict[str, Parsed]) -> Parsed:
    """Each document of the corpus in turn."""
    return corpus[request.param]


@pytest.fixture(scope="session", params=_FULL_PLANS)
def full_plan(request: pytest.FixtureRequest, corpus: dict[str, Parsed]) -> Parsed:
    """Each plan whose actions are all there, in turn."""
    return corpus[request.param]


@pytest.fixture(scope="session")
def measures_paper(corpus: dict[str, Parsed]) -> Parsed:
    return corpus["measures-2018-migrant-smuggling-networks"]


@pytest.fixture(scope="session")
def trafficking_plan(corpus: dict[str, Parsed]) -> Parsed:
    return corpus["oap-2022-trafficking-in-human-beings"]


@pytest.fixture(scope="session")
def read_golden() -> Callable[[Parsed], Golden]:
    """What the reader wrote about a document."""
    folder = _ROOT / "tests" / "ingest" / "golden"
    return lambda parsed: json.loads((folder / f"{parsed.document.id}.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def models_in() -> Callable[[BaseModel], Iterator[BaseModel]]:
    """Walk a model and everything in it."""

    def walk(model: BaseModel) -> Iterator[BaseModel]:
        yield model
        for value in dict(model).values():
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, BaseModel):
                    yield from walk(part)

    return walk
