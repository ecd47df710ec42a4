"""What kind of question is this? Told by the example questions that are nearest in words.

The examples stand in `examples.yaml`, by intent. What a question names is masked on both sides, so
that "who leads OA 2.8" is near to "who leads [action]" whatever the action.
"""

import itertools
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import yaml

from answer.words import stems
from index.embed import english_words

# "who {leads|is leading} [action]": a choice of words
_CHOICE = re.compile(r"\{([^{}]*)\}")
# "[action]": anything of that kind that a question may name
_SLOT = re.compile(r"\[(\w+)\]")
_MAX_WORDINGS = 90
"""How many wordings of one example line are kept, chosen by their checksum."""
_NEAREST = 400
"""How many of the nearest wordings are looked at; far ones say nothing of an intent."""
_BIGRAM_WEIGHT = 1.3
_SLOT_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Intent:
    """What is wanted: the kind of answer and the aspect of it; `score` is from 0 to 1."""

    kind: str
    aspect: str
    score: float


class IntentModel:
    """The nearest-example classifier over all wordings of the examples."""

    def __init__(self, examples: dict[str, list[str]]) -> None:
        """Index the examples: intent name "kind/aspect" to its example lines."""
        labelled = [
            (intent, masked_stems(wording))
            for intent, lines in examples.items()
            for line in lines
            for wording in wordings_of(line)
        ]
        self._intents = [intent for intent, _ in labelled]
        counts = [Counter(features(words)) for _, words in labelled]
        frequency = Counter(feature for count in counts for feature in count)
        total = len(counts)
        self._idf = {f: math.log(1 + total / n) * _weight(f) for f, n in frequency.items()}
        self.known_words = frozenset(
            word for _, words in labelled for word in words if not word.startswith("<")
        )
        self._postings = self._index(counts)
        self._words: dict[str, set[str]] = defaultdict(set)
        for intent, words in labelled:
            self._words[intent] |= set(words)

    def words_of(self, kind: str, aspect: str) -> frozenset[str]:
        """Return the stems that the examples of an intent use: they ask, they are no topic."""
        return frozenset(self._words[f"{kind}/{aspect}"])

    def named(self, intent: str | None) -> Intent | None:
        """Return the intent that a name ("list/role") stands for; None for one without examples."""
        if intent not in self._words:
            return None
        return Intent(*_kind_and_aspect(intent), 1.0)

    def _index(self, counts: Sequence[Counter[str]]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, count in enumerate(counts):
            norm = math.sqrt(sum(self._idf[f] ** 2 for f in count))
            for feature in count:
                rows[feature].append((row, self._idf[feature] / norm))
        return {
            feature: (np.array([r for r, _ in found]), np.array([w for _, w in found]))
            for feature, found in rows.items()
        }

    def rank(self, words: Sequence[str]) -> list[Intent]:
        """Return the intents by the score of their nearest example, best first."""
        found = Counter(features(words))
        unknown = max(self._idf.values())
        weights = {f: self._idf.get(f, unknown if " " not in f else 0.0) for f in found}
        norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        scores = np.zeros(len(self._intents))
        for feature, weight in weights.items():
            if feature in self._postings:
                rows, row_weights = self._postings[feature]
                scores[rows] += row_weights * (weight / norm)
        best: dict[str, float] = {}
        for row in np.argsort(scores)[::-1][:_NEAREST]:
            best.setdefault(self._intents[row], float(scores[row]))
        ranked = sorted(best.items(), key=lambda item: -item[1])
        return [Intent(*_kind_and_aspect(name), score) for name, score in ranked]


def _kind_and_aspect(name: str) -> tuple[str, str]:
    kind, _, aspect = name.partition("/")
    return kind, aspect


def masked_stems(wording: str) -> list[str]:
    """Return the stems of a wording, its slots as "<slot>"."""
    words: list[str] = []
    position = 0
    for slot in _SLOT.finditer(wording):
        words += [*stems(wording[position : slot.start()]), f"<{slot.group(1)}>"]
        position = slot.end()
    return words + stems(wording[position:])


def _wordings(line: str) -> Iterator[str]:
    """Yield every wording of an example line, its choices in braces taken one by one."""
    choice = _CHOICE.search(line)
    if not choice:
        yield " ".join(line.split())
        return
    for option in choice.group(1).split("|"):
        yield from _wordings(line[: choice.start()] + option + line[choice.end() :])


def wordings_of(line: str, most: int = _MAX_WORDINGS) -> list[str]:
    """Return up to so many wordings of an example line, spread over all of its choices."""
    unique = dict.fromkeys(_wordings(line))
    return sorted(unique, key=lambda wording: zlib.crc32(wording.encode()))[:most]


def features(words: Sequence[str]) -> Iterator[str]:
    """Yield each word of a question and each pair of neighbours, each once."""
    yield from dict.fromkeys(words)
    edged = ["^", *words, "$"]
    yield from dict.fromkeys(f"{a} {b}" for a, b in itertools.pairwise(edged))


def _weight(feature: str) -> float:
    if " " in feature:
        return _BIGRAM_WEIGHT * (_SLOT_WEIGHT if "<" in feature else 1.0)
    return _SLOT_WEIGHT if feature.startswith("<") else 1.0


@lru_cache(maxsize=1)
def intent_model() -> IntentModel:
    """Return the classifier over `examples.yaml`, built once."""
    source = files("answer").joinpath("examples.yaml").read_text(encoding="utf-8")
    return IntentModel(yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@lru_cache(maxsize=1)
def spoken_words() -> Counter[str]:
    """Return the words, in lower case, that the examples and the vocabulary are written in.

    With the number of lines that hold each: how usual it is in questions.
    """
    lines = [line for name in _WRITTEN for line in _lines(name)]
    return Counter(word for line in lines for word in set(_SPOKEN.findall(line.lower())))


@lru_cache(maxsize=1)
def asked_words() -> Counter[str]:
    """Return the words of questions that were asked and that English has, in lower case."""
    words = Counter(w for line in _lines("asked.yaml") for w in set(_SPOKEN.findall(line.lower())))
    known = english_words()
    return Counter({word: times for word, times in words.items() if word in known})


def _lines(name: str) -> list[str]:
    source = files("answer").joinpath(name).read_text(encoding="utf-8")
    return [line for line in source.splitlines() if not line.lstrip().startswith("#")]


_WRITTEN = ("examples.yaml", "vocabulary.yaml", "select/grammar.yaml")
# words of three letters and more
_SPOKEN = re.compile(r"[^\W\d_]{3,}")
