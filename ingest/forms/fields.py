"""The fields of an action from the stretches that a form found for each."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ingest.activities import read_activities
from ingest.cells import read_actors, read_kpis, split_leaders
from ingest.forms.entry import Entry
from ingest.forms.labels import label_data
from ingest.model import Action, Activity, ActorValue, Field, Kpi, Span, Value
from ingest.targets import kpi_of
from ingest.text import BULLET, clean, notes_called, split_span, trim, value_at, values_of

# "OA 2.1", "OAs 1.1, 1.2 and 5.1", "actions 1.1 and 5.1"
_OTHER_ACTIONS = re.compile(
    r"\b(?:OAs?|[Aa]ctions?)[\s-]*(\d{1,2}\.\d{1,2}(?:(?:,| and|, and| &)\s+\d{1,2}\.\d{1,2}\b)*)"
)
NUMBER = re.compile(r"\d{1,2}\.\d{1,2}")
# "2.1", "OA-3.3", "Action 2.1": a whole piece of a list of links that names another action
_ACTION_ALONE = re.compile(r"(?:(?:OA|Action)s?[\s-]*)?(\d{1,2}\.\d{1,2})", re.IGNORECASE)

Content = dict[Field, list[tuple[int, int]]]
"""Where the words of each field stand, as offsets."""


def read_action(
    text: str,
    ref: str,
    goal: str,
    span: Span,
    title: Value | None,
    own: Value,
    content: Content,
) -> Action:
    """Return an action from its fields' stretches; without a title a summary or `own` gives one."""
    summary = values_of(text, content.get(Field.SUMMARY, []))
    links, actions = divided_links(text, content.get(Field.LINKS, []))
    leaders, partners = read_leaders(text, content.get(Field.LEADER, []))
    return Action(
        **span.model_dump(),
        ref=ref,
        goal=goal,
        title=title or first_sentence(text, summary) or own,
        leaders=leaders,
        co_leaders=(*partners, *_actors(text, content.get(Field.CO_LEADER, []))),
        participants=_actors(text, content.get(Field.PARTICIPANTS, [])),
        summary=summary,
        targets=values_of(text, content.get(Field.TARGET, [])),
        kpis=tuple(k for s in content.get(Field.KPI, []) for k in read_kpis(text, *s)),
        types=read_types(text, content.get(Field.TYPE, [])),
        activities=tuple(
            a for s in content.get(Field.ACTIVITY, []) for a in read_activities(text, *s)
        ),
        timing=values_of(text, content.get(Field.TIMING, [])),
        links=links,
        jads=tuple(v for v in values_of(text, content.get(Field.JAD, [])) if not is_none(v)),
        related=_related(text, span.start, span.end, ref, actions),
        notes=notes_called(text, span.start, span.end),
    )


