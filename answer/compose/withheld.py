"""Answers about what a document withholds: which words or parts, where, under which marking."""

import re
from dataclasses import replace

from answer.claims import Status
from answer.draft import Draft, Evidence, evidence_at
from answer.gather import by_topic, sheets, withheld_rest
from answer.library import Library
from answer.phrasing import plan_name
from answer.query import PREFIX, Query
from answer.words import content_stems, stem, stop_stems, synonyms_in
from ingest.model import Document, Redaction
from ingest.text import clean, line_start

# "its section on planning", "the part about key locations"
_PART = re.compile(r"\b(?:section|chapter|part|paragraph|heading|block|bit)\b", re.IGNORECASE)
_SHORT_HEADING = 3
"""Of how many words a heading is at most that is named as a whole."""
_SAID_OF_ANY = frozenset(
    ("done", "plan", "plans", "organised", "described", "look", "work", "works")
)
"""Words that a question may say of any part: "how was the planning done"."""
_NEXT_LINE = 3
"""How many characters of white space stand between a heading and the notice under it."""
_NAMED_SHARE = 0.6
"""How much of a withheld block's label a question must hold to ask for that block."""


def compose_withheld(query: Query, library: Library) -> Draft | None:
    """Say that what a question asks for is withheld, when a notice of its document names it.

    "What are the key locations?" of a plan in which DELETED stands under "Key locations".
    """
    asked = set(content_stems(query.question))
    draft = Draft(status=Status.REDACTED)
    for key in query.scope.documents if query.scope.explicit else ():
        document = library.documents[key]
        for redaction in (r for r in document.redactions if not in_sheet(r)):
            named = _names_part(query.question, asked, redaction) or _names_heading(
                query, redaction
            )
            above = redaction.scope == "rest" and _asks_under(asked, document, redaction, library)
            by_ref = redaction.scope == "section" and redaction.ref in query.refs
            if _asks_for(asked, redaction) or named or above or by_ref:
                claim_withheld(draft, document, redaction, library)
    return draft if draft.statements else None


def in_sheet(redaction: Redaction) -> bool:
    """Tell whether a notice stands in a field of an action or for sheets: for no part of a plan."""
    own = redaction.scope == "passage" or redaction.label == redaction.ref
    return own and redaction.ref.startswith((PREFIX["action"], PREFIX["goal"]))


def claim_withheld(
    draft: Draft, document: Document, redaction: Redaction, library: Library
) -> None:
    """Add that a part of a document is withheld, with the words that stand in its place."""
    notice = redaction.quote(library.text(document.id))
    draft.claim(
        f"“{redaction.label}” is withheld in the {plan_name(document)}{marked(document)}: "
        f"“{notice}”.",
        [notice_evidence(document, redaction, library)],
        computed=[redaction.label, marking_of(document)],
    )


def _asks_for(asked: set[str], redaction: Redaction) -> bool:
    """Tell whether a question's words name the block that a notice withholds."""
    words = set(content_stems(redaction.label or ""))
    # one word names too much, and a whole sentence beside the notice names nothing
    if redaction.scope == "phrase" or not 2 <= len(words) <= 8:
        return False
    return len(words & asked) >= _NAMED_SHARE * len(words)


def _asks_under(
    asked: set[str], document: Document, redaction: Redaction, library: Library
) -> bool:
    """Tell whether a question names the heading under which the rest is withheld."""
    above = [p for p in document.passages if p.end <= redaction.start][-1:]
    text = library.text(document.id)
    headings = [clean(p.quote(text)) for p in above if redaction.start - p.end <= _NEXT_LINE]
    words = set(content_stems(" ".join(headings)))
    return 2 <= len(words) <= 8 and len(words & asked) >= _NAMED_SHARE * len(words)


def _names_part(question: str, asked: set[str], redaction: Redaction) -> bool:
    """Tell whether a question asks for a withheld part by its heading: "section on planning"."""
    words = set(content_stems(redaction.label or ""))
    short = redaction.scope != "phrase" and 0 < len(words) <= _SHORT_HEADING
    return short and words <= asked and bool(_PART.search(question))


