"""Lines and values of a canonical text: the small tools that every form parser works with."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.model import Span, Value

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGIT_OF = str.maketrans(SUPERSCRIPTS, "0123456789")

# "[footnoteRef:2]": where a footnote is called, as a conversion from Word writes it
INLINE_CALL = re.compile(r"\[footnoteRef:(\d+)\]")
# "[2: <tab>Different routes towards Cyprus and Greece ]": its words, later on the same line
INLINE_NOTE = re.compile(r"\[(\d+):\s*+([^\]]{0,4000})\]")
# "policy cycle¹", "criminals⁷", also with a space before it as in "IT ⁷"
SUPERSCRIPT_CALL = re.compile(rf" ?[{SUPERSCRIPTS}]+")
# "<p>", "</ul>", '<ul style="list-style-type: none">'
TAG = re.compile(
    r"</?(?:p|br|ul|ol|li|u|b|i|em|strong|table|tr|td|th|span|div|sup|sub)\b[^<>]*>", re.IGNORECASE
)
# "**DELETED**", "*Western Balkans*"
EMPHASIS = re.compile(r"(?<!\w)(\*\*|\*)(?=\S)(.{1,1000}?)(?<=\S)\1")
# "[bookmark: DW_BM_COVERPAGE]", "[image: C:\...]": what a conversion from Word leaves behind
CONVERTER_MARK = re.compile(r"\[(?:bookmark|image):[^\]]{0,500}\]")
# what any of the marks above begins with
DIVIDED_AT = "\u00ad"
"""Stands for the end of a line inside of a word, where lines were put together."""
# "sexual extor-" and "tion" on the next line; not "visa-" and "and"
_DIVIDED = re.compile(
    rf"(?P<before>-?)\b(?P<head>[^\W\d_]{{2,}})-(?:\n[ \t]*|{DIVIDED_AT}[ \t]*)"
    r"(?!and\b|or\b|to\b)(?P<tail>[^\W\d_A-Z]{2,})"
)
_HYPHENED = re.compile(
    r"(?:co|non|self|anti|cross|counter|inter|multi|pre|post|sub|semi|quasi|ex|all|high|low|long"
    r"|short|real|third|well|large|small|cyber|trans|law|hard|soft|full|part|first|second)",
    re.IGNORECASE,
)
"""Words that keep their hyphen in front of another one."""
_MARKUP = re.compile(rf"[\[<*{SUPERSCRIPTS}]")
# "· ", "• ", "◆ ", "- ", "o<tab>" at the start of a line
BULLET = re.compile(r"[\t ]*(?:[·•◆▪●\uf0b7]|[-\u2013](?=\s)|o(?=\t))[\t ]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the canonical text, without its line end."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Tell whether there is nothing to read on the line."""
        return not self.text.strip()


def split_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yield the lines of text[start:end], with their offsets into the whole text."""
    stop = len(text) if end is None else end
    while start < stop:
        line_end = text.find("\n", start, stop)
        line_end = stop if line_end < 0 else line_end
        yield Line(start, line_end, text[start:line_end])
        start = line_end + 1


def lines_above(text: str, offset: int) -> Iterator[Line]:
    """Yield the lines above an offset, the nearest first, from what stands before it on its own."""
    while offset >= 0:
        start = line_start(text, offset)
        yield Line(start, offset, text[start:offset])
        offset = start - 1


def line_start(text: str, offset: int) -> int:
    """Return where the line that an offset lies on begins."""
    return text.rfind("\n", 0, offset) + 1


def clean(raw: str) -> str:
    """Return words as a reader sees them: without tags, emphasis, footnote calls, extra space.

    A word that is divided at the end of a line is put together.
    """
    text = _without_markup(raw) if _MARKUP.search(raw) else raw
    text = _DIVIDED.sub(_together, text) if "-\n" in text or DIVIDED_AT in text else text
    return " ".join(text.split()).replace("( ", "(")


def _together(match: re.Match[str]) -> str:
    """Return a divided word in one, or with its hyphen where it has one anyway: "co-leader"."""
    keeps = _HYPHENED.fullmatch(match["head"]) or match["before"]
    return f"{match['before']}{match['head']}{'-' if keeps else ''}{match['tail']}"


def _without_markup(raw: str) -> str:
    text = INLINE_NOTE.sub("", INLINE_CALL.sub("", CONVERTER_MARK.sub("", raw)))
    text = EMPHASIS.sub(r"\2", TAG.sub(" ", text))
    return SUPERSCRIPT_CALL.sub("", text)


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends; empty at `start` when all is white."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start=start, end=end)


def value_at(text: str, start: int, end: int) -> Value | None:
    """Return the cleaned value of a stretch, or None where there is nothing to read."""
    span = trim(text, start, end)
    value = clean(span.quote(text))
    return Value(start=span.start, end=span.end, value=value) if value else None


def values_of(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Value, ...]:
    """Return the cleaned values of several stretches; those without a word ("-") are left out."""
    values = [value_at(text, *span) for span in spans]
    return tuple(value for value in values if value and re.search(r"\w", value.value))


def footnote_number(superscript: str) -> int:
    """Return the number that superscript digits stand for: "¹²" gives 12."""
    return int(superscript.strip().translate(_DIGIT_OF))


def notes_called(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the refs of the footnotes that a stretch calls, each once: "Footnote 7"."""
    inline = [int(call.group(1)) for call in INLINE_CALL.finditer(text, start, end)]
    raised = [footnote_number(call.group()) for call in SUPERSCRIPT_CALL.finditer(text, start, end)]
    return tuple(f"Footnote {number}" for number in dict.fromkeys([*inline, *raised]))


def split_span(
    text: str, start: int, end: int, separator: re.Pattern[str]
) -> list[tuple[int, int]]:
    """Split a stretch at each match of a separator; returns the offsets of the pieces."""
    pieces, begin = [], start
    for match in separator.finditer(text, start, end):
        pieces.append((begin, match.start()))
        begin = match.end()
    return [*pieces, (begin, end)]
