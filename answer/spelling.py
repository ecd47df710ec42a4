"""Misspelt words are put right: by the words that questions use, then by those of the documents."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from answer.intents import asked_words, spoken_words
from answer.words import stem, stop_stems
from index.embed import english_words
from ingest.actors import find_actors, name_words

# words of four letters and more, in letters alone: not "@", not a part of "JLT-MS" or "B@lltring"
_WORD = re.compile(r"(?:(?<![\w@-])|(?<=\bco-))[^\W\d_]{4,}(?![\w@])")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
"""Fewer letters than this may be a code."""
# "kk"
_DOUBLED = re.compile(r"(.)\1")
# "sahara med", "fire arms"
_PAIR = re.compile(r"\b(?=([^\W\d_]{3,})[ -]([^\W\d_]{3,})\b)")
_LETTERS_A_MISTAKE = 7
"""How many letters a word has for each mistake that it may hold, beyond the first."""
_LONG = 7
"""From how many letters on a word of the documents alone may be meant."""
_ASKS = 1000
"""How much likelier a word that questions use is meant than one that only documents hold."""
_USUAL = 3
"""In how many examples a word stands that a rare plural may be a slip for: "actons"."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(pair for row in _ROWS for one in pairwise(row) for pair in (one, one[::-1]))
"""The letters whose keys are side by side."""


class Speller:
    """Puts misspelt words right; a word that anything known holds is left alone."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn the words of some texts."""
        self._text = " ".join(texts).lower()
        words = Counter(_WORD.findall(self._text))
        self._told = frozenset(words)
        self._stems = {stem(word) for word in words}
        self._weights: Counter[str] = Counter(
            {word: times for word, times in words.items() if len(word) >= _LONG}
        )
        for word, times in spoken_words().items():
            self._weights[word] += _ASKS * times
        for word, times in asked_words().items():
            self._weights[word] += times
        for word in name_words():
            self._weights[word] += _ASKS
        self._right = lru_cache(maxsize=4096)(self._nearest)

    def corrected(self, question: str) -> str:
        """Return a question with its misspelt words put right, where a known word is near."""
        question = _quiet(question)

        def put_right(match: re.Match[str]) -> str:
            word = match.group()
            if sum(map(str.isupper, word)) > 1:
                return word
            right = self._right(word.lower(), match.start() > 0 and word[0].isupper())
            if right is None:
                return word
            return right.capitalize() if word[0].isupper() or self._is_name(right) else right

        question = _WORD.sub(put_right, question)
        for pair in reversed(list(_PAIR.finditer(question))):
            if self._known_as_one(pair[1], pair[2]):
                question = f"{question[: pair.end(1)]}{question[pair.start(2) :]}"
        return question

    def _is_name(self, word: str) -> bool:
        return word in name_words() and word not in spoken_words()

    def _known_as_one(self, first: str, second: str) -> bool:
        """Tell whether documents know two words as one only: "sahara med", "fire arms"."""
        one = f"{first}{second}".lower()
        if len(one) < _LONG or one not in self._told or {stem(first), stem(second)} & stop_stems():
            return False
        return f"{first} {second}".lower() not in self._text

    def _nearest(self, word: str, name: bool) -> str | None:
        """Return the word that a misspelt one stands for; None for one that is known.

        A capitalised word inside a sentence may be a name: it may hold one mistake at most.
        """
        usual = self._usual(word)
        if usual or self._is_known(word):
            return usual
        most = 1 if name else max(1, len(word) // _LETTERS_A_MISTAKE)
        near = process.extract(
            word, self._weights.keys(), scorer=OSA.distance, score_cutoff=most, limit=40
        )
        fitting = [
            (d, not _slip(word, w), -self._weights[w], w)
            for w, d, _ in near
            if _starts_alike(word, w)
            # of another language: "booze" is no slip for "boote"
            and (w in self._told or w in english_words() or w in name_words() or _slip(word, w))
        ]
        return min(fitting)[-1] if fitting else None

    def _usual(self, word: str) -> str | None:
        """Return the usual word that a plural nobody uses is a slip for: "actons", "measuress"."""
        if not word.endswith("s") or word in self._told or word in english_words():
            return None
        if word in spoken_words() or word in name_words():
            return None
        near = process.extract(word, _usual_words(), scorer=OSA.distance, score_cutoff=1, limit=9)
        slips = [(-spoken_words()[right], right) for right, _, _ in near if _slip(word, right)]
        doubled = word.endswith("ss") and (word[:-1] in self._told or word[:-1] in spoken_words())
        return min(slips)[-1] if slips else word[:-1] if doubled else None

    def _is_known(self, word: str) -> bool:
        inflected = word != stem(word) in self._stems and len(stem(word)) >= _SHORTEST
        if word in self._told or inflected or word in name_words():
            return True
        if word in spoken_words() or {word, word.removesuffix("s")} & english_words():
            return True
        return bool(find_actors(word.capitalize()))


@lru_cache(maxsize=1)
def _usual_words() -> tuple[str, ...]:
    return tuple(word for word, times in spoken_words().items() if times >= _USUAL)


def _quiet(question: str) -> str:
    """Return a question all in capitals with its English words in small letters, codes kept."""
    if question != question.upper() or not any(map(str.isalpha, question)):
        return question

    def small(match: re.Match[str]) -> str:
        word = match.group().lower()
        known = word in english_words() or word in spoken_words()
        said = word in stop_stems() or question[match.end() :].startswith("-")  # "CO-LEADER"
        return word if known and (said or len(word) >= _SHORTEST) else match.group()

    return _LETTERS.sub(small, question)


def _slip(wrong: str, right: str) -> bool:
    """Tell whether one word is another with a slip of the finger, of those that happen most easily.

    Letters swapped, doubled, left out, or typed with the key beside.
    """
    if sorted(wrong) == sorted(right) or _DOUBLED.sub(r"\1", wrong) == _DOUBLED.sub(r"\1", right):
        return True
    if len(right) == len(wrong) + 1:
        return any(right[:at] + right[at + 1 :] == wrong for at in range(len(right)))
    differing = [pair for pair in zip(wrong, right, strict=False) if pair[0] != pair[1]]
    return len(wrong) == len(right) and len(differing) == 1 and differing[0] in _BESIDE


def _starts_alike(one: str, other: str) -> bool:
    """Tell whether words begin with the same letter, or with their first two swapped."""
    return one[0] == other[0] or (one[1::-1] == other[:2] and one[2:] == other[2:])
