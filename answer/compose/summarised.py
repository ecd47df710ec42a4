"""What a summary is to be about, where words alone do not tell: by votes of passages."""

from collections.abc import Sequence
from dataclasses import replace

from answer.compose.passages import Found, find_passages
from answer.cues import cue_stems, told
from answer.gather import chapter_named
from answer.library import Library
from answer.naming import actions_named
from answer.patterns import ACTIONS
from answer.plan_names import MONTHS
from answer.query import AUTHORS, Query
from answer.words import content_stems, stems, synonyms_in
from index.search import SearchIndex
from ingest.actors import display_name, find_actors

_VOTES = 6
"""How many passages tell together which measure is meant."""
_WHOLE = frozenset(stems("part chapter block section heading"))
"""Words with which more than one measure is meant."""
_FEW_NAMED = 2
"""A passage that names more actions is of none of them."""
_MOSTLY = 0.6
"""What share of the votes for actions an action has that is what a question is about."""
_TITLED = 0.7
"""From which fit to its title on the words of a question tell an action."""
_MOST_WORDS = 0.5
_CLEARLY = 0.4
"""What share of the votes a measure has that is what a question is about."""


def on_measure(query: Query, library: Library, index: SearchIndex) -> Query:
    """Return a request for a summary, in papers of measures alone, with the measure it is about.

    The measure of the passages that fit best: "what does it want to change on the judicial side?".
    """
    papers = all(library.documents[key].kind == "measures" for key in query.scope.documents)
    spoken = query.topic or query.actors
    if query.refs or not papers or not spoken or _WHOLE & set(stems(query.question)):
        return query
    chapter = chapter_named(query, library)
    if chapter:
        return replace(query, refs=chapter)
    actors = [actor.code for actor in query.actors if actor.code not in AUTHORS]
    titles = {s for key in query.scope.documents for s in stems(library.documents[key].title)}
    if not actors and set(content_stems(query.topic)) <= titles:
        return query  # the whole paper is meant
    names = [display_name(code).partition(" (")[0] for code in actors]
    words = [word for word in query.topic.split() if word.lower() not in MONTHS]
    if not words:
        return replace(query, refs=_measure_naming(query, library))
    silent = titles | cue_stems(("proposes", "speaks", "summarise"))
    telling = [word for word in words if not silent.issuperset(stems(word))]
    asked = replace(query, plain=" ".join([*names, *(telling or words)]))
    weights: dict[str, float] = {}
    for rank, item in enumerate(find_passages(asked, library, index)[:_VOTES]):
        weights[item.ref] = weights.get(item.ref, 0.0) + item.score / (rank + 1)
    measures = [ref for ref in weights if ref.startswith("Measure ")]
    best = max(measures, key=lambda ref: weights[ref], default="")
    clear = best and weights[best] >= _CLEARLY * sum(weights.values())
    if told("speaks", stems(query.question)):  # it may say nothing of that
        clear = clear and _speaks_of(best, telling or words, query, library)
    if query.aspect == "proposed" and not clear:
        return replace(query, kind="passage", aspect="any")
    return replace(query, refs=(best,)) if best else query


def _speaks_of(ref: str, words: Sequence[str], query: Query, library: Library) -> bool:
    """Tell whether a measure holds most of some words, or other words for them."""
    held: set[str] = set()
    for key in query.scope.documents:
        own = [m for m in library.documents[key].measures if m.ref == ref]
        held |= {s for m in own for s in stems(library.text(key)[m.start : m.end])}
    asked = [stem for stem in content_stems(" ".join(words)) if stem in library.words]
    others = {phrase: wordings for phrase, wordings in synonyms_in(" ".join(words))}
    said = {
        word
        for phrase, wordings in others.items()
        for word in phrase
        if any(held.issuperset(wording) for wording in wordings)
    }
    return sum(stem in held or stem in said for stem in asked) > _MOST_WORDS * len(asked)


def on_action(query: Query, library: Library, index: SearchIndex) -> Query:
    """Return a request for a summary with the action it is about, where words alone do not tell.

    The action of the passages that fit best: "what is done about dock workers who are bribed?".
    Running text is to answer where no action stands out at all.
    """
    told = query.refs or query.actors or not query.topic or query.aspect != "any"
    if query.kind != "summary" or told or len(query.scope.groups) > 1:
        return query
    titled = _section_titled(query, library) or _goal_titled(query, library)
    if titled:
        return replace(query, refs=(titled,))
    hits = library.find_actions(query.topic, query.scope.documents)
    if not hits or hits[0].score >= _TITLED:
        return query
    asked = replace(query, kind="passage", plain=query.topic)
    weights: dict[tuple[str, str], float] = {}
    for rank, item in enumerate(find_passages(asked, library, index)[:_VOTES]):
        for ref in _actions_of(item, library):
            place = (item.document.id, ref)
            weights[place] = weights.get(place, 0.0) + item.score / (rank + 1)
    best = max(weights, key=lambda place: weights[place], default=None)
    if best is None or weights[best] < _MOSTLY * sum(weights.values()):
        return query
    return replace(query, refs=(best[1],), scope=replace(query.scope, documents=(best[0],)))


def _section_titled(query: Query, library: Library) -> str:
    """Return the section all of whose title a topic says: "how it is monitored and reported"."""
    topic = set(content_stems(query.topic))
    found = {
        section.ref
        for key in query.scope.documents
        for section in library.documents[key].sections
        if section.title and (title := set(content_stems(section.title.value)))
        if title <= topic and (len(title) > 1 or title == topic)
    }
    return found.pop() if len(found) == 1 and query.scope.explicit else ""


def _goal_titled(query: Query, library: Library) -> str:
    """Return the goal whose title is all that a request to sum up actions is about."""
    topic = set(content_stems(query.topic))
    found = {
        goal.ref
        for key in query.scope.documents
        for goal in library.documents[key].goals
        if ACTIONS.search(query.question) and topic == set(content_stems(goal.title.value))
    }
    return found.pop() if len(found) == 1 else ""


def _actions_of(item: Found, library: Library) -> list[str]:
    """Return the action that a passage is of, as part of its sheet or as its row of an overview."""
    if item.ref.startswith("OA "):
        return [item.ref]
    numbers = actions_named(library.text(item.document.id)[item.start : item.end])
    known = {action.ref for action in item.document.actions()}
    return [f"OA {n}" for n in numbers if f"OA {n}" in known] if len(numbers) <= _FEW_NAMED else []


def _measure_naming(query: Query, library: Library) -> tuple[str, ...]:
    """Return the measure most of whose passages name the actors of a query, if any does."""
    codes = {actor.code for actor in query.actors}
    shares: dict[str, float] = {}
    for key in query.scope.documents:
        document, text = library.documents[key], library.text(key)
        for measure in document.measures:
            own = [p.quote(text) for p in document.passages if p.ref == measure.ref]
            naming = sum(any(m.code in codes for m in find_actors(words)) for words in own)
            if naming:
                shares[measure.ref] = naming / len(own)
    best = max(shares, key=lambda ref: shares[ref], default=None)
    return (best,) if best else ()
