"""Answers about names: acronyms, drivers, numbers, dates, markings, documents, redactions."""

from collections.abc import Iterator

from answer.claims import Status
from answer.draft import Draft, Evidence, evidence_at
from answer.library import Library
from answer.mentions import subject_words
from answer.phrasing import joined, plan_name
from answer.query import Query
from answer.words import content_stems, stems
from ingest.actors import display_name
from ingest.model import Document, Redaction, Value
from ingest.text import line_start


def compose_definition(query: Query, library: Library) -> Draft | None:
    """Say what an acronym stands for, in the words of each document that spells it out."""
    draft = Draft()
    for short in query.acronyms:
        seen: set[str] = set()
        for document, acronym in library.acronyms.get(short.lower(), []):
            if document.id not in query.scope.documents or acronym.long.lower() in seen:
                continue
            seen.add(acronym.long.lower())
            draft.claim(
                f"**{acronym.short}** stands for {acronym.long} ({plan_name(document)}).",
                [evidence_at(document.id, acronym.ref, acronym)],
            )
    return draft if draft.statements else None


def compose_meta(query: Query, library: Library) -> Draft | None:
    """Say what the cover of each document in scope says: driver, number, date, marking, aim."""
    draft = Draft()
    documents = [library.documents[key] for key in query.scope.documents]
    other = _other_subject(query, library)
    if other:
        draft.status = Status.NOT_FOUND
        names = joined([f"the {plan_name(d)}" for d in library.documents.values()])
        draft.say(f"There is no document on {other}. There are {names}.")
        return draft
    aspects = [query.aspect, *_also_asked(query)]
    withheld = False
    for document in documents:
        for aspect in dict.fromkeys(aspects):
            stated = _state(draft, document, aspect)
            if not stated and (query.scope.explicit or len(documents) == 1):
                withheld |= _explain_missing(draft, document, aspect, library)
    if not draft.parts:
        return None
    if not draft.statements:
        draft.status = Status.NOT_FOUND
    elif withheld and all("withheld" in s.text for s in draft.statements):
        draft.status = Status.REDACTED
    return draft


def _other_subject(query: Query, library: Library) -> str:
    """Return the subject of a plan that there is none of: "the OAP Firearms 2022"."""
    titles = {s for d in library.documents.values() for s in stems(d.title)} | subject_words(library)
    first = query.question.split()[0] if query.question else ""
    names = [w for w in query.topic.split() if w[0].isupper() and not w.isupper() and w != first]
    return " ".join(word for word in names if not set(stems(word)) & titles)


def _also_asked(query: Query) -> Iterator[str]:
    """Yield the other things of the cover that the question's words ask for."""
    words = query.question.lower()
    for aspect, cues in {
        "number": ("number", "doc no", "document no", "numero", "numéro", "nummer"),
        "date": ("date", "dated", "datum"),
        "marking": ("marking", "classification", "classified", "status", "statut"),
        "driver": ("driver",),
    }.items():
        if any(cue in words for cue in cues):
            yield aspect


def _state(draft: Draft, document: Document, aspect: str) -> bool:
    heading = document.heading
    name = f"the {plan_name(document)}"
    stated: list[tuple[str, Value | None]] = {
        "driver": [("The driver of {name} is {value}.", heading.driver)],
        "number": [("The document number of {name} is {value}.", heading.number)],
        "date": [("{Name} is dated {value}.", heading.date)],
        "marking": [
            ("{Name} is marked {value}.", heading.marking),
            ("Status as printed on {name}: {value}.", heading.status),
        ],
        "priority": [
            ("{Name} is for the EU crime priority “{value}”.", heading.priority),
            ("The aim of {name}: “{value}”.", heading.aim),
        ],
    }.get(aspect, [])
    for template, value in stated:
        if value is not None:
            shown = _shown(value, aspect)
            text = template.format(name=name, Name=name[0].upper() + name[1:], value=shown)
            draft.claim(text, [_cover_evidence(document, value, aspect)], computed=[shown])
    return any(value for _, value in stated)


def _shown(value: Value, aspect: str) -> str:
    if aspect == "driver":
        return display_name(getattr(value, "code", None) or value.value)
    if aspect == "date":
        year, month, day = value.value.split("-")
        names = (
            "January February March April May June July August September October November December"
        )
        return f"{int(day)} {names.split()[int(month) - 1]} {year}"
    return value.value


