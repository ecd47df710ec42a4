"""Comparisons: plans, years, goals, actions or actors, or one thing across all years.

A comparison is one question for each side, with the same aspect, and the answers side by side. The
sides are documents, or actions; the aspect is a field, a part of the cover, or a topic of running
text. Each side is cited; where one says nothing, the answer says so.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.claims import Status
from answer.compose.beside import compose_beside
from answer.compose.blocks import block_passages, blocks_asked, find_block, write_block
from answer.compose.chosen import write_rest_of_block
from answer.compose.counterparts import find_counterparts
from answer.compose.details import write_kpis
from answer.compose.headings import words_for_headings
from answer.compose.missing import compose_missing
from answer.compose.outlines import write_brief
from answer.compose.parts import compose_same_blocks
from answer.compose.passages import Found
from answer.compose.plans_beside import aspect_stems, aspects_asked, compose_plans
from answer.compose.sides import write_side
from answer.compose.summaries import compose_summary
from answer.compose.tasking import compose_tasking
from answer.cues import cue_stems, told
from answer.draft import Draft
from answer.gather import find_targets, sheets
from answer.library import Library, TopicAction
from answer.query import ActorRole, Query, Scope
from answer.sides import Side, action_sides, comparing_stems, document_sides
from answer.subjects import subject_phrases
from answer.words import content_stems, stems, synonyms_in, tokens
from index.search import SearchIndex
from ingest.actors import display_name, find_actors

_SILENT = (
    *("compare", "set_beside", "more", "count", "most", "fewest", "check", "goals", "driver"),
    *("number", "marking", "by_name", "summarise", "leader", "co_leader", "participant"),
)
"""The cues whose words make no topic of running text."""
_YEAR = re.compile(r"20[0-4]\d")
_BEHIND = re.compile(r"\W*(?:(?:of|in|from|under)\W+)?(?:the\W+)?")
_ON_TOPIC = 0.7
_LED_ON_TOPIC = 0.25
"""How well an action must fit a topic to be told of: any one, and one led by who is asked for."""
_MAX_BESIDE = 4
"""Beside how many words of a topic a part of plans, such as their goals, is compared as well."""
_MAX_ACTIONS = 3
_MAX_BLOCK = 8
"""How many paragraphs a block may have to be shown whole beside another."""


def compose_compare(query: Query, library: Library, index: SearchIndex) -> Draft | None:
    """Compare what the query names, each side with its own citations."""
    lacking = _beside_none(query, library)
    if lacking:
        return lacking
    by_ref = query.refs and not query.refs_of("action")
    actions = [] if by_ref else action_sides(query, library)
    if actions:
        return compose_beside(query, actions, library)
    sides = document_sides(query, library)
    if query.refs:
        return _by_refs(query, sides, library, index)
    telling = telling_words(query, library)
    if query.actors and (not telling or _asks_part(query)):
        parts = _actors(query, sides, library, index)
        if parts:
            return parts
    blocks = None if telling or query.actors else compose_same_blocks(query, library)
    if blocks and not aspects_asked(query.question):
        return blocks
    compared = None
    if (
        len(telling) <= _MAX_BESIDE
        and not query.actors
        and (aspects_asked(query.question) or not (telling or words_for_headings(query.plain)))
    ):
        documents = [library.documents[key] for side in sides for key in side]
        compared = compose_plans(query, documents, library, index, on_topic=bool(telling))
    if compared and not telling:
        return compared
    on_topic = _topic(query, sides, library, index)
    if compared and on_topic:
        compared.parts += on_topic.parts
    return compared or on_topic


def _beside_none(query: Query, library: Library) -> Draft | None:
    """Tell of the actions that there are, and which of those named there are not or are withheld.

    None where each that a question names by its number can be told of.
    """
    if len(query.refs_of("action")) < 2:
        return None
    targets = find_targets(query, library)
    found = {target.action.ref for target in targets.found}
    targets.withheld = [(d, ref) for d, ref in targets.withheld if ref not in found]
    lacking = compose_missing(targets, library) if found else None
    told = compose_beside(query, targets.found, library) if lacking else None
    if lacking and told:
        told.parts += lacking.parts
        told.status = Status.PARTIAL
    return told


def _asks_part(query: Query) -> bool:
    """Tell whether a question asks what an actor leads, co-leads or joins, whoever "it" is."""
    words = stems(query.question)
    roles = ("leader", "co_leader", "participant")
    return any(a.roles for a in query.actors) or any(told(role, words) for role in roles)


def _by_refs(
    query: Query, sides: Sequence[Side], library: Library, index: SearchIndex
) -> Draft | None:
    """Sum up what has a ref on each side; what a side without it says is searched for."""
    summed = replace(query, kind="summary")
    having = [side for side in sides if any(_has(key, query, library) for key in side)]
    bound = _years_of_refs(query)
    if bound and len(sides) > 1:  # "minors in goal 3 of 2012 and in the developments of 2022"
        having = [s for s in having if any(library.documents[key].year in bound for key in s)]
    if len(having) == len(sides) or len(query.scope.groups) < 2:
        own = {side: tuple(r for r in query.refs if _of_side(r, side, library)) for side in sides}
        if len(query.scope.groups) < 2 or len(set(own.values())) < len(own):
            return compose_summary(summed, library)
        draft = Draft()  # "action 4.2 of the 2012 plan beside measure 8 of the 2018 set"
        for side, refs in own.items():
            scope = Scope(side, explicit=True)
            told = compose_summary(replace(summed, refs=refs, scope=scope), library)
            draft.parts += told.parts if told else []
        return draft if draft.statements else None
    if not having:  # the ref is of a document that is not named
        having = [(key,) for key in library.documents if _has(key, query, library)]
        sides = [*sides, *having]
    draft = Draft()
    about = replace(query, plain=_looked_for(query, library))
    for side, found in zip(sides, find_counterparts(about, sides, library, index), strict=True):
        told = None
        if side in having:
            told = compose_summary(replace(summed, scope=Scope(side, explicit=True)), library)
        if told:
            draft.parts += told.parts
        else:
            write_side(draft, side, found, query.topic, library)
    return draft if draft.statements else None


def _years_of_refs(query: Query) -> set[int]:
    """Return the years of the plans that a question names right behind a ref: "goal 3 of 2012"."""
    plans = [m for m in query.named if m.slot == "plan"]
    refs = [m for m in query.named if m.slot in ("goal", "section", "measure")]
    return {
        int(year)
        for ref in refs
        for plan in plans
        if _BEHIND.fullmatch(query.question[ref.end : plan.start])
        for year in _YEAR.findall(plan.value)
    }


def _has(key: str, query: Query, library: Library) -> bool:
    """Tell whether a document has something that a question names by its ref."""
    return any(_of_side(ref, (key,), library) for ref in query.refs)


def _of_side(ref: str, side: Side, library: Library) -> bool:
    """Tell whether some document of a side has what a ref names."""
    for document in (library.documents[key] for key in side):
        parts = (document.goals, document.measures, document.sections, document.chapters)
        refs = {element.ref for part in parts for element in part}
        if ref in refs | {action.ref for action in document.actions() if not action.withheld}:
            return True
    return False


def telling_words(query: Query, library: Library) -> list[str]:
    """Return the stems that make a topic: neither names nor words that compare or ask.

    A word that no document holds, nor another word for it, makes none: "after Brexit".
    """
    named = {
        token.stem
        for token in tokens(query.question)
        if any(m.start <= token.start < m.end for m in query.named if m.slot != "acronym")
    }
    sides = {library.subject(library.documents[key]) for key in query.scope.documents}
    if len(query.scope.groups) > 1:  # "which is bigger, the one on fraud or the one on drugs?"
        own = (p for subject, p in subject_phrases(query.question, library) if subject in sides)
        named |= {s for phrase in own for s in phrase}
    silent = named | comparing_stems() | aspect_stems() | cue_stems(_SILENT)
    words = content_stems(query.plain or query.question)
    known = {s for phrase, _ in synonyms_in(query.question) for s in phrase} | set(library.words)
    return [s for s in words if s not in silent and not s.isdigit() and s in known]


def _looked_for(query: Query, library: Library) -> str:
    """Return the words that both sides are searched for: the question's, names of plans aside."""
    silent = comparing_stems() - words_for_headings(query.plain or query.question)
    words = [t.text for t in tokens(query.plain or query.question) if t.stem not in silent]
    told = set(stems(" ".join(words)))
    names = [_plain_name(actor.code) for actor in query.actors]
    names = [name for name in names if not set(stems(name)) & told]
    # a word that no document holds, such as one of another language, by its synonym
    known = [
        " ".join(others[0])
        for phrase, others in synonyms_in(" ".join(words))
        if others and not any(word in library.words for word in phrase)
    ]
    return " ".join([*names, *known, *words])


