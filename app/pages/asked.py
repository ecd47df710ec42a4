"""What the address of the explore page asks for: conditions, an order, and how to show it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict

from app.actions import ActionConditions, ListedAction
from app.interface import Interface
from app.naming import actor_name
from app.pages.quarters import quarters_in
from app.plans import View
from ingest.actors import display_name

Role = Literal["", "leader", "co_leader", "participant"]
ROLES: tuple[Role, ...] = ("", "leader", "co_leader", "participant")
"""The roles in which an actor can be asked for; "" is any."""


class Chip(NamedTuple):
    """A condition that no field of the form shows, and the address without it."""

    label: str
    without: str


class Asked(BaseModel):
    """The query part of the address; parameters that it doesn't know are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    document: tuple[str, ...] = ()
    goal: str = ""
    role: Role = ""
    """The role in which `actor` is meant."""
    actor: str = ""
    leader: str = ""
    co_leader: str = ""
    participant: str = ""
    type: str = ""
    quarter: str = ""
    text: str = ""
    sort: str = ""
    """A key of `ORDERS`, with "-" in front for the other way round."""
    view: str = ""

    def conditions(self) -> ActionConditions:
        """Return the conditions as the API has them."""
        names = set(ActionConditions.model_fields) - {"document", "actor"}
        given = {name: getattr(self, name) for name in names}
        given["document"] = tuple(filter(None, self.document))
        if self.actor:
            given[self.role or "actor"] = self.actor
        return ActionConditions.model_validate(given)

    def query(self, **changes: str) -> str:
        """Return the query part of the address, with some parameters changed."""
        own: dict[str, Any] = self.model_dump() | changes
        return urlencode({name: value for name, value in own.items() if value}, doseq=True)

    def url(self, **changes: str) -> str:
        """Return the address of the page, with some parameters changed."""
        query = self.query(**changes)
        return f"/explore?{query}" if query else "/explore"

    def chips(self, words: Interface) -> tuple[Chip, ...]:
        """Return the conditions on single roles, which links set and the form doesn't show."""
        return tuple(
            Chip(
                f"{words.say(f'role_{role}')}: {actor_name(getattr(self, role), words)}",
                self.url(**{role: ""}),
            )
            for role in ROLES
            if role and getattr(self, role)
        )

    @property
    def conditioned(self) -> bool:
        """Tell whether the list is narrowed at all."""
        return self.conditions() != ActionConditions()


def named(values: object) -> tuple[str, ...]:
    """Return the values of a field as names: actors by their display name; none when withheld."""
    if not isinstance(values, Sequence):
        return ()
    return tuple(display_name(v.code) if getattr(v, "code", None) else v.value for v in values)


def quarters_of(action: ListedAction) -> tuple[str, ...]:
    """Return the quarters that an action's activities and timing cover."""
    printed: Iterator[View] = (
        value
        for field in (action.activities, action.timing)
        if isinstance(field, Sequence)
        for value in field
    )
    return quarters_in(
        str(getattr(value, "timing", None) or getattr(value, "value", "")) for value in printed
    )


def _number(action: ListedAction) -> tuple[int, ...]:
    digits = "".join(c if c.isdigit() else " " for c in action.ref).split()
    return tuple(int(part) for part in digits)


ORDERS: dict[str, Callable[[ListedAction], Any]] = {
    "plan": lambda action: (action.year or 0, action.document_id),
    "ref": _number,
    "title": lambda action: action.title.value.casefold(),
    "leader": lambda action: (not named(action.leaders), named(action.leaders)),
    "participants": lambda action: len(named(action.participants)),
    "when": lambda action: (not quarters_of(action), quarters_of(action)),
}
"""What a list of actions can be sorted by; the order of the plans decides between equals."""


def in_order(actions: Sequence[ListedAction], sort: str) -> list[ListedAction]:
    """Return actions sorted as asked; as they are for an order that there isn't."""
    order = ORDERS.get(sort.removeprefix("-"))
    return sorted(actions, key=order, reverse=sort.startswith("-")) if order else list(actions)
