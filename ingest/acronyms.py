"""Acronyms: those that a paper lists, and those that its running text expands."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from ingest.layout import Table
from ingest.model import Acronym
from ingest.text import clean, trim

# "AFIC<tab>Africa-Frontex Intelligence Community", "VID – Victim identification"
_ACRONYM_ROW = re.compile(
    r"^[ \t]*([A-Z][\w-]{1,11}(?: \(\w{1,3}\)| [A-Z][\w-]{1,11})?)"
    r"(?:\t+|[ \t]+[–—=:-][ \t]+|(?<=[A-Z0-9)]):[ \t]+)(\S[^\t\n]*)$",
    re.MULTILINE,
)
# "NCMEC", with its meaning on the next line
_ACRONYM_OVER_MEANING = re.compile(
    r"^[ \t]*([A-Z](?=\w*[A-Z0-9])[\w-]{1,11})[ \t]*\n[ \t]*([A-Z][^\t\n]*[a-z]{2}[^\t\n]*)$",
    re.MULTILINE,
)
_ACRONYM_LIST = re.compile(
    r"^[^\w\n]*(?:(?:\d{1,2}|[IVX]{1,4})\.?\s+"
    r"|(?:annex|part|section|appendix)(?:[ \t]+\w{1,3})?[ \t]*[:.\u2013-]?[ \t]*)?"
    r"(?:List of )?(?:Acronyms|Abbreviations)(?: and (?:short forms|terms|definitions|glossary))?"
    r"(?: used)?(?: in (?:this|the) \w+)?[^\w\n]*$",
    re.MULTILINE | re.I,
)
# "Glossary", "Words and short forms", "Terms used in this plan": lists under other headings
_TERM_LIST = re.compile(
    r"^[^\w\n]*(?:\d{1,2}\.?\s+)?(?:Glossary"
    r"|(?:List of |Key )?(?:terms|words|short forms|definitions)"
    r"(?: (?:and|&) (?:their )?(?:terms|meanings?|short forms|acronyms|abbreviations|definitions))?"
    r"(?: used)?(?: in (?:this|the) \w+)?)[^\w\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LISTED = 3
"""So many acronyms over their meanings are a list of them."""


def acronym_list_start(text: str) -> int | None:
    """Return where the list of acronyms begins, or None for a paper without one."""
    headings = list(_ACRONYM_LIST.finditer(text)) or list(_TERM_LIST.finditer(text))
    return headings[-1].start() if headings else None  # the first may stand in the contents


# above the rows of a list, or below the rows of another table
_HEADER = re.compile(
    r"acronyms?|abbreviations?|terms?|short|total|sum|(?:annex|appendix|part|section)\b.*",
    re.IGNORECASE,
)


def find_acronyms(text: str, tables: Sequence[Table] = ()) -> tuple[Acronym, ...]:
    """Return the entries of the list of acronyms, as printed: lines with a tab or table rows."""
    start = acronym_list_start(text)
    if start is None:
        return ()
    lines = [(m.span(1), m.span(2)) for m in _ACRONYM_ROW.finditer(text, start)]
    rows = [row.cells for table in tables if table.start >= start for row in table.rows]
    pairs = [((a.start, a.end), (b.start, b.end)) for a, b in (r for r in rows if len(r) == 2)]
    short = [
        (a, b)
        for a, b in pairs
        if re.fullmatch(r"\s*\w[\w-]{1,11}(?: \(\w{1,3}\)| [A-Z][\w-]+)?\s*", text[slice(*a)])
    ]
    over = list(_over_meanings(text, start))
    beside = [
        (a, b)
        for a, b in lines + short
        if not _HEADER.fullmatch(clean(text[slice(*a)])) and re.search(r"[a-z]{2}", text[slice(*b)])
    ]
    listed = over if len(over) >= max(_LISTED, len(beside)) else beside
    return tuple(
        Acronym(
            start=trim(text, *a).start,
            end=trim(text, *b).end,
            short=clean(text[slice(*a)]),
            long=clean(text[slice(*b)]),
            ref="Acronyms",
        )
        for a, b in listed
    )


def _over_meanings(text: str, start: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield acronyms and meanings that stand one below the other, down to where a list ends."""
    reached: int | None = None
    for match in _ACRONYM_OVER_MEANING.finditer(text, start):
        between = text[reached : match.start()] if reached is not None else ""
        if between.count("\n") > _LISTED and between.strip():
            return
        reached = match.end()
        yield match.span(1), match.span(2)


