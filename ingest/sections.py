"""Numbered sections and the paragraphs in them: the running text around the forms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.forms.labels import fold, label_data
from ingest.model import Passage, PassageKind, Section
from ingest.text import BULLET, Line, clean, split_lines, trim, value_at
from ingest.wrapping import Widths, joined_lines

# "1. Aim", "2.1<tab>EU Intelligence contributions", "- 5. Methodology", "4.1. OAP Management",
# "3. " with its title on the next line
_HEADING = re.compile(r"(?:- )?(\d{1,2}(?:\.\d{1,2})*)\.?(?:[ \t\u00a0]+(\S.*))?$")
# "RESTREINT UE/EU RESTRICTED" on top of each page, "13874/17 EXT 1 SB/dk",
# "14877/24<tab>MRL/ab<tab>5", "DGD 1 EN", "ANNEX<tab>JAI.1<tab>LIMITE<tab>EN", "1"
FURNITURE = re.compile(
    r"\s*(?:RESTREINT UE/EU RESTRICTED|LIMITE|\d{1,3}"
    r"|(?:ANNEX\s+)?[A-Z]{2,4}[ .]\d[A-Z]?\s*(?:LIMITE\s+)?EN"
    r"|\d{4,5}(?:/\d)?/\d{2}(?:\s+(?:EXT|REV|ADD|COR)\s\d)*\s+[A-Z]{2,4}/[a-z]{1,4}\b.*"
    r"|[-\t ]+|\[image:[^\]]*\])\s*"
)
# "Annex: Contact points", "ANNEX II", "List of acronyms"
_BACK_MATTER = re.compile(
    r"^[ \t]*(?:(?:annex(?:[ \t]+\w{1,3})?[ \t]*[:.\u2013-]?[ \t]*)?"
    r"(?:list of )?(?:acronyms|abbreviations|glossary)"
    r"|(?P<annex>annex(?:es)?\b[^\n.]{0,90}))[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
# "1. Aim and scope<tab>2", "2.1 Threats ....... 5", "3. Structure    7": a table of contents
_IN_CONTENTS = re.compile(r"(?:\t|\.{3,}|\u2026|[ \u00a0]{3,})[. \t\u00a0]*\d{1,3}\s*$")
# "OA 2.2": the second cell of a row of an overview
_ACTION_REF = re.compile(r"(?:OA|Action|A)[ \t.]*\d{1,2}\.\d{1,2}\b")
_MAX_TITLE_CHARS = 90
_MAX_DEEP_TITLE_CHARS = 140
"""The same of a heading such as "4.3", which may be a whole goal's: no list is numbered so."""
_MAX_LABEL_WORDS = 9
_MAX_BETWEEN = 3
"""How many lines that are no headings may stand between two entries of a table of contents."""


_Number = tuple[int, ...]
_Numbered = tuple[int, re.Match[str]]
"""A line that begins with a number: its position, and what was read of it."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that was recognised: its number and the offsets of its title."""

    number: tuple[int, ...]
    start: int
    end: int
    title_start: int


def find_sections(text: str, end: int, start: int = 0, after: int = 0) -> tuple[Section, ...]:
    """Return the numbered sections before `end`, nested by number, each with its whole stretch.

    They are looked for from `start` and go on with the numbering `after` a section. A heading
    counts only where its number follows on from the one before it, so a numbered list in the text
    is none; nor is an item of a list that goes on to the next section's number.
    """
    headings = list(_headings(text, start, end, (after,) if after else ()))
    sections = []
    for number, heading in enumerate(headings):
        following = next((h for h in headings[number + 1 :] if not _below(heading, h)), None)
        ref = "§ " + ".".join(map(str, heading.number))
        parent = "§ " + ".".join(map(str, heading.number[:-1])) if heading.number[1:] else None
        span = trim(text, heading.start, following.start if following else end)
        title = value_at(text, heading.title_start, heading.end)
        sections.append(Section(**span.model_dump(), ref=ref, title=title, parent=parent))
    return tuple(sections)


def find_back_matter(text: str, start: int) -> tuple[Section, ...]:
    """Return the annex and the list of acronyms that open behind an offset without a number."""
    opened: dict[str, int] = {}
    for match in _BACK_MATTER.finditer(text, start):
        opened.setdefault("Annex" if match["annex"] else "Acronyms", match.start())
    edges = sorted([*opened.values(), len(text)])
    return tuple(
        Section(**trim(text, begin, min(e for e in edges if e > begin)).model_dump(), ref=ref)
        for ref, begin in opened.items()
    )


def _below(heading: _Heading, other: _Heading) -> bool:
    return other.number[: len(heading.number)] == heading.number


