"""The words of a question in English, one by one, and the few that tell where clauses begin."""

import re
from dataclasses import dataclass

ARTICLES = frozenset({"the", "a", "an"})
PREPOSITIONS = frozenset(
    (
        "in",
        "at",
        "to",
        "of",
        "by",
        "with",
        "for",
        "on",
        "from",
        "under",
        "against",
        "about",
        "until",
    )
)
CLAUSE_END = frozenset(",.;:?!()")
YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or phrase in English; `spaced` where a space stands before it in the question."""

    text: str
    kind: str
    spaced: bool = True
