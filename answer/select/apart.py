"""Questions for actors by two plans: in one and not in the other, or in both of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from answer.mentions import Mentions
from answer.query import Role
from answer.select.grammar import Item, drawn, grammar, read_items
from answer.select.reading import roles_of
from answer.words import stem

_DULL = "WEPA&,O#tBUNQ"
"""Symbols that such a question may hold beside roles, kinds and plans."""
_DENIED = re.compile(r"[NU](?P<between>[^NPU]*)P")
_TWO_PLANS = 2
_YEAR = re.compile(r"20[0-4]\d")


@dataclass(frozen=True, slots=True)
class Held:
    """One of the two plans, by its place in the question, and a role that counts there."""

    place: int
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """What is wanted of the actors of two plans."""

    kind: str
    """The kind of actors; any where it is empty."""
    having: Held
    lacking: Held
    both: bool = False
    """True where they must be in both: nothing is lacking then."""


def read_apart(mentions: Mentions) -> tuple[Apart, ...]:
    """Return which actors of two plans a question sets apart; nothing where it does not.

    "Which agencies take part in 2012 but not in 2022?", "who is new in 2022 beside 2012?". Where
    a question asks both ways round, both are returned. The places are those of the plans in the
    question: 0 for the one named first.
    """
    items = read_items(mentions)
    text = drawn(items)
    plans = [at for at, symbol in enumerate(text) if symbol == "P"]
    if len(plans) < _TWO_PLANS or not re.fullmatch(f"[{re.escape(_DULL)}KLw]*", text):
        return ()
    changes = _changes(items)
    if changes is None or not re.search("[KLw]", text):
        return ()
    names = [mentions.question[items[at].start : items[at].end] for at in plans]
    years = [m.group() if (m := _YEAR.search(name)) else name for name in names]
    called = years if len(set(years)) > 1 else names
    named = list(dict.fromkeys(called))
    if len(named) != _TWO_PLANS:
        return ()
    return _read(items, text, [named.index(name) for name in called], named, changes)


def _changes(items: Sequence[Item]) -> set[str] | None:
    """Return which changes the words tell that are no names; None where one tells none."""
    found = set()
    for item in items:
        if item.tag == "topic":
            change = next((c for c, w in grammar().changes.items() if stem(item.value) in w), None)
            if change is None:
                return None
            found.add(change)
    return found


def _read(
    items: Sequence[Item], text: str, places: Sequence[int], names: Sequence[str], changes: set[str]
) -> tuple[Apart, ...]:
    kind = next((item.value for item in items if item.tag == "kind"), "")
    at_plan = dict(zip((at for at, s in enumerate(text) if s == "P"), places, strict=True))
    denied = {
        at_plan[match.end() - 1]: match
        for match in _DENIED.finditer(text)
        if match.group().startswith("N")
    }
    if not denied:
        return _read_undenied(kind, items, text, at_plan, names, changes)
    found: list[Apart] = []
    for lacking, match in denied.items():
        before = [i for i in items[: match.start()] if i.tag == "role"]
        behind = [i for i in items[match.start() :] if i.tag == "role"]
        having_roles = roles_of(before or behind)
        lacking_roles = roles_of(behind) if behind else having_roles
        found.append(_apart(kind, having_roles, 1 - lacking, lacking_roles))
    return tuple(found)


def _read_undenied(
    kind: str,
    items: Sequence[Item],
    text: str,
    at_plan: Mapping[int, int],
    names: Sequence[str],
    changes: set[str],
) -> tuple[Apart, ...]:
    """Read a question that denies nothing: "only in 2012", "dropped out since", "in both"."""
    roles = roles_of([item for item in items if item.tag == "role"])
    only = {at_plan[match.end() - 1] for match in _DENIED.finditer(text)}
    newer = max((0, 1), key=lambda place: names[place])
    if len(only) == 1 and not changes:
        return (_apart(kind, roles, only.pop(), roles),)
    if "gone" in changes:
        return (_apart(kind, roles, 1 - newer, roles),)
    if "new" in changes:
        return (_apart(kind, roles, newer, roles),)
    if "B" in text:
        return (replace(_apart(kind, roles, 0, roles), both=True),)
    return ()


def _apart(kind: str, roles: tuple[Role, ...], place: int, others: tuple[Role, ...]) -> Apart:
    return Apart(kind, Held(place, roles), Held(1 - place, others))
