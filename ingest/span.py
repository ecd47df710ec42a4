"""The two records that everything else is made of: an immutable one, and a stretch of text."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A stretch of the canonical text: `text[start:end]`, in characters."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        """Return the exact words that this span covers."""
        return text[self.start : self.end]
