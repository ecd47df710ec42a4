"""The embedding model tuned to questions: what numpy computes is what was learned in torch."""

import random
from io import BytesIO

import numpy as np
import pytest

from answer import tune
from answer.learned import STAND_INS, meanings
from index.embed import TunedEmbedder, default_model_folder, load_embedder, tuned_embedder

LESSONS = [
    *((f"who {word} [action]", "field/leader", 1.0) for word in ("leads", "runs", "heads")),
    *((f"who {word} [action]", "field/participants", 1.0) for word in ("joins", "supports")),
] * 26
TEXTS = ["who leads action 2.3", "which countries take part in OA 5.1, and since when?"]


@pytest.fixture(scope="module")
def adapters() -> dict[str, np.ndarray]:
    return tune.tune(LESSONS, default_model_folder())


def test_the_adapters_are_of_low_rank_and_beside_each_product(
    adapters: dict[str, np.ndarray],
) -> None:
    firsts = [part for name, part in adapters.items() if name.endswith(".a")]
    seconds = [part for name, part in adapters.items() if name.endswith(".b")]
    assert len(firsts) == len(seconds) == 36
    assert {part.shape[0] for part in firsts} == {part.shape[1] for part in seconds} == {tune.RANK}
    assert all(np.abs(part).max() > 0 for part in seconds)  # they start at nothing


def test_numpy_computes_what_was_learned_in_torch(adapters: dict[str, np.ndarray]) -> None:
    import torch

    folder = default_model_folder()
    model, parameters = tune._model(folder, "cpu")
    for name, parameter in parameters.items():
        kept = torch.from_numpy(adapters[name].astype(np.float16).astype(np.float32))
        parameter.data = kept / tune.SCALE if name.endswith(".b") else kept
    model.eval()
    with torch.no_grad():
        wanted = tune._meanings(model, tune._reader(folder, "cpu")(TEXTS)).numpy()
    stored = BytesIO()
    np.savez(stored, **{name: part.astype(np.float16) for name, part in adapters.items()})
    found = tuned_embedder(stored.getvalue()).embed(TEXTS)
    assert np.abs(found - wanted).max() < 1e-4
    untuned = load_embedder().embed(TEXTS)
    assert np.abs(found - untuned).max() > 1e-3


def test_what_comes_with_the_program_is_read_and_leaves_the_default_model_as_it_is() -> None:
    before = load_embedder().embed(TEXTS)
    assert meanings(["who leads [action]"]).shape == (1, TunedEmbedder.dimensions)
    assert np.array_equal(load_embedder().embed(TEXTS), before)


def test_other_names_stand_for_what_is_masked() -> None:
    chance = random.Random(1)
    said = {tune.filled("who leads [action] of [plan]?", chance) for _ in range(30)}
    assert len(said) > 5
    assert all(any(name in words for name in STAND_INS["action"]) for words in said)