def find_expansions(text: str, ref_at: Callable[[int], str]) -> Iterator[Acronym]:
    """Yield the acronyms that running text expands where it first uses them.

    "high-risk criminal networks (HRCN)" gives HRCN, and "SIENA (Secure Information Exchange
    Network Application)" gives SIENA, when the initials fit. `ref_at` names the element that an
    offset lies in.
    """
    seen: set[str] = set()
    for match in re.finditer(r"\(([^()\n]{2,80})\)", text):
        before = text[max(0, match.start() - 120) : match.start()].split("\n")[-1]
        found = _expansion(before, match.group(1).strip(" \u2019\u2018“”\"'"), match.start())
        if found and _singular(found[0]) not in seen:
            short, long, start = _singular(found[0]), found[1], found[2]
            seen.add(short)
            yield Acronym(start=start, end=match.end(), short=short, long=long, ref=ref_at(start))


def _expansion(before: str, inside: str, offset: int) -> tuple[str, str, int] | None:
    """Return (short, long, start) where the words beside a bracket spell what is in it."""
    inside = re.sub(r"[\u2019']s$", "s", inside)
    acronym = re.fullmatch(r"[A-Z][A-Za-z0-9&-]{1,9}", inside)
    if acronym and sum(c.isupper() for c in inside) >= 2:
        words = list(re.finditer(r"[\w\u2019'-]+", before))
        letters = inside.removesuffix("s").lower().replace("-", "").replace("&", "")
        for count in range(2, min(len(letters) + 4, len(words)) + 1):
            start = words[-count].start()
            if _initials_fit(letters, [w.group() for w in words[-count:]]):
                return (
                    inside,
                    clean(before[start:]).strip(' ”\u2019"'),
                    offset - len(before) + start,
                )
        return None
    short = re.search(r"\b([A-Z][A-Za-z-]*[A-Z][A-Za-z-]*)\s*$", before)
    if short and _initials_fit(
        short.group(1).lower().replace("-", ""), re.findall(r"[\w\u2019'-]+", inside)
    ):
        return short.group(1), clean(inside), offset - len(before) + short.start(1)
    return None


def _singular(short: str) -> str:
    """Return an acronym without its plural s: "HVTs" gives "HVT"."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


_SMALL_WORDS = frozenset(
    ["of", "the", "and", "for", "in", "on", "to", "a", "an", "with", "against", "at", "by"]
)


def _initials_fit(letters: str, words: Sequence[str]) -> bool:
    """Tell whether the letters can be read off the words in order, each starting at its initial.

    Small words may be passed over, and up to two others where three letters or more are left to
    fit: "Centre of Excellence for Combatting Document Fraud" gives CED.
    """
    if not words or not letters or words[0][0].lower() != letters[0]:
        return False
    parts = [part.lower() for word in words for part in re.split(r"[-\u2019']", word) if part]

    @cache
    def fits(at: int, word: int, passes: int) -> bool:
        if word == len(parts):
            return at == len(letters)
        cost = 0 if parts[word] in _SMALL_WORDS else 1
        if cost <= passes and fits(at, word + 1, passes - cost):
            return True
        taken = range(1, min(4, len(letters) - at) + 1)
        return any(
            _reads(parts[word], letters[at : at + n]) and fits(at + n, word + 1, passes)
            for n in taken
        )

    return fits(0, 0, 2 if len(letters) >= 3 else 0)


def _reads(word: str, letters: str) -> bool:
    """Tell whether letters stand in a word in order, the first at its start."""
    if not word.startswith(letters[0]):
        return False
    rest = iter(word[1:])
    return all(letter in rest for letter in letters[1:])
