"""What readers thought of answers: kept in the same database as the facts, for people to read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from pydantic import Field
from sqlalchemy import JSON, DateTime, Integer, String, Text, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

from answer.claims import Status
from app.plans import View

_MAX_CHARS = 2000
_MAX_ANSWER_CHARS = 100_000

Rating = Literal["like", "dislike"]


class Feedback(View):
    """What a reader thought of one answer."""

    rating: Rating
    comment: str = Field(default="", max_length=_MAX_CHARS)
    question: str = Field(min_length=1, max_length=_MAX_CHARS)
    answer: str = Field(default="", max_length=_MAX_ANSWER_CHARS)
    """The answer's Markdown."""
    status: Status | None = None
    documents: tuple[str, ...] = ()
    """The documents that it was asked of; all when none are given."""


class StoredFeedback(Feedback):
    """Feedback as it was stored."""

    id: int
    created: datetime
    """In UTC."""


class _Base(DeclarativeBase):
    """The table of this store."""


class _Row(_Base):
    """One reader's opinion of one answer."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    created: Mapped[datetime] = mapped_column(DateTime)
    rating: Mapped[str] = mapped_column(String(20))
    comment: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(String(20))
    documents: Mapped[list[str]] = mapped_column(JSON)


class FeedbackStore:
    """Feedback behind a SQL database; safe to use from several threads."""

    def __init__(self, url: str) -> None:
        """Open the store at a SQLAlchemy URL, creating its table where it is missing."""
        in_memory = url in ("sqlite://", "sqlite:///:memory:")
        self._engine = create_engine(url, **({"poolclass": StaticPool} if in_memory else {}))
        _Base.metadata.create_all(self._engine)

    def add(self, given: Feedback) -> StoredFeedback:
        """Store what a reader thought, and return it with its number and time."""
        row = _Row(created=datetime.now(UTC).replace(tzinfo=None), **given.model_dump(mode="json"))
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            session.add(row)
        return _stored(row)

    def all(self) -> Sequence[StoredFeedback]:
        """Return everything that was stored, the newest first."""
        with Session(self._engine) as session:
            return tuple(map(_stored, session.scalars(select(_Row).order_by(_Row.id.desc()))))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _stored(row: _Row) -> StoredFeedback:
    fields = {name: getattr(row, name) for name in StoredFeedback.model_fields}
    return StoredFeedback.model_validate(fields | {"created": row.created.replace(tzinfo=UTC)})
