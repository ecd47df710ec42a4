"""Words of questions and documents, folded so that they can meet: tokens, stems, synonyms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import Stemmer
import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from index.keywords import own_stems
from ingest.actors import with_adjectives

# "co-leader", "co leader", "coleader": one word to us
_CO = re.compile(r"\bco[- ]?(?=lead|led\b|driver)", re.IGNORECASE)
# "B@lltring", "OCG's"; an elision such as "l'action" is two words
_WORD = re.compile(r"[^\W_]+(?:@[^\W_]+)*(?:[’']s\b)?")
# "OCG's", "states'"
_POSSESSIVE = re.compile(r"[’']s?$")
# "HVTs": a plural that English stemming leaves alone, for want of a vowel
_ACRONYMS = re.compile(r"[^\Waeiouy\d_]{2,4}[^\Waeiouy\d_s]s")
_HYPHEN = re.compile(r"[- ]")
_stemmer = Stemmer.Stemmer("english")


class _VocabularyFile(BaseModel):
    """The schema of vocabulary.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    synonyms: list[list[str]]
    subjects: dict[str, list[str]]
    narrower: dict[str, list[str]]
    documents: dict[str, list[str]]
    called: frozenset[str]
    fixed: list[str]
    roles: dict[str, list[str]]
    cues: dict[str, list[str]]
    aspects: dict[str, list[str]]
    comparing: frozenset[str]
    filler: frozenset[str]
    of_papers: frozenset[str]
    vague: frozenset[str]
    stopwords: frozenset[str]
    numbers: dict[str, int]
    tens: frozenset[str]

    @field_validator(
        "called", "tens", "stopwords", "comparing", "filler", "of_papers", "vague", mode="before"
    )
    @classmethod
    def _split(cls, words: str) -> frozenset[str]:
        return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text with its offsets; `stem` is what is compared."""

    text: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=1)
def vocabulary() -> _VocabularyFile:
    """Return the vocabulary as data; raises pydantic's ValidationError for a broken file."""
    source = files("answer").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    return _VocabularyFile.model_validate(yaml.safe_load(source))


_MAX_KEPT_CHARS = 2000
"""Texts up to this length, the passages among them, are kept as words once they were read."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the English stem of a word, case and apostrophes aside."""
    word = _POSSESSIVE.sub("", word.lower())
    if word in own_stems():
        return own_stems()[word]
    return str(_stemmer.stemWord(word[:-1] if _ACRONYMS.fullmatch(word) else word))


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order; "co-leader" counts as one word."""
    return list(_tokens(text) if len(text) <= _MAX_KEPT_CHARS else _tokens.__wrapped__(text))


@lru_cache(maxsize=32768)
def _tokens(text: str) -> tuple[Token, ...]:
    joined = _CO.sub(lambda match: "co" + "\u2060" * (len(match.group()) - 2), text)
    found = []
    for match in _WORD.finditer(joined.replace("\u2060", "x") if "\u2060" in joined else joined):
        word = text[match.start() : match.end()]
        folded = _HYPHEN.sub("", word) if _CO.match(word) else word
        found.append(Token(word, stem(folded), match.start(), match.end()))
    return tuple(found)


def stems(text: str) -> list[str]:
    """Return the stems of a text's words in order."""
    if len(text) > _MAX_KEPT_CHARS:
        return [token.stem for token in tokens(text)]
    return list(_stems(text))


@lru_cache(maxsize=32768)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(token.stem for token in _tokens(text))


@lru_cache(maxsize=1)
def stop_stems() -> frozenset[str]:
    """Return the stems of the words that carry no topic."""
    return frozenset(stem(word) for word in vocabulary().stopwords) | vocabulary().stopwords


@lru_cache(maxsize=1)
def document_stems() -> frozenset[str]:
    """Return the stems of the words for documents: "measures", "plan"."""
    return frozenset(s for kind in vocabulary().documents.values() for w in kind for s in stems(w))


