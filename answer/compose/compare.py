"""Comparisons: two plans, years, goals, actions or actors, or one thing across all years."""

from collections.abc import Sequence
from dataclasses import replace

from answer.compose.alignment import aligned_goals
from answer.compose.blocks import block_passages, find_block, write_block
from answer.compose.covers import compose_meta
from answer.compose.fields import compose_field
from answer.compose.lists import compose_list
from answer.compose.passages import find_passages
from answer.compose.ranks import compose_rank
from answer.compose.summaries import compose_summary
from answer.compose.tasking import compose_tasking
from answer.draft import Draft, Evidence
from answer.gather import sheets
from answer.library import Library
from answer.phrasing import (
    counted,
    field_evidence,
    first_sentences,
    goal_evidence,
    joined,
    plan_name,
    without_bullet,
)
from answer.query import Query, Scope
from answer.words import stems
from index.search import SearchIndex
from ingest.actors import display_name
from ingest.model import Document, Field, Goal

_MAX_BLOCK = 8
"""How many paragraphs a block may have to be shown whole beside another."""
_META_WORDS = {"driver": "driver", "mark": "marking", "classif": "marking", "date": "date"}


def compose_compare(query: Query, library: Library, index: SearchIndex) -> Draft | None:
    """Compare what the query names, each side with its own citations."""
    if len(query.refs) > 1:
        return compose_summary(replace(query, kind="summary"), library)
    documents = _sides(query, library)
    if query.actors and (not query.topic or any(actor.roles for actor in query.actors)):
        tasks = _actors(query, documents, library)
        if tasks:
            return tasks
    if query.actors:
        names = " ".join(display_name(actor.code) for actor in query.actors)
        query = replace(query, topic=f"{names} {query.topic}")
    scope = Scope(tuple(d.id for d in documents), explicit=True)
    inner = replace(query, scope=scope)
    words = set(stems(query.question))
    meta = next((aspect for word, aspect in _META_WORDS.items() if word in words), None)
    if meta:
        return compose_meta(replace(inner, kind="meta", aspect=meta), library)
    if query.topic:
        return _topic(inner, documents, library, index)
    if "goal" in words and "priorit" not in words and len(documents) != 2:
        return compose_list(replace(inner, kind="list", aspect="goals"), library)
    if "leader" in words:
        return compose_rank(replace(inner, kind="rank", aspect="leader"), library)
    return _plans(documents, library, index)


def _sides(query: Query, library: Library) -> list[Document]:
    """Return the documents to compare: one for each mention, or all in scope."""
    groups = query.scope.groups
    ids = [key for group in groups for key in group] if len(groups) > 1 else query.scope.documents
    return [library.documents[key] for key in dict.fromkeys(ids)]


def _actors(query: Query, documents: Sequence[Document], library: Library) -> Draft | None:
    scope = Scope(tuple(d.id for d in documents), explicit=True)
    return compose_tasking(replace(query, scope=scope), library)


def _topic(
    query: Query, documents: Sequence[Document], library: Library, index: SearchIndex
) -> Draft | None:
    """Say what each document has on a topic: its own block, or its best passages."""
    draft = Draft()
    for document in documents:
        scope = Scope((document.id,), explicit=True)
        about = replace(query, scope=scope, question=query.topic, plain=query.topic)
        block = find_block(about, library)
        if block and len(block_passages(*block)) <= _MAX_BLOCK:
            write_block(draft, library, *block)
            continue
        found = find_passages(about, library, index)[:2]
        if not found:
            draft.say(f"The {plan_name(document)} says nothing on {query.topic}.")
            continue
        draft.say(f"**{plan_name(document)}:**")
        for item in found:
            words = without_bullet(library.text(document.id)[item.start : item.end])
            cited = Evidence(document.id, item.ref, item.field, item.start, item.end)
            draft.claim(f"{first_sentences(words, 420)} ({item.ref})", [cited], lead="- ")
    led = compose_field(replace(query, kind="field", aspect="leader"), library)
    draft.parts += led.statements[:3] if led and "lead" in stems(query.question) else []
    return draft if draft.statements else None


def _plans(documents: Sequence[Document], library: Library, index: SearchIndex) -> Draft | None:
    draft = Draft()
    scope = Scope(tuple(d.id for d in documents))
    meta = Query("", "meta", scope=scope)
    for heading, aspect in (("Aims", "priority"), ("Drivers", "driver")):
        stated = compose_meta(replace(meta, aspect=aspect), library)
        if stated and stated.statements:
            draft.say(f"**{heading}**")
            draft.parts += [replace(s, lead="- ") for s in stated.statements]
    plans = [document for document in documents if document.goals]
    if len(plans) == 2:
        _align(draft, plans[0], plans[1], index)
    _leaders(draft, documents)
    return draft if draft.statements else None


def _align(draft: Draft, old: Document, new: Document, index: SearchIndex) -> None:
    """Align the goals of two plans by what they are about: kept, new, dropped."""
    draft.say(f"**Goals of the {plan_name(old)} beside those of the {plan_name(new)}**")
    pairs = aligned_goals(old, new, index)
    kept_new = {goal.ref for _, goal in pairs}
    for before, after in pairs:
        draft.claim(
            f"Kept: {before.ref} “{_short(before)}” ({old.year}) → "
            f"{after.ref} “{_short(after)}” ({new.year}).",
            [goal_evidence(old, before), goal_evidence(new, after)],
            lead="- ",
            computed=[old.year, new.year],
        )
    for document, word, goals in (
        (new, "New", [g for g in new.goals if g.ref not in kept_new]),
        (old, "Dropped", [g for g in old.goals if g.ref not in {b.ref for b, _ in pairs}]),
    ):
        for goal in goals:
            cited = [goal_evidence(document, goal)]
            text = f"{word}: {goal.ref} “{_short(goal)}” ({document.year})."
            draft.claim(text, cited, lead="- ", computed=[document.year])


def _short(goal: Goal) -> str:
    return goal.title.value.rstrip(".")


def _leaders(draft: Draft, documents: Sequence[Document]) -> None:
    draft.say("**Who leads**")
    for document in documents:
        actions = sheets(document)
        held: dict[str, list[str]] = {}
        evidence: list[Evidence] = []
        for action in actions:
            evidence += field_evidence(document, action, Field.LEADER)
            for leader in action.leaders:
                if leader.code:
                    held.setdefault(leader.code, []).append(action.ref)
        if not actions:
            draft.say(f"- The {plan_name(document)} withholds or has no action sheets.")
            continue
        ranked = sorted(held.items(), key=lambda item: -len(item[1]))
        words = joined([f"{display_name(code)} {len(refs)}" for code, refs in ranked])
        draft.claim(
            f"{counted(len(actions), 'action')} in the {plan_name(document)}, led by {words}.",
            evidence,
            lead="- ",
            computed=[len(actions), *(len(refs) for refs in held.values()), words],
        )
