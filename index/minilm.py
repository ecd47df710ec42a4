"""all-MiniLM-L6-v2 in numpy: the default embedding model, ready in half a second.

sentence-transformers takes nine seconds to import and half a gigabyte of memory, for a model of
six layers that fits on a page. `tests/index/test_embed.py` holds these vectors to those of
sentence-transformers, to 1e-5.

Each batch is computed by one thread, several batches by several. numpy's own threads wait for one
another after every product, which on a busy machine makes a question ten times slower.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped,unused-ignore]
from tokenizers import Tokenizer

from ingest.errors import ModelNotTrusted

Floats = NDArray[np.float32]

NAME = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the publisher's own model.safetensors."""
DIMENSIONS = 384
MAX_TOKENS = 256
LAYERS = 6
HEADS = 12
MAX_THREADS = 4
BATCH_TOKENS = 1024
"""Tokens that are worked on at once, padding included: what the processor's caches hold."""
TILE_ROWS = 32
"""Rows for which all steps of the activation stay in the cache: 2.7 times as fast as without."""

KNOWN_WORDS, KNOWN_CHARS = 1 << 15, 64
"""How many words' numbers of tokens are remembered, and how long such a word is at most."""


class Tokens:
    """The model's tokenizer; cheap to load, and safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Load `tokenizer.json` of a model folder, without the cutting and padding set there."""
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known = lru_cache(KNOWN_WORDS)(self._pieces)

    def count(self, text: str) -> int:
        """Return how many tokens a text has, the two marks included: as many as `ids` returns.

        No token reaches over a space, so what stands between two is counted once and remembered: a
        tenth of the time.
        """
        words = text.split(" ")
        return 2 + sum(
            self._known(word) if len(word) <= KNOWN_CHARS else self._pieces(word) for word in words
        )

    def _pieces(self, word: str) -> int:
        return len(self._tokenizer.encode(word, add_special_tokens=False).ids)

    def ids(self, text: str) -> list[int]:
        """Return the ids of a text's tokens, with the marks of beginning and end."""
        return list(self._tokenizer.encode(text).ids)


