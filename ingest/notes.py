"""Footnotes, acronyms and redactions: the small print of a paper."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Literal

from ingest.layout import Table
from ingest.model import Acronym, Footnote, Redaction, Section, Span
from ingest.page_notes import page_notes
from ingest.text import (
    INLINE_CALL,
    INLINE_NOTE,
    SUPERSCRIPT_CALL,
    SUPERSCRIPTS,
    clean,
    footnote_number,
    line_start,
    lines_above,
    split_lines,
    trim,
)

# "¹ doc. 15358/10 COSI 69", "¹" above it, down to the next blank line or footnote
_SUPERSCRIPT_NOTE = re.compile(
    rf"^([{SUPERSCRIPTS}]+)[ \t]*(?:\n[ \t]*)?(\S.*(?:\n(?![{SUPERSCRIPTS}])[^\n]*\S[^\n]*)*)",
    re.MULTILINE,
)
# "7704/17", "^{7704/17}": a footnote whose number the text extraction has lost
_BARE_NOTE = re.compile(r"^(?:\^\{)?(\d{4,5}/\d{2})\}?[ \t]*$", re.MULTILINE)
# "AFIC<tab>Africa-Frontex Intelligence Community", "VID – Victim identification"
_ACRONYM_ROW = re.compile(
    r"^[ \t]*([A-Z][\w-]{1,11}(?: \(\w{1,3}\)| [A-Z][\w-]{1,11})?)"
    r"(?:\t+|[ \t]+[–—=:-][ \t]+)(\S[^\t\n]*)$",
    re.MULTILINE,
)
# "NCMEC", with its meaning on the next line
_ACRONYM_OVER_MEANING = re.compile(
    r"^[ \t]*([A-Z](?=\w*[A-Z0-9])[\w-]{1,11})[ \t]*\n[ \t]*([A-Z][^\t\n]*[a-z]{2}[^\t\n]*)$",
    re.MULTILINE,
)
_ACRONYM_LIST = re.compile(
    r"^[^\w\n]*(?:\d{1,2}\.?\s+|annex(?:[ \t]+\w{1,3})?[ \t]*[:.\u2013-]?[ \t]*)?"
    r"(?:List of )?(?:Acronyms|Abbreviations)(?: used)?[^\w\n]*$",
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
# "**DELETED**", "DELETED UNTIL THE END OF THE DOCUMENT (page 62)",
# "NOT DECLASSIFIED FROM THIS POINT UNTIL THE END OF THE DOCUMENT (page 56)", "[withheld]", "█████"
REDACTION = re.compile(
    r"(?:\b(?:DELETED|WITHHELD|NOT DECLASSIFIED|REDACTED|NOT RELEASABLE|NOT PUBLIC"
    r"|NOT ACCESSIBLE TO THE PUBLIC)\b|[█▇■]{3,}"
    r"|[\[(](?i:withheld|redacted|deleted|removed|blacked out"
    r"|not (?:declassified|public|releasable)"
    r"|(?:text|passage|words?|sentence|names?|part) (?:withheld|deleted|removed|not public))"
    r"(?:\s*[\u2013\u2014:,-]\s*[^\[\]()\n]{1,40})?[\])])"
    r"(?P<rest>(?: FROM THIS POINT)? UNTIL THE END OF THE DOCUMENT)?(?: \((?P<page>page \d+)\))?"
)
_LISTED = 3
"""So many acronyms over their meanings are a list of them."""
_MAX_SENTENCE_CHARS = 500
# "Passages which may not be made public are marked [withheld].", "replaced by the words DELETED"
_EXPLAINED = re.compile(
    r"\b(?:marked|replaced|shown|indicated|denoted|written|rendered|signalled|noted)\b[^.\n]{0,40}\Z"
)


def find_footnotes(text: str) -> tuple[Footnote, ...]:
    """Return the footnotes in order of number, each with the places that call it."""
    notes = [*_inline_notes(text), *_superscript_notes(text)]
    notes += _bare_notes(text, {note.number for note in notes})
    for number, call, words, start in page_notes(text, {note.number for note in notes}):
        notes.append(_footnote(text, number, (words.start, words.end), (call,), start))
    return tuple(sorted(notes, key=lambda note: note.number))


def _inline_notes(text: str) -> Iterator[Footnote]:
    calls = {int(call.group(1)): call for call in INLINE_CALL.finditer(text)}
    for match in INLINE_NOTE.finditer(text):
        call = calls.get(int(match.group(1)))
        if call:
            span = trim(text, *call.span())
            yield _footnote(text, int(match.group(1)), match.span(2), (span,))


def _superscript_notes(text: str) -> Iterator[Footnote]:
    bodies = list(_SUPERSCRIPT_NOTE.finditer(text))
    starts = {body.start() for body in bodies}
    calls: dict[int, list[Span]] = {}
    for call in SUPERSCRIPT_CALL.finditer(text):
        if call.start() not in starts:
            span = trim(text, *call.span())
            calls.setdefault(footnote_number(call.group()), []).append(span)
    for body in bodies:
        number = footnote_number(body.group(1))
        yield _footnote(text, number, body.span(2), tuple(calls.get(number, ())), body.start())


def _bare_notes(text: str, known: set[int]) -> Iterator[Footnote]:
    """Match bare document numbers below the text, in order, to the calls that have no body."""
    calls = [
        call
        for call in SUPERSCRIPT_CALL.finditer(text)
        if footnote_number(call.group()) not in known
        and text[call.start() - 1 : call.start()] != "\n"
    ]
    if not calls:
        return
    bodies = [m.span(1) for m in _BARE_NOTE.finditer(text, calls[0].end())]
    if len(bodies) < len(calls) and bodies:
        following = next((x for x in split_lines(text, bodies[-1][1] + 1) if len(x.text) > 9), None)
        bodies += [(following.start, following.end)] if following else []
    for call, body in zip(calls, bodies, strict=False):
        span = trim(text, *call.span())
        yield _footnote(text, footnote_number(call.group()), body, (span,))


def _footnote(
    text: str,
    number: int,
    body: tuple[int, int],
    calls: tuple[Span, ...],
    start: int | None = None,
) -> Footnote:
    span = trim(text, body[0] if start is None else start, body[1])
    return Footnote(
        **span.model_dump(),
        ref=f"Footnote {number}",
        number=number,
        value=clean(text[body[0] : body[1]]),
        calls=calls,
    )


def acronym_list_start(text: str) -> int | None:
    """Return where the list of acronyms begins, or None for a paper without one."""
    heading = _ACRONYM_LIST.search(text)
    others = [] if heading else list(_TERM_LIST.finditer(text))
    return heading.start() if heading else others[-1].start() if others else None


# above the rows of a list, or below the rows of another table
_HEADER = re.compile(r"acronyms?|abbreviations?|terms?|short|total|sum", re.IGNORECASE)


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
    beside = lines + short
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
        if not _HEADER.fullmatch(clean(text[slice(*a)])) and re.search(r"[a-z]{2}", text[slice(*b)])
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


def find_redactions(text: str, sections: Sequence[Section]) -> tuple[Redaction, ...]:
    """Return what a paper says that it withholds, with the section that it stands in."""
    redactions = []
    for match in REDACTION.finditer(text):
        if _is_explained(text, match):
            continue
        section = _innermost(sections, match.start())
        line_end = text.find("\n", match.end())
        line_end = len(text) if line_end < 0 else line_end
        line = text[line_start(text, match.start()) : line_end].strip(" *")
        redactions.append(
            Redaction(
                start=match.start(),
                end=match.end(),
                ref=section.ref if section else "Preamble",
                scope=_scope(text, match, line, section),
                label=_what(text, match, line, section),
                page=match.group("page"),
            )
        )
    return tuple(redactions)


def _is_explained(text: str, match: re.Match[str]) -> bool:
    """Tell whether a notice is but named: in a sentence that says how the paper marks them."""
    before = text[line_start(text, match.start()) : match.start()]
    return bool(_EXPLAINED.search(before)) and text[match.end() :].lstrip("”\"'’ ")[:1] in ".;"


def _innermost(sections: Sequence[Section], offset: int) -> Section | None:
    inside = [section for section in sections if section.start <= offset < section.end]
    return inside[-1] if inside else None


def _scope(
    text: str, match: re.Match[str], line: str, section: Section | None
) -> Literal["phrase", "passage", "section", "rest"]:
    if match.group("rest"):
        return "rest"
    if line != match.group():
        return "phrase"
    heading_end = section.title.end if section and section.title else -1
    whole = section is not None and text[heading_end : match.start()].strip(" *\n") == ""
    return "section" if whole else "passage"


def _what(text: str, match: re.Match[str], line: str, section: Section | None) -> str | None:
    """Return what is withheld: the sentence around it, the label above it, or the section."""
    if match.group("rest"):
        return "the rest of the document"
    if line != match.group():
        opening = max(line_start(text, match.start()), match.start() - _MAX_SENTENCE_CHARS)
        sentence = text.rfind(". ", opening, match.start())
        begin = opening if sentence < 0 else sentence + 2
        if text[begin : match.start()].strip(" *"):
            return clean(text[begin : match.end()].replace("*", ""))
        before = clean(text[opening : match.start()]).strip(" *")
        return f"what follows “{re.split(r'(?<=[.;]) ', before)[-1]}”"
    above = next((x for x in lines_above(text, match.start()) if x.text.strip(" *")), None)
    if above and clean(above.text).endswith((":", "below.")):
        return clean(above.text).rstrip(" :")
    return section.title.value if section and section.title else None