@lru_cache(maxsize=1)
def filler_stems() -> frozenset[str]:
    """Return the stems of the words that only carry a question: "can you check", "are given"."""
    return frozenset(stem(word) for word in vocabulary().filler)


@lru_cache(maxsize=1)
def paper_stems() -> frozenset[str]:
    """Return the stems of the words that only tell which paper is meant, or ask for its parts."""
    return frozenset(stem(word) for word in vocabulary().of_papers)


@lru_cache(maxsize=1)
def number_stems() -> frozenset[str]:
    """Return the stems of words for numbers: "four", "thirty"."""
    return frozenset(stem(word) for word in (*vocabulary().numbers, *vocabulary().tens))


@lru_cache(maxsize=1)
def vague_stems() -> frozenset[str]:
    """Return the stems of the words that tell no action from another."""
    return frozenset(stem(word) for word in vocabulary().vague)


def content_stems(text: str) -> list[str]:
    """Return the stems of the words that carry a topic, each once, in order."""
    kept = [s for s in stems(text) if s not in stop_stems() and (len(s) > 1 or s.isdigit())]
    return list(dict.fromkeys(kept))


@lru_cache(maxsize=1)
def _synonym_groups() -> list[list[tuple[str, ...]]]:
    countries = [(country.name, word) for country, word in with_adjectives()]
    groups = (*vocabulary().synonyms, *countries)
    return [[tuple(stems(phrase)) for phrase in group] for group in groups]


@lru_cache(maxsize=1)
def _thesaurus() -> list[list[tuple[str, ...]]]:
    source = files("answer").joinpath("thesaurus.yaml").read_text(encoding="utf-8")
    groups: list[list[str]] = yaml.safe_load(source)
    return [[tuple(stems(phrase)) for phrase in group] for group in groups]


Likened = tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
"""Phrases of a text, each with others in its stead, all as runs of stems."""


@lru_cache(maxsize=4096)
def synonyms_in(text: str) -> Likened:
    """Return the phrases of a text that have synonyms, as (phrase stems, the others' stems)."""
    return _others_in(text, _synonym_groups())


@lru_cache(maxsize=4096)
def likened(text: str) -> Likened:
    """Return the phrases of a text with what may mean the same in a plan (`thesaurus.yaml`)."""
    return _others_in(text, _thesaurus())


def _others_in(text: str, groups: Sequence[list[tuple[str, ...]]]) -> Likened:
    words = stems(text)
    said = set(words)
    found: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for group in groups:
        near = [phrase for phrase in group if not said.isdisjoint(phrase)]
        phrase = _phrase_in(words, sorted(near, key=len, reverse=True)) if near else None
        if phrase:
            others = tuple(other for other in group if other != phrase)
            found[phrase] = tuple(dict.fromkeys((*found.get(phrase, ()), *others)))
    inside = {p for p in found for q in found if len(q) > len(p) and contains(list(q), p)}
    return tuple((phrase, others) for phrase, others in found.items() if phrase not in inside)


def _phrase_in(words: list[str], group: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the phrase of a group that a text holds: to the letter, else without stop words."""
    exact = next((phrase for phrase in group if contains(words, phrase)), None)
    if exact:
        return exact
    bare = {phrase: tuple(s for s in phrase if s not in stop_stems()) for phrase in group}
    return next((p for p in group if len(bare[p]) > 1 and contains(words, bare[p])), None)


SHORTEST_AKIN = 5
"""How many letters the shorter of two stems that are akin has at least: the longer opens so."""


def akin(one: str, other: str) -> bool:
    """Tell whether two stems are forms of one word that the stemmer left apart: focus, focuss."""
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_AKIN and len(long) - len(short) <= 3 and long.startswith(short)


def contains(words: list[str], phrase: tuple[str, ...]) -> bool:
    """Tell whether a run of stems stands in a list of stems."""
    size = len(phrase)
    return any(tuple(words[at : at + size]) == phrase for at in range(len(words) - size + 1))
