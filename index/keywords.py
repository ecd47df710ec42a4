"""Words become findable: BM25 over the chunks, for names, numbers and refs that vectors blur.

bm25s is used directly: LlamaIndex's retriever over it takes two seconds to import, fixes its filter
when it is made, and drops one-letter tokens, so that "OA 2.8" would be found by "OA" alone. Words
are stemmed by PyStemmer ("leaders" finds "leader"); it comes with llama-index-retrievers-bm25.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    import numpy as np
    from bm25s import BM25
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

_WORD = re.compile(r"\d+(?:[./]\d+)+|\w+")  # "2.8", "13607/21", "leader"


@lru_cache(maxsize=1)
def own_stems() -> Mapping[str, str]:
    """Return the stems of words that the stemmer does not bring together: "sold" and "sell".

    "customers" is one, which it would take for "customs".
    """
    from Stemmer import Stemmer

    source = files("index").joinpath("irregular.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(source)
    own: dict[str, str] = dict(data["own"])
    stemmer = Stemmer("english")
    for kind in ("nouns", "verbs"):
        for word, forms in data[kind].items():
            own |= dict.fromkeys(forms, str(stemmer.stemWord(word)))
    return own


def words(text: str) -> list[str]:
    """Return the stems that a text is found by, without the commonest words.

    A word in capitals always counts: "IT" is Italy, "it" is nothing.
    """
    plain = text
    if not text.isascii():
        marked = unicodedata.normalize("NFKD", text)
        plain = marked.translate({ord(c): None for c in set(marked) if unicodedata.combining(c)})
    return [stem for stem in map(_stem, _WORD.findall(plain)) if stem is not None]


@lru_cache(1 << 15)
def _stem(word: str) -> str | None:
    """Return the stem of a word, or None for one of the commonest."""
    from bm25s.stopwords import STOPWORDS_EN_PLUS
    from Stemmer import Stemmer

    plain = word.lower()
    if plain in STOPWORDS_EN_PLUS and (len(word) == 1 or not word.isupper()):
        return None
    if plain in own_stems():
        return own_stems()[plain]
    return str(Stemmer("english").stemWord(plain))  # made anew: a stemmer is not thread-safe


class KeywordIndex:
    """BM25 over texts that are known by their position; safe to search from several threads."""

    def __init__(self, bm25: "BM25") -> None:
        """Wrap a filled index of bm25s; use `build` or `load`."""
        self._bm25 = bm25

    @classmethod
    def build(cls, texts: Sequence[str]) -> "KeywordIndex":
        """Index the texts; a text without words is never found."""
        from bm25s import BM25

        bm25 = BM25()
        # The empty token stands in texts without words: bm25s fails where no text has any.
        bm25.index([words(text) or [""] for text in [*texts, ""]], show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> "KeywordIndex":
        """Read an index from the folder that it was saved in; raises OSError without one."""
        from bm25s import BM25

        return cls(BM25.load(str(folder)))

    def save(self, folder: Path) -> None:
        """Write the index to a folder, which is made."""
        self._bm25.save(str(folder), show_progress=False)

    def search(
        self, query: str, limit: int, allowed: "Mask | None" = None
    ) -> list[tuple[int, float]]:
        """Return positions and scores, best first, of texts that share a word with the query.

        `allowed` tells for each text whether it may be found; None allows all.
        """
        import numpy as np

        stems = words(query)
        if not stems:
            return []
        scores = self._bm25.get_scores(stems)[:-1]
        if allowed is not None:
            scores = np.where(allowed, scores, 0)
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(int(place), float(scores[place])) for place in best if scores[place] > 0]
