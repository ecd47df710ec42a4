"""Refusals: what to say when the documents do not answer, and what they hold instead."""

import re

from answer.claims import Status
from answer.compose.fit import holds_figure
from answer.compose.passages import Found, find_passages
from answer.compose.results import write_targets
from answer.compose.withheld import compose_redactions
from answer.draft import Draft
from answer.gather import withheld_rest
from answer.library import Library
from answer.phrasing import joined, plan_name
from answer.query import Query
from index.search import SearchIndex

CANNOT_ANSWER = "The documents do not say."
"""The one phrase for having no answer, followed by what they do say or hold."""
_SAYS_IT_AFTER_ALL = 0.75
"""How well a passage must fit a question that documents like these do not answer as a rule."""

_ON_SUBJECT = 0.5
"""How much of a question on years gone by a passage that names them must hold."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STOP = re.compile(r"(?<=[.!?;])\s+")
# "8 OA 2.6 PL Operation ...": a row of an overview
_ROW = re.compile(r"\W*(?:\d{1,2}\s+)?(?:OA\s*)?\d{1,2}\.\d{1,2}\s")

_PLANNED = ("title", "kpi", "target", "activity", "timing", "jad")
"""The fields of a sheet that say what is to be, not what was."""


def compose_refusal(query: Query, library: Library, index: SearchIndex) -> Draft | None:
    """Decline politely what plans cannot answer; None when a passage says it after all."""
    draft = Draft(status=Status.NOT_FOUND)
    if query.aspect == "injection":
        draft.say("I answer from these documents only, and every answer cites their words.")
        return draft
    if query.aspect == "results":
        if _told_as_fact(query, library, index) or _of_the_past(query, library, index):
            return None
        draft.say(f"{CANNOT_ANSWER} These are plans: they state targets, not results.")
        write_targets(draft, query, library)
        draft.choices = [] if draft.statements else ["What are the KPIs of the action?"]
        return draft
    found = find_passages(query, library, index)
    if found and max(item.score for item in found) >= _SAYS_IT_AFTER_ALL:
        return None
    return maybe_withheld(query, library) or decline(query, library)


def _told_as_fact(query: Query, library: Library, index: SearchIndex) -> bool:
    """Tell whether running text, not a target, says what happened: "90.000 cases were detected"."""
    if not query.topic:
        return False
    found = find_passages(query, library, index)
    told = [item for item in found if item.field not in _PLANNED and _may_be_past(item, library)]
    return any(item.coverage >= _SAYS_IT_AFTER_ALL for item in told)


def _may_be_past(item: Found, library: Library) -> bool:
    """Tell whether a passage may say what happened: a sheet does of years before its plan's own.

    A row of an overview says what is planned.
    """
    words = library.text(item.document.id)[item.start : item.end]
    if not item.ref.startswith("OA "):
        return not _ROW.match(words)
    year = item.document.year or 0
    return any(
        holds_figure(sentence) and any(int(y) < year for y in _YEAR.findall(sentence))
        for sentence in _STOP.split(words)
    )


def _of_the_past(query: Query, library: Library, index: SearchIndex) -> bool:
    """Tell whether something is told of years before the plan's own: "between 2017 and 2019"."""
    asked = _YEAR.findall(query.question)
    found = find_passages(query, library, index) if asked else []
    return any(
        int(year) < (item.document.year or 0) and year in words and holds_figure(words)
        for item in found
        if item.coverage >= _ON_SUBJECT
        for words in _STOP.split(library.text(item.document.id)[item.start : item.end])
        for year in asked
    )


def maybe_withheld(query: Query, library: Library) -> Draft | None:
    """Say what the documents asked about withhold; None where one withholds but a few words."""
    keys = query.scope.documents if query.scope.explicit and query.kind != "passage" else ()
    if not keys or not all(withheld_rest(library.documents[key]) for key in keys):
        return None
    draft = compose_redactions(query, library)
    if draft:
        draft.status = Status.REDACTED
        draft.parts.insert(0, f"{CANNOT_ANSWER} It may stand in what is withheld.")
    return draft


def no_such_year(query: Query, library: Library) -> Draft:
    """Say for which years there is no document, and which documents there are."""
    years = joined([str(year) for year in query.scope.unknown_years])
    names = joined([f"the {plan_name(d)}" for d in library.documents.values()])
    draft = Draft(status=Status.NOT_FOUND)
    draft.say(f"There is no document for {years}. There are {names}.")
    return draft


def decline(query: Query, library: Library) -> Draft:
    """Say that there is no answer, and in which documents it was looked for."""
    names = joined([f"the {plan_name(library.documents[key])}" for key in query.scope.documents])
    draft = Draft(status=Status.NOT_FOUND)
    draft.say(
        f"{CANNOT_ANSWER} I looked in {names}."
        if names
        else "There are no documents yet; add some with `oap ingest`."
    )
    return draft
