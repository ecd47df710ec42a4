"""Goals as sections list them: their wordings, and what is known of actions that are withheld."""

import re
from collections.abc import Sequence

from ingest.model import (
    Action,
    Field,
    Goal,
    OverviewRow,
    Redaction,
    Section,
    Span,
    Value,
)
from ingest.passages import innermost_section
from ingest.text import trim, value_at

# "· CHSG 5 - Document fraud", "- ATSG 9 - Administrative approach"
_LISTED_GOAL = re.compile(
    r"^[\t ]*+[·•-]?[\t ]*+(?:CHSG|ATSG|SG) (\d+)\s*[-\u2013:]\s*([^\n]+)$", re.MULTILINE
)
# "Goal 1:\n\nTo maintain a comprehensive intelligence picture ..."
_WORDED_GOAL = re.compile(r"^Goal (\d+):[ \t]*\n\s*+([^\n]+)", re.MULTILINE)
# "DELETED FROM THIS POINT UNTIL THE END OF PAGE 27"
_UNTIL = re.compile(r"\bUNTIL THE END OF\b")
_OWN_ACTION = re.compile(r"\bO?A (\d{1,2}\.\d{1,2})\b")


def with_wordings(
    text: str, goals: Sequence[Goal], sections: Sequence[Section]
) -> tuple[Goal, ...]:
    """Give each goal its wording from the list of goals in a section, where there is one."""
    worded = {f"SG {int(m.group(1))}": m.span(2) for m in _WORDED_GOAL.finditer(text)}
    listed = {f"SG {int(m.group(1))}": m.span(2) for m in _LISTED_GOAL.finditer(text)}
    enriched = []
    for goal in goals:
        span = worded.get(goal.ref) or listed.get(goal.ref)
        wording = value_at(text, *span) if span else None
        section = innermost_section(sections, wording.start) if wording else None
        enriched.append(
            goal.model_copy(
                update={
                    "wording": wording,
                    "wording_ref": section.ref if section else None,
                    "objective": goal.objective or (wording if goal.ref in worded else None),
                }
            )
        )
    return tuple(enriched)


def listed_goals(
    text: str, sections: Sequence[Section], redactions: Sequence[Redaction]
) -> tuple[Goal, ...]:
    """Return the goals of a plan that lists them and withholds their sheets.

    The actions that its running text names become actions whose sheets are withheld.
    """
    named = _named_actions(text, sections) if _sheets_withheld(redactions) else {}
    goals: dict[str, Goal] = {}
    for match in _LISTED_GOAL.finditer(text):
        ref = f"SG {int(match.group(1))}"
        title = value_at(text, *match.span(2))
        if title is None or ref in goals:
            continue
        span = trim(text, *match.span())
        actions = tuple(
            Action(
                **v.model_dump(exclude={"value"}),
                ref=v.value,
                goal=ref,
                title=v,
                withheld=True,
            )
            for v in named.values()
            if v.value.startswith(f"OA {ref[3:]}.")
        )
        goals[ref] = Goal(**span.model_dump(), ref=ref, title=title, actions=actions)
    return tuple(goals.values())


def with_overviewed(
    text: str,
    goals: Sequence[Goal],
    overview: Sequence[OverviewRow],
    redactions: Sequence[Redaction],
) -> tuple[Goal, ...]:
    """Return the goals with the actions whose sheets are withheld and that the overview lists.

    Their leaders and titles are those of the overview. Where nothing is withheld from a point on,
    a sheet that is not there was not found, and nothing is said of it.
    """
    known = {action.ref for goal in goals for action in goal.actions}
    cut = any(r.scope == "rest" or _UNTIL.search(r.quote(text)) for r in redactions)
    rows = [row for row in overview if cut and row.ref not in known]
    added = []
    for goal in goals:
        own = [row for row in rows if row.ref.startswith(f"OA {goal.ref[3:]}.")]
        new = (_overviewed(row, goal.ref) for row in own)
        actions = sorted((*goal.actions, *new), key=lambda action: _number(action.ref))
        added.append(goal.model_copy(update={"actions": tuple(actions)}))
    return tuple(added)


def _overviewed(row: OverviewRow, goal: str) -> Action:
    told = row.leader.code is not None
    return Action(
        **Span(start=row.start, end=row.end).model_dump(),
        ref=row.ref,
        goal=goal,
        title=row.title,
        leaders=(row.leader,) if told else (),
        withheld=True,
    )


def _number(ref: str) -> list[int]:
    return [int(part) for part in ref[3:].split(".")]


def _sheets_withheld(redactions: Sequence[Redaction]) -> bool:
    return any(redaction.scope == "rest" for redaction in redactions)


def _named_actions(text: str, sections: Sequence[Section]) -> dict[str, Value]:
    """Return the actions that running text names, by ref in order of number, each once."""
    found: dict[str, Value] = {}
    for match in _OWN_ACTION.finditer(text):
        ref = f"OA {match.group(1)}"
        if ref not in found and innermost_section(sections, match.start()):
            found[ref] = Value(start=match.start(), end=match.end(), value=ref)
    order = sorted(found, key=_number)
    return {ref: found[ref] for ref in order}


_LEAST_TOLD = 3
"""So many fields an action of another form has at least to be one."""


def joined_goals(goals: Sequence[Goal], others: Sequence[Goal]) -> tuple[Goal, ...]:
    """Return goals with the actions that another form found where these have none.

    Only actions that stand apart from all others count, and tell enough to be such.
    """
    own = [action for goal in goals for action in goal.actions]
    known = {action.ref for action in own}

    def is_new(action: Action) -> bool:
        apart = all(action.end <= other.start or other.end <= action.start for other in own)
        told = sum(bool(action.values(field)) for field in Field if field != Field.OTHER)
        return apart and action.ref not in known and (action.withheld or told >= _LEAST_TOLD)

    joined = {goal.ref: goal for goal in once_each(goals)}
    for goal in others:
        new = tuple(action for action in goal.actions if is_new(action))
        before = joined.get(goal.ref)
        if new and before:
            actions = tuple(sorted((*before.actions, *new), key=lambda action: action.start))
            joined[goal.ref] = before.model_copy(update={"actions": actions})
        elif new:
            joined[goal.ref] = goal.model_copy(update={"actions": new})
    return tuple(sorted(joined.values(), key=lambda goal: goal.start))


def once_each(goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """Return goals with those of one number as one: a heading that comes again over a page."""
    found: dict[str, Goal] = {}
    for goal in goals:
        before = found.get(goal.ref)
        actions = (*before.actions, *goal.actions) if before else goal.actions
        found[goal.ref] = (before or goal).model_copy(update={"actions": actions})
    return tuple(found.values())
