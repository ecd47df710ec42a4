"""The parts of one laid-out sheet: its labels, and the lines of words that belong to each.

A label may stand beside its words, above them, below them or in the middle of them; a sheet may
have its labels in one column and its words in another, or several labels on one line.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.forms.labels import label_at, later_label_pattern
from ingest.model import Field
from ingest.straight.lines import Fragment, LaidLine
from ingest.straight.part import ACTORS, LEFT, Part, Words, words_of
from ingest.straight.sharing import share_out

# "Ref.:", "Ref.: OA 2.1", "Reference no: 2.1"
REFERENCE = re.compile(
    r"(?:Ref\.?|Reference)[ \t]*(?:no\.?)?[ \t]*:?[ \t]*"
    r"(?P<number>(?:OA[ \t]*)?\d{1,2}\.\d{1,2})?(?!\w)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?:OA[ \t]*)?\d{1,2}\.\d{1,2}", re.IGNORECASE)
_INSIDE_TABLE = (Field.TIMING, Field.ACTIVITY, Field.SUMMARY)
_MAX_LABEL_LINES = 6
_LABELLED_LINES = 3
"""How many lines of a sheet in columns have words in both columns."""


def find_parts(text: str, lines: Sequence[LaidLine]) -> list[Part]:
    """Return the parts of a sheet in order; the first holds what stands above all labels."""
    parts = [Part(None)]
    wrapped = _wrapped_labels(text, lines)
    skipped: set[int] = set()
    for position, line in enumerate(lines):
        if position in skipped:
            continue
        if not line.fragments:
            parts[-1].below.append(())
            continue
        row = _row_of_labels(text, lines, position)
        if row:
            parts += row
            skipped.update(range(position + 1, position + 1 + max(len(p.own) for p in row)))
            continue
        _read_line(text, line, wrapped, parts)
    share_out(text, parts)
    return parts


def _read_line(text: str, line: LaidLine, wrapped: dict[int, Words], parts: list[Part]) -> None:
    """Add a line's labels with their words; what stands behind no label continues the last one."""
    opened = False
    for fragment in _cut(text, line, parts[-1]):
        if fragment.start in wrapped:
            label = wrapped[fragment.start]
            if label:
                parts.append(Part(_named(words_of(text, label)), label))
                opened = True
            continue
        part = _opened_by(text, fragment, parts)
        if part and not (opened or fragment.start == line.fragments[0].start or part.reference):
            closed = text[part.label[-1].start : part.label[-1].end].endswith(":")
            part = part if closed else None
        if part:
            parts.append(part)
            opened = True
        elif opened:
            parts[-1].own = [(*(parts[-1].own[0] if parts[-1].own else ()), fragment)]
        elif (
            parts[-1].below
            and parts[-1].below[-1]
            and _same_line(text, parts[-1].below[-1][-1], fragment)
        ):
            parts[-1].below[-1] = (*parts[-1].below[-1], fragment)
        elif not _numbers(text, fragment, parts):
            parts[-1].below.append((fragment,))


def _same_line(text: str, before: Fragment, fragment: Fragment) -> bool:
    return "\n" not in text[before.end : fragment.start]


def _numbers(text: str, fragment: Fragment, parts: list[Part]) -> bool:
    """Give a reference that has no number yet the number that a fragment is."""
    if not NUMBER.fullmatch(fragment.words(text)):
        return False
    open_reference = next((p for p in parts if p.reference and not p.own), None)
    if open_reference:
        open_reference.own.append((fragment,))
    return open_reference is not None


def _opened_by(text: str, fragment: Fragment, parts: list[Part]) -> Part | None:
    reference = REFERENCE.match(text, fragment.start, fragment.end)
    if reference and (reference["number"] or reference.group().rstrip().endswith((":", "."))):
        number = reference.span("number")
        own = [(Fragment(*number, fragment.column),)] if reference["number"] else []
        label = Fragment(fragment.start, fragment.start + 3, fragment.column)
        return Part(None, (label,), list(own), reference=True)
    found = label_at(text, fragment.start, fragment.end)
    if not found or (parts[-1].field == Field.ACTIVITY and found[0] in _INSIDE_TABLE):
        return None
    named, stop = found
    rest = text[stop : fragment.end]
    begin = stop + len(rest) - len(rest.lstrip())
    own = [(Fragment(begin, fragment.end, fragment.column),)] if rest.strip() else []
    return Part(named, (Fragment(fragment.start, stop, fragment.column),), list(own))


