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
