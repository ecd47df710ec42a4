"""Who drives a plan, and who drives it with them, as its cover and its text say."""

import re
from collections.abc import Iterator, Sequence

from ingest.actors import find_actors
from ingest.model import ActorValue
from ingest.text import line_start

# "Poland", "the Czech Republic", "IT and SE", "Spain, Italy and Malta", "IE / SI"
_NAME = r"[A-Z][\w'-]*(?: (?:of |the )?[A-Z][\w'-]*){0,3}"
_AND = r"(?:, | and |, and | & |/| / )(?:the )?"
_ACTORS = rf"(?:the )?(?P<actors>{_NAME}(?:{_AND}{_NAME}){{0,5}})"
_ROLE = r"(?P<co>[Cc]o-?\s?)?[Dd]rivers?(?:\(s\))?\b"
_SPEAKS = re.compile("[Dd]rive")
# the rest of a line, and the next one that has words
_BELOW = re.compile(r"[^\n]*+\n\s*+[^\n]*+")
# "assisted by the" and "co-drivers CZ and IE" on the next line
_BROKEN = re.compile(r"(?<=\w)\n(?=[a-z(])")
_PATTERNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # "Poland (Driver)", "Austrian delegation (driver)", "EL and MT (co-drivers)"
        rf"{_ACTORS}(?: delegation)? \((?:as |the )*{_ROLE}\)",
        # "Austria as driver", "IT and SE as co-drivers", "Spain acting as the Driver"
        rf"{_ACTORS},?(?: acting| serving)? as (?:the |a |its )?{_ROLE}",
        # "under the responsibility of the FR driver"
        rf"responsibility of {_ACTORS}(?:,)? {_ROLE}",
        # "The Driver (FR)", "Co-Drivers (IT and SE)"
        rf"\b{_ROLE} \({_ACTORS}\)",
        # "Driver: Poland", a row "Co-Drivers | IT, SE"
        rf"^[\t ]*(?:EMPACT )?{_ROLE}[ \t]*(?::\s*|\n[\t ]*|\t+){_ACTORS}[ \t.]*$",
        # "supported by three Co-drivers: Germany, Spain and Europol"
        rf"\b{_ROLE}: {_ACTORS}",
        # "The Driver of the plan is Poland", "its co-drivers are IE and SI"
        rf"\b{_ROLE}(?: (?:of (?:the|this)|for|in) [\w ]{{3,40}}?)? (?:is|are|will be) {_ACTORS}",
        # "FR is the Driver of this plan", "SE is first co-driver", "NL and RO are Co-Drivers"
        rf"{_ACTORS} (?:is|are|acts as|act as|will be|remains?) (?:the |a |an |its )?"
        rf"(?:(?:first|second|third|only) )?{_ROLE}",
        # "ES drives the plan"
        rf"{_ACTORS} (?P<co>co-?)?drives? (?:the|this) (?:plan|OAP|priority)",
        # "by the driver, Sweden (SE)", "of the driver IT and of the co-drivers ES and LV"
        rf"\bthe {_ROLE},? {_ACTORS}",
        # "delegated the management to Italy which will now be referred to as the Driver"
        rf"to {_ACTORS},? (?:which|who) [\w ]{{1,25}} referred to as (?:the )?{_ROLE}",
    )
)


def find_drivers(text: str) -> tuple[ActorValue | None, tuple[ActorValue, ...]]:
    """Return the driver that a paper names, or None, and the co-drivers."""
    whole = _BROKEN.sub(" ", text)  # as long as before
    drivers = next((d for t in (text, whole) for d in _named(t, together=False)), ())
    partners = next((d for t in (text, whole) for d in _named(t, together=True)), ())
    return (drivers[0] if drivers else None), tuple(partners)


def _named(text: str, together: bool) -> Iterator[Sequence[ActorValue]]:
    """Yield the actors of each place that names a driver, or with `together` co-drivers."""
    stretches = list(_stretches(text))
    for pattern in _PATTERNS:
        reached = 0
        for start, end in stretches:
            for match in pattern.finditer(text, max(start, reached), end):
                reached = match.end()
                actors = _actors(match)
                if actors and bool(match["co"]) == together:
                    yield actors


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that speak of driving, each with the line below it that has words.

    The patterns look everywhere for names, which takes long; these are where one can fit.
    """
    for match in _SPEAKS.finditer(text):
        below = _BELOW.match(text, match.end())
        yield line_start(text, match.start()), below.end() if below else len(text)


def _actors(match: re.Match[str]) -> list[ActorValue]:
    start = match.start("actors")
    return [
        ActorValue(start=start + a.start, end=start + a.end, value=a.text, code=a.code)
        for a in find_actors(match["actors"])
    ]
