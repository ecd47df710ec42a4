"""Answers that list or count what papers are made of: goals, measures, chapters."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from answer.claims import Status
from answer.compose.blocks import write_block
from answer.compose.fit import holds
from answer.compose.missing import count_withheld_of
from answer.cues import told
from answer.draft import Draft, Evidence, evidence_at
from answer.gather import chapters_on, sheets
from answer.library import Library, Term
from answer.parts import parts_file
from answer.phrasing import counted, goal_evidence, joined, plan_name, title_evidence
from answer.query import AUTHORS, Query
from answer.select.silent import says_to_look
from answer.subjects import subject_words
from answer.words import contains, content_stems, filler_stems, paper_stems, stem, stems, stop_stems
from ingest.actors import find_actors
from ingest.model import Chapter, Document, Goal, Measure

# "and how many activities under them"
# "under the heading about operational tools", "the chapter on external action"
_OF_HEADING = re.compile(
    r"\b(?:heading|chapter|part|section|block|title|rubric|cluster)\w*\s+(?:about|on|for|dealing|"
    r"concerning|regarding|devoted|called|that)\b|\b[\w-]+ (?:heading|chapter|section|block)\b",
    re.IGNORECASE,
)
# "which goal of the plan is about forged papers"
_WHICH_GOAL = re.compile(
    r"\b(?:which|what)\b[^?]{0,40}\b(?:goals?|objectives?)\b[^?]{0,60}\b(?:about|deals?|dealing|covers?"
    r"|covering|concerns?|concerned|mentions?|address(?:es)?|speaks?|names?|involves?|devoted"
    r"|dedicated|touch(?:es)? (?:up)?on|(?:is|are|has to do|bears?) (?:for|on|with))\b",
    re.IGNORECASE,
)
_OF_MEASURES = re.compile(r"\bmeasures?\b", re.IGNORECASE)
_OF_ACTIONS = re.compile(r"\b(?:actions|activities|oas)\b", re.IGNORECASE)


def compose_goals(query: Query, library: Library) -> Draft | None:
    """List or count the strategic goals of each plan in scope."""
    draft = Draft()
    named = query.refs_of("goal")
    for key in query.scope.documents:
        document = library.documents[key]
        if document.goals:
            size = counted(len(document.goals), "strategic goal")
            headline = f"The {plan_name(document)} has {size}"
            about = _goals_on(query, document, library)
            lines = [
                (f"**{goal.ref}** {goal.title.value}", goal_evidence(document, goal))
                for goal in about or document.goals
                if query.kind == "count" or not named or goal.ref in named
            ]
            if about == []:
                draft.say(f"No goal of the {plan_name(document)} speaks of that.")
                draft.status = Status.NOT_FOUND
            if about:
                headline = f"Goals of the {plan_name(document)} that speak of it"
            _write(draft, query, headline, lines)
            for goal in about or ():
                _write_objective(draft, document, goal)
            if query.kind == "count" and _OF_ACTIONS.search(query.question):
                _count_actions(draft, document, library)
    return draft if draft.statements else None


def _goals_on(query: Query, document: Document, library: Library) -> list[Goal] | None:
    """Return the goals whose title, or else objective, holds what "which goal is on ..." names.

    None where no such thing is asked.
    """
    terms = library.terms(query.topic) if _WHICH_GOAL.search(query.question) else []
    if query.kind != "list" or query.refs or not terms:
        return None
    titles = {goal.ref: stems(goal.title.value) for goal in document.goals}
    whole = {
        goal.ref: [*titles[goal.ref], *stems(goal.objective.value if goal.objective else "")]
        for goal in document.goals
    }
    for said in (titles, whole):
        held = {ref: sum(holds(words, term) for term in terms) for ref, words in said.items()}
        most = max(held.values(), default=0)
        if most:
            return [goal for goal in document.goals if held[goal.ref] == most]
    return []


def _write_objective(draft: Draft, document: Document, goal: Goal) -> None:
    """Add a goal's objective, where it says more than its title and stands in the goal."""
    said = goal.objective
    if said and said.value != goal.title.value and goal.start <= said.start < goal.end:
        cited = evidence_at(document.id, goal.ref, said, "objective")
        draft.claim(f"Objective: {said.value}", [cited], lead="  - ")


