"""When something runs, by quarters, as people would say it."""

from collections.abc import Iterable, Sequence

from app.interface import Interface
from ingest.timing import quarters

QUARTERS = ("Q1", "Q2", "Q3", "Q4")


def quarters_in(timings: Iterable[str]) -> tuple[str, ...]:
    """Return the quarters that printed timings cover together, in order."""
    return tuple(sorted({quarter for timing in timings for quarter in quarters(timing)}))


def spoken(covered: Sequence[str], words: Interface) -> str:
    """Return quarters in words: "Q2–Q4" where they follow each other, "Q1, Q3" where not."""
    places = [QUARTERS.index(quarter) for quarter in covered]
    if len(places) > 1 and places[-1] - places[0] == len(places) - 1:
        return "–".join(_named(quarter, words) for quarter in (covered[0], covered[-1]))
    return ", ".join(_named(quarter, words) for quarter in covered)


def _named(quarter: str, words: Interface) -> str:
    return words.say("quarter", n=quarter[1:])
