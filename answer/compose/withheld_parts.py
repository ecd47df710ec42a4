"""What a document withholds, told by where its sister plans say it.

"Who wrote the 2018 plan?" has no answer there; the plan of 2012 says it under "Planning", and that
is the very section which the plan of 2018 withholds.
"""

from dataclasses import replace

from answer.claims import Status
from answer.compose.passages import Found, find_passages
from answer.compose.withheld import claim_withheld
from answer.draft import Draft
from answer.gather import sheets, withheld_rest
from answer.library import Library
from answer.query import Query, Scope
from answer.words import content_stems, stems
from index.search import SearchIndex
from ingest.model import Document, Redaction

_LEAST = 0.36
"""How well a passage of a sister plan must fit a question."""
_AHEAD = 0.04
"""How much better than any passage of the plan itself it must fit."""
_MOST = 4
_NEAREST = 2
_SAME_HEADING = 0.6
_GAP_CHARS = 3
"""How far behind its heading a notice stands at most: a line's end, an empty line."""
_REMNANT_CHARS = 80
"""How long a heading, or a note under what is withheld, is at most."""


def compose_withheld_part(query: Query, library: Library, index: SearchIndex) -> Draft | None:
    """Say that a plan withholds the part in which others say what is asked, if it is so."""
    keys = query.scope.documents
    document = library.documents[keys[0]] if len(keys) == 1 else None
    if document is None or not query.scope.explicit or not document.redactions:
        return None
    others = tuple(
        key for key, d in library.documents.items() if d.kind == "plan" and key not in keys
    )
    own = find_passages(query, library, index)
    left = next((r for r in map(_left_of, own[:_NEAREST]) if r), None)
    if left:
        return _withheld(document, left, library)
    least = max([_LEAST, *(item.score + _AHEAD for item in own)])
    elsewhere = replace(query, scope=Scope(others, explicit=True))
    for item in find_passages(elsewhere, library, index)[:_MOST]:
        sheet = item.ref.startswith("OA ")
        fits = item.score >= least and not (sheet and own)
        redaction = _counterpart(document, item) if fits else None
        if redaction:
            return _withheld(document, redaction, library)
    return None


def _withheld(document: Document, redaction: Redaction, library: Library) -> Draft:
    draft = Draft(status=Status.REDACTED)
    claim_withheld(draft, document, redaction, library)
    return draft


def _left_of(item: Found) -> Redaction | None:
    """Return the notice that withholds all of a block but the heading or the note that is found."""
    noted = item.ref.startswith("Footnote") or not item.coverage
    if item.end - item.start > _REMNANT_CHARS or noted:
        return None
    notices = item.document.redactions
    behind = (r for r in notices if r.scope != "phrase" and 0 <= r.start - item.end <= _GAP_CHARS)
    under = (r for r in notices if item.field and (item.field, item.ref) == (r.label, r.ref))
    return next(behind, None) or next(under, None)


def _counterpart(document: Document, item: Found) -> Redaction | None:
    """Return the notice that stands for the part in which a sister plan says something."""
    if item.ref.startswith("OA "):
        return None if sheets(document) else withheld_rest(document)
    titles = [s.title.value for s in item.document.sections if s.ref == item.ref and s.title]
    told = {p.field for p in document.passages if p.ref == item.ref}
    notices = document.redactions
    for heading in (item.field or "", *titles):  # the nearest heading first
        alike = (r for r in notices if _alike(_told(r.label or ""), heading))
        if redaction := next(alike, None):
            return redaction
    block = item.field and item.field not in told
    left = (r for r in notices if block and r.scope == "passage" and r.ref == item.ref)
    return next(left, None)


def _told(heading: str) -> set[str]:
    """Return the stems of a heading: those that tell, all of one that is nothing else."""
    return set(content_stems(heading) or stems(heading))


def _alike(label: set[str], heading: str) -> bool:
    words = _told(heading)
    return bool(label and words) and len(label & words) >= _SAME_HEADING * max(
        len(label), len(words)
    )
