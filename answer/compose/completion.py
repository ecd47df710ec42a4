"""What else a question asks of the actions that an answer is about: further fields and sentences.

"Who runs it, and how will success be measured?" A question that asks for more than one thing is
understood as one of them. The words that the answer does not account for tell what is missing; the
sheets that it cites are looked through for it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from answer.claims import Status
from answer.compose.details import Writer, picks, write_aim
from answer.compose.fields import FIELD_OF, WRITERS
from answer.compose.fit import ASKS_FIGURE, held_share
from answer.compose.labelled import write_labelled
from answer.compose.passages import Found, find_passages, passage_terms, term_weight
from answer.cues import field_cues
from answer.cues import told as asks_for
from answer.draft import Draft, Evidence, Statement, evidence_at
from answer.judge import accounted
from answer.learned import learned, masked_question
from answer.library import Library, Term, TopicAction
from answer.phrasing import plan_name, without_bullet
from answer.query import Query
from answer.words import stems, tokens
from index.search import SearchIndex
from ingest.facts import ROLES
from ingest.model import Field

_KINDS = ("field", "check", "passage", "summary", "compare")
_WHOLE = ("summary", "compare")
"""Kinds whose answers tell the fields that are asked for."""
_MOST_ACTIONS = 2
"""An answer on more actions than these is a list, and complete as it is."""
_TOLD = 0.9
"""An answer that accounts for this share of a question leaves nothing out."""
_CERTAIN = 0.6
"""How near an example must be for no other field to be meant."""
_CHANCE = 0.15
"""How likely a field must be what is asked for, as learned, to be told as well."""
_GIVEN = 1.0
"""The score of what the reader said is wanted, or an example has to the letter."""
_SURE_CHANCE = 0.75
"""How likely the field that was understood must be for no other to be told."""
_MOST_FIELDS = 2
_MOST_SENTENCES = 3
_NEW = 4.0
"""How much it counts, beside how well a sentence fits, that it holds words not told yet."""
_FITS = 0.3
"""How well a sentence of a sheet must fit the question to be told as well."""
# "who leads", "since when", "is it": how what is asked opens
_ASKING = re.compile(
    r"\W*(?:(?:also|then|for|in|by|of|to|since|from|at|with|until|on)\s+)?(?:who|what|which|when"
    r"|where|why|how|is|are|was|were|do|does|did|has|have|had|can|will)\b",
    re.IGNORECASE,
)
# "how long does it run": told by what an action is for, if anywhere
_HOW_LONG = re.compile(r"\bhow long\b|\bduration\b|\bhow many (?:years|months)\b", re.IGNORECASE)
_TOLD_ALONG = frozenset(field.value for field in (Field.TITLE, Field.TARGET, Field.CO_LEADER))
"""Fields that come with another one and answer nothing of their own."""
_AIM_CHARS = 1200
_MANY_ASKED = 3
"""From so many things asked at once on, what an action is for is told whatever else is."""
# "when is it, and is it the first?", "which flights - and how is success measured"
_CLAUSES = re.compile(r"[,;:?]\s+|\s[-–]\s|\band\b", re.IGNORECASE)


def complete(query: Query, draft: Draft, library: Library, index: SearchIndex) -> None:
    """Add to an answer about one or two actions what their sheets tell of the question's rest."""
    if query.kind not in _KINDS or draft.status != Status.ANSWERED or query.score >= _GIVEN:
        return  # a reader who says what is wanted wants nothing else
    write_labelled(query, draft, library)
    parts = (*query.refs_of("measure"), *query.refs_of("section"))
    if query.kind == "summary" and parts:
        _write_answer_first(parts, query, draft, library, index)
        return
    meant = _actions_cited(draft, library)
    if not meant or len(meant) > _MOST_ACTIONS:
        return
    whole = accounted(query, draft, library, shown_only=True) >= _TOLD
    spelt = whole and query.aspect in field_cues(tokens(query.question))
    left = _fields_left(query, draft, spelt) if query.kind not in _WHOLE else []
    if query.aspect != "kpi" and len(meant) == 1 and _asks_indicator(query, meant[0]):
        left = list(dict.fromkeys(("kpi", *left)))
    for aspect in left:
        write_field(aspect, query, draft, meant, library)
    open_names = _names_left(query, meant)
    if open_names or accounted(query, draft, library, shown_only=True) < _TOLD:
        write_sentences(query, draft, meant, library, index)
    if len(meant) == 1 and query.kind in ("field", "check"):
        _write_aim(query, draft, meant[0], library)


def _names_left(query: Query, meant: Sequence[TopicAction]) -> bool:
    """Tell whether a question names somebody who has no part in its actions: "what of Nigeria?"."""
    parts = {
        value.code
        for target in meant
        for value in (
            *target.action.leaders,
            *target.action.co_leaders,
            *target.action.participants,
        )
    }
    return any(not actor.roles and actor.code not in parts for actor in query.actors)


def _asks_indicator(query: Query, target: TopicAction) -> bool:
    """Tell whether a number is asked for that some of an action's indicators speak of."""
    asks = ASKS_FIGURE.search(query.question) and query.kind in ("field", "passage")
    return bool(asks) and picks(query, target.action.kpis, target)


def _write_aim(query: Query, draft: Draft, target: TopicAction, library: Library) -> None:
    """Add what an action is for where a question asks for more than the fields that are told.

    "When is the workshop, and is it the first one?"
    """
    told = {e.field for s in draft.statements for e in s.evidence}
    clauses = _CLAUSES.split(query.question)
    asked = sum(" " in part.strip() and bool(_ASKING.match(part)) for part in clauses)
    enough = max(len(told - _TOLD_ALONG), 1) >= asked and asked < _MANY_ASKED
    if enough and not _HOW_LONG.search(query.question):
        return
    if Field.SUMMARY.value not in told and target.action.summary:
        write_aim(draft, query, target, library, most=_AIM_CHARS)
    refs = {e.ref for s in draft.statements for e in s.evidence}
    for note in target.document.footnotes:
        if note.ref in target.action.notes and note.ref not in refs:
            cited = evidence_at(target.document.id, note.ref, note)
            draft.claim(f"{note.ref} adds: “{note.value}”", [cited])


def _actions_cited(draft: Draft, library: Library) -> list[TopicAction]:
    """Return the actions that an answer rests on; none when it rests on anything else as well."""
    cited = {(e.document_id, e.ref) for s in draft.statements for e in s.evidence}
    known = {
        (key, action.ref): TopicAction(library.documents[key], action, 1.0)
        for key in {key for key, _ in cited}
        for action in library.documents[key].actions()
    }
    meant = [known[place] for place in sorted(cited) if place in known]
    others = {ref for place, ref in cited if (place, ref) not in known}
    return meant if all(ref.startswith("Footnote") for ref in others) else []


def _fields_left(query: Query, draft: Draft, spelt: bool) -> list[str]:
    """Return the fields that a question may ask for and that its answer does not tell.

    Where what was understood is `spelt` out, only those that the words name as well.
    """
    told = {e.field for s in draft.statements for e in s.evidence}
    asked = [aspect for aspect in field_cues(tokens(query.question)) if aspect != query.aspect]
    yes_or_no = query.kind == "check" and _is_polar(query)
    if query.kind == "check" and query.aspect in ROLES.values() and not yes_or_no:
        asked.insert(0, query.aspect)
        told.discard(FIELD_OF[query.aspect].value)
    if query.score < _CERTAIN and not yes_or_no and not spelt:
        asked += likely_fields(query)
    left = [a for a in dict.fromkeys(asked) if a in FIELD_OF and FIELD_OF[a].value not in told]
    return left[:_MOST_FIELDS]


def _is_polar(query: Query) -> bool:
    """Tell whether nothing but a yes or a no is wanted: no word asks who or how many."""
    words = stems(query.question)
    if asks_for("check", words[:1]):
        return True
    return not asks_for("asks", words) and not asks_for("count", words)


