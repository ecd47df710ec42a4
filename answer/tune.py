"""Tune the embedding model to tell kinds of questions apart: `python -m answer.tune`.

all-MiniLM-L6-v2 was made to bring texts on one matter together. Who leads an action and who takes
part in it are one matter, and two kinds of question. Low-rank adapters (LoRA, Hu et al. 2021,
https://arxiv.org/abs/2106.09685) beside each of its products teach it the difference: a question of
1,410 that it had not learned from was told rightly 75 times in 100, and 62 without them. They are
kept as `tuned.npz` (0.7 MB); `answer.learn` then fits the last step on what the tuned model says,
and is run again after every change of the examples. Tuning itself is worth it after large ones: it
takes ten minutes on two cores.
"""

import math
import random
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from answer.learn import Lesson, examples
from answer.learned import SLOT, STAND_INS, TOPICS
from index.embed import default_model_folder

if TYPE_CHECKING:
    import torch

RANK = 8
SCALE = 2.0
"""By what a product of adapters is multiplied in learning; what is kept has it in "NAME.b"."""
_PASSES = 10
_BATCH = 64
_RATE = 1e-3
_LAST_RATE = 1e-2
"""How fast the adapters learn, and the last step, which is not kept."""
_SHARPNESS = 16.0
_SMOOTHING = 0.05
_MAX_TOKENS = 96
_SEED = 2
_PARTS = (
    "attention.self.query", "attention.self.key", "attention.self.value",
    "attention.output.dense", "intermediate.dense", "output.dense",
)  # fmt: skip
"""The products of a layer that have adapters."""


def tune(lessons: Sequence[Lesson], folder: Path, device: str = "cpu") -> dict[str, Any]:
    """Return the adapters that tell the intents of lessons apart: "NAME.a" and "NAME.b" arrays.

    `folder` holds the model (config.json, tokenizer.json, model.safetensors). Each pass over the
    lessons puts other names for what is masked. Deterministic on one machine.
    """
    import torch
    from torch.nn.functional import cross_entropy

    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)
    model, adapters = _model(folder, device)
    intents = sorted({intent for _, intent, _ in lessons})
    last = torch.nn.Linear(model.config.hidden_size, len(intents)).to(device)
    steps = _PASSES * math.ceil(len(lessons) / _BATCH)
    groups = [
        {"params": list(adapters.values()), "lr": _RATE},
        {"params": last.parameters(), "lr": _LAST_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=[_RATE, _LAST_RATE], total_steps=steps, pct_start=0.1
    )
    read = _reader(folder, device)
    model.train()
    for batch in _batches(lessons, chance):
        scores = last(_meanings(model, read([filled(q, chance) for q, _, _ in batch]))) * _SHARPNESS
        wanted = torch.tensor([intents.index(intent) for _, intent, _ in batch], device=device)
        weights = torch.tensor([weight for *_, weight in batch], device=device)
        missed = cross_entropy(scores, wanted, reduction="none", label_smoothing=_SMOOTHING)
        optimiser.zero_grad()
        loss: Any = (missed * weights).mean()
        loss.backward()
        optimiser.step()
        pace.step()
    found = {name: part.detach().cpu().numpy() for name, part in adapters.items()}
    return {n: part * SCALE if n.endswith(".b") else part for n, part in found.items()}


def filled(masked: str, chance: random.Random) -> str:
    """Return a masked question with names by chance for what is masked."""
    return SLOT.sub(lambda match: chance.choice(STAND_INS.get(match.group(1), TOPICS)), masked)


def _model(folder: Path, device: str) -> "tuple[Any, dict[str, torch.nn.Parameter]]":
    """Return the model, its own weights fixed, and its adapters by name."""
    import torch
    from safetensors.torch import load_file
    from transformers import BertConfig, BertModel

    model = BertModel(BertConfig.from_pretrained(folder))
    weights = load_file(str(folder / "model.safetensors"))
    model.load_state_dict({name: part.float() for name, part in weights.items()}, strict=False)
    model.requires_grad_(False)
    adapters: dict[str, torch.nn.Parameter] = {}
    for number in range(model.config.num_hidden_layers):
        for part in _PARTS:
            name = f"encoder.layer.{number}.{part}"
            product: Any = model.get_submodule(name)
            a = torch.nn.Parameter(torch.randn(RANK, product.in_features, device=device) * 0.02)
            b = torch.nn.Parameter(torch.zeros(product.out_features, RANK, device=device))
            product.register_forward_hook(_adapted(a, b))
            adapters |= {f"{name}.a": a, f"{name}.b": b}
    return model.to(torch.device(device)), adapters  # type: ignore[arg-type]


def _adapted(a: "torch.nn.Parameter", b: "torch.nn.Parameter") -> Any:
    def add(_: Any, inputs: "tuple[torch.Tensor]", output: "torch.Tensor") -> "torch.Tensor":
        return output + (inputs[0] @ a.T @ b.T) * SCALE

    return add


def _reader(folder: Path, device: str) -> Any:
    """Return what turns texts into the model's input."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)

    def read(texts: Sequence[str]) -> Any:
        found = tokenizer(
            list(texts), padding=True, truncation=True, max_length=_MAX_TOKENS, return_tensors="pt"
        )
        return {key: found[key].to(device) for key in ("input_ids", "attention_mask")}

    return read


def _meanings(model: Any, read: Any) -> "torch.Tensor":
    """Return the vectors of length 1 of texts: the mean over their tokens."""
    from torch.nn.functional import normalize

    hidden = model(**read).last_hidden_state
    mask = read["attention_mask"][..., None]
    return normalize((hidden * mask).sum(1) / mask.sum(1), dim=1)


def _batches(lessons: Sequence[Lesson], chance: random.Random) -> Iterable[list[Lesson]]:
    """Yield the lessons in batches, each pass in another order."""
    order = list(lessons)
    for _ in range(_PASSES):
        chance.shuffle(order)
        yield from (order[at : at + _BATCH] for at in range(0, len(order), _BATCH))


def main() -> None:
    """Tune, and write the adapters."""
    adapters = tune(list(examples()), default_model_folder())
    target = Path(str(files("answer").joinpath("tuned.npz")))
    np.savez_compressed(target, **{n: part.astype(np.float16) for n, part in adapters.items()})
    print(f"{target.name}: {len(adapters)} adapters. Now run `make learn`.")


if __name__ == "__main__":
    main()
