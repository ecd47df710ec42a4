"""Summaries: of a plan, a goal, an action, a measure, a section, a footnote."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.claims import Status
from answer.compose.blocks import blocks_asked, find_block, find_block_alike, write_block
from answer.compose.missing import compose_missing, write_withheld_fields
from answer.compose.outlines import (
    write_action,
    write_brief,
    write_document,
    write_goal,
    write_measure,
)
from answer.compose.spoken_of import write_spoken_of
from answer.draft import Draft, evidence_at
from answer.gather import (
    chapters_on,
    find_targets,
    goals_of,
    measures_of,
    measures_on,
    sections_of,
    sheets,
)
from answer.library import Library
from answer.parts import parts_file
from answer.phrasing import joined, plan_name
from answer.query import Query
from answer.sides import comparing_stems
from answer.subjects import subject_words
from answer.words import content_stems, document_stems, stems, tokens, vocabulary
from ingest.model import Document, Section

_MAX_ACTIONS = 3
_FEW_MEASURES = 2
# "chapter by chapter", "for each chapter"
_EACH_PART = re.compile(
    r"\b(?P<part>chapter|part|block|goal|measure)s? by (?P=part)\b"
    r"|\b(?:each|every|per|by|all(?: the| its)?) (?:\w+ )?(?:chapter|part|block|goal|measure)s?\b",
    re.IGNORECASE,
)
PARTS = frozenset(stems("part chapter"))
"""Words with which a chapter is meant: "the part that deals with work outside the Union"."""
_ON_TOPIC = 0.2
"""How well an action must fit a topic when it is led by the actor that a question names."""
_NEAR_BEST = 0.75


def compose_summary(query: Query, library: Library) -> Draft | None:
    """Summarise what the query names; None when it names nothing that can be summarised."""
    draft = Draft()
    query = replace(query, plain=_without_request(query))
    whole = _EACH_PART.search(query.question)
    if not query.refs and PARTS & set(stems(query.question)) and not whole:
        query = replace(query, refs=chapters_on(query, library))
    _write_named(draft, query, library)
    if draft.statements:
        if all("withheld" in statement.text for statement in draft.statements):
            draft.status = Status.REDACTED
        return draft
    if query.refs and not query.refs_of("action"):
        return say_missing(query, library)
    if query.refs_of("action"):
        return _write_targets(draft, query, library)
    if query.actors and _led_by(query, library, draft):
        return draft
    for several in blocks_asked(query, library):
        write_block(draft, library, *several)
    if draft.statements:
        return draft
    block = find_block(query, library) or find_block_alike(query, library)
    if block:
        write_block(draft, library, *block)
        _write_inside(draft, library, *block)
    if draft.statements:
        return draft
    draft = Draft()
    if _means_documents(query, library):
        for key in query.scope.documents:
            write_document(draft, library, library.documents[key])
        return draft if draft.statements else None
    _write_targets(draft, query, library)
    for document, measure in () if draft.statements else measures_on(query, library):
        write_measure(draft, document, measure)
    return draft if draft.statements else None


def _write_targets(draft: Draft, query: Query, library: Library) -> Draft | None:
    """Add the actions that a query means; where it names one in vain, say so instead."""
    targets = find_targets(query, library)
    if query.refs_of("action") and not targets.found:
        return compose_missing(targets, library)
    for target in targets.found[:_MAX_ACTIONS]:
        write_action(draft, target.document, target.action, alone=len(targets.found) == 1)
        if write_withheld_fields(draft, target.document, target.action, library):
            draft.status = Status.PARTIAL
    return draft if draft.statements else None


def _without_request(query: Query) -> str:
    """Return what is searched for without the words that ask: "overview of"."""
    asking = {s for phrase in vocabulary().cues["summarise"] for s in stems(phrase)}
    words = tokens(query.plain or query.question)
    return " ".join(token.text for token in words if token.stem not in asking)


def _led_by(query: Query, library: Library, draft: Draft) -> bool:
    """Add the actions that an actor leads, or that one on the topic: "the German visa action"."""
    codes = {actor.code for actor in query.actors if not actor.roles or "leader" in actor.roles}
    bound = any("leader" in actor.roles for actor in query.actors)
    hits = library.find_actions(query.topic, query.scope.documents) if query.topic else []
    led = [hit for hit in hits if codes & {a.code for a in hit.action.leaders}]
    if led and led[0].score >= _ON_TOPIC:
        meant = [hit for hit in led if hit.score >= led[0].score * _NEAR_BEST]
        found = [(hit.document, hit.action) for hit in meant]
    elif bound:  # by whom it is led tells it, whatever else is said: "the Polish action, briefly"
        found = [
            (library.documents[key], action)
            for key in query.scope.documents
            for action in sheets(library.documents[key])
            if codes & {a.code for a in action.leaders}
        ]
    else:
        return False
    for document, action in found[:_MAX_ACTIONS]:
        write_action(draft, document, action, alone=len(found) == 1)
    for document, action in found[_MAX_ACTIONS:]:
        write_brief(draft, document, action)
    return bool(draft.statements)


def _write_named(draft: Draft, query: Query, library: Library) -> None:
    """Add what the query names by ref: goals, measures, sections, footnotes."""
    for document, goal in goals_of(query, library):
        write_goal(draft, library, document, goal)
    measures = list(measures_of(query, library))
    for document, measure in measures:
        # a chapter may have many measures: those that come with it are told in brief
        brief = measure.ref not in query.refs and len(measures) > _FEW_MEASURES
        write_measure(draft, document, measure, brief=brief)
    for key in query.scope.documents:
        document = library.documents[key]
        told = {measure.chapter for _, measure in measures}
        for chapter in document.chapters:
            if chapter.ref in query.refs and chapter.ref not in told:
                write_block(draft, library, document, chapter.ref, None)
    for document, section in sections_of(query, library):
        _write_section(draft, library, document, section)
    _write_footnotes(draft, query, library)


def _means_documents(query: Query, library: Library) -> bool:
    """Tell whether whole documents are asked for: they are named, and little else is.

    Words that no document holds ("for my readers") and words of subjects are not a topic.
    """
    titles = {s for key in query.scope.documents for s in stems(library.documents[key].title)}
    silent = subject_words(library) | titles | comparing_stems() | document_stems()
    silent |= {s for phrase in vocabulary().cues["summarise"] for s in stems(phrase)}
    silent |= parts_file().silent | PARTS
    topic = [s for s in content_stems(query.topic) if library.words[s] and s not in silent]
    return query.scope.explicit and not topic and not query.refs


def say_missing(query: Query, library: Library) -> Draft:
    """Say that there is no such goal, measure or section, and how many there are."""
    draft = Draft(status=Status.NOT_FOUND, missing=True)
    documents = [library.documents[key] for key in query.scope.documents]
    for ref in query.refs:
        kind = ref.split(" ")[0]
        ranges = [
            f"the {plan_name(document)} has {_told(own)}"
            for document in documents
            if (own := [known for known in refs_of_document(document) if known.startswith(kind)])
        ]
        known = f": {'; '.join(ranges)}." if ranges else " in these documents."
        draft.say(f"There is no {ref}{known}")
        for document in documents if len(documents) == 1 else ():
            write_spoken_of(draft, document, ref, library)
    return draft


def _told(refs: Sequence[str]) -> str:
    """Return refs as a range, or one by one where numbers are left out between them."""
    numbers = [int(ref.split(" ")[1]) for ref in refs if ref.split(" ")[-1].isdigit()]
    whole = len(numbers) == len(refs) and numbers == list(range(numbers[0], numbers[-1] + 1))
    return f"{refs[0]} to {refs[-1]}" if whole or len(numbers) < len(refs) else joined(list(refs))


def refs_of_document(document: Document) -> list[str]:
    """Return the refs of a document's parts: goals, chapters, measures, sections, footnotes."""
    parts = (
        document.goals,
        document.chapters,
        document.measures,
        document.sections,
        document.footnotes,
    )
    return [element.ref for part in parts for element in part]


