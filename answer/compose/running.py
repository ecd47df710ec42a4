"""Answers from running text: the sentence, the list or the block that says it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.claims import Status
from answer.draft import Draft, Evidence, evidence_at
from answer.library import Library, Term
from answer.phrasing import joined, plan_name
from answer.query import Query
from answer.words import akin, contains, content_stems, stems
from index.search import Hit, SearchIndex
from ingest.model import Document, Passage
from ingest.text import clean

_ENOUGH = 0.22
_ENOUGH_ANYWHERE = 0.28
"""How well a passage must fit a question to answer it (see `_fit`): one that names its document,
and one that does not. Measured on `eval/questions/dev`: see docs/answers.md."""
_BESIDE_BEST = 0.86
_SAME_PLACE = 0.72
"""How near to the best fit another passage must come to be shown: anywhere, or in the same element."""
_IN_SHEET = 0.6
"""How much of a question about a certain action its sheet must hold in so many words."""
_MAX_PASSAGES = 4
_WORDS_SHARE = 0.4
"""How much shared words count beside nearness in meaning."""
# "how many", "what percentage": a passage without any figure is no answer to that
_ASKS_FIGURE = re.compile(
    r"\bhow (?:many|much)\b|\bpercentage\b|\bwhat (?:sum|share)\b", re.IGNORECASE
)
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred)\b", re.IGNORECASE
)
_MAX_CHARS = 900
_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that may answer, with how much of the question it holds."""

    document: Document
    ref: str
    field: str | None
    start: int
    end: int
    coverage: float
    cosine: float
    score: float


def compose_running(query: Query, library: Library, index: SearchIndex) -> Draft | None:
    """Answer from the passages that fit the question best; None when none fits well enough."""
    block = find_block(query, library)
    if block:
        return _write_block(query, library, *block)
    actions = query.refs_of("action")
    found = find_passages(query, library, index, actions or None)
    if actions:
        found = [item for item in found if item.coverage >= _IN_SHEET]
    if not found:
        return None
    draft = Draft()
    best = found[0]
    shown: list[str] = []
    for item in found:
        near = (
            _SAME_PLACE if item.document == best.document and item.ref == best.ref else _BESIDE_BEST
        )
        words = clean(library.text(item.document.id)[item.start : item.end])
        if item.score >= best.score * near and len(shown) < _MAX_PASSAGES and words not in shown:
            shown.append(words)
            _write_passage(draft, query, library, item)
    _write_notes(draft, library, best)
    return draft


def _write_notes(draft: Draft, library: Library, item: Found) -> None:
    """Add the footnotes that the best passage calls: they often hold the figure."""
    for note in item.document.footnotes:
        if any(item.start <= call.start < item.end for call in note.calls):
            cited = [evidence_at(item.document.id, note.ref, note)]
            draft.claim(f"{note.ref}: {note.value}", cited, lead="- ")


def find_passages(
    query: Query, library: Library, index: SearchIndex, refs: Sequence[str] | None = None
) -> list[Found]:
    """Return the passages that may answer a question, best first; those too far off left out."""
    terms = passage_terms(query, library)
    weights = {term: _weight(term, library) for term in terms}
    total = sum(weights.values()) or 1.0
    hits = index.search(
        query.plain or query.question, documents=query.scope.documents, refs=refs, limit=_CANDIDATES
    )
    enough = _ENOUGH if query.scope.explicit else _ENOUGH_ANYWHERE
    figure = _ASKS_FIGURE.search(query.question)
    found = []
    for hit in hits:
        words = stems(f"{_heading_of(library, hit)} {clean(hit.text)}")
        document = library.documents[hit.document_id]
        withheld = any(hit.start <= r.start < hit.end <= r.end + 4 for r in document.redactions)
        if len(stems(hit.text)) < _MIN_WORDS or withheld:
            continue
        coverage = sum(w for term, w in weights.items() if _holds(words, term)) / total
        item = Found(
            document, hit.ref, hit.field, hit.start, hit.end,
            coverage, hit.cosine or 0.0, _fit(coverage, hit),
        )  # fmt: skip
        if item.score >= enough and not (figure and not _FIGURE.search(clean(hit.text))):
            found.append(item)
    return sorted(found, key=lambda item: -item.score)


_MIN_WORDS = 4
"""A passage of fewer words (a doc. number, "NOTE") answers nothing."""


def _fit(coverage: float, hit: Hit) -> float:
    """Return how well a chunk fits a question, 0 to about 1: shared words and nearness in meaning.

    Contents lists and covers repeat headings, so they count a little less.
    """
    fit = _WORDS_SHARE * coverage + (1 - _WORDS_SHARE) * (hit.cosine or 0.0)
    return fit * (0.85 if hit.ref == "Preamble" else 1.0)


def passage_terms(query: Query, library: Library) -> list[Term]:
    """Return what a passage should speak of: the question's content, names of plans aside."""
    return library.terms(query.plain or query.question)


def _weight(term: Term, library: Library) -> float:
    """Return how telling a term is over all documents: rare words weigh more."""
    counts = [min(library.words[w] for w in wording) for wording in term.wordings]
    return 1.0 / (1.0 + max(counts, default=0) ** 0.5 / 6)


