"""When an action plans something: in which quarters and months, or all year."""

import re
from collections.abc import Iterator

from answer.draft import Evidence, evidence_at
from answer.select.grammar import grammar
from answer.select.selection import During
from ingest.facts import quarters
from ingest.model import Action, Document, Field

WHOLE_YEAR = "whole_year"
"""Something in each of the four quarters."""
WHOLE_YEAR_SAID = re.compile(
    r"\b(?:whole|all|entire|throughout the)[ -]year\b|\byear[ -]round\b", re.IGNORECASE
)
"""Words by which a timing says that it is all year."""
_EVERY_QUARTER = frozenset(("Q1", "Q2", "Q3", "Q4"))
_HALVES = {"first_half": frozenset(("Q1", "Q2")), "second_half": frozenset(("Q3", "Q4"))}
_MONTHS = tuple(m for m in grammar().months if m != WHOLE_YEAR and m not in _HALVES)
_MONTH = re.compile(rf"\b(?:{'|'.join(m.capitalize() for m in _MONTHS)})\b")


def planned_in(during: During, document: Document, action: Action) -> Iterator[Evidence]:
    """Yield where an action says that something is planned in the quarters or months asked for."""
    if WHOLE_YEAR in during.when:
        yield from _whole_year(document, action)
        return
    if during.only and set(during.when) <= set(_HALVES) and not _all_within(during, action):
        return
    for activity in action.activities:
        if activity.timing and _falls(during, activity.timing):
            end = activity.timing_end or activity.end
            yield Evidence(document.id, action.ref, Field.ACTIVITY.value, activity.start, end)
    for field in (Field.TIMING, Field.JAD):
        for value in action.values(field):
            if _falls(during, value.value):
                yield evidence_at(document.id, action.ref, value, field.value)


def half_named(when: str) -> str:
    """Return a half of the year in words; empty where it is none."""
    return f"the {when.replace('_', ' ')} of the year" if when in _HALVES else ""


def _all_within(during: During, action: Action) -> bool:
    """Tell whether an action plans nothing outside the halves of the year asked for."""
    timings = [a.timing or "" for a in action.activities]
    timings += [value.value for value in action.timing]
    printed = {quarter for words in timings for quarter in quarters(words)}
    return printed <= {quarter for half in during.when for quarter in _HALVES[half]}


def goes_on_all_year(document: Document, action: Action) -> bool:
    """Tell whether an action says that it goes on all year, or plans something in each quarter."""
    return next(_whole_year(document, action), None) is not None


def _whole_year(document: Document, action: Action) -> Iterator[Evidence]:
    """Yield what shows that an action goes on all year: it says so, or names each quarter."""
    for value in action.timing:
        said = WHOLE_YEAR_SAID.search(value.value)
        if said or set(quarters(value.value)) >= _EVERY_QUARTER:
            yield evidence_at(document.id, action.ref, value, Field.TIMING.value)
    timed = [(a, set(quarters(a.timing or ""))) for a in action.activities]
    told = [(a, found) for a, found in timed if found]
    if set().union(*(found for _, found in told)) >= _EVERY_QUARTER:
        activity = told[0][0]
        end = activity.timing_end or activity.end
        yield Evidence(document.id, action.ref, Field.ACTIVITY.value, activity.start, end)


def _falls(during: During, words: str) -> bool:
    """Tell whether a printed timing covers the quarters, falls in the half or names the months."""
    printed = set(quarters(words))
    wanted = {when for when in during.when if when.startswith("Q")}
    halves = [_HALVES[when] for when in during.when if when in _HALVES]
    if not all(half & printed for half in halves):
        return False
    months = {when for when in during.when if when in _MONTHS}
    if wanted and not (printed == wanted if during.only else wanted <= printed):
        return False
    return months <= set(_months(words))


def _months(words: str) -> Iterator[str]:
    """Yield the months that a timing names or spans: "July-September 2021"."""
    named = [(m.start(), m.end(), m.group().lower()) for m in _MONTH.finditer(words)]
    for at, (_, end, name) in enumerate(named):
        yield name
        behind = named[at + 1] if at + 1 < len(named) else None
        if behind and re.fullmatch(r"\s*(?:-|–|to)\s*", words[end : behind[0]]):
            first, last = _MONTHS.index(name), _MONTHS.index(behind[2])
            yield from _MONTHS[first : last + 1]
