"""The tables of the facts' database, and how it is opened."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    DateTime,
    Engine,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    create_engine,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.pool import StaticPool

KEY_CHARS = 80
"""The longest key that an action is found by."""


class Base(DeclarativeBase):
    """The tables of the store."""


class DocumentRow(Base):
    """A document: its canonical text and everything that was parsed from it."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    year: Mapped[int | None] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    text: Mapped[str] = mapped_column(Text)
    parsed: Mapped[dict[str, object]] = mapped_column(JSON)


class ActionRow(Base):
    """An action, in the order of its document."""

    __tablename__ = "actions"

    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    ref: Mapped[str] = mapped_column(String(40), primary_key=True)
    goal: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(Integer)
    searchable: Mapped[str] = mapped_column(Text)


class FacetRow(Base):
    """One thing by which an action can be found: a role, a type, a quarter."""

    __tablename__ = "facets"
    __table_args__ = (Index("ix_facets_key", "field", "key"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    ref: Mapped[str] = mapped_column(String(40))
    field: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(KEY_CHARS))


class ImprintRow(Base):
    """The fingerprint of a document as parsed: tells without reading it whether the index fits."""

    __tablename__ = "imprints"

    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    fingerprint: Mapped[str] = mapped_column(String(64))


class VersionRow(Base):
    """An earlier version of a document, kept so that what cited it can still be read."""

    __tablename__ = "versions"

    document_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    parsed: Mapped[str] = mapped_column(Text)
    """The document as JSON."""
    replaced: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changes: Mapped[list[str]] = mapped_column(JSON)
    """What the version that came next does otherwise, one line for each change."""


class StagedRow(Base):
    """A document that waits for its index: what becomes of it is decided in one step."""

    __tablename__ = "staged"

    home: Mapped[str] = mapped_column(String(16), primary_key=True)
    """Whose index it waits for: several homes may share a database."""
    document_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    fingerprint: Mapped[str] = mapped_column(String(64))
    """Empty for a document that is to be removed."""
    year: Mapped[int | None] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    parsed: Mapped[str] = mapped_column(Text)


def open_engine(url: str) -> Engine:
    """Open a database at a SQLAlchemy URL; SQLite with a write-ahead log and foreign keys."""
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
