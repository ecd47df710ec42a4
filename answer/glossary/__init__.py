"""Words and phrases of other languages with their English, read from `de.yaml` and its siblings.

A glossary maps English to what people say for it; sections tell what kind of word it is. A phrase
is found as it is written, else by the stems of its words (Snowball), accents aside: "Maßnahmen",
"massnahme" and "Maßnahme" are one word.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import Stemmer

from answer.glossary.entries import Entry, entries, listed, parts_apart, split
from answer.glossary.files import glossary_file, languages

__all__ = ["LANGUAGES", "Entry", "Glossary", "fold", "glossary", "languages", "split"]

LANGUAGES = {"de": "german", "fr": "french", "it": "italian", "es": "spanish"}
"""The languages that are read beside English, with the names of their stemmers."""

_LETTERS = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "’": "'"})
_MAX_KEPT = 20000
"""How many words are remembered that were looked up."""
_PLURALS = {"de": ("e", "en", "n"), "fr": ("s",), "it": (), "es": ("s", "es")}
"""What plurals end on, for words that are misspelt."""
_SINGULARS: dict[str, dict[str, tuple[str, ...]]] = {
    "de": {"n": ("",), "s": ("",), "en": ("",), "e": ("",)},
    "fr": {"s": ("",), "x": ("",), "aux": ("al",)},
    "it": {"i": ("o", "e", "io"), "chi": ("co",), "ghi": ("go",), "che": ("ca",), "e": ("a",)},
    "es": {"es": ("",), "s": ("",), "ces": ("z",), "ones": ("ón",)},
}
"""What plurals end on, and what the singular ends on instead."""


class Glossary:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        """Read the glossary of a language ("de")."""
        self.language = language
        data = glossary_file(language)
        self.plural = data.plural
        self._articles = data.articles
        self.apart = tuple(parts_apart(data.apart))
        self._looked_up: dict[str, Entry | None] = {}
        self._exact: dict[tuple[str, ...], Entry] = {}
        self._stems: dict[tuple[str, ...], Entry] = {}
        self._nouns: dict[tuple[str, ...], Entry] = {}
        for words, entry in entries(data, language):
            self._exact.setdefault(words, entry)
            noun = entry.kind in ("noun", "name")
            if noun:
                self._nouns.setdefault(words, entry)
            for stems in self._stemmed(words):
                (self._nouns if noun else self._stems).setdefault(stems, entry)
        self.first = {
            word: english for english, words in data.first.items() for word in listed(words)
        }
        self._sizes: dict[str, int] = {}
        for key in (*self._exact, *self._stems, *self._nouns):
            self._sizes[key[0]] = max(len(key), self._sizes.get(key[0], 0))

    def longest(self, words: Sequence[str], at: int) -> tuple[Entry, int] | None:
        """Return the longest phrase that stands at a position, and how many words it has."""
        first = words[at].lower()
        known = (self._sizes.get(each, 1) for each in (first, *_stems(self.language, first)))
        lower = [word.lower() for word in words[at : at + max(known)]]
        behind_article = at > 0 and words[at - 1].lower() in self._articles
        for size in range(len(lower), 0, -1):
            found = self._at(words[at], tuple(lower[:size]), behind_article)
            if found:
                return found, size
        return None

    def word(self, word: str) -> Entry | None:
        """Return what a single word is, as written or in another of its forms."""
        if word not in self._looked_up:
            if len(self._looked_up) > _MAX_KEPT:
                self._looked_up.clear()
            self._looked_up[word] = self._at(word, (word.lower(),))
        return self._looked_up[word]

    def knows(self, word: str) -> bool:
        """Tell whether a single word stands in the glossary as it is written."""
        return (word.lower(),) in self._exact

    @property
    def single(self) -> frozenset[str]:
        """All single words as they are written, nouns with what plurals end on too."""
        written = {key[0] for key in self._exact if len(key) == 1}
        nouns = [k[0] for k, e in self._exact.items() if len(k) == 1 and e.kind == "noun"]
        endings = _PLURALS[self.language]
        return frozenset(written | {noun + ending for noun in nouns for ending in endings})

    def _stemmed(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return the stems of words, accents set aside once after and once before stemming."""
        pairs = [_stems(self.language, word) for word in words]
        return tuple(dict.fromkeys(zip(*pairs, strict=True)))

    def _at(
        self, written: str, words: tuple[str, ...], behind_article: bool = False
    ) -> Entry | None:
        if behind_article and words in self._nouns:
            return self._nouns[words]
        if words in self._exact:
            return self._exact[words]
        capital = self.language == "de" and written[:1].isupper()
        noun_first = behind_article or capital or self.language != "de"
        maps = (self._nouns, self._stems) if noun_first else (self._stems, self._nouns)
        for found in maps:
            for stems in self._stemmed(words):
                if stems in found:
                    return found[stems]
        if len(words) > 1:
            return None
        singular = next((s for s in _singulars(self.language, words[0]) if (s,) in self._nouns), "")
        return self._nouns.get((singular,))


def _singulars(language: str, word: str) -> Iterator[str]:
    """Yield what a plural may be the plural of, where the stems do not tell: "lugares"."""
    for plural, singulars in _SINGULARS[language].items():
        if word.endswith(plural) and len(word) > len(plural) + 2:
            yield from (word.removesuffix(plural) + singular for singular in singulars)


@lru_cache(maxsize=8)
def glossary(language: str) -> Glossary:
    """Return the glossary of a language, read once.

    Raises pydantic's ValidationError for a broken file.
    """
    return Glossary(language)


def fold(word: str) -> str:
    """Return a word in lower case without accents."""
    word = word.lower().translate(_LETTERS)
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=32768)
def _stems(language: str, word: str) -> tuple[str, str]:
    stemmer = _stemmer(language)
    return fold(stemmer.stemWord(word.lower())), str(stemmer.stemWord(fold(word)))


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(LANGUAGES[language])
