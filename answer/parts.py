"""Which parts of a plan does a question ask for? Its driver, its goals, what a heading is over.

A question that names parts and nothing else beside the plan is answered part by part: "short
overview: aim, driver, goals". What the parts are called is data (`parts.yaml`).
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from answer.cues import cue_stems, told
from answer.library import Library
from answer.patterns import THE_ACTION
from answer.query import AUTHORS, Query
from answer.sides import comparing_stems
from answer.subjects import subject_words
from answer.words import (
    Token,
    content_stems,
    document_stems,
    filler_stems,
    stems,
    stop_stems,
    tokens,
)
from index.embed import english_words

_NEVER = ("refuse", "redactions", "rank", "sum", "check")
"""Kinds of questions that ask for more than parts, whatever they name."""
DEFINITION = "definition"
_OF_PAPERS = frozenset(("measures", "chapters"))
"""Parts that have answers of their own, however many of them are named."""
_WHO = frozenset(("leaders", "driver", "co_driver", "addressee", "sender"))
"""Parts that are somebody: one who must do something is not asked for."""
_BOUND = re.compile(r"\b(?:must|should|shall|have to|has to|needs? to|obliged|expected to)\b", re.I)
_OF_ACTIONS = frozenset(stems("action oa operation operations activity"))


class _PartsFile(BaseModel):
    """The schema of parts.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    facts: dict[str, list[str]]
    alone: frozenset[str]
    blocks: dict[str, list[str]]
    silent: frozenset[str]

    @field_validator("silent", mode="before")
    @classmethod
    def _split(cls, words: str) -> frozenset[str]:
        return frozenset(s for word in words.split() for s in stems(word))


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that a question names, in its order, and the words that name none."""

    named: tuple[str, ...]
    rest: frozenset[str]
    unheard: frozenset[str] = frozenset()
    """Words beside them that no document holds."""
    of_actions: bool = False
    """True when actions are spoken of beside them."""

    def blocks(self) -> tuple[str, ...]:
        """Return those that stand under a heading."""
        return tuple(part for part in self.named if part in parts_file().blocks)


@lru_cache(maxsize=1)
def parts_file() -> _PartsFile:
    """Return the names of parts as data."""
    source = files("answer").joinpath("parts.yaml").read_text(encoding="utf-8")
    return _PartsFile.model_validate(yaml.safe_load(source))


@lru_cache(maxsize=1)
def _phrases() -> list[tuple[tuple[str, ...], str]]:
    """Return all wordings as stems, each with its part, the longest first."""
    known = {**parts_file().facts, **parts_file().blocks}
    pairs = {(tuple(stems(words)), part) for part, wordings in known.items() for words in wordings}
    return sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))


def parts_asked(query: Query, library: Library) -> Parts | None:
    """Return the parts of plans that a question asks for; None where it asks for something else."""
    if query.kind in _NEVER or not query.scope.explicit or query.refs or query.quarters:
        return None
    actors = {actor.code for actor in query.actors} - {*AUTHORS}
    spoken = tokens(query.plain or query.question)
    if actors or THE_ACTION.search(query.question) or told("compare", [t.stem for t in spoken]):
        return None
    found = parts_in(spoken, library)
    if query.kind == "passage" and _BOUND.search(query.question):
        # "by when must action leaders report to the driver?" asks for no names
        found = replace(found, named=tuple(p for p in found.named if p not in _WHO))
    if len(found.named) > 1 and query.kind != "define":  # "I mean the threats"
        found = replace(found, named=tuple(p for p in found.named if p != DEFINITION))
    if set(found.named) <= _OF_PAPERS:
        return None
    several = "goals" in found.named and "aim" not in found.named and len(found.named) > 1
    if several and any(t.text.lower() == "goal" for t in spoken):  # "goal, driver, actions"
        found = replace(found, named=("aim", *found.named))
    if len(found.named) > 1:
        titles = {s for key in query.scope.documents for s in _title_stems(library, key)}
        allowed = 0 if found.blocks() else len(found.named) - 2
        few = len(found.rest) <= allowed and not found.rest & titles
        return found if few and not found.of_actions else None
    return found if found.named and _asked_alone(found, query, library) else None


def _asked_alone(found: Parts, query: Query, library: Library) -> bool:
    """Tell whether one part is all that a question asks for."""
    if not found.blocks() and found.named[0] not in parts_file().alone:
        return False
    words = stems(query.question)
    led = told("leader", words) or told("co_leader", words)
    if found.of_actions or (found.blocks() and led):
        return False
    if found.named == (DEFINITION,) and not told("define", words):
        return not query.acronyms or _is_subject(query, library)
    if query.acronyms and told("define", words) and not _is_subject(query, library):
        return False
    return not found.rest and not found.unheard & english_words()


def _is_subject(query: Query, library: Library) -> bool:
    """Tell whether the acronyms that a question names only say what the plan is on: THB."""
    known = subject_words(library) | document_stems()
    return all(set(stems(acronym)) <= known for acronym in query.acronyms)


def _title_stems(library: Library, key: str) -> set[str]:
    """Return the telling stems of the titles of a document's actions."""
    return {
        s for a in library.documents[key].actions() if a.title for s in content_stems(a.title.value)
    }


def parts_in(spoken: list[Token], library: Library) -> Parts:
    """Return the parts that words name; longer names first, no word twice."""
    words = [token.stem for token in spoken]
    taken: dict[int, str] = {}
    for phrase, part in _phrases():
        size = len(phrase)
        for at in range(len(words) - size + 1):
            inside = range(at, at + size)
            if part == "number" and words[at + size : at + size + 1] == ["of"]:
                continue  # "number of threats"
            if tuple(words[at : at + size]) == phrase and not any(i in taken for i in inside):
                taken |= dict.fromkeys(inside, part)
    silent = stop_stems() | document_stems() | filler_stems() | comparing_stems()
    silent |= subject_words(library) | parts_file().silent | cue_stems(("summarise", "asks"))
    left = [token for at, token in enumerate(spoken) if at not in taken]
    telling = [t for t in left if t.stem not in silent and len(t.stem) > 1]
    return Parts(
        named=tuple(dict.fromkeys(taken[at] for at in sorted(taken))),
        rest=frozenset(t.stem for t in telling if library.words[t.stem]),
        unheard=frozenset(t.text.lower() for t in telling if not library.words[t.stem]),
        of_actions=any(t.stem in _OF_ACTIONS for t in left),
    )
