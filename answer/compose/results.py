"""What was reached stands in no plan: the target that an action states is told instead."""

from dataclasses import replace

from answer.compose.details import picked_out
from answer.draft import Draft, evidence_at
from answer.gather import find_targets
from answer.library import Library, TopicAction
from answer.phrasing import action_in_plan
from answer.query import Query

_MAX_ACTIONS = 3
_MAX_KPIS = 6


def write_targets(draft: Draft, query: Query, library: Library) -> None:
    """Add the targets of the actions that a question about results means, those asked for first."""
    if not (query.topic or query.refs):
        return
    wanted = replace(query, kind="field", aspect="kpi")
    for target in find_targets(wanted, library).found[:_MAX_ACTIONS]:
        _write_stated(draft, wanted, target)


def _write_stated(draft: Draft, query: Query, target: TopicAction) -> None:
    document, action = target.document, target.action
    kpis = picked_out(query, action.kpis, action)[:_MAX_KPIS]
    if not kpis:
        return
    draft.say(f"What is planned under {action_in_plan(document, action)}:")
    for kpi in kpis:
        draft.claim(kpi.value, [evidence_at(document.id, action.ref, kpi, "kpi")], lead="- ")
