"""Learn anew what kinds of questions there are: `python -m answer.learn` (`make learn`).

Needs scikit-learn and about half a minute; writes `learned.npz` beside the examples.
"""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from answer.intents import features, wordings_of
from answer.learned import MEANING_WEIGHT, WORDS_WEIGHT, sources_digest, told, words_of
from index.embed import load_embedder

_WORDINGS = 6
"""How many wordings of an example line are learned from."""
_WORDING_WEIGHT = 0.4
"""How much such a wording counts beside a question as it was asked."""
_STRENGTH = 8.0
"""Inverse of the regularisation, chosen by cross-validation on the questions asked."""
_LEAST_SEEN = 2
"""A word or pair of words that fewer questions hold is not learned."""


def examples() -> Iterator[tuple[str, str, float]]:
    """Yield each example to learn from: masked question, intent, weight."""
    for intent, questions in _read("asked.yaml").items():
        yield from ((question, intent, 1.0) for question in questions)
    for intent, lines in _read("examples.yaml").items():
        for line in lines:
            yield from ((w, intent, _WORDING_WEIGHT) for w in wordings_of(line, _WORDINGS))


def _read(name: str) -> dict[str, list[str]]:
    content: dict[str, list[str]] = yaml.safe_load(
        files("answer").joinpath(name).read_text(encoding="utf-8")
    )
    return content


def fit(taught: list[tuple[str, str, float]]) -> dict[str, Any]:
    """Return the arrays of a `Learned` for examples."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    counter = TfidfVectorizer(
        analyzer=lambda masked: features(words_of(masked)), min_df=_LEAST_SEEN
    )
    words = counter.fit_transform([masked for masked, _, _ in taught])
    meaning = load_embedder().embed([told(masked) for masked, _, _ in taught])
    both = hstack([csr_matrix(meaning * MEANING_WEIGHT), words * WORDS_WEIGHT]).tocsr()
    model = LogisticRegression(C=_STRENGTH, max_iter=400)
    model.fit(both, [intent for _, intent, _ in taught], [weight for _, _, weight in taught])
    dimensions = meaning.shape[1]
    return {
        "intents": model.classes_.astype(str),
        "words": np.array(counter.get_feature_names_out(), dtype=str),
        "rarity": counter.idf_.astype(np.float16),
        "word_weights": model.coef_[:, dimensions:].astype(np.float16),
        "meaning_weights": model.coef_[:, :dimensions].astype(np.float16),
        "offsets": model.intercept_.astype(np.float32),
    }


def main() -> None:
    """Fit, and write what was learned."""
    arrays = fit(list(examples()))
    target = Path(str(files("answer").joinpath("learned.npz")))
    np.savez_compressed(target, digest=np.array(sources_digest()), **arrays)
    print(f"{target.name}: {len(arrays['intents'])} intents, {len(arrays['words'])} words.")


if __name__ == "__main__":
    main()
