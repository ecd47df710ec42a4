"""Answers from covers: which papers there are, who drives them, number, date, marking, aim."""

import re
from collections.abc import Iterator

from answer.claims import Status
from answer.compose.withheld import notice_evidence
from answer.cues import told
from answer.draft import Draft, Evidence, evidence_at
from answer.library import Library
from answer.named_plans import says_plan
from answer.phrasing import counted, joined, plan_name
from answer.query import Query
from answer.subjects import subject_phrases, subject_words
from answer.words import document_stems, stems, stop_stems
from ingest.actors import actor, display_name, find_actors
from ingest.model import Document, Value

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_CUES = {
    "number": ("number", "doc no", "document no", "numero", "numéro", "nummer"),
    "date": ("date", "dated", "datum", "what day", "which day", "declassif"),
    "marking": (
        *("marking", "classification", "classified", "status", "statut", "declassif"),
        *("accessible", "made public", "partly public", "partially public", "released to"),
        *("open to the public", "opened to the public"),
    ),
    "driver": ("driver",),
    "co_driver": ("co-driver", "codriver", "co driver", "co-drive", "co-drove"),
    "previous": ("prev. doc", "preced", "follows on", "supersede"),
    "sender": ("institution", "from whom"),
    "addressee": (),
    "subject": ("subject line", "subject of the note", "its subject", "and subject"),
    "letter": (),
}
"""The parts of words that ask for a thing of the cover beside the one asked for first, beside the
phrases in `vocabulary.yaml`."""
_BESIDE_THE_REST = ("sender", "addressee", "previous", "letter", "number", "marking")
# "which documents are marked LIMITE?"
_WHICH_DOCUMENTS = re.compile(
    r"\b(?:which|what)(?: (?:one )?of (?:the|these|your))?(?: \w+)?"
    r" (?:documents?|papers?|plans?|oaps?)\b",
    re.IGNORECASE,
)
_OLDEST_NEWEST = re.compile(
    r"\b(?:oldest|earliest|older|first|(?P<newest>newest|latest|most recent|more recent|newer))\b",
    re.IGNORECASE,
)


_LEAD_UP = 40
"""How many characters before a gap are looked at for what is withheld there."""
_BEFORE_GAP = r"(?i)(?<![\w-]){}(?:\W*(?: is| of this plan is| was)?\W*)\Z"
"""What leads up to a gap: "the Driver, NOT DECLASSIFIED", "Driver: DELETED"."""
_BEHIND_GAP = r"\W*(?:is |are |as |was )?(?:the |a |an )?{}s?(?![\w-])"
"""What stands behind a gap: "DELETED as co-drivers"."""
_NOUNS = {
    "number": "document number",
    "co_driver": "co-driver",
    "previous": "earlier document",
    "letter": "letter for its priority",
}


def compose_meta(query: Query, library: Library) -> Draft | None:
    """Say what the cover of each document in scope says: driver, number, date, marking, aim."""
    other = _other_subject(query, library)
    if query.aspect == "date" and any(_is_country(a.code) for a in query.actors):
        return None  # "when did Croatia join?" is not told by the date of the paper
    if other:
        return _no_such_subject(other, library)
    draft = Draft()
    documents = [library.documents[key] for key in query.scope.documents]
    explain = query.scope.explicit or len(documents) == 1
    withheld = False
    for document in _of_value(query, documents):
        for aspect in dict.fromkeys((query.aspect, *_also_asked(query))):
            if not _state(draft, document, aspect) and explain:
                withheld |= _explain_missing(draft, document, aspect, library)
    if not draft.parts:
        return None
    contact = told("contact", stems(query.question))
    if contact:
        draft.say("The documents give no contact details.")
    if not draft.statements:
        draft.status = Status.NOT_FOUND
    elif contact:
        draft.status = Status.PARTIAL
    elif withheld and all("withheld" in s.text for s in draft.statements):
        draft.status = Status.REDACTED
    return draft


