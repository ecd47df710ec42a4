"""The words of the page in the languages it can be read in; they stand in `languages/*.yaml`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml
from pydantic import BaseModel, ConfigDict

DEFAULT = "en"
"""The language of whoever has not chosen one."""
LANGUAGE_COOKIE = "oap_language"
"""Holds the language that the reader chose for the pages."""
LANGUAGES = ("en", "fr", "de", "it", "es")
"""The codes of the languages, in the order in which they are offered."""


class Interface(BaseModel):
    """The words of the page in one language."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    """The language's own name."""
    words: Mapping[str, str]
    kinds: Mapping[str, str]
    """The kinds of answers that may be asked for instead, "kind/aspect" to its name."""
    examples: tuple[tuple[str, str], ...]
    """What an example shows, and its question."""

    def say(self, key: str, **given: object) -> str:
        """Return the words of a key, with what is given filled in."""
        return self.words[key].format(**given)

    def field(self, name: str | None) -> str:
        """Return the name of a field of an action; one without a name of its own as it is."""
        return self.words.get(f"field_{name}", name.replace("_", "-")) if name else ""


@cache
def interface(code: str | None) -> Interface:
    """Return the words in a language; in English where it is not among `LANGUAGES`."""
    chosen = code if code in LANGUAGES else DEFAULT
    path = files("app") / "languages" / f"{chosen}.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    name, kinds, examples = (data.pop(key) for key in ("name", "kinds", "examples"))
    words = MappingProxyType(data)
    return Interface(code=chosen, name=name, words=words, kinds=kinds, examples=examples)
