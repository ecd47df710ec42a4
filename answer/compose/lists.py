"""Answers that list or count: actions that fit what is asked, goals, measures, chapters."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from answer.claims import Status
from answer.compose.catalogue import compose_chapters, compose_goals, compose_measures
from answer.compose.conditions import kpis_above, lacking
from answer.compose.covers import cover_evidence
from answer.compose.matches import (
    Match,
    by_role,
    find_matches,
    match_evidence,
    narrowed_by_topic,
    wanted_actors,
)
from answer.compose.missing import count_with_withheld
from answer.compose.ranks import compose_leaders
from answer.compose.summaries import refs_of_document, say_missing
from answer.compose.weaker import weaker_readings
from answer.compose.withheld import note_withheld_sheets
from answer.cues import told
from answer.draft import Draft
from answer.gather import sheets
from answer.library import Library
from answer.phrasing import (
    actor_names,
    counted,
    field_evidence,
    first_sentences,
    joined,
    led_by,
    plan_name,
    title_among,
)
from answer.query import ActorRole, Query, Role
from answer.select.selection import Conditions, Having, Selection
from answer.select.silent import says_to_look
from answer.select.write import compose_selection
from answer.words import stems
from ingest.actors import display_name
from ingest.model import Document, Field

_ROLE_WORDS: dict[Role, str] = {
    "leader": "led by {}",
    "co_leader": "with {} as co-leader",
    "participant": "with {} as participant",
}
_MAX_DAYS_CHARS = 200
"""How much is told of what an action says on its Joint Action Days."""
_HAVING = {
    "no_co_leader": " without a co-leader",
    "jad": " with a Joint Action Day or horizontal activity",
    "kpi": " with such a target",
    "type": " of that type",
    "links": " linked to that plan",
    "all_members": " with all Member States as participants",
}
"""What the actions of a list have in common, by the aspect that was asked for."""
_LACKING = {
    "jad": " without a Joint Action Day or horizontal activity",
    "links": " without links to other plans",
}
"""The same where the question denies it."""
_OTHER_LISTS: dict[str, Callable[[Query, Library], Draft | None]] = {
    "goals": compose_goals,
    "measures": compose_measures,
    "chapters": compose_chapters,
    "leaders": compose_leaders,
}


def compose_list(query: Query, library: Library) -> Draft | None:
    """List or count what the query asks for; None when it is about something else."""
    query = _settled(query, library)
    if query.aspect in _OTHER_LISTS:
        if query.refs and not query.refs_of("action") and not _any_ref(query, library):
            return _missing(query, library)
        return _OTHER_LISTS[query.aspect](query, library)
    query, matches = _read(query, library)
    if not matches:
        return _days_spoken_of(query, library) or _none_found(query, library)
    draft = Draft()
    for key in dict.fromkeys(match.document.id for match in matches):
        own = [match for match in matches if match.document.id == key]
        _write_matches(draft, query, own, library)
    _name_plans_without(draft, query, {match.document.id for match in matches}, library)
    note_withheld_sheets(draft, query, library)
    if query.aspect in ("all", "goal") and not (query.actors or query.quarters):
        count_with_withheld(draft, query, library)
    return draft


def _days_spoken_of(query: Query, library: Library) -> Draft | None:
    """List the actions that speak of Joint Action Days, where their form has no row for them."""
    if query.aspect != "jad" or query.actors or query.quarters:
        return None
    with_days = Selection("actions", "list", Conditions(havings=(Having("jad"),)))
    draft = compose_selection(replace(query, selection=with_days), library)
    return draft if draft and draft.statements else None


def _missing(query: Query, library: Library) -> Draft:
    """Say that there is no such goal, measure or chapter, and how many there are."""
    draft = say_missing(query, library)
    count = replace(query, kind="count", refs=(), topic="")
    told = _OTHER_LISTS[query.aspect](count, library)
    draft.parts += told.statements[:1] if told and query.aspect == "goals" else []
    return draft


def _any_ref(query: Query, library: Library) -> bool:
    """Tell whether a document in scope has a goal, measure or chapter that is named."""
    return any(
        ref in refs_of_document(library.documents[key])
        for key in query.scope.documents
        for ref in query.refs
    )


def _name_plans_without(draft: Draft, query: Query, having: set[str], library: Library) -> None:
    """Say of the plans that a question sets side by side which have no such action."""
    if len(query.scope.groups) < 2:
        return
    for key in query.scope.documents:
        document = library.documents[key]
        if key not in having and sheets(document):
            draft.say(f"No action{_in_common(query, library)} in the {plan_name(document)}.")


def _read(query: Query, library: Library) -> tuple[Query, list[Match]]:
    """Return a query and what fits it: in another reading where nothing fits the first."""
    for reading in (query, *weaker_readings(query)):
        matches = find_matches(reading, library)
        if matches:
            return reading, matches
    return query, []


def _settled(query: Query, library: Library) -> Query:
    """Return the query as one for measures where only papers of measures are in scope."""
    papers = all(library.documents[key].kind == "measures" for key in query.scope.documents)
    if query.aspect in ("theme", "role") and papers:
        names = " ".join(_names(query))
        return replace(query, aspect="measures", topic=f"{query.topic} {names}".strip())
    if told("several_co_leaders", stems(query.question)):
        return replace(query, aspect="all", topic="")
    if query.aspect == "theme" and query.actors and not query.topic:
        return replace(query, aspect="role")
    return query


def _names(query: Query) -> list[str]:
    return [display_name(actor_role.code) for actor_role in query.actors]


def _write_matches(draft: Draft, query: Query, found: Sequence[Match], library: Library) -> None:
    """Add the matches of one document as a list, or as one claim that counts them."""
    document = found[0].document
    total = len(sheets(document))
    size = counted(len(found), "action")
    size += "" if query.aspect == "all" and len(found) == total else f" of the {total}"
    headline = f"{size} in the {plan_name(document)}{_in_common(query, library)}"
    if query.kind == "count":
        refs = joined([match.action.ref for match in found]) if len(found) < total else ""
        evidence = [cited for match in found for cited in match_evidence(match, query)]
        text = f"{headline}{': ' + refs if refs else ''}."
        asked = query.topic if narrowed_by_topic(query, library) else ""
        draft.claim(text, evidence, asked=asked)
    else:
        draft.say(f"**{headline}:**")
        for match in found:
            _write_match(draft, query, match, len(found))
    members = [match.action.ref for match in found if match.as_member]
    if members:
        draft.say(f"In {joined(members)} it is meant by “All MS”, without being named.")


def _write_match(draft: Draft, query: Query, match: Match, number: int) -> None:
    action = match.action
    text = f"**{action.ref}** {title_among(action, number)}"
    evidence = list(match_evidence(match, query))
    text += led_by(action)
    evidence += field_evidence(match.document, action, Field.LEADER)
    if Field.CO_LEADER in match.fields and action.co_leaders:
        noun = "co-leader" if len(action.co_leaders) == 1 else "co-leaders"
        text += f", with {noun} {actor_names(action.co_leaders)}"
    if Field.KPI in match.fields and query.numbers:
        kpis = [kpi.value for kpi in kpis_above(query, action)]
        text += f"; {'; '.join(kpis)}"
    if Field.JAD in match.fields:
        days = (first_sentences(value.value, _MAX_DAYS_CHARS) for value in action.jads)
        text += f"; {'; '.join(days)}"
    draft.claim(text, evidence, lead="- ")


def _in_common(query: Query, library: Library) -> str:
    """Return what the listed actions have in common, in words."""
    actors = [(a.roles, _role_words(a)) for a in wanted_actors(query)]
    alternatives = by_role(actors) if query.either else []
    told = [words for _, words in actors]
    parts = [" or".join(told) if query.either else "".join(told)]
    if alternatives:
        parts = [",".join(" or".join(group) for group in alternatives)]
    parts += [f" under {joined(query.refs_of('goal'))}"] if query.refs_of("goal") else []
    parts += [f" with activities in {joined(query.quarters)}"] if query.quarters else []
    parts += [f" about {query.topic}"] if narrowed_by_topic(query, library) else []
    having = _LACKING if lacking(query, query.aspect) else _HAVING
    return "".join(parts) + having.get(query.aspect, "")


def _role_words(actor_role: ActorRole) -> str:
    name = display_name(actor_role.code)
    words = " or ".join(_ROLE_WORDS[role].format(name) for role in actor_role.roles)
    words = words or f"in which {name} has a role"
    return f" but not {words}" if actor_role.negated else f" {words}"


def _none_found(query: Query, library: Library) -> Draft | None:
    """Say that no action fits, or that the sheets that would tell are withheld."""
    documents = [library.documents[key] for key in query.scope.documents]
    draft = Draft()
    if _of_withheld(query, documents):
        if query.kind == "count" and _stated_totals(draft, documents):
            return draft
        note_withheld_sheets(draft, query, library)
        draft.status = Status.REDACTED
        return draft if draft.statements else None
    if query.aspect in ("theme", "links"):
        return None
    if query.aspect == "all" and _stated_totals(draft, documents):
        if query.kind == "list":
            note_withheld_sheets(draft, query, library)
            draft.status = Status.REDACTED
        return draft
    goals = {goal.ref for document in documents for goal in document.goals}
    if goals and query.refs_of("goal") and not goals & set(query.refs):
        return say_missing(query, library)
    asked = [g for d in documents for g in d.goals if g.ref in query.refs and not query.actors]
    if query.aspect == "goal" and any(not a.withheld for g in asked for a in g.actions):
        return None  # the goal has actions: something else is wanted of them
    read = [document for document in documents if sheets(document)]
    if not read:
        note_withheld_sheets(draft, query, library)
        draft.status = Status.REDACTED
        return draft if draft.statements else None
    names = joined([f"the {plan_name(document)}" for document in read])
    draft.say(f"No action{_in_common(query, library)} in {names}.")
    draft.status = Status.NOT_FOUND
    return draft


def _of_withheld(query: Query, documents: Sequence[Document]) -> bool:
    """Tell whether the actions of plans without sheets are wanted, whatever is said beside.

    "How many actions does it have, and can I read them?" is no search for actions on reading.
    """
    first = query.topic.split()[:1]
    bare = query.aspect == "theme" and bool(first) and query.scope.explicit
    return (
        bare
        and not any(sheets(document) for document in documents)
        and not says_to_look(query.question, first[0])
    )


def _stated_totals(draft: Draft, documents: Sequence[Document]) -> bool:
    """Say how many actions the documents themselves say they have, where sheets are withheld."""
    for document in documents:
        total = document.heading.total_actions
        if total:
            draft.claim(
                f"The {plan_name(document)} says that it has {total.value} operational actions; "
                "it withholds their list.",
                [cover_evidence(document, total, None)],
            )
    return bool(draft.statements)