class Encoder:
    """The model itself; safe to share between threads."""

    def __init__(
        self,
        weights: Mapping[str, Floats],
        tokens: Tokens,
        adapters: Mapping[str, Floats] | None = None,
    ) -> None:
        """Take the weights by the names that they have in the publisher's file.

        `adapters` are low-rank additions to products, "NAME.a" (rank × in) and "NAME.b" (out ×
        rank), as `answer.tune` makes them.
        """
        self._weights = weights
        self._tokens = tokens
        self._adapters = adapters or {}

    def tuned(self, adapters: Mapping[str, Floats]) -> "Encoder":
        """Return the same model with adapters; the weights are shared."""
        return Encoder(self._weights, self._tokens, adapters)

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each text; what exceeds 256 tokens is not read."""
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        ids = [self._cut(self._tokens.ids(text)) for text in texts]

        def fill(batch: list[int]) -> None:
            vectors[batch] = self._encode([ids[place] for place in batch])

        batches = list(_batches([len(row) for row in ids]))
        if len(batches) == 1:
            fill(batches[0])
        else:
            with ThreadPoolExecutor(min(MAX_THREADS, os.cpu_count() or 1)) as pool:
                list(pool.map(fill, batches))
        return vectors

    @staticmethod
    def _cut(ids: list[int]) -> list[int]:
        return ids if len(ids) <= MAX_TOKENS else [*ids[: MAX_TOKENS - 1], ids[-1]]

    def _encode(self, rows: Sequence[Sequence[int]]) -> Floats:
        """Return the vectors of some rows of token ids: embeddings, layers, mean, length 1."""
        width = max(map(len, rows))
        ids = np.array([[*row, *[0] * (width - len(row))] for row in rows])
        mask = np.array([[1.0] * len(row) + [0.0] * (width - len(row)) for row in rows], np.float32)
        part = {
            name: self._weights[f"embeddings.{name}_embeddings.weight"]
            for name in ("word", "position", "token_type")
        }
        hidden = part["word"][ids] + part["position"][:width] + part["token_type"][0]
        hidden = self._normalise(hidden, "embeddings.LayerNorm")
        blocked = ((mask - 1) * np.float32(1e9))[:, None, None, :]
        for layer in range(LAYERS):
            hidden = self._layer(hidden, blocked, f"encoder.layer.{layer}")
        mean = (hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        vectors: Floats = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return vectors

    def _layer(self, hidden: Floats, blocked: Floats, name: str) -> Floats:
        attended = self._linear(
            self._attend(hidden, blocked, f"{name}.attention.self"),
            f"{name}.attention.output.dense",
        )
        hidden = self._normalise(attended + hidden, f"{name}.attention.output.LayerNorm")
        inner = self._linear(hidden, f"{name}.intermediate.dense")
        rows = inner.reshape(-1, inner.shape[-1])
        for start in range(0, len(rows), TILE_ROWS):
            rows[start : start + TILE_ROWS] = _gelu(rows[start : start + TILE_ROWS])
        outer = self._linear(inner, f"{name}.output.dense")
        return self._normalise(outer + hidden, f"{name}.output.LayerNorm")

    def _attend(self, hidden: Floats, blocked: Floats, name: str) -> Floats:
        query, key, value = (
            _heads(self._linear(hidden, f"{name}.{part}")) for part in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(-1, -2) * np.float32((DIMENSIONS // HEADS) ** -0.5) + blocked
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        joined: Floats = np.matmul(scores, value).swapaxes(1, 2)
        return joined.reshape(hidden.shape)

    def _linear(self, values: Floats, name: str) -> Floats:
        flat = values.reshape(-1, values.shape[-1])  # one large product, not one for each text
        product = flat @ self._weights[f"{name}.weight"].T
        product += self._weights[f"{name}.bias"]
        if f"{name}.a" in self._adapters:
            product += flat @ self._adapters[f"{name}.a"].T @ self._adapters[f"{name}.b"].T
        return product.reshape(*values.shape[:-1], -1)

    def _normalise(self, values: Floats, name: str) -> Floats:
        centred: Floats = values - values.mean(axis=-1, keepdims=True)
        variance = np.square(centred).mean(axis=-1, keepdims=True)
        centred /= np.sqrt(variance + np.float32(1e-12))
        centred *= self._weights[f"{name}.weight"]
        centred += self._weights[f"{name}.bias"]
        return centred


def load_encoder(folder: Path, tokens: Tokens) -> Encoder:
    """Load the weights from a model folder; raises ModelNotTrusted unless they are the publisher's.

    The bytes that are checked are the bytes that are used. Takes 0.2 s. From then on, numpy in this
    process uses one thread for each product.
    """
    content = (folder / "model.safetensors").read_bytes()
    found = sha256(content).hexdigest()
    if found != WEIGHTS_SHA256:
        raise ModelNotTrusted(NAME, found)
    threadpool_limits(1, user_api="blas")
    return Encoder(load(content), tokens)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield places in batches of like length, each of at most BATCH_TOKENS (or one text)."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[place] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _heads(values: Floats) -> Floats:
    texts, width, _ = values.shape
    return values.reshape(texts, width, HEADS, -1).swapaxes(1, 2)


def _gelu(values: Floats) -> Floats:
    """Return x/2 * (1 + erf(x/√2)), exact to 2e-7.

    erf is that of Abramowitz and Stegun, 7.1.26: four times as fast as scipy's, whose import takes
    a quarter of a second.
    """
    root = np.abs(values) * np.float32(0.5**0.5)
    near = 1 / (1 + np.float32(0.3275911) * root)
    tail = np.full_like(near, 1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail *= near
        tail += np.float32(factor)
    tail *= near
    np.square(root, out=root)
    np.negative(root, out=root)
    tail *= np.exp(root, out=root)
    activated: Floats = values * np.float32(0.5) * (1 + np.copysign(1 - tail, values))
    return activated
