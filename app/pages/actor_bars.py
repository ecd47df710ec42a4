"""Bars of who leads, co-leads and takes part, each number a way to the actions behind it."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from app.actions import ListedAction
from app.interface import Interface
from app.naming import actor_name
from app.pages.asked import Asked
from app.pages.parts import ROLES, PartRole, parts_in


class Stretch(NamedTuple):
    """The part of a bar that stands for one role: where it starts, how long it is, in percent."""

    role: PartRole
    number: int
    start: float
    width: float
    url: str


class Bar(NamedTuple):
    """An actor's bar."""

    code: str
    name: str
    stretches: tuple[Stretch, ...]


def actor_bars(actions: Sequence[ListedAction], asked: Asked, words: Interface) -> tuple[Bar, ...]:
    """Return a bar for each actor, those who lead most first."""
    counts: dict[str, Counter[str]] = {}
    for part in parts_in(actions):
        counts.setdefault(part.code, Counter())[part.role.key] += 1
    longest = max((sum(held.values()) for held in counts.values()), default=1)
    names = {code: actor_name(code, words) for code in counts}
    ranked = sorted(counts, key=lambda code: (*_rank(counts[code]), names[code]))
    return tuple(
        Bar(code, names[code], _stretches(code, counts[code], longest, asked)) for code in ranked
    )


def _rank(held: Counter[str]) -> tuple[int, ...]:
    return tuple(-held[role.key] for role in ROLES)


def _stretches(code: str, held: Counter[str], longest: int, asked: Asked) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    start = 0.0
    for role in ROLES:
        width = round(100 * held[role.key] / longest, 2)
        url = asked.url(view="", **{role.key: code})
        found.append(Stretch(role, held[role.key], round(start, 2), width, url))
        start += width
    return tuple(found)
