"""Sums of money as documents print them: "EUR 12 000", "€1.5 million", "40,000 euro"."""

import re
from collections.abc import Iterator

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?"
_CURRENCY = r"EUR|€|euros?|USD|\$|GBP|£"
_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mio": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?:{_CURRENCY})\s?(?P<before>{_NUMBER})\s?(?P<large>(?:{_SCALE})\b)?"
    rf"|(?P<behind>{_NUMBER})\s?(?P<more>(?:{_SCALE})\b)?\s?(?:{_CURRENCY})(?!\w)",
    re.IGNORECASE,
)
_LARGE = 1000
"""The least that a number alone must be to be a sum of money."""
# "Budget (EUR)", "Cost in euro"
_IN_LABEL = re.compile(rf"(?<!\w)(?:{_CURRENCY})(?!\w)", re.IGNORECASE)
# "1 200", "12 million": a number without a currency
_BARE = re.compile(
    rf"(?P<number>{_NUMBER})\s?(?P<scale>(?:thousand|million|billion)\b)?", re.IGNORECASE
)


def amounts(words: str) -> Iterator[float]:
    """Yield the sums of money that some words state, in order."""
    for match in _AMOUNT.finditer(words):
        scale = (match["large"] or match["more"] or "").lower()
        yield _number(match["before"] or match["behind"]) * _SCALES.get(scale, 1.0)


def amount_under(label: str, words: str) -> float | None:
    """Return the first sum that a row states: its label may name the currency, "Budget (EUR)".

    A row that holds nothing but a large number states one too.
    """
    stated = next(amounts(words), None)
    if stated is not None:
        return stated
    bare = words.strip(" ~≈:.–-*")
    match = _BARE.match(bare)
    if not match:
        return None
    alone = match.end() == len(bare) and _scaled(match) >= _LARGE
    return _scaled(match) if alone or _IN_LABEL.search(label) else None


def _scaled(match: re.Match[str]) -> float:
    return _number(match["number"]) * _SCALES.get((match["scale"] or "").lower(), 1.0)


def _number(printed: str) -> float:
    grouped = re.sub(r"[ \u00a0\u202f.,](?=\d{3}(?:\D|$))", "", printed)
    return float(grouped.replace(",", "."))
