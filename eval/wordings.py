"""How people put questions and what they call things: the data of `variants.yaml`."""

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import Field

from ingest.model import Frozen

_FILE = Path(__file__).parent / "variants.yaml"

Wordings = dict[str, tuple[str, ...]]
"""By language, or by "order" for other orders of English words."""


class Articles(Frozen):
    """The articles of one language: by the codes of countries, and for all others."""

    codes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    usual: str = ""
    vowel: str = ""
    """Before a name that begins with a vowel."""

    def before(self, code: str, name: str) -> str:
        """Return the article of a country, with the space behind it."""
        own = [article for article, codes in self.codes.items() if code in codes]
        return own[0] if own else self.vowel if name[0] in "AEIOUÉ" else self.usual


class Data(Frozen):
    """All of the file."""

    names: dict[str, Wordings]
    subjects: dict[str, dict[str, str]]
    with_the: tuple[str, ...]
    countries: dict[str, str]
    demonyms: dict[str, str]
    other_names: dict[str, tuple[str, ...]]
    articles: dict[str, Articles]
    foreign_names: dict[str, dict[str, str]]
    questions: dict[str, Wordings]


@lru_cache(maxsize=1)
def data() -> Data:
    """Return the wordings, read once; raises pydantic's ValidationError for a broken file."""
    return Data.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
