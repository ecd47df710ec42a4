"""A ref as a person types it ("oa2.8", "goal 5", "fn 7") becomes the ref as documents have it."""

import re

_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI", "7": "VII", "8": "VIII"}
_NAMED = {"acronyms": "Acronyms", "preamble": "Preamble", "annex": "Annex"}

# What each prefix stands for, and what its number looks like; "" is a number alone.
_FORMS = (
    (re.compile(r"(?:oa|a|action)?\s*(\d+\.\d+)"), "OA {}"),
    (re.compile(r"(?:sg|chsg|atsg|goal|strategic goal)?\s*(\d+)"), "SG {}"),
    (re.compile(r"(?:m|measure)?\s*(\d+)"), "Measure {}"),
    (re.compile(r"(?:§|section|sec\.?)?\s*(\d+(?:\.\d+)*)"), "§ {}"),
    (re.compile(r"(?:footnote|fn\.?|note)\s*(\d+)"), "Footnote {}"),
    (re.compile(r"chapter\s*(\d+|[ivx]+)"), "Chapter {}"),
)


def read_ref(words: str) -> tuple[str, ...]:
    """Return the refs that the words may mean, the likeliest first; the words as they are if none.

    "oa2.8" gives ("OA 2.8",) and "2.8" gives ("OA 2.8", "§ 2.8"): the number alone is either.
    """
    plain = " ".join(words.lower().split())
    if plain in _NAMED:
        return (_NAMED[plain],)
    found = [
        form.format(_ROMAN.get(match[1], match[1].upper()) if "Chapter" in form else match[1])
        for pattern, form in _FORMS
        if (match := pattern.fullmatch(plain))
    ]
    return tuple(found) or (words,)
