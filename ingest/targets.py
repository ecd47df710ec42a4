"""The numbers that an indicator states as its targets: "(200)", "At least 5 per year"."""

import re
from collections.abc import Iterator

from ingest.model import Kpi, Target, Value

_NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_FLAGS = re.IGNORECASE | re.ASCII
_WORDS = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
# "5,000", "4.6", "90", "twenty five"
_NUMBER = (
    rf"\d{{1,3}}(?:[,\u00a0 ]\d{{3}})+(?!\d)|\d+(?:\.\d+)?|\b(?:{_WORDS})(?:[ -](?:{_WORDS}))?\b"
)
# "(200)", "(minimum: 40 EPMTs, 40 ISAA contributions)"
_BRACKET = re.compile(r"\(([^()]*)\)")
# "At least 1 per year", "min. 2", "minimum satisfaction level 4/6", "not less than 3"
_LIMIT = (
    r"(?:\b(?:at least|at most|minimum|up to|above|over|between|target|more than|"
    r"(?:not|no) (?:less|fewer|more) than)\b|\bmin\.)[a-z :]{0,24}?"
)
# "10 arrests", "Number of arrests: 10"
_BARE = r"(?:\A|:)\s*(?=[\d.,]+(?:[\s%]|\Z))"
_PHRASE = re.compile(rf"(?:{_LIMIT}|{_BARE})(?P<rest>(?:{_NUMBER})(?![\w.]*/\d{{2,}}).*)", _FLAGS)
# "Victims identified 60", "Assets traced: EUR 40 million": the last words of an indicator
_BEHIND = re.compile(
    rf"(?<=[a-z:)])\s+(?:EUR\s*)?(?P<rest>(?:{_NUMBER})\s*"
    r"(?:%|million|billion|tonnes|kg|litres|a year|per year)?)[ .]*\Z",
    _FLAGS,
)
# a number that is no target: "OA 2.6", "Q1", "scale 1-6", "cooperation with 2021", "EU 2020/493",
# "UNSCR 1244/99"
_NO_TARGET = re.compile(
    r"\bOA\s*\d+\.\d+|\bQ[1-4]\b|\bscale\b.*|\b(?:19|20)\d\d(?:/\d+)?\b|\b\d{3,}/\d{2,}|\b[A-Z]+\d+\b",
    _FLAGS,
)
_TARGET = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>%|/\d+|out of \d+|[^\d,;()]*)", _FLAGS)
# between two targets: "40 EPMTs, 3 reports and 2 alerts", "100 for e-lessons/1 or 2 for exchange"
_NEXT_TARGET = re.compile(r";|,(?!\d{3})|/(?=\d+ or)|\band\b|\bor\b(?=\s*\d)", _FLAGS)
_DANGLING = re.compile(r"^of\b|\b(?:in|by|for|of|until|since)$", _FLAGS)


def kpi_of(value: Value) -> Kpi:
    """Return an indicator with the numbers that it states as targets."""
    targets = tuple(read_targets(value.value))
    first = targets[0] if targets else Target(number=0)
    return Kpi(
        **value.model_dump(),
        target=first.number if targets else None,
        unit=first.unit,
        targets=targets,
    )


def read_targets(kpi: str) -> Iterator[Target]:
    """Yield the target numbers that an indicator states, with their units, in order.

    "(26 per event)" gives 26 "per event"; "At least 5 per year." gives 5 "per year"; a number that
    is a reference, a year or a scale is no target.
    """
    stated = [(m.start(), m.group(1)) for m in _BRACKET.finditer(kpi)]
    outside = _BRACKET.sub(lambda m: " " * len(m.group()), kpi)
    phrase = _PHRASE.search(outside)
    if phrase:
        stated.append((phrase.start(), phrase.group("rest")))
    behind = None if stated else _BEHIND.search(_NO_TARGET.sub(" ", kpi))
    if behind:
        stated.append((behind.start(), behind.group("rest")))
    for _, words in sorted(stated):
        alone = re.fullmatch(_NUMBER, words.strip(), _FLAGS)
        for piece in _NEXT_TARGET.split(words if alone else _NO_TARGET.sub(" ", words)):
            found = _TARGET.search(piece)
            if found:
                yield Target(number=_number(found["number"]), unit=_unit(found["unit"]))


def _number(printed: str) -> float:
    digits = re.sub(r"[,\u00a0 ](?=\d{3})", "", printed)
    if re.fullmatch(r"[\d.]+", digits):
        return float(digits)
    return float(sum(_NUMBER_WORDS[word] for word in re.split(r"[ -]", printed.lower())))


def _unit(printed: str) -> str | None:
    """Return the words behind a number without the small words left at their ends."""
    return _DANGLING.sub("", re.sub(r"\s+", " ", printed).strip(" .:\u2013-)")).strip() or None
