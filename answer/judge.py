"""Which of two answers accounts for more of a question?

Words can mislead about what is wanted: "when was the project suspended" need not ask for the timing
of an activity. So an answer from facts is held against the one from running text. What speaks for
either is weighed by what was learned: the weights stand in `answer/judge.yaml`, and
`python -m eval.judging` learns them from the development questions.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from answer.claims import Status
from answer.compose.fit import Clues, fit_of, holds
from answer.compose.passages import term_weight
from answer.cues import cue_stems, field_cues
from answer.draft import Draft
from answer.intents import intent_model
from answer.library import Library, Term
from answer.query import Query
from answer.words import content_stems, filler_stems, stems, synonyms_in, tokens
from index.search import Hit

_TRUSTED = 0.6
"""From this nearness to an example on what a question wants is certain."""
_SETTLED = frozenset({"refuse", "sum", "passage"})
"""Kinds whose answers are about documents, not in their words."""
_HALF, _FAR_AHEAD, _MOSTLY = 0.5, 0.35, 0.9
"""How much of a question's words a passage must hold, and how much more than what facts cite; how
much of it an answer from facts accounts for that is not doubted."""
_FEW = 3
"""Up to so many actions are cited because they are meant, and their whole sheets count."""
_LONG = 20
"""A list of so many statements or more says too much to be meant by chance."""
_LIKELIER = -0.4
"""The weighed signs from which on running text answers (0: as likely as not)."""
# "why had it been suspended", "the reason for"
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells an answer from facts from one in running text, each from 0 to about 1."""

    always: float
    certainty: float
    """How near the nearest example is that tells what is wanted."""
    told_words: float
    """How much of the question the answer from facts accounts for."""
    text_words: float
    """How much of it running text accounts for."""
    sentence: float
    """How near in meaning the nearest sentence of running text is."""
    best_words: float
    """How much of the question's words the best passage holds."""
    told_sentence: float
    told_best_words: float
    """The same of the best passage among those that the answer from facts cites."""
    nothing: float
    field: float
    check: float
    listing: float
    whole: float
    why: float
    named: float
    many: float


def contested(query: Query, draft: Draft, library: Library) -> bool:
    """Tell whether an answer to a query should be held against running text.

    What answers a question for certain, or accounts for all of it, needs no model to be told.
    """
    settled = query.kind in _SETTLED or query.aspect == "documents"
    sides = query.kind == "compare" and len(query.scope.groups) > 1
    of_one = query.refs_of("action") and query.aspect in field_cues(tokens(query.question))
    by_names = query.aspect == "role" and query.actors and not query.topic
    if query.kind in ("list", "count") and by_names:
        return False  # all that is said are names
    if settled or sides or draft.corrects or (of_one and not _WHY.search(query.question)):
        return False
    if query.score < _TRUSTED and query.kind != "redactions":
        return True
    doubted = points_by_topic(query) or query.score < _TRUSTED
    return doubted and accounted(query, draft, library) < _MOSTLY


def points_by_topic(query: Query) -> bool:
    """Tell whether a question asks for a field of what only words tell: maybe no action at all."""
    return query.kind == "field" and not query.refs


def says_more(query: Query, signs: Signs) -> bool:
    """Tell whether running text holds far more of the question's words than what facts cite.

    Of an aim, whatever the sheet of the action holds beside: anything may have an aim.
    """
    ahead = signs.best_words - signs.told_best_words
    sheet = query.aspect != "summary" and signs.told_words >= _MOSTLY
    return signs.best_words >= _HALF and ahead >= _FAR_AHEAD and not sheet


def prefers_running(signs: Signs) -> bool:
    """Tell whether running text answers more likely than facts do."""
    weights = judge_weights()
    told: float = sum(weights.get(name, 0.0) * value for name, value in asdict(signs).items())
    return told > _LIKELIER


def of_the_same(told: Draft, running: Draft) -> bool:
    """Tell whether the best of running text stands in a part that the facts cite as well."""
    best = running.statements[0].evidence[0] if running.statements else None
    cited = {(e.document_id, e.ref) for s in told.statements for e in s.evidence}
    return best is not None and (best.document_id, best.ref) in cited


def lacks_acronym(query: Query, told: Draft, running: Draft, library: Library) -> bool:
    """Tell whether facts are of an action whose sheet lacks an acronym that running text holds."""
    sheets, text = _words_shown(told, library, few=_FEW), _words_shown(running, library, few=0)
    named = {s for short in query.acronyms for s in stems(short)}
    return not named & set(sheets) and bool(named & set(text))


@lru_cache(maxsize=1)
def judge_weights() -> dict[str, float]:
    """Return the weight of each sign."""
    source = files("answer").joinpath("judge.yaml").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in (yaml.safe_load(source) or {}).items()}


def signs_of(
    query: Query,
    told: Draft,
    running: Draft,
    candidates: Sequence[tuple[Hit, Clues]],
    library: Library,
) -> Signs:
    """Return what speaks for either answer; `candidates` are the passages that were found."""
    best = max((clues for _, clues in candidates), key=fit_of, default=None)
    cited = _best_cited(told, candidates)
    size = len(told.statements)
    return Signs(
        always=1.0,
        certainty=query.score,
        told_words=accounted(query, told, library),
        text_words=accounted(query, running, library, running=True),
        sentence=best.sentence if best else 0.0,
        best_words=best.words if best else 0.0,
        told_sentence=cited.sentence if cited else 0.0,
        told_best_words=cited.words if cited else 0.0,
        nothing=float(told.status != Status.ANSWERED or not size),
        field=float(query.kind == "field"),
        check=float(query.kind == "check"),
        listing=float(query.kind in ("list", "count")),
        whole=float(query.kind in ("summary", "compare", "meta")),
        why=float(bool(_WHY.search(query.question))),
        named=float(bool(query.refs)),
        many=min(size, _LONG) / _LONG,
    )


def _best_cited(told: Draft, candidates: Sequence[tuple[Hit, Clues]]) -> Clues | None:
    """Return the clues of the best passage that an answer cites; None where it cites none."""
    spans = [cited for statement in told.statements for cited in statement.evidence]
    mine = [
        clues
        for hit, clues in candidates
        if any(
            hit.document_id == span.document_id and hit.start < span.end and span.start < hit.end
            for span in spans
        )
    ]
    return max(mine, key=fit_of, default=None)


def accounted(
    query: Query,
    draft: Draft,
    library: Library,
    *,
    running: bool = False,
    shown_only: bool = False,
) -> float:
    """Return the share (0 to 1) of a question's telling words that an answer accounts for.

    Rare words weigh more. A word is accounted for when what the answer cites holds it (or, unless
    `shown_only`, the sheet of a certain action that it is about), or when it has done its part in
    reading the question: a name, a word that asks for what was understood.
    """
    read = _words_read(query, running) | (filler_stems() if shown_only else set())
    shown = _words_shown(draft, library, few=0 if shown_only else _FEW)
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


def _words_shown(draft: Draft, library: Library, few: int) -> list[str]:
    """Return the stems of an answer's claims, of their sources, and of the titles above those."""
    pieces: list[str] = []
    parts: set[tuple[str, str]] = set()
    for statement in draft.statements:
        pieces.append(statement.text)
        for cited in statement.evidence:
            pieces.append(library.text(cited.document_id)[cited.start : cited.end])
            parts.add((cited.document_id, cited.ref))
    pieces += [_around(key, ref, library, whole=len(parts) <= few) for key, ref in sorted(parts)]
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
