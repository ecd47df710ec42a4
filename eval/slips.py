"""Slips of the finger: swapped, doubled, dropped and wrong neighbouring letters."""

import re
from collections.abc import Callable, Collection, Iterator
from zlib import crc32

from ingest.actors import find_actors

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in _ROWS
    for at, letter in enumerate(row)
}
# a word of five letters and more; no part of a code, a number, an address or a compound with one
_WORD = re.compile(r"(?<![\w.-])[A-Za-z][a-z]{4,}(?!\w|[.-]\w)")
_TRIES = 40


def _swapped(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if at + 1 < len(word) else word


def _doubled(word: str, at: int) -> str:
    return word[:at] + word[at] + word[at:]


def _dropped(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def _beside(word: str, at: int) -> str:
    keys = _NEIGHBOURS.get(word[at], word[at])
    return word[:at] + keys[crc32(word.encode()) % len(keys)] + word[at + 1 :]


_SLIPS: tuple[Callable[[str, int], str], ...] = (_swapped, _doubled, _dropped, _beside)


def slipped(question: str, words: Collection[str], number: int = 1) -> str | None:
    """Return a question with one slip in each of so many of its words; None if it has too few.

    First letters stay: hardly anyone mistypes them. No slip makes one of the known `words` (in
    lower case) or the name of an actor. The same question always has the same slips.
    """
    places = list(_WORD.finditer(question))
    places.sort(key=lambda place: crc32(f"{question}{place.start()}".encode()))
    found: dict[int, tuple[int, str]] = {}
    for place in places:
        wrong = next(_wrong_forms(question, place, words), None)
        if wrong and len(found) < number:
            found[place.start()] = (place.end(), wrong)
    if len(found) < number:
        return None
    for start in sorted(found, reverse=True):
        end, wrong = found[start]
        question = question[:start] + wrong + question[end:]
    return question


def _wrong_forms(question: str, place: re.Match[str], words: Collection[str]) -> Iterator[str]:
    word = place.group()
    for attempt in range(_TRIES):
        seed = crc32(f"{attempt}{question}{place.start()}".encode())
        slip = _SLIPS[seed % len(_SLIPS)]
        wrong = slip(word, 1 + (seed >> 8) % (len(word) - 1))
        if wrong != word and wrong.lower() not in words and not find_actors(wrong):
            yield wrong
