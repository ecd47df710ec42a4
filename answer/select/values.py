"""Answers that add up or compare what actions state: budgets, targets, how many participants."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from answer.compose.people import write_co_leader, write_leader, write_participants
from answer.cues import told
from answer.draft import Draft, Evidence, evidence_at
from answer.library import Library, TopicAction
from answer.phrasing import (
    action_in_plan,
    counted,
    field_evidence,
    joined,
    number_text,
    plan_name,
)
from answer.query import Query
from answer.select.find import Found, actors_in, by_document
from answer.select.kinds import how_many
from answer.select.rows import measured, row_of
from answer.select.selection import Selection
from answer.select.wording import in_common
from answer.words import content_stems, stems, synonyms_in, vocabulary
from ingest.facts import ROLES
from ingest.model import Action, Document, Field, Kpi, Labelled
from ingest.money import amounts

# "Number of arrests"
_IN_QUOTES = re.compile(r"[\"“„«]([^\"“”„«»]{3,80})[\"”“»]")
# "the three actions with the largest grants", "top two"
_TOP = re.compile(
    r"\b(?:top|(?:the|first)(?= (?:\w+ )(?:[\w-]+ ){0,2}(?:actions|oas|operations|targets|ones)\b))"
    r" (two|three|four|five|[2-9])\b",
    re.IGNORECASE,
)
_SEIZING = frozenset(stems("targeted target planned stated exchange make made carry reach reached"))
"""What is done with anything that indicators count."""
_THINGS = frozenset(stems("document documents"))
"""Words for papers that indicators count as well: "false documents"."""
_PER = re.compile(r"\bper \w+", re.IGNORECASE)
"""What an indicator's number is for each of: it does not count those."""
_TIES = 4
"""More actions than this that share the first place are no record."""


def compose_values(
    selection: Selection, query: Query, found: Sequence[Found], library: Library
) -> Draft | None:
    """Add up, average or rank what actions state; None where none states it."""
    draft = Draft()
    for document, actions in by_document(found):
        if selection.measure.startswith("row:"):
            _of_rows(draft, selection, query, document, actions)
        elif selection.measure == "kpi" and not selection.counted:
            _of_targets(draft, selection, query, document, actions)
        else:
            _of_sizes(draft, selection, query, document, actions, library)
    return draft if draft.statements else None


def _of_rows(
    draft: Draft,
    selection: Selection,
    query: Query,
    document: Document,
    actions: Sequence[Action],
) -> None:
    """Add what a row of the form, such as a budget, comes to, or where it is highest."""
    name = selection.measure.removeprefix("row:")
    rows = [
        (action, row, measured(name, row)) for action in actions if (row := row_of(name, action))
    ]
    stated = [(action, row, number) for action, row, number in rows if number is not None]
    if not stated:
        return
    size = counted(len(stated), "action")
    if selection.how in ("most", "fewest"):
        most = selection.how == "most"
        word = "highest" if most else "lowest"
        draft.say(f"The {word} that is stated by {size} of the {plan_name(document)}:")
        numbers = [number for _, _, number in stated]
        best = places_asked(query.question, numbers, most=most, first=selection.first)
        for action, row, _ in sorted(
            (entry for entry in stated if entry[2] in best), key=lambda e: best.index(e[2])
        ):
            text = f"{row.label} of {action_in_plan(document, action)}: {row.value}"
            draft.claim(text, [_row_evidence(document, action, row)])
            write_leader(draft, replace(query, actors=()), TopicAction(document, action, 1.0), None)
        return
    label, common = stated[0][1].label, in_common(selection.conditions, query)
    draft.say(f"{label}{common}, as {size} of the {plan_name(document)} state it:")
    words = "; ".join(f"{action.ref}: {row.value}" for action, row, _ in stated)
    verb, figure = _figure(selection, [number for _, _, number in stated])
    cited = [_row_evidence(document, action, row) for action, row, _ in stated]
    draft.claim(f"The stated {label} values {verb} {figure}: {words}.", cited)


def _figure(selection: Selection, numbers: Sequence[float]) -> tuple[str, str]:
    """Return what numbers come to, a sum or an average, with the words for it."""
    total = sum(numbers)
    if selection.how == "average":
        return "are on average", number_text(round(total / len(numbers), 2))
    return "add up to", number_text(round(total, 2))