def _headings(text: str, start: int, end: int, current: tuple[int, ...]) -> Iterator[_Heading]:
    lines = [line for line in split_lines(text, start, end) if not line.blank]
    numbered = [(n, m) for n, line in enumerate(lines) if (m := _HEADING.match(line.text.strip()))]
    last = {_number(match): position for position, match in numbered}
    contents = _in_contents(lines, [position for position, _ in numbered])
    meant = _meant(lines, numbered)
    item: tuple[int, tuple[int, ...]] | None = None  # the latest list item, by line and number
    for position, match in numbered:
        number = _number(match)
        if position in contents or meant.get(number, position) > position:
            continue
        continues = item == (position - 1, (*number[:-1], number[-1] - 1))
        if not _follows(current, number) or (continues and last[number] > position):
            item = position, number
            continue
        title = match.group(2) or ""
        holder = lines[position] if title else next(iter(lines[position + 1 : position + 2]), None)
        most = _MAX_DEEP_TITLE_CHARS if len(number) > 1 else _MAX_TITLE_CHARS
        if holder is None or not _looks_like_title(title or holder.text.strip(), most):
            continue
        title_start = holder.start + holder.text.index(title or holder.text.strip())
        yield _Heading(number, lines[position].start, holder.end, title_start)
        current = number


def _in_contents(lines: Sequence[Line], numbered: Sequence[int]) -> set[int]:
    """Return the positions of headings that a table of contents without pages lists.

    Each stands again further on, and little but other headings stands between it and the next.
    """
    words = [fold(line.text) for line in lines]
    last = {words[at]: at for at in numbered}
    found: set[int] = set()
    listing = False
    for at, following in pairwise([*numbered, len(lines)]):
        between = lines[at + 1 : following]
        close = len(between) <= _MAX_BETWEEN and all(
            len(line.text) <= _MAX_TITLE_CHARS for line in between
        )
        goes_on = following < len(lines) and last[words[following]] > following
        listing = last[words[at]] > at and (listing or (close and goes_on))
        found |= {at} if listing else set()
    return found


def _meant(lines: Sequence[Line], numbered: Sequence[_Numbered]) -> dict[_Number, int]:
    """Return by number the position of the heading that a table of contents with pages names."""
    listed: dict[_Number, str] = {}
    found: dict[_Number, int] = {}
    for position, match in numbered:
        number, title = _number(match), match.group(2) or ""
        if _IN_CONTENTS.search(title):
            listed.setdefault(number, fold(_IN_CONTENTS.sub("", title)))
        elif number in listed:
            below = lines[position + 1].text if position + 1 < len(lines) else ""
            if fold(title or below) == listed[number]:
                found.setdefault(number, position)
    return found


def _number(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(map(int, match.group(1).split(".")))


def _follows(current: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Tell whether a number may come next: 2.1 after 2, 2.2 after 2.1, 3 after 2.2."""
    if not current:
        return number == (1,)
    if number == (*current, 1):
        return True
    depth = len(number)
    return depth <= len(current) and number == (*current[: depth - 1], current[depth - 1] + 1)


def _looks_like_title(words: str, most: int = _MAX_TITLE_CHARS) -> bool:
    short = 2 < len(words) <= most
    plain = not words.endswith((".", ";", ",", ":")) and not _IN_CONTENTS.search(words)
    return short and words[0].isupper() and plain and not _ACTION_REF.match(words)


def find_passages(
    text: str, start: int, end: int, ref: str, widths: Widths | None = None
) -> Iterator[Passage]:
    """Yield the paragraphs, bullets and headings of a stretch as passages of one element.

    `widths` tell where the text's lines were broken to fit a page, if they were.
    """
    for line in joined_lines(text, _joined_lines(text, start, end), widths):
        span = trim(text, line.start, line.end)
        yield Passage(**span.model_dump(), ref=ref, kind=_kind_of(line.text))


def label_of(words: str) -> str | None:
    """Return the label that a heading line sets for what follows; None for a numbered heading."""
    plain = clean(words)
    return None if _HEADING.match(plain) else plain.rstrip(" :") or None


def _joined_lines(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the lines to read; a bullet alone on its line is joined to the words below it."""
    pending: int | None = None
    for line in split_lines(text, start, end):
        if line.blank:
            continue
        if BULLET.fullmatch(line.text):
            pending = line.start
            continue
        begin = line.start if pending is None else pending
        pending = None
        yield Line(begin, line.end, text[begin : line.end])


def _kind_of(words: str) -> PassageKind:
    stripped = words.strip()
    if FURNITURE.fullmatch(stripped) or not clean(stripped):
        return "furniture"
    if BULLET.match(words):
        return "bullet"
    plain = clean(stripped)
    numbered = _HEADING.match(plain)
    if numbered and numbered.group(2) and _looks_like_title(numbered.group(2)):
        return "heading"
    if fold(plain) in {fold(block) for block in label_data().blocks}:
        return "heading"
    label = plain.endswith(":") and plain[0].isupper() and len(plain.split()) <= _MAX_LABEL_WORDS
    return "heading" if label else "paragraph"
