"""Answers that list, count and rank actions, goals and measures."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from answer.claims import Status
from answer.draft import Draft, Evidence, evidence_at
from answer.gather import by_topic, sheets, withheld_rest
from answer.library import Library
from answer.mentions import subject_words
from answer.phrasing import (
    actor_names,
    counted,
    field_evidence,
    goal_evidence,
    joined,
    plan_name,
    shortened,
    title_evidence,
)
from answer.query import ActorRole, Query
from answer.words import content_stems, stem, stems, synonyms_in
from ingest.actors import actor, display_name
from ingest.facts import covers_all_members, quarters, type_key
from ingest.model import Action, ActorValue, Document, Field

_ROLE_FIELDS = {
    "leader": (Field.LEADER,),
    "co_leader": (Field.CO_LEADER,),
    "participant": (Field.PARTICIPANTS,),
    None: (Field.LEADER, Field.CO_LEADER, Field.PARTICIPANTS),
}
_ROLE_WORDS = {
    "leader": "led by {}",
    "co_leader": "with {} as co-leader",
    "participant": "with {} as participant",
    None: "in which {} has a role",
}


@dataclass(frozen=True, slots=True)
class Match:
    """An action that fits all conditions, and the fields that show it."""

    document: Document
    action: Action
    fields: tuple[Field, ...]
    as_member: bool = False
    """True when the actor is meant by "All MS" and not named."""
    spans: tuple[Evidence, ...] = ()


Condition = Callable[[Document, Action], "tuple[Field, ...] | None"]


def compose_list(query: Query, library: Library) -> Draft | None:
    """List or count what the query asks for; None when it is about something else."""
    maker = _SPECIAL.get(query.aspect)
    if maker:
        return maker(query, library)
    matches = find_matches(query, library)
    draft = Draft()
    if not matches:
        return _none_found(query, library)
    per_document: dict[str, list[Match]] = {}
    for match in matches:
        per_document.setdefault(match.document.id, []).append(match)
    for found in per_document.values():
        _write_matches(draft, query, found)
    _note_withheld(draft, query, library)
    return draft


def find_matches(query: Query, library: Library) -> list[Match]:
    """Return the actions in scope that fit every condition of the query, in order."""
    themed: dict[tuple[str, str], float] | None = None
    if query.aspect == "theme" or (query.topic and query.aspect == "role"):
        themed = _themed(query, library)
    matches = []
    for key in query.scope.documents:
        document = library.documents[key]
        for action in sheets(document):
            if themed is not None and (key, action.ref) not in themed:
                continue
            match = _match(query, document, action)
            if match:
                matches.append(match)
    return matches


def _themed(query: Query, library: Library) -> dict[tuple[str, str], float] | None:
    """Return the actions that a topic picks out; None where the words beside names pick none."""
    hits = library.find_actions(query.topic, query.scope.documents)
    if query.aspect == "theme":
        strict = [hit for hit in hits if hit.score >= 0.55] or by_topic(query, library)
        return {(hit.document.id, hit.action.ref): hit.score for hit in strict}
    strong = {(h.document.id, h.action.ref): h.score for h in hits if h.score >= 0.6}
    return strong or None


def _match(query: Query, document: Document, action: Action) -> Match | None:
    fields: list[Field] = []
    as_member = False
    for actor_role in query.actors if query.aspect not in ("theme", "all") else ():
        held = _held(actor_role, document, action, _by_name(query))
        if (held is None) != actor_role.negated:
            return None
        if held:
            fields += held[0]
            as_member = as_member or held[1]
    if query.refs_of("goal") and action.goal not in query.refs_of("goal"):
        return None
    if query.quarters and not _in_quarters(query, action):
        return None
    shown = _ASPECTS.get(query.aspect, lambda *_: ())(query, action)
    if shown is None:
        return None
    return Match(document, action, (*fields, *shown), as_member)


def _held(
    wanted: ActorRole, document: Document, action: Action, by_name: bool
) -> tuple[list[Field], bool] | None:
    """Return the fields in which an actor stands, and whether only "All MS" means it."""
    fields = [
        field
        for field in _ROLE_FIELDS[wanted.role]
        if any(getattr(value, "code", None) == wanted.code for value in action.values(field))
    ]
    if fields:
        return fields, False
    member = Field.PARTICIPANTS in _ROLE_FIELDS[wanted.role] and not by_name
    if member and covers_all_members(action, wanted.code, document.year):
        return [Field.PARTICIPANTS], True
    return None


def _by_name(query: Query) -> bool:
    return bool(re.search(r"\bby name\b|\bnam(?:e|es|ed|ely)\b|\bexplicit|\bleaving aside\b", query.question, re.IGNORECASE))


def _in_quarters(query: Query, action: Action) -> bool:
    only = re.search(r"\bonly\b|\bjust\b|\bexactly\b", query.question, re.IGNORECASE)
    wanted = set(query.quarters[:1]) if only else set(query.quarters)
    covered = [set(quarters(a.timing or "")) for a in action.activities]
    covered += [set(quarters(value.value)) for value in action.timing]
    return any(found == wanted if only else wanted <= found for found in covered if found)


def _no_co_leader(_: Query, action: Action) -> tuple[Field, ...] | None:
    return None if action.co_leaders else (Field.CO_LEADER,)


def _with_jad(query: Query, action: Action) -> tuple[Field, ...] | None:
    return (Field.JAD,) if action.jads else None


def _with_kpi(query: Query, action: Action) -> tuple[Field, ...] | None:
    """Keep an action with a target above (or from) the number asked for."""
    least = query.numbers[-1] if query.numbers else 0.0
    inclusive = re.search(r"or more|at least|minimum|mindestens|au moins", query.question, re.IGNORECASE)
    numbers = [target.number for kpi in action.kpis for target in kpi.targets if target.unit != "%"]
    fits = any(n >= least if inclusive else n > least for n in numbers)
    return (Field.KPI,) if fits else None


def _of_type(query: Query, action: Action) -> tuple[Field, ...] | None:
    asked = set(stems(query.question))
    for value in action.types:
        if set(stems(type_key(value.value).split("/")[0])) <= asked:
            return (Field.TYPE,)
    return None


def _linked(query: Query, action: Action) -> tuple[Field, ...] | None:
    asked = set(content_stems(query.question)) - {stem("linked"), stem("link"), stem("overlap")}
    phrases = [set(p) for _, others in synonyms_in(query.question) for p in others]
    told = [set(content_stems(value.value)) for value in action.links]
    hit = any(words and (words <= asked or any(p <= words for p in phrases) or words & asked == asked) for words in told)
    return (Field.LINKS,) if hit else None


def _all_members(_: Query, action: Action) -> tuple[Field, ...] | None:
    return (Field.PARTICIPANTS,) if any(a.code == "ALL_MS" for a in action.participants) else None


def _whole_year(query: Query, action: Action) -> tuple[Field, ...] | None:
    if query.quarters:
        return (Field.TIMING,) if action.timing else (Field.ACTIVITY,)
    whole = any(re.search(r"whole year", v.value, re.IGNORECASE) for v in action.timing)
    return (Field.TIMING,) if whole else None


_ASPECTS: dict[str, Callable[[Query, Action], tuple[Field, ...] | None]] = {
    "no_co_leader": _no_co_leader,
    "jad": _with_jad,
    "kpi": _with_kpi,
    "type": _of_type,
    "links": _linked,
    "all_members": _all_members,
    "quarter": _whole_year,
}


def _write_matches(draft: Draft, query: Query, found: Sequence[Match]) -> None:
    document = found[0].document
    total = len(sheets(document))
    what = _what(query)
    headline = f"{counted(len(found), 'action')} of the {total} in the {plan_name(document)}{what}"
    evidence = [e for match in found for e in _evidence(match, query)]
    if query.kind == "count":
        refs = joined([match.action.ref for match in found]) if len(found) < total else ""
        text = f"{headline}{': ' + refs if refs else ''}."
        draft.claim(text, evidence, computed=[len(found), total, *_named(query)])
    else:
        draft.say(f"**{headline}:**")
        for match in found:
            _write_match(draft, query, match)
    members = [match.action.ref for match in found if match.as_member]
    if members:
        draft.say(f"In {joined(members)} it is meant by “All MS”, without being named.")


def _named(query: Query) -> list[str]:
    return [display_name(actor_role.code) for actor_role in query.actors]


def _what(query: Query) -> str:
    """Return what the listed actions have in common, in words."""
    parts = [
        (" not " if a.negated else " ") + _ROLE_WORDS[a.role].format(display_name(a.code))
        for a in query.actors
        if query.aspect not in ("theme", "all")
    ]
    parts += [f" under {joined(query.refs_of('goal'))}"] if query.refs_of("goal") else []
    parts += [f" with activities in {joined(query.quarters)}"] if query.quarters else []
    parts += {
        "theme": [f" about {query.topic}"],
        "no_co_leader": [" without a co-leader"],
        "jad": [" with a Joint Action Day or horizontal activity"],
        "kpi": [" with such a target"],
        "type": [" of that type"],
        "links": [" linked to that plan"],
        "all_members": [" with all Member States as participants"],
    }.get(query.aspect, [])
    return "".join(parts)


def _evidence(match: Match, query: Query) -> Iterator[Evidence]:
    if match.fields:
        for field in dict.fromkeys(match.fields):
            yield from _shown(match, query, field)
    elif query.aspect in ("theme",):
        yield title_evidence(match.document, match.action)
    else:
        rows = list(field_evidence(match.document, match.action, Field.LEADER))
        yield from rows or [title_evidence(match.document, match.action)]


def _shown(match: Match, query: Query, field: Field) -> Iterator[Evidence]:
    action = match.action
    if field == Field.ACTIVITY and query.quarters:
        for activity in action.activities:
            if set(query.quarters) <= set(quarters(activity.timing or "")):
                end = activity.timing_end or activity.end
                yield Evidence(match.document.id, action.ref, field.value, activity.start, end)
                return
    if field == Field.KPI and query.numbers:
        for kpi in action.kpis:
            if any(t.number >= query.numbers[-1] for t in kpi.targets):
                yield evidence_at(match.document.id, action.ref, kpi, field.value)
        return
    rows = list(field_evidence(match.document, action, field))
    yield from rows or [title_evidence(match.document, action)]


def _write_match(draft: Draft, query: Query, match: Match) -> None:
    action = match.action
    text = f"**{action.ref}** {shortened(action.title.value)}"
    evidence = list(_evidence(match, query))
    if Field.LEADER not in match.fields:
        text += f" — led by {actor_names(action.leaders)}"
        evidence += field_evidence(match.document, action, Field.LEADER)
    if Field.KPI in match.fields and query.numbers:
        kpis = [k.value for k in action.kpis if any(t.number >= query.numbers[-1] for t in k.targets)]
        text += f"; {'; '.join(kpis)}"
    draft.claim(text, evidence, lead="- ")


def _none_found(query: Query, library: Library) -> Draft | None:
    documents = [library.documents[key] for key in query.scope.documents]
    if query.aspect in ("theme", "links"):
        return None
    draft = Draft()
    if query.aspect == "all" and _stated_totals(draft, documents):
        return draft
    read = [d for d in documents if sheets(d)]
    if not read:
        _note_withheld(draft, query, library)
        if not draft.statements:
            return None
        draft.status = Status.REDACTED
        return draft
    names = joined([f"the {plan_name(document)}" for document in read])
    draft.say(f"No action{_what(query)} in {names}.")
    draft.status = Status.NOT_FOUND
    return draft


def _stated_totals(draft: Draft, documents: Sequence[Document]) -> bool:
    """Say how many actions the documents themselves say they have, where sheets are withheld."""
    for document in documents:
        total = document.heading.total_actions
        if total:
            inside = [s for s in document.sections if s.start <= total.start < s.end]
            ref = max(inside, key=lambda s: s.start).ref if inside else "Preamble"
            draft.claim(
                f"The {plan_name(document)} says that it has {total.value} operational actions; "
                "it withholds their list.",
                [evidence_at(document.id, ref, total)],
            )
    return bool(draft.statements)


def _note_withheld(draft: Draft, query: Query, library: Library) -> None:
    """Say which plans in scope withhold their sheets, when the question asks for those plans."""
    if not query.scope.explicit:
        return
    for key in query.scope.documents:
        document = library.documents[key]
        notice = withheld_rest(document)
        if document.kind == "plan" and notice and not sheets(document):
            draft.claim(
                f"The {plan_name(document)} withholds its action sheets: "
                f"“{library.text(key)[notice.start : notice.end]}”.",
                [evidence_at(key, notice.ref, notice)],
            )


def _goals(query: Query, library: Library) -> Draft | None:
    draft = Draft()
    documents = [library.documents[key] for key in query.scope.documents]
    for document in documents:
        if not document.goals:
            continue
        evidence = [goal_evidence(document, goal) for goal in document.goals]
        headline = f"The {plan_name(document)} has {counted(len(document.goals), 'strategic goal')}"
        if query.kind == "count":
            draft.claim(f"{headline}.", evidence, computed=[len(document.goals)])
            continue
        draft.say(f"**{headline}:**")
        for goal, cited in zip(document.goals, evidence, strict=True):
            draft.claim(f"**{goal.ref}** {goal.title.value}", [cited], lead="- ")
    return draft if draft.statements else None


def _measures(query: Query, library: Library) -> Draft | None:
    draft = Draft()
    chapters = query.refs_of("chapter")
    if query.topic and not _speaks_of(query, library):
        return None
    for key in query.scope.documents:
        document = library.documents[key]
        found = [m for m in document.measures if not chapters or m.chapter in chapters]
        if not found:
            continue
        where = f"{joined(chapters)} of the {plan_name(document)}" if chapters else f"The {plan_name(document)}"
        headline = f"{where} has {counted(len(found), 'measure')}"
        evidence = [evidence_at(key, m.ref, m.title, "title") for m in found]
        if query.kind == "count":
            draft.claim(f"{headline}.", evidence, computed=[len(found)])
            continue
        draft.say(f"**{headline}:**")
        for measure, cited in zip(found, evidence, strict=True):
            draft.claim(f"**{measure.ref}** {measure.title.value}", [cited], lead="- ")
    return draft if draft.statements else None


def _speaks_of(query: Query, library: Library) -> bool:
    """Tell whether the words beside a question for measures only say which paper is meant."""
    titles = {
        s for key in query.scope.documents for s in stems(library.documents[key].title)
    } | subject_words(library)
    return set(content_stems(query.topic)) <= titles


def _chapters(query: Query, library: Library) -> Draft | None:
    draft = Draft()
    for key in query.scope.documents:
        for chapter in library.documents[key].chapters:
            cited = evidence_at(key, chapter.ref, chapter.title, "title")
            draft.claim(f"**{chapter.ref}** {chapter.title.value}", [cited], lead="- ")
    return draft if draft.statements else None


def _leaders(query: Query, library: Library) -> Draft | None:
    return compose_rank(query, library)


def compose_rank(query: Query, library: Library) -> Draft | None:
    """Rank actors by the actions that they lead, co-lead or join, or goals by their actions."""
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        if sheets(document):
            if query.aspect == "goal":
                _rank_goals(draft, query, document)
            else:
                _rank_actors(draft, query, document)
    _note_withheld(draft, query, library)
    return draft if draft.statements else None


def _fewest(query: Query) -> bool:
    return bool({stem("fewest"), stem("least")} & set(stems(query.question)))


def _rank_goals(draft: Draft, query: Query, document: Document) -> None:
    sizes = {goal.ref: len(goal.actions) for goal in document.goals}
    wanted = min(sizes.values()) if _fewest(query) else max(sizes.values())
    best = [goal for goal in document.goals if sizes[goal.ref] == wanted]
    names = joined([f"{goal.ref} ({shortened(goal.title.value, 80)})" for goal in best])
    most = "the fewest" if _fewest(query) else "the most"
    verb = "has" if len(best) == 1 else "have"
    draft.claim(
        f"In the {plan_name(document)}, {names} {verb} {most} actions: {wanted} of {sum(sizes.values())}.",
        [goal_evidence(document, goal) for goal in best]
        + [e for goal in best for a in goal.actions for e in field_evidence(document, a, Field.LEADER)],
        computed=[wanted, sum(sizes.values())],
    )


def _rank_actors(draft: Draft, query: Query, document: Document) -> None:
    role = {"co_leader": Field.CO_LEADER, "participants": Field.PARTICIPANTS}.get(
        query.aspect, Field.LEADER
    )
    held: dict[str, list[Action]] = {}
    for action in sheets(document):
        for value in action.values(role):
            code = value.code if isinstance(value, ActorValue) else None
            if code and code != "ALL_MS" and _wanted_kind(query, code):
                held.setdefault(code, []).append(action)
    if not held:
        return
    tally = Counter({code: len(actions) for code, actions in held.items()})
    most = min(tally.values()) if _fewest(query) else max(tally.values())
    verb = {Field.LEADER: "lead", Field.CO_LEADER: "co-lead", Field.PARTICIPANTS: "take part in"}[role]
    listing = query.kind == "list"
    for number, (code, count) in enumerate(sorted(tally.items(), key=lambda item: -item[1])):
        first = count == most
        if not first and (number >= 12 and not listing):
            continue
        actions = held[code]
        refs = joined([action.ref for action in actions])
        share = f"{count} of {len(sheets(document))} actions in the {plan_name(document)}"
        superlative = (" the fewest," if _fewest(query) else " the most,") if first and not listing else ""
        draft.claim(
            f"{display_name(code)} {_third(verb)}{superlative} {share}: {refs}.",
            [e for action in actions for e in field_evidence(document, action, role)],
            lead="- ",
            computed=[count, len(sheets(document))],
        )
        if first and not listing and role == Field.PARTICIPANTS and number > 3:
            break


def _third(verb: str) -> str:
    head, _, rest = verb.partition(" ")
    return f"{head}s {rest}".strip()


def _wanted_kind(query: Query, code: str) -> bool:
    """Keep countries or agencies only, when the question asks for the one or the other."""
    asked = set(stems(query.question))
    known = actor(code)
    kind = known.kind if known else "group"
    countries = {stem(w) for w in ("country", "countries", "state", "pays", "land", "paese", "país")}
    agencies = {stem(w) for w in ("agency", "agencies", "agence", "agentur", "agenzia", "agencia")}
    if asked & countries and asked & agencies:
        first = min((w for w in stems(query.question) if w in countries | agencies), key=stems(query.question).index)
        return kind in (("member_state", "third_country") if first in countries else ("agency", "body"))
    if asked & countries:
        return kind in ("member_state", "third_country")
    return not asked & agencies or kind in ("agency", "body")


def compose_sum(query: Query, library: Library) -> Draft | None:
    """Add up the stated targets of the indicators that the question's words pick out."""
    draft = Draft()
    asked = set(content_stems(query.question)) & {
        s for d in library.documents.values() for a in sheets(d) for k in a.kpis for s in content_stems(k.value)
    }
    for key in query.scope.documents:
        document = library.documents[key]
        found = [
            (action, kpi)
            for action in sheets(document)
            for kpi in action.kpis
            if kpi.target is not None and kpi.unit != "%" and asked and asked <= set(stems(kpi.value))
        ]
        if found:
            total = sum(kpi.target or 0 for _, kpi in found)
            words = "; ".join(f"{action.ref}: {kpi.value}" for action, kpi in found)
            draft.claim(
                f"The stated targets in the {plan_name(document)} add up to {total:,.0f}: {words}.",
                [evidence_at(key, action.ref, kpi, "kpi") for action, kpi in found],
                computed=[f"{total:,.0f}", f"{total:.0f}"],
            )
    return draft if draft.statements else None


_SPECIAL: dict[str, Callable[[Query, Library], Draft | None]] = {
    "goals": _goals,
    "measures": _measures,
    "chapters": _chapters,
    "leaders": _leaders,
}

