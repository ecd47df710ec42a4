"""The store of facts: parsed documents in SQL, so that "who", "which" and "how many" are queries.

SQLite by default, any other SQLAlchemy URL (PostgreSQL) as well. A document's text and facts are
written in one transaction: readers see the old document or the new one, never half of either.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sqlalchemy import (
    JSON,
    Engine,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    create_engine,
    delete,
    event,
    select,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

from ingest.actors import is_member_state
from ingest.errors import UnknownDocument
from ingest.layout import Layout
from ingest.model import Action, Document, Field, Frozen
from ingest.timing import quarters as quarters

_KEY_CHARS = 80


class _Base(DeclarativeBase):
    """The tables of the store."""


class _DocumentRow(_Base):
    """A document: its canonical text and everything that was parsed from it."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    year: Mapped[int | None] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    text: Mapped[str] = mapped_column(Text)
    parsed: Mapped[dict[str, object]] = mapped_column(JSON)


class _ActionRow(_Base):
    """An action, in the order of its document."""

    __tablename__ = "actions"

    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    ref: Mapped[str] = mapped_column(String(40), primary_key=True)
    goal: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(Integer)
    searchable: Mapped[str] = mapped_column(Text)


class _FacetRow(_Base):
    """One thing by which an action can be found: a role, a type, a quarter."""

    __tablename__ = "facets"
    __table_args__ = (Index("ix_facets_key", "field", "key"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    ref: Mapped[str] = mapped_column(String(40))
    field: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(_KEY_CHARS))


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


ROLES = {
    "leader": Field.LEADER,
    "co_leader": Field.CO_LEADER,
    "participant": Field.PARTICIPANTS,
}


class FactStore:
    """Parsed documents and their facts, behind one SQL database."""

    def __init__(self, url: str) -> None:
        """Open the store at a SQLAlchemy URL, creating its tables where they are missing."""
        self._engine = _open_engine(url)
        _Base.metadata.create_all(self._engine)
        self._load = lru_cache(maxsize=512)(self._load_document)

    def save(self, document: Document, text: str) -> None:
        """Store a document in place of any earlier one with the same id, in one transaction.

        Where a ref stands twice in a document, queries find its first action.
        """
        actions = _first_by_ref(document)
        with Session(self._engine) as session, session.begin():
            _delete(session, document.id)
            session.add(
                _DocumentRow(
                    id=document.id,
                    year=document.year,
                    sha256=document.sha256,
                    text=text,
                    parsed=document.model_dump(mode="json"),
                )
            )
            session.flush()
            for position, action in enumerate(actions.values()):
                session.add(_action_row(document.id, position, action, text))
                session.add_all(_facet_rows(document, action))
        self._load.cache_clear()

    def remove(self, document_id: str) -> bool:
        """Remove a document and its facts; False where there is no such document."""
        with Session(self._engine) as session, session.begin():
            return _delete(session, document_id)

    def hashes(self) -> dict[str, str]:
        """Return the sha256 of each stored document by id, oldest plan first."""
        rows = select(_DocumentRow.id, _DocumentRow.sha256).order_by(
            _DocumentRow.year, _DocumentRow.id
        )
        with Session(self._engine) as session:
            return dict(session.execute(rows).tuples().all())

    def documents(self) -> tuple[Document, ...]:
        """Return all documents, oldest plan first."""
        return tuple(self._load(key, sha) for key, sha in self.hashes().items())

    def document(self, document_id: str) -> Document:
        """Return one document; raises UnknownDocument."""
        return self._load(document_id, self._hash(document_id))

    def text(self, document_id: str) -> str:
        """Return a document's canonical text; raises UnknownDocument."""
        with Session(self._engine) as session:
            text = session.scalar(select(_DocumentRow.text).where(_DocumentRow.id == document_id))
        if text is None:
            raise UnknownDocument(document_id)
        return text

    def layout(self, document_id: str) -> Layout:
        """Return what the reader knew about a text beyond its words; raises UnknownDocument.

        It is read on its own, so that a text can be parsed anew when the model has changed.
        """
        with Session(self._engine) as session:
            row = session.get(_DocumentRow, document_id)
        if row is None:
            raise UnknownDocument(document_id)
        return Layout.model_validate({k: row.parsed.get(k, ()) for k in Layout.model_fields})

    def find_actions(self, wanted: ActionFilter) -> tuple[FoundAction, ...]:
        """Return the actions that a filter asks for, by document and in the document's order."""
        query = (
            select(_ActionRow.document_id, _ActionRow.ref)
            .join(_DocumentRow, _DocumentRow.id == _ActionRow.document_id)
            .order_by(_DocumentRow.year, _DocumentRow.id, _ActionRow.position)
        )
        if wanted.documents:
            query = query.where(_ActionRow.document_id.in_(wanted.documents))
        if wanted.goal:
            query = query.where(_ActionRow.goal == wanted.goal)
        for fields, key in _facet_conditions(wanted):
            matching = select(_FacetRow.id).where(
                _FacetRow.document_id == _ActionRow.document_id,
                _FacetRow.ref == _ActionRow.ref,
                _FacetRow.field.in_(fields),
                _FacetRow.key == key[:_KEY_CHARS],
            )
            query = query.where(matching.exists())
        for word in (wanted.text or "").lower().split():
            query = query.where(_ActionRow.searchable.contains(word, autoescape=True))
        with Session(self._engine) as session:
            found = session.execute(query).tuples().all()
        documents = {key: self.document(key) for key in dict.fromkeys(key for key, _ in found)}
        by_ref = {key: _first_by_ref(document) for key, document in documents.items()}
        return tuple(FoundAction(document_id=key, action=by_ref[key][ref]) for key, ref in found)

    def action(self, document_id: str, ref: str) -> Action:
        """Return one action of a document; raises KeyError for a ref that it has not."""
        for action in self.document(document_id).actions():
            if action.ref == ref:
                return action
        raise KeyError(ref)

    def _hash(self, document_id: str) -> str:
        with Session(self._engine) as session:
            sha = session.scalar(select(_DocumentRow.sha256).where(_DocumentRow.id == document_id))
        if sha is None:
            raise UnknownDocument(document_id)
        return sha

    def _load_document(self, document_id: str, sha256: str) -> Document:
        """Read one document; cached by content hash, so a changed document is read anew."""
        with Session(self._engine) as session:
            row = session.get(_DocumentRow, document_id)
        if row is None:
            raise UnknownDocument(document_id)
        return Document.model_validate(row.parsed)


def _first_by_ref(document: Document) -> dict[str, Action]:
    actions: dict[str, Action] = {}
    for action in document.actions():
        actions.setdefault(action.ref, action)
    return actions


def _open_engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url)
    if url in ("sqlite://", "sqlite:///:memory:"):
        return create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    engine = create_engine(url)
    event.listen(engine, "connect", _configure_sqlite)
    return engine