def _plain_name(code: str) -> str:
    return display_name(code).partition(" (")[0]


def _actors(
    query: Query, sides: Sequence[Side], library: Library, index: SearchIndex
) -> Draft | None:
    """Say what part actors have on each side: by the sheets, and by what the text says of them."""
    names = " ".join(_plain_name(actor.code) for actor in query.actors)
    words = _looked_for(query, library)
    found = find_counterparts(replace(query, plain=words), sides, library, index)
    any_part = tuple(ActorRole(actor.code) for actor in query.actors)
    draft = Draft()
    for side, passages in zip(sides, found, strict=True):
        scope = Scope(side, explicit=True)
        tasks = compose_tasking(replace(query, scope=scope), library)
        if not tasks:  # it has another part there than the one asked for on the other side
            tasks = compose_tasking(replace(query, scope=scope, actors=any_part), library)
        draft.parts += tasks.parts if tasks else []
        leading = tasks and any(" lead" in s.text for s in tasks.statements)
        spoken = [item for item in passages if _names(item, query, library)]
        headed = [item for item in passages if item.headed]
        if headed:
            write_side(draft, side, headed, names, library)
        elif not leading and (spoken or not tasks):
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
    words = _looked_for(query, library)
    about = replace(query, plain=words)
    found = find_counterparts(about, sides, library, index)
    topic = query.topic if len(query.topic.split()) <= 3 else "that"
    for side, passages in zip(sides, found, strict=True):
        scope = Scope(side, explicit=True)
        block = find_block(replace(about, question=words, scope=scope), library)
        blocks = blocks_asked(replace(query, scope=scope), library)
        if blocks:
            for several in blocks:
                write_block(draft, library, *several)
        elif block and len(block_passages(*block)) <= _MAX_BLOCK:
            write_block(draft, library, *block)
        else:
            write_side(draft, side, passages, topic, library)
            if passages:
                write_rest_of_block(draft, passages[0], query, library)
            _write_actions(draft, query, side, passages, library)
    return draft if draft.statements else None


