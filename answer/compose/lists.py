"""Answers that list, count and rank actions, goals and measures."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from answer.claims import Status
from answer.cues import places, told
from answer.draft import Draft, Evidence, evidence_at
from answer.gather import by_topic, find_targets, sheets, withheld_rest
from answer.library import Library
from answer.mentions import subject_words
from answer.phrasing import (
    actor_names,
    counted,
    field_evidence,
    goal_evidence,
    joined,
    number_text,
    plan_name,
    shortened,
    title_evidence,
)
from answer.query import ActorRole, Query, Role
from answer.words import content_stems, stem, stems, synonyms_in
from ingest.actors import actor, display_name
from ingest.facts import covers_all_members, quarters, type_key
from ingest.model import Action, ActorValue, Document, Field, Kpi
from ingest.text import clean

_ROLE_FIELDS: dict[Role, Field] = {
    "leader": Field.LEADER,
    "co_leader": Field.CO_LEADER,
    "participant": Field.PARTICIPANTS,
}
_ROLE_WORDS: dict[Role, str] = {
    "leader": "led by {}",
    "co_leader": "with {} as co-leader",
    "participant": "with {} as participant",
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


# "operational actions" names the actions, not their type
_OPERATIONAL_ACTION = re.compile(r"\boperational\s+actions?\b(?!\s+type)", re.IGNORECASE)
Condition = Callable[[Query, Action], "tuple[Field, ...] | None"]


def compose_list(query: Query, library: Library) -> Draft | None:
    """List or count what the query asks for; None when it is about something else."""
    if query.aspect in ("theme", "role") and _papers_only(query, library):
        names = " ".join(display_name(actor_role.code) for actor_role in query.actors)
        query = replace(query, aspect="measures", topic=f"{query.topic} {names}".strip())
    if query.aspect == "theme" and query.actors and not query.topic:
        query = replace(query, aspect="role")
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


def _papers_only(query: Query, library: Library) -> bool:
    return all(library.documents[key].kind == "measures" for key in query.scope.documents)


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
    for condition in _conditions(query):
        shown = condition(query, action)
        if shown is None:
            return None
        fields += shown
    return Match(document, action, tuple(fields), as_member)


def _conditions(query: Query) -> Iterator[Condition]:
    """Yield what an action must fulfil beside its actors: all that the question's words tell."""
    words = stems(query.question)
    yield _in_goal
    if query.quarters:
        yield _in_quarters
    for aspect, condition in _ASPECTS.items():
        meant = query.aspect == aspect and (aspect not in _BY_CUE or told(aspect, words))
        if meant or (aspect in _TOLD_ANYWHERE and told(aspect, words)):
            yield condition
    if told("kpi", words) and query.numbers and query.aspect != "kpi":
        yield _with_kpi
    if (_quoted(query) and query.aspect != "type") or (
        query.topic and query.aspect not in ("theme", "type", "links") and _scoped_fields(query)
    ):
        yield _says
    if any(told(kind, words) for kind in ("agency", "country")) and told("leader", words):
        yield _led_by_kind


def _in_goal(query: Query, action: Action) -> tuple[Field, ...] | None:
    goals = query.refs_of("goal")
    if not goals or query.aspect == "related":
        return ()
    return () if action.goal in goals else None


def _led_by_kind(query: Query, action: Action) -> tuple[Field, ...] | None:
    ruled_out = {a.code for a in query.actors if a.negated}
    codes = {leader.code for leader in action.leaders if leader.code} - ruled_out
    fits = any(wanted_kind(query, code) for code in codes)
    return (Field.LEADER,) if fits else None


def _quoted(query: Query) -> str:
    found = re.search(r"[\"“«]([^\"”»]{3,80})[\"”»]", query.question)
    return found.group(1) if found else ""


def _scoped_fields(query: Query) -> list[Field]:
    """Return the fields in which a question wants its words to stand: "a KPI that counts OTFs"."""
    words = stems(query.question)
    scoped = {
        "kpi": Field.KPI,
        "participant": Field.PARTICIPANTS,
        "jad": Field.JAD,
        "links": Field.LINKS,
    }
    return [
        field
        for cue, field in scoped.items()
        if told(cue, words) and not (cue == "participant" and query.actors)
    ]


def _says(query: Query, action: Action) -> tuple[Field, ...] | None:
    """Keep an action in whose fields, those asked for or any, the words stand together."""
    wanted = content_stems(_quoted(query) or query.topic)
    for field in _scoped_fields(query) or [f for f in Field if f != Field.OTHER]:
        for value in action.values(field):
            if wanted and set(wanted) <= set(stems(value.value)):
                return (field,)
    return None


