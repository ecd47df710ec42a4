"""Read the cells of a form: lists of actors, indicators with their targets, numbered activities."""

import re
from collections.abc import Iterator

from ingest.actors import ActorMention, find_actors, read_actor
from ingest.forms.labels import label_data
from ingest.model import Activity, ActorValue, Kpi, Target, Value
from ingest.text import clean, split_lines, split_span, trim, value_at

# "a) ", "1. ", "B) ", "(c) " in front of an indicator or an activity
MARKER = re.compile(r"[\t ]*\(?([A-Za-z]|\d{1,2})[.)](?:[\t ]+|(?=[A-Z]))")
# "Q1-Q4", "Q1 - Q4", "Q3", "2023", "Q2/Q3 2022"
TIMING = re.compile(
    r"Q\s?[1-4](?:\s?[-\u2013/,]\s?Q?\s?[1-4])*(?:\s+20\d\d)?|20\d\d", re.IGNORECASE
)
_SEPARATOR = re.compile(r"[,;]|\band\b|\n|<br ?/?>|</p>")
_NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORDS = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
# "5,000", "4.6", "90", "twenty five"
_NUMBER = (
    rf"\d{{1,3}}(?:[,\u00a0 ]\d{{3}})+(?!\d)|\d+(?:\.\d+)?|\b(?:{_WORDS})(?:[ -](?:{_WORDS}))?\b"
)
# "(200)", "(minimum: 40 EPMTs, 40 ISAA contributions)"
_BRACKET = re.compile(r"\(([^()]*)\)")
# "At least 1 per year", "- min. 2", "minimum satisfaction level 4/6"
_PHRASE = re.compile(
    rf"(?:\bat least|\bat most|\bminimum|\bmin\.|\bup to|\babove|\bover|\btarget:?)"
    rf"(?P<words>[a-z :]{{0,24}}?)(?P<rest>(?:{_NUMBER})(?![\w.]*/\d{{2,}}).*)",
    re.IGNORECASE,
)
# a number that is no target: "OA 2.6", "Q1", "scale 1-6", "cooperation with 2021", "EU 2020/493"
_NO_TARGET = re.compile(
    r"\bOA\s*\d+\.\d+|\bQ[1-4]\b|\bscale\b.*|\b(?:19|20)\d\d(?:/\d+)?\b|\b[A-Z]+\d+\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>%|/\d+|out of \d+|[^\d,;()]*)", re.IGNORECASE
)


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

    "ES, in cooperation with EC, IT, MT" gives the offsets of "ES," and of "EC, IT, MT"; without
    partners the second pair is empty.
    """
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
        if begin is None or open_list or _continues_name(text, begin, previous_end, line.text):
            begin = line.start if begin is None else begin
        else:
            yield begin, previous_end
            begin = line.start
        previous_end = line.end
    if begin is not None:
        yield begin, previous_end


def _continues_name(text: str, begin: int, end: int, following: str) -> bool:
    """Tell whether a name is broken over the line end: "United" / "Kingdom, USDSS"."""
    last = re.split(r"[,;]", text[begin:end])[-1].strip()
    first = re.split(r"[,;]", following)[0].strip()
    return bool(last) and read_actor(last) is None and read_actor(f"{last} {first}") is not None


def _line_actors(text: str, start: int, end: int) -> list[ActorValue]:
    span = trim(text, start, end)
    start, end = span.start, span.end
    if text[start : start + 1] == "(" and text[end - 1 : end] == ")":
        start, end = start + 1, end - 1
    pieces = [trim(text, *piece) for piece in split_span(text, start, end, _SEPARATOR)]
    names = [read_actor(clean(piece.quote(text))) for piece in pieces]
    if not any(names) and not any(_embedded(piece.quote(text)) for piece in pieces):
        whole = value_at(text, start, end)
        return [ActorValue(**whole.model_dump())] if whole else []
    commas = [trim(text, *piece) for piece in split_span(text, start, end, re.compile(r"[,;\n]"))]
    return [value for piece in commas for value in _piece_actors(text, piece.start, piece.end)]


def _embedded(piece: str) -> list[ActorMention]:
    """Return the actors of a piece that is nothing but actors: "Frontex Europol"."""
    mentions = list(find_actors(piece))
    rest = clean(piece)
    for mention in mentions:
        rest = rest.replace(mention.text, " ", 1)
    return mentions if mentions and not re.sub(r"\b(?:and|&)\b|[\W_]", "", rest) else []


def _piece_actors(text: str, start: int, end: int) -> list[ActorValue]:
    """Return the actors of one piece between commas: "AT and Frontex", "Frontex Europol"."""
    leading = re.compile(r"\s*(?:and|&)\s+").match(text, start, end)
    value = value_at(text, leading.end() if leading else start, end)
    if value is None:
        return []
    value = value.model_copy(update={"value": value.value.rstrip(" .")})
    known = read_actor(value.value)
    if known:
        return [_actor_value(text, value.start, value.start + _length(text, value), known.code)]
    mentions = _embedded(text[value.start : value.end])
    if mentions:
        return [
            _actor_value(text, value.start + m.start, value.start + m.end, m.code) for m in mentions
        ]
    return [ActorValue(**value.model_dump())]


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
    kpis = []
    for _, begin, stop in marked_pieces(text, start, end):
        value = value_at(text, begin, stop)
        if value:
            targets = tuple(read_targets(value.value))
            first = targets[0] if targets else None
            kpis.append(
                Kpi(
                    **value.model_dump(),
                    target=first.number if first else None,
                    unit=first.unit if first else None,
                    targets=targets,
                )
            )
    return tuple(kpis)


def read_targets(kpi: str) -> Iterator[Target]:
    """Yield the target numbers that an indicator states, with their units.

    "(26 per event)" gives 26 "per event"; "At least 5 per year." gives 5 "per year"; a number that
    is a reference, a year or a scale is no target.
    """
    stated = [m.group(1) for m in _BRACKET.finditer(kpi) if re.search(_NUMBER, m.group(1), re.I)]
    phrase = _PHRASE.search(kpi)
    if phrase and not any(phrase.group(0) in group for group in stated):
        stated.append(phrase.group("words") + phrase.group("rest"))
    for group in stated:
        alone = re.fullmatch(_NUMBER, group.strip(), re.IGNORECASE)
        words = group if alone else _NO_TARGET.sub(" ", group)
        for piece in re.split(r";|,(?!\d{3})|/(?=\d+ or)|\band\b", words):
            found = _TARGET.search(piece)
            if found:
                unit = found["unit"].strip(" .:\u2013-)").removeprefix("of ").strip()
                yield Target(number=_number(found["number"]), unit=unit or None)


def _number(printed: str) -> float:
    digits = re.sub(r"[,\u00a0 ](?=\d{3})", "", printed)
    if re.fullmatch(r"[\d.]+", digits):
        return float(digits)
    return float(sum(_NUMBER_WORDS[word] for word in re.split(r"[ -]", printed.lower())))


def read_activities(text: str, start: int, end: int) -> tuple[Activity, ...]:
    """Return the numbered activities of a sheet's table, each with its timing as printed.

    A cell starts at a tab; what follows without a tab, sub-bullets too, continues the cell.
    """
    activities: list[Activity] = []
    marker: str | None = None
    for begin, stop in _cells(text, start, end):
        words = clean(text[begin:stop])
        if TIMING.fullmatch(words):
            if activities:
                span = trim(text, begin, stop)
                activities[-1] = activities[-1].model_copy(
                    update={"timing": words, "timing_start": span.start, "timing_end": span.end}
                )
        elif re.fullmatch(r"\d{1,2}[.)]?", words):
            marker = words.rstrip(".)")
        elif words and words.casefold() not in ("activity", "timing", "activity timing"):
            found = MARKER.match(text, begin, stop)
            value = value_at(text, found.end() if found else begin, stop)
            if value:
                own = found.group(1) if found else marker
                activities.append(Activity(**value.model_dump(), marker=own))
            marker = None
    return tuple(activities)


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the cells of a sheet's inner table: from one tab or marked line to the next."""
    begin: int | None = None
    stop = start
    for line in split_lines(text, start, end):
        if line.blank and not line.text.startswith("\t"):
            continue
        opens = line.text.startswith("\t") or re.match(r"\d{1,2}\)", line.text)
        if begin is not None and opens:
            yield begin, stop
            begin = line.start
        begin = line.start if begin is None else begin
        stop = line.end
    if begin is not None:
        yield begin, stop
