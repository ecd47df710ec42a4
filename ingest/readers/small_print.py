"""Footnotes of a PDF page: small print below all else, each behind its number."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.readers.lines import TextLine
from ingest.readers.marks import superscript

_CALL = re.compile(r"[¹²³⁰⁴-⁹]+")
# "4", "4Gatekeepers", "815250/18" of note 8
_NUMBER = re.compile(r"(\d{1,3}?)(?P<glued>(?:[“‘\"'(]?[^\W\d_].*)?|\d{5}/\d{2}.*)$")
_LARGER = 1.0
"""By how many points the number of a note may be larger than its words."""
_NOTE = re.compile(rf"{_CALL.pattern}\s*\S")


def opens_note(words: str) -> bool:
    """Tell whether words open as a footnote does: with a raised number."""
    return bool(_NOTE.match(words))


def small_print_below(lines: Sequence[TextLine], size: float, bottom: float) -> list[TextLine]:
    """Return the last lines of a page that are no larger than `size` and stand below `bottom`."""
    small = takewhile(lambda x: print_size(x) <= size and x.top > bottom, reversed(lines))
    return list(small)[::-1]


def print_size(line: TextLine) -> float:
    """Return the size of a line's letters, a number in larger print before them aside."""
    return max(word.size for word in line.words[_numbered_larger(line) :])


def _numbered_larger(line: TextLine) -> bool:
    """Tell whether a note's number is larger than its words, as some programs export it."""
    first, *rest = line.words
    return bool(rest) and first.text.isdigit() and first.size > rest[0].size + _LARGER


def has_notes(small: Sequence[TextLine], above: Sequence[TextLine]) -> bool:
    """Tell whether there are footnotes among small print.

    A number that the note itself does not raise is raised, as where the text above calls it.
    """
    called = {call for line in above for call in _CALL.findall(line.text)}
    for line in small:
        _raise_number(line, called)
    return any(opens_note(line.text) for line in small)


def _raise_number(line: TextLine, called: Collection[str]) -> None:
    first = line.words[0]
    number = _NUMBER.match(first.text)
    if number is None or not (number["glued"] or len(line.words) > 1):
        return
    raised = superscript(number[1])
    if raised in called or _numbered_larger(line):
        line.words[0] = replace(first, text=f"{raised}{number['glued']}")


def note_runs(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Yield the lines of each footnote: from one raised number to the next."""
    run: list[TextLine] = []
    for line in lines:
        if run and opens_note(line.text):
            yield run
            run = []
        run.append(line)
    if run:
        yield run
