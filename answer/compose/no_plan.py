"""Plans that there are none of: "who leads OA 1.1 in the 2012 firearms plan?"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from answer.claims import Status
from answer.cues import told
from answer.draft import Draft
from answer.library import Library
from answer.phrasing import joined, plan_name
from answer.query import Query
from answer.words import stems, stop_stems, vocabulary
from ingest.model import Document

_OTHER_KINDS = ("compare", "refuse")
_WORDS = ("before", "behind", "on", "last", "inside", "bare")
_YEARS = ("y1", "y2", "y3", "y4", "y5", "y6")
_PLAN = r"(?:operational )?(?:action )?(?:plan|oap)"


def compose_no_plan(query: Query, library: Library) -> Draft | None:
    """Say that there is no plan of a year on a crime; None where there may be one.

    The words for a crime must stand with the year and "plan"; a plan whose subject nobody has a
    word for may be on anything.
    """
    if query.kind in _OTHER_KINDS or told("links", stems(query.question)):
        return None
    for year, subject, words in _named(query.question):
        own = [d for d in library.documents.values() if d.year == year]
        subjects = [library.subject(document) for document in own]
        if not own or subject in subjects or not set(subjects) <= vocabulary().subjects.keys():
            continue
        draft = Draft(status=Status.NOT_FOUND)
        same = [d for d in library.documents.values() if library.subject(d) == subject]
        names = joined([f"the {plan_name(document)}" for document in same or own])
        draft.say(f"There is no {year} plan on {words}. There {_verb(same or own)} {names}.")
        return draft
    return None


def without_leaning(queries: Sequence[Query], library: Library) -> list[Query]:
    """Return the questions of a message without those that lean on one about no plan at all.

    "Who drives the OAP Firearms 2022, and how many actions has it got?" asks nothing of others.
    """
    kept: list[Query] = []
    for query in queries:
        leans = not any(mention.slot == "plan" for mention in query.named)
        if not (kept and leans and compose_no_plan(kept[-1], library)):
            kept.append(query)
    return kept


def _verb(documents: Sequence[Document]) -> str:
    return "is" if len(documents) == 1 else "are"


def _named(question: str) -> list[tuple[int, str, str]]:
    """Return the plans that a question names by year and crime: year, subject, words for it."""
    found = []
    for match in _pattern().finditer(question):
        words = next(filter(None, map(match.group, _WORDS)))
        ahead = stems(question[: match.start()])[-1:]
        if match["behind"] and not stop_stems().issuperset(ahead):
            continue  # "the heroin trafficking plan 2017": "trafficking" is half of it
        year = next(filter(None, map(match.group, _YEARS)))
        found.append((int(year), _subject_of()[words.lower()], words))
    return found


@lru_cache(maxsize=1)
def _subject_of() -> dict[str, str]:
    """Return the subject of each of its wordings, in lower case."""
    known = vocabulary()
    return {
        words.lower(): subject
        for group in (known.subjects, known.narrower)
        for subject, wordings in group.items()
        for words in (subject, *wordings)
    }


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    wordings = sorted(_subject_of(), key=len, reverse=True)
    said = "|".join(map(re.escape, wordings))
    year = r"20[0-4]\d"
    return re.compile(
        rf"\b(?P<y1>{year}) (?P<before>{said}) {_PLAN}\b"
        rf"|\b(?P<behind>{said}) {_PLAN},? (?:of |for |from |in )?(?P<y2>{year})\b"
        rf"|\b{_PLAN} (?:of |for )?(?P<y3>{year}) (?:on|against) (?P<on>{said})\b(?! (?:in|of)\b)"
        rf"|\b{_PLAN} (?:on|against) (?P<last>{said})(?: of| for| from| in|,)? (?P<y4>{year})\b"
        rf"|\b{_PLAN} (?P<inside>{said}),? (?P<y6>{year})\b"
        rf"|\b(?:the|an?) {_PLAN} (?P<y5>{year}) (?=(?-i:[A-Z]))(?P<bare>{said})\b(?! plan| oap)",
        re.IGNORECASE,
    )
