"""Words that are withheld inside a sentence that an answer tells: "their names are DELETED"."""

import re
from collections.abc import Iterator

from answer.claims import Status
from answer.draft import Draft, Evidence
from answer.library import Library
from answer.query import Query
from answer.words import content_stems, stems
from ingest.model import Document
from ingest.withheld import gaps_in

_OF_ROWS = ("field", "check")
"""The kinds of questions that ask for a row: a summary tells others beside a withheld one."""
_TOLD_ONE_BY_ONE = frozenset(("kpi",))
"""Fields of which each value is looked at by itself, the one that is asked for first."""
_END = re.compile(r"[.;]\s|\n")
_SHARE = 0.6
"""How much of a question's telling words the sentence must hold to be what is asked for."""


def mark_withheld_words(draft: Draft, query: Query, library: Library) -> None:
    """Make an answer partial where what is asked for stands in a sentence with a gap."""
    if draft.status != Status.ANSWERED:
        return
    cited = {e for s in draft.statements for e in s.evidence}
    if query.kind in _OF_ROWS and any(item.field == query.aspect for item in cited):
        return  # the row that is asked for is told: `mark_withheld_rows` looks at it
    if any(_asked(words, item, query, library) for item in cited for words in _gaps(item, library)):
        draft.status = Status.PARTIAL


def mark_withheld_rows(draft: Draft, query: Query, library: Library) -> None:
    """Make an answer partial, or redacted, where a row that it tells is withheld: "DELETED"."""
    if draft.status != Status.ANSWERED or query.kind not in _OF_ROWS:
        return
    if query.aspect in _TOLD_ONE_BY_ONE and _first_withheld(draft, query, library):
        draft.status = Status.REDACTED
        return
    asked = {query.aspect, *query.also} - _TOLD_ONE_BY_ONE
    cited = (item for statement in draft.statements for item in statement.evidence)
    rows = {_row_told(item, library) for item in cited if item.field in asked}
    if rows == {Status.REDACTED}:
        draft.status = Status.REDACTED
    elif rows & {Status.PARTIAL, Status.REDACTED}:
        draft.status = Status.PARTIAL


def _first_withheld(draft: Draft, query: Query, library: Library) -> bool:
    """Tell whether the value that is asked for, told first, is one whose words are withheld."""
    cited = (item for statement in draft.statements for item in statement.evidence)
    first = next((item for item in cited if item.field == query.aspect), None)
    if first is None or _row_told(first, library) == Status.ANSWERED:
        return False
    words = stems(library.text(first.document_id)[first.start : first.end])
    title = _title(library.documents[first.document_id], first.ref)
    asked = set(content_stems(query.detail or query.topic)) - title
    return bool(asked) and 2 * len(asked & set(words)) >= len(asked)


def _row_told(item: Evidence, library: Library) -> Status:
    """Return how far a cited row of a sheet is told: as a whole, but for some words, not at all."""
    document = library.documents[item.document_id]
    action = next((a for a in document.actions() if a.ref == item.ref), None)
    found = gaps_in(document, action, item.field) if action and item.field else []
    gaps = [gap for gap in found if gap.start < item.end and gap.end > item.start]
    if not gaps:
        return Status.ANSWERED
    whole = any(gap.start <= item.start and item.end <= gap.end for gap in gaps)
    return Status.REDACTED if whole else Status.PARTIAL


def _gaps(item: Evidence, library: Library) -> Iterator[str]:
    """Yield the sentences of a citation from which words are withheld."""
    text = library.text(item.document_id)
    for redaction in library.documents[item.document_id].redactions:
        if item.start <= redaction.start < item.end and redaction.scope in ("phrase", "passage"):
            before = [m.end() for m in _END.finditer(text, item.start, redaction.start)]
            end = _END.search(text, redaction.end)
            start = before[-1] if before else item.start
            yield text[start : min(item.end, end.start() if end else item.end)]


def _asked(sentence: str, item: Evidence, query: Query, library: Library) -> bool:
    title = _title(library.documents[item.document_id], item.ref)
    question = query.question
    for mention in query.named:
        if mention.slot == "plan":  # which plan it is is not what is asked for
            question = question.replace(mention.value, " ")
    asked = set(content_stems(question)) - title
    held = asked & set(stems(sentence))
    return len(held) > 1 and len(held) >= _SHARE * len(asked)


def _title(document: Document, ref: str) -> set[str]:
    return {s for a in document.actions() if a.ref == ref for s in stems(a.title.value)}
