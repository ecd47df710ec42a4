"""Names that the plan asked about does not hold: "Who leads AIR OMNIA in 2012?"."""

import re
from collections.abc import Iterator

from answer.claims import Status
from answer.cues import field_cues
from answer.draft import Draft
from answer.library import Library
from answer.phrasing import joined, plan_name
from answer.query import Query
from answer.words import tokens
from ingest.model import Document

_OTHER_KINDS = frozenset({"compare", "meta", "refuse", "redactions"})
"""Kinds of questions that may name what a document does not hold."""
# "FIMATHU", "SAHaraMED": two capitals and more in four letters and more; not "non-EU"
_NAME = re.compile(r"(?<![\w@-])(?=\w*[A-Z]\w*[A-Z])[A-Za-z]\w{3,}(?!\w)(?:-\w+)*")
# "Operation Poseidon", "Project AURORA"
_TITLED = re.compile(r"\b(?:[Oo]peration|OPERATION|[Pp]roject|PROJECT) ([A-Z][\w-]{3,})")
_MOST_CAPITALS = 0.5
"""A question with more of its letters in capitals is shouted: its capitals name nothing."""


def compose_absent(query: Query, library: Library) -> Draft | None:
    """Say that the documents asked about do not hold a name; None where they may hold it all."""
    if query.kind in _OTHER_KINDS or query.scope.unknown_years:
        return None
    asked = [library.documents[key] for key in query.scope.documents]
    if all(document.redactions for document in asked) and query.scope.explicit:
        return None  # it may stand in what is withheld
    for name in dict.fromkeys(_names(query)):
        of_form = field_cues(tokens(name))  # "JADs": a row that the form may lack
        if of_form or any(_holds(document, name, library) for document in asked):
            continue
        others = [d for d in library.documents.values() if _holds(d, name, library)]
        if others or name in _TITLED.findall(query.question):
            draft = say_absent(name, asked, others, query.scope.explicit)
            draft.choices = [f"What is {name}?"] if others else []
            return draft
    return None


def _names(query: Query) -> Iterator[str]:
    """Yield the names in capitals that a question gives, beside actors, plans and refs."""
    words = query.question if query.topic in query.question else f"{query.question} {query.topic}"
    letters = [c for c in words if c.isalpha()]
    if sum(map(str.isupper, letters)) > _MOST_CAPITALS * len(letters):
        return
    named = [m for m in query.named if m.slot != "acronym"]
    for match in [*_TITLED.finditer(words), *_NAME.finditer(words)]:
        start = match.start(match.lastindex or 0)
        if not any(m.start <= start < m.end for m in named):
            yield match.group(match.lastindex or 0)


def _holds(document: Document, name: str, library: Library) -> bool:
    """Tell whether a document holds a name, in whatever case, or what it is short for."""
    text = library.text(document.id).lower()
    short = name.lower().removesuffix("s")
    if re.search(rf"(?<!\w){re.escape(short)}", text):
        return True
    known = (a for d in library.documents.values() for a in d.acronyms)
    long = [a.long.lower() for a in known if a.short.lower() == short]
    return any(meaning in text for meaning in long)


def say_absent(name: str, asked: list[Document], others: list[Document], explicit: bool) -> Draft:
    """Say that the documents asked about do not mention something, and which others do."""
    draft = Draft(status=Status.NOT_FOUND)
    where = joined([f"the {plan_name(d)}" for d in asked]) if explicit else "the documents"
    verb = "does" if explicit and len(asked) == 1 else "do"
    draft.say(f"{where[0].upper()}{where[1:]} {verb} not mention {name}.")
    if others:
        names = joined([f"the {plan_name(d)}" for d in others])
        draft.say(f"It is mentioned in {names}.")
    return draft