def _write_actions(
    draft: Draft, query: Query, side: Side, shown: Sequence[Found], library: Library
) -> None:
    """Add the actions of a side that are on the topic, and led by the actors asked about."""
    codes = {actor.code for actor in query.actors}
    told_of = {(item.document.id, item.ref) for item in shown}
    hits = [
        hit
        for hit in library.find_actions(query.topic, side)
        if hit.score >= (_LED_ON_TOPIC if codes else _ON_TOPIC)
        and (hit.document.id, hit.action.ref) not in told_of
        and (not codes or codes & {a.code for a in hit.action.leaders})
    ]
    for hit in hits[:_MAX_ACTIONS]:
        write_brief(draft, hit.document, hit.action)
    if told("kpi", stems(query.question)):
        _write_measured(draft, query, side, told_of, library)


def _write_measured(
    draft: Draft, query: Query, side: Side, told_of: set[tuple[str, str]], library: Library
) -> None:
    """Add the indicators of the actions that a side was told of: "a higher satisfaction"."""
    codes = {actor.code for actor in query.actors}
    meant = [
        TopicAction(library.documents[key], action, 1.0)
        for key in side
        for action in sheets(library.documents[key])
        if (key, action.ref) in told_of
        and (not codes or codes & {actor.code for actor in action.leaders})
    ]
    for target in meant[:_MAX_ACTIONS]:
        write_kpis(draft, query, target, library)
