"""What is being changed in a home, so that a killed process leaves word of it.

The journal is there while documents are taken in or removed. Where one is found that nobody writes
any more, its process was killed: the change is completed where its index was published already, and
undone otherwise.
"""

from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from index.kept import is_kept
from index.manifest import index_folder, read_manifest
from ingest.errors import IndexNotReady
from ingest.model import Frozen
from ingest.staging import Staging


class _Entry(Frozen):
    """A change that was begun."""

    remedy: str
    """How to begin it again: "run `oap ingest plans` again"."""
    generation: str
    """The index as it was."""


class Journal:
    """The journal of one home; only the holder of `lock` writes it."""

    def __init__(self, home: Path) -> None:
        """Take the home; nothing is read yet."""
        self._home = home
        self._path = home / "change.json"
        self.lock = FileLock(home / "change.lock")

    def begin(self, remedy: str) -> None:
        """Write down that a change begins, and how to begin it again if it is interrupted."""
        entry = _Entry(remedy=remedy, generation=self._generation())
        fresh = self._path.with_suffix(".new")
        fresh.write_text(entry.model_dump_json(), encoding="utf-8")
        fresh.replace(self._path)

    def end(self) -> None:
        """Write down that the change is complete, or was given up with a word to its user."""
        self._path.unlink(missing_ok=True)

    def recover(self, staging: Staging) -> None:
        """Complete or undo the change of a process that was killed; one that lives is let be."""
        if not self._path.exists():
            return
        try:
            with self.lock.acquire(timeout=0):
                self._settle(staging)
        except Timeout:
            return

    def interrupted(self) -> str | None:
        """Return a sentence on the change that was interrupted and undone; None for none.

        To be asked after `recover`. The sentence stays until a later change is complete.
        """
        if self.lock.is_locked or not self._path.exists():
            return None
        try:
            with FileLock(self.lock.lock_file, timeout=0):  # else a change may end meanwhile
                entry = self._read()
        except Timeout:
            return None
        if entry is None:
            return None
        at_hand = (
            ", which goes on from what was embedded" if is_kept(index_folder(self._home)) else ""
        )
        return (
            "The last change to the documents was interrupted, and they are as they were before; "
            f"{entry.remedy}{at_hand}."
        )

    def _settle(self, staging: Staging) -> None:
        entry = self._read()
        waiting = staging.entries()
        if waiting and self._published({key: one.fingerprint for key, one in waiting.items()}):
            with staging.promoting():
                self.end()
        elif entry and not waiting and entry.generation != self._generation():
            self.end()  # all was in its place, but for this word
        else:
            staging.discard()

    def _published(self, waiting: dict[str, str]) -> bool:
        """Tell whether the index has what waits, and no more what is to be removed."""
        try:
            prints = read_manifest(self._home).fingerprints
        except IndexNotReady:
            return False
        return all(prints.get(key, "") == mark for key, mark in waiting.items())

    def _read(self) -> _Entry | None:
        try:
            return _Entry.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return None

    def _generation(self) -> str:
        try:
            return read_manifest(self._home).generation
        except IndexNotReady:
            return ""
