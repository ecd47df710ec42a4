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
    """The words of the pages in one language."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    """The language's own name."""
    words: Mapping[str, str]
    """The words of the chat and of the source page."""
    pages: Mapping[str, str]
    """The words of the other pages, and of the papers that they hand out."""
    kinds: Mapping[str, str]
    """The kinds of answers that may be asked for instead, "kind/aspect" to its name."""
    examples: tuple[tuple[str, str], ...]
    """What an example shows, and its question."""
    priorities: Mapping[str, str]
    """Crime priorities, as printed in small letters, and what they are called."""
    queries: Mapping[str, str]
    """What the line on what was understood says, by its English words."""
    bodies: Mapping[str, str]
    """What bodies are called, by their codes; others have one name in all languages."""
    errors: Mapping[str, str]
    """A sentence for each class of errors; English sentences come with the error."""

    def say(self, key: str, **given: object) -> str:
        """Return the words of a key, with what is given filled in; raises KeyError."""
        words = self.words.get(key)
        return (self.pages[key] if words is None else words).format(**given)

    def starting(self, beginnings: tuple[str, ...]) -> dict[str, str]:
        """Return the words whose keys begin so, for the script of a page."""
        return {
            key: said
            for key, said in {**self.words, **self.pages}.items()
            if key.startswith(beginnings)
        }

    def count(self, noun: str, number: int) -> str:
        """Return "1 action" or "3 actions" for the noun "actions"."""
        return self.say(f"{noun}_one" if number == 1 else f"{noun}_many", n=number)

    def field(self, name: str | None) -> str:
        """Return the name of a field of an action; one without a name of its own as it is."""
        return self.words.get(f"field_{name}", name.replace("_", "-")) if name else ""

    def column(self, name: str) -> str:
        """Return the heading for a field of an action, as a table or a sheet has it."""
        return self.pages.get(f"column_{name}", name)

    def error(self, error: Exception) -> str:
        """Return a sentence on an error: its own where this language has none for its class."""
        return self.errors.get(type(error).__name__, str(error))


@cache
def interface(code: str | None) -> Interface:
    """Return the words in a language; in English where it is not among `LANGUAGES`."""
    chosen = code if code in LANGUAGES else DEFAULT
    path = files("app") / "languages" / f"{chosen}.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    own = {key: data.pop(key) for key in Interface.model_fields if key in data}
    return Interface(code=chosen, words=MappingProxyType(data), **own)
