"""Goals that a question leaves out: "the French-led ones outside goal 2" asks for all others."""

import re

from answer.library import Library
from answer.mentions import Mentions

_LEFT_OUT = re.compile(
    r"\b(?:outside|except|other than|apart from|aside from|excluding|besides|beyond|but not"
    r"|not|leaving (?:out|aside)|without)"
    r"(?: (?:of|for|counting|those|the ones|ones|actions|anything|in|under|from|within|the|any"
    r"|belonging to|strategic))*\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_JOINED = re.compile(r"\W*(?:and|or|nor)?\W*", re.IGNORECASE)


def with_other_goals(
    question: str, mentions: Mentions, documents: tuple[str, ...], library: Library
) -> str:
    """Return a question with the goals named that are left when those it leaves out are gone.

    The question as it is where it leaves out none, or where no other goal is left.
    """
    goals = sorted((m for m in mentions.found if m.slot == "goal"), key=lambda m: m.start)
    openings = ((m, _LEFT_OUT.search(question[: m.start])) for m in goals)
    first, opening = next(((m, found) for m, found in openings if found), (None, None))
    if first is None or opening is None:
        return question
    out, end = {_number(first.value)}, first.end
    for goal in goals:
        if goal.start >= end and _JOINED.fullmatch(question[end : goal.start]):
            out, end = {*out, _number(goal.value)}, goal.end
    every = {_number(g.ref) for key in documents for g in library.documents[key].goals}
    left = [str(number) for number in sorted(every - out)]
    if not left:
        return question
    listed = " and ".join(filter(None, (", ".join(left[:-1]), left[-1])))
    word = "goals" if len(left) > 1 else "goal"
    return f"{question[: opening.start()]}under {word} {listed}{question[end:]}"


def _number(ref: str) -> int:
    found = _NUMBER.search(ref)
    return int(found.group()) if found else 0
