"""Who has which part in which action: what the pictures of actors are drawn from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.actions import ListedAction
from app.plans import ActorView


class PartRole(NamedTuple):
    """A role in an action: the filter that finds it, and its field."""

    key: str
    field: str


ROLES = (
    PartRole("leader", "leaders"),
    PartRole("co_leader", "co_leaders"),
    PartRole("participant", "participants"),
)


class Part(NamedTuple):
    """One actor's role in one action."""

    code: str
    role: PartRole
    action: ListedAction


def actors_in(action: ListedAction, role: PartRole) -> tuple[str, ...]:
    """Return the codes of those who hold a role in an action, each once; none when withheld."""
    values: Sequence[ActorView] | object = getattr(action, role.field)
    if not isinstance(values, Sequence):
        return ()
    return tuple(dict.fromkeys(value.code for value in values if value.code))


def parts_in(actions: Iterable[ListedAction]) -> Iterator[Part]:
    """Yield every part that an actor of the vocabulary has in the actions."""
    for action in actions:
        for role in ROLES:
            for code in actors_in(action, role):
                yield Part(code, role, action)
