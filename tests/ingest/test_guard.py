"""Reading in a process of its own: what one file does to it, the others do not feel."""

import os
import signal
import threading
import time

import pytest

from ingest import guard
from ingest.errors import EmptyFile, ReaderFailed
from ingest.guard import in_parallel, read_safely
from ingest.limits import Limits
from tests.ingest.bad_files import TEXT, zipped

HOG = "some words here\n" * 200_000
"""A text that takes seconds to parse, and hundreds of megabytes."""
QUICK = Limits(seconds=1)


def test_a_file_is_read_and_parsed() -> None:
    (read,) = read_safely("plan.txt", TEXT.encode())
    assert read.parsed
    assert read.parsed.text == TEXT
    assert read.parsed.document.id == "plan"
    assert read.parsed.document.sha256 == read.sha256


def test_a_file_that_takes_too_long_fails_with_one_sentence() -> None:
    (read,) = read_safely("slow.txt", HOG.encode(), QUICK)
    assert isinstance(read.error, ReaderFailed)
    assert str(read.error).startswith("Reading 'slow.txt' took more than 1 seconds; save it")


def test_a_file_that_eats_memory_fails_with_one_sentence() -> None:
    (read,) = read_safely("greedy.txt", HOG.encode(), Limits(memory_bytes=250_000_000))
    assert "'greedy.txt' needed more than 250 MB of memory" in str(read.error)


def test_the_rest_of_an_archive_goes_on_behind_a_file_that_kills_the_reader() -> None:
    files: dict[str, bytes | str] = {"a.txt": TEXT, "slow.txt": HOG, "empty.txt": "", "b.txt": "B"}
    archive = zipped(files, level=0)
    read = read_safely("all.zip", archive, QUICK)
    assert [one.name for one in read] == [
        f"all.zip/{name}" for name in ("a.txt", "slow.txt", "empty.txt", "b.txt")
    ]
    assert [type(one.error) for one in read] == [type(None), ReaderFailed, EmptyFile, type(None)]
    assert "'all.zip/slow.txt' took" in str(read[1].error)


def test_a_reader_that_dies_is_named_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[guard._Worker] = []

    class Watched(guard._Worker):
        def __init__(self, limits: Limits) -> None:
            super().__init__(limits)
            started.append(self)

    monkeypatch.setattr(guard, "_Worker", Watched)
    limits = Limits(seconds=100)

    def kill() -> None:
        while not started:
            time.sleep(0.01)
        os.kill(started[0]._process.pid, signal.SIGSEGV)

    threading.Thread(target=kill).start()
    (read,) = read_safely("deadly.txt", HOG.encode(), limits)
    assert "'deadly.txt' made the reader stop" in str(read.error)
    (read,) = read_safely("plan.txt", TEXT.encode(), limits)
    assert read.error is None
    assert len(started) == 2


def test_one_that_hangs_without_computing_is_ended_by_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = Limits(seconds=0.3)
    worker = guard._POOL.take(limits)
    os.kill(worker._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(guard._POOL, "take", lambda _limits: worker)
    begun = time.monotonic()
    (read,) = read_safely("hang.txt", TEXT.encode(), limits)
    assert "took more than 0 seconds" in str(read.error)
    assert time.monotonic() - begun < 10
    assert not worker.alive


def test_work_in_parallel_comes_back_in_order() -> None:
    def work(number: int) -> int:
        time.sleep(0.01 * (number % 3))
        return number * number

    assert list(in_parallel(work, range(20))) == [(n, n * n) for n in range(20)]


def test_waiting_readers_can_be_let_go() -> None:
    read_safely("plan.txt", TEXT.encode())
    assert guard._POOL._idle
    guard._POOL.close()
    assert not guard._POOL._idle
    (read,) = read_safely("plan.txt", TEXT.encode())
    assert read.error is None
