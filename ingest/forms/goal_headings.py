"""Headings of goals as plans print them, and goals that only the numbers of actions tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.forms.labels import label_data
from ingest.model import Action, Goal, Span, Value
from ingest.text import trim, value_at

# "Goal 1 – Intelligence", "Strategic Goal IV – Tracing", "Strategic objective 2: Seizures",
# "SG 3. Training", "- CHSG 5 - Fraud", "Pillar A: Seizures"
_NAMES = "|".join(
    re.escape(name).replace(r"\ ", "[ ]")
    for name in sorted(label_data().goals, key=len, reverse=True)
)
GOAL_LINE = re.compile(
    r"^[\t ]*+(?:[·•-][\t ]*+)?(?:Common Horizontal |Additional )?"
    rf"(?:{_NAMES})[ \t]*+(?:no\.?[ \t]*+)?"
    r"(\d{1,2}|(?-i:[IVX]{1,5}|[A-H]))"
    r"(?:[ \t]*+[:.\u2013\u2014|-]+[ \t]*+(?:\n[\t ]*+)?|[\t ]*+\n{1,2}[\t ]*+(?=[A-Z]))"
    r"(\S[^\n\t]*+)[\t ]*+$",
    re.MULTILINE | re.IGNORECASE,
)
# "1. Better picture of tyre dumping": a row of a table by itself
GOAL_ROW = re.compile(r"[\t ]*+(\d{1,2})[.):]?[ \t\u00a0]+([^\W\d][^\n\t]+?)[\t ]*+")


_ROMAN = {"I": 1, "V": 5, "X": 10}


def goal_number(printed: str) -> int:
    """Return the number of a goal that is printed in Arabic or Roman figures, or as a letter."""
    if printed.isdigit():
        return int(printed)
    if not set(printed) <= _ROMAN.keys():
        return ord(printed) - ord("A") + 1
    values = [_ROMAN[letter] for letter in printed]
    following = [*values[1:], 0]
    return sum(-v if v < behind else v for v, behind in zip(values, following, strict=True))


@dataclass(frozen=True, slots=True)
class GoalHeading:
    """A heading: the goal's number, where all of it stands, and where its title stands."""

    number: int
    span: Span
    title: Span


def heading_of(match: re.Match[str]) -> GoalHeading:
    """Return the heading that a match of one of the patterns is."""
    whole = Span(start=match.start(1), end=match.end(2))
    return GoalHeading(
        goal_number(match.group(1)), whole, Span(start=match.start(2), end=match.end(2))
    )


def heading_above(headings: Sequence[GoalHeading], number: int, before: int) -> GoalHeading | None:
    """Return the last heading of a goal above an offset, or None."""
    found = [h for h in headings if h.number == number and h.span.start < before]
    return found[-1] if found else None


def goal_with(
    text: str, number: int, heading: GoalHeading | None, printed: Span, actions: tuple[Action, ...]
) -> Goal:
    """Return a goal under its heading; without one its number alone, as `printed`, is its title."""
    ref = f"SG {number}"
    if heading is None:
        title = Value(**printed.model_dump(), value=printed.quote(text))
        return Goal(**printed.model_dump(), ref=ref, title=title, actions=actions)
    span = trim(text, heading.span.start, heading.span.end)
    own = value_at(text, heading.title.start, heading.title.end)
    title = own or Value(**span.model_dump(), value=ref)
    return Goal(**span.model_dump(), ref=ref, title=title, actions=actions)
