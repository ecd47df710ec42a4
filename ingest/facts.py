"""The store of facts: parsed documents in SQL, so that "who", "which" and "how many" are queries.

SQLite by default, any other SQLAlchemy URL (PostgreSQL) as well. A document's text and facts are
written in one transaction: readers see the old document or the new one, never half of either.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.actors import find_actors, is_member_state
from ingest.errors import UnknownDocument, UnknownVersion
from ingest.layout import Layout, layout_in
from ingest.model import Action, Document, Frozen
from ingest.records import ROLES as ROLES
from ingest.records import delete_document, first_by_ref, write_document
from ingest.records import type_key as type_key
from ingest.tables import (
    KEY_CHARS,
    ActionRow,
    Base,
    DocumentRow,
    FacetRow,
    ImprintRow,
    VersionRow,
    open_engine,
)
from ingest.timing import quarters as quarters
from ingest.versions import Entry, Version, fingerprint, in_order, version_of

# "All MS (except DK)", "all Member States other than Ireland"
_EXCEPT = re.compile(
    r"\b(?:except|excluding|without|other than|apart from|but not)\b", re.IGNORECASE
)


class ActionFilter(Frozen):
    """Which actions: all conditions hold at once; an empty condition holds for every action."""

    documents: tuple[str, ...] = ()
    goal: str | None = None
    leader: str | None = None
    co_leader: str | None = None
    participant: str | None = None
    actor: str | None = None
    """In any role."""
    type: str | None = None
    quarter: str | None = None
    text: str | None = None
    """Words that the action must all contain, case aside."""


class FoundAction(Frozen):
    """An action that a filter found, and the document that it belongs to."""

    document_id: str
    action: Action


class FactStore:
    """Parsed documents and their facts, behind one SQL database."""

    def __init__(self, url: str) -> None:
        """Open the store at a SQLAlchemy URL, creating its tables where they are missing."""
        self.engine = open_engine(url)
        Base.metadata.create_all(self.engine)
        self._load = lru_cache(maxsize=512)(self._load_document)

    def save(self, document: Document, text: str) -> None:
        """Store a document in place of any earlier one with the same id, in one transaction.

        Where a ref stands twice in a document, queries find its first action.
        """
        with Session(self.engine) as session, session.begin():
            write_document(session, document, text)
        self.forget()

    def forget(self) -> None:
        """Read documents anew: another way than `save` changed them."""
        self._load.cache_clear()

    def remove(self, document_id: str) -> bool:
        """Remove a document with its facts and versions; False where there is no such document."""
        with Session(self.engine) as session, session.begin():
            return delete_document(session, document_id, versions=True)

    def entries(self) -> dict[str, Entry]:
        """Return what tells the stored documents apart by id, oldest plan first."""
        rows = select(
            DocumentRow.id, DocumentRow.sha256, ImprintRow.fingerprint, DocumentRow.year
        ).join(ImprintRow, ImprintRow.document_id == DocumentRow.id, isouter=True)
        with Session(self.engine) as session:
            found = session.execute(rows).tuples().all()
        # a document that an earlier program stored has no fingerprint yet
        entries = {
            key: Entry(sha, mark or fingerprint(self._load(key, sha), self.text(key)), year)
            for key, sha, mark, year in found
        }
        return {key: entries[key] for key in in_order(entries)}

    def hashes(self) -> dict[str, str]:
        """Return the sha256 of each stored document by id, oldest plan first."""
        rows = select(DocumentRow.id, DocumentRow.sha256, DocumentRow.year)
        with Session(self.engine) as session:
            found = session.execute(rows).tuples().all()
        hashes = {key: Entry(sha, "", year) for key, sha, year in found}
        return {key: hashes[key].sha256 for key in in_order(hashes)}

    def documents(self) -> tuple[Document, ...]:
        """Return all documents, oldest plan first."""
        return tuple(self._load(key, sha) for key, sha in self.hashes().items())

    def document(self, document_id: str) -> Document:
        """Return one document; raises UnknownDocument."""
        return self._load(document_id, self._hash(document_id))

    def text(self, document_id: str) -> str:
        """Return a document's canonical text; raises UnknownDocument."""
        with Session(self.engine) as session:
            text = session.scalar(select(DocumentRow.text).where(DocumentRow.id == document_id))
        if text is None:
            raise UnknownDocument(document_id)
        return text

    def layout(self, document_id: str) -> Layout:
        """Return what the reader knew about a text beyond its words; raises UnknownDocument.

        It is read on its own, so that a text can be parsed anew when the model has changed.
        """
        with Session(self.engine) as session:
            row = session.get(DocumentRow, document_id)
        if row is None:
            raise UnknownDocument(document_id)
        return layout_in(row.parsed)

    def history(self, document_id: str) -> tuple[Version, ...]:
        """Return the earlier versions of a document, the oldest first."""
        rows = (
            select(VersionRow.sha256, VersionRow.replaced, VersionRow.changes)
            .where(VersionRow.document_id == document_id)
            .order_by(VersionRow.replaced)
        )
        with Session(self.engine) as session:
            found = session.execute(rows).tuples().all()
        return tuple(
            Version(version=version_of(sha), replaced=replaced, changes=tuple(changes))
            for sha, replaced, changes in found
        )

    def replaced(self) -> frozenset[str]:
        """Return the ids of the documents that have earlier versions."""
        with Session(self.engine) as session:
            return frozenset(session.scalars(select(VersionRow.document_id).distinct()))

    def version(self, document_id: str, version: str) -> tuple[Document, str]:
        """Return a document and its text as they were; raises UnknownVersion.

        The present version is found as well.
        """
        if version == version_of(self._hash(document_id)):
            return self.document(document_id), self.text(document_id)
        rows = select(VersionRow).where(
            VersionRow.document_id == document_id,
            VersionRow.sha256.startswith(version, autoescape=True),
        )
        with Session(self.engine) as session:
            row = session.scalar(rows)
        if row is None or version != version_of(row.sha256):
            raise UnknownVersion(document_id, version)
        try:
            return Document.model_validate_json(row.parsed), row.text
        except ValidationError:  # as an earlier program parsed it
            from ingest.parse import parse_text

            layout = layout_in(json.loads(row.parsed))
            return parse_text(document_id, row.text, row.sha256, layout), row.text

    def find_actions(self, wanted: ActionFilter) -> tuple[FoundAction, ...]:
        """Return the actions that a filter asks for, by document and in the document's order."""
        query = (
            select(ActionRow.document_id, ActionRow.ref)
            .join(DocumentRow, DocumentRow.id == ActionRow.document_id)
            .order_by(DocumentRow.year, DocumentRow.id, ActionRow.position)
        )
        if wanted.documents:
            query = query.where(ActionRow.document_id.in_(wanted.documents))
        if wanted.goal:
            query = query.where(ActionRow.goal == wanted.goal)
        for fields, key in _facet_conditions(wanted):
            matching = select(FacetRow.id).where(
                FacetRow.document_id == ActionRow.document_id,
                FacetRow.ref == ActionRow.ref,
                FacetRow.field.in_(fields),
                FacetRow.key == key[:KEY_CHARS],
            )
            query = query.where(matching.exists())
        for word in (wanted.text or "").lower().split():
            query = query.where(ActionRow.searchable.contains(word, autoescape=True))
        with Session(self.engine) as session:
            found = session.execute(query).tuples().all()
        documents = {key: self.document(key) for key in dict.fromkeys(key for key, _ in found)}
        by_ref = {key: first_by_ref(document) for key, document in documents.items()}
        return tuple(FoundAction(document_id=key, action=by_ref[key][ref]) for key, ref in found)

    def action(self, document_id: str, ref: str) -> Action:
        """Return one action of a document; raises KeyError for a ref that it has not."""
        for action in self.document(document_id).actions():
            if action.ref == ref:
                return action
        raise KeyError(ref)

    def _hash(self, document_id: str) -> str:
        with Session(self.engine) as session:
            sha = session.scalar(select(DocumentRow.sha256).where(DocumentRow.id == document_id))
        if sha is None:
            raise UnknownDocument(document_id)
        return sha

    def _load_document(self, document_id: str, sha256: str) -> Document:
        """Read one document; cached by content hash, so a changed document is read anew."""
        with Session(self.engine) as session:
            row = session.get(DocumentRow, document_id)
        if row is None:
            raise UnknownDocument(document_id)
        return Document.model_validate(row.parsed)


def _facet_conditions(wanted: ActionFilter) -> Iterator[tuple[Sequence[str], str]]:
    if wanted.leader:
        yield ["leader"], wanted.leader
    if wanted.co_leader:
        yield ["co_leader"], wanted.co_leader
    if wanted.participant:
        yield ["participant"], wanted.participant
    if wanted.actor:
        yield list(ROLES), wanted.actor
    if wanted.type:
        yield ["type"], type_key(wanted.type)
    if wanted.quarter:
        yield ["quarter"], wanted.quarter.upper()


def covers_all_members(action: Action, code: str, year: int | None) -> bool:
    """Tell whether "All MS" among an action's participants means this actor in that year."""
    if year is None or not is_member_state(code, year):
        return False
    return any(
        value.code == "ALL_MS" and code not in _left_out(value.value)
        for value in action.participants
    )


def _left_out(words: str) -> frozenset[str]:
    """Return the actors that "All MS (except DK)" leaves out."""
    match = _EXCEPT.search(words)
    return frozenset(m.code for m in find_actors(words[match.end() :])) if match else frozenset()
