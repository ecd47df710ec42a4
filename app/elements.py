"""Look up an element of a document by its ref, and lay it out for reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from app.refs import read_ref
from ingest.errors import UnknownRef
from ingest.facts import FactStore
from ingest.model import (
    Action,
    Chapter,
    Document,
    Field,
    Footnote,
    Goal,
    Measure,
    Section,
    Span,
    Value,
)

Element = Goal | Action | Chapter | Measure | Section | Footnote


@dataclass(frozen=True, slots=True)
class Found:
    """An element and the document that it stands in."""

    document: Document
    element: Element


Line = tuple[str, str, Span | None]
"""A label, the words beside it, and where the document has them."""


def find_elements(store: FactStore, words: str, documents: Sequence[str] = ()) -> tuple[Found, ...]:
    """Return what the ref may mean in each document (or those given); raises UnknownRef."""
    searched = [store.document(key) for key in documents] or store.documents()
    found = [
        Found(document, element)
        for document in searched
        for ref in read_ref(words)
        for element in _elements(document)
        if element.ref == ref
    ]
    if not found:
        where = ", ".join(documents) or "any document"
        raise UnknownRef(words, where)
    return tuple(found)


def title_of(element: Element) -> str:
    """Return the words by which to recognise an element in a list."""
    if isinstance(element, Footnote):
        return element.value
    return element.title.value if element.title else ""


def lines_of(found: Found) -> Iterator[Line]:
    """Yield what is known about an element, line by line, as a reader of its sheet wants it."""
    element = found.element
    if not isinstance(element, Footnote) and element.title:
        yield "title", element.title.value, element.title
    if isinstance(element, Action):
        yield from _action_lines(element)
    elif isinstance(element, Goal):
        yield from _labelled("objective", element.objective)
        yield from _labelled(f"wording in {element.wording_ref}", element.wording)
        yield from ((action.ref, action.title.value, action.title) for action in element.actions)
    elif isinstance(element, Measure):
        yield "chapter", element.chapter, None
        yield from _labelled("summary", *element.summary)
        yield from _labelled("annex title", element.annex_title)
        yield from _labelled("annex", *element.annex)
    elif isinstance(element, Chapter):
        inside = (m for m in found.document.measures if m.chapter == element.ref)
        yield from ((measure.ref, measure.title.value, measure.title) for measure in inside)
    elif isinstance(element, Footnote) and element.caller:
        yield "called in", element.caller, element.calls[0] if element.calls else None


def _elements(document: Document) -> Iterator[Element]:
    yield from chain(document.goals, document.actions(), document.chapters)
    yield from chain(document.measures, document.sections, document.footnotes)


def _action_lines(action: Action) -> Iterator[Line]:
    yield "goal", action.goal, None
    if action.withheld:
        yield "withheld", "the document names this action and withholds its sheet", action
    for field in list(Field)[1:]:
        for value in action.values(field):
            label = getattr(value, "label", field.value.replace("_", "-"))
            timing = getattr(value, "timing", None)
            yield label, f"{value.value}{f' ({timing})' if timing else ''}", value


def _labelled(label: str, *values: Value | None) -> Iterator[Line]:
    yield from ((label, value.value, value) for value in values if value)
