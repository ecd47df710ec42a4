"""From a typed query to facts: which actions, goals, measures, sections it speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from answer.library import Library, Term, TopicAction
from answer.pointing import sure_one
from answer.query import Query
from answer.words import contains, document_stems, stems, synonyms_in, tokens
from ingest.facts import ROLES
from ingest.model import Action, ActorValue, Document, Field, Goal, Measure, Redaction, Section

_ABOUT = 0.34
"""How well an action must fit a topic to be about it (1.0: its title says all of it)."""
_ALONE, _AHEAD = 0.2, 1.6
"""How well an action must fit that fits better than any other by so much."""
_NEAR_BEST = 0.68
"""How near to the best fit another action must come to be meant as well."""
# "DUNQETT and SMALL BOATS", "JOT MARE + ICH", "A vs B"
_SEVERAL = re.compile(r"\b(?:and|vs\.?|versus|with|und|et|y|e)\b|\+|&", re.IGNORECASE)
_WHO = ("leader", "co_leader", "participants", "any")
_NEARLY_SAME = 0.85
"""As _NEAR_BEST, for questions after a detail, which are about one action as a rule."""


_HALF_AS_WELL = 0.5
"""How well, beside the best, an action must fit whose leader a question names."""
_SURE_TOPIC = 0.75
"""From this fit on a topic tells its action whoever is named as its leader."""
_EQUALLY = 0.95
"""From which share of the best fit on two fits are taken to be equal."""
_AS_GOOD = 0.85
"""How nearly as well all words must fit as the topic alone for them to be the topic."""
_ON_MEASURE = 0.4
"""How much of a topic a measure must hold to be on it."""
_SUMMARY_SHARE = 0.6
"""What its summary counts beside its title."""
_EACH = 0.6
"""How well an action must fit its part of a question that names several."""


_ARABIC = {
    f"Chapter {roman}": number
    for number, roman in enumerate(("I", "II", "III", "IV", "V", "VI"), start=1)
}
"""Plans have no chapters: a chapter of theirs is a numbered section."""


@dataclass(slots=True)
class Targets:
    """The actions that a question speaks of, and those that it names in vain."""

    found: list[TopicAction] = field(default_factory=list)
    withheld: list[tuple[Document, str]] = field(default_factory=list)
    """Actions that a document names and whose sheets it withholds."""
    missing: list[tuple[str, list[Document]]] = field(default_factory=list)
    """Refs that none of the documents in scope has."""


def find_targets(query: Query, library: Library) -> Targets:
    """Return the actions that a query means: by ref, by name, or by topic."""
    documents = [library.documents[key] for key in query.scope.documents]
    targets = Targets()
    for ref in query.refs_of("action"):
        _by_ref(ref, documents, targets)
    if targets.found and query.topic:
        targets.found = _told_apart(targets.found, query, library)
    of_none = query.kind == "check" and query.actors and not (query.topic or query.detail)
    if not query.refs_of("action") and not of_none:
        targets.found = by_topic(query, library)
    leaders = [a.code for a in query.actors if "leader" in a.roles and query.kind == "field"]
    bare = [a.code for a in query.actors if not a.roles and not a.negated]
    if not leaders and query.kind == "field" and len(targets.found) > 1:
        leaders = bare  # "who is with Poland on the eastern border?"
    targets.found = _led_by(leaders, targets.found, query, library) or targets.found
    return targets


def _led_by(
    leaders: Sequence[str], found: Sequence[TopicAction], query: Query, library: Library
) -> list[TopicAction]:
    """Return the actions found that certain actors lead, else the one of theirs that fits best.

    One that fits far worse than what was found counts only where the topic itself is no sure sign:
    "the French action on air routes" may well be the Spanish one, wrongly named.
    """
    led = [t for t in found if {v.code for v in t.action.leaders} & set(leaders)]
    if led or not leaders or query.refs:
        return led
    best = max((t.score for t in found), default=0.0)
    asserted = any("leader" in actor.roles for actor in query.actors)
    least = _HALF_AS_WELL * best if best >= _SURE_TOPIC and asserted else 0.0
    fitting = library.find_actions(query.topic, query.scope.documents)
    own = [t for t in fitting if {v.code for v in t.action.leaders} & set(leaders)]
    return [t for t in own[:1] if t.score >= least]


def _by_ref(ref: str, documents: Sequence[Document], targets: Targets) -> None:
    known = False
    for document in documents:
        action = next((a for a in document.actions() if a.ref == ref), None)
        rest = _withholds_sheets(document)
        if action and not action.withheld:
            targets.found.append(TopicAction(document, action, 1.0))
            known = True
        elif action or (rest and document.kind == "plan" and _may_have(document, ref, documents)):
            targets.withheld.append((document, ref))
    if not known and ref not in {withheld for _, withheld in targets.withheld}:
        plans = [document for document in documents if document.kind == "plan"]
        targets.missing.append((ref, plans))


def _withholds_sheets(document: Document) -> bool:
    """Tell whether the rest of a document is withheld from a point on where sheets may stand."""
    return any(r.scope == "rest" and r.ref != "Acronyms" for r in document.redactions)


def _may_have(document: Document, ref: str, documents: Sequence[Document]) -> bool:
    """Tell whether the sheets withheld may hold an action: in the overview, or under a goal."""
    listed = {row.ref for row in document.overview}
    if listed:
        return ref in listed
    goal = f"SG {ref[3:].split('.')[0]}"
    goals = {goal.ref for goal in document.goals}
    return len(documents) == 1 and (not goals or goal in goals)


def _told_apart(found: list[TopicAction], query: Query, library: Library) -> list[TopicAction]:
    """Keep, of the plans that share a number, the one whose action fits the words beside it."""
    if query.scope.explicit or len({t.document.id for t in found}) < 2:
        return found
    scores = {
        (hit.document.id, hit.action.ref): hit.score
        for hit in library.find_actions(query.topic, query.scope.documents)
    }
    ranked = sorted(found, key=lambda t: -scores.get((t.document.id, t.action.ref), 0.0))
    best, second = (scores.get((t.document.id, t.action.ref), 0.0) for t in ranked[:2])
    return ranked[:1] if best >= _ABOUT and second < best * _NEAR_BEST else found


def _named_alone(hits: Sequence[TopicAction], query: Query) -> list[TopicAction]:
    """Return the actions whose titles hold every name in capitals that a topic has: FIMATHU."""
    names = {word for word in re.findall(r"[^\W\d_]{4,}", query.topic) if word.isupper()}
    return [
        hit
        for hit in hits
        if names and all(re.search(rf"\b{name}\b", hit.action.title.value) for name in names)
    ]


def by_topic(query: Query, library: Library) -> list[TopicAction]:
    """Return the actions that a topic means: the best fits, when they fit well enough."""
    hits = topic_hits(query, library)
    sure = sure_one(query, hits, library)
    goals = query.refs_of("goal")
    hits = [hit for hit in hits if not goals or hit.action.goal in goals]
    if not hits or not _fits(hits):
        return [sure] if sure else []
    alone = _named_alone(hits, query)
    if alone:
        return alone[:6]
    each = _each_named(query, library)
    if len(each) > 1:
        return each
    if sure is not None:
        return [sure]
    near = _NEAR_BEST if query.aspect in _WHO else _NEARLY_SAME
    least = max(min(_ABOUT, hits[0].score), hits[0].score * near)
    several = _SEVERAL.search(query.question)
    return [hit for hit in hits if hit.score >= least or (several and hit.named)][:6]


def _fits(hits: Sequence[TopicAction]) -> bool:
    """Tell whether the best action fits: well, or far better than any other."""
    best, second = hits[0].score, hits[1].score if len(hits) > 1 else 0.0
    return best >= _ABOUT or (best >= _ALONE and best >= second * _AHEAD)


def topic_hits(query: Query, library: Library) -> list[TopicAction]:
    """Return the hits of the reading that fits better: words that ask may name a thing as well.

    "Who runs the Task Force Western Balkans?": "task" and "force" stand in examples too.
    """
    whole, topic = (
        library.find_actions(words, query.scope.documents) if words else []
        for words in (query.detail, query.topic)
    )
    if whole and (not topic or whole[0].score >= topic[0].score * _AS_GOOD):
        return whole
    return topic


def _each_named(query: Query, library: Library) -> list[TopicAction]:
    """Return the actions that a question names one by one: "DUNQETT and SMALL BOATS".

    Of actions that fit a part equally well, the one that fits the whole question better is meant.
    """
    topic = set(query.topic.split())
    whole = {_key(hit): hit.score for hit in topic_hits(query, library)}
    found: dict[tuple[str, str], TopicAction] = {}
    for part in _SEVERAL.split(query.question):
        words = " ".join(token.text for token in tokens(part) if token.text in topic)
        hits = library.find_actions(words, query.scope.documents) if words else []
        if hits and hits[0].score >= _EACH:
            equal = [hit for hit in hits if hit.score >= hits[0].score * _EQUALLY]
            meant = max(equal, key=lambda hit: whole.get(_key(hit), 0.0))
            found.setdefault(_key(meant), meant)
    return list(found.values())


def _key(hit: TopicAction) -> tuple[str, str]:
    return hit.document.id, hit.action.ref


def goals_of(query: Query, library: Library) -> list[tuple[Document, Goal]]:
    """Return the goals that a query names, by document."""
    refs = query.refs_of("goal")
    return [
        (library.documents[key], goal)
        for key in query.scope.documents
        for goal in library.documents[key].goals
        if goal.ref in refs
    ]


def measures_of(query: Query, library: Library) -> list[tuple[Document, Measure]]:
    """Return the measures that a query names, or those of the chapters that it names."""
    refs, chapters = query.refs_of("measure"), query.refs_of("chapter")
    return [
        (library.documents[key], measure)
        for key in query.scope.documents
        for measure in library.documents[key].measures
        if measure.ref in refs or measure.chapter in chapters
    ]


def chapters_on(query: Query, library: Library) -> tuple[str, ...]:
    """Return the chapter whose title is on a topic, in these words or others, if any is."""
    terms = library.terms(query.plain or query.question)
    held = {
        chapter.ref: sum(
            library.idf(term)
            for term in terms
            if any(contains(stems(chapter.title.value), w) for w in term.wordings)
        )
        for key in query.scope.documents
        for chapter in library.documents[key].chapters
    }
    best = max(held, key=lambda ref: held[ref], default=None)
    return (best,) if best and held[best] > 0 else ()


def chapter_named(query: Query, library: Library) -> tuple[str, ...]:
    """Return the chapter whose whole title a question holds, in its words or in others for them.

    "How will progress be followed up?" under "Follow-up".
    """
    words = stems(query.question)
    for key in query.scope.documents:
        for chapter in library.documents[key].chapters:
            title = tuple(stems(chapter.title.value))
            alike = [
                o
                for phrase, others in synonyms_in(chapter.title.value)
                for o in others
                if phrase == title
            ]
            if any(contains(words, wording) for wording in (title, *alike)):
                return (chapter.ref,)
    return ()


def measures_on(query: Query, library: Library) -> list[tuple[Document, Measure]]:
    """Return the measures that are on a topic: by their titles and summaries, the best first."""
    words = [word for word in query.topic.split() if not document_stems() & set(stems(word))]
    terms = library.terms(" ".join(words))
    total = sum(library.idf(term) for term in terms)
    scored = []
    for key in query.scope.documents:
        for measure in library.documents[key].measures:
            title = stems(measure.title.value)
            summary = stems(" ".join(value.value for value in measure.summary))
            held = sum(
                library.idf(term) * max(_held(title, term), _SUMMARY_SHARE * _held(summary, term))
                for term in terms
            )
            scored.append((held / total if total else 0.0, library.documents[key], measure))
    best = max((score for score, _, _ in scored), default=0.0)
    if best < _ON_MEASURE:
        return []
    return [(d, m) for score, d, m in scored if score >= best * _EQUALLY][:2]


def _held(words: list[str], term: Term) -> bool:
    return any(contains(words, wording) for wording in term.wordings)


def sections_of(query: Query, library: Library) -> list[tuple[Document, Section]]:
    """Return the numbered sections that a query names, by document."""
    refs = set(query.refs_of("section"))
    refs |= {f"§ {_ARABIC[ref]}" for ref in query.refs_of("chapter") if ref in _ARABIC}
    return [
        (library.documents[key], section)
        for key in query.scope.documents
        for section in library.documents[key].sections
        if section.ref in (refs if not library.documents[key].chapters else query.refs)
    ]


def withheld_rest(document: Document) -> Redaction | None:
    """Return the notice that withholds the rest of a document, its action sheets included."""
    return next((r for r in document.redactions if r.scope == "rest"), None)


def sheets_cut(document: Document) -> Redaction | None:
    """Return the first notice under a goal that withholds sheets up to a page."""
    goals = {goal.ref for goal in document.goals}
    return next((r for r in document.redactions if r.ref in goals), None)


def listed(document: Document) -> list[Action]:
    """Return the actions whose leaders are known: by sheets, or by the overview above them."""
    return [action for action in document.actions() if not action.withheld or action.leaders]


def sheets(document: Document) -> list[Action]:
    """Return the actions of a document whose sheets can be read."""
    return [action for action in document.actions() if not action.withheld]


def stands_in(action: Action, field: Field, code: str) -> bool:
    """Tell whether an actor is named in a field of an action."""
    values = (value for value in action.values(field) if isinstance(value, ActorValue))
    return any(value.code == code for value in values)


def roles_held(action: Action, code: str) -> list[Field]:
    """Return the fields for leaders, co-leaders and participants in which an actor is named."""
    return [field for field in ROLES.values() if stands_in(action, field, code)]
