"""The process that reads files for another: what a hostile file does to it, it does to it alone.

`ingest.guard` starts it and speaks to it through pipes: a request is a line of JSON and the bytes
of a file, a reply is one line of JSON for each document that begins or ends.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256

from ingest.archives import Member, members
from ingest.errors import ReaderFailed, TooLarge, UnreadableFile
from ingest.inspect import Kind, inspect
from ingest.limits import Limits
from ingest.model import Frozen
from ingest.parse import Parsed, parse_bytes


class Request(Frozen):
    """What is asked of the process; the file's content follows."""

    name: str
    size: int
    skip: int = 0
    """How many files of an archive were read before."""
    known: frozenset[str] = frozenset()
    """The sha256 of contents that need not be read."""


class Reply(Frozen):
    """One document of a file: that it begins, or what became of it."""

    name: str
    sha256: str = ""
    begins: bool = False
    last: bool = False
    """No more comes for this request."""
    document: str | None = None
    """The parsed document as JSON."""
    text: str | None = None
    """Its canonical text."""
    error: str | None = None
    """The class of the error that kept it from being read; `message` says why."""
    message: str = ""


def main() -> None:
    """Serve requests on standard input until it ends; the limits are the first argument."""
    limits = Limits.model_validate_json(sys.argv[1])
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints
    _limit_memory(limits.memory_bytes)
    with suppress(BrokenPipeError):
        while line := sys.stdin.buffer.readline():
            request = Request.model_validate(json.loads(line))
            data = sys.stdin.buffer.read(request.size)
            for reply in answer(request, data, limits):
                replies.write(to_line(reply))
                replies.flush()


def to_line(message: Request | Reply) -> bytes:
    """Return a message as a line of ASCII: a file's name may hold bytes that are no characters."""
    return json.dumps(message.model_dump(exclude_defaults=True), default=list).encode() + b"\n"


def answer(request: Request, data: bytes, limits: Limits) -> Iterator[Reply]:
    """Yield the replies to a request: for each document that it begins, then what became of it."""
    found = read_file(request.name, data, limits)
    for place, member in enumerate(found):
        if place < request.skip:
            continue
        _limit_time(limits.seconds)
        yield Reply(name=member.name, begins=True)
        yield _reply(member, request.known, limits)
    yield Reply(name=request.name, last=True)


def read_file(name: str, data: bytes, limits: Limits) -> Iterator[Member]:
    """Yield the one file that was given, or those of an archive."""
    try:
        if inspect(name, data, limits) is Kind.ARCHIVE:
            yield from members(name, data, limits)
        else:
            yield Member(name, data)
    except UnreadableFile as error:
        yield Member(name, None, error)


def parse_safely(name: str, data: bytes, limits: Limits) -> Parsed:
    """Parse one file; whatever a reader raises over it comes as a kind of UnreadableFile."""
    try:
        if inspect(name, data, limits) is Kind.ARCHIVE:
            raise UnreadableFile(f"{name!r} is an archive in an archive; unpack it and give that.")
        parsed = parse_bytes(name, data)
        if len(parsed.text) > limits.text_bytes:
            has = f"{len(parsed.text):,} characters of text"
            raise TooLarge(name, has, f"{limits.text_bytes:,}")
        return parsed
    except UnreadableFile:
        raise
    except MemoryError as error:
        raise ReaderFailed(name, needed_memory(limits)) from error
    except RecursionError as error:
        raise ReaderFailed(name, "failed because its parts are nested too deeply") from error
    except Exception as error:
        raise ReaderFailed(name, f"failed ({type(error).__name__})") from error


def needed_memory(limits: Limits) -> str:
    """Return how a reader failed that wanted more memory than there is."""
    return f"needed more than {limits.memory_bytes // 1_000_000:,} MB of memory"


def _reply(member: Member, known: frozenset[str], limits: Limits) -> Reply:
    if member.data is None:
        return _refusal(member.name, member.error)
    digest = sha256(member.data).hexdigest()
    if digest in known:
        return Reply(name=member.name, sha256=digest)
    try:
        parsed = parse_safely(member.name, member.data, limits)
    except UnreadableFile as error:
        return _refusal(member.name, error)
    return Reply(
        name=member.name,
        sha256=digest,
        document=parsed.document.model_dump_json(),
        text=parsed.text,
    )


def _refusal(name: str, error: Exception | None) -> Reply:
    return Reply(name=name, error=type(error).__name__, message=str(error))


def _limit_memory(most_bytes: int) -> None:
    import resource

    with suppress(ValueError, OSError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Let the process compute for so long from now; then the system ends it."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
