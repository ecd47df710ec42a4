"""Words that stand in a field of an action in place of what is withheld there."""

from collections.abc import Sequence

from ingest.model import Action, Document, Field, Goal, Redaction, Row
from ingest.notes import REDACTION

_SAYS_WHAT = 3
"""A label of so many words beside its notice says itself what is withheld."""
_LISTS = {
    "leaders": Field.LEADER,
    "co_leaders": Field.CO_LEADER,
    "participants": Field.PARTICIPANTS,
    "summary": Field.SUMMARY,
    "targets": Field.TARGET,
    "types": Field.TYPE,
    "kpis": Field.KPI,
    "activities": Field.ACTIVITY,
    "timing": Field.TIMING,
    "links": Field.LINKS,
    "jads": Field.JAD,
}


def without_notices(goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """Return the goals with no notice ("DELETED") among the values of their actions."""
    return tuple(
        goal.model_copy(update={"actions": tuple(_without(action) for action in goal.actions)})
        for goal in goals
    )


def _without(action: Action) -> Action:
    kept: dict[str, object] = {
        name: tuple(v for v in getattr(action, name) if not REDACTION.fullmatch(v.value))
        for name in _LISTS
    }
    told = any(kept.values()) or any(not REDACTION.fullmatch(row.value) for row in action.other)
    if not told and REDACTION.fullmatch(action.title.value.strip()):
        kept["withheld"] = True  # nothing but its number is left of the sheet
    return action.model_copy(update=kept)


def placed_in_actions(
    redactions: Sequence[Redaction], goals: Sequence[Goal]
) -> tuple[Redaction, ...]:
    """Return the redactions; one in a field of an action is named for that field."""
    actions = [action for goal in goals for action in goal.actions]
    return tuple(_placed(redaction, goals, actions) for redaction in redactions)


def _placed(redaction: Redaction, goals: Sequence[Goal], actions: Sequence[Action]) -> Redaction:
    action = next((a for a in actions if a.start <= redaction.start < a.end), None)
    if redaction.scope == "rest":
        return redaction
    if action is None:
        return _between_sheets(redaction, goals, actions)
    if action.withheld:  # all of its sheet
        update = {"ref": action.ref, "label": action.ref, "scope": "section"}
        return redaction.model_copy(update=update)
    row = next(iter(withheld_rows(action, redaction)), None)
    label = row.field.replace("_", "-") if row else redaction.label
    return redaction.model_copy(update={"ref": action.ref, "label": label, "scope": "passage"})


def _between_sheets(
    redaction: Redaction, goals: Sequence[Goal], actions: Sequence[Action]
) -> Redaction:
    """Return a notice that stands under a goal, where sheets are left out, as one of that goal."""
    goal = next((g for g in reversed(goals) if g.start <= redaction.start), None)
    if goal is None or redaction.ref != "Preamble":
        return redaction
    told = REDACTION.sub("", redaction.label or "").strip(" “”.:;")
    if len(told.split()) >= _SAYS_WHAT:
        return redaction.model_copy(update={"ref": goal.ref})
    before = [a.ref for a in actions if goal.start <= a.start and a.end <= redaction.start]
    what = f"what follows {before[-1]}" if before else goal.title.value
    return redaction.model_copy(update={"ref": goal.ref, "label": what, "scope": "passage"})


def gaps_in(document: Document, action: Action, field: str) -> list[Redaction]:
    """Return what is withheld of one field of an action: its row, or words of it."""
    return [
        redaction
        for redaction in document.redactions
        if redaction.ref == action.ref
        and any(row.field == field for row in withheld_rows(action, redaction))
    ]


def withheld_rows(action: Action, redaction: Redaction) -> tuple[Row, ...]:
    """Return the rows of an action that a redaction stands in: a cell may hold two fields."""
    return tuple(row for row in action.rows if row.start <= redaction.start < row.end)