def _cut(text: str, line: LaidLine, last: Part) -> Iterator[Fragment]:
    """Yield a line's fragments, cut in front of labels where the line opens with one."""
    first = line.fragments[0]
    fragments = list(_whole(text, line.fragments))
    labelled = any(
        REFERENCE.match(text, f.start, f.end) or label_at(text, f.start, f.end) for f in fragments
    )
    for fragment in fragments:
        begin = fragment.start
        if labelled and last.field != Field.ACTIVITY:
            own = label_at(text, fragment.start, fragment.end)
            later = own[1] if own else fragment.start
            for match in later_label_pattern().finditer(text, later, fragment.end):
                yield _trimmed(text, begin, match.start(), first.start, first.column)
                begin = match.start()
        yield _trimmed(text, begin, fragment.end, first.start, first.column)


def _whole(text: str, fragments: Words) -> Iterator[Fragment]:
    """Yield a line's fragments; a label with wide gaps between its words is one."""
    reached = 0
    for fragment in fragments:
        if fragment.start < reached:
            continue
        found = label_at(text, fragment.start, fragments[-1].end)
        reached = max(fragment.end, found[1] if found else 0)
        whole = next(f.end for f in fragments if f.end >= reached)
        reached = whole
        yield Fragment(fragment.start, whole, fragment.column)


def _trimmed(text: str, start: int, end: int, first: int, column: int) -> Fragment:
    words = text[start:end]
    return Fragment(start, start + len(words.rstrip()), column + start - first)


def _wrapped_labels(text: str, lines: Sequence[LaidLine]) -> dict[int, Words]:
    """Return labels in the first column that go on over lines, by where their fragments start.

    The first fragment of such a label stands for the whole, the others for nothing.
    """
    found: dict[int, Words] = {}
    if sum(len(line.fragments) > 1 for line in lines) < _LABELLED_LINES:
        return found
    for position, line in enumerate(lines):
        if not line.fragments or line.fragments[0].start in found:
            continue
        first = line.fragments[0]
        following = [
            later.fragments[0]
            for later in lines[position : position + _MAX_LABEL_LINES]
            if later.fragments and abs(later.fragments[0].column - first.column) <= LEFT
        ]
        for size in range(min(len(following), _MAX_LABEL_LINES), 1, -1):
            label = tuple(following[:size])
            if _named(words_of(text, label)):
                found |= {fragment.start: () for fragment in label}
                found[first.start] = label
                break
    return found


def _named(printed: str) -> Field | None:
    """Return the field that a label stands for when it is nothing but that label."""
    found = label_at(printed, 0, len(printed))
    return found[0] if found and not printed[found[1] :].strip() else None


def _row_of_labels(text: str, lines: Sequence[LaidLine], position: int) -> list[Part]:
    """Return the parts of a row of labels with their words below them, column by column."""
    heads = lines[position].fragments
    named = [label_at(text, head.start, head.end) for head in heads]
    stops = [found[1] if found else head.start for found, head in zip(named, heads, strict=True)]
    bare = [not text[stop : head.end].strip() for stop, head in zip(stops, heads, strict=True)]
    if len(heads) < 2 or not all(bare):
        return []
    if not any(n and n[0] in ACTORS for n in named):
        return []
    parts = [Part(n[0], (head,)) for n, head in zip(named, heads, strict=True) if n]
    for line in lines[position + 1 :]:
        labelled = any(label_at(text, f.start, f.end) for f in line.fragments)
        if not line.fragments or labelled:
            break
        below = [
            min(range(len(heads)), key=lambda n: abs(heads[n].column - f.column))
            for f in line.fragments
        ]
        for number, part in enumerate(parts):
            own = [f for f, at in zip(line.fragments, below, strict=True) if at == number]
            part.own.append(tuple(own))
    return parts if any(part.own for part in parts) else []
