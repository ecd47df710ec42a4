"""A part of a sheet: a label, and the lines of words that belong to it."""

from dataclasses import dataclass
from dataclasses import field as factory

from ingest.model import Field
from ingest.straight.lines import Fragment

ACTORS = (Field.LEADER, Field.CO_LEADER, Field.PARTICIPANTS)
LEFT = 4
"""A fragment that starts further right is not in the first column."""

Words = tuple[Fragment, ...]
"""The fragments of a line that belong together; empty for an empty line."""


@dataclass(slots=True)
class Part:
    """A label of a sheet with its lines; `field` is None for the reference and for no label."""

    field: Field | None
    label: tuple[Fragment, ...] = ()
    own: list[Words] = factory(default_factory=list)
    """The words beside the label."""
    above: list[Words] = factory(default_factory=list)
    below: list[Words] = factory(default_factory=list)
    reference: bool = False

    @property
    def lines(self) -> list[Words]:
        """All its lines in reading order."""
        return [*self.above, *self.own, *self.below]


def words_of(text: str, fragments: Words) -> str:
    """Return the words of a line as printed, without the wide gaps."""
    return " ".join(fragment.words(text) for fragment in fragments)
