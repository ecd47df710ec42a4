"""Answers that add up: the stated targets of several indicators."""

from collections.abc import Sequence

from answer.draft import Draft, evidence_at
from answer.gather import find_targets, sheets
from answer.library import Library
from answer.phrasing import number_text, plan_name
from answer.query import Query
from answer.words import content_stems, stems
from ingest.model import Action, Kpi


def compose_sum(query: Query, library: Library) -> Draft | None:
    """Add up the stated targets of the indicators that the question's words pick out.

    Over the actions that are named, or over all in scope.
    """
    draft = Draft()
    named = find_targets(query, library).found if query.refs or query.topic else []
    for key in query.scope.documents:
        document = library.documents[key]
        own = [target.action for target in named if target.document.id == key]
        found = _summed(query, own or ([] if named else sheets(document)), bool(own))
        if found:
            total = number_text(sum(kpi.target or 0 for _, kpi in found))
            words = "; ".join(f"{action.ref}: {kpi.value}" for action, kpi in found)
            draft.claim(
                f"The stated targets in the {plan_name(document)} add up to {total}: {words}.",
                [evidence_at(key, action.ref, kpi, "kpi") for action, kpi in found],
                computed=[total],
            )
    return draft if draft.statements else None


def _summed(query: Query, actions: Sequence[Action], named: bool) -> list[tuple[Action, Kpi]]:
    """Return the indicators to add up: in each action those that hold most of the words asked."""
    asked = set(content_stems(query.question))
    known = {s for a in actions for k in a.kpis for s in content_stems(k.value)}
    found = []
    for action in actions:
        shared = {
            k: len(asked & known & set(stems(k.value))) for k in action.kpis if k.target is not None
        }
        best = max(shared.values(), default=0)
        need = max(1, best if named else len(asked & known))
        found += [(action, k) for k, size in shared.items() if size >= need and k.unit != "%"]
    return found
