"""`oap bench`: what it measures, prints and keeps."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console

from app.settings import CORPUS
from eval import bench
from eval.bench import Options, run_bench
from eval.bench_plans import write_plans
from eval.bench_report import BenchReport, Spent, latency, print_bench
from index.embed import HashEmbedder
from ingest.parse import parse_file

_WORD = re.compile(r"\b[a-z]{5,}\b")
REPORT = BenchReport(
    started=datetime(2026, 1, 2, 3, 4, 5),
    cores=2,
    load=7.5,
    files=50,
    chunks=1000,
    sentences=300,
    ingest=Spent(wall_s=12.0, cpu_s=20.0),
    embed_chunks=Spent(wall_s=10.0, cpu_s=16.0),
    embed_all=Spent(wall_s=12.0, cpu_s=19.0),
    embed_stock=Spent(wall_s=24.0, cpu_s=40.0),
    unchanged=Spent(wall_s=1.5, cpu_s=1.2),
    start=Spent(wall_s=1.0, cpu_s=0.9),
    latencies=(latency("structured: answered", [10.0, 20.0, 30.0]),),
    page_s=1.25,
    first_answer_s=3.0,
)


def test_no_sentence_of_two_plans_is_the_same_and_their_form_is(tmp_path: Path) -> None:
    write_plans(tmp_path, 2, CORPUS)
    one, two = (parse_file(tmp_path / f"plan-00{number}.txt") for number in (1, 2))
    assert len(list(one.document.actions())) == len(list(two.document.actions())) == 30
    # lists of names are the same in every plan; what is said in words is not
    told = [
        {line for line in p.text.splitlines() if len(_WORD.findall(line)) > 9} for p in (one, two)
    ]
    assert len(told[0]) > 200
    assert not told[0] & told[1]
    again = tmp_path / "again"
    again.mkdir()
    write_plans(again, 1, CORPUS)
    assert (again / "plan-001.txt").read_text() == one.text


def test_the_table_says_both_ratios_and_what_the_machine_had_to_do() -> None:
    console = Console(record=True, width=120)
    print_bench(REPORT, console)
    shown = console.export_text()
    assert "ingest : embedding its chunks and sentences" in shown
    assert "Taking in costs 1.25 times the computing of embedding its chunks" in shown
    lines = {line.split("  ")[0]: line.split()[-2:] for line in shown.splitlines()}
    assert lines["ingest : embedding its chunks"] == ["1.20", "1.25"]
    assert lines["ingest : embedding its chunks and sentences"] == ["1.00", "1.05"]
    assert lines["ingest : that"] == ["0.50", "0.50"]
    assert "1.00 s" in shown  # 100 files that did not change, the start of the program aside
    assert "7.5 processes shared 2 cores" in shown


def test_answers_that_were_not_measured_have_no_table() -> None:
    console = Console(record=True, width=120)
    print_bench(
        REPORT.model_copy(update={"latencies": (), "page_s": None, "first_answer_s": None}), console
    )
    shown = console.export_text()
    assert "ingest : that" in shown
    assert "p50" not in shown
    assert "serve" not in shown


def test_latency_has_median_and_95th_percentile() -> None:
    found = latency("x", [float(n) for n in range(1, 101)])
    assert (found.questions, found.p50_ms) == (100, 50.5)
    assert 95 <= found.p95_ms <= 97
    assert latency("x", [4.0]).p95_ms == 4.0


def test_the_report_is_kept_as_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "_measure", lambda *_: REPORT)
    assert run_bench(Options(0, tmp_path / "out"), CORPUS) == 0
    (file,) = (tmp_path / "out").iterdir()
    assert BenchReport.model_validate(json.loads(file.read_text())) == REPORT


def test_of_many_texts_a_share_tells_how_long_all_take(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder, given = HashEmbedder(), list[str]()
    monkeypatch.setattr(embedder, "embed", lambda texts: given.extend(texts))
    monkeypatch.setattr(bench, "SAMPLE", 10)
    monkeypatch.setattr(bench, "_spent", lambda work, *_: work() or Spent(wall_s=1.0, cpu_s=2.0))
    spent = bench._spent_on(["four"] * 25, embedder)
    assert len(given) == 9  # every third
    assert (spent.wall_s, spent.cpu_s) == pytest.approx((25 / 9, 50 / 9))


def test_questions_of_both_groups_are_there() -> None:
    for kinds in bench.GROUPS.values():
        assert len(bench._questions(kinds)) == bench.QUESTIONS_EACH
