"""Indicators that conditions speak of: with a target, or with certain words."""

from answer.draft import Evidence, evidence_at
from answer.gather import sheets
from answer.library import Library
from answer.query import Query
from answer.select.selection import Conditions, Having, Size
from answer.words import contains, content_stems, stems, synonyms_in
from ingest.model import Action, Document, Field


def speaks_of(indicator: str, words: str) -> bool:
    """Tell whether an indicator holds some words, in other wordings too; "|" parts choices."""
    if "|" in words:
        return any(speaks_of(indicator, part) for part in words.split("|"))
    held = stems(indicator)
    others = {phrase[0]: group for phrase, group in synonyms_in(words) if len(phrase) == 1}
    return all(
        s in held or any(contains(held, other) for other in others.get(s, ()))
        for s in content_stems(words)
    )


def targets_known(conditions: Conditions, query: Query, library: Library) -> bool:
    """Tell whether some indicator in scope speaks of what a target is wanted for."""
    told_of = [h.name.partition(":")[2] for h in conditions.havings if h.name.startswith("kpi:")]
    indicators = [
        kpi.value
        for key in (query.scope.documents if told_of else ())
        for action in sheets(library.documents[key])
        for kpi in action.kpis
    ]
    return all(any(speaks_of(value, words) for value in indicators) for words in told_of)


def with_target(
    having: Having, size: Size, document: Document, action: Action, words: str = ""
) -> tuple[list[Evidence], list[str]] | None:
    """Return the indicators of an action whose target meets a size: "a KPI above 100"."""
    kpis = [
        kpi
        for kpi in action.kpis
        if any(t.unit != "%" and size.fits(t.number) for t in kpi.targets)
        and speaks_of(kpi.value, words)
    ]
    if bool(kpis) == having.negated:
        return None
    cited = [evidence_at(document.id, action.ref, kpi, Field.KPI.value) for kpi in kpis]
    return cited, [kpi.value for kpi in kpis]
