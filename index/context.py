"""The line in front of a chunk that says where it stands: plan, goal, action, field.

A passage such as "Leader: ES" says little by itself; with its context in front it can be found by
the plan's year, the goal's subject or the action's title.
"""

from collections.abc import Iterator
from textwrap import shorten

from ingest.model import Document, Field

SEPARATOR = " · "
DOCUMENT_CHARS = 60
ABOVE_CHARS = 50
OWN_CHARS = 90
"""How much of a title stands in a context line: more would drown the text in the titles above it.
Chosen on 54 questions over the corpus: mean reciprocal rank 0.74, with 90 characters of each 0.70.
"""

FIELD_WORDS: dict[str, str] = {
    Field.TITLE: "title",
    Field.LEADER: "action leader",
    Field.CO_LEADER: "co-leader",
    Field.PARTICIPANTS: "participants",
    Field.SUMMARY: "summary",
    Field.TARGET: "target",
    Field.KPI: "key performance indicator",
    Field.TYPE: "type of action",
    Field.ACTIVITY: "activity",
    Field.TIMING: "timing",
    Field.LINKS: "links",
    Field.RELATED: "related actions",
    Field.JAD: "joint action days",
    Field.OTHER: "other",
}
"""What a field is called in a context line, in the words of a sheet and of a question."""


class ContextLines:
    """The context lines of one document."""

    def __init__(self, document: Document) -> None:
        """Gather the titles of everything in the document that has a ref."""
        self._document = _document_part(document)
        self._places = _places(document)

    def line(self, ref: str, field: str | None) -> str:
        """Return plan and year, goal or section, action, field: those that apply, in one line."""
        parts = [self._document, *self._places.get(ref, (ref,))]
        if field:
            parts.append(FIELD_WORDS.get(field, field))
        return SEPARATOR.join(parts)


def _document_part(document: Document) -> str:
    """Return "Plan 2022 Migrant smuggling", or the title where there is no priority."""
    year = str(document.year or "")
    if document.heading.priority is not None:
        name = f"{document.kind.capitalize()} {year} {document.heading.priority.value}"
    else:
        name = document.title if year in document.title else f"{year} {document.title}"
    return shorten(name, DOCUMENT_CHARS, placeholder="…")


def _places(document: Document) -> dict[str, tuple[str, ...]]:
    """Map each ref to the title above it, if any, and its own."""
    titles = {ref: title for ref, title, _ in _parts(document)}
    places: dict[str, tuple[str, ...]] = {}
    for ref, title, above in _parts(document):
        own = _named(ref, title, OWN_CHARS)
        if above and above in titles:
            places[ref] = (_named(above, titles[above], ABOVE_CHARS), own)
        else:
            places[ref] = (own,)
    return places


def _parts(document: Document) -> Iterator[tuple[str, str, str | None]]:
    """Yield everything with a ref of its own: the ref, the title, the ref above it."""
    for section in document.sections:
        yield section.ref, section.title.value if section.title else "", section.parent
    for goal in document.goals:
        yield goal.ref, goal.title.value, None
        for action in goal.actions:
            yield action.ref, action.title.value, goal.ref
    for chapter in document.chapters:
        yield chapter.ref, chapter.title.value, None
    for measure in document.measures:
        yield measure.ref, measure.title.value, measure.chapter


def _named(ref: str, title: str, max_chars: int) -> str:
    """Return ref and title; the ref alone where that is all the title there is."""
    return shorten(ref if title == ref else f"{ref} {title}", max_chars, placeholder="…")
