"""Two actions side by side, field by field."""

from collections.abc import Iterator

from app.interface import Interface
from app.naming import plan_label
from app.pages.comparison import (
    SIDE_BY_SIDE,
    Cited,
    ComparedPart,
    ComparedRow,
    Comparison,
    Side,
    cited_values,
    compared,
    some,
    verdict_names,
)
from app.pages.links import action_url
from app.pages.sheet import FIELDS
from ingest.model import Action, Document, Field

OneAction = tuple[Document, Action]
"""An action and the document that it stands in."""


def compare_actions(one: OneAction, other: OneAction, words: Interface) -> Comparison:
    """Compare two actions; participants of both are told apart from those of one."""
    rows: list[ComparedRow] = []
    for field in (Field.TITLE, *FIELDS):
        left, right = _values(one, field, words), _values(other, field, words)
        if field == Field.PARTICIPANTS:
            rows += _participants(left, right, words)
        else:
            rows.append(compared(words.column(field), left, right))
    part = ComparedPart(words.say("part_fields"), some(rows))
    verdicts = verdict_names(SIDE_BY_SIDE, words)
    return Comparison(_side(*one, words), _side(*other, words), (part,), verdicts)


def _participants(
    left: tuple[Cited, ...], right: tuple[Cited, ...], words: Interface
) -> Iterator[ComparedRow]:
    shared = {item.words for item in left} & {item.words for item in right}
    both = ([item for item in side if item.words in shared] for side in (left, right))
    alone = ([item for item in side if item.words not in shared] for side in (left, right))
    yield compared(words.say("participants_both"), *both)
    yield compared(words.say("participants_one"), *alone)


def _values(one: OneAction, field: Field, words: Interface) -> tuple[Cited, ...]:
    document, action = one
    return cited_values(document, action.ref, action.values(field), words)


def _side(document: Document, action: Action, words: Interface) -> Side:
    name = f"{action.ref}, {plan_label(document, words)}"
    return Side(name, action_url(document.id, action.ref))
