"""The actions that meet the conditions of a selection, and what shows that they do."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from answer.draft import Evidence
from answer.gather import by_topic, listed, sheets
from answer.library import Library
from answer.phrasing import field_evidence, title_evidence
from answer.query import Query, Role
from answer.select.grammar import grammar
from answer.select.having import has, is_withheld
from answer.select.indicators import targets_known
from answer.select.kinds import how_many, of_kind
from answer.select.rows import of_rows
from answer.select.selection import Conditions, Having, Party
from answer.select.when import goes_on_all_year, planned_in
from answer.subjects import GLUE, subject_phrases
from answer.topic import beside_goals
from answer.words import contains, document_stems, stems
from ingest.facts import ROLES, covers_all_members
from ingest.model import Action, ActorValue, Document, Field

_ON_THEME = 0.55
"""How well an action must fit a theme to be one of those that are on it."""


@dataclass(frozen=True, slots=True)
class Found:
    """An action that meets all conditions, with what shows it."""

    document: Document
    action: Action
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    """What is said of it beside its title: "22 named participants"."""
    as_member: bool = False
    """True when an actor is meant by "All MS" and not named."""


def by_document(found: Sequence[Found]) -> Iterator[tuple[Document, list[Action]]]:
    """Yield each document of some actions with those that are of it, in order."""
    grouped: dict[str, tuple[Document, list[Action]]] = {}
    for each in found:
        grouped.setdefault(each.document.id, (each.document, []))[1].append(each.action)
    yield from grouped.values()


def find_actions(conditions: Conditions, query: Query, library: Library) -> list[Found] | None:
    """Return the actions in scope that meet all conditions; None where the topic fits none."""
    if not targets_known(conditions, query, library):
        return None
    conditions, rows = of_rows(conditions, query, library)
    conditions = _with_names(conditions, query, library)
    base = _base(conditions, query, library)
    if base is None:
        return None
    base = [pair for pair in base if rows is None or (pair[0].id, pair[1].ref) in rows]
    found = [each for d, a in base if (each := _meets(conditions, d, a))]
    found = [each for each in found if not (conditions.by_name and each.as_member)]
    apart = _either(conditions) if not found and not _together(query.question) else None
    return found if apart is None else [each for d, a in base if (each := _meets(apart, d, a))]


def _together(question: str) -> bool:
    """Tell whether a question wants actors in an action together: "both", "jointly"."""
    words = stems(question)
    phrases = (*grammar().words["both"], *grammar().words["jointly"])
    return any(contains(words, tuple(stems(phrase))) for phrase in phrases)


def _either(conditions: Conditions) -> Conditions | None:
    """Return conditions where any of several leaders will do: "French and Spanish actions"."""
    several = [p for p in conditions.parties if len(p.codes) > 1 and "leader" in p.roles]
    if not several or any(p.negated or p.either for p in several):
        return None
    parties = tuple(replace(p, either=True) if p in several else p for p in conditions.parties)
    return replace(conditions, parties=parties)


def _with_names(conditions: Conditions, query: Query, library: Library) -> Conditions:
    """Return conditions with a topic that names Joint Action Days, or a linked plan, as their name.

    "With JAD South East Europe", "linked to the OAP on the Western Balkans"; so is what is counted
    in "a target of at least 100 investigations".
    """
    unnamed = next((h for h in conditions.havings if _may_be_named(h)), None)
    if unnamed is None or not conditions.topic:
        return conditions
    name = unnamed.name.partition(":")[0]
    named = replace(unnamed, name=f"{name}:{conditions.topic}", negated=False)
    documents = [library.documents[key] for key in query.scope.documents]
    if not any(has(named, d, action) for d in documents for action in sheets(d)):
        return conditions
    havings = tuple(named if each == unnamed else each for each in conditions.havings)
    return replace(conditions, havings=havings, topic="")


def _may_be_named(having: Having) -> bool:
    """Tell whether it is left open which days or which plan an action has something to do with."""
    name, _, detail = having.name.partition(":")
    if having.name == Field.KPI and having.size and having.size.behind:
        return True
    plain = Having(having.name) == having and set(stems(detail)) <= document_stems()
    return plain and name in (Field.JAD.value, Field.LINKS.value)


def _base(
    conditions: Conditions, query: Query, library: Library
) -> list[tuple[Document, Action]] | None:
    """Return the actions that a question is about: by refs, by goals, by topic, or all."""
    keys = query.scope.documents
    refs, goals = query.refs_of("action"), query.refs_of("goal")
    topic, subject = topic_left(conditions.topic, query, library)
    if subject:
        keys = tuple(key for key in keys if library.subject(library.documents[key]) == subject)
    known = listed if _by_leaders(conditions) else sheets
    pairs = [(library.documents[key], a) for key in keys for a in known(library.documents[key])]
    pairs = [
        p for p in pairs if (not refs or p[1].ref in refs) and (not goals or p[1].goal in goals)
    ]
    if not topic or refs:
        return pairs
    scope = replace(query.scope, documents=tuple(keys))
    asked = replace(query, topic=topic, detail=topic, scope=scope, aspect="participants")
    hits = [h for h in library.find_actions(topic, keys) if h.score >= _ON_THEME]
    hits = hits or by_topic(asked, library)
    meant = {(hit.document.id, hit.action.ref) for hit in hits}
    return [p for p in pairs if (p[0].id, p[1].ref) in meant] or None


def _by_leaders(conditions: Conditions) -> bool:
    """Tell whether who leads is all that tells the actions: an overview tells that as well."""
    led = [party for party in conditions.parties if party.roles == ("leader",)]
    alone = not (conditions.havings or conditions.during or conditions.topic)
    return alone and len(led) == len(conditions.parties) > 0


def topic_left(topic: str, query: Query, library: Library) -> tuple[str, str]:
    """Return a topic without words for a goal or plan that is known, and the plans' subject."""
    topic = beside_goals(topic, query.refs, query.scope, library)
    kept = set(stems(topic))
    subjects = {library.subject(library.documents[key]) for key in query.scope.documents}
    for subject, phrase in subject_phrases(query.question, library):
        telling = set(phrase) - GLUE
        if subject in subjects and telling <= kept:
            rest = kept - telling - GLUE
            return " ".join(word for word in topic.split() if stems(word)[0] in rest), subject
    return topic, ""


