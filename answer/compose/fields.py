"""Answers about one field of one action: who leads, who takes part, which targets, when."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from answer.claims import Status
from answer.draft import Draft, Evidence, evidence_at
from answer.gather import Targets, find_targets, sheets, withheld_rest
from answer.library import Library, TopicAction
from answer.phrasing import (
    action_label,
    actor_names,
    field_evidence,
    first_sentences,
    joined,
    plan_name,
    title_evidence,
)
from answer.query import Query, Role
from answer.words import content_stems, stems, synonyms_in
from ingest.actors import display_name
from ingest.facts import covers_all_members
from ingest.model import Action, Activity, Document, Field, Kpi, Value

_ROLE_FIELDS = {
    "leader": Field.LEADER,
    "co_leader": Field.CO_LEADER,
    "participants": Field.PARTICIPANTS,
}
_ROLE_VERBS = {
    Field.LEADER: "leads",
    Field.CO_LEADER: "is co-leader of",
    Field.PARTICIPANTS: "takes part in",
}


def compose_field(query: Query, library: Library) -> Draft | None:
    """Answer for one field of the actions that a query means; None when it means none."""
    if query.refs_of("goal") and not query.refs_of("action"):
        aspect = "goal" if query.aspect == "leader" else "any"
        kind = "list" if aspect == "goal" else "summary"
        return _elsewhere(replace(query, kind=kind, aspect=aspect), library)
    targets = find_targets(query, library)
    draft = Draft()
    if not targets.found and query.actors and not query.refs:
        return _by_actor(query, library)
    if not targets.found:
        return _without_target(query, targets, library)
    if query.kind == "check":
        writer: Writer = _check
    else:
        writer = _WRITERS.get(query.aspect, _other)
    for target in _with_field(targets.found, query.aspect):
        if query.kind == "field" and query.aspect not in _ROLE_FIELDS:
            _correct_premise(draft, query, target, library)
        writer(draft, query, target, library)
    _name_missing(draft, targets, library)
    if not draft.statements:
        draft.status = Status.NOT_FOUND
    return draft


def _with_field(found: list[TopicAction], aspect: str) -> list[TopicAction]:
    """Keep, of several plans' actions, those whose form has the field that is asked for."""
    if aspect not in set(Field) or aspect in _ROLE_FIELDS:
        return found
    having = [
        t for t in found if any(action.values(Field(aspect)) for action in t.document.actions())
    ]
    return having or found


_FIELD_OF_ROLE: dict[Role, Field] = {
    "leader": Field.LEADER,
    "co_leader": Field.CO_LEADER,
    "participant": Field.PARTICIPANTS,
}


