"""Answers that take actions together by goal, quarter, type or actor, and count each group."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from answer.draft import Draft, Evidence, evidence_at
from answer.gather import sheets
from answer.phrasing import (
    field_evidence,
    goal_evidence,
    joined,
    number_text,
    plan_name,
    shortened,
)
from answer.query import Query
from answer.select.find import Found, actors_in, by_document, fields_of
from answer.select.kinds import is_kind
from answer.select.rows import MONEY, measured, row_of
from answer.select.selection import During, Selection, Size
from answer.select.when import planned_in
from answer.select.wording import VERBS, in_common, size_words
from ingest.actors import display_name
from ingest.facts import quarters, type_key
from ingest.model import Action, Document, Field, Labelled

_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_SHOWN = 6
_SEVERAL = 2
"""How many actors a ranking shows, beside those that share a place with the last one."""
_NOUNS = {"action": "actions", "activity": "activities", "kpi": "KPIs"}
_HEADLINES = {
    "quarter": "The {word} {noun} of the {plan} fall in {names}.",
    "goal": "The {word} {noun} of the {plan} are those of {names}.",
    "type": "The type of the {word} {noun} of the {plan}: {names}.",
    "actor": "In the {word} {noun} of the {plan}: {names}.",
}
_FIELDS = {"activity": Field.ACTIVITY, "kpi": Field.KPI}


@dataclass(frozen=True, slots=True)
class _Group:
    """Some actions with what is said of them, and how many things they have."""

    name: str
    actions: tuple[Action, ...]
    size: int
    evidence: tuple[Evidence, ...]


def compose_groups(selection: Selection, query: Query, found: Sequence[Found]) -> Draft | None:
    """Count the actions of each group, those with most first where the most is wanted."""
    draft = Draft()
    asked = {having.name for having in selection.conditions.havings if not having.size}
    for document, actions in by_document(found):
        timed = any(quarters(a.timing or "") for action in actions for a in action.activities)
        if selection.group == "quarter" and not timed:
            selection = replace(selection, measure="action")  # the whole action has a time
        if selection.group == "goal" and f"row:{MONEY}" in asked:
            _write_money(draft, selection, document, actions)
            continue
        groups = list(_groups(selection, document, actions))
        if selection.size:
            _write_sized(draft, selection, query, document, groups)
        elif any(group.actions for group in groups):
            _write(draft, selection, query, document, groups)
    return draft if draft.statements else None


def _write_money(
    draft: Draft, selection: Selection, document: Document, actions: Sequence[Action]
) -> None:
    """Add what the sums come to that the actions of each goal state, the one with most first."""
    sums: list[tuple[float, str, list[tuple[Action, Labelled]]]] = []
    for goal in document.goals:
        rows = [(a, r) for a in actions if a.goal == goal.ref and (r := row_of(MONEY, a))]
        total = sum(measured(MONEY, row) or 0.0 for _, row in rows)
        sums += [(total, goal.ref, rows)] if rows else []
    sums.sort(key=lambda each: each[0], reverse=selection.how != "fewest")
    for total, ref, rows in sums:
        words = "; ".join(f"{action.ref}: {row.value}" for action, row in rows)
        text = f"What is stated under {ref} in the {plan_name(document)} adds up to "
        cited = [evidence_at(document.id, action.ref, row, "other") for action, row in rows]
        draft.claim(f"{text}{number_text(total)}: {words}.", cited, lead="- ")


def _groups(
    selection: Selection, document: Document, actions: Sequence[Action]
) -> Iterator[_Group]:
    match selection.group:
        case "goal":
            yield from _by_goal(selection, document, actions)
        case "quarter":
            yield from _by_quarter(selection, document, actions)
        case "type":
            yield from _by_type(document, actions)
        case _:
            yield from _by_actor(selection, document, actions)


def _by_goal(
    selection: Selection, document: Document, actions: Sequence[Action]
) -> Iterator[_Group]:
    field = _FIELDS.get(selection.measure, Field.LEADER)
    for goal in document.goals:
        own = tuple(a for a in actions if a.goal == goal.ref)
        size = sum(len(a.values(field)) for a in own) if selection.measure in _FIELDS else len(own)
        cited = [e for a in own for e in field_evidence(document, a, field)]
        name = f"{goal.ref} ({shortened(goal.title.value, 80)})"
        yield _Group(name, own, size, (goal_evidence(document, goal), *cited))


def _by_quarter(
    selection: Selection, document: Document, actions: Sequence[Action]
) -> Iterator[_Group]:
    for quarter in _QUARTERS:
        planned = [(a, list(planned_in(During((quarter,)), document, a))) for a in actions]
        own = tuple(action for action, found in planned if found)
        activities = [a for x in own for a in x.activities if quarter in quarters(a.timing or "")]
        size = len(activities) if selection.measure == "activity" else len(own)
        yield _Group(quarter, own, size, tuple(found[0] for _, found in planned if found))


def _by_type(document: Document, actions: Sequence[Action]) -> Iterator[_Group]:
    names: dict[str, str] = {}
    own: dict[str, dict[str, Action]] = defaultdict(dict)
    for action in actions:
        for value in action.types:
            names.setdefault(type_key(value.value), value.value)
            own[type_key(value.value)][action.ref] = action
    for key, held in own.items():
        members = tuple(held.values())
        cited = [
            evidence_at(document.id, action.ref, value, Field.TYPE.value)
            for action in members
            for value in action.types
            if type_key(value.value) == key
        ]
        yield _Group(names[key], members, len(members), tuple(cited))


def _by_actor(
    selection: Selection, document: Document, actions: Sequence[Action]
) -> Iterator[_Group]:
    fields = [field for roles, _ in selection.held for field in fields_of(roles)]
    own: dict[str, dict[str, Action]] = defaultdict(dict)
    for action in actions:
        for value in actors_in(action, fields):
            wanted = not selection.among or value.code in selection.among
            if value.code and wanted and is_kind(value.code, selection.kind, document.year):
                own[value.code][action.ref] = action
    own.pop("ALL_MS", None)
    for code in selection.among:
        own[code] = own.get(code, {})
    for code, held in own.items():
        members = tuple(held.values())
        cited = [
            e
            for action in members
            for field in fields
            if any(value.code == code for value in actors_in(action, [field]))
            for e in field_evidence(document, action, field)
        ]
        yield _Group(code, members, len(members), tuple(cited))


def _write(
    draft: Draft,
    selection: Selection,
    query: Query,
    document: Document,
    groups: Sequence[_Group],
) -> None:
    common = in_common(selection.conditions, query)
    noun = _NOUNS.get(selection.measure, "actions") + _as_what(selection)
    ranked = selection.how != "list" or selection.group in ("type", "actor")
    order = 1 if selection.how == "fewest" else -1
    shown = sorted(groups, key=lambda g: order * g.size) if ranked else list(groups)
    if selection.how != "list":
        word = "most" if selection.how == "most" else "fewest"
        best = [_title(g, selection) for g in shown if g.size == shown[0].size]
        names = joined(best) if len(best) <= _SHOWN else f"{len(best)} of them"
        headline = _HEADLINES[selection.group]
        plan = plan_name(document)
        draft.say(headline.format(word=word, noun=f"{noun}{common}", plan=plan, names=names))
    if selection.group == "actor" and selection.how != "list":
        least = shown[min(_SHOWN, len(shown)) - 1].size
        shown = [g for g in shown if order * g.size <= order * least]
    for group in (g for g in shown if g.actions):
        draft.claim(_text(group, selection, document), group.evidence, lead="- ")
    for group in (g for g in shown if not g.actions and selection.among):
        draft.say(f"- {_title(group, selection)}: in no action of the {plan_name(document)}.")


def _as_what(selection: Selection) -> str:
    """Return the roles that count together, where there are several: " as leader or co-leader"."""
    roles = selection.held[0][0] if selection.group == "actor" and selection.held else ()
    if len(roles) < _SEVERAL:
        return ""
    return f" as {' or '.join(role.replace('_', '-') for role in roles)}"


def _write_sized(
    draft: Draft,
    selection: Selection,
    query: Query,
    document: Document,
    groups: Sequence[_Group],
) -> None:
    """Add the groups that have so many actions."""
    size = selection.size or Size("at_least", 1.0)
    found = [group for group in groups if size.fits(group.size)]
    word = "goal" if len(found) == 1 else "goals"
    held = size_words(size)
    noun = "action" if size.number == 1 else "actions"
    noun += in_common(selection.conditions, query)
    draft.say(f"**{len(found)} {word} with {held} {noun} in the {plan_name(document)}:**")
    for group in found:
        refs = joined([action.ref for action in group.actions])
        own = f"{len(group.actions)} of {len(sheets(document))} actions"
        text = f"**{group.name}**: {own}: {refs}." if refs else f"**{group.name}**"
        draft.claim(text, group.evidence, lead="- ")


def _title(group: _Group, selection: Selection) -> str:
    return display_name(group.name) if selection.group == "actor" else group.name


def _text(group: _Group, selection: Selection, document: Document) -> str:
    refs = joined([action.ref for action in group.actions])
    size = f"{len(group.actions)} of {len(sheets(document))} actions"
    if selection.group == "actor":
        roles = selection.held[0][0]
        verb = VERBS[roles[0]][0] if len(roles) == 1 else ""
        place = f"of the {plan_name(document)}: {refs}."
        if verb:
            return f"{display_name(group.name)} {verb} {size} {place}"
        number = f"{len(group.actions)} action{'' if len(group.actions) == 1 else 's'}"
        return f"{number} in which {display_name(group.name)} has a role: {refs}."
    if selection.measure in _FIELDS:
        size = f"{group.size} {_NOUNS[selection.measure]} in {size}"
    return f"**{group.name}**: {size}: {refs}."
