"""Reads files in processes of their own, with limits on time, memory, pages and nesting.

A file that makes a reader hang, die or eat memory fails alone, with one sentence; the others go on.
The processes are started when first needed, one for each core at most; one is kept for a while.
"""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from ingest import errors
from ingest.errors import ReaderFailed, UnreadableFile
from ingest.limits import Limits
from ingest.model import Document
from ingest.parse import Parsed
from ingest.worker import Reply, Request, needed_memory, to_line

MAX_WORKERS = 4
KEPT_SECONDS = 60.0
_END_SECONDS = 5.0
_READ_BYTES = 1 << 16
_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What became of one document of a file: parsed, known before, or refused."""

    name: str
    sha256: str = ""
    parsed: Parsed | None = None
    """None for a content that was known, and with `error`."""
    error: UnreadableFile | None = None


def read_safely(
    name: str, data: bytes, limits: Limits | None = None, known: Collection[str] = ()
) -> tuple[ReadFile, ...]:
    """Read and parse a file, or each file of a zip archive, in a process of its own.

    Contents whose sha256 is among `known` are not parsed. Never raises over a file: what is wrong
    with one stands in its place among the results, which are in the order of the archive.
    """
    limits = limits or Limits()
    results: list[ReadFile] = []
    while not _read_some(name, data, limits, frozenset(known), results):
        pass  # a file of an archive ended the process; go on behind it
    return tuple(results)


def in_parallel(work: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[tuple[_T, _R]]:
    """Yield each item with what `work` made of it, in order; as many at once as there are cores."""
    cores = min(MAX_WORKERS, os.cpu_count() or 1)
    running: deque[tuple[_T, Future[_R]]] = deque()
    with ThreadPoolExecutor(cores) as pool:
        for item in items:
            running.append((item, pool.submit(work, item)))
            if len(running) > 2 * cores:
                yield running[0][0], running.popleft()[1].result()
        while running:
            yield running[0][0], running.popleft()[1].result()


def _read_some(
    name: str, data: bytes, limits: Limits, known: frozenset[str], results: list[ReadFile]
) -> bool:
    """Read on from where the results end; tells whether the file's end was reached."""
    worker = _POOL.take(limits)
    request = Request(name=name, size=len(data), skip=len(results), known=known)
    reading = name
    try:
        for reply in worker.ask(request, data):
            if reply.last:
                if not any(isinstance(result.error, ReaderFailed) for result in results):
                    _POOL.give_back(worker)
                return True
            if reply.begins:
                reading = reply.name
            else:
                results.append(_result(reply))
    except _Ended as end:
        results.append(ReadFile(reading, error=ReaderFailed(reading, str(end))))
        return reading == name  # there are others behind it in an archive only
    finally:
        if not worker.waits:
            worker.close()
    raise AssertionError("unreachable")


def _result(reply: Reply) -> ReadFile:
    if reply.error is not None:
        return ReadFile(reply.name, error=_as_raised(reply.error, reply.message))
    if reply.document is None or reply.text is None:
        return ReadFile(reply.name, reply.sha256)
    document = Document.model_validate_json(reply.document)
    return ReadFile(reply.name, reply.sha256, Parsed(document, reply.text))


def _as_raised(name: str, message: str) -> UnreadableFile:
    """Return the error that a worker met, of its own class."""
    kind = getattr(errors, name, UnreadableFile)
    error: UnreadableFile = kind.__new__(kind, message)
    error.args = (message,)
    return error


class _Ended(Exception):
    """A worker ended, or was ended, over a file; the words say how."""


class _Worker:
    """One process that reads; used by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.waits = False
        """Whether it waits in the pool for its next file."""
        program = "from ingest.worker import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", program, limits.model_dump_json()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)},
            start_new_session=True,  # an interrupt at the terminal is the parent's affair
        )

    def ask(self, request: Request, data: bytes) -> Iterator[Reply]:
        """Yield the replies to a request; raises _Ended when they cease to come."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(to_line(request) + data)
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise self._ended() from error
        for line in self._lines():
            reply = Reply.model_validate(json.loads(line))
            yield reply
            if reply.last:
                return

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        with suppress(BrokenPipeError):
            self._process.communicate()

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def _lines(self) -> Iterator[bytes]:
        """Yield the lines that the process writes, each within the time that one may take."""
        assert self._process.stdout is not None
        pipe, held = self._process.stdout.fileno(), b""
        pieces: list[bytes] = []
        deadline = time.monotonic() + self.limits.wall_seconds
        while True:
            ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise _Ended(self._took_too_long())
            held = os.read(pipe, _READ_BYTES)
            if not held:
                raise self._ended()
            *lines, rest = held.split(b"\n")
            for line in lines:
                yield b"".join((*pieces, line))
                pieces.clear()
                deadline = time.monotonic() + self.limits.wall_seconds
            pieces.append(rest)

    def _ended(self) -> _Ended:
        try:
            code = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.close()
            code = 0
        if code == -signal.SIGXCPU:
            return _Ended(self._took_too_long())
        if code == -signal.SIGKILL:  # the system's own way out when memory is short
            return _Ended(needed_memory(self.limits))
        return _Ended("made the reader stop")

    def _took_too_long(self) -> str:
        return f"took more than {self.limits.seconds:,.0f} seconds"


class _Pool:
    """The workers that wait for work; the last one is let go after a while."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._timer: threading.Timer | None = None

    def take(self, limits: Limits) -> _Worker:
        """Return a worker with these limits, a fresh one when none waits."""
        with self._lock:
            fitting = [w for w in self._idle if w.limits == limits and w.alive]
            if fitting:
                self._idle.remove(fitting[-1])
                fitting[-1].waits = False
                return fitting[-1]
        return _Worker(limits)

    def give_back(self, worker: _Worker) -> None:
        """Keep a worker for the next file."""
        with self._lock:
            worker.waits = True
            self._idle.append(worker)
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(KEPT_SECONDS, self.close)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        """Let all waiting workers go."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()


_POOL = _Pool()
atexit.register(_POOL.close)
