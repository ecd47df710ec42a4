"""What citations let a claim say: the words of their stretches, and the values read from them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

from answer.draft import Evidence
from answer.library import Library
from answer.phrasing import plan_name
from ingest.actors import find_actors
from ingest.facts import ROLES
from ingest.model import Action, Activity, ActorValue, Document, Field, Labelled, Span, Value
from ingest.text import clean

# "arrests", "5,000", "2.8", "Q1", "%"
_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*|[%€$£]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_OF_ACTORS = frozenset(field.value for field in ROLES.values())
_ROLES = frozenset(
    ("action", "leader", "leaders", "co", "s", "coleader", "participant", "participants")
)
_MAX_KEPT = 8192
"""How many citations are kept as read; a corpus of thirty sheets has some two thousand."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a claim, in lower case, with its offsets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One citation, read: where it stands and what may be copied from it."""

    item: Evidence
    document: Document
    action: Action | None
    texts: tuple[str, ...]
    """The quote, the values in it and the titles above it, folded: " word word "."""
    row: str
    """The quote of a row of actors, which may be copied as a whole only."""
    labelled: bool
    """True when that row says which role it is about."""
    words: frozenset[str]
    written: str
    """The quote as it is."""


def words_of(text: str) -> list[Word]:
    """Return the words and numbers of a text in order."""
    return [Word(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def folded(text: str) -> str:
    """Return a text's words alone, in lower case, with a space around each."""
    return f" {' '.join(_TOKEN.findall(text)).lower()} "


class Ledger:
    """The facts of all documents by the stretches that they were read from."""

    def __init__(self, library: Library) -> None:
        """Note every value of the library's documents; the library is not kept."""
        self.documents = library.documents
        self.names = {key: plan_name(document) for key, document in library.documents.items()}
        self.actions = {(d.id, a.ref): a for d in library.documents.values() for a in d.actions()}
        self._texts = {key: library.text(key) for key in library.documents}
        self._titles: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._values: dict[str, list[tuple[int, int, str]]] = {}
        for document in library.documents.values():
            self._values[document.id] = sorted(_values(document))
            for ref, title in _titles(document):
                self._titles[document.id, ref].append(folded(title))
        self.source = lru_cache(maxsize=_MAX_KEPT)(self._read)

    def _read(self, item: Evidence) -> Source:
        document = self.documents[item.document_id]
        written = self._texts[item.document_id][item.start : item.end]
        quote = folded(clean(written))
        texts = [*self._within(item), *self._titles.get((item.document_id, item.ref), ())]
        texts += [folded(words) for words in _around(document, item)]
        of_actors = item.field in _OF_ACTORS or _names_only(quote)
        texts += [] if of_actors else [quote]
        unique = tuple(dict.fromkeys(text for text in texts if text.strip()))
        action = self.actions.get((item.document_id, item.ref))
        row = quote if of_actors else ""
        words = frozenset(" ".join([quote, *unique]).split())
        return Source(item, document, action, unique, row, _has_label(row), words, written)

    def _within(self, item: Evidence) -> Iterator[str]:
        """Yield the values that were read from a stretch, as a careful reader would write them."""
        values = self._values[item.document_id]
        for start, end, words in values[bisect_left(values, (item.start, 0, "")) :]:
            if start >= item.end:
                break
            if end <= item.end:
                yield folded(words)

    def titled(self, document_id: str, ref: str) -> list[str]:
        """Return the titles of an element, folded."""
        return self._titles.get((document_id, ref), [])


_LEDGERS: WeakKeyDictionary[Library, Ledger] = WeakKeyDictionary()


def ledger_of(library: Library) -> Ledger:
    """Return the ledger of a library, made when it is first asked for."""
    found = _LEDGERS.get(library)
    if found is None:
        found = _LEDGERS[library] = Ledger(library)
    return found


def _names_only(quote: str) -> bool:
    """Tell whether a cell without a label holds nothing but actors."""
    names = quote.strip().upper()
    return sum(m.end - m.start for m in find_actors(names)) >= len(names.replace(" ", ""))


def _has_label(row: str) -> bool:
    """Tell whether a row of actors opens with what it is about: "Action leader: FR"."""
    words = row.split()
    return not _ROLES.isdisjoint(words[:2]) and not _ROLES.issuperset(words)


def _around(document: Document, item: Evidence) -> Iterator[str]:
    """Yield what a claim may say of the place of a citation: title, marking, label."""
    yield document.title
    if document.heading.marking:
        yield document.heading.marking.value
    if item.field and item.ref.startswith("§"):
        yield item.field


def _titles(document: Document) -> Iterator[tuple[str, str]]:
    for goal in document.goals:
        yield goal.ref, goal.title.value
    yield from ((action.ref, action.title.value) for action in document.actions())
    yield from ((chapter.ref, chapter.title.value) for chapter in document.chapters)
    yield from ((measure.ref, measure.title.value) for measure in document.measures)
    for section in document.sections:
        if section.title:
            yield section.ref, section.title.value


def _values(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield every value of a document that a claim may copy, with its stretch."""
    for value in (*_heading_values(document), *_element_values(document)):
        # an actor is told by its role, never copied
        if not (isinstance(value, ActorValue) and value.code):
            yield value.start, value.end, value.value
    for action in document.actions():
        yield from _action_words(action)
    for note in document.footnotes:
        yield note.start, note.end, note.value
    for acronym in document.acronyms:
        yield acronym.start, acronym.end, acronym.short
        yield acronym.start, acronym.end, acronym.long
    for redaction in document.redactions:
        for words in (redaction.label, redaction.page):
            if words:
                yield redaction.start, redaction.end, words


def _heading_values(document: Document) -> Iterator[Value]:
    heading = document.heading
    yield from _present(
        heading.number, heading.marking, heading.status, heading.priority, heading.aim
    )
    yield from _present(heading.original_number)
    yield from _present(
        heading.sender, heading.addressee, heading.previous, heading.subject, heading.letter
    )
    if heading.total_actions:
        yield heading.total_actions
    for date in _present(heading.date, heading.original_date):
        year, month, day = date.value.split("-")
        shown = f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
        yield date.model_copy(update={"value": shown})


def _element_values(document: Document) -> Iterator[Value]:
    for goal in document.goals:
        yield from _present(goal.title, goal.objective, goal.wording)
    for measure in document.measures:
        yield from _present(measure.title, measure.annex_title)
        yield from (*measure.summary, *measure.annex)
    for action in document.actions():
        for field in Field:
            yield from action.values(field)


def _present(*values: Value | None) -> Iterable[Value]:
    return (value for value in values if value)


def _action_words(action: Action) -> Iterator[tuple[int, int, str]]:
    for activity in action.activities:
        yield from _timing(activity)
    for row in action.other:
        yield from _label(row, row)


def _timing(activity: Activity) -> Iterator[tuple[int, int, str]]:
    if activity.timing and activity.timing_start is not None:
        end = activity.timing_end or activity.end
        yield activity.timing_start, end, activity.timing


def _label(row: Labelled, span: Span) -> Iterator[tuple[int, int, str]]:
    yield span.start, span.end, row.label
