"""How well does a passage answer a question? Clues in words and meaning, each with its weight.

The weights stand in `answer/fit.yaml`; `python -m eval.fitting` learns them from the development
questions. Fits of the passages of one question can be compared; those of two questions cannot.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from answer.compose.headings import asks_for_heading, words_for_headings
from answer.library import Term
from answer.naming import listed_in
from answer.words import SHORTEST_AKIN, akin, contains, stems
from index.search import Hit
from index.sentences import sentences_of
from ingest.model import Field
from ingest.text import clean

_NEAR_WORDING = 0.5
"""How much a word counts that may mean what the question's word means."""
_ASKING = 0.75
"""How much a word counts that asks for what stands under a passage's heading."""
_LONG_LIST = 8
"""From how many names on a text surely lists what is asked for."""
_FEW_WORDS = 8
"""A passage of fewer words says little: it counts as short by what it lacks."""
_UNKNOWN = 0.05
"""The nearness in meaning of what was found by its words alone, or says nothing by itself."""
_CELLS = frozenset(
    (Field.KPI, Field.TIMING, Field.TYPE, Field.LEADER, Field.CO_LEADER, Field.PARTICIPANTS)
) | {Field.LINKS}
"""The cells of a sheet that are no running text."""
# "the border. In 2021", "aims: first", a line's end
_STOP = re.compile(r"(?<=[.!?;:])\s+|\n+")
# "how many", "what percentage": a passage without any figure is no answer to that
ASKS_FIGURE = re.compile(
    r"\bhow (?:many|much)\b|\bpercentage\b|\bnumber of\b|"
    r"\b(?:what|which) (?:sum|share|proportion|value|amount|quantity|volume)\b",
    re.IGNORECASE,
)
_ASKS_SHARE = re.compile(r"\bper ?cent\w*\b|\bwhat (?:share|proportion)\b", re.IGNORECASE)
# "200", "three", but no year
_FIGURE = re.compile(
    r"(?<!\d)(?!20[0-4]\d(?!\d))\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|hundred)\b",
    re.IGNORECASE,
)
# "14 April 2021", "27-28 November 2021", "2011/36/EU", "2017-2019", "Q1-Q4", "OA 2.6": no figure
# of anything
_DATE = re.compile(
    r"\bQ[1-4]\b|\bOAs? \d+\.\d+"
    r"|\b(?:(?:\d{1,2}\s*[-–]\s*)?\d{1,2} [A-Z][a-z]+,? )?(?:19|20)\d\d(?:\s*[-–/]\s*\d+)?\b"
)
# "how many euros", "how much money", "what sum of money"
ASKS_MONEY = re.compile(
    r"\bhow (?:many|much)\b.{0,20}\b(?:euros?|eur|money|cost\w*|funding)\b|\bsum of money\b"
    r"|\bwhat(?:'s| is| was)? the (?:\w+ ){0,2}(?:budget|cost|(?:\w+ )?price)\b"
    r"|\b(?:budget|cost|price) (?:of|for|per)\b"
    r"|\b(?:budget|costs?|funding|amount) in (?:euros?|eur)\b|\btotal (?:budget|costs?|funding)\b",
    re.IGNORECASE,
)
# "what price", "how much do they charge", "what does it cost"
ASKS_PRICE = re.compile(
    r"\b(?:what|which)(?:'s| is| are| was| were)?(?: the)? (?:\w+ ){0,2}(?:prices?|costs?)\b"
    r"|\b(?:prices?|costs?) (?:of|for|per|do|does|did|charged|paid|asked)\b"
    r"|^\W*(?:prices?|costs?)\b"
    r"|\bwhat (?:\w+ ){1,10}costs?\b|\bhow much (?:\w+ ){0,6}(?:charged?|pay|paid|earn|cost)\b",
    re.IGNORECASE,
)
# "EUR 400 000", "500 euros"
PRICE = re.compile(r"(?:€|\bEUR|\beuros?)\s?\d|\d\s?(?:€|EUR\b|euros?\b)", re.IGNORECASE)
# "EUR 400 000", "3 million"
MONEY = re.compile(
    r"(?:€|\bEUR|\beuros?)\s?\d|\d\s?(?:€|EUR\b|euros?\b|million\b)|\d\s?%", re.IGNORECASE
)
# "when", "since when", "which year", "how long"
_ASKS_TIME = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:date|year|month|day)\b|\bhow (?:long|old)\b|\bby what time\b|"
    r"\bquelle date\b|\bquand\b|\bwann\b|\bquando\b|\bcuándo\b|\bqué fecha\b",
    re.IGNORECASE,
)
# "in February 2016", "Q2", "by the second quarter"
_TIME = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Q[1-4]|quarter|20[012]\d)\b"
)
# "what does it mean", "how is it defined", "what counts as"
_ASKS_MEANING = re.compile(
    r"\b(?:mean\w*|defin\w+|understood|what is an?|what counts|considered)\b", re.IGNORECASE
)
# "a position of vulnerability means", "smuggling is the process"
_MEANING = re.compile(r"\b(?:means|entails|is the|is an?|defin\w+|stands? for)\b")


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks for a passage, each from 0 to about 1; the names are those of the weights."""

    meaning: float
    """How near the whole passage is in meaning."""
    sentence: float
    """How near its nearest sentence is in meaning; the whole where sentences have no vectors."""
    words: float
    """The share of the question's words that it or its heading holds, rare words weighing more."""
    own_words: float
    """The same without the heading."""
    one_sentence: float
    """The same of the sentence that holds most."""
    short: float
    cover: float
    note: float
    sheet: float
    cell: float
    time: float
    figure: float
    definition: float
    headed: float
    """Whether a question asks, in whatever words, for what stands under its heading."""


