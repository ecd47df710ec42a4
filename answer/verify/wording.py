"""The words in which claims are put, as data: the claim's own, beside what it copies."""

from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, field_validator


class _Wording(BaseModel):
    """The schema of wording.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    framing: frozenset[str]
    denying: frozenset[str]
    roles: frozenset[str]
    withholding: frozenset[str]

    @field_validator("*", mode="before")
    @classmethod
    def _split(cls, words: str) -> frozenset[str]:
        return frozenset(words.split())


@lru_cache(maxsize=1)
def wording() -> _Wording:
    """Return the words as data; raises pydantic's ValidationError for a broken file."""
    source = files("answer.verify").joinpath("wording.yaml").read_text(encoding="utf-8")
    return _Wording.model_validate(yaml.safe_load(source))


@lru_cache(maxsize=4096)
def is_framing(word: str) -> bool:
    """Tell whether a word claims nothing by itself, or is checked wherever it stands."""
    known = wording()
    return word in known.framing | known.denying | known.roles | known.withholding
