"""Which headings of the common form of plans does a question ask for, whatever its words?

"Who backs up the driver?" is told under "Project support". `headings.yaml` has the ways to ask.
"""

from functools import lru_cache
from importlib.resources import files

import yaml

from answer.words import contains, stems

Phrase = tuple[str, ...]
Slot = tuple[Phrase, ...]
Way = tuple[Slot, ...]


@lru_cache(maxsize=1)
def _ways() -> list[tuple[tuple[Phrase, ...], tuple[Way, ...]]]:
    """Return headings, as runs of stems, each with the ways to ask for what stands below them."""
    source = files("answer").joinpath("headings.yaml").read_text(encoding="utf-8")
    read: dict[str, list[list[str]]] = yaml.safe_load(source)
    return [
        (
            tuple(tuple(stems(name)) for name in headings.split(",")),
            tuple(tuple(_slot(slot) for slot in way) for way in ways),
        )
        for headings, ways in read.items()
    ]


def _slot(words: str) -> Slot:
    phrases = (tuple(stems(word.replace("_", " "))) for word in str(words).split())
    return tuple(dict.fromkeys(phrases))


@lru_cache(maxsize=2048)
def headings_asked(question: str) -> dict[Phrase, frozenset[str]]:
    """Return the headings that a question asks for, each with the words that do so."""
    words = stems(question)
    said = set(words)
    found: dict[Phrase, frozenset[str]] = {}
    for names, ways in _ways():
        used: set[str] = set()
        for way in ways:
            held = [_held(slot, words, said) for slot in way]
            if all(held):
                used.update(s for phrase in held if phrase for s in phrase)
        if used:
            found.update(dict.fromkeys(names, frozenset(used)))
    return found


def _held(slot: Slot, words: list[str], said: set[str]) -> Phrase | None:
    return next(
        (p for p in slot if said.issuperset(p) and (len(p) == 1 or contains(words, p))), None
    )


def asks_for_heading(question: str, heading: str) -> bool:
    """Tell whether a question asks for what stands under a heading."""
    above = stems(heading)
    return any(contains(above, name) for name in headings_asked(question))


def words_for_headings(question: str) -> frozenset[str]:
    """Return the stems of a question that ask for what stands under some heading."""
    return frozenset().union(*headings_asked(question).values())
