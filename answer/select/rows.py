"""Rows of forms that are no field of every plan, "Budget": found by name, by amount, by words."""

import re
from dataclasses import replace

from answer.gather import sheets
from answer.library import Library
from answer.query import Query
from answer.select.grammar import grammar
from answer.select.selection import Conditions
from answer.words import content_stems, stems
from ingest.model import Action, Labelled

# "EUR 240 000", "EUR 1,5 million", "1 200"
_AMOUNT = re.compile(r"\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_TIMES = {"million": 1e6, "thousand": 1e3, "billion": 1e9}
_PAYING = frozenset(stems("paid pay pays from via through out financed funded covered by with of"))


def of_rows(
    conditions: Conditions, query: Query, library: Library
) -> tuple[Conditions, set[tuple[str, str]] | None]:
    """Return conditions without words that rows of the form hold, and the actions whose rows do.

    "The actions that are paid from an ISF high-value grant": such as "EUR 310 000 (ISF, ...)".
    """
    names = [h.name.partition(":")[2] for h in conditions.havings if h.name.startswith("row:")]
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
    words = {s for phrase in grammar().rows[name] for s in stems(phrase)}
    return next((row for row in action.other if words & set(stems(row.label))), None)


def amount(words: str) -> float | None:
    """Return the amount that words state: "EUR 1,115 000", "12 million"; None without any."""
    match = _AMOUNT.search(words)
    if not match:
        return None
    whole = re.fullmatch(r"\d{1,3}(?:\D\d{3})+", match.group())
    plain = re.sub(r"\D", "", match.group()) if whole else match.group().replace(",", ".")
    behind = words[match.end() :].strip().lower()
    times = next((by for word, by in _TIMES.items() if behind.startswith(word)), 1.0)
    return float(plain) * times
