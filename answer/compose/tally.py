"""What a passage lists, counted and spelt out: how many actions, which countries behind codes."""

import re

from answer.draft import Draft, Evidence
from answer.library import Library
from answer.naming import COUNTED, actions_named, actors_named, coded_countries, plans_named
from answer.phrasing import joined
from answer.query import Query
from ingest.actors import display_name
from ingest.model import Document

_FEW = 3
"""A passage that names fewer is no list."""
_LEFT = "UK"
_MOST = 40
HOW_MANY = re.compile(r"\bhow many\b|\bnumber of\b|\bcount\b", re.IGNORECASE)
_ASKED = {
    "actions": re.compile(r"\b(?:OAs?|actions?|activit)", re.IGNORECASE),
    "member states": re.compile(r"\bmember states?\b|\bMSs?\b", re.IGNORECASE),
    "non-EU countries": re.compile(r"\bnon-EU|\bthird [cs]", re.IGNORECASE),
    "countries": re.compile(r"\bcountr|\bstates?\b|\bnations?\b", re.IGNORECASE),
    "agencies": re.compile(r"\bagenc|\bbod(?:y|ies)\b", re.IGNORECASE),
}
"""How a question asks for what is counted, the most special first."""


def write_tally(draft: Draft, query: Query, library: Library, cited: Evidence) -> None:
    """Add how many a passage lists, where a question asks how many and the passage does not say."""
    counted = HOW_MANY.search(query.question)
    if not counted:
        return
    text = library.text(cited.document_id)[cited.start : cited.end]
    behind = query.question[counted.end() :]
    places = {noun: m.start() for noun, words in _ASKED.items() if (m := words.search(behind))}
    if not places:
        return
    noun = min(places, key=lambda name: places[name])
    if noun == "member states" and _LEFT in actors_named(text):
        noun = "countries"  # whether it was one depends on the year
    named = actions_named(text) if noun == "actions" else actors_named(text, COUNTED[noun])
    if len(named) >= _FEW:
        draft.claim(f"Listed there: {len(named)} {noun}.", [cited], lead="  - ")


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
    if len(named) >= _FEW:
        draft.claim(f"Listed there: {len(named)} other plans.", cited, lead="- ")


def write_points(draft: Draft, query: Query, document: Document, library: Library) -> None:
    """Add how many bullets a draft shows, where a question asks how many."""
    text = library.text(document.id)
    starts = {p.start for p in document.passages if p.kind == "bullet"}
    shown = [e for s in draft.statements for e in s.evidence if e.start in starts]
    if (
        HOW_MANY.search(query.question)
        and len(shown) >= _FEW
        and not plans_named(text[shown[0].start : shown[0].end])
    ):
        draft.claim(f"Listed there: {len(shown)} points.", shown, lead="- ")
