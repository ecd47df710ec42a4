"""Actions by a row of the form that is answered with yes or no: "OTF element: Yes"."""

import re
from collections.abc import Iterator

from answer.claims import Status
from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.gather import sheets
from answer.library import Library
from answer.phrasing import counted, field_evidence, led_by, plan_name, shortened
from answer.query import Query
from answer.words import content_stems, stem, stems
from ingest.model import Action, Document, Field, Labelled

# "Yes", "No.", "Yes, with customs", "no - not planned"
_TICK = re.compile(r"\s*(yes|no)\b(?!\s+\d)", re.IGNORECASE)
# "have “No” in the field", "is answered with no", "without an administrative element"
_NO = re.compile(
    r"[\"“„«]no[\"”“»]|\b(?:with|say|says|said|is|are|answered) no\b(?=\W*(?:$|in|for|under|as))"
    r"|\b(?:without|lack|lacks|lacking|no|not|don't|doesn't|do not|does not)\b",
    re.IGNORECASE,
)
_LEAST_ROWS = 3
"""So many actions must answer a row with yes or no for it to be one of those."""
_GENERIC = frozenset(stems("element elements component dimension aspect field box involved yes no"))
"""Stems that labels of such rows may hold and a question leave out."""
_KINDS = ("list", "count", "passage", "check", "field")


def compose_ticked(query: Query, library: Library) -> Draft | None:
    """List or count the actions whose row says yes, or no; None where no such row is named."""
    if query.kind not in _KINDS or query.refs or query.actors:
        return None
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        label = next(_labels_named(query, document), None)
        if label:
            _write(draft, query, document, label)
    if not draft.parts:
        return None
    if not draft.statements:
        draft.status = Status.NOT_FOUND
    return draft


def _labels_named(query: Query, document: Document) -> Iterator[str]:
    """Yield the labels of rows with yes or no that account for all that a question is about."""
    held: dict[str, int] = {}
    for action in sheets(document):
        for row in action.other:
            if _TICK.match(row.value):
                held[row.label] = held.get(row.label, 0) + 1
    asked = set(stems(query.question))
    topic = {s for s in content_stems(query.detail) if s not in _GENERIC}
    for label, number in held.items():
        telling = {s for s in content_stems(label) if s not in _GENERIC}
        named = telling & asked
        if number >= _LEAST_ROWS and named and _GENERIC & asked:
            short = 2 * len(named) >= len(telling)
            if short and topic <= telling | set(stems(label)) | _SAYING:
                yield label


_SAYING = frozenset(map(stem, ("ticked", "marked", "answered", "answer", "box", "positive")))


def _write(draft: Draft, query: Query, document: Document, label: str) -> None:
    """Add the actions of a plan whose row says what is asked for, under a line that counts them."""
    question = query.question
    for name in (m.value for m in query.named if m.slot == "plan"):
        question = question.replace(name, " ")
    answer = "no" if _NO.search(question) else "yes"
    rows = [
        (action, row)
        for action in sheets(document)
        for row in action.other
        if row.label == label and (tick := _TICK.match(row.value)) and tick[1].lower() == answer
    ]
    total = len(sheets(document))
    said = f"“{answer.capitalize()}” under “{label}”"
    size = counted(len(rows), "action") if rows else "No action"
    head = f"{size} of the {total} in the {plan_name(document)} with {said}"
    draft.say(f"**{head}{':' if rows else '.'}**")
    for action, row in rows:
        _write_action(draft, document, action, row)
    if told("count", stems(query.question)) and not rows:
        draft.status = Status.ANSWERED


def _write_action(draft: Draft, document: Document, action: Action, row: Labelled) -> None:
    evidence = [
        evidence_at(document.id, action.ref, row, "other"),
        *field_evidence(document, action, Field.LEADER),
    ]
    draft.claim(
        f"**{action.ref}** {shortened(action.title.value)}{led_by(action)}", evidence, lead="- "
    )
