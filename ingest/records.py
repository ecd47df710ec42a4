"""Documents as rows: what is written for a document, and what it can be found by."""

import re
from collections.abc import Iterator

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from ingest.model import Action, Document, Field
from ingest.tables import KEY_CHARS, ActionRow, DocumentRow, FacetRow, ImprintRow, VersionRow
from ingest.timing import quarters
from ingest.versions import fingerprint

ROLES = {
    "leader": Field.LEADER,
    "co_leader": Field.CO_LEADER,
    "participant": Field.PARTICIPANTS,
}
"""The roles by which an action can be found, and the fields that they stand in."""


def write_document(session: Session, document: Document, text: str) -> None:
    """Write a document in place of any earlier one with the same id.

    Where a ref stands twice in a document, queries find its first action.
    """
    actions = first_by_ref(document)
    delete_document(session, document.id)
    session.execute(insert(DocumentRow), [_document_row(document, text)])
    imprint = {"document_id": document.id, "fingerprint": fingerprint(document, text)}
    session.execute(insert(ImprintRow), [imprint])
    placed = enumerate(actions.values())
    rows = [_action_row(document.id, place, action, text) for place, action in placed]
    facets = [row for action in actions.values() for row in _facet_rows(document, action)]
    if rows:
        session.execute(insert(ActionRow), rows)
    if facets:
        session.execute(insert(FacetRow), facets)


def first_by_ref(document: Document) -> dict[str, Action]:
    """Return the actions of a document by ref; of two with the same ref the first."""
    actions: dict[str, Action] = {}
    for action in document.actions():
        actions.setdefault(action.ref, action)
    return actions


def delete_document(session: Session, document_id: str, *, versions: bool = False) -> bool:
    """Delete a document, on request with its earlier versions; False where there is none."""
    for table in (FacetRow, ActionRow, ImprintRow):
        session.execute(delete(table).where(table.document_id == document_id))
    if versions:
        session.execute(delete(VersionRow).where(VersionRow.document_id == document_id))
    gone = session.execute(
        delete(DocumentRow).where(DocumentRow.id == document_id).returning(DocumentRow.id)
    ).all()
    return bool(gone)


def _document_row(document: Document, text: str) -> dict[str, object]:
    return {
        "id": document.id,
        "year": document.year,
        "sha256": document.sha256,
        "text": text,
        "parsed": document.model_dump(mode="json"),
    }


def _action_row(document_id: str, position: int, action: Action, text: str) -> dict[str, object]:
    words = f"{action.title.value} {text[action.start : action.end]}"
    return {
        "document_id": document_id,
        "ref": action.ref,
        "goal": action.goal,
        "position": position,
        "searchable": words.lower(),
    }


def _facet_rows(document: Document, action: Action) -> Iterator[dict[str, object]]:
    for field, key in sorted(set(_facets(document, action))):
        yield {
            "document_id": document.id,
            "ref": action.ref,
            "field": field,
            "key": key[:KEY_CHARS],
        }


def _facets(document: Document, action: Action) -> Iterator[tuple[str, str]]:
    for role, field in ROLES.items():
        for value in action.values(field):
            code = getattr(value, "code", None)
            if code:
                yield role, code
    for kind in action.types:
        yield "type", type_key(kind.value)
    for value in (*action.activities, *action.timing):
        for quarter in quarters(getattr(value, "timing", None) or value.value):
            yield "quarter", quarter


def type_key(printed: str) -> str:
    """Return the key of an action type: "2-Data collection/data exchange" gives its words."""
    return re.sub(r"^\d+\s*[-\u2013]?\s*", "", printed).strip(" .,;").lower()