def _of_value(query: Query, documents: list[Document]) -> list[Document]:
    """Return the documents whose cover says what "which document is marked LIMITE?" names.

    All of them where none does; by date where the oldest or the newest is wanted.
    """
    if query.aspect == "date" and (end := _OLDEST_NEWEST.search(query.question)):
        dated = [d for d in documents if d.heading.date]
        newest = bool(end.group("newest"))
        return sorted(dated, key=lambda d: _day(d), reverse=newest)
    if not _WHICH_DOCUMENTS.search(query.question):
        return documents
    asked = set(stems(query.question)) - stop_stems() - document_stems()
    codes = {named.code for named in query.actors}
    kept = [d for d in documents if _says_so(d, query.aspect, asked, codes)]
    return kept or documents


def _is_country(code: str) -> bool:
    known = actor(code)
    return known is not None and known.kind in ("member_state", "third_country")


def _day(document: Document) -> str:
    return document.heading.date.value if document.heading.date else ""


def _says_so(document: Document, aspect: str, asked: set[str], codes: set[str]) -> bool:
    """Tell whether a cover says of an aspect what a question names: a marking, a driver."""
    values = [value for _, value in _stated(document, aspect) if value is not None]
    if aspect == "driver":
        return any(getattr(value, "code", None) in codes for value in values)
    words = {s for value in values for s in stems(_shown(value, aspect))}
    return bool(words & asked - document_stems())


def add_cover_facts(query: Query, draft: Draft, library: Library) -> None:
    """Add what a question asks of the cover beside the rest: "..., and what is its number?".

    Only where the answer rests on one document.
    """
    keys = {e.document_id for s in draft.statements for e in s.evidence}
    if len(keys) != 1 or query.kind in ("list", "count", "compare", "refuse"):
        return
    document = library.documents[keys.pop()]
    words = stems(query.question)
    for aspect in _BESIDE_THE_REST:
        stated = [value.value for _, value in _stated(document, aspect) if value is not None]
        said = any(value in s.text for value in stated for s in draft.statements)
        if stated and told(aspect, words) and not said:
            _state(draft, document, aspect)


def compose_documents(query: Query, library: Library) -> Draft | None:
    """List the documents that there are, each with its number and date."""
    draft = Draft()
    named = {subject for subject, _ in subject_phrases(query.question, library)}
    keys = [k for k in query.scope.documents if library.subject(library.documents[k]) in named]
    keys = keys or list(query.scope.documents)
    plans = [k for k in keys if library.documents[k].kind == "plan"]
    keys = plans if named and plans and says_plan(query.question) else keys
    draft.say(f"**{counted(len(keys), 'document')}:**")
    for key in keys:
        document = library.documents[key]
        heading = document.heading
        about = [document.title]
        about += [f"doc. {heading.number.value}"] if heading.number else []
        about += [_shown(heading.date, "date")] if heading.date else []
        text = f"**{plan_name(document)}**: {', '.join(about)}"
        draft.claim(text, document_evidence(document), lead="- ", computed=about)
    return draft if draft.statements else None


def document_evidence(document: Document) -> list[Evidence]:
    """Return where a document says what it is: its number, date and priority."""
    heading = document.heading
    values = [heading.number, heading.date, heading.priority, heading.driver]
    cited = [cover_evidence(document, value, "cover") for value in values if value]
    if cited:
        return cited
    first = document.sections[0] if document.sections else None
    return [evidence_at(document.id, first.ref, first)] if first else []


def cover_evidence(document: Document, value: Value, aspect: str | None) -> Evidence:
    """Return where a value of the heading stands: in a section, or before the first."""
    inside = [s for s in document.sections if s.start <= value.start < s.end]
    ref = max(inside, key=lambda s: s.start).ref if inside else "Preamble"
    return evidence_at(document.id, ref, value, aspect)


def _other_subject(query: Query, library: Library) -> str:
    """Return the subject of a plan that there is none of: "the OAP Firearms 2022"."""
    titles = {s for document in library.documents.values() for s in stems(document.title)}
    known = titles | subject_words(library)
    first = query.question.split()[0] if query.question else ""
    names = [
        w
        for w in query.topic.split()
        if w[0].isupper() and not w.rstrip("s").isupper() and w != first
    ]
    names = [word for word in names if not find_actors(word)]  # "the Council document number"
    return " ".join(word for word in names if not set(stems(word)) & known)


