"""The footnotes that are called in what an answer tells: "not confirmed yet" of a participant."""

from collections.abc import Iterator

from answer.compose.fields import FIELD_OF
from answer.cues import told
from answer.draft import Draft, Evidence, evidence_at
from answer.library import Library
from answer.query import Query
from answer.words import stems
from ingest.model import Document, Footnote

_KINDS = ("field", "check", "summary", "list", "count", "passage")
_FEW_PLACES = 2
"""About how many actions or measures an answer may be for their footnotes to be told."""
_MOST = 3
_TELLING_WORDS = 5
"""A footnote of fewer words names a document and explains nothing."""


def add_notes(draft: Draft, query: Query, library: Library) -> None:
    """Add the footnotes that are called where the claims about one action or measure stand."""
    cited = [e for statement in draft.statements for e in statement.evidence]
    wanted = FIELD_OF.get(query.aspect) if query.kind in ("field", "check") else None
    meant = [e for e in cited if wanted is None or e.field == wanted.value]
    places = {(e.document_id, e.ref) for e in cited if not e.ref.startswith("Footnote")}
    if query.kind not in _KINDS or not cited or len(places) > _FEW_PLACES:
        return
    shown = {(e.document_id, e.start) for e in cited}
    found: list[tuple[Document, Footnote]] = []
    for document in (library.documents[key] for key in dict.fromkeys(d for d, _ in places)):
        spans = list(_spans(document, [e for e in meant if e.document_id == document.id]))
        own = {ref for a in document.actions() if (document.id, a.ref) in places for ref in a.notes}
        for note in document.footnotes:
            on_role = note.ref in own and _speaks_of_role(note, query)
            called = on_role or any(a <= call.start < b for call in note.calls for a, b in spans)
            telling = len(stems(note.value)) >= _TELLING_WORDS
            if called and telling and (document.id, note.start) not in shown:
                found.append((document, note))
    for document, note in found[:_MOST]:
        draft.claim(f"{note.ref} adds: “{note.value}”", [evidence_at(document.id, note.ref, note)])


def _speaks_of_role(note: Footnote, query: Query) -> bool:
    """Tell whether a footnote, wherever it is called, speaks of the role that is asked for."""
    cue = {"participants": "participant"}.get(query.aspect, query.aspect)
    return cue in ("leader", "co_leader", "participant") and told(cue, stems(note.value))


def _spans(document: Document, cited: list[Evidence]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that are cited, those in a row of a sheet as the whole row."""
    rows = {a.ref: a.rows for a in document.actions()}
    for e in cited:
        whole = next((r for r in rows.get(e.ref, ()) if r.start <= e.start < r.end), None)
        yield (whole.start, whole.end) if whole else (e.start, e.end + 1)