def _meets(conditions: Conditions, document: Document, action: Action) -> Found | None:
    """Return an action with what shows that it meets all conditions; None where it does not."""
    evidence: list[Evidence] = []
    notes: list[str] = []
    member = False
    for party in conditions.parties:
        shown = _party(party, document, action)
        if shown is None:
            return None
        fields, by_all = shown
        member = member or by_all
        evidence += [e for field in fields for e in field_evidence(document, action, field)]
    for having in conditions.havings:
        held = has(having, document, action)
        if held is None:
            return None
        evidence += held[0]
        notes += held[1]
    if conditions.during:
        planned = list(planned_in(conditions.during, document, action))
        whole = conditions.during.negated and goes_on_all_year(document, action)
        if bool(planned or whole) == conditions.during.negated:
            return None
        evidence += planned[:1] or [title_evidence(document, action)]
    return Found(document, action, tuple(dict.fromkeys(evidence)), tuple(notes), member)


def fields_of(roles: Sequence[Role]) -> tuple[Field, ...]:
    """Return the fields of some roles; of all roles where none is named."""
    return tuple(ROLES[role] for role in roles or ROLES)


def actors_in(action: Action, fields: Iterable[Field]) -> tuple[ActorValue, ...]:
    """Return the actors that stand in some fields of an action."""
    return tuple(v for f in fields for v in action.values(f) if isinstance(v, ActorValue))


def _party(party: Party, document: Document, action: Action) -> tuple[list[Field], bool] | None:
    """Return the fields that show that actors are in an action, or are not, and if by "All MS"."""
    fields = fields_of(party.roles)
    values = actors_in(action, fields)
    if party.negated and any(is_withheld(document, action, field) for field in fields):
        return None
    codes = {c for code in party.codes for c in (code, *grammar().services.get(code, ()))}
    if party.kind:
        number = how_many(values, party.kind, document.year)
        fits = party.size.fits(number) if party.size else number > 0
        own = of_kind(values, party.kind, document.year)
    else:
        held = [_holds(code, fields, document, action) for code in party.codes]
        fits = any(held) if party.either or party.negated else all(held)
        own = [value for value in values if value.code in codes]
    if party.alone:
        beside = action.co_leaders if party.roles == ("leader",) else ()
        fits = fits and {v.code or v.value for v in (*values, *beside)} <= {v.code for v in own}
    if fits == party.negated:
        return None
    if party.negated:
        return [], False
    shown = [f for f in fields if any(v in own for v in action.values(f))]
    return (shown or [Field.PARTICIPANTS]), not shown


def _holds(code: str, fields: Sequence[Field], document: Document, action: Action) -> bool:
    meant = (code, *grammar().services.get(code, ()))
    if any(value.code in meant for value in actors_in(action, fields)):
        return True
    return Field.PARTICIPANTS in fields and covers_all_members(action, code, document.year)
