"""The passages of running text that may answer a question, and how well each fits it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer.compose.fit import (
    ASKS_FIGURE,
    ASKS_MONEY,
    ASKS_PRICE,
    MONEY,
    PRICE,
    Clues,
    clues_of,
    fit_of,
    holds_figure,
)
from answer.gather import sheets
from answer.library import Library, Term
from answer.naming import listed_in
from answer.query import AUTHORS, Mention, Query
from answer.words import content_stems, stems
from index.search import Hit, SearchIndex
from ingest.actors import display_name, find_actors
from ingest.model import Document
from ingest.text import clean

_ENOUGH = 0.18
_ENOUGH_ANYWHERE = 0.25
"""How well a passage must fit a question to answer it (see `_fit`): one that names its document,
and one that does not. Measured on `eval/questions/dev`: see docs/answers.md."""
_BESIDE = 0.75
"""As a share of that: how well each passage must fit, where one of them fits well enough."""
_WORDS_SHARE = 0.4
"""How much shared words count beside nearness in meaning."""
COVER = "Preamble"
"""The ref of a cover page and all before the first section."""
_HEADED = 0.1
"""What it counts beside them that a question asks for what stands under a passage's heading."""
_COVER_SHARE = 0.85
"""How much a passage of the cover counts: contents lists and covers only repeat headings."""
_MIN_WORDS = 4
"""A passage of fewer words (a doc. number, "NOTE") answers nothing."""
_MIN_LEFT = 16
"""One of fewer words that ends with a notice is what leads up to it."""
_LEAST_CONTENT = 2
_PLAN_OF_YEAR = r"(?i)\b(?:plan|oap)s?\b(?:\W+\w+){{0,6}}\W+(?<!\d[-–/]){}"
# "plan", "OAPs"
_DOCUMENT = re.compile(r"\b(?:plan|oap|programme|paper)s?\b", re.IGNORECASE)
_CANDIDATES = 100
_OF_YEAR = r"(?<!\d[-–/]){}"
"""A year, but not as the end of others: not the 2020 of "2015-2020"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that may answer, with how much of the question it holds."""

    document: Document
    ref: str
    field: str | None
    start: int
    end: int
    coverage: float
    """The share of the question's words that it holds, rare words weighing more."""
    score: float
    """How well it fits in words and meaning, from 0 to about 1: comparable between questions."""
    fit: float
    """How well it answers beside the others (`answer.compose.fit`)."""
    sentence: float
    """How near in meaning its nearest sentence is, from 0 to about 1."""
    headed: bool = False
    """Whether the question asks for what stands under its heading."""


_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_MOSTLY_UNHEARD = 0.4
"""The share of a question for a number, by weight, that no document speaks of in any words."""
_LETTERS = 4
"""A word of fewer letters may be missing from the documents and tell nothing."""
_OTHER_WAYS = 4
"""How many other wordings of a word are looked for as well."""
_OF_THE_SUM = 0.2
"""How much of a question for money a passage must hold."""


def find_passages(
    query: Query,
    library: Library,
    index: SearchIndex,
    refs: Sequence[str] | None = None,
    *,
    least: float | None = None,
) -> list[Found]:
    """Return the passages that may answer a question, best first; those too far off left out.

    `least` is how well a passage must fit, where that is not to depend on the scope.
    """
    terms = passage_terms(query, library)
    weights = {term: term_weight(term, library) for term in terms}
    if _HOW_MANY.search(query.question) and _mostly_unheard(query, weights, library):
        return []  # "how many drowned?" is answered by no figure for anything else
    hits = index.search(
        asked_words(query),
        documents=query.scope.documents,
        refs=refs,
        limit=_CANDIDATES,
        also=_said_there(terms, query, library),
    )
    enough = least or (_ENOUGH if query.scope.explicit else _ENOUGH_ANYWHERE)
    found = []
    for hit in hits:
        if _says_nothing(library, hit) or _only_lists(library, hit):
            continue
        item = _weighed(query, library, hit, weights)
        if ASKS_MONEY.search(query.question) and not _is_on(query, item, hit.text):
            continue
        if item.score >= _BESIDE * enough and _may_answer(query, clean(hit.text)):
            found.append(item)
    if max((item.score for item in found), default=0.0) < enough:
        return []
    return sorted(found, key=lambda item: -item.fit)


def _may_answer(query: Query, text: str) -> bool:
    """Tell whether a passage holds what a question cannot be answered without: figures, money.

    A year that no document is for must stand in the passage itself.
    """
    question, years = query.question, query.scope.unknown_years
    wanted = _PLAN_OF_YEAR if names_plan_of_year(query) else _OF_YEAR
    if years and not any(re.search(wanted.format(year), text) for year in years):
        return False
    if ASKS_PRICE.search(question) and not PRICE.search(text):
        return False
    if ASKS_MONEY.search(question) and not MONEY.search(text):
        return False
    told = holds_figure(text) or listed_in(question, text)
    return bool(told or not ASKS_FIGURE.search(question))


def names_plan_of_year(query: Query) -> bool:
    """Tell whether a question names a plan of a year that no document is for: "the 2019 plan"."""
    plans = [m.value for m in query.named if m.slot == "plan" and _DOCUMENT.search(m.value)]
    return any(str(year) in plan for plan in plans for year in query.scope.unknown_years)


def _mostly_unheard(query: Query, weights: Mapping[Term, float], library: Library) -> bool:
    """Tell whether no document speaks of most that a question is about, beside actors."""
    actors = {s for m in query.named if m.slot == "actor" for s in stems(_said(query, m))}
    asked = {term: w for term, w in weights.items() if not actors.issuperset(term.wordings[0])}
    unheard = sum(weight for term, weight in asked.items() if _unheard(term, library))
    return unheard > 0 and unheard >= _MOSTLY_UNHEARD * sum(asked.values())


