"""The matrix of actors and actions: a letter and a shade where an actor has a part."""

from collections.abc import Sequence
from typing import NamedTuple

from app.actions import ListedAction
from app.interface import Interface
from app.naming import actor_name
from app.pages.asked import Asked
from app.pages.parts import PartRole, parts_in


class MatrixRow(NamedTuple):
    """An actor's row: for each action the role that weighs most, or None."""

    code: str
    name: str
    cells: tuple[PartRole | None, ...]
    parts: int


class Matrix(NamedTuple):
    """Actions as columns, actors as rows, those with most parts first."""

    actions: tuple[ListedAction, ...]
    rows: tuple[MatrixRow, ...]


def actor_matrix(actions: Sequence[ListedAction], _asked: Asked, words: Interface) -> Matrix:
    """Return the matrix of the actions whose sheets can be read."""
    columns = tuple(action for action in actions if not action.withheld)
    held: dict[str, dict[tuple[str, str], PartRole]] = {}
    for part in parts_in(columns):
        key = part.action.document_id, part.action.ref
        held.setdefault(part.code, {}).setdefault(key, part.role)
    names = {code: actor_name(code, words) for code in held}
    ranked = sorted(held, key=lambda code: (-len(held[code]), names[code]))
    rows = (_row(code, names[code], held[code], columns) for code in ranked)
    return Matrix(columns, tuple(rows))


def _row(
    code: str, name: str, held: dict[tuple[str, str], PartRole], columns: Sequence[ListedAction]
) -> MatrixRow:
    cells = tuple(held.get((action.document_id, action.ref)) for action in columns)
    return MatrixRow(code, name, cells, len(held))
