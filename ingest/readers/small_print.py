"""Footnotes of a PDF page: small print below all else, each behind its number."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.readers.lines import TextLine
from ingest.readers.marks import superscript

_CALL = re.compile(r"[¹²³⁰⁴-⁹]+")
_NOTE = re.compile(rf"{_CALL.pattern}\s*\S")


def opens_note(words: str) -> bool:
    """Tell whether words open as a footnote does: with a raised number."""
    return bool(_NOTE.match(words))


def small_print_below(lines: Sequence[TextLine], size: float, bottom: float) -> list[TextLine]:
    """Return the last lines of a page that are no larger than `size` and stand below `bottom`."""
    small = takewhile(lambda x: x.size <= size and x.top > bottom, reversed(lines))
    return list(small)[::-1]


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
    raised = superscript(first.text) if first.text.isdecimal() else ""
    if len(line.words) > 1 and raised in called:
        line.words[0] = replace(first, text=raised)


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
