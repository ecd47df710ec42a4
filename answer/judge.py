"""Which of two answers accounts for more of a question?

Words can mislead about what is wanted: "when was the project suspended" need not ask for the timing
of an activity. So an answer from facts is held against the one from running text, and the one that
has more of the question's telling words in what it cites wins.
"""

from answer.compose.fit import holds
from answer.compose.passages import term_weight
from answer.cues import cue_stems
from answer.draft import Draft
from answer.intents import intent_model
from answer.library import Library, Term
from answer.query import Query
from answer.words import content_stems, stems, synonyms_in, tokens

_MORE = 0.13
"""By how much more of the question running text must account for to be preferred."""
_WORTH = 0.5
"""How much of the question running text must account for at least."""
_TRUSTED = 0.6
"""From this nearness to an example on what a question wants is certain."""
_SETTLED = frozenset({"refuse", "meta", "compare", "sum", "passage"})
"""Kinds whose answers are about documents, not in their words."""
_FEW = 3
"""Up to so many actions are cited because they are meant, and their whole sheets count."""


def contested(query: Query) -> bool:
    """Tell whether an answer to a query should be held against running text."""
    return query.kind not in _SETTLED and query.score < _TRUSTED


def prefers_running(query: Query, told: Draft, running: Draft, library: Library) -> bool:
    """Tell whether running text accounts for clearly more of a question than an answer does."""
    theirs = accounted(query, running, library, running=True)
    return theirs >= _WORTH and theirs - accounted(query, told, library) >= _MORE


def accounted(query: Query, draft: Draft, library: Library, *, running: bool = False) -> float:
    """Return the share (0 to 1) of a question's telling words that an answer accounts for.

    Rare words weigh more. A word is accounted for when what the answer cites holds it, or when it
    has done its part in reading the question: a name, a word that asks.
    """
    read = _words_read(query, running)
    shown = _words_shown(draft, library)
    total = held = 0.0
    for term in _terms(query.question):
        weight = term_weight(term, library)
        total += weight
        if term.wordings[0][0] in read or holds(shown, term):
            held += weight
    return held / total if total else 1.0


def _terms(question: str) -> list[Term]:
    """Return the content words of a question one by one, each with its synonyms."""
    synonyms = dict(synonyms_in(question))
    return [
        Term(
            ((word,), *(o for phrase, others in synonyms.items() if word in phrase for o in others))
        )
        for word in content_stems(question)
    ]


def _words_read(query: Query, running: bool) -> set[str]:
    """Return the stems that a reading has used up: names, and words that ask."""
    slots = {"plan"} if running else {mention.slot for mention in query.named}
    named = [m for m in query.named if m.slot in slots]
    used = {
        token.stem
        for token in tokens(query.question)
        if any(m.start <= token.start < m.end for m in named)
    }
    if running:
        return used
    return used | cue_stems() | intent_model().words_of(query.kind, query.aspect)


def _words_shown(draft: Draft, library: Library) -> list[str]:
    """Return the stems of an answer's claims, of their sources, and of the titles above those."""
    pieces: list[str] = []
    parts: set[tuple[str, str]] = set()
    for statement in draft.statements:
        pieces.append(statement.text)
        for cited in statement.evidence:
            pieces.append(library.text(cited.document_id)[cited.start : cited.end])
            parts.add((cited.document_id, cited.ref))
    pieces += [_around(key, ref, library, whole=len(parts) <= _FEW) for key, ref in sorted(parts)]
    return stems(" ".join(pieces))


def _around(key: str, ref: str, library: Library, *, whole: bool) -> str:
    """Return the title of a part of a document; the whole sheet of an action that is meant."""
    document = library.documents[key]
    for action in document.actions():
        if action.ref == ref:
            sheet = library.text(key)[action.start : action.end] if whole else ""
            return f"{action.title.value} {sheet}"
    titles = {part.ref: part.title for part in document.goals}
    titles |= {part.ref: part.title for part in document.measures}
    titles |= {part.ref: part.title for part in document.chapters}
    titles |= {part.ref: part.title for part in document.sections if part.title}
    return titles[ref].value if ref in titles else ""