def _holds(words: list[str], term: Term) -> bool:
    return any(
        contains(words, wording)
        or (len(wording) == 1 and any(akin(word, wording[0]) for word in words))
        for wording in term.wordings
    )


def _heading_of(library: Library, hit: Hit) -> str:
    document = library.documents[hit.document_id]
    titles = [s.title.value for s in document.sections if s.ref == hit.ref and s.title]
    titles += [m.title.value for m in document.measures if m.ref == hit.ref]
    titles += [a.title.value for a in document.actions() if a.ref == hit.ref]
    return " ".join([*titles, hit.field or ""])


def find_block(query: Query, library: Library) -> tuple[Document, str, str | None] | None:
    """Return the labelled block or section that a question asks for by its heading.

    "What are the key threats?" means the block under "Key threats", all of it.
    """
    asked = {word for word in content_stems(query.plain or query.question) if not word.isdigit()}
    spoken = stems(query.plain or query.question)
    best: tuple[float, Document, str, str | None] | None = None
    for key in query.scope.documents:
        document = library.documents[key]
        for ref, label, title in _titled(document):
            words = set(content_stems(title))
            share = len(words & asked) / len(words | asked) if words else 0.0
            spelt = len(words) > 1 and contains(spoken, tuple(stems(title)))
            if words and words <= asked and (share >= 0.5 or spelt) and (best is None or share > best[0]):
                best = (share, document, ref, label)
    return best[1:] if best else None


def _titled(document: Document) -> list[tuple[str, str | None, str]]:
    titles = [(s.ref, None, s.title.value) for s in document.sections if s.title]
    labels = {(p.ref, p.field) for p in document.passages if p.field and p.ref.startswith("§")}
    return [*titles, *((ref, label, label) for ref, label in sorted(labels, key=str) if label)]


def block_passages(document: Document, ref: str, label: str | None) -> list[Passage]:
    """Return the passages of a section, or of one labelled block in it, without headings."""
    return [
        p
        for p in document.passages
        if p.ref == ref
        and p.kind not in ("heading", "furniture")
        and (label is None or p.field == label)
    ]


def _write_block(
    query: Query, library: Library, document: Document, ref: str, label: str | None
) -> Draft | None:
    draft = Draft()
    write_block(draft, library, document, ref, label)
    if label and any(s.text.startswith("Withheld") for s in draft.statements):
        draft.status = Status.REDACTED
    return draft if draft.statements else None


def write_block(
    draft: Draft, library: Library, document: Document, ref: str, label: str | None, limit: int = 14
) -> None:
    """Add the passages of a section or labelled block as claims, and what is withheld there."""
    text = library.text(document.id)
    title = next((s.title.value for s in document.sections if s.ref == ref and s.title), None)
    name = joined([part for part in (ref, label or title) if part]).replace(" and ", ", ", 1)
    draft.say(f"**{name} ({plan_name(document)}):**")
    passages = block_passages(document, ref, label)
    for passage in passages[:limit]:
        notice = next(
            (r for r in document.redactions if passage.start <= r.start < passage.end), None
        )
        if notice and notice.scope != "phrase":
            cited = [evidence_at(document.id, ref, notice)]
            draft.claim(f"Withheld: “{notice.quote(text)}”.", cited, lead="- ")
            continue
        words = clean(text[passage.start : passage.end]).lstrip("·•◆-– ")
        draft.claim(words, [evidence_at(document.id, ref, passage, passage.field)], lead="- ")
    if len(passages) > limit:
        draft.say(f"… and {len(passages) - limit} more paragraphs in {ref}.")


def _write_passage(draft: Draft, query: Query, library: Library, item: Found) -> None:
    text = library.text(item.document.id)
    start, end = item.start, item.end
    if end - start > _MAX_CHARS:
        start, end = _best_sentences(text, start, end, query, library)
    words = clean(text[start:end]).lstrip("·•◆-– ")
    where = f"{item.ref}" + (f", {item.field}" if item.field and item.ref.startswith("§") else "")
    draft.claim(
        f"{words} ({where}, {plan_name(item.document)})",
        [Evidence(item.document.id, item.ref, item.field, start, end)],
        lead="- " if draft.parts else "",
    )


def _best_sentences(
    text: str, start: int, end: int, query: Query, library: Library
) -> tuple[int, int]:
    """Return the run of sentences that holds most of the question, at most _MAX_CHARS long."""
    cuts = [start, *(start + m.end() for m in re.finditer(r"[.!?;:]\s+", text[start:end])), end]
    terms = passage_terms(query, library)
    best, best_score = (start, end), -1.0
    for i in range(len(cuts) - 1):
        for j in range(i + 1, len(cuts)):
            if cuts[j] - cuts[i] > _MAX_CHARS and j > i + 1:
                break
            words = stems(clean(text[cuts[i] : cuts[j]]))
            score = sum(_weight(t, library) for t in terms if _holds(words, t)) - 0.02 * (j - i)
            if score > best_score:
                best, best_score = (cuts[i], cuts[j]), score
    stop = best[1]
    while stop > best[0] and text[stop - 1].isspace():
        stop -= 1
    return best[0], stop