def _correct_premise(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    """Say so first when a question takes an actor to have a role that it has not."""
    for actor in query.actors:
        for role in actor.roles[:1]:
            field = _FIELD_OF_ROLE[role]
            codes = {getattr(value, "code", None) for value in target.action.values(field)}
            if actor.code not in codes and not covers_all_members(
                target.action, actor.code, target.document.year
            ):
                held = [
                    f
                    for f in _ROLE_VERBS
                    if any(getattr(v, "code", None) == actor.code for v in target.action.values(f))
                ]
                _deny(draft, target, actor.code, field, held, library)


def _by_actor(query: Query, library: Library) -> Draft | None:
    """Answer a question that names no action but an actor: what it has a part in."""
    from answer.compose.lists import find_matches
    from answer.compose.summaries import compose_tasking

    if query.kind == "check":
        return compose_tasking(query, library)
    if query.topic or not any(actor.roles for actor in query.actors):
        return None
    matches = find_matches(replace(query, kind="list", aspect="role"), library)
    if not 0 < len(matches) <= 5:
        return None
    draft = Draft()
    for match in matches:
        writer = _WRITERS.get(query.aspect, _summary)
        writer(draft, query, TopicAction(match.document, match.action, 1.0), library)
    return draft


def _elsewhere(query: Query, library: Library) -> Draft | None:
    """Answer a question about all actions of a goal: as a list, or as the goal's summary."""
    from answer.compose.lists import compose_list
    from answer.compose.summaries import compose_summary

    return compose_list(query, library) if query.kind == "list" else compose_summary(query, library)


Writer = Callable[[Draft, Query, TopicAction, Library], None]
_V = TypeVar("_V", bound=Value)


def _place(target: TopicAction) -> str:
    return f"**{action_label(target.action)}** of the {plan_name(target.document)}"


def _without_target(query: Query, targets: Targets, library: Library) -> Draft | None:
    draft = Draft()
    for document, ref in targets.withheld:
        notice = withheld_rest(document)
        if notice:
            draft.status = Status.REDACTED
            marking = document.heading.marking
            marked = f" (marking: {marking.value})" if marking else ""
            draft.claim(
                f"The sheet of {ref} in the {plan_name(document)}{marked} is withheld: "
                f"“{library.text(document.id)[notice.start : notice.end]}”.",
                [evidence_at(document.id, notice.ref, notice)],
                computed=[ref, marking.value if marking else ""],
            )
    _name_missing(draft, targets, library)
    if not draft.parts:
        return None
    if not draft.statements:
        draft.status = Status.NOT_FOUND
    return draft


def _name_missing(draft: Draft, targets: Targets, library: Library) -> None:
    """Say which refs there are not, with the nearest that there are."""
    for ref, documents in targets.missing:
        goal = ref[3:].split(".")[0]
        near = []
        for document in documents:
            own = [a.ref for a in sheets(document) if a.goal == f"SG {goal}"]
            where = f"the {plan_name(document)}"
            if own:
                near.append(
                    f"in {where} that goal has {own[0]} to {own[-1]}"
                    if own[1:]
                    else f"in {where} it has only {own[0]}"
                )
            elif document.goals:
                near.append(
                    f"{where} has no goal {goal}"
                    if f"SG {goal}" not in {g.ref for g in document.goals}
                    else f"{where} withholds its sheets"
                )
        names = joined([f"the {plan_name(document)}" for document in documents])
        draft.say(
            f"There is no {ref} in {names or 'these documents'}"
            + (f"; {'; '.join(near)}." if near else ".")
        )
        draft.choices += [
            f"Summarise {a.ref} of the {plan_name(d)}"
            for d in documents
            for a in sheets(d)
            if a.goal == f"SG {goal}"
        ][-2:]


def _leader(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    document, action = target.document, target.action
    text = f"{_place(target)} is led by {actor_names(action.leaders)}"
    evidence = list(field_evidence(document, action, Field.LEADER))
    if action.co_leaders:
        noun = "co-leader" if len(action.co_leaders) == 1 else "co-leaders"
        partners = (
            document.template == "table_2012"
            and "cooperation" in library.text(document.id)[action.start : action.end]
        )
        link = ", in cooperation with " if partners else f", with {noun} "
        text += link + actor_names(action.co_leaders)
        evidence += field_evidence(document, action, Field.CO_LEADER)
    named = {actor.code for actor in query.actors} - {a.code for a in action.leaders}
    if not action.leaders:
        draft.claim(
            f"{_place(target)} names no leader", [title_evidence(document, action)], lead="- "
        )
        return
    if named and query.actors and all("leader" in a.roles for a in query.actors):
        text += f", not by {joined([display_name(code) for code in sorted(named) if code])}"
        draft.claim(text + ".", evidence, computed=named)
    else:
        draft.claim(text + ".", evidence)
    _notes(draft, document, action, library)


def _notes(draft: Draft, document: Document, action: Action, library: Library) -> None:
    """Add the footnotes that change what a cell means."""
    for note in document.footnotes:
        if note.ref in action.notes and any(
            row.start <= call.start < row.end and row.field == Field.LEADER.value
            for call in note.calls
            for row in action.rows
        ):
            draft.claim(
                f"{note.ref} adds: “{note.value}”", [evidence_at(document.id, note.ref, note)]
            )


def _co_leader(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    document, action = target.document, target.action
    evidence = list(field_evidence(document, action, Field.CO_LEADER))
    if action.co_leaders:
        verb = "is the co-leader" if len(action.co_leaders) == 1 else "are the co-leaders"
        draft.claim(f"{actor_names(action.co_leaders)} {verb} of {_place(target)}.", evidence)
    else:
        shown = evidence or list(field_evidence(document, action, Field.LEADER))
        draft.claim(f"{_place(target)} has no co-leader.", shown)


def _participants(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    document, action = target.document, target.action
    evidence = list(field_evidence(document, action, Field.PARTICIPANTS))
    if not action.participants:
        draft.say(f"{_place(target)} names no participants.")
        return
    listed = [a for a in action.participants if a.code]
    free = [a for a in action.participants if not a.code]
    text = f"Participants of {_place(target)}: {actor_names((*listed, *free))}."
    draft.claim(text, evidence, computed=[len(listed)])


def _check(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    """Say whether the actors asked about have the role asked about, and what role they do have."""
    document, action = target.document, target.action
    wanted = _ROLE_FIELDS.get(query.aspect)
    for actor in query.actors:
        roles = {
            f: [a for a in action.values(f) if getattr(a, "code", None) == actor.code]
            for f in _ROLE_VERBS
        }
        held = [field for field, found in roles.items() if found]
        name = display_name(actor.code)
        if wanted in (None, Field.PARTICIPANTS) and held:
            what = joined([_ROLE_VERBS[field] for field in held])
            evidence = [e for field in held for e in field_evidence(document, action, field)]
            draft.claim(f"Yes: {name} {what} {_place(target)}.", evidence)
        elif wanted in held and wanted:
            draft.claim(
                f"Yes: {name} {_ROLE_VERBS[wanted]} {_place(target)}.",
                field_evidence(document, action, wanted),
            )
        elif wanted in (None, Field.PARTICIPANTS) and covers_all_members(
            action, actor.code, document.year
        ):
            draft.claim(
                f"Yes: {name} takes part in {_place(target)} as one of “All MS”, without being named.",
                field_evidence(document, action, Field.PARTICIPANTS),
                computed=[name],
            )
        else:
            _deny(draft, target, actor.code, wanted, held, library)


def _deny(
    draft: Draft,
    target: TopicAction,
    code: str,
    wanted: Field | None,
    held: Sequence[Field],
    library: Library,
) -> None:
    document, action = target.document, target.action
    name = display_name(code)
    if wanted in (Field.LEADER, Field.CO_LEADER):
        actual = action.leaders if wanted == Field.LEADER else action.co_leaders
        noun = "led by" if wanted == Field.LEADER else "co-led by"
        others = actor_names(actual) or "nobody"
        text = f"No: {_place(target)} is {noun} {others}, not by {name}"
        if held:
            text += f", which {joined([_ROLE_VERBS[f] for f in held])} it"
        fields = [wanted, *held]
    else:
        text = f"No: {name} is not named among the leaders or participants of {_place(target)}"
        fields = [Field.LEADER, Field.CO_LEADER, Field.PARTICIPANTS]
    evidence = [e for field in fields for e in field_evidence(document, action, field)]
    draft.claim(text + ".", evidence, computed=[name])


def _asked_for(query: Query, values: Sequence[_V], action: Action) -> list[_V]:
    """Return the values that the words of a question pick out; all of them when none does."""
    asked = set(content_stems(query.question)) - set(stems(action.title.value))
    asked |= {s for _, others in synonyms_in(query.question) for o in others for s in o}
    scores = [sum(_rarity(word, values) for word in asked & set(stems(v.value))) for v in values]
    best = max(scores, default=0.0)
    if best <= 0:
        return list(values)
    return [value for value, score in zip(values, scores, strict=True) if score >= best * 0.75]


def _rarity(word: str, values: Sequence[Value]) -> float:
    """Return how well a word tells values apart: 0 when it stands in all of them."""
    holders = sum(word in stems(value.value) for value in values)
    return 1.0 - holders / len(values) if len(values) > 1 else 1.0


def _kpi(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    document, action = target.document, target.action
    if not action.kpis:
        draft.say(f"{_place(target)} states no key performance indicators.")
        return
    picked = _asked_for(query, action.kpis, action)
    draft.say(f"{'KPIs' if len(picked) > 1 else 'KPI'} of {_place(target)}:")
    for kpi in picked:
        draft.claim(_kpi_text(kpi), [evidence_at(document.id, action.ref, kpi, "kpi")], lead="- ")
    if picked and not any(kpi.targets for kpi in picked):
        draft.say("No target number is stated.")
    for value in action.targets if len(picked) == len(action.kpis) else ():
        evidence = evidence_at(document.id, action.ref, value, "target")
        draft.claim(f"Target: {value.value}", [evidence], lead="- ")


def _kpi_text(kpi: Kpi) -> str:
    return kpi.value


def _timing(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    document, action = target.document, target.action
    if action.timing:
        evidence = list(field_evidence(document, action, Field.TIMING))
        words = " ".join(value.value for value in action.timing)
        draft.claim(f"Timing of {_place(target)}: {words}", evidence)
        return
    timed = [activity for activity in _asked_for(query, action.activities, action)]
    if not any(activity.timing for activity in timed):
        draft.say(
            f"{_place(target)} gives no timing for "
            + ("this activity." if timed else "its activities.")
        )
    _activity_lines(draft, target, timed)


def _activities(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    document, action = target.document, target.action
    if action.activities:
        _activity_lines(draft, target, action.activities)
    else:
        _summary(draft, query, target, library)


def _activity_lines(draft: Draft, target: TopicAction, activities: Sequence[Activity]) -> None:
    document, action = target.document, target.action
    draft.say(f"{'Activities' if len(activities) != 1 else 'Activity'} under {_place(target)}:")
    for activity in activities:
        end = activity.timing_end or activity.end
        evidence = Evidence(document.id, action.ref, Field.ACTIVITY.value, activity.start, end)
        timing = f" — {activity.timing}" if activity.timing else " — no timing given"
        text = first_sentences(activity.value, 400)
        draft.claim(text.rstrip(".") + timing, [evidence], lead="- ")


def _summary(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    document, action = target.document, target.action
    values = action.summary or action.targets or (action.title,)
    field = Field.SUMMARY if action.summary else Field.TARGET if action.targets else Field.TITLE
    words = first_sentences(" ".join(value.value for value in values), 700)
    evidence = [evidence_at(document.id, action.ref, value, field.value) for value in values]
    draft.claim(f"{_place(target)}: {words}", [title_evidence(document, action), *evidence])


def _plain_list(field: Field, label: str, none: str) -> Writer:
    def write(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
        document, action = target.document, target.action
        values = action.values(field)
        if values:
            words = "; ".join(value.value for value in values)
            draft.claim(
                f"{label} of {_place(target)}: {words}.", field_evidence(document, action, field)
            )
        else:
            shown = [*field_evidence(document, action, field)] or [title_evidence(document, action)]
            draft.claim(f"{_place(target)} {none}.", shown)

    return write


def _other(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    """Answer for a field that the form may or may not have: a budget, a legal basis."""
    document, action = target.document, target.action
    title = set(stems(action.title.value)) | set(content_stems(query.topic))
    asked = [s for s in content_stems(query.question) if s not in title and not s[0].isdigit()]
    for row in action.other:
        if set(stems(row.label)) & set(asked):
            evidence = evidence_at(document.id, action.ref, row, "other")
            draft.claim(f"{row.label} of {_place(target)}: {row.value}", [evidence])
    if draft.statements:
        return
    words = stems(library.text(document.id)[action.start : action.end])
    known = [word for word in asked if word in words]
    if known and len(known) == len(asked):
        _summary(draft, query, target, library)
        return
    missing = next(
        (
            t
            for t in query.question.split()
            if stems(t) and stems(t)[0] in asked and stems(t)[0] not in words
        ),
        "that",
    )
    draft.say(f"The document states no {missing.strip('?.,!').lower()} for {_place(target)}.")


_WRITERS: dict[str, Writer] = {
    "leader": _leader,
    "co_leader": _co_leader,
    "participants": _participants,
    "kpi": _kpi,
    "timing": _timing,
    "activity": _activities,
    "summary": _summary,
    "type": _plain_list(Field.TYPE, "Type", "states no type"),
    "links": _plain_list(Field.LINKS, "Links to other plans", "names no links to other plans"),
    "jad": _plain_list(
        Field.JAD, "Horizontal activities / Joint Action Days", "names no Joint Action Day"
    ),
    "related": _plain_list(
        Field.RELATED, "Related goals and actions", "names no related goals or actions"
    ),
    "other": _other,
}