def holds_figure(text: str) -> bool:
    """Tell whether a text says how many there are of something; dates do not count."""
    return bool(_FIGURE.search(_DATE.sub("", text)))


def clues_of(
    question: str, hit: Hit, heading: str, weights: dict[Term, float], plain: str = ""
) -> Clues:
    """Return what speaks for a chunk under a heading; `weights` are of the question's terms.

    `plain` is the question without names of plans.
    """
    headed = hit.ref.startswith("§") and asks_for_heading(plain or question, heading)
    asking = words_for_headings(plain or question) if headed else frozenset()
    both, own, best = _words_told(hit.text, heading, tuple(weights.items()), asking)
    text = clean(hit.text)
    meaning = hit.cosine if hit.cosine is not None else _UNKNOWN
    return Clues(
        meaning=meaning,
        sentence=_nearest(hit, meaning),
        words=both,
        own_words=own,
        one_sentence=best,
        short=min(len(chunk_stems(hit.text)), _FEW_WORDS) / _FEW_WORDS,
        cover=float(hit.ref == "Preamble"),
        note=float(hit.ref.startswith("Footnote")),
        sheet=float(hit.ref.startswith("OA ")),
        cell=float(hit.field in _CELLS),
        time=float(bool(_ASKS_TIME.search(question) and _TIME.search(text))),
        figure=_tells_figure(question, text),
        definition=float(bool(_ASKS_MEANING.search(question) and _MEANING.search(text))),
        headed=float(headed),
    )


@lru_cache(maxsize=4096)
def _words_told(
    text: str, heading: str, weights: tuple[tuple[Term, float], ...], asking: frozenset[str]
) -> tuple[float, float, float]:
    """Return what share of a question's terms a chunk holds: with its heading, alone, at once.

    One answer weighs the same chunks several times: against facts, within a sheet, for the judge.
    """
    words, above = chunk_stems(text), chunk_stems(heading)
    said = set(words)
    both = own = 0.0
    for term, weight in weights:
        share = held_share(words, term, said)
        asked = _ASKING * (not asking.isdisjoint(term.wordings[0]))
        own += weight * share
        both += weight * max(share, held_share(above, term), asked)
    best = max((_held(sentence, weights) for sentence in _sentence_stems(text)), default=0.0)
    total = sum(weight for _, weight in weights) or 1.0
    return both / total, own / total, best / total


def _tells_figure(question: str, text: str) -> float:
    """Return how well a figure that is asked for is told, or names: a share where one is asked.

    The more names a list has, the likelier it is the one that is asked for.
    """
    if _ASKS_SHARE.search(question):
        return float("%" in text or bool(_ASKS_SHARE.search(text)))
    told = holds_figure(text) and ASKS_FIGURE.search(question)
    return 1.0 if told else min(1.0, len(listed_in(question, text)) / _LONG_LIST)


def _nearest(hit: Hit, meaning: float) -> float:
    if hit.sentence is not None:
        return hit.sentence
    return meaning if sentences_of(hit.text) else _UNKNOWN


def fit_of(clues: Clues) -> float:
    """Return how well a passage answers beside others: a difference of 1 is e times as likely."""
    weights = fit_weights()
    fit: float = sum(weights.get(name, 0.0) * value for name, value in asdict(clues).items())
    return fit


@lru_cache(maxsize=1)
def fit_weights() -> dict[str, float]:
    """Return the weight of each clue."""
    source = files("answer").joinpath("fit.yaml").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in (yaml.safe_load(source) or {}).items()}


def holds(words: Sequence[str], term: Term, said: set[str] | None = None) -> bool:
    """Tell whether the stems of a passage hold a term, in any of its wordings and forms."""
    said = set(words) if said is None else said
    return any(_holds(words, wording, said) for wording in term.wordings)


def held_share(words: Sequence[str], term: Term, said: set[str] | None = None) -> float:
    """Return how much of a term a passage holds: 1 for it, less for what may mean the same."""
    said = set(words) if said is None else said
    if holds(words, term, said):
        return 1.0
    near = any(said.issuperset(w) and (len(w) == 1 or contains(list(words), w)) for w in term.near)
    return _NEAR_WORDING if near else 0.0


def _holds(words: Sequence[str], wording: tuple[str, ...], said: set[str]) -> bool:
    if len(wording) == 1:
        opening = wording[0][:SHORTEST_AKIN]
        alike = (word for word in said if word.startswith(opening))
        return wording[0] in said or any(akin(word, wording[0]) for word in alike)
    return said.issuperset(wording) and contains(list(words), wording)


def _held(words: tuple[str, ...], weights: Sequence[tuple[Term, float]]) -> float:
    said = set(words)
    return sum(weight * held_share(words, term, said) for term, weight in weights)


@lru_cache(maxsize=16384)
def chunk_stems(text: str) -> tuple[str, ...]:
    """Return the stems of a chunk's words, its markup aside."""
    return tuple(stems(clean(text)))


@lru_cache(maxsize=16384)
def _sentence_stems(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(stems(part)) for part in _STOP.split(clean(text)))
