"""Who leads actions, as the running text tells it.

Where a plan withholds the sheets of its actions, that is all that can be read of them.
"""

import re

from answer.compose.tally import write_names
from answer.compose.withheld import note_withheld_sheets
from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.gather import sheets, withheld_rest
from answer.library import Library
from answer.patterns import ANY_NUMBER
from answer.phrasing import plan_name, without_bullet
from answer.query import Query
from answer.words import stems
from ingest.model import Document

# "Action leaders – relevant actors: AT, BE"
_LEADERS = re.compile(r"^\W*action leaders?\b[^.]*:", re.IGNORECASE)
# "which countries head actions", "the leading states", "anything led from outside the EU"
_SEVERAL = re.compile(
    r"\b(?:actions?|oas?|activit\w+|something|anything|leaders|countries|agencies|states|bodies|"
    r"actors|non-eu|third|outside|any)\b",
    re.IGNORECASE,
)
# "which actions", "list the operational actions"
_ACTIONS_ASKED = re.compile(
    r"\b(?:which|what|list|show|name)(?: of)?(?: the| all| its)?(?: operational)?"
    r" (?:actions?|oas?)\b",
    re.IGNORECASE,
)
_ROLES = frozenset(("leader", "leaders"))
OVERLAP = frozenset(stems("overlaps synergies dependencies"))
"""Words of headings under which other plans are named."""


def write_named_leaders(draft: Draft, document: Document, library: Library) -> None:
    """Add the lines of running text that name the leaders of a plan's actions."""
    text = library.text(document.id)
    for passage in document.passages:
        if passage.ref.startswith("§") and _LEADERS.match(passage.quote(text)):
            cited = evidence_at(document.id, passage.ref, passage, passage.field)
            words = without_bullet(passage.quote(text))
            draft.claim(f"{words} ({passage.ref}, {plan_name(document)})", [cited], lead="- ")
            write_names(draft, cited, text)


def compose_named_leaders(query: Query, library: Library) -> Draft | None:
    """Say who leads actions of plans whose sheets are withheld, as their running text tells it."""
    if not query.scope.explicit or query.refs or not _asks_who_leads(query):
        return None
    documents = [library.documents[key] for key in query.scope.documents]
    if any(sheets(document) or not withheld_rest(document) for document in documents):
        return None
    draft = Draft()
    for document in documents:
        write_named_leaders(draft, document, library)
    if draft.statements:
        note_withheld_sheets(draft, query, library)
    return draft if draft.statements else None


def _asks_who_leads(query: Query) -> bool:
    """Tell whether those are asked for who lead actions, not the actions themselves."""
    if _ACTIONS_ASKED.search(query.question) or ANY_NUMBER.search(query.question):
        return False
    if query.kind == "field" and query.aspect not in _ROLES:
        return False
    asked = query.aspect in _ROLES or told("leader", stems(query.question))
    drives = told("driver", stems(query.question))
    return asked and not drives and bool(_SEVERAL.search(query.question))