def _held(
    wanted: ActorRole, document: Document, action: Action, by_name: bool
) -> tuple[list[Field], bool] | None:
    """Return the fields in which an actor stands, and whether only "All MS" means it.

    None where the actor has none of the roles that are wanted, or one that is ruled out.
    """
    fields = _fields_of(wanted.roles)
    named = [f for f in _fields_of(()) if _stands_in(action, f, wanted.code)]
    if set(named) & set(_fields_of(wanted.excluded) if wanted.excluded else ()):
        return None
    if not wanted.roles and wanted.excluded:
        return named, False
    shown = [field for field in fields if field in named]
    if shown:
        return shown, False
    member = Field.PARTICIPANTS in fields and not by_name
    if member and covers_all_members(action, wanted.code, document.year):
        return [Field.PARTICIPANTS], True
    return None


def _fields_of(roles: Sequence[Role]) -> tuple[Field, ...]:
    return tuple(_ROLE_FIELDS[role] for role in roles or _ROLE_FIELDS)


def _stands_in(action: Action, field: Field, code: str) -> bool:
    return any(getattr(value, "code", None) == code for value in action.values(field))


def _by_name(query: Query) -> bool:
    return told("by_name", stems(query.question))


def _in_quarters(query: Query, action: Action) -> tuple[Field, ...] | None:
    only = re.search(r"\bonly\b|\bjust\b|\bexactly\b", query.question, re.IGNORECASE)
    wanted = set(query.quarters[:1]) if only else set(query.quarters)
    covered = [set(quarters(a.timing or "")) for a in action.activities]
    covered += [set(quarters(value.value)) for value in action.timing]
    fits = any(found == wanted if only else wanted <= found for found in covered if found)
    if not fits:
        return None
    return (Field.TIMING,) if action.timing else (Field.ACTIVITY,)


def _no_co_leader(_: Query, action: Action) -> tuple[Field, ...] | None:
    return None if action.co_leaders else (Field.CO_LEADER,)


def _with_jad(query: Query, action: Action) -> tuple[Field, ...] | None:
    return (Field.JAD,) if action.jads else None


def _with_kpi(query: Query, action: Action) -> tuple[Field, ...] | None:
    """Keep an action with a target above (or from) the number asked for."""
    least = query.numbers[-1] if query.numbers else 0.0
    inclusive = re.search(
        r"or more|at least|minimum|mindestens|au moins", query.question, re.IGNORECASE
    )
    numbers = [target.number for kpi in action.kpis for target in kpi.targets if target.unit != "%"]
    fits = any(n >= least if inclusive else n > least for n in numbers)
    return (Field.KPI,) if fits else None


def _of_type(query: Query, action: Action) -> tuple[Field, ...] | None:
    asked = set(stems(_OPERATIONAL_ACTION.sub(" ", query.question)))
    told = (set(stems(type_key(value.value))) for value in action.types)
    return (Field.TYPE,) if any(words & asked for words in told) else None


def _linked(query: Query, action: Action) -> tuple[Field, ...] | None:
    asked = set(content_stems(query.question)) - {stem("linked"), stem("link"), stem("overlap")}
    phrases = [set(p) for _, others in synonyms_in(query.question) for p in others]
    told = [set(content_stems(value.value)) for value in action.links]
    hit = any(
        words and (words <= asked or any(p <= words for p in phrases) or words & asked == asked)
        for words in told
    )
    return (Field.LINKS,) if hit else None


def _all_members(_: Query, action: Action) -> tuple[Field, ...] | None:
    return (Field.PARTICIPANTS,) if any(a.code == "ALL_MS" for a in action.participants) else None


def _interdependent(query: Query, action: Action) -> tuple[Field, ...] | None:
    """Keep an action that names one of the goals or actions asked for as related."""
    named = {value.value for value in action.related}
    return (Field.RELATED,) if named & set(query.refs) else None


def _whole_year(query: Query, action: Action) -> tuple[Field, ...] | None:
    if query.quarters:
        return ()
    whole = any(re.search(r"whole year", v.value, re.IGNORECASE) for v in action.timing)
    return (Field.TIMING,) if whole else None


