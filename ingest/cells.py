"""Read the cells of a form: lists of actors, and indicators with their targets."""

import re
from collections.abc import Iterator, Sequence

from ingest.actors import ActorMention, find_actors, read_actor
from ingest.forms.labels import label_data
from ingest.model import ActorValue, Kpi, Value
from ingest.targets import kpi_of
from ingest.text import BULLET, clean, split_lines, split_span, trim, value_at, values_of

# "a) ", "1. ", "B) ", "(c) ", "iv. " in front of an indicator or an activity
MARKER = re.compile(r"[\t ]*\(?([A-Za-z]|[ivx]{1,4}|\d{1,2})[.)](?:[\t ]+|(?=[A-Z]))")
_FEW_WORDS = 4
# "Number of arrests (20)", "arrests: 45", "cash seized: EUR 6 million"
_TARGET_STATED = re.compile(r"(?:\)|:\s*(?:[A-Za-z]+ ){0,2}\d[\d ,.]*(?:\s*%|\s[a-z]+){0,2})\Z")
# "60", "at least 5", "93 %", "EUR 2 million", "500 000 pictures", "(48)"
_TARGET_ALONE = re.compile(
    r"\(?(?:(?:at least|at most|min\.|minimum|up to|EUR|over|more than|[<>≥≤])\s*)*"
    r"\d[\d ,.\u00a0]*(?:\s*%|(?:\s+[a-z]+){0,2})\)?",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(";")
# "150 kg seized", "at least 40 arrests"
_NUMBER = re.compile(r"(?:at least |min\. |about )?\d", re.IGNORECASE)
# behind the number or the date of an item, before the next one: ") Number of ...", ": Q2 Checks"
_RUN_ON = re.compile(r"(?:(?<=\d\))|(?<=%\))|(?<=[a-z]\))|(?<=Q[1-4]))[ \t\n]+(?=[A-Z][a-z])")
_SEPARATOR = re.compile(r"[,;]")
# "L: UK", and "C: DE" below or behind it
_LETTER_L = re.compile(r"\s*(?:L|AL|LD)\s*[:=]\s*")
_LETTER_C = re.compile(r"(?<=[\s;,/])(?:C|CL|CAL|CO|Co|Co-L)\s*[:=]\s*")
_AND = re.compile(r"\band\b|&")
_BODIES = ("agency", "body")
# "FR (Paris police)", "ES (tbc)": a remark behind a name
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


def read_actors(text: str, start: int, end: int) -> tuple[ActorValue, ...]:
    """Return the actors of a cell in order; free text that names no actor is kept whole.

    "AT, BG, United Kingdom" gives three actors; "Respective EU MS and TCs hosting the Joint
    Operations of Frontex" gives one value without a code.
    """
    values: list[ActorValue] = []
    for line in _soft_lines(text, start, end):
        values += _line_actors(text, *line)
    return tuple(values)


def split_leaders(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Split a leader's cell into the leaders and the partners named behind them.

    "ES, in cooperation with EC, IT, MT" gives the offsets of "ES," and of "EC, IT, MT", as does
    "L: ES C: EC, IT, MT"; without partners the second pair is empty.
    """
    lettered = _LETTER_L.match(text, start, end)
    if lettered:
        other = _LETTER_C.search(text, lettered.end(), end)
        stop = other.start() if other else end
        return (lettered.end(), stop), (other.end() if other else end, end)
    words = "|".join(re.escape(words) for words in label_data().partners_after)
    found = re.compile(rf"\b(?:{words})\b", re.IGNORECASE).search(text, start, end)
    if not found:
        return (start, end), (end, end)
    return (start, found.start()), (found.end(), end)


def _soft_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of a cell, a line that is broken inside a list joined to the next one."""
    begin: int | None = None
    previous_end = start
    for line in split_lines(text, start, end):
        if line.blank:
            continue
        open_list = begin is not None and re.search(r"[,;&]\s*$", text[begin:previous_end])
        if begin is None or open_list or _continues(text, begin, previous_end, line.text):
            begin = line.start if begin is None else begin
        else:
            yield begin, previous_end
            begin = line.start
        previous_end = line.end
    if begin is not None:
        yield begin, previous_end


def _continues(text: str, begin: int, end: int, following: str) -> bool:
    """Tell whether a line goes on with what the one before it says.

    A name is broken over the line end, or a sentence: "EU Agencies in" / "accordance with ...".
    """
    if following.strip()[:1].islower() and read_actor(following.strip(" .")) is None:
        return True
    said = text[begin:end].strip()
    sentence = len(said.split()) > _FEW_WORDS and "," not in said and said[-1:] not in ".:)"
    if sentence and not _embedded(said):
        return not _embedded(following) and "," not in following
    return _continues_name(text, begin, end, following)


def _continues_name(text: str, begin: int, end: int, following: str) -> bool:
    """Tell whether a name is broken over the line end: "United" / "Kingdom, USDSS"."""
    last = re.split(r"[,;]", text[begin:end])[-1].strip()
    first = re.split(r"[,;]", following)[0].strip()
    halved = first.startswith(("and ", "(")) or read_actor(last) is None
    return bool(last) and halved and read_actor(f"{last} {first}") is not None


def _line_actors(text: str, start: int, end: int) -> list[ActorValue]:
    span = trim(text, start, end)
    start, end = span.start, span.end
    if text[start : start + 1] == "(" and text[end - 1 : end] == ")":
        start, end = start + 1, end - 1
    pieces = split_span(text, start, end, _SEPARATOR)
    values = [value for piece in pieces for value in _piece_actors(text, *piece)]
    if any(value.code for value in values):
        return values
    whole = value_at(text, start, end)
    return [ActorValue(**whole.model_dump())] if whole and values else []


def _piece_actors(text: str, start: int, end: int) -> list[ActorValue]:
    """Return the actors of one piece between commas: "AT and Frontex", "Frontex Europol"."""
    leading = re.compile(r"\s*(?:and\b|&)").match(text, start, end)
    value = value_at(text, leading.end() if leading else start, end)
    if value is None or not re.search(r"\w", value.value):
        return []
    value = value.model_copy(update={"value": value.value.rstrip(" .")})
    known = read_actor(value.value) or read_actor(_REMARK.sub("", value.value))
    if known:
        whole = _actor_value(text, value.start, value.start + _length(text, value), known.code)
        return [whole, *_in_brackets(text, whole)]
    mentions = _embedded(text[value.start : value.end])
    if len({mention.code for mention in mentions}) == 1:
        return [_actor_value(text, value.start, value.end, mentions[0].code)]
    if mentions:
        return [
            _actor_value(text, value.start + m.start, value.start + m.end, m.code) for m in mentions
        ]
    parts = split_span(text, value.start, value.end, _AND)
    if any(read_actor(clean(text[slice(*part)])) for part in parts):
        return [found for part in parts for found in _piece_actors(text, *part)]
    return [ActorValue(**value.model_dump())]


def _in_brackets(text: str, whole: ActorValue) -> Iterator[ActorValue]:
    """Yield the body of its own that stands behind the one it belongs to: "Commission (OLAF)"."""
    remark = _REMARK.search(text, whole.start, whole.end)
    inside = trim(text, *remark.span()).quote(text).strip("() ") if remark else ""
    part = read_actor(inside) if inside else None
    if remark and part and part.code != whole.code and part.kind in _BODIES:
        start = text.index(inside, remark.start())
        yield _actor_value(text, start, start + len(inside), part.code)


def _embedded(piece: str) -> list[ActorMention]:
    """Return the actors of a piece that is nothing but actors: "Frontex Europol"."""
    mentions = list(find_actors(piece))
    rest = clean(piece)
    for mention in mentions:
        rest = rest.replace(mention.text, " ", 1)
    return mentions if mentions and not re.sub(r"\b(?:and|&)\b|[\W_]", "", rest) else []


def _length(text: str, value: Value) -> int:
    """Return how long the actor's own words are: without the footnote call or full stop behind."""
    quote = text[value.start : value.end]
    return len(value.value) if quote.startswith(value.value) else len(quote)


def _actor_value(text: str, start: int, end: int, code: str) -> ActorValue:
    return ActorValue(start=start, end=end, value=clean(text[start:end]), code=code)


def marked_pieces(text: str, start: int, end: int) -> Iterator[tuple[str | None, int, int]]:
    """Yield (marker, start, end) of a cell's pieces: a marked line and what continues it.

    Without any marker each line is a piece of its own.
    """
    lines = [line for line in split_lines(text, start, end) if not line.blank]
    marked = [MARKER.match(line.text) for line in lines]
    if not any(marked):
        yield from ((None, line.start, line.end) for line in lines)
        return
    current: tuple[str | None, int, int] | None = None
    for line, marker in zip(lines, marked, strict=True):
        if marker:
            if current:
                yield current
            current = (marker.group(1), line.start + marker.end(), line.end)
        else:
            current = (
                (current[0], current[1], line.end) if current else (None, line.start, line.end)
            )
    if current:
        yield current


def read_kpis(text: str, start: int, end: int) -> tuple[Kpi, ...]:
    """Return the indicators of a cell, each with the numbers that it states as targets."""
    pieces = [
        (bullet.end() if (bullet := BULLET.match(text, begin, stop)) else begin, stop)
        for _, begin, stop in marked_pieces(text, start, end)
    ]
    apart = [part for piece in pieces for part in listed(text, *piece, _TARGET_STATED, _NUMBER)]
    return tuple(kpi_of(value) for value in _with_targets(text, values_of(text, apart)))


def _with_targets(text: str, values: Sequence[Value]) -> list[Value]:
    """Return indicators with the targets that stand alone in the cell beside them."""
    whole: list[Value] = []
    for value in values:
        listed = BULLET.fullmatch(text, text.rfind("\n", 0, value.start) + 1, value.start)
        alone = whole and not listed and _TARGET_ALONE.fullmatch(value.value)
        open_ended = alone and kpi_of(whole[-1]).target is None
        both = value_at(text, whole[-1].start, value.end) if open_ended else None
        if both:
            whole[-1] = both
        else:
            whole.append(value)
    return whole


def listed(
    text: str,
    start: int,
    end: int,
    whole: re.Pattern[str],
    apart: re.Pattern[str] | None = None,
) -> list[tuple[int, int]]:
    """Return the items of a list in one line, divided where each is whole.

    They stand between semicolons, or run on: "Arrests (45) Nets seized (20)". Between semicolons
    it is enough that most of them open with what `apart` finds.
    """
    for between in (_SEMICOLON, _RUN_ON):
        items = split_span(text, start, end, between)
        words = [text[begin:stop].strip(" .\n") for begin, stop in items]
        complete = all(map(whole.search, words))
        if apart and between is _SEMICOLON:
            whole_brackets = all(item.count("(") == item.count(")") for item in words)
            most = 2 * sum(bool(apart.match(item)) for item in words) > len(words)
            complete |= most and whole_brackets
        if complete and len(items) > 1:
            return items
    return [(start, end)]
