"""Answers about names: what an acronym stands for."""

from answer.draft import Draft, evidence_at
from answer.library import Library
from answer.phrasing import plan_name
from answer.query import Query


def compose_definition(query: Query, library: Library) -> Draft | None:
    """Say what an acronym stands for, in the words of each document that spells it out."""
    draft = Draft()
    for short in query.acronyms:
        seen: set[str] = set()
        for document, acronym in library.acronyms.get(short.lower(), []):
            if document.id not in query.scope.documents or acronym.long.lower() in seen:
                continue
            seen.add(acronym.long.lower())
            draft.claim(
                f"**{acronym.short}** stands for {acronym.long} ({plan_name(document)}).",
                [evidence_at(document.id, acronym.ref, acronym)],
            )
    return draft if draft.statements else None
