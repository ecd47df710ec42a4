"""How fast is it? Taking in, answering and starting, beside what others would build."""

import json
import math
import os
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from rich.console import Console

from eval.baselines import STOCK_TOP_K, stock_chunks, stock_llamaindex
from eval.bench_plans import write_plans
from eval.bench_report import BenchReport, Latency, Spent, latency, print_bench
from eval.cases import QUESTIONS, read_cases
from eval.errors import BadReport
from index.embed import Embedder, SentenceEmbedder, default_model_folder, load_embedder
from index.manifest import generation_folder, read_chunks, read_manifest
from index.sentences import told_by

SAMPLE = 5000
"""Of more texts than these, every second, third, … is embedded, and the time is that of all by
their characters."""
QUESTIONS_EACH = 60
"""How many questions of each group are asked."""
GROUPS = {"structured": ("field", "list", "count", "rank"), "running text": ("passage", "define")}
_START_S = 120.0
_POLL_S = 0.02


@dataclass(frozen=True, slots=True)
class Options:
    """What is to be measured, and where the report goes."""

    plans: int
    """How many plans there are beside the corpus."""
    out: Path
    """The folder for the report."""
    answers: bool = True
    """Whether to measure questions and the server too: the stock recipe embeds all of it anew."""


def run_bench(options: Options, corpus: Path) -> int:
    """Measure in a data folder of its own, print the tables, and write the report as JSON.

    Returns 0. Raises BadReport for a folder that cannot be written to or a program that fails.
    """
    console = Console(highlight=False)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadReport(f"Give a folder that reports can be written to ({error}).") from error
    with TemporaryDirectory(prefix="oap-bench-") as folder:
        report = _measure(Path(folder), options, corpus)
    print_bench(report, console)
    file = options.out / f"{report.started:%Y-%m-%dT%H-%M-%S}.json"
    file.write_text(report.model_dump_json(indent=1), encoding="utf-8")
    console.print(f"Report: {file}", soft_wrap=True)
    return 0


def _measure(folder: Path, options: Options, corpus: Path) -> BenchReport:
    started, load = datetime.now(), os.getloadavg()[0]
    given, home = folder / "plans", folder / "home"
    shutil.copytree(corpus, given)
    write_plans(given, options.plans, corpus)
    start = _spent_by("status", home=folder / "empty")
    ingest = _spent_by("ingest", str(given), home=home)
    unchanged = _spent_by("ingest", str(given), home=home)
    manifest = read_manifest(home)
    chunks = read_chunks(generation_folder(home, manifest.generation))
    sentences = list(dict.fromkeys(words for chunk in chunks for words in told_by(chunk)))
    texts = [chunk.searchable for chunk in chunks]
    alone, both = _embedding(texts, sentences)
    stock = _embedding_by_the_library(texts)
    page_s, first_answer_s = _cold_start(home) if options.answers else (None, None)
    return BenchReport(
        started=started,
        cores=os.cpu_count() or 1,
        load=load,
        files=len(manifest.documents),
        chunks=len(chunks),
        sentences=len(sentences),
        ingest=ingest,
        embed_chunks=alone,
        embed_all=both,
        embed_stock=stock,
        unchanged=unchanged,
        start=start,
        latencies=tuple(_latencies(home)) if options.answers else (),
        page_s=page_s,
        first_answer_s=first_answer_s,
    )


def _embedding(chunks: Sequence[str], sentences: Sequence[str]) -> tuple[Spent, Spent]:
    embedder = load_embedder()
    embedder.embed(["loads the model"])
    alone = _spent_on(chunks, embedder)
    more = _spent_on(sentences, embedder)
    both = Spent(wall_s=alone.wall_s + more.wall_s, cpu_s=alone.cpu_s + more.cpu_s)
    return alone, both


def _embedding_by_the_library(chunks: Sequence[str]) -> Spent:
    embedder = SentenceEmbedder(str(default_model_folder()))
    embedder.embed(["loads the model"])
    return _spent_on(chunks, embedder)