def _no_such_subject(subject: str, library: Library) -> Draft:
    draft = Draft(status=Status.NOT_FOUND)
    names = joined([f"the {plan_name(d)}" for d in library.documents.values()])
    draft.say(f"There is no document on {subject}. There are {names}.")
    return draft


def _also_asked(query: Query) -> Iterator[str]:
    """Yield the other things of the cover that the question's words ask for."""
    words, spoken = query.question.lower(), stems(query.question)
    for aspect, cues in _CUES.items():
        in_data = aspect in _BESIDE_THE_REST and told(aspect, spoken)
        if in_data or any(cue in words for cue in cues):
            yield aspect


def _state(draft: Draft, document: Document, aspect: str) -> bool:
    """Add what the cover says of an aspect; False where it says nothing."""
    name = f"the {plan_name(document)}"
    stated = [(words, value) for words, value in _stated(document, aspect) if value is not None]
    for template, value in stated:
        shown = _shown(value, aspect)
        text = template.format(name=name, Name=name[0].upper() + name[1:], value=shown)
        draft.claim(text, [cover_evidence(document, value, aspect)], computed=[shown])
    return bool(stated)


def _stated(document: Document, aspect: str) -> list[tuple[str, Value | None]]:
    """Return the sentences for an aspect of a cover, each with the value that it states."""
    heading = document.heading
    sentences: dict[str, list[tuple[str, Value | None]]] = {
        "driver": [("The driver of {name} is {value}.", heading.driver)],
        "co_driver": [("A co-driver of {name} is {value}.", actor) for actor in heading.co_drivers],
        "previous": [("The previous document of {name} is {value}.", heading.previous)],
        "number": [
            ("The document number of {name} is {value}.", heading.number),
            ("The document number of the original of {name} is {value}.", heading.original_number),
        ],
        "date": [
            ("{Name} is dated {value}.", heading.date),
            ("The original of {name} is dated {value}.", heading.original_date),
        ],
        "marking": [
            ("{Name} is marked {value}.", heading.marking),
            ("Status as printed on {name}: {value}.", heading.status),
        ],
        "sender": [("{Name} is from: {value}.", heading.sender)],
        "addressee": [("{Name} is addressed to: {value}.", heading.addressee)],
        "subject": [("Subject of {name}: {value}.", heading.subject)],
        "letter": [("The crime priority of {name} has the letter {value}.", heading.letter)],
        "priority": [
            ("{Name} is for the EU crime priority “{value}”.", heading.priority),
            ("The aim of {name}: “{value}”.", heading.aim),
        ],
    }
    return sentences.get(aspect, [])


def _shown(value: Value, aspect: str) -> str:
    """Return a value as people write it: an actor's name, "9 December 2021"."""
    if aspect in ("driver", "co_driver"):
        return display_name(getattr(value, "code", None) or value.value)
    if aspect == "date":
        year, month, day = value.value.split("-")
        return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
    return value.value


def _explain_missing(draft: Draft, document: Document, aspect: str, library: Library) -> bool:
    """Say why something is not there: withheld, or not printed. True when it is withheld."""
    for redaction in document.redactions:
        if redaction.label and aspect == "driver" and "responsibility" in redaction.label:
            draft.claim(
                f"The driver of the {plan_name(document)} is withheld: “{redaction.label}”.",
                [notice_evidence(document, redaction, library)],
            )
            return True
    noun = _NOUNS.get(aspect, aspect)
    text = library.text(document.id)
    for redaction in document.redactions:
        behind = re.match(_BEHIND_GAP.format(noun), text[redaction.end :][:_LEAD_UP], re.I)
        if behind or re.search(_BEFORE_GAP.format(noun), text[: redaction.start][-_LEAD_UP:]):
            draft.claim(
                f"The {noun} of the {plan_name(document)} is withheld.",
                [notice_evidence(document, redaction, library)],
            )
            return True
    draft.say(f"The text of the {plan_name(document)} prints no {noun}.")
    return False
