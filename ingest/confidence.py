"""How sure it is that a plan was read well: what its actions must have, and what it promises."""

from collections.abc import Sequence

from ingest.model import Goal, OverviewRow, Redaction


def confidence_in(
    recognised: float,
    goals: Sequence[Goal],
    overview: Sequence[OverviewRow],
    redactions: Sequence[Redaction],
) -> float:
    """Return how well a plan was read, from 0 to 1; never more than its form was recognised.

    It falls with each action of the overview that has no sheet, and with each sheet without a
    leader or without anything else; what is withheld counts as read.
    """
    actions = [action for goal in goals for action in goal.actions if not action.withheld]
    if not actions:
        return recognised
    hidden = {(redaction.ref, redaction.label) for redaction in redactions}
    led = [bool(a.leaders) or (a.ref, "leader") in hidden for a in actions]
    filled = [
        bool(a.participants or a.summary)
        or bool({(a.ref, "participants"), (a.ref, "summary")} & hidden)
        for a in actions
    ]
    found = {action.ref for action in actions}
    listed = [row.ref in found for row in overview]
    shares = [sum(marks) / len(marks) for marks in (led, filled, listed) if marks]
    whole = shares[0] * (shares[1] + 1) / 2 * (shares[2] if listed else 1.0)
    return round(min(recognised, whole), 2)
