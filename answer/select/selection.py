"""A question over actions, understood: conditions, and what is wanted of those that meet them."""

from dataclasses import dataclass, field
from typing import Literal

from answer.query import Role

Sign = Literal["more", "at_least", "fewer", "at_most", "exactly"]
How = Literal["list", "count", "share", "sum", "average", "most", "fewest"]


@dataclass(frozen=True, slots=True)
class Size:
    """A number that something is held against: "more than 20"."""

    sign: Sign
    number: float
    behind: bool = False
    """True where it stands behind its noun: "KPIs above 100" are no count of KPIs."""

    def fits(self, value: float) -> bool:
        """Tell whether a value meets it."""
        return {
            "more": value > self.number,
            "at_least": value >= self.number,
            "fewer": value < self.number,
            "at_most": value <= self.number,
            "exactly": value == self.number,
        }[self.sign]


@dataclass(frozen=True, slots=True)
class Party:
    """Actors that an action must have, or must not have: by code, or any of a kind."""

    codes: tuple[str, ...] = ()
    kind: str = ""
    roles: tuple[Role, ...] = ()
    """Any of these is meant; empty where any role will do."""
    negated: bool = False
    alone: bool = False
    """True where nobody else may have the role."""
    either: bool = False
    """True where any one of the codes will do."""
    size: Size | None = None
    """How many of the kind there must be."""


@dataclass(frozen=True, slots=True)
class Having:
    """Something that an action must have, or must lack: a field, so many values, a value."""

    name: str
    """A field, "type:training", or "row:budget" for a row of the form."""
    negated: bool = False
    size: Size | None = None
    alone: bool = False
    """True where the field holds nothing else: "only of the type training"."""


@dataclass(frozen=True, slots=True)
class During:
    """A quarter or a month in which something must be planned."""

    when: tuple[str, ...]
    only: bool = False
    negated: bool = False
    """True where nothing may be planned then."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """All that an action must meet, beside the refs and goals that a question names."""

    parties: tuple[Party, ...] = ()
    havings: tuple[Having, ...] = ()
    during: During | None = None
    topic: str = ""
    by_name: bool = False
    """True where "All MS" names nobody."""

    @property
    def bound(self) -> bool:
        """True where more than a topic tells the actions."""
        return bool(self.parties or self.havings or self.during)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of the actions that meet the conditions."""

    target: Literal["actions", "actors", "values", "fields", "groups"]
    how: How
    conditions: Conditions = field(default_factory=Conditions)
    kind: str = ""
    """The kind of actors that are wanted; any where it is empty."""
    held: tuple[tuple[tuple[Role, ...], bool], ...] = ()
    """The roles in which actors are wanted, each with whether it is ruled out."""
    measure: str = ""
    """What is added up or compared: a field, "row:budget", or "kpi" for stated targets."""
    counted: bool = False
    """True where it is how many values that count: "most KPIs", not "the highest target"."""
    fields: tuple[str, ...] = ()
    """What is asked of the actions beside the rest: their co-leaders, their KPIs."""
    words: str = ""
    """What the indicators that are meant speak of: "arrests"."""
    group: str = ""
    """What actions are taken together by: "goal", "quarter", "type", "actor"."""
    size: Size | None = None
    """In how many of the actions actors must be: "in more than five"."""
    first: int = 1
    """How many places of a ranking are wanted: "which three actions"."""
    among: tuple[str, ...] = ()
    """The actors that are held against one another: "who of Albania, Serbia and Montenegro"."""
    every: bool = False
    """True where actors must be in each of the actions: "in both 2.1 and 2.4"."""
