"""Answers about names: what an acronym stands for."""

import re
from dataclasses import replace

from answer.compose.running import compose_running
from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.library import Library
from answer.phrasing import plan_name, without_bullet
from answer.query import Query
from answer.subjects import subject_words
from answer.words import contains, content_stems, document_stems, stems, stop_stems
from index.search import SearchIndex
from ingest.model import Footnote, Passage
from ingest.text import clean

_TERM_CHARS = 60
"""How far in front of the call of a footnote the word that it explains may begin."""
_LEAST_ASKED = 3
"""A question of fewer words asks for no more than what the first one did."""
# "..., and when was it set up?"
_BESIDE = re.compile(
    r"(?:\b(?:and|also|plus)|[+&,])\s+((?:what|when|who|how|why|where|which|since|in which)\b.*)",
    re.IGNORECASE,
)
# "5 MAOC (N) is a platform", "The Information Clearing House is a"
_OPENING = re.compile(r"^\W*\d*\W*(?:The )?([A-Z][\w()@ -]{1,60}?) (?:is|are) (?:a|an|the)\b")


def compose_definition(query: Query, library: Library) -> Draft | None:
    """Say what an acronym stands for, in the words of each document that spells it out."""
    draft = Draft()
    if _asks_something_else(query):
        return None
    for short in query.acronyms or _short_for(query, library):
        seen: set[str] = set()
        for document, acronym in library.acronyms.get(short.lower(), []):
            if document.id not in query.scope.documents or acronym.long.lower() in seen:
                continue
            seen.add(acronym.long.lower())
            draft.claim(
                f"**{acronym.short}** stands for {acronym.long} ({plan_name(document)}).",
                [evidence_at(document.id, acronym.ref, acronym)],
            )
    if draft.statements:
        _write_explained(draft, query, library)
    else:
        _write_noted(draft, query, library)
    return draft if draft.statements else None


def _short_for(query: Query, library: Library) -> list[str]:
    """Return the acronyms whose names in full a question asks to be shortened."""
    words = stems(query.question)
    if not told("define", words):
        return []
    known = {
        acronym.short: tuple(stems(acronym.long))
        for entries in library.acronyms.values()
        for _, acronym in entries
    }
    held = {short: name for short, name in known.items() if name and contains(words, name)}
    longest = max(map(len, held.values()), default=0)
    return [short for short, name in held.items() if len(name) == longest]


def _write_noted(draft: Draft, query: Query, library: Library) -> None:
    """Add the footnote that explains a term: called right behind it, or opening with it."""
    silent = stop_stems() | subject_words(library) | document_stems()
    asked = [s for s in content_stems(query.detail) if s not in silent]
    for key in query.scope.documents:
        document, text = library.documents[key], library.text(key)
        for note in document.footnotes:
            behind = [stems(text[max(0, c.start - _TERM_CHARS) : c.start])[-1:] for c in note.calls]
            opening = content_stems(note.value)[:1]
            if asked[-1:] in behind or (opening and opening == asked[:1]):
                words = f"{note.value} ({note.ref}, {plan_name(document)})"
                draft.claim(words, [evidence_at(document.id, note.ref, note)])


def _asks_something_else(query: Query) -> bool:
    """Tell whether acronyms only stand beside what is asked: "the directive behind THB"."""
    short = {s for acronym in query.acronyms for s in stems(acronym)}
    telling = set(content_stems(query.topic)) - short
    return bool(telling) and not told("define", stems(query.question))


def _write_explained(draft: Draft, query: Query, library: Library) -> None:
    """Add the first passage or footnote that says what an acronym's bearer is: "MAOC (N) is a"."""
    for short in query.acronyms:
        for document, acronym in library.acronyms.get(short.lower(), []):
            if document.id not in query.scope.documents:
                continue
            text = library.text(document.id)
            names = {_folded(acronym.short), _folded(acronym.long)}
            parts: list[Footnote | Passage] = [*document.footnotes, *document.passages]
            for part in parts:
                opening = _OPENING.match(clean(text[part.start : part.end]))
                if opening and _folded(opening.group(1)) in names:
                    cited = evidence_at(document.id, part.ref, part)
                    words = without_bullet(text[part.start : part.end])
                    draft.claim(f"{words} ({part.ref}, {plan_name(document)})", [cited], lead="- ")
                    return


def add_beside(
    draft: Draft | None, query: Query, library: Library, index: SearchIndex
) -> Draft | None:
    """Return a definition with what is asked in the same breath: "... and when was it set up?"."""
    beside = _BESIDE.search(query.question)
    if draft is None or not beside or len(stems(beside.group(1))) < _LEAST_ASKED:
        return draft
    asked = f"{' '.join(query.acronyms)} {beside.group(1)}"
    prose = replace(query, kind="passage", question=asked, plain=asked, topic=beside.group(1))
    running = compose_running(prose, library, index)
    said = {e.start for s in draft.statements for e in s.evidence}
    first = running.statements[:1] if running else []
    draft.parts += [s for s in first if s.evidence[0].start not in said]
    return draft


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.lower())
