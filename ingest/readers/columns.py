"""The reading order of a page's lines: one column, or two side by side."""

from collections.abc import Sequence

from ingest.readers.lines import TextLine, Word, group_lines

_MIN_LINES = 6
_MIN_GUTTER = 10.0
_STEPS = 30


def in_reading_order(words: Sequence[Word], width: float) -> list[TextLine]:
    """Return the lines of a page; where it is set in two columns, the left one first."""
    lines = group_lines(words)
    gutter = _gutter(lines, width)
    if gutter is None:
        return lines
    ordered: list[TextLine] = []
    band: list[TextLine] = []
    for line in lines:
        if _crosses(line, gutter):
            ordered += _split(band, gutter)
            band = []
            ordered.append(line)
        else:
            band.append(line)
    return [*ordered, *_split(band, gutter)]


def _gutter(lines: Sequence[TextLine], width: float) -> float | None:
    """Return the middle of the white strip between two columns, or None for one column."""
    if len(lines) < _MIN_LINES:
        return None
    best: tuple[int, float] | None = None
    for step in range(_STEPS + 1):
        x = width * (0.35 + 0.3 * step / _STEPS)
        crossing = sum(_crosses(line, x) for line in lines)
        both = min(map(len, _sides([line for line in lines if not _crosses(line, x)], x)))
        enough = both >= _MIN_LINES and both >= 0.4 * len(lines)
        if enough and crossing <= 0.35 * len(lines) and (best is None or both > best[0]):
            best = both, x
    return best[1] if best else None


def _crosses(line: TextLine, x: float) -> bool:
    """Tell whether a line runs over x: with a word, or with less than a gutter's room."""
    left = max((word.x1 for word in line.words if word.x0 < x), default=None)
    right = min((word.x0 for word in line.words if word.x0 >= x), default=None)
    if left is not None and left > x:
        return True
    return left is not None and right is not None and right - left < _MIN_GUTTER


def _sides(lines: Sequence[TextLine], x: float) -> tuple[list[TextLine], list[TextLine]]:
    """Return the lines with words left of x, and those with words right of it."""
    left = [line for line in lines if line.words[0].x0 < x]
    return left, [line for line in lines if line.words[-1].x0 >= x]


def _split(band: Sequence[TextLine], x: float) -> list[TextLine]:
    words = [word for line in band for word in line.words]
    left = group_lines(word for word in words if word.x0 < x)
    right = group_lines(word for word in words if word.x0 >= x)
    for column in (left, right):
        edge = max((line.x1 for line in column), default=0.0)
        for line in column:
            line.right = edge
    return [*left, *right]
