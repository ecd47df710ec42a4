"""The numbers and bullets that Word writes in front of list paragraphs and headings."""

import re
from dataclasses import dataclass
from typing import Any

from ingest.readers.marks import BULLET_MARK

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_LEVEL = 8
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its number is written, the text around it, and its first number."""

    form: str
    text: str
    start: int


class Numbering:
    """Counts the list paragraphs of a document as they come."""

    def __init__(self, document: Any) -> None:
        """Read the lists and the list styles that a document defines."""
        self._levels = _levels(document)
        self._styles = {s.style_id: s.element for s in document.styles}
        self._counts: dict[int, list[int | None]] = {}

    def label(self, paragraph: Any) -> str:
        """Return what stands in front of a paragraph: "2.1", "a)", "·"; empty for none."""
        number, level = self._place(paragraph)
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        if levels[level].form == "bullet":
            return BULLET_MARK
        counts = self._counts.setdefault(number, [None] * (_MAX_LEVEL + 1))
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_MAX_LEVEL - level)
        return re.sub(
            r"%([1-9])",
            lambda match: self._written(levels, counts, int(match.group(1)) - 1),
            levels[level].text,
        ).strip()

    @staticmethod
    def _written(levels: dict[int, _Level], counts: list[int | None], level: int) -> str:
        known = levels.get(level, _Level("decimal", "", 1))
        count = counts[level]
        return _write(known.start if count is None else count, known.form)

    def _place(self, paragraph: Any) -> tuple[int, int]:
        """Return the list and the level of a paragraph, from itself or its style; -1 for none."""
        found = _list_of(paragraph.find(f"{_W}pPr"))
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        key = style.get(f"{_W}val") if style is not None else None
        for _ in range(_MAX_LEVEL):
            if found[0] is not None or key not in self._styles:
                break
            element = self._styles[key]
            found = _list_of(element.find(f"{_W}pPr"))
            base = element.find(f"{_W}basedOn")
            key = base.get(f"{_W}val") if base is not None else None
        number, level = found
        return (-1 if number is None else number), min(level, _MAX_LEVEL)


def _list_of(properties: Any) -> tuple[int | None, int]:
    element = properties.find(f"{_W}numPr") if properties is not None else None
    if element is None:
        return None, 0
    number, level = element.find(f"{_W}numId"), element.find(f"{_W}ilvl")
    return (
        int(number.get(f"{_W}val", "0")) if number is not None else None,
        int(level.get(f"{_W}val", "0")) if level is not None else 0,
    )


def _levels(document: Any) -> dict[int, dict[int, _Level]]:
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {
        element.get(f"{_W}abstractNumId"): {
            int(level.get(f"{_W}ilvl", "0")): _level(level) for level in element.iter(f"{_W}lvl")
        }
        for element in root.iter(f"{_W}abstractNum")
    }
    found = {}
    for element in root.iter(f"{_W}num"):
        target = element.find(f"{_W}abstractNumId")
        if target is not None:
            levels = abstract.get(target.get(f"{_W}val"), {})
            found[int(element.get(f"{_W}numId", "0"))] = levels
    return found


def _level(element: Any) -> _Level:
    def value(tag: str, default: str) -> str:
        child = element.find(f"{_W}{tag}")
        return str(child.get(f"{_W}val", default)) if child is not None else default

    return _Level(value("numFmt", "decimal"), value("lvlText", ""), int(value("start", "1")))


def _write(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written
