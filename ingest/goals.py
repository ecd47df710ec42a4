"""Goals as sections list them: their wordings, and what is known of actions that are withheld."""

import re
from collections.abc import Sequence

from ingest.model import Action, Goal, Redaction, Section, Value
from ingest.passages import innermost_section
from ingest.text import trim, value_at

# "· CHSG 5 - Document fraud", "- ATSG 9 - Administrative approach"
_LISTED_GOAL = re.compile(
    r"^[\t ]*+[·•-]?[\t ]*+(?:CHSG|ATSG|SG) (\d+)\s*[-\u2013:]\s*([^\n]+)$", re.MULTILINE
)
# "Goal 1:\n\nTo maintain a comprehensive intelligence picture ..."
_WORDED_GOAL = re.compile(r"^Goal (\d+):[ \t]*\n\s*+([^\n]+)", re.MULTILINE)
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


def _sheets_withheld(redactions: Sequence[Redaction]) -> bool:
    return any(redaction.scope == "rest" for redaction in redactions)


def _named_actions(text: str, sections: Sequence[Section]) -> dict[str, Value]:
    """Return the actions that running text names, by ref in order of number, each once."""
    found: dict[str, Value] = {}
    for match in _OWN_ACTION.finditer(text):
        ref = f"OA {match.group(1)}"
        if ref not in found and innermost_section(sections, match.start()):
            found[ref] = Value(start=match.start(), end=match.end(), value=ref)
    order = sorted(found, key=lambda ref: [int(part) for part in ref[3:].split(".")])
    return {ref: found[ref] for ref in order}
