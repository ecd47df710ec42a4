"""Comparisons: plans, years, goals, actions or actors, or one thing across all years.

A comparison is one question for each side, with the same aspect, and the answers side by side. The
sides are documents, or actions; the aspect is a field, a part of the cover, or a topic of running
text. Each side is cited; where one says nothing, the answer says so.
"""

from collections.abc import Sequence
from dataclasses import replace

from answer.compose.beside import compose_beside
from answer.compose.blocks import block_passages, find_block, write_block
from answer.compose.counterparts import find_counterparts
from answer.compose.passages import Found
from answer.compose.plans_beside import aspect_stems, aspects_asked, compose_plans
from answer.compose.sides import write_side
from answer.compose.summaries import compose_summary
from answer.compose.tasking import compose_tasking
from answer.cues import cue_stems
from answer.draft import Draft
from answer.library import Library
from answer.query import Query, Scope
from answer.sides import Side, action_sides, comparing_stems, document_sides
from answer.words import content_stems, stems, tokens
from index.search import SearchIndex
from ingest.actors import display_name, find_actors

_MAX_BLOCK = 8
"""How many paragraphs a block may have to be shown whole beside another."""


def compose_compare(query: Query, library: Library, index: SearchIndex) -> Draft | None:
    """Compare what the query names, each side with its own citations."""
    actions = action_sides(query, library)
    if actions:
        return compose_beside(query, actions, library)
    if query.refs:
        return compose_summary(replace(query, kind="summary"), library)
    sides = document_sides(query, library)
    telling = _telling(query)
    if query.actors and (len(telling) <= 1 or any(actor.roles for actor in query.actors)):
        parts = _actors(query, sides, library, index)
        if parts:
            return parts
    if len(telling) <= 1 and not query.actors and (aspects_asked(query.question) or not telling):
        documents = [library.documents[key] for side in sides for key in side]
        compared = compose_plans(query, documents, library, index)
        if compared:
            return compared
    return _topic(query, sides, library, index)


def _telling(query: Query) -> list[str]:
    """Return the stems that make a topic: neither names nor words that compare or ask."""
    named = {
        token.stem
        for token in tokens(query.question)
        if any(m.start <= token.start < m.end for m in query.named if m.slot != "acronym")
    }
    silent = named | comparing_stems() | aspect_stems() | cue_stems()
    return [s for s in content_stems(query.plain or query.question) if s not in silent]


def _looked_for(query: Query) -> str:
    """Return the words that both sides are searched for: the question's, names of plans aside."""
    silent = comparing_stems()
    words = [t.text for t in tokens(query.plain or query.question) if t.stem not in silent]
    told = set(stems(" ".join(words)))
    names = [_plain_name(actor.code) for actor in query.actors]
    return " ".join([*(name for name in names if not set(stems(name)) & told), *words])


def _plain_name(code: str) -> str:
    return display_name(code).partition(" (")[0]


def _actors(
    query: Query, sides: Sequence[Side], library: Library, index: SearchIndex
) -> Draft | None:
    """Say what part actors have on each side: by the sheets, and by what the text says of them."""
    names = " ".join(_plain_name(actor.code) for actor in query.actors)
    words = _looked_for(query)
    found = find_counterparts(replace(query, plain=words), sides, library, index)
    draft = Draft()
    for side, passages in zip(sides, found, strict=True):
        scope = Scope(side, explicit=True)
        tasks = compose_tasking(replace(query, scope=scope), library)
        draft.parts += tasks.parts if tasks else []
        leading = tasks and any(" lead" in s.text for s in tasks.statements)
        spoken = [item for item in passages if _names(item, query, library)]
        if not leading and (spoken or not tasks):
            write_side(draft, side, spoken, names, library)
    return draft if draft.statements else None


def _names(item: Found, query: Query, library: Library) -> bool:
    """Tell whether a passage names an actor that is asked about."""
    codes = {actor.code for actor in query.actors}
    words = library.text(item.document.id)[item.start : item.end]
    return any(mention.code in codes for mention in find_actors(words))


def _topic(
    query: Query, sides: Sequence[Side], library: Library, index: SearchIndex
) -> Draft | None:
    """Say what each side has on a topic: its own block, or its best passages."""
    draft = Draft()
    words = _looked_for(query)
    about = replace(query, plain=words)
    found = find_counterparts(about, sides, library, index)
    topic = query.topic or words
    for side, passages in zip(sides, found, strict=True):
        scope = Scope(side, explicit=True)
        block = find_block(replace(about, question=words, scope=scope), library)
        if block and len(block_passages(*block)) <= _MAX_BLOCK:
            write_block(draft, library, *block)
        else:
            write_side(draft, side, passages, topic, library)
    return draft if draft.statements else None
