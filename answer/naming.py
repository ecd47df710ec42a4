"""Whom and what a text names: actors behind their codes, actions behind their numbers."""

import re
from collections.abc import Sequence

from ingest.actors import actor, find_actors
from ingest.text import clean

# "OA 2.1", "A 2.5", and "; 3.1" behind them
_ACTION = re.compile(r"(?<![\d.§/])(?<!§ )(?:OA\s?|A\s)?(\d{1,2}\.\d{1,2})(?![\d.]|\s?%)")
# "OAP Cyber Attacks (OA 1.1", "OAP Excise Fraud: OA 7.2"
_PLAN = re.compile(r"\bOAP ([A-Z][^(:]*?)\s*[(:]")
_CODE = re.compile(r"[A-Z]{2}")
COUNTRIES = ("member_state", "third_country")
COUNTED: dict[str, tuple[str, ...]] = {
    "member states": COUNTRIES[:1],
    "non-EU countries": COUNTRIES[1:],
    "countries": COUNTRIES,
    "agencies": ("agency", "body"),
}
"""The kinds of actors that are counted together, by what they are called."""
FEW = 3
"""A text that names fewer lists nothing."""
HOW_MANY = re.compile(r"\bhow many\b|\bnumber of\b|\bcount\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|what)\b", re.IGNORECASE)
_ASKED = {
    "actions": re.compile(r"\b(?:OAs?|actions?|activit)", re.IGNORECASE),
    "member states": re.compile(r"\bmember states?\b|\bMSs?\b", re.IGNORECASE),
    "non-EU countries": re.compile(r"\bnon-EU|\bthird [cs]", re.IGNORECASE),
    "countries": re.compile(r"\bcountr|\bstates?\b|\bnations?\b", re.IGNORECASE),
    "agencies": re.compile(r"\bagenc|\bbod(?:y|ies)\b", re.IGNORECASE),
}
"""How a question asks for what is counted, the most special first."""
_LEFT = "UK"


def counted_in(question: str, text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return what a question asks the number of, and those of them that a text names.

    None where it asks for no number, or for that of something else.
    """
    counted = HOW_MANY.search(question)
    return _asked_in(question[counted.end() :], text) if counted else None


def listed_in(question: str, text: str) -> tuple[str, ...]:
    """Return those in a text that a question wants named or counted: "which countries".

    None where there are few: they may be named for anything.
    """
    asked = HOW_MANY.search(question) or _WHICH.search(question)
    found = _asked_in(question[asked.end() :], text) if asked else None
    return found[1] if found and found[0] != "actions" and len(found[1]) >= FEW else ()


def _asked_in(behind: str, text: str) -> tuple[str, tuple[str, ...]] | None:
    places = {noun: m.start() for noun, words in _ASKED.items() if (m := words.search(behind))}
    if not places:
        return None
    noun = min(places, key=lambda name: places[name])
    if noun == "actions":
        return noun, actions_named(text)
    if noun == "member states" and _LEFT in actors_named(text):
        noun = "countries"  # whether it was one depends on the year
    return noun, actors_named(text, COUNTED[noun])


def actions_named(text: str) -> tuple[str, ...]:
    """Return the numbers of the actions that a text lists ("2.1"), each once, in order."""
    return tuple(dict.fromkeys(_ACTION.findall(clean(text))))


def actors_named(text: str, kinds: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the codes of the actors that a text names, each once; of some kinds when given."""
    codes = dict.fromkeys(mention.code for mention in find_actors(clean(text)))
    return tuple(
        code for code in codes if not kinds or ((known := actor(code)) and known.kind in kinds)
    )


def coded_countries(text: str) -> tuple[str, ...]:
    """Return the countries that a text names by their codes alone: "AT, DE", not "Austria"."""
    found = [m for m in find_actors(clean(text)) if _CODE.fullmatch(m.text)]
    return tuple(
        dict.fromkeys(m.code for m in found if (known := actor(m.code)) and known.kind in COUNTRIES)
    )


def plans_named(text: str) -> tuple[str, ...]:
    """Return the other plans that lines of a text open with, each once: "OAP Excise Fraud: ..."."""
    return tuple(dict.fromkeys(_PLAN.findall(clean(text))))
