"""What a passage lists, counted and spelt out: how many actions, which countries behind codes."""

from answer.draft import Draft, Evidence
from answer.library import Library
from answer.naming import FEW, HOW_MANY, coded_countries, counted_in, plans_named
from answer.phrasing import joined
from answer.query import Query
from ingest.actors import display_name
from ingest.model import Document

_MOST = 40


def write_tally(draft: Draft, query: Query, library: Library, cited: Evidence) -> None:
    """Add how many a passage lists, where a question asks how many and the passage does not say."""
    text = library.text(cited.document_id)[cited.start : cited.end]
    counted = counted_in(query.question, text)
    if counted and len(counted[1]) >= FEW:
        draft.claim(f"Listed there: {len(counted[1])} {counted[0]}.", [cited], lead="  - ")


def write_names(draft: Draft, cited: Evidence, text: str) -> None:
    """Add the names of the countries that a passage of a document's `text` has as codes."""
    codes = coded_countries(text[cited.start : cited.end])
    if codes and len(codes) <= _MOST:
        names = joined([display_name(code) for code in codes])
        draft.claim(f"Named there: {names}.", [cited], lead="  - ")


def write_plans(draft: Draft, query: Query, library: Library) -> None:
    """Add how many other plans the bullets of a draft name, where a question asks how many."""
    if not HOW_MANY.search(query.question):
        return
    cited = [e for s in draft.statements for e in s.evidence]
    text = " ".join(library.text(e.document_id)[e.start : e.end] for e in cited)
    named = plans_named(text)
    if len(named) >= FEW:
        draft.claim(f"Listed there: {len(named)} other plans.", cited, lead="- ")


def write_points(draft: Draft, query: Query, document: Document, library: Library) -> None:
    """Add how many bullets a draft shows, where a question asks how many."""
    text = library.text(document.id)
    starts = {p.start for p in document.passages if p.kind == "bullet"}
    shown = [e for s in draft.statements for e in s.evidence if e.start in starts]
    if (
        HOW_MANY.search(query.question)
        and len(shown) >= FEW
        and not plans_named(text[shown[0].start : shown[0].end])
    ):
        draft.claim(f"Listed there: {len(shown)} points.", shown, lead="- ")
