"""The files of the glossaries: what languages are told apart by, and the words of each."""

from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, field_validator


class GlossaryFile(BaseModel):
    """The schema of `de.yaml` and its siblings: English with what people say for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nouns: dict[str, str]
    verbs: dict[str, str]
    participles: dict[str, str]
    names: dict[str, str]
    adjectives: dict[str, str]
    words: dict[str, str]
    articles: frozenset[str]
    """Words behind which a noun stands, not a verb."""
    plural: frozenset[str]
    """Words before a noun that tell that it is a plural, where its form does not."""
    first: dict[str, str] = {}
    """What a word means as the first part of a compound, where that is something else."""
    apart: dict[str, str] = {}
    """Verbs of two parts that stand apart: "nimmt … teil"."""

    @field_validator("articles", "plural", mode="before")
    @classmethod
    def _split(cls, words: str) -> frozenset[str]:
        return frozenset(words.split())


class LanguagesFile(BaseModel):
    """The schema of `languages.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    marks: dict[str, frozenset[str]]
    """By language: words that tell it."""
    letters: dict[str, str]
    """By language: letters that tell it."""
    plurals: dict[str, str]
    uncountable: frozenset[str]
    counted: frozenset[str]
    """Nouns for what targets count."""
    people: frozenset[str]
    """Nouns for those who act: "which countries support France"."""
    papers: frozenset[str]
    """Nouns for what says or has something, and acts on nobody: "what says the plan"."""

    @field_validator("uncountable", "counted", "people", "papers", mode="before")
    @classmethod
    def _split(cls, words: str) -> frozenset[str]:
        return frozenset(words.split())

    @field_validator("marks", mode="before")
    @classmethod
    def _split_each(cls, marks: dict[str, str]) -> dict[str, frozenset[str]]:
        return {language: frozenset(words.split()) for language, words in marks.items()}


@lru_cache(maxsize=1)
def languages() -> LanguagesFile:
    """Return what tells languages apart, and what must be known of English, read once."""
    return LanguagesFile.model_validate(_read("languages"))


@lru_cache(maxsize=8)
def glossary_file(language: str) -> GlossaryFile:
    """Return the file of a language ("de"), read once.

    Raises pydantic's ValidationError for a broken file.
    """
    return GlossaryFile.model_validate(_read(language))


def _read(language: str) -> dict[str, object]:
    source = files("answer.glossary").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, object] = yaml.load(
        source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded
