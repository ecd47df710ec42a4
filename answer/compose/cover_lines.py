"""What a cover prints beside the facts that every cover has: other dates, earlier documents."""

import re

from answer.claims import Status
from answer.compose.passages import COVER, find_passages
from answer.cues import cue_stems, told
from answer.draft import Draft, evidence_at
from answer.library import Library
from answer.patterns import ACTIONS
from answer.phrasing import plan_name, without_bullet
from answer.query import Query
from answer.subjects import subject_phrases
from answer.words import content_stems, document_stems, filler_stems, stems
from index.search import SearchIndex
from ingest.model import Document, Passage, Span

_LEAST = 0.05
"""How well a line of the cover must fit a question that says that the cover is meant."""
_SHOWN = 3
_DATE_WORDS = frozenset(
    stems(
        "date data datum fecha dated datiert day printed published issued written paper released"
        " declassified declassification partially new status version original public number"
    )
)
_MAX_CHARS = 700
# "..., and when were they approved?"
_AND_WHEN = re.compile(
    r"[,;]? (?:and|plus) (?:when|on (?:which|what) (?:date|day))\b(.+)", re.IGNORECASE
)
# "23 November 2017", "27.06.2022", "16-17 November 2017"
_DATE = re.compile(
    r"\b\d{1,2}(?:\s?[-–]\s?\d{1,2})? (?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December) \d{4}\b|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b"
)


def asks_for_cover(query: Query) -> bool:
    """Tell whether a question says that it is about the cover of a plan that it names."""
    return query.scope.explicit and told("cover", stems(query.question))


def leads_plan(query: Query) -> bool:
    """Tell whether it is asked who leads a plan as a whole: that is its driver."""
    bare = not (query.topic or query.refs or query.actors or query.also or query.quarters)
    return bare and query.scope.explicit and not ACTIONS.search(query.question)


def compose_cover(query: Query, library: Library, index: SearchIndex) -> Draft | None:
    """Answer with the lines of the covers that fit a question best; None where none fits."""
    draft = Draft()
    found = find_passages(query, library, index, [COVER], least=_LEAST)
    for item in found[:_SHOWN]:
        text = library.text(item.document.id)
        words = without_bullet(text[item.start : item.end])[:_MAX_CHARS]
        span = Span(start=item.start, end=item.end)
        cited = evidence_at(item.document.id, COVER, span, item.field)
        draft.claim(f"{words} ({COVER}, {plan_name(item.document)})", [cited], lead="- ")
    return draft if draft.statements else None


def with_other_dates(draft: Draft, query: Query, library: Library) -> Draft:
    """Add the dated lines of the covers to an answer on dates that says more than "the date"."""
    also = _AND_WHEN.search(query.question)
    if also and query.aspect != "date" and draft.status != Status.REDACTED:
        _write_when(draft, also[1], query, library)
        return draft
    if query.aspect != "date" or draft.status == Status.REDACTED or not _says_more(query, library):
        return draft
    for key in query.scope.documents:
        document = library.documents[key]
        text = library.text(key)
        for passage in _dated(document, text)[: 2 * _SHOWN]:
            words = without_bullet(passage.quote(text))
            cited = evidence_at(key, passage.ref, passage)
            draft.claim(f"{words} ({passage.ref}, {plan_name(document)})", [cited], lead="- ")
    if draft.statements:
        draft.status = Status.ANSWERED
    return draft


def _write_when(draft: Draft, clause: str, query: Query, library: Library) -> None:
    """Add the dated line of a cover that holds what the "when" of a question asks about."""
    asked = set(content_stems(clause)) - _DATE_WORDS
    for key in query.scope.documents:
        text = library.text(key)
        for passage in library.documents[key].passages:
            words = without_bullet(passage.quote(text))
            if passage.ref == COVER and _DATE.search(words) and asked & set(stems(words)):
                cited = evidence_at(key, passage.ref, passage)
                draft.claim(
                    f"{words} ({passage.ref}, {plan_name(library.documents[key])})", [cited]
                )
                break


def _says_more(query: Query, library: Library) -> bool:
    """Tell whether a question says anything beside the date, the plan and what the plan is on."""
    subjects = {word for _, phrase in subject_phrases(query.question, library) for word in phrase}
    said = set(content_stems(query.plain)) - cue_stems() - document_stems() - filler_stems()
    return bool(said - subjects - _DATE_WORDS)


def _dated(document: Document, text: str) -> list[Passage]:
    """Return the passages of a cover that hold a date, but that of the paper itself."""
    heading = document.heading
    own = [date for date in (heading.date, heading.original_date) if date]
    told = {" ".join(date.quote(text).split()) for date in own}
    return [
        passage
        for passage in document.passages
        if passage.ref == COVER
        and passage.kind != "furniture"
        and passage.end - passage.start <= _MAX_CHARS
        and not told.issuperset(_DATE.findall(" ".join(passage.quote(text).split())))
        and not any(passage.start <= date.start < passage.end for date in own)
    ]
