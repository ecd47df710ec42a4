"""Documents small enough to see through, and one index over them per session."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from index.build import build_index
from index.embed import HashEmbedder
from ingest.model import Action, Document, Goal, Heading, Passage, Section, Value

Part = tuple[str, str, str | None, str]
"""Kind, ref, field and text of a passage."""
MakeDocument = Callable[..., tuple[Document, str]]

AIR: Sequence[Part] = (
    ("heading", "§ 1", None, "1. Aim"),
    ("paragraph", "§ 1", None, "The aim is to fight networks that smuggle migrants."),
    ("furniture", "§ 1", None, "RESTREINT"),
    ("row", "OA 2.8", "leader", "Leader: ES"),
    ("paragraph", "OA 2.8", "summary", "Smuggling by complex air routes with several stopovers."),
    ("bullet", "OA 2.8", "kpi", "- Number of arrests at airports (10)"),
)
SEA: Sequence[Part] = (
    ("paragraph", "§ 1", None, "Small boats cross the sea towards Libya and Italy."),
    ("row", "OA 2.8", "leader", "Leader: IT"),
    ("paragraph", "OA 2.9", "summary", "Forged documents are found by border guards."),
)


def compose(document_id: str, parts: Sequence[Part], year: int = 2022) -> tuple[Document, str]:
    """Return a plan of these passages, each on a line of its own, and its text."""
    text, passages = "", []
    for kind, ref, field, words in parts:
        passages.append(
            Passage(start=len(text), end=len(text) + len(words), ref=ref, field=field, kind=kind)
        )
        text += f"{words}\n"
    whole = {"start": 0, "end": len(text)}
    title = Value(value="Complex air routes", **whole)
    action = Action(ref="OA 2.8", goal="SG 2", title=title, **whole)
    goal = Goal(
        ref="SG 2", title=Value(value="Investigations", **whole), actions=(action,), **whole
    )
    heading = Heading(
        title="Operational Action Plan",
        year=year,
        priority=Value(value="Migrant smuggling", **whole),
    )
    document = Document(
        id=document_id,
        kind="plan",
        template="test",
        confidence=1.0,
        sha256=sha256(text.encode()).hexdigest(),
        heading=heading,
        goals=(goal,),
        sections=(Section(ref="§ 1", title=Value(value="Aim", **whole), **whole),),
        passages=tuple(passages),
    )
    return document, text


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    """Return what makes a plan of some passages."""
    return compose


@pytest.fixture(scope="session")
def documents() -> list[tuple[Document, str]]:
    """Return two plans: one about the air, one about the sea."""
    return [compose("air", AIR), compose("sea", SEA, year=2012)]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, documents: list[tuple[Document, str]]) -> Path:
    """Return a home with an index of the two plans, to be read only."""
    folder = tmp_path_factory.mktemp("home")
    build_index(documents, folder, embedder=HashEmbedder())
    return folder


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a Chroma server on this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--path", str(tmp_path_factory.mktemp("server"))]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            httpx.get(f"{url}/api/v2/heartbeat")
            break
        except httpx.HTTPError:
            time.sleep(0.1)
    yield url
    process.terminate()
    process.wait()
