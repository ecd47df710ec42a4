"""The rooms, wired once: facts, index and assistant behind one door for every way in."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from app.errors import BadQuestion, StillLoading
from app.feedback import FeedbackStore
from app.intake import Progress, Taken, refresh
from app.writer import IngestReport as IngestReport
from app.writer import Writer
from ingest.errors import BadSetting, OapError
from ingest.facts import FactStore
from ingest.model import Document
from ingest.report import Report, report_on
from ingest.versions import Version

if TYPE_CHECKING:
    from answer.ask import Assistant
    from answer.claims import Answer, Turn
    from app.settings import Settings
    from index.build import BuildReport
    from index.search import SearchIndex
    from index.sources import Source

MAX_QUESTION_CHARS = 2000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """A stored document and how well it was read."""

    document: Document
    report: Report
    history: tuple[Version, ...] = ()
    """Its earlier versions, the oldest first."""


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
        self._writer = Writer(store, settings.home, settings.limits, self._build_index)
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

                assistant = Assistant(self.store, self.index)
                assistant.warm_facts()
                self._assistant = assistant
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

        The index does the same for what it loads itself; see `SearchIndex.alone`.
        """
        if self.ready:
            yield
            return
        with self._opening, self._index.alone() if self._index else nullcontext():
            yield

    def check_ready(self) -> None:
        """Raise while `ready` is False; what kept it from loading is tried again."""
        if not self.ready:
            self.warm_soon()
            raise self._trouble or StillLoading()

    def warm_soon(self) -> None:
        """Load, in a thread of its own, what the first question would otherwise wait for."""
        if self._warming.acquire(blocking=False):
            threading.Thread(target=self._warm, name="warm", daemon=True).start()

    def _warm(self) -> None:
        try:
            self.assistant.warm()
            self._trouble = None
        except OapError as error:
            self._trouble = error
        except Exception:  # a question that needs the model meets it again, and is told
            _log.exception("what the first question needs could not be loaded")
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

        One about facts doesn't wait for the model; one about running text does.
        `kind` ("list/role") says what is wanted where it was understood otherwise.
        Raises BadQuestion for one that is empty or too long, and UnknownDocument.
        """
        if not question.strip() or len(question) > MAX_QUESTION_CHARS:
            given = f"{len(question):,} characters" if question.strip() else "no words"
            raise BadQuestion(
                f"Ask a question of 1 to {MAX_QUESTION_CHARS:,} characters; this one has {given}."
            )
        return self.assistant.ask(question.strip(), history, documents, kind)

    def ingest(self, paths: Sequence[Path], progress: Progress | None = None) -> IngestReport:
        """Take in files and folders and bring the index up to date; known content costs nothing.

        Files that cannot be read are reported, the others are taken in.
        """
        return self._writer.ingest(paths, progress)

    def ingest_bytes(self, name: str, data: bytes) -> tuple[Taken, ...]:
        """Take in one file's content, or all files of an archive, and bring the index up to date.

        Raises UnreadableFile, of the kind that fits the first file, where none could be read.
        """
        taken = self._writer.ingest_bytes(name, data)
        problems = [one.problem for one in taken if one.problem]
        if problems and len(problems) == len(taken):
            raise problems[0]
        return taken

    def remove(self, *document_ids: str) -> None:
        """Remove documents and what the index has of them; raises UnknownDocument."""
        self._writer.remove(document_ids)

    @property
    def interrupted(self) -> str | None:
        """A sentence on the last ingest or removal, where it was interrupted: what to run again."""
        return self._writer.interrupted

    def status(self, document_id: str | None = None) -> tuple[DocumentStatus, ...]:
        """Return how well each document (or one) was read, oldest plan first."""
        documents = (self.store.document(document_id),) if document_id else self.store.documents()
        return tuple(
            DocumentStatus(
                document,
                report_on(document, self.store.text(document.id)),
                self.store.history(document.id),
            )
            for document in documents
        )

    def _build_index(
        self,
        sources: Sequence[Source],
        progress: Progress | None,
        alongside: AbstractContextManager[None],
    ) -> BuildReport:
        with self.loading():
            from index.build import update_index
            from index.embed import load_embedder

            return update_index(
                sources,
                self.settings.home,
                embedder=load_embedder(self.settings.embed_model),
                chroma_url=self.settings.chroma_url,
                progress=progress,
                alongside=alongside,
            )

    def _open_index(self) -> SearchIndex:
        from index.search import SearchIndex

        return SearchIndex.open(
            self.settings.home,
            embedder_name=self.settings.embed_model,
            chroma_url=self.settings.chroma_url,
        )
