"""Two actions side by side, field by field."""

from collections.abc import Iterator

from answer.phrasing import plan_name
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
)
from app.pages.links import action_url
from app.pages.sheet import FIELD_NAMES
from ingest.model import Action, Document, Field

OneAction = tuple[Document, Action]
"""An action and the document that it stands in."""


def compare_actions(one: OneAction, other: OneAction) -> Comparison:
    """Compare two actions; participants of both are told apart from those of one."""
    rows = [compared("Title", _values(one, Field.TITLE), _values(other, Field.TITLE))]
    for field, name in FIELD_NAMES.items():
        if field == Field.PARTICIPANTS:
            rows += _participants(one, other)
        else:
            rows.append(compared(name, _values(one, field), _values(other, field)))
    return Comparison(
        _side(*one), _side(*other), (ComparedPart("Field by field", some(rows)),), SIDE_BY_SIDE
    )


def _participants(one: OneAction, other: OneAction) -> Iterator[ComparedRow]:
    left, right = _values(one, Field.PARTICIPANTS), _values(other, Field.PARTICIPANTS)
    shared = {item.words for item in left} & {item.words for item in right}
    both = ([item for item in side if item.words in shared] for side in (left, right))
    alone = ([item for item in side if item.words not in shared] for side in (left, right))
    yield compared("Participants of both", *both)
    yield compared("Participants of one", *alone)


def _values(one: OneAction, field: Field) -> tuple[Cited, ...]:
    document, action = one
    return cited_values(document, action.ref, action.values(field))


def _side(document: Document, action: Action) -> Side:
    return Side(f"{action.ref}, {plan_name(document)}", action_url(document.id, action.ref))
