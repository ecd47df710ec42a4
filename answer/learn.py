"""Learn anew what kinds of questions there are: `python -m answer.learn` (`make learn`).

Needs scikit-learn and about half a minute; writes `learned.npz` beside the examples.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from answer.intents import features, wordings_of
from answer.learned import (
    MEANING_WEIGHT,
    WORDS_WEIGHT,
    Learned,
    meanings,
    sources_digest,
    words_of,
)
from answer.translate import english

if TYPE_CHECKING:
    from numpy.typing import NDArray

Lesson = tuple[str, str, float]
"""A masked question, its intent, and how much it counts."""

_WORDINGS = 6
"""How many wordings of an example line are learned from."""
_WORDING_WEIGHT = 0.4
"""How much such a wording counts beside a question as it was asked."""
_STRENGTH = 8.0
"""Inverse of the regularisation, chosen by cross-validation on the questions asked."""
_LEAST_SEEN = 2
"""A word or pair of words that fewer questions hold is not learned."""
_STEPS = 150


def examples() -> Iterator[Lesson]:
    """Yield each example to learn from: the questions asked, then wordings of the examples."""
    yield from asked()
    for intent, lines in _read("examples.yaml").items():
        for line in lines:
            yield from ((w, intent, _WORDING_WEIGHT) for w in wordings_of(line, _WORDINGS))


def asked() -> Iterator[Lesson]:
    """Yield each question of `asked.yaml`, in English as it is understood."""
    for intent, questions in _read("asked.yaml").items():
        yield from ((english(question), intent, 1.0) for question in questions)


def _read(name: str) -> dict[str, list[str]]:
    content: dict[str, list[str]] = yaml.safe_load(
        files("answer").joinpath(name).read_text(encoding="utf-8")
    )
    return content


def fit(taught: Sequence[Lesson], vectors: "NDArray[np.float32] | None" = None) -> dict[str, Any]:
    """Return the arrays of a `Learned` for examples; `vectors` are their meanings, where known."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    questions = [question for question, _, _ in taught]
    counter = TfidfVectorizer(
        analyzer=lambda masked: features(words_of(masked)), min_df=_LEAST_SEEN
    )
    words = csr_matrix(counter.fit_transform(questions) * WORDS_WEIGHT, dtype=np.float32)
    meaning = (meanings(questions) if vectors is None else vectors) * MEANING_WEIGHT
    intents, wanted = np.unique([intent for _, intent, _ in taught], return_inverse=True)
    counts = np.array([count for _, _, count in taught], dtype=np.float32)
    weights = _weights(meaning, words, wanted, counts)
    dimensions = meaning.shape[1]
    return {
        "intents": intents.astype(str),
        "words": np.array(counter.get_feature_names_out(), dtype=str),
        "rarity": counter.idf_.astype(np.float16),
        "word_weights": weights[dimensions:-1].T.astype(np.float16),
        "meaning_weights": weights[:dimensions].T.astype(np.float16),
        "offsets": weights[-1].astype(np.float32),
    }


def _weights(
    meaning: "NDArray[np.float32]",
    words: Any,
    wanted: "NDArray[np.int64]",
    counts: "NDArray[np.float32]",
) -> "NDArray[np.float32]":
    """Return the weights (dimensions, words, offset × intents) of the likeliest fit: ridge, L-BFGS.

    The meaning is dense and the words are sparse; kept apart they are fitted ten times faster
    than as one matrix.
    """
    from scipy.optimize import minimize

    rows, kinds, dimensions = np.arange(len(wanted)), int(wanted.max()) + 1, meaning.shape[1]
    turned = words.T.tocsr()

    def cost(flat: "NDArray[np.float64]") -> tuple[float, "NDArray[np.float64]"]:
        weights = flat.astype(np.float32).reshape(-1, kinds)
        scores = meaning @ weights[:dimensions] + words @ weights[dimensions:-1] + weights[-1]
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        missed = -np.log(chances[rows, wanted] + 1e-30) @ counts
        chances[rows, wanted] -= 1
        chances *= counts[:, None]
        slope = np.vstack([meaning.T @ chances, turned @ chances, chances.sum(axis=0)])
        slope[:-1] += weights[:-1] / _STRENGTH
        size = float((weights[:-1] ** 2).sum()) / (2 * _STRENGTH)
        return float(missed) + size, slope.ravel().astype(np.float64)

    start = np.zeros((dimensions + words.shape[1] + 1) * kinds)
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights: NDArray[np.float32] = found.x.astype(np.float32).reshape(-1, kinds)
    return weights


def model_of(arrays: dict[str, Any], digest: str = "") -> Learned:
    """Return what arrays as `fit` returns them tell."""
    return Learned(
        intents=tuple(arrays["intents"].tolist()),
        words={word: place for place, word in enumerate(arrays["words"].tolist())},
        rarity=arrays["rarity"].astype(np.float32),
        word_weights=arrays["word_weights"].astype(np.float32),
        meaning_weights=arrays["meaning_weights"].astype(np.float32),
        offsets=arrays["offsets"].astype(np.float32),
        digest=digest,
    )


def main() -> None:
    """Fit, and write what was learned."""
    arrays = fit(list(examples()))
    target = Path(str(files("answer").joinpath("learned.npz")))
    np.savez_compressed(target, digest=np.array(sources_digest()), **arrays)
    print(f"{target.name}: {len(arrays['intents'])} intents, {len(arrays['words'])} words.")


if __name__ == "__main__":
    main()
