"""What comes in: files become parsed documents, and what was stored already is recognised."""

import hashlib
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.facts import FactStore
from ingest.parse import Parsed, parse_bytes, parse_text, slug

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and what is being done."""

_SKIPPED = frozenset({"SOURCES.md"})
_FINGERPRINT = "parsed-by"


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in, or the reason why it was not."""

    name: str
    outcome: Outcome
    document_id: str = ""
    parsed: Parsed | None = None
    """Set when there is something new to store."""
    error: str = ""


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files that the paths name, those in folders included; hidden ones are left out."""
    return [file for path in paths for file in ([path] if not path.is_dir() else _walk(path))]


def take_file(path: Path, known: Mapping[str, str]) -> Taken:
    """Parse a file unless its content is among `known` (id to sha256); reports what fails."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (
            f"{path.name!r} cannot be opened ({error.strerror}); check its name and its rights."
        )
        return Taken(path.name, Outcome.FAILED, error=reason)
    try:
        return take_bytes(path.name, data, known)
    except UnreadableFile as error:
        return Taken(path.name, Outcome.FAILED, error=str(error))


def take_bytes(name: str, data: bytes, known: Mapping[str, str]) -> Taken:
    """Parse a file's content unless it is known; raises UnreadableFile."""
    sha256 = hashlib.sha256(data).hexdigest()
    for document_id, stored in known.items():
        if stored == sha256:
            return Taken(name, Outcome.UNCHANGED, document_id)
    parsed = parse_bytes(name, data)
    outcome = Outcome.CHANGED if parsed.document.id in known else Outcome.ADDED
    return Taken(name, outcome, parsed.document.id, parsed)


def without_clashes(files: Iterable[Path]) -> Iterator[tuple[Path, Path | None]]:
    """Yield each file, with the earlier one that it would replace because both get the same id."""
    first: dict[str, Path] = {}
    for file in files:
        earlier = first.setdefault(slug(file.stem), file)
        yield file, None if earlier.absolute() == file.absolute() else earlier


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


def _walk(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.name not in _SKIPPED
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _parsers_fingerprint() -> str:
    """Hash the code and data of `ingest`: when it is the same, so is what it reads."""
    digest = hashlib.sha256()
    for path in sorted(Path(inspect.getfile(parse_text)).parent.rglob("*")):
        if path.suffix in (".py", ".yaml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
