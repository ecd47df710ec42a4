"""The actions that name another one: "which actions depend on OA 1.3?"."""

import re

from answer.draft import Draft, Evidence, evidence_at
from answer.gather import sheets
from answer.library import Library
from answer.phrasing import counted, field_evidence, led_by, plan_name, shortened
from answer.query import Query
from ingest.model import Action, Document, Field

# "which actions name ...", "list all actions that refer to ..."
_WHICH_NAME = re.compile(
    r"\b(?:which|what|list|show|how many)\b[^?.]*?\b(?:actions?|oas?|operations)\b[^?.]*?"
    r"\b(?:names?|naming|mentions?|mentioning|refers?|referring|points?|pointing|cites?|lists?"
    r"|listing|depends?|depending|builds?|rel(?:y|ies))"
    r"\b(?:(?! by\b)[^?.])*?\b(?:action|oa|operation)?\s*\d{1,2}\.\d",
    re.IGNORECASE,
)
_FIELDS = (Field.RELATED, Field.SUMMARY, Field.ACTIVITY, Field.TIMING, Field.LINKS, Field.JAD)


def compose_naming_others(query: Query, library: Library) -> Draft | None:
    """List the actions whose sheets name the one that is asked about; None if not asked for."""
    refs = query.refs_of("action")
    if len(refs) != 1 or not _WHICH_NAME.search(query.question):
        return None
    draft = Draft()
    for document in (library.documents[key] for key in query.scope.documents):
        known = {action.ref for action in sheets(document)}
        naming = [(a, list(_naming(document, a, refs[0]))) for a in sheets(document)]
        found = [(a, cited) for a, cited in naming if cited and a.ref != refs[0]]
        if not found or refs[0] not in known:
            continue
        size = f"{counted(len(found), 'action')} of the {len(known)}"
        draft.say(f"**{size} in the {plan_name(document)} that name {refs[0]}:**")
        for action, cited in found:
            text = f"**{action.ref}** {shortened(action.title.value)}{led_by(action)}"
            leader = field_evidence(document, action, Field.LEADER)
            draft.claim(text, [*cited, *leader], lead="- ")
    return draft if draft.statements else None


def _naming(document: Document, action: Action, ref: str) -> list[Evidence]:
    """Return where the sheet of an action names another one by its number."""
    number = re.escape(ref.removeprefix("OA "))
    bare = re.compile(rf"(?<![\d.]){number}(?![\d.]*\d)")
    before = r"\b(?:OAs?|actions?|activit(?:y|ies))\W+(?:\d+\.\d+\W+(?:and\W+)?)*"
    spelt = re.compile(rf"{before}{number}(?![\d.]*\d)", re.IGNORECASE)
    return [
        evidence_at(document.id, action.ref, value, field.value)
        for field in _FIELDS
        for value in action.values(field)
        if (bare if field == Field.RELATED else spelt).search(value.value)
    ]
