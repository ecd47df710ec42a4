"""Footnotes of a text that was laid out for the eye: "explosives2" and "2   Survey of 2019"."""

import re
from collections.abc import Iterator

from ingest.span import Span

_FURTHEST = 8000
"""How many characters below its call a footnote may stand."""
# "explosives2. The", but not in "2.5", "2 %" or "22"
_CALL = r"(?:(?<=[a-z.,;:)”’\"%])|(?<=[A-Z]{{4}})){}(?!\w|[./,]\d|[ ]?%)"
# "2     Survey among 22 Member States", with the lines that go on below it, indented
_BODY = re.compile(
    r"^[ \f]{0,6}(?P<number>\d{1,2})[ \t]{2,}(?P<words>(?!\d)\S[^\n]*|\d{4,5}/\d{2}[^\n]*)"
    r"(?P<more>(?:\n[ \t]{2,}[^\s\d•·o-][^\n]*)*)$",
    re.MULTILINE,
)


def page_notes(text: str, known: set[int]) -> Iterator[tuple[int, Span, Span, int]]:
    """Yield number, call, words and start of each footnote that is called by a bare digit.

    They are numbered from 1 on; each number is glued to a word above its footnote. Those `known`
    already, by raised digits, are left out.
    """
    number = 1
    position = 0
    while number not in known:
        call = re.compile(_CALL.format(number)).search(text, position)
        body = _body(text, number, call.end()) if call else None
        if not call or not body:
            return
        words = Span(start=body.start("words"), end=body.end("more"))
        yield number, Span(start=call.start(), end=call.end()), words, body.start("number")
        number, position = number + 1, call.end()


def _body(text: str, number: int, start: int) -> re.Match[str] | None:
    bodies = _BODY.finditer(text, start, min(len(text), start + _FURTHEST))
    return next((body for body in bodies if int(body["number"]) == number), None)