def _said(query: Query, mention: Mention) -> str:
    return query.question[mention.start : mention.end]


def _unheard(term: Term, library: Library) -> bool:
    """Tell whether no document holds a word of a question, nor one that may mean the same."""
    first, *others = term.wordings
    if len("".join(first)) < _LETTERS:
        return False
    slips = library.spellings(first[0]) if len(first) == 1 else ()
    same = [wording for wording in (*others, *term.near) if wording != first]
    meant = [wording for wording in same if wording[0] not in slips or len(wording) > 1]
    return not any(all(library.words[word] for word in wording) for wording in (first, *meant))


def _is_on(query: Query, item: Found, text: str) -> bool:
    """Tell whether a sum of money is of what was asked about, not of something else near by."""
    named = {a.code for a in query.actors} - {*AUTHORS}
    told_of = {mention.code for mention in find_actors(text)}
    return item.coverage >= _OF_THE_SUM and (not named or bool(named & told_of))


def _said_there(terms: Sequence[Term], query: Query, library: Library) -> str:
    """Return how the documents in scope say what they do not say in a question's words.

    "Vietnamese" where a plan speaks of Vietnam alone: no search by words would find it.
    """
    vocabularies = [library.held[key] for key in query.scope.documents]

    def is_said(wording: Sequence[str]) -> bool:
        return all(any(word in held for held in vocabularies) for word in wording)

    found: list[str] = []
    for term in terms:
        first, *others = term.wordings
        if not is_said(first):
            ways = [wording for wording in others if is_said(wording)]
            found += [word for way in ways[:_OTHER_WAYS] for word in way]
    return " ".join(dict.fromkeys(found))


def clues_for(query: Query, library: Library, index: SearchIndex) -> list[tuple[Hit, Clues]]:
    """Return the candidates for an answer, each with what speaks for it."""
    terms = passage_terms(query, library)
    weights = {term: term_weight(term, library) for term in terms}
    hits = index.search(
        asked_words(query),
        documents=query.scope.documents,
        limit=_CANDIDATES,
        also=_said_there(terms, query, library),
    )
    kept = [hit for hit in hits if not _says_nothing(library, hit)]
    asked = query.question
    return [(h, clues_of(asked, h, _heading_of(library, h), weights, query.plain)) for h in kept]


def _says_nothing(library: Library, hit: Hit) -> bool:
    """Tell whether a chunk is too short to answer, or withheld but for a few words."""
    redactions = library.documents[hit.document_id].redactions
    withheld = any(hit.start <= r.start < hit.end <= r.end + 4 for r in redactions)
    return len(stems(hit.text)) < (_MIN_LEFT if withheld else _MIN_WORDS)


def _only_lists(library: Library, hit: Hit) -> bool:
    """Tell whether a chunk is a row of an overview: number, leader and title of an action.

    The sheet of the action says all that and more; a row whose sheet is withheld is kept.
    """
    document = library.documents[hit.document_id]
    rows = [row.ref for row in document.overview if row.start <= hit.start < row.end]
    return bool(rows) and rows[0] in {action.ref for action in sheets(document)}


def _weighed(query: Query, library: Library, hit: Hit, weights: dict[Term, float]) -> Found:
    clues = clues_of(query.question, hit, _heading_of(library, hit), weights, query.plain)
    document = library.documents[hit.document_id]
    score = _fit(clues.words, hit) + _HEADED * clues.headed
    place = (document, hit.ref, hit.field, hit.start, hit.end)
    return Found(
        *place,
        coverage=clues.words,
        score=score,
        fit=fit_of(clues),
        sentence=clues.sentence,
        headed=bool(clues.headed),
    )


def _fit(coverage: float, hit: Hit) -> float:
    """Return how well a chunk fits a question, 0 to about 1: by shared words and by meaning."""
    fit = _WORDS_SHARE * coverage + (1 - _WORDS_SHARE) * (hit.cosine or 0.0)
    return fit * (_COVER_SHARE if hit.ref == COVER else 1.0)


def passage_terms(query: Query, library: Library) -> list[Term]:
    """Return what a passage should speak of: the question's content, names of plans aside."""
    spoken = query.plain if content_stems(query.plain) else query.question
    terms = library.with_acronyms(library.wide_terms(spoken), spoken)
    authors = {m.value for m in query.named if m.slot == "actor"} & {*AUTHORS}
    if not (authors and query.scope.explicit):
        return terms
    return [term for term in terms if term.wordings[0] not in _authors()]


@lru_cache(maxsize=1)
def _authors() -> frozenset[tuple[str, ...]]:
    """Return the stems of those who write papers: "the Council's measures" are not on it."""
    return frozenset(tuple(stems(word)) for code in AUTHORS for word in display_name(code).split())


def asked_words(query: Query) -> str:
    """Return what running text is searched for: the question without the names of plans.

    All of it where little else is left: "what is meant by migrant smuggling in the 2022 plan?"
    """
    if len(content_stems(query.plain)) < _LEAST_CONTENT:
        return query.question
    return query.plain


def term_weight(term: Term, library: Library) -> float:
    """Return how telling a term is over all documents: rare words weigh more."""
    counts = [min(library.words[w] for w in wording) for wording in term.wordings]
    return float(1.0 / (1.0 + max(counts, default=0) ** 0.5 / 6))


def _heading_of(library: Library, hit: Hit) -> str:
    document = library.documents[hit.document_id]
    titles = [s.title.value for s in document.sections if s.ref == hit.ref and s.title]
    titles += [m.title.value for m in document.measures if m.ref == hit.ref]
    titles += [a.title.value for a in document.actions() if a.ref == hit.ref]
    return " ".join([*titles, hit.field or ""])
