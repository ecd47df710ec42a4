"""Rows of forms that are no field of every plan, "Budget": found by name, amount, level, words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from answer.cues import told
from answer.gather import sheets
from answer.library import Library
from answer.query import Query
from answer.select.grammar import Item, grammar
from answer.select.selection import Conditions
from answer.words import contains, content_stems, stems
from ingest.model import Action, Labelled, Span
from ingest.money import amount_under, amounts
from ingest.text import clean, trim

_PAYING = frozenset(stems("paid pay pays from via through out financed funded covered by with of"))
MONEY = "budget"
"""The name of the row that states a sum of money."""
_NEAR = 3
"""How many items may stand between a row and the level that it is said to have."""
_OPENING = 2
"""How many words of a value may stand up to its level: "Medium – experts withdrawn"."""
_CUES = {"budget": "money", "risk": "risk"}
"""Rows that a cue of ../vocabulary.yaml tells as well: "what could fail" asks for a risk."""
# "... (EUR 95 000). For OA 6.2 ..."
_STOP = re.compile(r"(?<=[.;])\s+(?=[A-Z])|\n+")
_BRACKETS = re.compile(r"\(([^()]*)\)")


def of_rows(
    conditions: Conditions, query: Query, library: Library
) -> tuple[Conditions, set[tuple[str, str]] | None]:
    """Return conditions without words that rows of the form hold, and the actions whose rows do.

    "The actions that are paid from an ISF high-value grant": such as "EUR 310 000 (ISF, ...)".
    """
    names = [h.name.split(":")[1] for h in conditions.havings if h.name.startswith("row:")]
    if not names or not conditions.topic:
        return conditions, None
    held = {
        (key, action.ref): set(stems(row.value))
        for key in query.scope.documents
        for action in sheets(library.documents[key])
        for name in names
        if (row := row_of(name, action))
    }
    wanted = set(content_stems(conditions.topic)) & {s for own in held.values() for s in own}
    if not wanted:
        return conditions, None
    left = " ".join(w for w in conditions.topic.split() if not set(stems(w)) <= wanted | _PAYING)
    found = {place for place, own in held.items() if wanted <= own}
    return replace(conditions, topic=left), found


def row_of(name: str, action: Action) -> Labelled | None:
    """Return the row of an action whose label is meant by a name: "budget"."""
    words = _words_for(name)
    return next((row for row in action.other if words & set(stems(row.label))), None)


def sentences_on_money(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of a stretch of a text that state a sum of money and say what it is."""
    begin = start
    for stop in [*(m.span() for m in _STOP.finditer(text, start, end)), (end, end)]:
        words = text[begin : stop[0]]
        if next(amounts(words), None) is not None and told("money", stems(words)):
            yield trim(text, begin, stop[0])
        begin = stop[1]


def money_said(text: str, action: Action) -> Labelled | None:
    """Return the first sentence on the money of an action whose form has no row for it.

    "The costs are put at EUR 60 000, to be covered by a high-value grant." Its label is empty.
    """
    for value in action.summary:
        for span in sentences_on_money(text, value.start, value.end):
            return Labelled(start=span.start, end=span.end, value=clean(span.quote(text)), label="")
    return None


@lru_cache(maxsize=64)
def _words_for(name: str) -> frozenset[str]:
    return frozenset(s for phrase in grammar().rows[name] for s in content_stems(phrase))


def level_of(value: str) -> str:
    """Return the level that a row rates something at: "high" of "... do not extradite. (high)"."""
    opening = re.findall(r"[^\W\d_]+", value)[:_OPENING]
    places = [*reversed(_BRACKETS.findall(value)), *opening[:1], " ".join(opening)]
    told = (level for place in places for level in _levels(place.lower()))
    return next(told, "")


def measured(name: str, row: Labelled) -> float | None:
    """Return the number that a row states: a sum, or the rank of the level that it rates at."""
    stated = amount_under(row.label, row.value)
    if stated is not None or name == MONEY:
        return stated
    level = level_of(row.value)
    return float(list(grammar().levels).index(level)) if level else None


def _levels(words: str) -> Iterator[str]:
    for level, phrases in grammar().levels.items():
        if words.strip(" .") in phrases or words.split()[:1] == [level]:
            yield level


def with_levels(items: Sequence[Item], library: Library) -> list[Item]:
    """Return the items with rows and the levels beside them as one; rows that no plan has as topic.

    "Whose main risk is rated high", "of low or medium risk".
    """
    held = _held_rows(library)
    found: list[Item] = []
    for item in items:
        name = item.value.removeprefix("row:")
        lacking = item.value.startswith("row:") and name != MONEY and name not in held
        found.append(replace(item, tag="topic", value=name) if lacking else item)
    for item in [i for i in found if i.value.startswith("row:") and i.value != f"row:{MONEY}"]:
        found = _joined(found, found.index(item))
    return found


def _held_rows(library: Library) -> frozenset[str]:
    """Return the names of the rows that some action of the documents has."""
    return frozenset(
        name
        for name in grammar().rows
        if any(row_of(name, a) for d in library.documents.values() for a in d.actions())
    )


def _joined(items: list[Item], at: int) -> list[Item]:
    """Return items with the levels that stand near a row as part of it."""
    near = range(max(0, at - _NEAR), min(len(items), at + _NEAR + 1))
    told = {i: level for i in near if (level := _level_said(items[i]))}
    if not told:
        return items
    first, last = min(told), max(told)
    gone = {i for i in range(first, last + 1) if i != at and items[i].tag in ("either", "comma")}
    value = f"{items[at].value}:{'|'.join(dict.fromkeys(told.values()))}"
    kept = [replace(i, value=value) if n == at else i for n, i in enumerate(items)]
    return [item for n, item in enumerate(kept) if n not in gone | set(told)]


def _level_said(item: Item) -> str:
    if item.tag not in ("topic", "most", "fewest", "average"):
        return ""
    word = item.value.lower()
    return next((level for level, words in grammar().levels.items() if word in words), "")


def rows_named(query: Query) -> Iterator[str]:
    """Yield the names of the rows whose words stand in a question."""
    words = _beside_topics(stems(query.question))
    for name, phrases in grammar().rows.items():
        cued = name in _CUES and told(_CUES[name], words)
        if cued or any(contains(words, tuple(stems(phrase))) for phrase in phrases):
            yield name


def _beside_topics(words: list[str]) -> list[str]:
    """Return the stems of a question without crimes that hold a row's word: "money mules"."""
    for phrase in grammar().words["topic"]:
        run = tuple(stems(phrase))
        for at in range(len(words) - len(run), -1, -1):
            if tuple(words[at : at + len(run)]) == run:
                words = [*words[:at], *words[at + len(run) :]]
    return words