def _count_actions(draft: Draft, document: Document, library: Library) -> None:
    """Add how many actions a plan has beside its goals."""
    found = sheets(document)
    if found:
        cited = [title_evidence(document, action) for action in found]
        size = counted(len(found), "action")
        draft.claim(f"It has {size}.", cited)
        count_withheld_of(draft, document, library)


def compose_measures(query: Query, library: Library) -> Draft | None:
    """List or count measures: all, those of a chapter, or those on a theme; None when none is."""
    themed: set[tuple[str, str]] = set()
    chapters = query.refs_of("chapter")
    if not chapters and _OF_HEADING.search(query.question):
        chapters = chapters_on(query, library)
    actors = {a.code for a in query.actors} - {*AUTHORS}
    if actors and not chapters:
        themed = _naming(actors, query, library)
        if not themed:
            return None
    elif not chapters and not _only_names_paper(query, library):
        themed = _themed(query, library)
        sought = query.kind == "list" or _is_sought(query)
        if not themed and sought:
            return None
    certain = chapters or actors or not themed
    draft = Draft(selected=bool(certain or _titled(themed, query, library)))
    for key in query.scope.documents:
        document = library.documents[key]
        found = [m for m in document.measures if not chapters or m.chapter in chapters]
        found = [m for m in found if not themed or (key, m.ref) in themed]
        if found:
            where = f"{joined(chapters)} of the" if chapters else "The"
            headline = f"{where} {plan_name(document)} has {counted(len(found), 'measure')}"
            headline += " on that" if themed else ""
            shown = replace(query, kind="list") if themed else query
            _write(draft, shown, headline, [_line(document, measure) for measure in found])
            if query.kind == "count" and document.chapters and not (themed or chapters):
                cited = [evidence_at(key, c.ref, c.title, "title") for c in document.chapters]
                size = counted(len(document.chapters), "chapter")
                draft.claim(f"They stand in {size}.", cited)
        for chapter in document.chapters if chapters and not found else ():
            if chapter.ref in chapters:  # one without measures is told by its text
                write_block(draft, library, document, chapter.ref, None)
    return draft if draft.statements else None


def compose_chapters(query: Query, library: Library) -> Draft | None:
    """List the chapters of each paper in scope that has any."""
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        if document.chapters:
            size = counted(len(document.chapters), "chapter")
            titles = [evidence_at(key, c.ref, c.title, "title") for c in document.chapters]
            draft.claim(f"The {plan_name(document)} has {size}.", titles)
        for chapter in _in_order(document, stems(query.question)):
            cited = [evidence_at(key, chapter.ref, chapter.title, "title")]
            text = f"**{chapter.ref}** {chapter.title.value}"
            draft.claim(text, cited, lead="- ")
            own = [m for m in document.measures if m.chapter == chapter.ref]
            if _OF_MEASURES.search(query.question) and own:
                cited += [evidence_at(key, m.ref, m.title, "title") for m in own]
                size = counted(len(own), "measure")
                refs = joined([m.ref for m in own])
                draft.claim(f"{chapter.ref} has {size}: {refs}.", cited, lead="  - ")
    return draft if draft.statements else None


def _is_sought(query: Query) -> bool:
    """Tell whether measures are to be on something: "a whole package" only names the paper."""
    return any(says_to_look(query.question, word) for word in query.topic.split()[:1])


def _in_order(document: Document, words: Sequence[str]) -> Sequence[Chapter]:
    """Return the chapters of a paper, where the most measures are wanted by how many they have."""
    sizes = Counter(measure.chapter for measure in document.measures)
    if told("most", words):
        return sorted(document.chapters, key=lambda chapter: -sizes[chapter.ref])
    if told("fewest", words):
        return sorted(document.chapters, key=lambda chapter: sizes[chapter.ref])
    return document.chapters


