"""Labelled lines of running text: "Responsible: Europol; Frontex" below the words of a measure.

Papers that are no plans say in such lines who does something, and by when. What stands behind the
label of a field that a question asks for belongs to the answer about that measure or section.
"""

from collections.abc import Iterator, Sequence

from answer.compose.fields import FIELD_OF
from answer.cues import field_cues
from answer.draft import Draft, Evidence, evidence_at
from answer.library import Library
from answer.phrasing import plan_name
from answer.query import Query
from answer.words import tokens
from ingest.forms.labels import fields_labelled
from ingest.model import Document, Field, Passage

_PARTS = ("Measure", "§")


def write_labelled(query: Query, draft: Draft, library: Library) -> None:
    """Add the labelled lines that a question asks for, of the measures or sections first cited."""
    aspects = (query.aspect, *field_cues(tokens(query.question)))
    asked = {FIELD_OF[aspect] for aspect in aspects if aspect in FIELD_OF}
    for document_id, ref in _parts_cited(query, draft):
        document = library.documents[document_id]
        for passage, field in labelled_lines(document, ref, library):
            told = any(
                _covers(e, document_id, passage) for s in draft.statements for e in s.evidence
            )
            if field in asked and not told:
                cited = evidence_at(document_id, ref, passage, passage.field)
                words = library.text(document_id)[passage.start : passage.end]
                draft.claim(f"{words} ({ref}, {plan_name(document)})", [cited], lead="- ")


def labelled_lines(
    document: Document, ref: str, library: Library
) -> Iterator[tuple[Passage, Field]]:
    """Yield the passages of a measure or section that open with a label, with their fields."""
    text = library.text(document.id)
    for passage in document.passages:
        if passage.ref == ref:
            for field in fields_labelled(text[passage.start : passage.end]):
                yield passage, field


def _parts_cited(query: Query, draft: Draft) -> Sequence[tuple[str, str]]:
    """Return the measures or sections that are asked for, else the one that is cited first."""
    cited = dict.fromkeys((e.document_id, e.ref) for s in draft.statements for e in s.evidence)
    parts = [place for place in cited if place[1].startswith(_PARTS)]
    named = {*query.refs_of("measure"), *query.refs_of("section")}
    if named:
        return [place for place in parts if place[1] in named]
    return parts[:1]


def _covers(evidence: Evidence, document_id: str, passage: Passage) -> bool:
    same = evidence.document_id == document_id
    return same and evidence.start < passage.end and passage.start < evidence.end
