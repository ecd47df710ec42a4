"""The stretches of a claim that are copied from what it cites, word for word."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from answer.verify.sources import Word

_SHORTEST = 3
"""Fewer words in a row are a chance meeting, unless they are a value as a whole."""
_SURELY = 6
"""So many words in a row are a copy whatever stands around them."""
# ". ", ": ", " — ", "(", " …": where a copy may begin and end
_STOP = re.compile(r"[.;:,()\[\]“”/—–|→…?!]|\s-\s")
_SENTENCE_STOP = re.compile(r"[.:()\[\]“”/—–|→…?!]|\s-\s")

Texts = Callable[[int], Sequence[str]]
"""Returns the texts that may be copied at an offset of the claim."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A run of words that stands in a source, as indices into the words of the claim."""

    first: int
    last: int
    """One behind the last word."""
    opens: bool
    """True when the run begins where a source or a value begins."""
    closes: bool
    """True when it ends where one ends."""
    whole: bool

    def __len__(self) -> int:
        """Return how many words it has."""
        return self.last - self.first


def find_copies(
    words: Sequence[Word | None], texts: Texts, cuts: frozenset[int], listed: frozenset[int]
) -> list[Copy]:
    """Return the runs of words that stand in the texts, the longest from each word on.

    None among the words parts runs, as the name of a plan does; so does each word in `cuts`.
    Those in `listed` stand behind a semicolon: "THB; Firearms" may be two values.
    """
    found: list[Copy] = []
    at = 0
    while at < len(words):
        word = words[at]
        run = _longest(words, at, texts(word.start), cuts) if word else None
        if word and run and not _is_meant(run):
            run = _longest(words, at, texts(word.start), cuts | listed)
        if run and _is_meant(run):
            found.append(run)
            at = run.last
        else:
            at += 1
    return found


def _is_meant(run: Copy) -> bool:
    return len(run) >= _SHORTEST or run.whole


def _longest(
    words: Sequence[Word | None], at: int, texts: Sequence[str], cuts: frozenset[int]
) -> Copy | None:
    alive: Sequence[str] = texts
    phrase, end = " ", at
    best: tuple[str, int, Sequence[str]] | None = None
    while end < len(words) and (word := words[end]) is not None:
        if end > at and end in cuts:
            break
        phrase += f"{word.text} "
        alive = [text for text in alive if phrase in text]
        if not alive:
            break
        end += 1
        best = phrase, end, alive
    if best is None:
        return None
    phrase, end, alive = best
    opens = any(text.startswith(phrase) for text in alive)
    closes = any(text.endswith(phrase) for text in alive)
    return Copy(at, end, opens, closes, any(text == phrase for text in alive))


def is_solid(copy: Copy, words: Sequence[Word], text: str) -> bool:
    """Tell whether a run is surely a copy: long, a value as a whole, or one end of a source."""
    if len(copy) >= _SURELY or copy.whole:
        return True
    ahead = words[copy.first - 1].end if copy.first else 0
    behind = words[copy.last].start if copy.last < len(words) else len(text)
    before = text[ahead : words[copy.first].start] if copy.first else "."
    after = text[words[copy.last - 1].end : behind] if copy.last < len(words) else "."
    return bool((copy.opens and _STOP.search(after)) or (copy.closes and _STOP.search(before)))


def broken(
    copies: Sequence[Copy], words: Sequence[Word], text: str, named: Callable[[int], bool]
) -> bool:
    """Tell whether some copy was changed inside: cut, patched or put together anew.

    `named` tells of the index of a word whether it is part of a ref, a plan or an actor.
    """
    for one, other in pairwise(copies):
        between = text[words[one.last - 1].end : words[other.first].start]
        stop = _STOP if between.strip(" ,;") else _SENTENCE_STOP
        if not (one.closes or other.opens or stop.search(between)) and _plain(between):
            return True
    return any(_torn(copy, words, text, named) for copy in copies)


def _plain(between: str) -> bool:
    """Tell whether nothing but few words stands between two runs."""
    return len(between.split()) <= _SHORTEST


def _torn(copy: Copy, words: Sequence[Word], text: str, named: Callable[[int], bool]) -> bool:
    for index, beside, edge in _edges(copy, words):
        if edge or not 0 <= beside < len(words):
            continue
        low, high = sorted((index, beside))
        if _STOP.search(text[words[low].end : words[high].start]):
            continue
        if not named(beside):
            return True
    return False


def _edges(copy: Copy, words: Sequence[Word]) -> Iterator[tuple[int, int, bool]]:
    """Yield both ends of a run: its last word there, the word beside it, and if a source ends."""
    yield copy.first, copy.first - 1, copy.opens
    yield copy.last - 1, copy.last, copy.closes
