"""Sentences become findable: how near in meaning is the nearest sentence of a chunk?

A paragraph says many things, and its one vector says their average. The vector of each sentence,
without any context line, tells whether one of them is what a question means.

Only running text has them. The parts of action sheets, goals and measures are short and stand under
a title that says what they are about: with vectors of their sentences too, the right passage was
found no more often (mean reciprocal rank 0.850 with and 0.854 without, on 191 questions), and there
were twice as many to compute.

    home/index/<generation>/sentences.npz        keys, owners (places of chunks) and vectors
"""

import itertools
import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from index.chunks import Chunk, clean
from index.manifest import SENTENCES
from ingest.errors import IndexNotReady

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Known = dict[str, NDArray[np.float32]]

TITLED = ("OA ", "SG ", "Measure ")
"""How the refs begin whose chunks are known by their titles."""
MIN_CHARS = 21
"""A shorter sentence ("See Annex.") says nothing by itself."""
# "the border. In 2021", "aims: first", a line's end
_STOP = re.compile(r"(?<=[.!?;:])\s+|\n+")
_BATCH = 256
_DIGITS = 6


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a chunk's text, those that are long enough to say something."""
    return [part for part in _STOP.split(clean(text)) if len(part) >= MIN_CHARS]


def told_by(chunk: Chunk) -> list[str]:
    """Return the sentences of a chunk that have vectors of their own."""
    return [] if chunk.ref.startswith(TITLED) else sentences_of(chunk.text)


def write_sentences(
    folder: Path,
    chunks: Sequence[Chunk],
    embed: "Callable[[Sequence[str]], Vectors]",
    known: "Known",
) -> None:
    """Write the vectors of the sentences of chunks: those that are known, and those that `embed`
    gives. Raises what the embedder raises.
    """
    import numpy as np

    told = [(place, words) for place, chunk in enumerate(chunks) for words in told_by(chunk)]
    missing = [words for words in dict.fromkeys(w for _, w in told) if key_of(words) not in known]
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        known.update(zip(map(key_of, batch), embed(batch), strict=True))
    np.savez(
        folder / SENTENCES,
        keys=np.array([key_of(words) for _, words in told], dtype="U16"),
        owners=np.array([place for place, _ in told], dtype=np.int32),
        vectors=np.array([known[key_of(words)] for _, words in told], dtype=np.float32),
    )


def key_of(words: str) -> str:
    """Return what a sentence is known by."""
    return sha256(words.encode()).hexdigest()[:16]


def known_sentences(folder: Path | None) -> "Known":
    """Return the vectors of a generation's sentences by `key_of`; none where it has none."""
    import numpy as np

    if folder is None:
        return {}
    try:
        with np.load(folder / SENTENCES) as stored:
            return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    except OSError:
        return {}


class SentenceIndex:
    """The sentences of a generation; safe to read from several threads."""

    def __init__(self, owners: "NDArray[np.int32]", vectors: "Vectors") -> None:
        """Wrap what is stored; use `load`."""
        self._owners = owners
        self._vectors = vectors

    @classmethod
    def load(cls, folder: Path) -> "SentenceIndex":
        """Read the sentences of a generation; raises IndexNotReady where they are missing."""
        import numpy as np

        try:
            with np.load(folder / SENTENCES) as stored:
                return cls(stored["owners"], stored["vectors"])
        except (OSError, KeyError, ValueError) as error:
            raise IndexNotReady(f"{str(folder)!r} lacks its sentences") from error

    def rank(
        self,
        vector: "Vectors",
        limit: int,
        allowed: "NDArray[np.bool_] | None",
        whole: Sequence[tuple[int, float]] = (),
    ) -> list[tuple[int, float]]:
        """Return the chunks whose nearest sentence is nearest to a vector, by cosine, best first.

        `allowed` tells for each chunk whether it may be found; None allows all. `whole` are the
        cosines of whole chunks: they count for those too short to have a sentence.
        """
        import numpy as np

        owners = set(self._owners.tolist())
        found = {place: cosine for place, cosine in whole if place not in owners}
        if owners:
            cosines = self._vectors @ vector
            nearest = np.full(int(self._owners.max()) + 1, -2.0, dtype=np.float32)
            np.maximum.at(nearest, self._owners, cosines)
            ranked = np.argsort(-nearest, kind="stable")
            known = (int(p) for p in ranked if nearest[p] > -2.0)
            kept = itertools.islice((p for p in known if allowed is None or allowed[p]), limit)
            found |= {place: float(nearest[place]) for place in kept}
        # equals in their order, whatever the last digits of the arithmetic
        return sorted(found.items(), key=lambda item: (-round(item[1], _DIGITS), item[0]))[:limit]

    def nearest(self, vector: "Vectors", places: Sequence[int]) -> dict[int, float]:
        """Return for each chunk the nearness of its nearest sentence; none for one without any."""
        import numpy as np

        rows = np.flatnonzero(np.isin(self._owners, np.array(places, dtype=np.int32)))
        found: dict[int, float] = {}
        if not len(rows):
            return found
        for place, cosine in zip(self._owners[rows], self._vectors[rows] @ vector, strict=True):
            found[int(place)] = max(found.get(int(place), -1.0), float(cosine))
        return found
