"""What kind of question is this, where no example is near? Told by what was learned from many.

The questions of `asked.yaml` and the wordings of `examples.yaml` teach a logistic regression over
words, pairs of words and the meaning of the whole (all-MiniLM-L6-v2). `answer.learn` fits it once;
its numbers lie beside it as `learned.npz`, so that nothing is fitted where questions are answered.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from answer.intents import Intent, features, masked_stems
from index.embed import Embedder, tuned_embedder

if TYPE_CHECKING:
    from numpy.typing import NDArray

SOURCES = ("asked.yaml", "examples.yaml")
MEANING_WEIGHT = 2.0
"""How much the vector of a question counts beside its words, whose vector has length 1 as well."""
WORDS_WEIGHT = 1.5
SLOT = re.compile(r"\[(\w+)\]")
STAND_INS = {
    "actor": ("Germany", "Spain", "Frontex", "Europol", "the Dutch", "Eurojust", "Poland", "UK"),
    "plan": ("the 2022 plan", "the 2012 plan on illegal immigration", "the plan on trafficking",
             "the 2018 set of measures", "the 2025 plan on drugs"),
    "action": ("action 2.3", "OA 5.1", "OA 2.11", "operation 3.2"),
    "number": ("10", "5", "three", "20"),
    "goal": ("strategic goal 5", "goal 2", "SG 3"),
    "measure": ("measure 4", "measure 11"),
    "section": ("section 4.2", "§ 2.1"),
    "chapter": ("chapter II", "chapter 3"),
    "footnote": ("footnote 3", "footnote 7"),
    "quarter": ("the second quarter", "Q4", "quarter 1"),
    "acronym": ("EMSC", "JIT", "AIR OMNIA", "SIENA"),
}  # fmt: skip
"""What stands for a name where the meaning of a question is taken: the first; by chance in tuning."""
TOPICS = (
    "forged documents", "small boats", "the dark web", "money laundering", "firearms in parcels",
    "victims of labour exploitation", "ransomware", "the Balkan route",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Learned:
    """The numbers that were fitted; all arrays are float32."""

    intents: tuple[str, ...]
    words: dict[str, int]
    """The place of each word or pair of words in `rarity` and `word_weights`."""
    rarity: "NDArray[np.float32]"
    word_weights: "NDArray[np.float32]"
    """intents × words."""
    meaning_weights: "NDArray[np.float32]"
    """intents × dimensions of the embedding model."""
    offsets: "NDArray[np.float32]"
    digest: str
    """Of the files that it was learned from."""

    def rank(self, masked: str) -> list[Intent]:
        """Return the intents of a masked question, likeliest first; scores add up to 1."""
        return self.rank_as(masked, _meaning_of(masked))

    def rank_as(self, masked: str, vector: "NDArray[np.float32]") -> list[Intent]:
        """Return the intents of a masked question whose meaning is known, likeliest first."""
        scores = self.offsets + MEANING_WEIGHT * (self.meaning_weights @ vector)
        scores += WORDS_WEIGHT * self._words_told(masked)
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        return [Intent(*_parts(self.intents[i]), float(chances[i])) for i in np.argsort(-chances)]

    def _words_told(self, masked: str) -> "NDArray[np.float32]":
        held = [self.words[f] for f in features(words_of(masked)) if f in self.words]
        weights = self.rarity[held]
        norm = float(np.linalg.norm(weights)) or 1.0
        told: NDArray[np.float32] = self.word_weights[:, held] @ (weights / norm)
        return told


def masked_question(question: str, names: Sequence[tuple[str, int, int]]) -> str:
    """Return a question with its names, given as (slot, start, end) in order, as "[slot]"."""
    pieces, end = [], 0
    for slot, start, stop in names:
        pieces += [question[end:start], f"[{slot}]"]
        end = stop
    return " ".join("".join([*pieces, question[end:]]).split())


def meanings(masked: Sequence[str]) -> "NDArray[np.float32]":
    """Return the vectors of masked questions' meanings, a row each."""
    vectors: NDArray[np.float32] = _embedder().embed([told(question) for question in masked])
    return vectors


@lru_cache(maxsize=1)
def _embedder() -> Embedder:
    """Return the default model, tuned to tell kinds of questions apart (`answer.tune`)."""
    return tuned_embedder(files("answer").joinpath("tuned.npz").read_bytes())


@lru_cache(maxsize=256)
def _meaning_of(masked: str) -> "NDArray[np.float32]":
    """Return the meaning of one masked question; an answer may need it more than once."""
    vector: NDArray[np.float32] = meanings([masked])[0]
    return vector


def words_of(masked: str) -> list[str]:
    """Return the stems of a masked question."""
    return masked_stems(masked.replace("[topic]", _topic(masked)))


def told(masked: str) -> str:
    """Return a masked question as a plain one, for its meaning: "who leads action 2.3"."""
    return SLOT.sub(lambda m: STAND_INS[m[1]][0] if m[1] in STAND_INS else _topic(masked), masked)


def _topic(masked: str) -> str:
    return TOPICS[zlib.crc32(masked.encode()) % len(TOPICS)]


def _parts(name: str) -> tuple[str, str]:
    kind, _, aspect = name.partition("/")
    return kind, aspect


def sources_digest() -> str:
    """Return the sha256 of the files that are learned from."""
    texts = (files("answer").joinpath(name).read_bytes() for name in SOURCES)
    return sha256(b"\0".join(texts)).hexdigest()


@lru_cache(maxsize=1)
def learned() -> Learned:
    """Return what was learned, read once."""
    stored = files("answer").joinpath("learned.npz").read_bytes()
    with np.load(BytesIO(stored), allow_pickle=False) as data:
        return Learned(
            intents=tuple(data["intents"].tolist()),
            words={word: place for place, word in enumerate(data["words"].tolist())},
            rarity=data["rarity"].astype(np.float32),
            word_weights=data["word_weights"].astype(np.float32),
            meaning_weights=data["meaning_weights"].astype(np.float32),
            offsets=data["offsets"].astype(np.float32),
            digest=str(data["digest"]),
        )
