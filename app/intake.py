"""What comes in: which files, what is in them, and what was stored already."""

import hashlib
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from errno import ELOOP
from glob import glob, has_magic
from os import strerror
from pathlib import Path

from ingest.errors import DamagedFile, TooLarge, UnreadableFile
from ingest.facts import FactStore
from ingest.guard import ReadFile, read_safely
from ingest.limits import Limits, megabytes
from ingest.parse import parse_text

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and what is being done."""

_SKIPPED = frozenset({"SOURCES.md"})
_FINGERPRINT = "parsed-by"


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    """Its content is that of a document with another name: it is not stored twice."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file, or of a file in an archive."""

    name: str
    outcome: Outcome
    document_id: str = ""
    """The document that it became, or that has its content; empty for one that failed."""
    problem: UnreadableFile | None = None
    """Why it failed."""
    changes: tuple[str, ...] = ()
    """What a changed document says otherwise than before."""

    @property
    def error(self) -> str:
        """The sentence that says why it failed and what to do."""
        return str(self.problem) if self.problem else ""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file to take in."""

    path: Path
    folder: Path | None = None
    """The folder that it was found in, where it was not itself named."""


def files_in(paths: Iterable[Path]) -> list[GivenFile]:
    """Return the files that the paths name, those in folders included; hidden ones are left out.

    A path that does not exist is a pattern, where it is one ("plans/*.pdf").
    """
    return [file for path in paths for named in _matches(path) for file in _files_at(named)]


def names_nothing(path: Path) -> bool:
    """Tell whether a path is neither a file nor a folder nor a pattern that some match."""
    return not any(match.exists() or match.is_symlink() for match in _matches(path))


def read_given(file: GivenFile, limits: Limits, known: Mapping[str, str]) -> tuple[ReadFile, ...]:
    """Read a file in a process of its own, or each file of an archive; reports what fails.

    Contents whose sha256 is among `known` are not read.
    """
    name = file.path.name
    try:
        data = _content(file, limits)
    except OSError as error:
        reason = f"{name!r} cannot be opened ({error.strerror}); check its name and its rights."
        return (ReadFile(name, error=UnreadableFile(reason)),)
    except UnreadableFile as error:
        return (ReadFile(name, error=error),)
    return read_content(name, data, limits, known)


def read_content(
    name: str, data: bytes, limits: Limits, known: Mapping[str, str]
) -> tuple[ReadFile, ...]:
    """Read a file's content as `read_given` does."""
    digest = hashlib.sha256(data).hexdigest()
    if digest in known:
        return (ReadFile(name, digest),)
    return read_safely(name, data, limits, known)


def printable(name: str) -> str:
    """Return a file's name as it can be shown: bytes that are no characters are replaced."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


def refresh(store: FactStore, home: Path) -> bool:
    """Parse the stored texts anew when the parsers changed since; tells whether they had."""
    mark = home / _FINGERPRINT
    current = _parsers_fingerprint()
    if mark.exists() and mark.read_text() == current:
        return False
    for document_id, sha256 in store.hashes().items():
        text = store.text(document_id)
        store.save(parse_text(document_id, text, sha256, store.layout(document_id)), text)
    mark.write_text(current)
    return True


def _matches(path: Path) -> list[Path]:
    if path.exists() or path.is_symlink() or not has_magic(str(path)):
        return [path]
    return [Path(match) for match in sorted(glob(str(path), recursive=True))]


def _files_at(path: Path) -> list[GivenFile]:
    if not path.is_dir():
        return [GivenFile(path)]
    return [
        GivenFile(found, path)
        for found in sorted(path.rglob("*"))
        if (found.is_file() or (found.is_symlink() and not found.is_dir()))
        and found.name not in _SKIPPED
        and not any(part.startswith(".") for part in found.relative_to(path).parts)
    ]


def _content(file: GivenFile, limits: Limits) -> bytes:
    """Return the bytes of a file, unless it is none, too large, or a link out of its folder."""
    path, name = file.path, file.path.name
    if file.folder and path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except RuntimeError as error:  # what Python 3.11 raises for a link to itself
            raise OSError(ELOOP, strerror(ELOOP)) from error
        if not target.is_relative_to(file.folder.resolve()):
            reason = f"{name!r} is a link that leads out of its folder; give the file itself."
            raise UnreadableFile(reason)
    size = path.stat().st_size
    if not path.is_file():
        raise DamagedFile(name, "it is no file but a device or a pipe")
    if size > limits.file_bytes:
        remedy = "split it, or raise OAP_MAX_UPLOAD_MB"
        raise TooLarge(name, megabytes(size), megabytes(limits.file_bytes), remedy)
    with path.open("rb") as opened:
        return opened.read(limits.file_bytes + 1)


def _parsers_fingerprint() -> str:
    """Hash the code and data of `ingest`: when it is the same, so is what it reads."""
    digest = hashlib.sha256()
    for path in sorted(Path(inspect.getfile(parse_text)).parent.rglob("*")):
        if path.suffix in (".py", ".yaml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
