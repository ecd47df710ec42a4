"""Changes the documents: facts and index together, in one step, or neither.

read → put aside → index → publish. Whoever reads meanwhile sees what was there before; a process
that is killed leaves either that or the whole change (see `app.journal`).
"""

from __future__ import annotations

import shlex
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from app.intake import (
    GivenFile,
    Outcome,
    Progress,
    Taken,
    files_in,
    printable,
    read_content,
    read_given,
)
from app.journal import Journal
from ingest.errors import UnknownDocument, UnreadableFile
from ingest.facts import FactStore
from ingest.guard import ReadFile, in_parallel
from ingest.limits import Limits
from ingest.model import Document
from ingest.slug import slug
from ingest.staging import Staging
from ingest.versions import in_order

if TYPE_CHECKING:
    from index.build import BuildReport
    from index.sources import Source

Build = Callable[[Sequence["Source"], Progress | None, AbstractContextManager[None]], "BuildReport"]
"""Makes the index hold these documents, published inside of what is given last."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each file, and of the index."""

    files: tuple[Taken, ...]
    build: BuildReport

    @property
    def failed(self) -> tuple[Taken, ...]:
        """The files that could not be taken in."""
        return tuple(taken for taken in self.files if taken.outcome is Outcome.FAILED)

    @property
    def fresh(self) -> tuple[str, ...]:
        """The ids of the documents that are new or changed."""
        fresh = (Outcome.ADDED, Outcome.CHANGED)
        return tuple(taken.document_id for taken in self.files if taken.outcome in fresh)


class Writer:
    """The one that changes the documents of a home; one change at a time, in any process."""

    def __init__(self, store: FactStore, home: Path, limits: Limits, build: Build) -> None:
        """Complete or undo what a killed process was about to change."""
        self._store = store
        self._limits = limits
        self._build = build
        self._turn = threading.Lock()
        self._journal = Journal(home)
        self._staging = Staging(store, sha256(str(home).encode()).hexdigest()[:16])
        self._journal.recover(self._staging)

    @property
    def interrupted(self) -> str | None:
        """A sentence on the last change, where it was interrupted: what to run again."""
        return self._journal.interrupted()

    def ingest(self, paths: Sequence[Path], progress: Progress | None) -> IngestReport:
        """Take in files and folders; what cannot be read is reported, the others are taken in."""
        command = shlex.join(["oap", "ingest", *map(str, paths)])
        with self._change(f"run `{printable(command)}` again"):
            files = files_in(paths)
            intake = _Intake(self._store, self._staging)
            read = partial(read_given, limits=self._limits, known=dict(intake.known))
            for place, (file, results) in enumerate(in_parallel(read, files)):
                _tell(progress, place, len(files), f"Reading {printable(file.path.name)}")
                intake.take(file, results)
            return self._publish(intake.finish(self._limits), progress)

    def ingest_bytes(self, name: str, data: bytes) -> tuple[Taken, ...]:
        """Take in one file's content, or all files of an archive."""
        with self._change(f"upload {name!r} again"):
            intake = _Intake(self._store, self._staging)
            results = read_content(name, data, self._limits, intake.known)
            intake.take(GivenFile(Path(name)), results)
            return self._publish(intake.finish(self._limits), None).files

    def remove(self, document_ids: Sequence[str]) -> None:
        """Remove documents with their versions; raises UnknownDocument before any is removed."""
        with self._change(f"run `{shlex.join(['oap', 'remove', *document_ids])}` again"):
            known = self._store.entries()
            for document_id in document_ids:
                if document_id not in known:
                    raise UnknownDocument(document_id)
                self._staging.put_removal(document_id)
            self._publish((), None)

    @contextmanager
    def _change(self, remedy: str) -> Iterator[None]:
        with self._turn:
            self._journal.recover(self._staging)
            with self._journal.lock:
                self._journal.begin(remedy)
                try:
                    yield
                finally:  # also where an error tells the user that nothing was changed
                    self._staging.discard()
                    self._journal.end()

    def _publish(self, taken: Iterable[Taken], progress: Progress | None) -> IngestReport:
        report = self._build(self._sources(), progress, self._staging.promoting())
        return IngestReport(tuple(map(self._with_changes, taken)), report)

    def _sources(self) -> list[Source]:
        """Return what the index is to hold: the stored documents as changed by what waits."""
        from index.sources import Source

        waiting = self._staging.entries()
        entries = {
            key: entry
            for key, entry in (self._store.entries() | waiting).items()
            if entry.fingerprint
        }
        return [
            Source(
                key,
                entries[key].sha256,
                entries[key].fingerprint,
                partial(self._staging.load if key in waiting else self._load, key),
            )
            for key in in_order(entries)
        ]

    def _load(self, document_id: str) -> tuple[Document, str]:
        return self._store.document(document_id), self._store.text(document_id)

    def _with_changes(self, taken: Taken) -> Taken:
        if taken.outcome is not Outcome.CHANGED:
            return taken
        return replace(taken, changes=self._store.history(taken.document_id)[-1].changes)


