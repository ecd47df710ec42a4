"""What an action has or lacks: a field, so many values, a linked plan, a row; and what shows it."""

import re
from collections.abc import Sequence

from answer.draft import Evidence, evidence_at
from answer.phrasing import field_evidence, first_sentences, title_evidence
from answer.select.grammar import grammar
from answer.select.indicators import speaks_of, with_target
from answer.select.rows import MONEY, level_of, row_of
from answer.select.selection import Having
from answer.words import content_stems, stems, stop_stems, vocabulary
from ingest.facts import ROLES, type_key
from ingest.model import Action, ActorValue, Document, Field, Value
from ingest.money import amount_under
from ingest.notes import REDACTION
from ingest.withheld import withheld_rows

_DAYS_CHARS = 200
"""How much is told of what an action says on its Joint Action Days."""
_SHORT_NAME = 2
"""Words of a name of a plan each of which counts."""
# "JAD 8-17 October", "two joint action days"
_DAYS = re.compile(r"\bJADs?\b|\b(?i:(?:joint|common|coordinated) (?:action )?(?:days?|weeks?))\b")
_TOLD_IN = (Field.SUMMARY, Field.ACTIVITY, Field.TIMING, Field.TYPE, Field.KPI)
"""The fields in which an action may speak of Joint Action Days."""
_OPEN = re.compile(
    r"(?:to be (?:named|confirmed|decided|determined|defined|appointed|agreed)|tb[cd]|none|n/?a"
    r"|not (?:yet )?(?:known|named|decided|applicable)|[-–—?]*)\b[^\w]*$",
    re.IGNORECASE,
)
"""What stands in a row that is still to be filled."""
_EMPTY = frozenset(("none", "-", "–", "n/a", ""))


def is_withheld(document: Document, action: Action, field: Field) -> bool:
    """Tell whether a field of an action may be empty only because the document withholds it."""
    if action.values(field):
        return False
    own = (r for r in document.redactions if r.ref == action.ref)
    told = (
        {row.field for row in withheld_rows(action, redaction)} & set(Field) for redaction in own
    )
    return any(not fields or field in fields for fields in told)


def has(
    having: Having, document: Document, action: Action
) -> tuple[list[Evidence], list[str]] | None:
    """Return what shows that an action has something, or lacks it, and what to say of it."""
    name, _, detail = having.name.partition(":")
    if name == "row":
        return _row(having, detail, document, action)
    field = ROLES.get(name) or Field(name)
    if field == Field.KPI and having.size and having.size.behind:
        return with_target(having, having.size, document, action, detail)
    values = _values(action, field, detail)
    if field == Field.JAD and not any(a.jads for a in document.actions()):
        return _days_spoken_of(having, document, action)
    if is_withheld(document, action, field):
        return None
    fits = having.size.fits(len(values)) if having.size else bool(values)
    fits = fits and not (having.alone and len(values) < len(action.values(field)))
    if fits == having.negated:
        return None
    evidence = list(field_evidence(document, action, field)) if values else []
    notes = [f"{len(values)} {_noun(field, len(values))}"] if having.size and values else []
    if field == Field.JAD:
        notes += [first_sentences(value.value, _DAYS_CHARS) for value in values]
    return evidence or [title_evidence(document, action)], notes


def _days_spoken_of(
    having: Having, document: Document, action: Action
) -> tuple[list[Evidence], list[str]] | None:
    """Return what an action of a form without a row for Joint Action Days says of any."""
    said = [
        (field, value)
        for field in _TOLD_IN
        for value in action.values(field)
        if _DAYS.search(value.value)
    ]
    if bool(said) == having.negated:
        return None
    cited = [evidence_at(document.id, action.ref, value, field.value) for field, value in said]
    notes = [first_sentences(value.value, _DAYS_CHARS) for _, value in said]
    return cited or [title_evidence(document, action)], notes


def _noun(field: Field, number: int) -> str:
    noun = {
        Field.PARTICIPANTS: "named participant",
        Field.LEADER: "leader",
        Field.CO_LEADER: "co-leader",
        Field.KPI: "KPI",
        Field.ACTIVITY: "activity",
        Field.JAD: "Joint Action Day",
        Field.LINKS: "link",
    }.get(field, "value")
    return noun if number == 1 else "activities" if field == Field.ACTIVITY else f"{noun}s"


def _values(action: Action, field: Field, detail: str) -> list[Value]:
    """Return what a field of an action states: of actors those with a name."""
    if field in ROLES.values():
        return [v for v in action.values(field) if isinstance(v, ActorValue) and v.code]
    values = [v for v in action.values(field) if v.value.strip(" .").lower() not in _EMPTY]
    if field == Field.KPI and detail:
        return [value for value in values if speaks_of(value.value, detail)]
    if field == Field.LINKS and detail:
        return _linked(values, detail)
    if field == Field.JAD and detail:
        asked = set(content_stems(detail))
        return [value for value in values if asked and asked <= set(stems(value.value))]
    if field == Field.TYPE and detail:
        words = {s for phrase in grammar().types[detail] for s in stems(phrase)}
        return [v for v in values if words & set(stems(type_key(v.value)))]
    return values


def _linked(links: Sequence[Value], plan: str) -> list[Value]:
    """Return the links to a plan that is named, in its words or others for its subject."""
    asked, said = _told(plan), frozenset(stems(plan))
    subjects = [
        [own for phrase in wordings if (own := _told(phrase))]
        for wordings in vocabulary().subjects.values()
    ]
    named = [max((len(own) for own in s if own <= said), default=0) for s in subjects]
    # the longest name counts: "document fraud" is no "fraud" of any kind
    longest = max(named, default=0)
    phrases = [
        own
        for subject, size in zip(subjects, named, strict=True)
        if size == longest > 0
        for own in subject
    ]
    told = [frozenset(stems(value.value)) for value in links]
    return [
        value
        for value, words in zip(links, told, strict=True)
        if asked <= words or any(phrase <= words for phrase in phrases)
    ]


def _told(name: str) -> frozenset[str]:
    """Return the words of a plan's name that tell which it is, every one of a short name.

    "Document" is one of them in "document fraud", not in "the document on firearms".
    """
    words = frozenset(stems(name))
    return words if len(words) == _SHORT_NAME else words - stop_stems()


def _row(
    having: Having, detail: str, document: Document, action: Action
) -> tuple[list[Evidence], list[str]] | None:
    """Return the row of an action that states a sum, or that rates something at a level."""
    name, _, levels = detail.partition(":")
    row = row_of(name, action)
    if row and REDACTION.fullmatch(row.value.strip(" *")):
        return None  # what is withheld neither meets a condition nor lacks anything
    if levels:
        fits = row is not None and level_of(row.value) in levels.split("|")
    elif name == MONEY or having.size:
        stated = amount_under(row.label, row.value) if row else None
        fits = stated is not None and (having.size is None or having.size.fits(stated))
    else:
        fits = row is not None and not _OPEN.match(row.value.strip(" ."))
    if row is None or fits == having.negated:
        return None
    return [evidence_at(document.id, action.ref, row, "other")], [f"{row.label}: {row.value}"]