def _configure_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _delete(session: Session, document_id: str) -> bool:
    session.execute(delete(_FacetRow).where(_FacetRow.document_id == document_id))
    session.execute(delete(_ActionRow).where(_ActionRow.document_id == document_id))
    gone = session.execute(
        delete(_DocumentRow).where(_DocumentRow.id == document_id).returning(_DocumentRow.id)
    ).all()
    return bool(gone)


def _action_row(document_id: str, position: int, action: Action, text: str) -> _ActionRow:
    words = f"{action.title.value} {text[action.start : action.end]}"
    return _ActionRow(
        document_id=document_id,
        ref=action.ref,
        goal=action.goal,
        position=position,
        searchable=words.lower(),
    )


def _facet_rows(document: Document, action: Action) -> Iterator[_FacetRow]:
    for field, key in sorted(set(_facets(document, action))):
        yield _FacetRow(document_id=document.id, ref=action.ref, field=field, key=key[:_KEY_CHARS])


def _facets(document: Document, action: Action) -> Iterator[tuple[str, str]]:
    for role, field in ROLES.items():
        for value in action.values(field):
            code = getattr(value, "code", None)
            if code:
                yield role, code
    for kind in action.types:
        yield "type", type_key(kind.value)
    for value in (*action.activities, *action.timing):
        for quarter in quarters(getattr(value, "timing", None) or value.value):
            yield "quarter", quarter


def type_key(printed: str) -> str:
    """Return the key of an action type: "2-Data collection/data exchange" gives its words."""
    return re.sub(r"^\d+\s*[-\u2013]?\s*", "", printed).strip(" .,;").lower()


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
    return any(value.code == "ALL_MS" for value in action.participants)
