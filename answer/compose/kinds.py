"""Countries or agencies: which kind of actor a question is about."""

import re
from collections.abc import Sequence

from answer.cues import places, told
from answer.query import Query
from answer.words import stems
from ingest.actors import actor, is_member_state

_MEMBERS = re.compile(r"\b(?:EU )?member states?\b|\bEU (?:countr|states?\b|member)", re.IGNORECASE)
# "which country or body"
_OR_BODY = re.compile(r"\b(?:or|and|,)\s+(?:EU )?bod(?:y|ies)\b|\bbod(?:y|ies) or\b", re.IGNORECASE)
_NOW = 2022
"""The year whose members count where a question names none."""
_SIDE_BY_SIDE = 3
_OR = frozenset(("or", "and", "oder", "und", "ou", "et", "o", "e", "y"))
_ASIDE = frozenset(("asid", "not", "exclud", "without", "apart"))
"""Stems beside a word that is only named to be left out."""


def wanted_kind(query: Query, code: str) -> bool:
    """Tell whether an actor is of the kind that a question wants; any is when it wants none."""
    words = stems(query.question)
    known = actor(code)
    kind = known.kind if known else "group"
    agency, country = told("agency", words), told("country", words)
    if country and _OR_BODY.search(query.question):
        return kind in ("member_state", "third_country", "agency", "body")
    if told("outside", words):
        return kind == "third_country" or code == "UK"
    if agency and country and _either(words):
        return kind in ("member_state", "third_country", "agency", "body")
    if agency and country:
        agency = _agencies_come_first(words)
        country = not agency
    if country and _MEMBERS.search(query.question):
        years = query.scope.years or (_NOW,)
        return kind == "member_state" and any(is_member_state(code, year) for year in years)
    if country:
        return kind in ("member_state", "third_country")
    return not agency or kind in ("agency", "body")


def _either(words: Sequence[str]) -> bool:
    """Tell whether both kinds are meant: "which country or agency", "state or EU agency"."""
    agencies, countries = list(places("agency", words)), list(places("country", words))
    return any(
        0 < abs(a - c) <= _SIDE_BY_SIDE and not _set_aside(words, a) and not _set_aside(words, c)
        for a in agencies
        for c in countries
        if _OR & set(words[min(a, c) : max(a, c)])
    )


def _agencies_come_first(words: Sequence[str]) -> bool:
    """Tell which of two kinds is meant: the first one named, unless it is only set aside."""
    agency, country = next(places("agency", words)), next(places("country", words))
    return agency <= country and not _set_aside(words, agency)


def _set_aside(words: Sequence[str], at: int) -> bool:
    """Tell whether a word is only named to be left out: "agencies aside", "not agencies"."""
    return bool(_ASIDE & set(words[max(0, at - 2) : at + 2]))
