"""What the columns of a table of actions hold, told by their cells where no header says it.

"In the lead" over cells such as "DE" and "LT, PL" is the leader's column, whatever it is called.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

from ingest.activities import read_activities
from ingest.cells import read_actors
from ingest.forms.labels import is_known_column, keeps_its_name, label_data
from ingest.model import ActorValue
from ingest.timing import DATED

# "2.1", "OA 2.1", "Action 2.1."
ACTION_NUMBER = re.compile(
    r"(?:OA|Action|Operational Action)?\s*(\d{1,2}\.\d{1,2})\.?", re.IGNORECASE
)
# "7", "Action 7", "H7" above a name: the number of an action where all are numbered through
_SERIAL = re.compile(
    r"(?:(?:OA|Action|Operational Action|Measure|No|Nr)\.?\s*)?[A-Z]{0,3}[-. ]?"
    r"(?P<number>\d{1,2})(?:[.:)]?\s+(?P<name>[^\W\d].*)|[.:)]?)",
    re.DOTALL,
)
_LEAST_SERIAL = 4
# "1.2, 4.3", "OA 2.1 and SG 3": other actions
_OTHERS = re.compile(
    r"(?:(?:OAs?|SGs?|Actions?)?\s*\d{1,2}(?:\.\d{1,2})?(?!\d|\s\d{3})\s*(?:[,;/&-]|\band\b)?\s*)+",
    re.IGNORECASE,
)
# "Carabinieri TPC (Italy)": a body, and whose it is
_BODY_OF = re.compile(r"\(([^()]+)\)\s*\Z")
# "Number of arrests (at least 30)", "min. 5", "90 % of cases", "Arrests (45)", "Arrests: 45; ..."
_MEASURED = re.compile(
    r"\b(?:number|amount|weight|value|share|percentage|rate) of\b|\bat least\b|\bmin\b|\d ?%"
    r"|[a-z] \(\d[\d ,.]*\)|[a-z]: \d[\d ,.]*(?:;|$)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;:]\s*(?:\Z|\s)")
_PARTS = re.compile(r"\s*(?:[,;/\n]|\band\b)\s*")
_MOST = 0.6
_FEW_ACTORS = 2.0
_FEW_WORDS, _MANY_WORDS, _NAME_WORDS = 14, 8, 5
_LONGER = 1.5

Cells = Sequence[Sequence[str]]
"""The words of each column in the rows of actions, those of empty cells left out."""


@dataclass(frozen=True, slots=True)
class Number:
    """The number of an action as a cell prints it, and the name that stands with it."""

    value: str
    name: tuple[int, int] | None = None
    """Where the name stands in the cell."""


def number_in(words: str, serial: bool = False) -> Number | None:
    """Return the number of an action that a cell holds; without a dot only where all have none."""
    dotted = ACTION_NUMBER.fullmatch(words.strip())
    if dotted:
        return Number(dotted.group(1))
    found = _SERIAL.fullmatch(words) if serial else None
    if found is None:
        return None
    return Number(found["number"], found.span("name") if found["name"] else None)


def numbered_through(cells: Sequence[str]) -> bool:
    """Tell whether cells are numbers from 1 on, each the next: "1", "2", or "H1 LOOKOUT"."""
    numbers = [number_in(words, serial=True) for words in cells]
    counted = [number.value for number in numbers if number]
    return len(cells) >= _LEAST_SERIAL and counted == [str(n + 1) for n in range(len(cells))]


def named_by_contents(names: Sequence[str], cells: Cells) -> tuple[str, ...]:
    """Return the names of columns, those that no form knows named for what stands below them.

    What would be a field that another column is already keeps the label that it prints, and so do
    columns whose label says that it is no field ("Budget").
    """
    found = list(names)
    _name_first(found, cells, "ref", _are_numbers)
    _name_actors(found, cells)
    _name_first(found, cells, "related", lambda own: _mostly(own, _OTHERS.fullmatch))
    _name_first(found, cells, "kpi", lambda own: _mostly(own, _MEASURED.search))
    _name_first(found, cells, "activity", has_steps)
    _name_first(found, cells, "type", lambda own: _mostly(own, _is_type))
    _name_first(found, cells, "links", lambda own: _mostly(own, _names_plan))
    _name_first(found, cells, "timing", lambda own: _mostly(own, _is_timing))
    if not _hold_names(cells[found.index("ref")] if "ref" in found else ()):
        _name_texts(found, cells)
    return tuple(found)


def _are_numbers(cells: Sequence[str]) -> bool:
    return _mostly(cells, ACTION_NUMBER.fullmatch) or numbered_through(cells)


def _hold_names(cells: Sequence[str]) -> bool:
    """Tell whether the names of actions stand with their numbers."""
    return any(number and number.name for words in cells if (number := number_in(words, True)))


def _unknown(found: Sequence[str], cells: Cells) -> list[int]:
    return [
        number
        for number, name in enumerate(found)
        if cells[number] and not is_known_column(name) and not keeps_its_name(name)
    ]


def _name_first(
    found: list[str], cells: Cells, name: str, fits: Callable[[Sequence[str]], bool]
) -> None:
    """Give a name that is free to the first column without one whose cells fit it."""
    fitting = (n for n in _unknown(found, cells) if fits(cells[n]))
    number = next(fitting, None) if name not in found else None
    if number is not None:
        found[number] = name


def _name_actors(found: list[str], cells: Cells) -> None:
    """Tell the leader from the participants by how many actors a cell names."""
    counted = {n: _actors_in(cells[n]) for n in _unknown(found, cells)}
    columns = [n for n, count in counted.items() if count]
    if "leader" not in found:
        leader = next((n for n in columns if counted[n] <= _FEW_ACTORS), None)
        if leader is not None:
            found[leader] = "leader"
            columns.remove(leader)
    for name, left in (("participants", True), ("co_leader", False)):
        if columns and name not in found:
            number = max(columns, key=lambda n: counted[n] if left else -counted[n])
            found[number] = name
            columns.remove(number)


def _actors_in(cells: Sequence[str]) -> float:
    """Return how many actors a cell names at the median, 0 for cells that are no lists of them."""
    lists = [read_actors(words, 0, len(words)) for words in cells]
    known = [own for own in lists if any(map(_is_actor, own))]
    named = all(map(_is_short, (actor.value for own in known for actor in own)))
    if len(known) < _MOST * len(cells) or not named:
        return 0.0
    return mean(len(own) for own in known)


def _is_actor(named: ActorValue) -> bool:
    """Tell whether a name is an actor's, or a body's with its country in brackets."""
    body = _BODY_OF.search(named.value)
    return bool(named.code or (body and any(a.code for a in read_actors(body[1], 0, len(body[1])))))


def _is_short(name: str) -> bool:
    return len(_BODY_OF.sub("", name).split()) <= _NAME_WORDS


def _is_timing(words: str) -> bool:
    return bool(DATED.search(words)) and len(words.split()) <= _FEW_WORDS


def has_steps(cells: Sequence[str]) -> bool:
    """Tell whether most cells are lists of steps, each with its date."""
    return _mostly(cells, _lists_steps)


def are_sentences(cells: Sequence[str]) -> bool:
    """Tell whether cells are so long that they say what is done."""
    return _words(cells) >= _MANY_WORDS


def _lists_steps(words: str) -> bool:
    """Tell whether all that a cell lists has a date behind it: "Searches: Q2; Report: Q4"."""
    steps = read_activities(words, 0, len(words))
    return bool(steps) and all(step.timing and not DATED.search(step.value) for step in steps)


def _is_type(words: str) -> bool:
    parts = [re.sub(r"^\W*\d*\W*", "", part).casefold() for part in _PARTS.split(words)]
    return all(part.strip(" .") in label_data().type_words for part in parts)


def _names_plan(words: str) -> bool:
    named = any(name in words.casefold() for name in label_data().priorities)
    return named and all(len(part.split()) <= _FEW_WORDS for part in re.split(r"[;\n]", words))


def _mostly(cells: Sequence[str], fits: Callable[[str], object]) -> bool:
    return bool(cells) and sum(bool(fits(words.strip())) for words in cells) >= _MOST * len(cells)


def _name_texts(found: list[str], cells: Cells) -> None:
    """Tell the title from the summary: it is the shorter of the two and no sentence."""
    if "title" not in found and "summary" in found:
        own, longest = found.index("summary"), _longest(found, cells)
        if longest is not None and _words(cells[longest]) > _LONGER * _words(cells[own]):
            found[own], found[longest] = "title", "summary"
    _name_first(found, cells, "title", lambda own: 1 < _words(own) <= _FEW_WORDS and _is_name(own))
    longest = _longest(found, cells)
    if "summary" not in found and longest is not None:
        found[longest] = "summary"


def _longest(found: Sequence[str], cells: Cells) -> int | None:
    """Return the column without a name whose cells are the longest, if they are sentences."""
    long = [n for n in _unknown(found, cells) if _words(cells[n]) >= _MANY_WORDS]
    return max(long, key=lambda n: _words(cells[n]), default=None)


def _words(cells: Sequence[str]) -> float:
    return mean(len(words.split()) for words in cells) if cells else 0.0


def _is_name(cells: Sequence[str]) -> bool:
    return not _mostly(cells, _SENTENCE.search)
