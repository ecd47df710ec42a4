"""What a plan's own text says on overlaps with other plans: "OAP Firearms (OA 7.2; OA 8.1)".

Where the sheets are withheld this is all that tells which actions are linked to which plans.
"""

import re
from collections.abc import Iterator

from answer.cues import told
from answer.draft import Draft, Evidence, evidence_at
from answer.gather import sheets
from answer.library import Library
from answer.naming import actions_named
from answer.phrasing import plan_name, without_bullet
from answer.query import Query
from answer.select.grammar import grammar
from answer.words import contains, content_stems, stems, vocabulary
from ingest.model import Document

# "- OAP Firearms (OA 7.2; OA 8.1)", "· OAP Firearms: OAs 7.2, 8.1."
_ROW = re.compile(r"^\W*OAP (?P<name>[^(:]{3,80}?)\s*[(:]\s*OAs?\b")
_LINKED = ("links", "related", "other", "summary")
_AND_WITH = re.compile(r"\s*(?:and|or|what about)\s+(?:with|for)\b", re.IGNORECASE)
_OAP = re.compile(r"\b(?:oaps?|plans?|priorit\w+)\b", re.IGNORECASE)
# "touch on", "shared with"
_SHARING = re.compile(
    r"\b(?:touch\w*|shar(?:e[sd]?|ing)|in common|interact\w*|interdepend\w*|tied)\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\bhow many\b|\bnumber of\b", re.IGNORECASE)
_OF_PLANS = re.compile(
    r"\b(?:how many|number of)\b(?: \w+){0,3}? (?:oaps|plans|priorities)\b", re.I
)


def compose_overlaps(query: Query, library: Library) -> Draft | None:
    """Tell which actions overlap with which plans, by the list in a plan's own text."""
    if query.kind in ("refuse", "compare", "define", "redactions") or not _asks(query):
        return None
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        told_here = not sheets(document) or _OF_PLANS.search(query.question)
        rows = list(_rows(document, library)) if told_here else []
        meant = _meant(rows, query)
        if meant:
            _write(draft, query, document, rows, meant)
    return draft if draft.statements and query.scope.explicit else None


def add_overlaps(draft: Draft, query: Query, library: Library) -> None:
    """Add the rows on what is asked for of the plans whose sheets are withheld, to those told of.

    "Which actions of the two 2022 plans overlap with the OAP Firearms?"
    """
    cited = (e for statement in draft.statements for e in statement.evidence)
    told_of = {e.document_id for e in cited if e.ref.startswith("OA ")}
    for key in query.scope.documents if query.scope.explicit and _asks(query) else ():
        document = library.documents[key]
        rows = list(_rows(document, library)) if not sheets(document) else []
        meant = _meant(rows, query)
        if meant and key not in told_of and len(meant) < len(rows):
            _write(draft, query, document, rows, meant)


def _asks(query: Query) -> bool:
    """Tell whether links between plans are asked for, not another field or the cover."""
    if query.kind == "meta" or (query.kind in ("field", "check") and query.aspect not in _LINKED):
        return False
    words = stems(query.question)
    linking = told("links", words) or any(
        contains(words, tuple(stems(phrase))) for phrase in grammar().words["linking"]
    )
    if query.leaned and _AND_WITH.match(query.question) and _subjects(query):
        return True  # "and with cyber attacks?"
    linking = linking or bool(_SHARING.search(query.question))
    return linking and bool(_OAP.search(query.question) or _subjects(query))


def _rows(document: Document, library: Library) -> Iterator[tuple[Evidence, str, str]]:
    """Yield the rows of the list of overlaps: where it stands, its words, the other plan's name."""
    text = library.text(document.id)
    for passage in document.passages:
        words = passage.quote(text)
        match = _ROW.match(words)
        if match:
            yield evidence_at(document.id, passage.ref, passage), words, match["name"]


def _subjects(query: Query) -> list[list[tuple[str, ...]]]:
    """Return the subjects that a question names, each as the phrases for it."""
    words = stems(query.question)
    told_of = []
    for wordings in vocabulary().subjects.values():
        phrases = [tuple(stems(phrase)) for phrase in wordings]
        if any(contains(words, phrase) for phrase in phrases):
            told_of.append(phrases)
    return told_of


def _meant(rows: list[tuple[Evidence, str, str]], query: Query) -> list[tuple[Evidence, str, str]]:
    """Return the rows on what is asked for: an action that they list, a plan that they name."""
    refs = {ref.removeprefix("OA ") for ref in query.refs_of("action")}
    if refs and not (query.leaned and _subjects(query)):
        return [row for row in rows if refs & set(actions_named(row[1]))]
    own = [
        row
        for row in rows
        if any(contains(stems(row[2]), phrase) for s in _subjects(query) for phrase in s)
    ]
    if own:
        return own
    asked = set(content_stems(query.topic))
    shared = [len(asked & set(stems(row[2]))) for row in rows]
    best = max(shared, default=0)
    if best:
        return [row for row, size in zip(rows, shared, strict=True) if size == best]
    return [] if _others(query) else rows


def _others(query: Query) -> bool:
    """Tell whether a certain other plan is asked for, not all of them."""
    return bool(content_stems(query.topic)) and not _OF_PLANS.search(query.question)


def _write(
    draft: Draft,
    query: Query,
    document: Document,
    rows: list[tuple[Evidence, str, str]],
    meant: list[tuple[Evidence, str, str]],
) -> None:
    if len(meant) == len(rows):
        draft.say(f"**{len(rows)} other OAPs are named in the {plan_name(document)}:**")
    for cited, words, _ in meant:
        text = f"{without_bullet(words)} ({cited.ref}, {plan_name(document)})"
        draft.claim(text, [cited], lead="- ")
        if (query.kind == "count" or _HOW_MANY.search(query.question)) and len(meant) < len(rows):
            number = len(actions_named(words))
            noun = "action" if number == 1 else "actions"
            draft.claim(f"Listed there: {number} {noun}.", [cited], lead="  - ")
