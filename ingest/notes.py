"""Footnotes and redactions: the small print of a paper."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ingest.model import Footnote, Redaction, Section, Span
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
# "**DELETED**", "DELETED UNTIL THE END OF THE DOCUMENT (page 62)",
# "NOT DECLASSIFIED FROM THIS POINT UNTIL THE END OF THE DOCUMENT (page 56)", "[withheld]", "█████"
REDACTION = re.compile(
    r"(?:\b(?:(?:SHEET|TEXT|PAGE|SECTION|CONTENTS?) )?(?:DELETED|WITHHELD"
    r"|NOT DECLASSIFIED|REDACTED|NOT RELEASABLE|NOT RELEASED|NOT DISCLOSED|NOT PUBLIC"
    r"|NOT ACCESSIBLE TO THE PUBLIC)\b|[█▇■]{3,}"
    r"|[\[(](?i:withheld|redacted|deleted|removed|blacked out"
    r"|not (?:declassified|public|releasable)"
    r"|(?:text|passage|words?|sentence|names?|part) (?:withheld|deleted|removed|not public))"
    r"(?:\s*[\u2013\u2014:,-]\s*[^\[\]()\n]{1,40})?[\])])"
    r"(?:(?: FROM THIS POINT)? UNTIL THE END OF (?:THE )?"
    r"(?:SHEET|ACTION|TABLE|SECTION|PAGE(?: \d{1,3})?)"
    r"(?: \([^()\n]{1,20}\))?)?"
    r"(?P<rest>(?: FROM THIS POINT)? UNTIL THE END OF THE DOCUMENT)?(?: \((?P<page>page \d+)\))?"
)
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