class _Intake:
    """Sorts what was read: new, changed, known, twice there, or refused."""

    def __init__(self, store: FactStore, staging: Staging) -> None:
        self._staging = staging
        self._stored = store.hashes()
        self.known = {digest: key for key, digest in self._stored.items()}
        """The document that has a content, by its sha256."""
        self._given: dict[str, str] = {}
        """Where each document of this run came from."""
        self._taken: list[Taken] = []
        self._copies: list[tuple[int, GivenFile, ReadFile]] = []

    def take(self, file: GivenFile, results: Iterable[ReadFile]) -> None:
        """Take the results of one file in."""
        for result in results:
            owner = self.known.get(result.sha256)
            if result.error is not None:
                self._taken.append(_failed(result.name, result.error))
            elif owner == _id_of(result.name) or (owner and result.parsed):
                self._taken.append(_same(result.name, owner))
            elif result.parsed is None:
                self._copies.append((len(self._taken), file, result))
                self._taken.append(_same(result.name, owner or ""))
            else:
                self._taken.append(self._put(str(file.path.parent / result.name), result))

    def finish(self, limits: Limits) -> list[Taken]:
        """Return what became of each file.

        A copy of a document that changed in the same run is the only one with that content now.
        """
        for place, file, result in self._copies:
            if result.sha256 not in self.known:
                read = read_given(file, limits, self.known)
                same = (again for again in read if again.name == result.name and again.parsed)
                for again in same:
                    self._taken[place] = self._put(str(file.path.parent / again.name), again)
        return self._taken

    def _put(self, source: str, result: ReadFile) -> Taken:
        assert result.parsed is not None
        document, text = result.parsed.document, result.parsed.text
        earlier = self._given.setdefault(document.id, source)
        if earlier != source:
            return _failed(result.name, UnreadableFile(_CLASH.format(source, earlier)))
        self._staging.put(document, text)
        replaced = self._stored.get(document.id)
        self.known.pop(replaced or "", None)
        self.known[result.sha256] = document.id
        return Taken(result.name, Outcome.CHANGED if replaced else Outcome.ADDED, document.id)


_CLASH = "{} would replace {}, for both become one document; rename one of them."


def _failed(name: str, error: UnreadableFile) -> Taken:
    return Taken(name, Outcome.FAILED, problem=error)


def _same(name: str, owner: str) -> Taken:
    outcome = Outcome.UNCHANGED if owner == _id_of(name) else Outcome.DUPLICATE
    return Taken(name, outcome, owner)


def _id_of(name: str) -> str:
    return slug(PurePosixPath(name).stem)


def _tell(progress: Progress | None, done: int, total: int, what: str) -> None:
    if progress is not None:
        progress(done, total, what)
