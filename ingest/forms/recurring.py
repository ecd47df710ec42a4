"""Labels that no form has, told by their coming again in front of something in most sheets.

"Run by Italy", "Run by CEPOL" and "Run by Spain" have a label "Run by", whether it is bold, stands
above its words or has a colon behind it; what it labels is told by what stands behind it.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.actors import read_actor
from ingest.forms.labels import field_named, fold, label_data
from ingest.layout import Table
from ingest.text import BULLET, clean, split_lines

_LEAST_SHEETS, _LEAST_LABELS = 3, 3
_MOST = 0.75
_SOME = 0.3
_MAX_WORDS = 7
_MAX_CHARS = 60
_SEPARATOR = r"[ \t\u00a0]*(?:[:\u2013\u2014-](?=\s)|\.(?=[ \t]))?"


@dataclass(frozen=True, slots=True)
class OwnLabels:
    """The labels that come again in the sheets of one document."""

    lines: re.Pattern[str] | None = None
    """Those that open lines."""
    cells: frozenset[str] = frozenset()
    """Those that are cells of their own, folded."""


def recurring_labels(
    text: str, stretches: Sequence[tuple[int, int]], tables: Sequence[Table]
) -> OwnLabels:
    """Return the labels that stand in most of the sheets of a document."""
    if len(stretches) < _LEAST_SHEETS:
        return OwnLabels()
    return OwnLabels(_lines(text, stretches, tables), _cells(text, stretches, tables))


def _cells(
    text: str, stretches: Sequence[tuple[int, int]], tables: Sequence[Table]
) -> frozenset[str]:
    seen: Counter[str] = Counter()
    cells = sorted(
        (cell.start, fold(clean(text[cell.start : cell.end])))
        for table in tables
        for row in table.rows
        for cell in row.cells
    )
    places = [at for at, _ in cells]
    for start, end in stretches:
        inside = cells[bisect_left(places, start) : bisect_left(places, end)]
        seen.update({words for _, words in inside})
    least = max(_LEAST_SHEETS, _MOST * len(stretches))
    return frozenset(w for w, count in seen.items() if count >= least and _may_be_cell(w))


def _may_be_cell(words: str) -> bool:
    plain = len(words.split()) <= _MAX_WORDS and not re.search(r"\d", words) and words
    data = label_data()
    said = words in data.nothing or words in data.type_words or read_actor(words) is not None
    return bool(plain) and not said


def _lines(
    text: str, stretches: Sequence[tuple[int, int]], tables: Sequence[Table]
) -> re.Pattern[str] | None:
    """Return the pattern of the labels that open lines in most of the sheets; None for too few."""
    seen: Counter[str] = Counter()
    for start, end in stretches:
        seen.update(set(_openings(text, start, end, tables)))
    least = max(_LEAST_SHEETS, _MOST * len(stretches))
    some = max(_LEAST_SHEETS, _SOME * len(stretches))
    found = [words for words, count in seen.items() if count >= least and _is_open(words)]
    found = [words for words in found if not _goes_on(words, seen)]
    values = _values(text, stretches, set(found))
    found = [words for words in found if words not in values]
    labels = {_cut(words) for words in found} - {""}
    if len(labels) < _LEAST_LABELS:
        return None
    labels |= {
        words
        for words, n in seen.items()
        if n >= some and field_named(words) and not any(words.startswith(own) for own in labels)
    }
    known = sorted(labels, key=len, reverse=True)
    names = "|".join(re.escape(label).replace(r"\ ", r"[ \t\u00a0]+") for label in known)
    # at the start of a line; with a colon also where a page's lines were put together
    opening = rf"(?:^[ \t\u00a0]*|(?<=[^\s:;,] )(?=(?:{names})[ \t]*:\s))"
    return re.compile(rf"{opening}(?P<label>{names})(?!\w){_SEPARATOR}", re.MULTILINE)


def _openings(text: str, start: int, end: int, tables: Sequence[Table]) -> Iterator[str]:
    """Yield the first words of each line of a sheet, from one of them to seven."""
    inside = [table for table in tables if table.start < end and start < table.end]
    for line in list(split_lines(text, start, end))[1:]:
        if line.blank or BULLET.match(line.text):
            continue
        if any(table.start <= line.start < table.end for table in inside):
            continue
        words = clean(line.text).split()[:_MAX_WORDS]
        for count in range(1, len(words) + 1):
            opening = " ".join(words[:count])
            closed = opening.rstrip(" :.\u2013\u2014-")
            if re.search(r"\d", opening) or len(opening) > _MAX_CHARS:
                break
            if closed:
                yield closed
            if closed != opening:
                break


def _values(text: str, stretches: Sequence[tuple[int, int]], labels: set[str]) -> set[str]:
    """Return the openings that only stand right below one and the same label: its usual value."""
    above: dict[str, set[str]] = {}
    for start, end in stretches:
        lines = [clean(line.text) for line in split_lines(text, start, end) if not line.blank]
        for before, line in pairwise(lines):
            for words in labels:
                if line.startswith(words):
                    above.setdefault(words, set()).add(before.rstrip(" :."))
    return {
        words
        for words, before in above.items()
        if not field_named(words) and len(before) == 1 and before <= labels
    }


def _is_open(words: str) -> bool:
    """Tell whether words may be a label: they open with a capital, and with no article."""
    first = words.split()[0]
    return words[:1].isupper() and first.casefold() not in label_data().no_labels


def _goes_on(words: str, seen: Counter[str]) -> bool:
    """Tell whether the same lines all go on with the same word."""
    return any(
        other.startswith(f"{words} ") and count >= seen[words] for other, count in seen.items()
    )


def _cut(words: str) -> str:
    """Return the label in the words that lines have in common: "Numbers to reach" Number of."""
    parts = words.split()
    capitals = [
        n for n, word in enumerate(parts) if n and re.match(r"[A-Z][a-z]{2}|EUR|USD|€", word)
    ]
    for count in reversed([*capitals, len(parts)]):
        if field_named(" ".join(parts[:count])):
            return " ".join(parts[:count])
    if 1 in capitals and parts[1][1:].islower():  # each word has a capital: "Country In Charge"
        return words
    return " ".join(parts[: min(capitals, default=len(parts))])