def likely_fields(query: Query) -> list[str]:
    """Return the fields that the question may be after, as learned; none where it is sure.

    Who leads, who co-leads and who takes part are told together where it is not.
    """
    names = [(m.slot, m.start, m.end) for m in query.named]
    ranked = learned().rank(masked_question(query.question, names))
    first = ranked[0]
    if (first.kind, first.aspect) == (query.kind, query.aspect) and first.score >= _SURE_CHANCE:
        return []
    likely = [i.aspect for i in ranked if i.kind == "field" and i.score >= _CHANCE]
    return [*likely, *(ROLES.values() if query.aspect in ROLES.values() else ())]


def write_field(
    aspect: str, query: Query, draft: Draft, meant: Sequence[TopicAction], library: Library
) -> None:
    """Add a field of each of the actions that has it."""
    writer: Writer = WRITERS[aspect]
    for target in meant:
        timed = aspect == "timing" and any(a.timing for a in target.action.activities)
        if target.action.values(FIELD_OF[aspect]) or timed:
            writer(draft, replace(query, aspect=aspect), target, library)


def write_sentences(
    query: Query, draft: Draft, meant: Sequence[TopicAction], library: Library, index: SearchIndex
) -> None:
    """Add the sentences of the sheets that fit the question best and are not told yet."""
    places = {(t.document.id, t.action.ref) for t in meant}
    scope = replace(query.scope, documents=tuple(dict.fromkeys(key for key, _ in places)))
    refs = [ref for _, ref in sorted(places)]
    prose = replace(query, scope=scope)
    left = [
        item
        for item in find_passages(prose, library, index, refs, least=_FITS)
        if (item.document.id, item.ref) in places
    ]
    weights = {term: term_weight(term, library) for term in passage_terms(prose, library)}
    for _ in range(_MOST_SENTENCES):
        left = [item for item in left if not _is_told(item, draft.statements)]
        item = _most_telling(left, weights, draft, library)
        if item is None:
            return
        text = library.text(item.document.id)[item.start : item.end]
        cited = Evidence(item.document.id, item.ref, item.field, item.start, item.end)
        draft.claim(
            f"{without_bullet(text)} ({item.ref}, {plan_name(item.document)})", [cited], lead="- "
        )


def _write_answer_first(
    parts: Sequence[str], query: Query, draft: Draft, library: Library, index: SearchIndex
) -> None:
    """Put what a measure or section says of a question's rest in front of the summary of it."""
    if accounted(query, draft, library, shown_only=True) >= _TOLD:
        return
    documents = [library.documents[key] for key in query.scope.documents]
    inside = [p for d in documents for p in d.passages if p.ref in parts]
    notes = [
        note.ref
        for document in documents
        for note in document.footnotes
        if any(p.start <= call.start < p.end for p in inside for call in note.calls)
    ]
    prose = replace(query, kind="passage")
    found = find_passages(prose, library, index, [*parts, *notes], least=_FITS)
    best = [item for item in found if not _is_told(item, draft.statements)][:_MOST_SENTENCES]
    first = Draft()
    for item in best:
        text = library.text(item.document.id)[item.start : item.end]
        cited = Evidence(item.document.id, item.ref, item.field, item.start, item.end)
        where = f"({item.ref}, {plan_name(item.document)})"
        first.claim(f"{without_bullet(text)} {where}", [cited], lead="- ")
    draft.parts = [*first.parts, *draft.parts]


def _most_telling(
    left: Sequence[Found], weights: Mapping[Term, float], draft: Draft, library: Library
) -> Found | None:
    """Return what fits a question best, and all the more what holds words of it not told yet."""
    told = stems(" ".join(statement.text for statement in draft.statements))
    new = {term: weight for term, weight in weights.items() if not held_share(told, term)}
    total = sum(weights.values()) or 1.0

    def worth(item: Found) -> float:
        words = stems(library.text(item.document.id)[item.start : item.end])
        return item.fit + _NEW * sum(w * held_share(words, t) for t, w in new.items()) / total

    return max(left, key=worth, default=None)


def _is_told(item: Found, statements: Sequence[Statement]) -> bool:
    return any(
        e.document_id == item.document.id and item.start < e.end and e.start < item.end
        for statement in statements
        for e in statement.evidence
    )
