"""What the sheet of the action says that a question points to, where the answer is from elsewhere.

"Back in 2012, which study trips were planned on the Vietnamese gangs?" may be read as a question on
running text, or as one for a list. Where its words and names point to one action all the same, the
fields of its sheet that the question may be after, and the sentences that fit it best, come first.
"""

from answer.claims import Status
from answer.compose.completion import likely_fields, write_field, write_sentences
from answer.compose.details import picks
from answer.compose.fit import ASKS_FIGURE
from answer.cues import field_cues, told
from answer.draft import Draft
from answer.gather import topic_hits
from answer.library import Library, TopicAction
from answer.patterns import ACTIONS
from answer.pointing import clearly_first, pointed_to
from answer.query import Query
from answer.words import content_stems, stems, tokens
from index.search import SearchIndex
from ingest.facts import ROLES
from ingest.model import Field

_KINDS = ("passage", "summary", "list", "count", "field", "check")
_LIKELY = 0.7
"""How likely it must be that a question points to an action, beside the others in scope."""
_AHEAD = 2.0
"""Else, how far ahead of the next action it must be."""
_HELD = 0.45
"""How much of the question's words that action must hold for it to be about one at all."""
_CERTAIN = 0.85
"""From this chance on what its sheet says comes first."""
_PLAIN = (*ROLES.values(), "kpi", "timing", "jad", "links", "type")
"""The fields that are told; what an action is for comes with its sentences."""
_PICKED = {"kpi": Field.KPI, "timing": Field.ACTIVITY}
"""Fields of many values: told only where the question picks some out."""
_MOST = 2


def add_pointed(
    query: Query, draft: Draft, library: Library, index: SearchIndex, *, completed: bool = True
) -> None:
    """Add to an answer what the sheet of the action says that the question points to.

    `completed` tells that an answer on that action alone has all of it; one from running text
    has not.
    """
    target, chance = _action_meant(query, draft, library, completed)
    if target is None:
        return
    told_of = Draft()
    for aspect in _fields_wanted(query, target)[:_MOST]:
        write_field(aspect, query, told_of, [target], library)
    write_sentences(query, told_of, [target], library, index)
    if told_of.statements:
        known = {statement.text for statement in draft.statements}
        new = [p for p in told_of.parts if isinstance(p, str) or p.text not in known]
        first = chance >= _CERTAIN or query.kind == "count"
        if _counts_in_vain(query, draft):
            draft.parts, draft.status = [], Status.ANSWERED
        draft.parts = [*new, *draft.parts] if first else [*draft.parts, *new]


def _action_meant(
    query: Query, draft: Draft, library: Library, completed: bool
) -> tuple[TopicAction | None, float]:
    """Return the action that a question points to, and how likely; None where none is meant."""
    none = draft.status != Status.ANSWERED and not _counts_in_vain(query, draft)
    settled = query.refs or query.kind not in _KINDS or none
    if settled or told("summarise", stems(query.question)) or ACTIONS.search(query.question):
        return None, 0.0
    if not _open_list(query, draft):
        return None, 0.0
    found = pointed_to(query, topic_hits(query, library), library)
    best = clearly_first(found, _LIKELY, _AHEAD)
    if best is None or best.signs.sheet < _HELD:
        return None, 0.0
    place = (best.target.document.id, best.target.action.ref)
    cited = {(e.document_id, e.ref) for s in draft.statements for e in s.evidence}
    one = cited == {place} and query.kind not in ("list", "count")
    if completed and one and not draft.selected:
        return None, 0.0
    if draft.selected and cited != {place}:
        return None, 0.0
    if _says_more(draft, best.target, query, library):
        return None, 0.0
    return best.target, best.chance


def _says_more(draft: Draft, target: TopicAction, query: Query, library: Library) -> bool:
    """Tell whether what is cited first holds all words of a topic, and a sheet but some of them.

    "The dormant action rule" is none of the rules that some action is on.
    """
    asked = {stem for stem in content_stems(query.topic) if stem in library.words}
    first = draft.statements[0].evidence[:1] if draft.statements else []
    held = {s for e in first for s in stems(library.text(e.document_id)[e.start : e.end])}
    text = library.text(target.document.id)[target.action.start : target.action.end]
    return len(asked) > 1 and asked <= held and not asked <= set(stems(text))


def _open_list(query: Query, draft: Draft) -> bool:
    """Tell whether a list leaves anything open: one of actions by their topic may."""
    if draft.selected:
        selection = query.selection
        return selection is not None and selection.target == "actions"
    of_theme = bool(query.topic) and query.aspect in ("theme", "jad", "all")
    return query.kind not in ("list", "count") or of_theme


def _counts_in_vain(query: Query, draft: Draft) -> bool:
    """Tell whether no action was counted where one action's own number may be asked for."""
    vain = query.kind == "count" and draft.status == Status.NOT_FOUND and bool(query.topic)
    return vain and not draft.statements


def _fields_wanted(query: Query, target: TopicAction) -> list[str]:
    """Return the fields that a question may be after: named by its words, or likely as learned."""
    asked = [*field_cues(tokens(query.question)), *likely_fields(query)]
    asked += ["kpi"] if ASKS_FIGURE.search(query.question) else []
    kept = [aspect for aspect in dict.fromkeys(asked) if aspect in _PLAIN]
    return [
        aspect
        for aspect in kept
        if aspect not in _PICKED or picks(query, target.action.values(_PICKED[aspect]), target)
    ]
