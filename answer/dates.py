"""A year that a question names alone: the year of a plan, or a date that a plan speaks of?"""

from collections.abc import Sequence
from dataclasses import replace

from answer.cues import told
from answer.library import Library
from answer.mentions import Mentions
from answer.query import Query
from answer.words import content_stems, stems

_IN_PROSE = frozenset(
    (("passage", "any"), ("refuse", "results"), ("count", "theme"), ("compare", "any"))
)
"""What running text may tell of a year; who leads and how many actions are asked of a plan."""
_CLEARLY = 1.2
"""How much more of the question another document must hold than those of the year."""
_DOCUMENTS = frozenset(stems("action oa plan measure council"))
"""Words with which a year is that of a document."""


def with_dates(query: Query, mentions: Mentions, library: Library, allowed: Sequence[str]) -> Query:
    """Return a query over all documents where its years are dates.

    "Did the number of cigarette factories go up between 2018 and 2019?" asks what a plan of 2021
    says, when no plan of 2018 or 2019 holds these words.
    """
    if (query.kind, query.aspect) not in _IN_PROSE or not _years_alone(mentions):
        return query
    if len(query.scope.groups) > 1 and told("set_beside", stems(query.question)):
        return query  # "2012 vs 2018" are the plans of these years
    spoken = set(stems(query.question))
    if spoken & _DOCUMENTS or spoken & _subjects(query.scope.documents, library):
        return query
    telling = {stem for stem in content_stems(query.topic) if library.words[stem]}
    years = [value for value in mentions.values("plan") if value.isdigit()]
    if "COUNCIL" in mentions.values("actor"):
        return query
    best = max((_held(telling, key, library) for key in query.scope.documents), default=0.0)
    others = {
        key: _held(telling, key, library)
        for key in allowed
        if key not in query.scope.documents and library.held[key] & set(years)
    }
    most = max(others.values(), default=0.0)
    if most <= _CLEARLY * best:
        return query
    kept = tuple(key for key in allowed if others.get(key) == most)
    scope = replace(query.scope, documents=kept, groups=(), explicit=False)
    return replace(query, kind="passage", aspect="any", scope=scope)


def _subjects(documents: Sequence[str], library: Library) -> set[str]:
    """Return the words of the priorities of some documents."""
    priorities = [library.documents[key].heading.priority for key in documents]
    return {stem for p in priorities if p for stem in content_stems(p.value)}


def _years_alone(mentions: Mentions) -> bool:
    named = mentions.values("plan")
    return bool(named) and all(value.isdigit() for value in named)


def _held(telling: set[str], key: str, library: Library) -> float:
    """Return how many of some words a document holds; those that few others hold weigh more."""
    held = telling & library.held[key]
    return sum(1 / sum(stem in words for words in library.held.values()) for stem in held)