def divided_links(
    text: str, spans: list[tuple[int, int]]
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Return the linked plans that cells name, and apart the actions named by number alone."""
    links = read_links(text, spans)
    actions = tuple(value for value in links if _ACTION_ALONE.fullmatch(value.value))
    return tuple(v for v in links if v not in actions and not is_none(v)), actions


def is_none(value: Value) -> bool:
    """Tell whether a value says that there is nothing: "none", "n/a", "-"."""
    return value.value.strip(" .").casefold() in label_data().nothing


def read_leaders(
    text: str, cells: Sequence[tuple[int, int]]
) -> tuple[tuple[ActorValue, ...], tuple[ActorValue, ...]]:
    """Return the leaders that cells name, and the partners named behind them."""
    parts = [split_leaders(text, *cell) for cell in cells]
    return _actors(text, [own for own, _ in parts]), _actors(text, [rest for _, rest in parts])


def _actors(text: str, cells: Sequence[tuple[int, int]]) -> tuple[ActorValue, ...]:
    found = (actor for cell in cells for actor in read_actors(text, *cell))
    return tuple(actor for actor in found if actor.code or not is_none(actor))


def first_sentence(text: str, summary: tuple[Value, ...]) -> Value | None:
    """Return the first sentence of a summary: the title of an action that no overview names."""
    if not summary:
        return None
    stop = re.compile(r"(?<=[.:])\s").search(text, summary[0].start, summary[0].end)
    value = value_at(text, summary[0].start, stop.start() if stop else summary[0].end)
    return value and value.model_copy(update={"value": value.value.rstrip(".:")})


def unbulleted(text: str) -> Callable[[tuple[int, int]], tuple[int, int]]:
    """Return what leaves out the bullet in front of a stretch of a text."""

    def without(stretch: tuple[int, int]) -> tuple[int, int]:
        bullet = BULLET.match(text, *stretch)
        return (bullet.end() if bullet else stretch[0], stretch[1])

    return without


def read_types(text: str, spans: list[tuple[int, int]]) -> tuple[Value, ...]:
    """Return the types of an action, one a line or between commas."""
    pieces = [piece for span in spans for piece in split_span(text, *span, re.compile(r"[,;\n]"))]
    values = values_of(text, map(unbulleted(text), pieces))
    return tuple(v.model_copy(update={"value": v.value.rstrip(" .")}) for v in values)


def read_links(text: str, spans: list[tuple[int, int]]) -> tuple[Value, ...]:
    """Return the linked plans; a list in one line is split at commas when all pieces are short."""
    values: list[Value] = []
    for start, end in _within(text, spans):
        semicolons = ";" in text[start:end]
        for piece in split_span(text, start, end, re.compile(r"[;\n]")):
            commas = split_span(text, *piece, _list_comma())
            words = [len(text[a:b].split()) for a, b in commas if text[a:b].strip()]
            sentence = text[piece[0] : piece[1]].strip().endswith(".")
            listed = not semicolons and not sentence and max(words, default=0) <= 5
            listed |= all(_ACTION_ALONE.fullmatch(text[a:b].strip()) for a, b in commas)
            values += values_of(text, map(unbulleted(text), commas if listed else [piece]))
    return tuple(v.model_copy(update={"value": v.value.rstrip(" .,;")}) for v in values)


# "Within this OAP: OA 2.1. Other OAPs: Firearms"
_LINKS_LABEL = re.compile(
    r"(?:^|(?<=[.;\n])\s*)(?:(?:Within|Inside|In|Other|Same|This|To|With)\b[A-Za-z ]{0,24}"
    r"|Internal|External):\s+"
)


def _within(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what stands behind each label inside a cell of links, or the cell where none does."""
    for start, end in spans:
        labels = list(_LINKS_LABEL.finditer(text[start:end]))
        places = [start + label.start() for label in labels] + [end]
        if not labels:
            yield start, end
        for label, stop in zip(labels, places[1:], strict=True):
            own = trim(text, start + label.end(), stop)
            yield own.start, own.end - text[own.start : own.end].endswith(".")


@lru_cache(maxsize=1)
def _list_comma() -> re.Pattern[str]:
    """Return the pattern of a comma between plans: one that stands in no plan's own name."""
    names = [name.split(",") for name in label_data().plans_with_comma]
    inside = {(left.split()[-1], right.split()[0]) for n in names for left, right in pairwise(n)}
    apart = "".join(rf"(?!(?<=\b{re.escape(a)},)\s+{re.escape(b)}\b)" for a, b in sorted(inside))
    return re.compile(f",{apart}", re.IGNORECASE)


def actions_named(text: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the number of each action that words name, and where: "actions 1.1 and 5.1"."""
    for match in _OTHER_ACTIONS.finditer(text, start, end):
        numbers = list(NUMBER.finditer(text, *match.span(1)))
        for at, number in enumerate(numbers):
            yield number.group(), number.span() if at else (match.start(), number.end())


def _related(
    text: str, start: int, end: int, ref: str, linked: Sequence[Value]
) -> tuple[Value, ...]:
    """Return the other actions that a sheet names, and those `linked` by number, each once."""
    found: dict[str, Value] = {}
    named = list(actions_named(text, start, end))
    for value in linked:
        number = _ACTION_ALONE.fullmatch(value.value)
        named += [(number.group(1), (value.start, value.end))] if number else []
    for number_told, (begin, stop) in sorted(named, key=lambda one: one[1]):
        other = f"OA {number_told}"
        if other != ref and other not in found:
            found[other] = Value(start=begin, end=stop, value=other)
    return tuple(found.values())


# "a) Reports issued", "KPI 1. Reports issued"
_NUMBERED = re.compile(r"(?:KPI\s*)?\w{1,2}[.):]\s+")


def _unnumbered(text: str, span: Span) -> tuple[int, int]:
    """Return where the words of a step stand behind its number: "1) Kick-off meeting"."""
    number = _NUMBERED.match(text, span.start, span.end)
    return (number.end() if number else span.start, span.end)


def inner_kpis(text: str, entries: Sequence[Entry]) -> tuple[Kpi, ...]:
    """Return the indicators of tables inside a sheet: "Arrests (45)", by the column of targets."""
    found = []
    for entry in entries:
        if entry.field != Field.KPI or not entry.named:
            continue
        span = trim(text, entry.start, entry.end)
        words = clean(text[slice(*_unnumbered(text, entry.named))])
        stated = clean(entry.stated.quote(text)) if entry.stated else ""
        told = f"{words} ({stated})" if stated else words
        found.append(kpi_of(Value(**span.model_dump(), value=told)))
    return tuple(found)


def inner_activities(text: str, entries: Sequence[Entry]) -> tuple[Activity, ...]:
    """Return the steps of tables inside a sheet, each with the date in the column of dates."""
    found = []
    for entry in entries:
        value = entry.named and value_at(text, *_unnumbered(text, entry.named))
        if entry.field != Field.ACTIVITY or not value:
            continue
        dated = {}
        if entry.stated:
            words = clean(entry.stated.quote(text))
            dated = {"timing": words, "timing_start": entry.stated.start}
            dated["timing_end"] = entry.stated.end
        found.append(Activity(**value.model_dump(), **dated))
    return tuple(found)