def _names_heading(query: Query, redaction: Redaction) -> bool:
    """Tell whether a withheld part's heading is all that a question speaks of beside the plan.

    "How was the planning of the draft to be done?", "how is the plan funded?" under "Funding".
    """
    heading = {stem(word) for word in re.findall(r"[^\W\d_]+", redaction.label or "")}
    if redaction.scope == "phrase" or not 0 < len(heading) <= _SHORT_HEADING:
        return False
    spoken = [w for w in re.findall(r"[^\W\d_]+", query.plain) if w.lower() not in _SAID_OF_ANY]
    telling = {stem(word) for word in spoken} - stop_stems() | {stem(w) for w in spoken} & heading
    for phrase, others in synonyms_in(query.plain):  # "how is it paid for?": Funding
        if any(set(other) == heading for other in others):
            telling = telling - set(phrase) | heading
    return heading <= telling and not telling - heading


def compose_redactions(query: Query, library: Library) -> Draft | None:
    """Say what each document in scope withholds, where, and under which marking."""
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        told = [r for r in document.redactions if r.ref in _refs_meant(query, document, library)]
        draft.status = Status.REDACTED if told else draft.status
        if document.redactions:
            draft.say(f"**Withheld in the {plan_name(document)}{marked(document)}:**")
        elif query.scope.explicit:
            draft.say(f"Nothing is marked as withheld in the {plan_name(document)}.")
        once = {(r.ref, r.label): r for r in reversed(told or document.redactions)}
        for redaction in reversed(once.values()):
            until = f" (until {redaction.page})" if redaction.page else ""
            what = "its sheet" if redaction.label == redaction.ref else redaction.label
            what = what or "a passage"
            cited = notice_evidence(document, redaction, library)
            draft.claim(f"{redaction.ref}: {what}{until}", [cited], lead="- ", computed=[what])
    return draft if draft.parts else None


def _refs_meant(query: Query, document: Document, library: Library) -> set[str]:
    """Return the refs of the actions or sections that a question asks about in a document."""
    if query.refs:
        return set(query.refs)
    scope = replace(query.scope, documents=(document.id,))
    hits = by_topic(replace(query, scope=scope), library) if query.topic else []
    return {hit.action.ref for hit in hits}


def notice_evidence(document: Document, redaction: Redaction, library: Library) -> Evidence:
    """Return the line in which words are withheld, or the notice that withholds more."""
    if redaction.scope != "phrase":
        return evidence_at(document.id, redaction.ref, redaction)
    text = library.text(document.id)
    end = text.find("\n", redaction.end)
    start = line_start(text, redaction.start)
    return Evidence(document.id, redaction.ref, None, start, len(text) if end < 0 else end)


def note_withheld_sheets(draft: Draft, query: Query, library: Library) -> None:
    """Say which plans in scope withhold their sheets, when the question asks for those plans."""
    if not query.scope.explicit:
        return
    plans = [library.documents[key] for key in query.scope.documents]
    if not draft.statements and not any(sheets(document) for document in plans):
        draft.status = Status.REDACTED
    for key in query.scope.documents:
        document = library.documents[key]
        notice = withheld_rest(document)
        if document.kind == "plan" and notice and not sheets(document):
            draft.claim(
                f"The {plan_name(document)} withholds its action sheets: "
                f"“{notice.quote(library.text(key))}”.",
                [evidence_at(key, notice.ref, notice)],
            )


def marking_of(document: Document) -> str:
    """Return the marking of a document as printed; empty where it has none."""
    return document.heading.marking.value if document.heading.marking else ""


def marked(document: Document) -> str:
    """Return the marking of a document as an addition to its name: " (marking: LIMITE)"."""
    return f" (marking: {marking_of(document)})" if document.heading.marking else ""
