"""Words that are withheld inside a sentence that an answer tells: "their names are DELETED"."""

import re
from collections.abc import Iterator

from answer.claims import Status
from answer.compose.withheld import LEADS_UP
from answer.draft import Draft, Evidence
from answer.library import Library
from answer.query import Query
from answer.words import content_stems, stems
from ingest.model import Document

_OF_ROWS = ("field", "check")
"""The kinds of questions that ask for a row: a summary tells others beside a withheld one."""
_TOLD_ONE_BY_ONE = (None, "kpi")
"""Fields of which each value is looked at by itself, the one that is asked for first."""
_LEAST = 2
"""More words than so many name the sentence before a gap; "follows" is one of them."""
_END = re.compile(r"[.;]\s|\n")
# "what comes after the sentence on ...", "how does the text go on?"
_BEHIND = re.compile(
    r"\b(?:follows?|following|comes? (?:after|next)|stands? (?:after|behind)|goes? on)\b",
    re.IGNORECASE,
)
_SHARE = 0.6
"""How much of a question's telling words the sentence must hold to be what is asked for."""


def mark_withheld_words(draft: Draft, query: Query, library: Library) -> None:
    """Make an answer partial where what is asked for stands in a sentence with a gap."""
    if draft.status != Status.ANSWERED:
        return
    cited = {e for s in draft.statements for e in s.evidence}
    behind = _BEHIND.search(query.question) and any(_leads_up(e, query, library) for e in cited)
    if behind or any(
        _asked(words, item, query, library) for item in cited for words in _gaps(item, library)
    ):
        draft.status = Status.PARTIAL


def mark_withheld_rows(draft: Draft, query: Query, library: Library) -> None:
    """Make an answer partial, or redacted, where a row that it tells is withheld: "DELETED"."""
    if draft.status != Status.ANSWERED or query.kind not in _OF_ROWS:
        return
    rows = {_row_told(item, library) for s in draft.statements for item in s.evidence}
    if rows == {Status.REDACTED}:
        draft.status = Status.REDACTED
    elif rows & {Status.PARTIAL, Status.REDACTED}:
        draft.status = Status.PARTIAL


def _row_told(item: Evidence, library: Library) -> Status:
    """Return how far a cited row of a sheet is told: as a whole, but for some words, not at all."""
    gaps = [
        gap
        for gap in library.documents[item.document_id].redactions
        if gap.ref == item.ref and gap.start < item.end and gap.end > item.start
    ]
    if item.field in _TOLD_ONE_BY_ONE or not any(gap.label == item.field for gap in gaps):
        return Status.ANSWERED
    whole = any(gap.start <= item.start and item.end <= gap.end for gap in gaps)
    return Status.REDACTED if whole else Status.PARTIAL


def _leads_up(item: Evidence, query: Query, library: Library) -> bool:
    """Tell whether a citation holds a gap right behind the sentence that a question names."""
    asked = set(content_stems(query.question))
    return any(
        item.start <= gap.start < item.end
        and LEADS_UP.match(gap.label or "")
        and len(asked & set(content_stems(gap.label or ""))) > _LEAST
        for gap in library.documents[item.document_id].redactions
    )


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
