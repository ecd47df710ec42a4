"""How well a document was read: what was found, what is missing, what disagrees."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.actors import find_actors
from ingest.findings import Finding
from ingest.model import Action, Document, OverviewRow, Value
from ingest.notes import REDACTION

_MAX_LABELS = 12


@dataclass(frozen=True, slots=True)
class Report:
    """The account that `oap ingest` and `oap status` give of one document."""

    counts: dict[str, int]
    """Elements found, by kind."""
    coverage: float
    """Share of the text's words that belong to a parsed element or passage, from 0 to 1."""
    typed: float
    """Share of the text's words that belong to a goal, action, measure, footnote or acronym."""
    gaps: tuple[str, ...]
    """Numbers that are missing from a numbering."""
    disagreements: tuple[str, ...]
    """Where the document contradicts itself: overview and sheet, one wording and another."""
    redactions: tuple[str, ...]
    warnings: tuple[str, ...]


def report_on(document: Document, text: str) -> Report:
    """Return the report on a parsed document; `text` is its canonical text."""
    actions = list(document.actions())
    withheld = sum(action.withheld for action in actions)
    counts = {
        "goals": len(document.goals),
        "actions": len(actions) - withheld,
        "withheld actions": withheld,
        "chapters": len(document.chapters),
        "measures": len(document.measures),
        "sections": sum(section.ref.startswith("§") for section in document.sections),
        "footnotes": len(document.footnotes),
        "acronyms": len(document.acronyms),
        "redactions": len(document.redactions),
        "passages": len(document.passages),
    }
    return Report(
        counts={kind: number for kind, number in counts.items() if number},
        coverage=_coverage(text, [(p.start, p.end) for p in document.passages]),
        typed=_coverage(text, list(_typed_spans(document))),
        gaps=tuple(_gaps(document)),
        disagreements=tuple(_disagreements(document)),
        redactions=tuple(_redactions(document)),
        warnings=tuple(_warnings(document)),
    )


def _coverage(text: str, spans: list[tuple[int, int]]) -> float:
    """Return the share of letters and digits that lie in any of the spans."""
    covered = reached = 0
    for start, end in sorted(spans):
        covered += _letters(text[max(start, reached) : end])
        reached = max(reached, end)
    whole = _letters(text)
    return covered / whole if whole else 1.0


def _letters(text: str) -> int:
    """Return how many letters and digits a text has."""
    return sum(map(str.isalnum, text))


def _typed_spans(document: Document) -> Iterator[tuple[int, int]]:
    for goal in document.goals:
        yield goal.start, goal.end
    for action in document.actions():
        if not action.withheld:
            yield action.start, action.end
    for element in (*document.measures, *document.footnotes, *document.overview):
        yield element.start, element.end
    for measure in document.measures:
        for value in measure.annex:
            yield value.start, value.end
    for acronym in document.acronyms:
        if acronym.ref == "Acronyms":
            yield acronym.start, acronym.end


def _gaps(document: Document) -> Iterator[str]:
    for goal in document.goals:
        parts = [a.ref.partition(".")[2] for a in goal.actions if not a.withheld]
        numbers = [int(number) for number in parts if number]
        for number in _missing(numbers):
            yield Finding.of("missing_of", ref=f"OA {goal.ref[3:]}.{number}", goal=goal.ref)
    for prefix, numbers in _numberings(document):
        for number in _missing(numbers):
            yield Finding.of("missing", ref=f"{prefix} {number}")


def _numberings(document: Document) -> Iterator[tuple[str, list[int]]]:
    yield "SG", [int(goal.ref[3:]) for goal in document.goals]
    yield "OA", [int(a.ref[3:]) for a in document.actions() if "." not in a.ref]
    yield "Measure", [int(measure.ref[8:]) for measure in document.measures]
    yield "Footnote", [note.number for note in document.footnotes]
    top = [s.ref[2:] for s in document.sections if re.fullmatch(r"§ \d+", s.ref)]
    yield "§", [int(number) for number in top]


def _missing(numbers: list[int]) -> list[int]:
    return sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))


def _disagreements(document: Document) -> Iterator[str]:
    sheets = {action.ref: action for action in document.actions()}
    for row in document.overview:
        sheet = sheets.get(row.ref)
        if sheet is None:
            yield Finding.of("no_sheet", ref=row.ref)
        elif not REDACTION.search(row.leader.value) and not _same_leaders(row, sheet):
            leaders = ", ".join(leader.value for leader in sheet.leaders)
            yield Finding.of("other_leader", ref=row.ref, overview=row.leader.value, sheet=leaders)
    listed = {row.ref for row in document.overview}
    for ref in sheets.keys() - listed if listed else ():
        yield Finding.of("not_listed", ref=ref)
    for goal in document.goals:
        if goal.wording and _folded(goal.wording) != _folded(goal.title):
            yield Finding.of("worded_otherwise", ref=goal.ref, place=goal.wording_ref)


def _same_leaders(row: OverviewRow, sheet: Action) -> bool:
    listed = {mention.code for mention in find_actors(row.leader.value)}
    if row.leader.code:
        listed = {row.leader.code}
    if not listed:
        return any(_folded(row.leader) == _folded(leader) for leader in sheet.leaders)
    return listed <= {leader.code for leader in sheet.leaders}


def _folded(value: Value) -> str:
    """Return a wording for comparison: case and a closing full stop make no difference."""
    return value.value.rstrip(". ").casefold()


def _redactions(document: Document) -> Iterator[str]:
    for redaction in document.redactions:
        until = f" until {redaction.page}" if redaction.page else ""
        yield f"{redaction.ref}: {redaction.label or redaction.scope}{until}"


def _warnings(document: Document) -> Iterator[str]:
    if document.template == "prose":
        yield Finding.of("no_form")
    if document.template == "generic":
        yield Finding.of("generic_form", share=f"{document.confidence:.0%}")
    labels = Counter(row.label for action in document.actions() for row in action.other)
    if labels:
        kept = ", ".join(f"{label} ({times})" for label, times in labels.most_common(_MAX_LABELS))
        yield Finding.of("labels", labels=kept)
    hidden = {redaction.ref for redaction in document.redactions if redaction.label == "leader"}
    for action in document.actions():
        if not (action.withheld or action.leaders or action.ref in hidden):
            yield Finding.of("no_leader", ref=action.ref)
    doubled = Counter(action.ref for action in document.actions())
    for ref in (ref for ref, times in doubled.items() if times > 1):
        yield Finding.of("doubled", ref=ref, times=doubled[ref])
    dangling = [note.ref for note in document.footnotes if not note.calls]
    if dangling:
        yield Finding.of("no_call", refs=", ".join(dangling))
