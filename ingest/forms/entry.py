"""A labelled entry of an action: a row of a sheet, a line that opens with "Leader:"."""

from dataclasses import dataclass

from ingest.model import Field, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A label, what it labels, and the field that it stands for."""

    field: Field | None
    label: Span
    start: int
    end: int
    stated: Span | None = None
    """The target or the date in a column of its own, where the entry is a row of a table inside."""
    named: Span | None = None
    """The indicator or step of such a row."""

    @property
    def span(self) -> Span:
        """The label with its words: what a citation quotes."""
        return Span(start=min(self.label.start, self.start), end=max(self.label.end, self.end))
