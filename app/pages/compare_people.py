"""Who leads and who joins, on two sides: each actor with the actions that name it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from app.interface import Interface
from app.naming import actor_name
from app.pages.comparison import Cited, ComparedPart, ComparedRow, Verdict, cited
from ingest.model import Action, ActorValue, Document


class Held(NamedTuple):
    """Actions of a document that stand on one side."""

    document: Document
    actions: Sequence[Action]


def people_parts(left: Held, right: Held, words: Interface) -> Iterator[ComparedPart]:
    """Yield who leads on both sides, then who else takes part."""
    yield _part("part_leading", (left, right), lambda action: action.leaders, words)
    yield _part(
        "part_joining",
        (left, right),
        lambda action: (*action.co_leaders, *action.participants),
        words,
    )


def _part(
    key: str,
    held: tuple[Held, Held],
    pick: Callable[[Action], Iterable[ActorValue]],
    words: Interface,
) -> ComparedPart:
    sides = [_by_actor(side, pick, words) for side in held]
    names = {code: actor_name(code, words) for side in sides for code in side}
    ranked = sorted(
        names,
        key=lambda code: (-sum(len(side.get(code, ())) for side in sides), names[code]),
    )
    rows = (_row(names[code], *(tuple(side.get(code, ())) for side in sides)) for code in ranked)
    return ComparedPart(words.say(key), tuple(rows), of_people=True)


def _by_actor(
    held: Held, pick: Callable[[Action], Iterable[ActorValue]], words: Interface
) -> dict[str, list[Cited]]:
    found: dict[str, dict[str, Cited]] = {}
    for action in held.actions:
        for value in pick(action):
            if value.code:
                place = cited(held.document, action.ref, action.ref, value, words)
                found.setdefault(value.code, {}).setdefault(action.ref, place)
    return {code: list(places.values()) for code, places in found.items()}


def _row(name: str, left: tuple[Cited, ...], right: tuple[Cited, ...]) -> ComparedRow:
    verdict: Verdict = "dropped" if not right else "new"
    if left and right:
        verdict = "kept" if len(left) == len(right) else "changed"
    return ComparedRow(name, left, right, verdict)