def _row_evidence(document: Document, action: Action, row: Labelled) -> Evidence:
    return evidence_at(document.id, action.ref, row, "other")


def _of_targets(
    draft: Draft,
    selection: Selection,
    query: Query,
    document: Document,
    actions: Sequence[Action],
) -> None:
    """Add what the targets of the indicators that are meant come to, or which is highest."""
    words = selection.words or selection.conditions.topic
    found = quoted(query.question, _indicators(words, actions))
    if not found or not _all_known(words, document):
        return
    if selection.how in ("most", "fewest"):
        numbers = [kpi.target or 0.0 for _, kpi in found]
        most = selection.how == "most"
        for best in places_asked(query.question, numbers, most=most, first=selection.first):
            for action, kpi in [(a, k) for a, k in found if k.target == best][:_TIES]:
                item = evidence_at(document.id, action.ref, kpi, Field.KPI.value)
                draft.claim(f"{action_in_plan(document, action)}: {kpi.value}", [item])
        return
    by_unit: dict[str, list[tuple[Action, Kpi]]] = defaultdict(list)
    for action, kpi in found:
        by_unit[unit_of(kpi)].append((action, kpi))
    for group in by_unit.values():
        verb, figure = _figure(selection, [number_of(kpi) for _, kpi in group])
        words = "; ".join(f"{action.ref}: {kpi.value}" for action, kpi in group)
        shown = [evidence_at(document.id, action.ref, kpi, "kpi") for action, kpi in group]
        text = f"The stated targets in the {plan_name(document)} {verb} {figure}: {words}."
        draft.claim(text, shown)


def places_asked(
    question: str, numbers: Sequence[float], *, most: bool, first: int = 1
) -> list[float]:
    """Return the numbers that are asked for: the first, those behind it, or both ends.

    "Which is highest, and which comes second?", "the highest and the lowest".
    """
    words = stems(question)
    ordered = sorted(set(numbers), reverse=most)
    top = _TOP.search(question)
    first = max(first, vocabulary().numbers.get(top[1].lower(), 0) or int(top[1])) if top else first
    if told("fewest" if most else "most", words) and not told("at_least", words):
        return [*ordered[:1], *ordered[-1:]] if len(ordered) > 1 else ordered
    return ordered[: max(first, 2 if told("second", words) else 1)]


def quoted(question: str, found: Sequence[tuple[Action, Kpi]]) -> Sequence[tuple[Action, Kpi]]:
    """Return the indicators that begin with what a question quotes, where it quotes any."""
    names = [match[1].strip().lower() for match in _IN_QUOTES.finditer(question)]
    kept = [pair for pair in found if any(pair[1].value.lower().startswith(n) for n in names)]
    return kept or found


def number_of(kpi: Kpi) -> float:
    """Return the number that a target adds to others of its unit: sums of money in full."""
    return next(amounts(kpi.value), kpi.target or 0.0)


def unit_of(kpi: Kpi) -> str:
    """Return the unit by which targets may be added up; words behind a number are none."""
    if next(amounts(kpi.value), None) is not None:
        return "money"
    unit = (kpi.unit or "").lower()
    return unit if unit in ("kg", "tonnes", "litres", "million", "%") else ""


def _all_known(words: str, document: Document) -> bool:
    """Tell whether indicators of a plan speak of all that is asked for: else more is meant."""
    known = {s for action in document.actions() for k in action.kpis for s in stems(k.value)}
    others = {phrase[0]: {o[0] for o in group} for phrase, group in synonyms_in(words)}
    asked = [s for s in content_stems(words) if s not in _SEIZING]
    return all(s in known or others.get(s, set()) & known for s in asked)


def counted_words(kpi: Kpi) -> frozenset[str]:
    """Return the stems of an indicator but for what its number is per: "26 per course"."""
    return frozenset(stems(_PER.sub("", kpi.value)))


