"""Which of the passages found are shown: the best, those as good, and those that say the rest."""

from answer.compose.fit import chunk_stems, held_share
from answer.compose.headings import words_for_headings
from answer.compose.passages import COVER, Found, passage_terms, term_weight
from answer.draft import Draft, evidence_at
from answer.library import Library, Term
from answer.naming import HOW_MANY
from answer.phrasing import plan_name, without_bullet
from answer.query import Query
from answer.words import stems
from ingest.model import Passage
from ingest.text import clean

_BESIDE_BEST = 2.2
"""How far behind the best a passage shown may fit: e to this power times less likely."""
_BESIDE, _FURTHER = 4.0, 7.0
"""The same for a passage that holds words of the question which those before it lack: anywhere,
and in the same part of the document."""
_GAIN = 0.2
"""The share of the question, by weight, that such a passage must add."""
_NAMES_ONLY = (COVER, "Acronyms")
"""What only names things: shown beside others where there is room."""
_LOOKED_THROUGH = 30
_MOST = 4
_FEW_WORDS = 3
"""A passage of fewer words is a title or the remnant of one."""
_MAX_BLOCK = 12
_MAX_BLOCK_CHARS = 2000
"""How many paragraphs, and how long, a block may be to be shown whole."""
_TOLD = 0.75
"""From which share of the question's own words on the passages shown say all that is asked."""


def shown_of(found: list[Found], query: Query, library: Library) -> list[Found]:
    """Return the best passage, those that hold what it lacks, and those near to it, best first.

    No words are shown twice.
    """
    best = found[0]
    shown = {_words(best, library): best}
    weights = {term: term_weight(term, library) for term in passage_terms(query, library)}
    total = sum(weights.values())
    lacking = _lacking(weights, _words(best, library))
    for item in found[:_LOOKED_THROUGH]:
        words = _words(item, library)
        further = _FURTHER if (item.document.id, item.ref) == _place(best) else _BESIDE
        left = _lacking(weights, words)
        # what is said in other words is something where nothing of it was said before
        new = [lacking[t] if left[t] < weights[t] == lacking[t] else 0.0 for t in weights]
        more = [max(0.0, lacking[t] - left[t]) for t in weights]
        gain = sum(map(max, new, more)) if words not in shown else 0.0
        if item.headed and not any(other.headed for other in shown.values()):
            gain = total  # what is asked for in other words stands under its heading
        if best.fit - item.fit <= further and gain >= _GAIN * total and len(shown) < _MOST:
            shown[words] = item
            lacking = {t: min(lacking[t], left[t]) for t in weights}
    for item in sorted(found, key=lambda item: item.ref in _NAMES_ONLY):
        if best.fit - item.fit <= _BESIDE_BEST and len(shown) < _MOST:
            shown.setdefault(_words(item, library), item)
    return sorted(shown.values(), key=lambda item: -item.fit)


def _lacking(weights: dict[Term, float], words: str) -> dict[Term, float]:
    """Return by term how much of it some words lack: half where they say it otherwise."""
    held = chunk_stems(words)
    return {term: weight * (1 - held_share(held, term)) for term, weight in weights.items()}


def _place(item: Found) -> tuple[str, str]:
    return item.document.id, item.ref


def _words(item: Found, library: Library) -> str:
    return clean(library.text(item.document.id)[item.start : item.end])


def _holds(words: str, term: Term) -> bool:
    return held_share(chunk_stems(words), term) > 0


def write_rest_of_block(draft: Draft, best: Found, query: Query, library: Library) -> None:
    """Add the rest of a short block that is asked for by its heading in other words.

    Not where the question asks for one thing in it, which the passages shown tell.
    """
    block = _block_of(best, library)
    if not best.headed or not block:
        return
    asked = words_for_headings(query.plain or query.question)
    weights = {
        term: term_weight(term, library)
        for term in passage_terms(query, library)
        if not asked & set(term.wordings[0])
    }
    said = " ".join(statement.text for statement in draft.statements)
    held = sum(weight for term, weight in weights.items() if _holds(said, term))
    if weights and held >= _TOLD * sum(weights.values()):
        return
    text = library.text(best.document.id)
    told = {(e.document_id, e.start) for s in draft.statements for e in s.evidence}
    listed = [p for p in block if p.kind == "bullet"]
    if HOW_MANY.search(query.question) and len(listed) > 1:
        points = [evidence_at(best.document.id, best.ref, p, p.field) for p in listed]
        draft.claim(f"Listed there: {len(listed)} points.", points)
    for passage in block:
        if (best.document.id, passage.start) in told:
            continue
        cited = evidence_at(best.document.id, best.ref, passage, passage.field)
        where = ", ".join(part for part in (best.ref, passage.field) if part)
        words = without_bullet(passage.quote(text))
        draft.claim(f"{words} ({where}, {plan_name(best.document)})", [cited], lead="- ")


def _block_of(item: Found, library: Library) -> list[Passage]:
    """Return what stands with a passage: its section, or its part of one, if short enough."""
    document, text = item.document, library.text(item.document.id)
    section = [
        p
        for p in document.passages
        if p.ref == item.ref
        and p.kind in ("paragraph", "bullet")
        and len(stems(p.quote(text))) >= _FEW_WORDS
    ]
    for block in (section, [p for p in section if p.field == item.field]):
        size = sum(p.end - p.start for p in block)
        withheld = any(p.start <= r.start < p.end for p in block for r in document.redactions)
        if len(block) <= _MAX_BLOCK and size <= _MAX_BLOCK_CHARS and not withheld:
            return block
    return []
