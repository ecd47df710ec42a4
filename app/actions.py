"""The list of actions that filters find: conditions as people write them, rows, CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from pydantic import TypeAdapter

from app.errors import BadFilter, UnknownActor
from app.plans import ActionView, View, action_view
from app.refs import read_ref
from ingest.actors import actor, find_actors, read_actor
from ingest.facts import ActionFilter, FactStore

_QUARTERS = ("Q1", "Q2", "Q3", "Q4")


class ActionConditions(View):
    """Conditions as people write them; all hold at once, an empty one holds for every action."""

    document: tuple[str, ...] = ()
    """Document ids; any of them."""
    goal: str = ""
    """"SG 5", "goal 5" or "5"."""
    leader: str = ""
    """A code or a name of an actor, as for the three that follow."""
    co_leader: str = ""
    participant: str = ""
    actor: str = ""
    """In any role."""
    type: str = ""
    """As printed ("2-Data collection/data exchange") or its words alone."""
    quarter: str = ""
    text: str = ""
    """Words that the action must all contain, case aside."""


class ListedAction(ActionView):
    """An action in a list over several documents: its fields, and where it belongs."""

    document_id: str
    document_title: str
    year: int | None
    goal: str
    withheld: bool


COLUMNS = ("document_id", "year", "goal", "ref", *list(ActionView.model_fields)[3:])
"""The columns of the CSV; the values of a field are joined by "; "."""


def actor_code(words: str) -> str:
    """Return the code of the actor that the words name; raises UnknownActor."""
    found = actor(words) or read_actor(words)
    mentions = {mention.code for mention in find_actors(words)} if not found else {found.code}
    if len(mentions) != 1:
        raise UnknownActor(words)
    return mentions.pop()


def read_conditions(store: FactStore, wanted: ActionConditions) -> ActionFilter:
    """Return the filter for conditions; raises UnknownDocument, UnknownActor or BadFilter."""
    for document_id in wanted.document:
        store.document(document_id)
    return ActionFilter(
        documents=tuple(filter(None, wanted.document)),
        goal=_goal(wanted.goal),
        leader=_actor(wanted.leader),
        co_leader=_actor(wanted.co_leader),
        participant=_actor(wanted.participant),
        actor=_actor(wanted.actor),
        type=wanted.type or None,
        quarter=_quarter(wanted.quarter),
        text=wanted.text or None,
    )


def list_actions(store: FactStore, wanted: ActionConditions) -> tuple[ListedAction, ...]:
    """Return the actions that meet the conditions, raises like `read_conditions`."""
    found = store.find_actions(read_conditions(store, wanted))
    documents = {document.id: document for document in store.documents()}
    return tuple(
        ListedAction.model_validate(
            {
                **dict(action_view(row.action, documents[row.document_id].redactions)),
                "document_id": row.document_id,
                "document_title": documents[row.document_id].title,
                "year": documents[row.document_id].year,
                "goal": row.action.goal,
                "withheld": row.action.withheld,
            }
        )
        for row in found
    )


def actions_csv(actions: Iterable[ListedAction]) -> str:
    """Return actions as CSV with a header line (RFC 4180), safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for action in actions:
        writer.writerow(row_of(action))
    return out.getvalue()


def row_of(action: ListedAction) -> list[str]:
    """Return an action's cells, one for each of `COLUMNS`, safe to open in a spreadsheet."""
    return [safe_cell("; ".join(_words(getattr(action, column)))) for column in COLUMNS]


def safe_cell(words: str) -> str:
    """Return words that no spreadsheet takes for a formula: an apostrophe makes them text."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words


def actions_json(actions: Iterable[ListedAction]) -> str:
    """Return actions as the JSON that the API has."""
    return TypeAdapter(tuple[ListedAction, ...]).dump_json(tuple(actions), indent=2).decode()


def _words(field: object) -> Iterator[str]:
    if isinstance(field, Sequence) and not isinstance(field, str):
        for value in field:
            yield from _words(value)
    elif getattr(field, "redacted", False):
        yield "(withheld)"
    elif field is not None:
        timing = getattr(field, "timing", None)
        yield f"{getattr(field, 'value', field)}{f' ({timing})' if timing else ''}"


def _actor(words: str) -> str | None:
    return actor_code(words) if words.strip() else None


def _goal(words: str) -> str | None:
    if not words.strip():
        return None
    goals = [ref for ref in read_ref(words) if ref.startswith("SG ")]
    if not goals:
        raise BadFilter(f"No strategic goal can be called {words!r}; give one such as 'SG 5'.")
    return goals[0]


def _quarter(words: str) -> str | None:
    if not words.strip():
        return None
    quarter = f"Q{words.strip().upper().removeprefix('Q')}"
    if quarter not in _QUARTERS:
        raise BadFilter(f"{words!r} is no quarter; give one of {', '.join(_QUARTERS)}.")
    return quarter
