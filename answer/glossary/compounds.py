"""German compounds are taken apart: "Schleusernetzwerke" is "smuggling networks"."""

from functools import lru_cache

from answer.glossary import Glossary, glossary
from answer.glossary.inflection import in_english

_LEAST = 3
"""How many letters a part has at least."""
_SHORTEST = 7
_JOINTS = ("", "s", "es", "n", "en", "er", "e")
"""What may stand between the parts."""


def compound(word: str, known: Glossary) -> str | None:
    """Return a compound in English, its parts in a row; None where some part is unknown."""
    return _compound(word.lower(), known.language) if len(word) >= _SHORTEST else None


@lru_cache(maxsize=4096)
def _compound(word: str, language: str) -> str | None:
    """Return the parts in English, the longest last part that is known first."""
    known = glossary(language)
    for at in range(_LEAST, len(word) - _LEAST + 1):
        last = known.word(word[at:].capitalize())
        if not last or last.kind not in ("noun", "adjective") or not last.english:
            continue
        first = _first(word[:at], known) or _compound(word[:at], language)
        if first:
            return f"{first} {in_english(last, [word[at:]], known)}"
    return None


def _first(part: str, known: Glossary) -> str | None:
    """Return the English of the first part, without what joins it to the next one."""
    for joint in _JOINTS:
        if not part.endswith(joint):
            continue
        stem = part.removesuffix(joint) if joint else part
        if len(stem) < _LEAST:
            continue
        for form in (stem, f"{stem}e"):
            if form in known.first:
                return known.first[form]
            if known.knows(form):
                entry = known.word(form.capitalize())
                if entry and entry.english and entry.kind in ("noun", "adjective", "word"):
                    return entry.english
    return None
