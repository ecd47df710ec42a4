"""Actions that name an actor in their sheets though it has no part in them: "mention Nigeria"."""

import re

from answer.draft import Draft, evidence_at
from answer.gather import sheets
from answer.library import Library
from answer.phrasing import action_in_plan, title_evidence
from answer.query import Query
from answer.select.selection import Conditions
from ingest.actors import find_actors
from ingest.model import Action, Field, Value

_STOP = re.compile(r"(?<=[.!?;])\s+")
_TOLD_IN = (Field.TITLE, Field.SUMMARY, Field.ACTIVITY, Field.TARGET, Field.KPI, Field.TIMING)


def write_naming(draft: Draft, conditions: Conditions, query: Query, library: Library) -> bool:
    """Add the actions that name actors without giving them a part; tell whether there are any."""
    codes = {code for party in conditions.parties for code in party.codes}
    bare = all(not party.roles and not party.negated for party in conditions.parties)
    if not codes or not bare or conditions.havings or conditions.during:
        return False
    found = False
    for key in query.scope.documents:
        document = library.documents[key]
        for action in sheets(document):
            value = _naming(action, codes)
            if value is None:
                continue
            place, (field, told) = action_in_plan(document, action), value
            cited = [
                title_evidence(document, action),
                evidence_at(key, action.ref, told, field.value),
            ]
            draft.claim(f"{place}: {_sentence(told.value, codes)}", cited, lead="- ")
            found = True
    return found


def _sentence(text: str, codes: set[str]) -> str:
    """Return the first sentence that names most of some actors."""
    sentences = _STOP.split(text)
    return max(sentences, key=lambda words: len(codes & {m.code for m in find_actors(words)}))


def _naming(action: Action, codes: set[str]) -> tuple[Field, Value] | None:
    """Return the first value of a sheet that names all of some actors."""
    for field in _TOLD_IN:
        for value in action.values(field):
            if codes <= {mention.code for mention in find_actors(value.value)}:
                return field, value
    return None
