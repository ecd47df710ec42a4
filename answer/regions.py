"""Regions stand for the states in them: "a Baltic state" is Estonia, Latvia or Lithuania."""

import re
from functools import lru_cache, partial
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

_COUNT = r"(?:(?:the|one of the|any of the|either of the|any|a|an|all|both|each of the|of the) )*"
_SIZE = r"(?:(?:two|three|four|five|six|drei|vier|trois|quatre|tre|tres) )?"
_ALL = re.compile(r"\b(?:all|both|alle|tous|tutti|todos)\b", re.IGNORECASE)
# "which Nordic countries", "how many of the Baltic states": they are what is asked for
_ASKED = re.compile(
    r"\b(?:which|what|how many|welche|quels|quali|qué|wie viele|combien de)(?: of)?\s*$",
    re.IGNORECASE,
)


class _Region(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    members: list[str]
    adjectives: list[str]
    names: list[str]


class _File(BaseModel):
    """The schema of regions.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nouns: list[str]
    regions: list[_Region]


def with_members(question: str) -> str:
    """Return a question with the states of a region in place of its name."""
    for members, pattern in _patterns():
        question = pattern.sub(partial(_named, members), question)
    return question


def _named(members: list[str], match: re.Match[str]) -> str:
    """Return the states by which a region goes: joined by "and" where all of them are meant."""
    asked = _ASKED.search(match.string[: match.start()])
    together = asked or _ALL.search(match.group())
    names = f"{', '.join(members[:-1])} {'and' if together else 'or'} {members[-1]}"
    of = asked and not asked.group().rstrip().lower().endswith("of")
    return f"of {names}" if of else names


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[list[str], re.Pattern[str]]]:
    source = files("answer").joinpath("regions.yaml").read_text(encoding="utf-8")
    data = _File.model_validate(yaml.safe_load(source))
    nouns = "|".join(sorted(map(re.escape, data.nouns), key=len, reverse=True))
    found = []
    for region in data.regions:
        adjectives = "|".join(map(re.escape, region.adjectives))
        names = "|".join(map(re.escape, region.names))
        words = (
            rf"\b{_COUNT}{_SIZE}(?:(?:{adjectives})(?:[ -](?:{nouns}))+"
            rf"|(?:{nouns}) (?:{adjectives})|(?:{names}))\b"
        )
        found.append((region.members, re.compile(words, re.IGNORECASE)))
    return found
