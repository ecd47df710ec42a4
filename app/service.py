"""The rooms, wired once: facts, index and assistant behind one door for every way in."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from app.errors import BadQuestion, StillLoading
from app.feedback import FeedbackStore
from app.intake import (
    Outcome,
    Progress,
    Taken,
    files_in,
    refresh,
    take_bytes,
    take_file,
    without_clashes,
)
from ingest.errors import BadSetting, OapError
from ingest.facts import FactStore
from ingest.model import Document
from ingest.report import Report, report_on

if TYPE_CHECKING:
    from answer.ask import Assistant
    from answer.claims import Answer, Turn
    from app.settings import Settings
    from index.build import BuildReport
    from index.search import SearchIndex

MAX_QUESTION_CHARS = 2000


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each file, and of the index."""

    files: tuple[Taken, ...]
    build: BuildReport

    @property
    def failed(self) -> tuple[Taken, ...]:
        """The files that could not be taken in."""
        return tuple(taken for taken in self.files if taken.outcome is Outcome.FAILED)


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """A stored document and how well it was read."""

    document: Document
    report: Report


class Service:
    """Everything that the program can do, safe to share among threads.

    The index and the assistant are opened when first needed, so that what needs only facts
    (lists, sheets, plans) answers at once.
    """

    def __init__(
        self, settings: Settings, store: FactStore, assistant: Assistant | None = None
    ) -> None:
        """Wire the rooms around a store; `open` is the usual way to get one."""
        self.settings = settings
        self.store = store
        self._opening = threading.RLock()
        self._writing = threading.Lock()
        self._assistant = assistant
        self._index: SearchIndex | None = None
        self._warming = threading.Lock()
        self._trouble: OapError | None = None
        self._feedback: FeedbackStore | None = None

    @classmethod
    def open(cls, settings: Settings) -> Service:
        """Open the data folder, creating it when it is missing; raises BadSetting."""
        try:
            settings.home.mkdir(parents=True, exist_ok=True)
            store = FactStore(settings.facts_url)
        except OSError as error:
            raise BadSetting(f"Set OAP_HOME to a folder that can be written ({error}).") from error
        except (SQLAlchemyError, ImportError) as error:
            reason = str(error).partition("\n")[0]
            raise BadSetting(
                f"The facts cannot be opened; correct OAP_DATABASE_URL: {reason}."
            ) from error
        refresh(store, settings.home)
        return cls(settings, store)

    @property
    def index(self) -> SearchIndex:
        """The search index; raises IndexNotReady when there is none that fits."""
        with self._opening:
            if self._index is None:
                self._index = self._open_index()
            return self._index

    @property
    def assistant(self) -> Assistant:
        """The assistant over the stored documents; raises as `index` does."""
        with self._opening:
            if self._assistant is None:
                from answer.ask import Assistant

                self._assistant = Assistant(self.store, self.index)
            return self._assistant

    @property
    def feedback(self) -> FeedbackStore:
        """What readers thought of answers."""
        with self._opening:
            if self._feedback is None:
                self._feedback = FeedbackStore(self.settings.facts_url)
            return self._feedback

    @property
    def ready(self) -> bool:
        """Tell whether every question can be answered without waiting for a model to load."""
        index = self._index
        return index is not None and index.ready

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Let one thread at a time do what may import a large package, until all are loaded.

        Two threads that import the same package at once may both find it half done: Python lets
        them, where it would otherwise wait for ever.
        """
        if self.ready:
            yield
            return
        with self._opening:
            yield

    def check_ready(self) -> None:
        """Raise while `ready` is False; what kept it from loading is tried again."""
        if not self.ready:
            if self._trouble:
                self.warm_soon()
            raise self._trouble or StillLoading()

    def warm_soon(self) -> None:
        """Load, in a thread of its own, what the first question would otherwise wait for."""
        if self._warming.acquire(blocking=False):
            threading.Thread(target=self._warm, name="warm", daemon=True).start()

    def _warm(self) -> None:
        try:
            with self.loading():
                self.assistant.warm()
            self._trouble = None
        except OapError as error:
            self._trouble = error
        finally:
            self._warming.release()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
        kind: str | None = None,
    ) -> Answer:
        """Answer a question, over some of the documents when ids are given.

        `kind` ("list/role") says what is wanted where it was understood otherwise.
        Raises BadQuestion for one that is empty or too long, and UnknownDocument.
        """
        if not question.strip() or len(question) > MAX_QUESTION_CHARS:
            given = f"{len(question):,} characters" if question.strip() else "no words"
            raise BadQuestion(
                f"Ask a question of 1 to {MAX_QUESTION_CHARS:,} characters; this one has {given}."
            )
        with self.loading():
            return self.assistant.ask(question.strip(), history, documents, kind)

    def ingest(self, paths: Sequence[Path], progress: Progress | None = None) -> IngestReport:
        """Take in files and folders and bring the index up to date; known content costs nothing.

        Files that cannot be read are reported, the others are taken in.
        """
        files = files_in(paths)
        with self._writing:
            known = self.store.hashes()
            taken = []
            for number, (file, earlier) in enumerate(without_clashes(files)):
                _tell(progress, number, len(files), f"Reading {file.name}")
                taken.append(_clash(file, earlier) if earlier else take_file(file, known))
                known |= _hash_of(taken[-1])
            return IngestReport(tuple(taken), self._store_and_index(taken, progress))

    def ingest_bytes(self, name: str, data: bytes) -> Taken:
        """Take in one file's content and bring the index up to date; raises UnreadableFile."""
        with self._writing:
            taken = take_bytes(name, data, self.store.hashes())
            self._store_and_index([taken], None)
        return taken

    def remove(self, document_id: str) -> None:
        """Remove a document and what the index has of it; raises UnknownDocument."""
        with self._writing:
            self.store.document(document_id)
            kept = [stored for stored in self._stored() if stored[0].id != document_id]
            self._build_index(kept, None)
            self.store.remove(document_id)

    def status(self, document_id: str | None = None) -> tuple[DocumentStatus, ...]:
        """Return how well each document (or one) was read, oldest plan first."""
        documents = (self.store.document(document_id),) if document_id else self.store.documents()
        return tuple(
            DocumentStatus(document, report_on(document, self.store.text(document.id)))
            for document in documents
        )

    def _store_and_index(self, taken: Sequence[Taken], progress: Progress | None) -> BuildReport:
        """Index first, then store: until both are done, readers see all that was there before."""
        new = {t.parsed.document.id: (t.parsed.document, t.parsed.text) for t in taken if t.parsed}
        old = {document.id: (document, text) for document, text in self._stored()}
        report = self._build_index(list((old | new).values()), progress)
        for document, text in new.values():
            self.store.save(document, text)
        return report

    def _stored(self) -> list[tuple[Document, str]]:
        return [(document, self.store.text(document.id)) for document in self.store.documents()]

    def _build_index(
        self, documents: Sequence[tuple[Document, str]], progress: Progress | None
    ) -> BuildReport:
        with self.loading():
            from index.build import build_index
            from index.embed import load_embedder

            return build_index(
                documents,
                self.settings.home,
                embedder=load_embedder(self.settings.embed_model),
                chroma_url=self.settings.chroma_url,
                progress=progress,
            )

    def _open_index(self) -> SearchIndex:
        from index.search import SearchIndex

        return SearchIndex.open(
            self.settings.home,
            embedder_name=self.settings.embed_model,
            chroma_url=self.settings.chroma_url,
        )


def _clash(file: Path, earlier: Path) -> Taken:
    reason = f"{file} would replace {earlier}, for both become one document; rename one of them."
    return Taken(file.name, Outcome.FAILED, error=reason)


def _hash_of(taken: Taken) -> dict[str, str]:
    return {taken.document_id: taken.parsed.document.sha256} if taken.parsed else {}


def _tell(progress: Progress | None, done: int, total: int, what: str) -> None:
    if progress is not None:
        progress(done, total, what)
