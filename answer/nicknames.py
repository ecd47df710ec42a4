"""Actors by other names: capitals, police forces, what an agency does and where it sits.

Read in questions alone, for in documents "Vienna" is a place: see nicknames.yaml.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from answer.query import Mention

_SHORT = 5
"""Names of so few letters and less count in capitals only: "PAF"."""
# "in Paris", "near Athens": a place; "by", "of" and "does" make it an actor
_AT = re.compile(
    r"\b(?:in|at|near|outside|around|inside|from|out of|through|via|to|nach|bei|aus|à)\s+$",
    re.IGNORECASE,
)


# what those who act do: without any such word a capital is a place
_ACTING = re.compile(
    r"\b(?:co-?)?(?:lead|led\b|head|join|tak(?:e|es|ing)\b|part\b|partic|role|involv|action"
    r"|oas?\b|contribut|sign"
    r"|respons|charge|support|run\b|runs\b|appear|show|list|helm|measure|task|on board|do\b"
    r"|concern|include|operation|help|assist|back(?:s|ed|ing)?\b|^\W*is \w+ (?:in|on|with) the\b)",
    re.IGNORECASE,
)
# "who put Rome in charge": an actor is what is asked for
_WHO = re.compile(
    r"\s*(?:who|whom|wer|wem|wen|qui|chi|quien|quienes)\b"
    r"(?! leads more| else\b| (?:joins?|helps?|backs?|assists?|supports?|aids?"
    r"|works? with|partners?|is (?:with|beside|alongside))\b)",
    re.IGNORECASE,
)


class _Agency(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    seats: list[str]
    known: list[str]
    jobs: list[str]
    shared_seats: list[str]


class _File(BaseModel):
    """The schema of nicknames.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    capitals: dict[str, list[str]]
    in_capitals_only: str
    places: str
    forces: dict[str, list[str]]
    groups: dict[str, list[str]]
    agencies: dict[str, _Agency]
    nouns: list[str]
    sure_nouns: list[str]
    union: list[str]
    sitting: list[str]


def find_nicknames(question: str) -> list[Mention]:
    """Return the actors that a question names by a nickname, the longest name first."""
    folded = _fold(question)
    found: list[Mention] = []
    for code, pattern in _patterns():
        for match in pattern.finditer(folded):
            found.append(Mention("actor", match.start(), match.end(), code))
    acting = _ACTING.search(folded) and not _WHO.match(folded)
    for code, pattern in _capitals() if acting else ():
        for match in pattern.finditer(folded):
            if not _AT.search(folded[: match.start()]):
                found.append(Mention("actor", match.start(), match.end(), code))
    return _longest(found)


def groups_spelt_out(question: str) -> str:
    """Return a question with groups of countries by their names: "the Baltic states"."""
    for names, pattern in _groups():
        question = pattern.sub(names, question)
    return question


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (names, re.compile(rf"\b(?:the )?(?:{_any_of_said(said)})\b", re.IGNORECASE))
        for names, said in _data().groups.items()
    )


def _any_of_said(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _longest(found: Iterable[Mention]) -> list[Mention]:
    """Return mentions without those that overlap a longer one."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(mention.end <= m.start or mention.start >= m.end for m in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def with_nicknames(named: Iterable[Mention], question: str) -> list[Mention]:
    """Return the actors named in a question with those that it gives a nickname."""
    return _longest([*named, *find_nicknames(question)])


def _fold(text: str) -> str:
    """Return a text without accents, letter by letter, so that places stay the same."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text).replace("’", "'")


@lru_cache(maxsize=1)
def _data() -> _File:
    source = files("answer").joinpath("nicknames.yaml").read_text(encoding="utf-8")
    return _File.model_validate(yaml.safe_load(source))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what names forces and agencies, as patterns over folded text."""
    found = [(code, _named(name)) for code, names in _data().forces.items() for name in names]
    for code, agency in _data().agencies.items():
        found += [(code, re.compile(p, re.IGNORECASE)) for p in _described(agency)]
    return tuple(found)


@lru_cache(maxsize=1)
def _capitals() -> tuple[tuple[str, re.Pattern[str]], ...]:
    places = _any_of(_data().places.split())
    behind = rf"(?!(?:'s)?[\s-]+(?:\w+ )?(?i:{places})s?\b)"
    as_said = set(_data().in_capitals_only.split())
    return tuple(
        (
            code,
            re.compile(
                rf"\b{re.escape(_fold(name))}\b{behind}",
                re.NOFLAG if _fold(name).lower() in as_said else re.IGNORECASE,
            ),
        )
        for code, names in _data().capitals.items()
        for name in names
    )


def _named(name: str) -> re.Pattern[str]:
    flags = re.IGNORECASE if len(name) > _SHORT or " " in name else re.NOFLAG
    return re.compile(rf"\b{re.escape(_fold(name))}\b(?:'s)?", flags)


def _described(agency: _Agency) -> Iterator[str]:
    """Yield patterns for an agency by its job and seat: "the judicial agency in The Hague"."""
    words = _data()
    noun = rf"(?:{_any_of(words.nouns)})"
    union = rf"(?:{_any_of(words.union)})"
    seats = _any_of([*agency.seats, *agency.shared_seats])
    known, job = _any_of(agency.known), _any_of([*agency.known, *agency.jobs])
    seated = rf"(?:{seats})(?:'s|s'|-based| based)?" if seats else union
    behind = rf"\s+(?:{_any_of(words.sitting)})\s+(?:the\s+)?(?:{seats})" if seats else ""
    yield rf"\b(?:{union}\s+)?(?:{known})\s+(?:{_any_of(words.sure_nouns)})\b"
    yield rf"\b(?:{seated}\s+)?{union}\s+(?:{job})\s+{noun}\b"
    yield rf"\b(?:{job})\s+{noun}\s+of\s+the\s+{union}\b"
    yield (
        rf"\b(?:{union}\s+)?{noun}\s+(?:for|in charge of"
        rf"|responsible for)\s+(?:the\s+)?(?:{job})(?:{behind})?\b"
    )
    if seats:
        yield rf"\b{seated}\s+(?:{union}\s+)?(?:{job})\s+{noun}\b"
        yield rf"\b(?:{union}\s+)?(?:{job})\s+{noun}(?:\s+of the {union})?{behind}\b"
    if agency.seats:
        own = rf"(?:{_any_of(agency.seats)})"
        yield rf"\b{own}(?:'s|-based| based)?\s+(?:{union}\s+)?agency\b"
        yield rf"\b(?:{union}\s+)?agency(?:\s+of the {union})?{behind}\b"


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(
        re.escape(_fold(w)).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)
    )