def _write_section(draft: Draft, library: Library, document: Document, section: Section) -> None:
    """Add a section and the sections inside it, with what is withheld in each."""
    for part in document.sections:
        if part.ref == section.ref or part.ref.startswith(f"{section.ref}."):
            write_block(draft, library, document, part.ref, None)
            _write_withheld(draft, library, document, part.ref)


def _write_inside(
    draft: Draft, library: Library, document: Document, ref: str, label: str | None
) -> None:
    """Add the sections inside one that is asked for by its heading and has no text of its own."""
    if label is None and not draft.statements:
        for part in document.sections:
            if part.ref.startswith(f"{ref}."):
                write_block(draft, library, document, part.ref, None)
                _write_withheld(draft, library, document, part.ref)


def _write_withheld(draft: Draft, library: Library, document: Document, ref: str) -> None:
    for redaction in document.redactions:
        if redaction.ref == ref and redaction.scope in ("section", "rest"):
            draft.claim(
                f"{redaction.label or 'This part'} is withheld here: "
                f"“{redaction.quote(library.text(document.id))}”.",
                [evidence_at(document.id, ref, redaction)],
                computed=[redaction.label],
            )


def _write_footnotes(draft: Draft, query: Query, library: Library) -> None:
    for key in query.scope.documents:
        for note in library.documents[key].footnotes:
            if note.ref in query.refs:
                called = f", called in {note.caller}" if note.caller else ""
                where = f"{note.ref} of the {plan_name(library.documents[key])}{called}"
                cited = evidence_at(key, note.ref, note)
                draft.claim(f"{where}: “{note.value}”", [cited], computed=[note.caller])