def _cover_evidence(document: Document, value: Value, aspect: str) -> Evidence:
    inside = [s for s in document.sections if s.start <= value.start < s.end]
    ref = max(inside, key=lambda s: s.start).ref if inside else "Preamble"
    return evidence_at(document.id, ref, value, aspect)


def _explain_missing(draft: Draft, document: Document, aspect: str, library: Library) -> bool:
    """Say why something is not there: withheld, or not printed. True when it is withheld."""
    for redaction in document.redactions:
        if redaction.label and aspect == "driver" and "responsibility" in redaction.label:
            draft.claim(
                f"The driver of the {plan_name(document)} is withheld: “{redaction.label}”.",
                [notice_evidence(document, redaction, library)],
            )
            return True
    noun = {"number": "document number", "marking": "marking"}.get(aspect, aspect)
    draft.say(f"The text of the {plan_name(document)} prints no {noun}.")
    return False


def notice_evidence(document: Document, redaction: Redaction, library: Library) -> Evidence:
    """Return the line in which words are withheld, or the notice that withholds more."""
    if redaction.scope != "phrase":
        return evidence_at(document.id, redaction.ref, redaction)
    text = library.text(document.id)
    end = text.find("\n", redaction.end)
    start = line_start(text, redaction.start)
    return Evidence(document.id, redaction.ref, None, start, len(text) if end < 0 else end)


def compose_withheld(query: Query, library: Library) -> Draft | None:
    """Say that what a question asks for is withheld, when a notice of its document names it.

    "What are the key locations?" of a plan in which DELETED stands under "Key locations".
    """
    asked = set(content_stems(query.question))
    draft = Draft(status=Status.REDACTED)
    for key in query.scope.documents if query.scope.explicit else ():
        document = library.documents[key]
        for redaction in document.redactions:
            words = set(content_stems(redaction.label or ""))
            if redaction.scope == "phrase" or not 2 <= len(words) <= 8:
                continue
            if len(words & asked) >= _NAMED_SHARE * len(words):
                marking = document.heading.marking
                marked = f" (marking: {marking.value})" if marking else ""
                notice = library.text(key)[redaction.start : redaction.end]
                draft.claim(
                    f"“{redaction.label}” is withheld in the {plan_name(document)}{marked}: “{notice}”.",
                    [notice_evidence(document, redaction, library)],
                    computed=[redaction.label, marking.value if marking else ""],
                )
    return draft if draft.statements else None


_NAMED_SHARE = 0.6
"""How much of a withheld block's label a question must hold to ask for that block."""


def document_evidence(document: Document) -> list[Evidence]:
    """Return where a document says what it is: its number, date and priority."""
    heading = document.heading
    values = [heading.number, heading.date, heading.priority, heading.driver]
    cited = [_cover_evidence(document, value, "cover") for value in values if value]
    if cited:
        return cited
    first = document.sections[0] if document.sections else None
    return [evidence_at(document.id, first.ref, first)] if first else []


def compose_documents(query: Query, library: Library) -> Draft | None:
    """List the documents that there are, each with its number and date."""
    draft = Draft()
    draft.say(f"**{len(query.scope.documents)} documents:**")
    for key in query.scope.documents:
        document = library.documents[key]
        heading = document.heading
        about = [document.title]
        about += [f"doc. {heading.number.value}"] if heading.number else []
        about += [_shown(heading.date, "date")] if heading.date else []
        evidence = document_evidence(document)
        text = f"**{plan_name(document)}**: {', '.join(about)}"
        draft.claim(text, evidence, lead="- ", computed=about)
    return draft if draft.statements else None


def compose_redactions(query: Query, library: Library) -> Draft | None:
    """Say what each document in scope withholds, where, and under which marking."""
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        if not document.redactions:
            if query.scope.explicit:
                draft.say(f"Nothing is marked as withheld in the {plan_name(document)}.")
            continue
        marking = document.heading.marking
        marked = f" (marking: {marking.value})" if marking else ""
        draft.say(f"**Withheld in the {plan_name(document)}{marked}:**")
        for redaction in document.redactions:
            until = f" (until {redaction.page})" if redaction.page else ""
            what = redaction.label or "a passage"
            draft.claim(
                f"{redaction.ref}: {what}{until}",
                [notice_evidence(document, redaction, library)],
                lead="- ",
                computed=[what],
            )
    return draft if draft.parts else None
