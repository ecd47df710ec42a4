"""The parts of a document as the source page groups them: what is a block, what a point."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.anchors import anchor
from ingest.model import Document, Span

_POINTS = ("footnote", "mention")


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a document that has a ref: it becomes a group of lines with an anchor."""

    kind: str
    ref: str
    title: str
    start: int
    end: int

    @property
    def slug(self) -> str:
        """The id of this part on the page."""
        return anchor(self.ref)


@dataclass(slots=True)
class Block:
    """A part laid over whole lines, with the parts that lie inside it."""

    part: Part
    first: int
    last: int
    """Indexes of the first and the last line, both included."""
    inner: list["Block"] = field(default_factory=list)


def parts_of(document: Document) -> tuple[Part, ...]:
    """Return the parts of a document in reading order, the larger first; each ref once."""
    found: dict[str, Part] = {}
    for part in sorted(_all_parts(document), key=lambda part: (part.start, -part.end)):
        if part.end > part.start:
            found.setdefault(part.ref, part)
    return tuple(found.values())


def _all_parts(document: Document) -> Iterator[Part]:
    for section in document.sections:
        yield _part("section", section, section.ref, section.title)
    for goal in document.goals:
        yield _part("goal", goal, goal.ref, goal.title)
        for action in goal.actions:
            kind = "mention" if action.withheld else "action"
            yield _part(kind, action, action.ref, action.title)
    for chapter in document.chapters:
        yield _part("chapter", chapter, chapter.ref, chapter.title)
    for measure in document.measures:
        yield _part("measure", measure, measure.ref, measure.title)
    for note in document.footnotes:
        yield Part("footnote", note.ref, note.value, note.start, note.end)


def _part(kind: str, span: Span, ref: str, title: object) -> Part:
    return Part(kind, ref, str(getattr(title, "value", "") or ""), span.start, span.end)


def lay_out(parts: Iterable[Part], starts: Sequence[int]) -> tuple[list[Block], list[Part]]:
    """Lay parts over lines, nested; returns the outermost blocks and the parts that are points.

    `starts` holds the offset at which each line starts. A part that would cut through another
    one, or that starts on a line which another one has begun, is a point: an anchor, no group.
    So is a footnote, which mostly stands inside a line, and the mention of a withheld action.
    """
    roots: list[Block] = []
    points: list[Part] = []
    around: list[Block] = []
    for part in parts:
        first = bisect_right(starts, part.start) - 1
        last = bisect_right(starts, part.end - 1) - 1
        while around and around[-1].last < first:
            around.pop()
        if part.kind in _POINTS or (around and part.end > around[-1].part.end):
            points.append(part)
            continue
        block = Block(part, first, last)
        (around[-1].inner if around else roots).append(block)
        around.append(block)
    return roots, points
