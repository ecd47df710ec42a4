"""Rows of forms that are no field of every plan, "Budget": found by name, by amount, by words."""

from dataclasses import replace

from answer.gather import sheets
from answer.library import Library
from answer.query import Query
from answer.select.grammar import grammar
from answer.select.selection import Conditions
from answer.words import content_stems, stems
from ingest.model import Action, Labelled

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