def _spent_on(texts: Sequence[str], embedder: Embedder) -> Spent:
    some = texts[:: math.ceil(len(texts) / SAMPLE)]
    share = sum(map(len, some)) / sum(map(len, texts))
    spent = _spent(lambda: embedder.embed(some))
    return Spent(wall_s=spent.wall_s / share, cpu_s=spent.cpu_s / share)


def _spent(work: Callable[[], object], who: int = resource.RUSAGE_SELF) -> Spent:
    started, before = time.perf_counter(), _computed(who)
    work()
    return Spent(wall_s=time.perf_counter() - started, cpu_s=_computed(who) - before)


def _computed(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def _command(*words: str, home: Path) -> dict[str, Any]:
    path = os.pathsep.join(part or "." for part in sys.path)
    return {
        "args": [sys.executable, "-m", "app.cli", *words],
        "env": os.environ | {"OAP_HOME": str(home), "PYTHONPATH": path},
    }


def _spent_by(*words: str, home: Path) -> Spent:
    """Return what a command of ours takes, the processes that it starts included."""

    def run() -> None:
        done = subprocess.run(**_command(*words, home=home), capture_output=True, text=True)
        if done.returncode:
            raise BadReport(f"`oap {words[0]}` failed: {done.stderr.strip()[-500:]}")

    return _spent(run, resource.RUSAGE_CHILDREN)


def _latencies(home: Path) -> Iterator[Latency]:
    """Yield how long our answers take, and how long the stock recipe takes to retrieve."""
    from app.service import Service
    from app.settings import Settings

    service = Service.open(Settings(home=home))
    service.assistant.warm()
    texts = {key: service.store.text(key) for key in service.store.hashes()}
    stock = stock_llamaindex(stock_chunks(texts))
    groups = {name: _questions(kinds) for name, kinds in GROUPS.items()}
    for name, questions in groups.items():
        yield latency(f"{name}: answered", [_ms(service.ask, q) for q in questions])
        found = [_ms(lambda q: stock.search(q, STOCK_TOP_K), q) for q in questions]
        yield latency(f"{name}: stock LlamaIndex retrieves", found)
    service.index.close()


def _questions(kinds: Sequence[str]) -> list[str]:
    cases = [c for c in read_cases([QUESTIONS / "dev"]) if c.kind in kinds and not c.history]
    step = max(1, len(cases) // QUESTIONS_EACH)
    return [case.question for case in cases[::step][:QUESTIONS_EACH]]


def _ms(ask: Callable[[str], object], question: str) -> float:
    started = time.perf_counter()
    ask(question)
    return (time.perf_counter() - started) * 1000


def _cold_start(home: Path) -> tuple[float, float]:
    """Return the seconds from `oap serve` to its page, and to its first answer."""
    question = _questions(GROUPS["structured"])[0]
    with _served(home) as (url, started):
        _wait_for(f"{url}/", None)
        page_s = time.perf_counter() - started
        _wait_for(f"{url}/api/ask", json.dumps({"question": question, "history": []}).encode())
        return page_s, time.perf_counter() - started


@contextmanager
def _served(home: Path) -> Iterator[tuple[str, float]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = _command("serve", "--host", "127.0.0.1", "--port", str(port), home=home)
    started = time.perf_counter()
    process = subprocess.Popen(**command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}", started
    finally:
        process.kill()
        process.wait()


def _wait_for(url: str, body: bytes | None) -> None:
    until = time.monotonic() + _START_S
    request = Request(url, body, {"Content-Type": "application/json"})
    while True:
        try:
            with urlopen(request, timeout=_START_S):
                return
        except (URLError, ConnectionError) as error:
            if time.monotonic() > until:
                raise BadReport(f"{url} did not answer within {_START_S:.0f} s.") from error
            time.sleep(_POLL_S)
