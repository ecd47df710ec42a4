"""What was measured of speed: as JSON to keep, and as a table to read."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from ingest.model import Frozen

WANTED = 1.3
"""How many times as long as nothing but embedding its chunks an ingest may take."""


class Spent(Frozen):
    """How long something took, by the clock and in computing of all its processes."""

    wall_s: float
    cpu_s: float


class Latency(Frozen):
    """How long answers took."""

    name: str
    questions: int
    p50_ms: float
    p95_ms: float


class BenchReport(Frozen):
    """One run of `oap bench`."""

    started: datetime
    cores: int
    load: float
    """How many processes wanted a core on average in the minute before: above `cores`, times by
    the clock say more about the others."""
    files: int
    chunks: int
    sentences: int
    """Distinct sentences that have vectors of their own."""
    ingest: Spent
    """The whole of `oap ingest`, start of the program included."""
    embed_chunks: Spent
    """Nothing but embedding the chunks, all at once, the model loaded before."""
    embed_all: Spent
    """The same with the sentences."""
    embed_stock: Spent
    """Embedding the chunks with sentence-transformers, as LlamaIndex does."""
    unchanged: Spent
    """The whole of `oap ingest` of the same folder again."""
    start: Spent
    """The start of the program alone: `oap status` in an empty data folder."""
    latencies: tuple[Latency, ...]
    page_s: float | None
    """From `oap serve` to the page of the chat; None where answers were not measured."""
    first_answer_s: float | None
    """From `oap serve` to the first answer."""


def latency(name: str, times_ms: Sequence[float]) -> Latency:
    """Return median and 95th percentile of some times."""
    high = quantiles(times_ms, n=20)[-1] if len(times_ms) > 1 else times_ms[0]
    return Latency(name=name, questions=len(times_ms), p50_ms=median(times_ms), p95_ms=high)


def print_bench(report: BenchReport, console: Console) -> None:
    """Print a report as tables."""
    table = Table("", "clock", "computing", box=None, header_style="bold", pad_edge=False)
    for name, clock, computing in _rows(report):
        table.add_row(name, clock, computing)
    console.print(table)
    ratio = report.ingest.cpu_s / report.embed_chunks.cpu_s
    console.print(
        f"Taking in costs {ratio:.2f} times the computing of embedding its chunks; "
        f"wanted are at most {WANTED}.",
        soft_wrap=True,
    )
    if report.latencies:
        _print_latencies(report.latencies, console)
    if report.load > report.cores:
        console.print(f"{report.load:.1f} processes shared {report.cores} cores meanwhile.")


def _print_latencies(latencies: Iterable[Latency], console: Console) -> None:
    times = Table("answers", "questions", "p50 ms", "p95 ms", box=None, header_style="bold")
    for one in latencies:
        times.add_row(one.name, str(one.questions), f"{one.p50_ms:.0f}", f"{one.p95_ms:.0f}")
    console.print(times)


def _rows(report: BenchReport) -> Iterator[tuple[str, str, str]]:
    took, chunks, everything = report.ingest, report.embed_chunks, report.embed_all
    yield f"oap ingest, {report.files} files, {report.chunks:,} chunks", *_seconds(took)
    yield "chunks a second", *_each(f"{report.chunks / s:.0f}" for s in _both(took))
    yield "embedding its chunks alone", *_seconds(chunks)
    yield "ingest : embedding its chunks", *_ratios(took, chunks)
    yield f"embedding its chunks and {report.sentences:,} sentences", *_seconds(everything)
    yield "ingest : embedding its chunks and sentences", *_ratios(took, everything)
    yield "sentence-transformers embedding the chunks", *_seconds(report.embed_stock)
    yield "ingest : that", *_ratios(took, report.embed_stock)
    yield "oap ingest, nothing changed", *_seconds(report.unchanged)
    more = zip(_both(report.unchanged), _both(report.start), strict=True)
    per_100 = _each(f"{max(0.0, a - b) * 100 / report.files:.2f} s" for a, b in more)
    yield "  over the program's start, for 100 files", *per_100
    if report.page_s is not None:
        yield "oap serve to its page", f"{report.page_s:.1f} s", ""
    if report.first_answer_s is not None:
        yield "oap serve to its first answer", f"{report.first_answer_s:.1f} s", ""


def _both(spent: Spent) -> tuple[float, float]:
    return spent.wall_s, spent.cpu_s


def _seconds(spent: Spent) -> tuple[str, str]:
    return _each(f"{seconds:.1f} s" for seconds in _both(spent))


def _ratios(spent: Spent, base: Spent) -> tuple[str, str]:
    return _each(f"{a / b:.2f}" for a, b in zip(_both(spent), _both(base), strict=True))


def _each(words: Iterable[str]) -> tuple[str, str]:
    clock, computing = words
    return clock, computing
