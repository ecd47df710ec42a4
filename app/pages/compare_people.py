"""Who leads and who joins, on two sides: each actor with the actions that name it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from app.pages.comparison import Cited, ComparedPart, ComparedRow, Verdict, cited
from ingest.actors import display_name
from ingest.model import Action, ActorValue, Document


class Held(NamedTuple):
    """Actions of a document that stand on one side."""

    document: Document
    actions: Sequence[Action]


def people_parts(left: Held, right: Held) -> Iterator[ComparedPart]:
    """Yield who leads on both sides, then who else takes part."""
    yield _part("Who leads", left, right, lambda action: action.leaders)
    yield _part(
        "Who takes part, co-leaders included",
        left,
        right,
        lambda action: (*action.co_leaders, *action.participants),
    )


def _part(
    name: str, left: Held, right: Held, pick: Callable[[Action], Iterable[ActorValue]]
) -> ComparedPart:
    sides = _by_actor(left, pick), _by_actor(right, pick)
    ranked = sorted(
        sides[0].keys() | sides[1].keys(),
        key=lambda code: (-sum(len(side.get(code, ())) for side in sides), display_name(code)),
    )
    rows = (_row(code, *(tuple(side.get(code, ())) for side in sides)) for code in ranked)
    return ComparedPart(name, tuple(rows))


def _by_actor(held: Held, pick: Callable[[Action], Iterable[ActorValue]]) -> dict[str, list[Cited]]:
    found: dict[str, dict[str, Cited]] = {}
    for action in held.actions:
        for value in pick(action):
            if value.code:
                place = cited(held.document, action.ref, action.ref, value)
                found.setdefault(value.code, {}).setdefault(action.ref, place)
    return {code: list(places.values()) for code, places in found.items()}


def _row(code: str, left: tuple[Cited, ...], right: tuple[Cited, ...]) -> ComparedRow:
    verdict: Verdict = "dropped" if not right else "new"
    if left and right:
        verdict = "kept" if len(left) == len(right) else "changed"
    return ComparedRow(display_name(code), left, right, verdict)
