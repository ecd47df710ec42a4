"""What a paper says of an action or goal that it does not have: "Goal 3 is not addressed in 2031".

Why a number is missing stands in running text, in an overview or under the goals.
"""

import re
from collections.abc import Iterator

from answer.draft import Draft, evidence_at
from answer.library import Library
from answer.phrasing import plan_name, without_bullet
from answer.query import PREFIX
from ingest.model import Document, Span
from ingest.text import trim

_GOAL = r"\b(?:CHSGs?|ATSGs?|SGs?|(?:[Ss]trategic )?[Gg]oals?|(?:[Ss]trategic )?[Oo]bjectives?)"
_OTHERS = r"(?: (?:\d{1,2}|and|or|to|[,&–-])[ ,]*){0,6}?"
_STOP = re.compile(r"(?<=[.;!?])\s+|\n+")
_MOST = 2
_FEW_WORDS, _MANY_WORDS = 5, 60
"""Of how many words a sentence is that says something of a number; one of more lists many."""


def write_spoken_of(draft: Draft, document: Document, ref: str, library: Library) -> None:
    """Add the sentences in which a document speaks of a ref that it does not have."""
    text = library.text(document.id)
    for place, span in list(_sentences(document, ref, text))[:_MOST]:
        shown = f"{without_bullet(span.quote(text)).rstrip(' ;')} ({place}, {plan_name(document)})"
        draft.claim(shown, [evidence_at(document.id, place, span)], lead="- ")


def _sentences(document: Document, ref: str, text: str) -> Iterator[tuple[str, Span]]:
    named = _pattern(ref)
    for passage in document.passages if named else ():
        if passage.kind == "furniture" or passage.ref == "Acronyms":
            continue
        start = passage.start
        for end in [*(m.start() for m in _STOP.finditer(text, start, passage.end)), passage.end]:
            words = text[start:end]
            size = len(words.split())
            if named and _FEW_WORDS <= size <= _MANY_WORDS and named.search(words):
                yield passage.ref, trim(text, start, end)
            start = end


def _pattern(ref: str) -> re.Pattern[str] | None:
    """Return the pattern of a ref in running text; None for one that is named in too many ways."""
    number = re.escape(ref.rpartition(" ")[2])
    if ref.startswith(PREFIX["action"]):
        return re.compile(rf"(?<![\d.§])(?<!§ ){number}(?![\d.]*\d)")
    if ref.startswith(PREFIX["goal"]):
        return re.compile(rf"{_GOAL}{_OTHERS} {number}\b(?!\.\d)")
    return None