def _line(document: Document, measure: Measure) -> tuple[str, Evidence]:
    cited = evidence_at(document.id, measure.ref, measure.title, "title")
    return f"**{measure.ref}** {measure.title.value}", cited


def _write(draft: Draft, query: Query, headline: str, lines: list[tuple[str, Evidence]]) -> None:
    """Add a count as one claim, or a list as a headline and a claim for each line."""
    if query.kind == "count":
        evidence = [cited for _, cited in lines]
        draft.claim(f"{headline}.", evidence, computed=[len(lines)])
        return
    draft.say(f"**{headline}:**")
    for words, cited in lines:
        draft.claim(words, [cited], lead="- ")


def _themed(query: Query, library: Library) -> set[tuple[str, str]]:
    """Return the measures whose title or summary holds a topic, if need be in other words."""
    terms = _terms_of(query, library)
    every = [(key, m) for key in query.scope.documents for m in library.documents[key].measures]
    titles = {(key, m.ref): stems(m.title.value) for key, m in every}
    whole = {
        (key, m.ref): [*titles[key, m.ref], *(s for v in m.summary for s in stems(v.value))]
        for key, m in every
    }
    for wordings in _WIDER if terms else ():
        # what may only mean the same counts in titles alone
        told = titles if wordings is _WIDER[-1] else whole
        found = {
            place
            for place, words in told.items()
            if all(any(_held(words, w) for w in wordings(term)) for term in terms)
        }
        if found:
            return found
    return set()


def _terms_of(query: Query, library: Library) -> list[Term]:
    """Return what a question wants measures on: not the words that name the paper."""
    silent = {stem("measure")} | filler_stems() | parts_file().silent | paper_stems()
    silent |= {s for key in query.scope.documents for s in stems(library.documents[key].title)}
    terms = [t for t in library.wide_terms(query.topic) if not silent.issuperset(t.wordings[0])]
    inside = {word for t in terms if len(t.wordings[0]) > 1 for word in t.wordings[0]}
    return [t for t in terms if len(t.wordings[0]) > 1 or t.wordings[0][0] not in inside]


_WIDER: tuple[Callable[[Term], tuple[tuple[str, ...], ...]], ...] = (
    lambda term: term.wordings[:1],
    lambda term: term.wordings,
    lambda term: (*term.wordings, *term.near),
)
"""In which words a topic is looked for: its own, others that mean the same, those that may."""


def _held(words: list[str], wording: tuple[str, ...]) -> bool:
    """Tell whether a title holds a wording, words aside that tell nothing: "operational"."""
    bare = tuple(word for word in wording if word not in stop_stems())
    return contains(words, wording) or (len(bare) > 1 and contains(words, bare))


def _titled(themed: set[tuple[str, str]], query: Query, library: Library) -> bool:
    """Tell whether the title of some measure on a topic holds all of it."""
    terms = _terms_of(query, library)
    return bool(terms) and any(
        all(any(_held(stems(measure.title.value), w) for w in _WIDER[-1](term)) for term in terms)
        for key in query.scope.documents
        for measure in library.documents[key].measures
        if (key, measure.ref) in themed
    )


def _naming(actors: set[str], query: Query, library: Library) -> set[tuple[str, str]]:
    """Return the measures whose title, summary or annex names all of some actors."""
    return {
        (key, measure.ref)
        for key in query.scope.documents
        for measure in library.documents[key].measures
        if actors
        <= {
            found.code
            for value in (measure.title, *measure.summary, *measure.annex)
            for found in find_actors(value.value)
        }
    }


def _only_names_paper(query: Query, library: Library) -> bool:
    """Tell whether the words beside a question for measures only say which paper is meant."""
    titles = {s for key in query.scope.documents for s in stems(library.documents[key].title)}
    silent = titles | subject_words(library) | paper_stems() | parts_file().silent
    return set(content_stems(query.topic)) <= silent
