"""Answers that add up: the stated targets of several indicators."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from answer.compose.matches import find_matches
from answer.draft import Draft, evidence_at
from answer.gather import find_targets, sheets
from answer.library import Library
from answer.phrasing import number_text, plan_name
from answer.query import Query
from answer.select.values import counted_words, number_of, unit_of
from answer.words import content_stems
from ingest.model import Action, Document, Kpi


def compose_sum(query: Query, library: Library) -> Draft | None:
    """Add up the stated targets of the indicators that the question's words pick out.

    Over the actions that are named, or over all in scope.
    """
    draft = Draft()
    held = any(actor.roles for actor in query.actors)
    named = find_targets(query, library).found if query.refs or (query.topic and not held) else []
    for key in query.scope.documents:
        document = library.documents[key]
        own = [target.action for target in named if target.document.id == key]
        found = _summed(
            query, own or ([] if named else _actions(query, document, library)), bool(own)
        )
        by_unit: dict[str, list[tuple[Action, Kpi]]] = defaultdict(list)
        for action, kpi in found:
            by_unit[unit_of(kpi)].append((action, kpi))
        for group in by_unit.values():  # euro and arrests are not added up
            write_total(draft, document, group)
    return draft if draft.statements else None


def write_total(draft: Draft, document: Document, group: Sequence[tuple[Action, Kpi]]) -> None:
    """Add what the targets of some indicators of one unit come to, with each of them."""
    total = number_text(sum(number_of(kpi) for _, kpi in group))
    words = "; ".join(f"{action.ref}: {kpi.value}" for action, kpi in group)
    draft.claim(
        f"The stated targets in the {plan_name(document)} add up to {total}: {words}.",
        [evidence_at(document.id, action.ref, kpi, "kpi") for action, kpi in group],
        computed=[total],
    )


def _actions(query: Query, document: Document, library: Library) -> list[Action]:
    """Return the actions of a plan: of the goals named, or those of the actors named."""
    goals = {goal.ref for goal in document.goals} & set(query.refs)
    if not any(actor.roles for actor in query.actors):
        own = sheets(document)
        return [action for action in own if not goals or action.goal in goals]
    wanted = replace(query, kind="list", aspect="role", topic="", detail="", numbers=())
    return [m.action for m in find_matches(wanted, library) if m.document.id == document.id]


def _summed(query: Query, actions: Sequence[Action], named: bool) -> list[tuple[Action, Kpi]]:
    """Return the indicators to add up: in each action those that hold most of the words asked."""
    asked = {s for s in content_stems(query.plain or query.question) if not s.isdigit()}
    known = {s for a in actions for k in a.kpis for s in content_stems(k.value)}
    shared = {
        action.ref: {
            k: len(asked & known & counted_words(k)) for k in action.kpis if k.target is not None
        }
        for action in actions
    }
    most = max((size for sizes in shared.values() for size in sizes.values()), default=0)
    found = []
    for action in actions:
        sizes = shared[action.ref]
        need = max(1, max(sizes.values(), default=0) if named else most)
        found += [(action, k) for k, size in sizes.items() if size >= need and k.unit != "%"]
    return found
