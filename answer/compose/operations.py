"""The operations that go by a name: "which named operations are there in the 2012 plan?"."""

import re

from answer.draft import Draft, Evidence, evidence_at
from answer.gather import sheets
from answer.library import Library
from answer.phrasing import counted, field_evidence, led_by, plan_name, title_among
from answer.query import Query
from ingest.actors import find_actors
from ingest.model import Action, Document, Field

# "which named operations", "actions with a code name", "names of the operations"
_ASKS = re.compile(
    r"(?:^\W*|\b(?:which|what|list|name|show|give|how many|all|any)\b[^?.]*?)(?:"
    r"\b(?:code[ -]?)?named\b (?:joint |police )?(?:operations?|actions?)\b"
    r"|\b(?:operations?|actions?)\b[^?.]*?\b(?:(?:with|have|has|having|carry|bear)\b[^?.]{0,20}?"
    r"\b(?:code[ -]?names?|names? of (?:their|its) own|proper names?)"
    r"|(?:go|goes|known) by (?:an?|their|its)? ?(?:code[ -]?)?names?)\b"
    r"|\b(?:code[ -]?names?|names) of (?:the |all |its |joint )*operations\b)",
    re.IGNORECASE,
)
# "Operation FIMATHU", "JOT DUNQETT", "Project SAHARAMED", "AIR OMNIA operation"
_CALLED = re.compile(
    r"\b(?:(?:Joint )?Operations?|OPERATION|JOTs?|JO|Projects?)\s+[“‘\"']?"
    r"[A-Z][A-Z0-9@-]{2,}(?: [A-Z0-9@-]{2,})*"
    r"|(?<![\w-])[A-Z]{3,}(?: [A-Z0-9]{1,})* operation\b"
)
# "TIDE – containers with plastic"
_AHEAD = re.compile(r"(?P<name>[A-Z]{3,}(?:[ -][A-Z0-9]+)*)\s*[:–—-]\s")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def compose_operations(query: Query, library: Library) -> Draft | None:
    """List the actions that print a name of an operation; None if they are not asked for."""
    if query.kind in ("refuse", "compare", "define") or not _ASKS.search(query.question):
        return None
    draft = Draft()
    for document in (library.documents[key] for key in query.scope.documents):
        found = [(a, names) for a in sheets(document) if (names := _names(document, a, library))]
        if not found:
            continue
        size = f"{counted(len(found), 'action')} of the {len(sheets(document))}"
        draft.say(f"**{size} in the {plan_name(document)} with a named operation:**")
        for action, names in found:
            text = f"**{action.ref}** {title_among(action, len(found))}{led_by(action)}"
            text += "".join(f"; {words}" for words, _ in names if words)
            cited = [evidence for _, evidence in names]
            leader = field_evidence(document, action, Field.LEADER)
            draft.claim(text, [*cited, *leader], lead="- ")
    return draft if draft.statements else None


def _names(document: Document, action: Action, library: Library) -> list[tuple[str, Evidence]]:
    """Return where an action prints a name: its title, else the sentence that has it."""
    if _is_named(action.title.value, library):
        return [("", evidence_at(document.id, action.ref, action.title, "title"))]
    return [
        (sentence.rstrip("."), evidence_at(document.id, action.ref, value, Field.SUMMARY.value))
        for value in action.summary
        for sentence in _SENTENCE.split(value.value)
        if _is_named(sentence, library)
    ][:1]


def _is_named(words: str, library: Library) -> bool:
    """Tell whether words call an operation by its name, or open with a name in capitals."""
    ahead = _AHEAD.match(words)
    return bool(_CALLED.search(words) or (ahead and not _is_other(ahead["name"], library)))


def _is_other(name: str, library: Library) -> bool:
    """Tell whether words in capitals are an actor, or an acronym that a document spells out."""
    return bool(find_actors(name)) or name.lower() in library.acronyms
