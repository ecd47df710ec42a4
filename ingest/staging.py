"""What waits for its index: documents to be stored or removed, all in one step or not at all.

Facts and index are two stores, and either may be the last that was written when a process dies. So
what is to change is first put aside here, then the index is built, and while the index is published
everything is moved into its place in one transaction. The fingerprints in the index tell a later
process on which side of that moment a killed one died.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from ingest.changes import changes_between
from ingest.facts import FactStore
from ingest.model import Document
from ingest.records import delete_document, write_document
from ingest.tables import DocumentRow, StagedRow, VersionRow
from ingest.versions import Entry, fingerprint


class Staging:
    """The documents that wait for the index of one home."""

    def __init__(self, store: FactStore, home: str) -> None:
        """Take the store and what names the home, in at most 16 characters."""
        self._store = store
        self._home = home

    def put(self, document: Document, text: str) -> None:
        """Put a document aside, in place of any put before."""
        mark = fingerprint(document, text)
        entry = Entry(document.sha256, mark, document.year)
        self._put(document.id, entry, text, document.model_dump_json())

    def put_removal(self, document_id: str) -> None:
        """Note that a document is to be removed."""
        self._put(document_id, Entry("", "", None), "", "")

    def entries(self) -> dict[str, Entry]:
        """Return by id what waits; what is to be removed has an empty fingerprint."""
        rows = select(
            StagedRow.document_id, StagedRow.sha256, StagedRow.fingerprint, StagedRow.year
        ).where(self._own)
        with Session(self._store.engine) as session:
            found = session.execute(rows).tuples().all()
        return {key: Entry(sha, mark, year) for key, sha, mark, year in found}

    def load(self, document_id: str) -> tuple[Document, str]:
        """Return a document that waits, with its text; raises KeyError."""
        with Session(self._store.engine) as session:
            row = session.get(StagedRow, (self._home, document_id))
        if row is None or not row.fingerprint:
            raise KeyError(document_id)
        return Document.model_validate_json(row.parsed), row.text

    @contextmanager
    def promoting(self) -> Iterator[None]:
        """Move all that waits into its place; it is seen when the `with` block ends well."""
        with Session(self._store.engine) as session, session.begin():
            for document_id in self.entries():
                row = session.get_one(StagedRow, (self._home, document_id))
                _promote(session, row)
                session.expunge_all()
            session.execute(delete(StagedRow).where(self._own))
            yield
        self._store.forget()

    def discard(self) -> None:
        """Forget all that waits."""
        with Session(self._store.engine) as session, session.begin():
            session.execute(delete(StagedRow).where(self._own))

    @property
    def _own(self) -> ColumnElement[bool]:
        return StagedRow.home == self._home

    def _put(self, document_id: str, entry: Entry, text: str, parsed: str) -> None:
        row = {"home": self._home, "document_id": document_id, "text": text, "parsed": parsed}
        row |= {name: getattr(entry, name) for name in ("sha256", "fingerprint", "year")}
        mine = (self._own, StagedRow.document_id == document_id)
        with Session(self._store.engine) as session, session.begin():
            session.execute(delete(StagedRow).where(*mine))
            session.execute(insert(StagedRow), [row])


def _promote(session: Session, staged: StagedRow) -> None:
    if not staged.fingerprint:
        delete_document(session, staged.document_id, versions=True)
        return
    document = Document.model_validate_json(staged.parsed)
    old = session.get(DocumentRow, document.id)
    if old is not None and old.sha256 != document.sha256:
        _keep_version(session, old, document, staged.text)
    write_document(session, document, staged.text)


def _keep_version(session: Session, old: DocumentRow, new: Document, new_text: str) -> None:
    """Keep what is replaced; what comes back is no earlier version any more."""
    before = Document.model_validate(old.parsed)
    known = (VersionRow.document_id == new.id, VersionRow.sha256.in_([old.sha256, new.sha256]))
    session.execute(delete(VersionRow).where(*known))
    version = {
        "document_id": old.id,
        "sha256": old.sha256,
        "text": old.text,
        "parsed": before.model_dump_json(),
        "replaced": datetime.now(UTC),
        "changes": list(changes_between(before, old.text, new, new_text)),
    }
    session.execute(insert(VersionRow), [version])