_BY_CUE = ("jad", "links", "related")
"""Conditions that hold only where the question's own words ask for them."""
_TOLD_ANYWHERE = ("no_co_leader", "type")
_ASPECTS: dict[str, Condition] = {
    "no_co_leader": _no_co_leader,
    "jad": _with_jad,
    "kpi": _with_kpi,
    "type": _of_type,
    "links": _linked,
    "all_members": _all_members,
    "quarter": _whole_year,
    "related": _interdependent,
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
    parts = [_role_words(a) for a in query.actors if query.aspect not in ("theme", "all")]
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


def _role_words(actor_role: ActorRole) -> str:
    name = display_name(actor_role.code)
    words = " or ".join(_ROLE_WORDS[role].format(name) for role in actor_role.roles)
    words = words or f"in which {name} has a role"
    return f" but not {words}" if actor_role.negated else f" {words}"


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
        kpis = [
            k.value for k in action.kpis if any(t.number >= query.numbers[-1] for t in k.targets)
        ]
        text += f"; {'; '.join(kpis)}"
    draft.claim(text, evidence, lead="- ")


def _none_found(query: Query, library: Library) -> Draft | None:
    documents = [library.documents[key] for key in query.scope.documents]
    if query.aspect in ("theme", "links"):
        return None
    draft = Draft()
    if query.aspect == "all" and _stated_totals(draft, documents):
        if query.kind == "list":
            _note_withheld(draft, query, library)
            draft.status = Status.REDACTED
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
    themed = set() if _only_names_paper(query, library) else _themed_measures(query, library)
    if themed is None:
        return None
    for key in query.scope.documents:
        document = library.documents[key]
        found = [m for m in document.measures if not chapters or m.chapter in chapters]
        found = [m for m in found if not themed or (key, m.ref) in themed]
        if not found:
            continue
        where = (
            f"{joined(chapters)} of the {plan_name(document)}"
            if chapters
            else f"The {plan_name(document)}"
        )
        headline = f"{where} has {counted(len(found), 'measure')}" + (" on that" if themed else "")
        evidence = [evidence_at(key, m.ref, m.title, "title") for m in found]
        if query.kind == "count":
            draft.claim(f"{headline}.", evidence, computed=[len(found)])
            continue
        draft.say(f"**{headline}:**")
        for measure, cited in zip(found, evidence, strict=True):
            draft.claim(f"**{measure.ref}** {measure.title.value}", [cited], lead="- ")
    return draft if draft.statements else None


def _themed_measures(query: Query, library: Library) -> set[tuple[str, str]] | None:
    """Return the measures whose title or summary holds a topic; None when there are none."""
    asked = set(content_stems(query.topic)) - {stem("measure")}
    found = {
        (key, measure.ref)
        for key in query.scope.documents
        for measure in library.documents[key].measures
        if asked <= set(stems(" ".join([measure.title.value, *(v.value for v in measure.summary)])))
    }
    return found or None


def _only_names_paper(query: Query, library: Library) -> bool:
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
    """List the leaders with their actions; where the sheets are withheld, those that the text names."""
    draft = compose_rank(query, library) or Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        if sheets(document) or not query.scope.explicit:
            continue
        text = library.text(key)
        for passage in document.passages:
            words = clean(text[passage.start : passage.end])
            if words.startswith("Action leader"):
                cited = evidence_at(key, passage.ref, passage)
                draft.claim(f"{words} ({passage.ref}, {plan_name(document)})", [cited], lead="- ")
    return draft if draft.statements else None


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
    return told("fewest", stems(query.question))


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
        + [
            e
            for goal in best
            for a in goal.actions
            for e in field_evidence(document, a, Field.LEADER)
        ],
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
            if code and code != "ALL_MS" and wanted_kind(query, code):
                held.setdefault(code, []).append(action)
    if not held:
        return
    tally = Counter({code: len(actions) for code, actions in held.items()})
    most = min(tally.values()) if _fewest(query) else max(tally.values())
    verb = {Field.LEADER: "lead", Field.CO_LEADER: "co-lead", Field.PARTICIPANTS: "take part in"}[
        role
    ]
    listing = query.kind == "list"
    for number, (code, count) in enumerate(sorted(tally.items(), key=lambda item: -item[1])):
        first = count == most
        if not first and (number >= 12 and not listing):
            continue
        actions = held[code]
        refs = joined([action.ref for action in actions])
        share = f"{count} of {len(sheets(document))} actions in the {plan_name(document)}"
        superlative = (
            (" the fewest," if _fewest(query) else " the most,") if first and not listing else ""
        )
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


def wanted_kind(query: Query, code: str) -> bool:
    """Tell whether to keep countries or agencies only, when the question asks for the one or the other."""
    words = stems(query.question)
    known = actor(code)
    kind = known.kind if known else "group"
    agency, country = told("agency", words), told("country", words)
    if told("outside", words):
        return kind == "third_country" or code == "UK"
    if agency and country:
        first = min(next(places("agency", words)), next(places("country", words)))
        agency = first == next(places("agency", words)) and not _set_aside(words, first)
        country = not agency
    if country:
        return kind in ("member_state", "third_country")
    return not agency or kind in ("agency", "body")


def _set_aside(words: Sequence[str], at: int) -> bool:
    """Tell whether a word is only named to be left out: "agencies aside", "not agencies"."""
    return bool({"asid", "not", "exclud", "without", "apart"} & set(words[max(0, at - 2) : at + 2]))


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


_SPECIAL: dict[str, Callable[[Query, Library], Draft | None]] = {
    "goals": _goals,
    "measures": _measures,
    "chapters": _chapters,
    "leaders": _leaders,
}