def _indicators(words: str, actions: Sequence[Action]) -> list[tuple[Action, Kpi]]:
    """Return the indicators with a number that hold most of the words asked."""
    told = [s for s in stems(words) if s in _THINGS or s in content_stems(words)]
    asked = [{word} for word in dict.fromkeys(told)]
    for phrase, others in synonyms_in(words):
        for group in asked:
            if len(phrase) == 1 and phrase[0] in group:
                group |= {other[0] for other in others if len(other) == 1}
    stated = [(a, k) for a in actions for k in a.kpis if k.target is not None and k.unit != "%"]
    if not asked:
        return stated  # "the highest number among the KPIs"
    counted_in = [counted_words(kpi) for _, kpi in stated]
    shared = [sum(bool(group & words_told) for group in asked) for words_told in counted_in]
    most = max(shared, default=0)
    return [pair for pair, size in zip(stated, shared, strict=True) if size == most > 0]


def _of_sizes(
    draft: Draft,
    selection: Selection,
    query: Query,
    document: Document,
    actions: Sequence[Action],
    library: Library,
) -> None:
    """Add which actions have the most of something, or how many they have on average."""
    field = ROLES.get(selection.measure) or Field(selection.measure)
    sizes = [(_size(action, field), action) for action in actions]
    if selection.kind and field in ROLES.values():
        kind = selection.kind
        sizes = [(how_many(actors_in(a, (field,)), kind, document.year), a) for a in actions]
    if selection.how in ("average", "sum"):
        write = _write_average if selection.how == "average" else _write_sum
        write(draft, query, document, field, sizes)
        return
    held = [(size, action) for size, action in sizes if size]
    if not held:
        return
    held.sort(key=lambda pair: -pair[0] if selection.how == "most" else pair[0])
    last = held[: selection.first][-1][0]
    kept = [p for p in held if (p[0] >= last if selection.how == "most" else p[0] <= last)]
    for best, action in kept[: _TIES + selection.first]:
        target = TopicAction(document, action, 1.0)
        if field == Field.PARTICIPANTS:
            write_participants(draft, query, target, library)
        elif field == Field.CO_LEADER:
            write_co_leader(draft, query, target, library)
        else:
            noun = {Field.KPI: "KPI", Field.ACTIVITY: "activity"}.get(field, "value")
            noun = "activities" if noun == "activity" and best != 1 else noun
            size = f"{best} {noun}" if noun == "activities" else counted(best, noun)
            cited = list(field_evidence(document, action, field))
            draft.claim(f"{action_in_plan(document, action)} has {size}.", cited)


def _write_sum(
    draft: Draft,
    _: Query,
    document: Document,
    field: Field,
    sizes: Sequence[tuple[int, Action]],
) -> None:
    total = sum(size for size, _ in sizes)
    held = [(size, action) for size, action in sizes if size]
    if not held and field == Field.ACTIVITY:  # where there are none below, actions are meant
        shown = [e for _, action in sizes for e in field_evidence(document, action, Field.LEADER)]
        draft.claim(f"The {plan_name(document)} has {counted(len(sizes), 'action')}.", shown)
        return
    told = joined([f"{action.ref} {size}" for size, action in held])
    cited = [e for _, action in held for e in field_evidence(document, action, field)]
    noun = {Field.KPI: "KPIs", Field.ACTIVITY: "activities"}[field]
    if not held:
        return
    whole = f"{len(held)} actions" if len(held) != 1 else "1 action"
    draft.claim(
        f"The {whole} of the {plan_name(document)} have {total} {noun} in all: {told}.", cited
    )


def _size(action: Action, field: Field) -> int:
    values = action.values(field)
    if field in ROLES.values():
        return sum(bool(getattr(value, "code", None)) for value in values)
    return len(values)


def _write_average(
    draft: Draft,
    query: Query,
    document: Document,
    field: Field,
    sizes: Sequence[tuple[int, Action]],
) -> None:
    mean = sum(size for size, _ in sizes) / len(sizes)
    told = joined([f"{action.ref} {size}" for size, action in sizes])
    cited: list[Evidence] = [
        e for _, action in sizes for e in field_evidence(document, action, field)
    ]
    noun = {Field.KPI: "KPIs", Field.ACTIVITY: "activities"}.get(field, "named participants")
    if field in (Field.LEADER, Field.CO_LEADER):
        noun = "leaders" if field == Field.LEADER else "co-leaders"
    draft.claim(
        f"The {counted(len(sizes), 'action')} of the {plan_name(document)} have on average "
        f"{number_text(round(mean, 1))} {noun}: {told}.",
        cited,
    )
