"""A row of items on its way to conditions, and the sizes and targets that it states."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from answer.query import Role
from answer.select.grammar import Item
from answer.select.selection import Having, Party, Sign, Size

# "more than 20", "5 or more"; a bare number in front of what is counted
_SIZE = re.compile(
    r"(?P<sign>[>\]<\[=U])(?P<one>#)|(?P<two>#)(?P<behind>[\]\[])|(?P<bare>#)(?=[LFK])"
    r"|(?<=F)(?P<last>#)"
)
# "arrests or smugglers caught"
_TARGETS = re.compile(r"t+(?:Ot+)*")
_AS = 4
"""How many characters "as" and the spaces beside it take at least."""
SIGNS: dict[str, Sign] = {
    ">": "more", "]": "at_least", "<": "fewer", "[": "at_most", "=": "exactly", "U": "exactly",
}  # fmt: skip


@dataclass(slots=True)
class Reading:
    """A row of items and which of them are understood already."""

    items: Sequence[Item]
    text: str
    used: set[int] = field(default_factory=set)
    sizes: dict[int, Size] = field(default_factory=dict)
    """The size that stands in front of an item, by the item's position."""
    parties: list[Party] = field(default_factory=list)
    targets: list[Having] = field(default_factory=list)

    def roles(self, start: int, end: int) -> tuple[Role, ...]:
        """Return the roles of some items; none where any role will do."""
        return roles_of(self.items[start:end])


def roles_of(items: Sequence[Item]) -> tuple[Role, ...]:
    """Return the roles that some items name; none where any will do.

    Of two words side by side the second counts: "takes part in any role", "appears as leader".
    """
    pairs = zip_longest(items, items[1:])
    told = [
        i.value for i, behind in pairs if i.tag == "role" and not (behind and behind.tag == "role")
    ]
    return () if "any" in told else tuple(dict.fromkeys(told))  # type: ignore[arg-type]


def read_sizes(reading: Reading) -> None:
    """Read what is held against a number: "more than 20", "5 or more", "200 arrests"."""
    for match in _SIZE.finditer(reading.text):
        sign = match["sign"] or match["behind"] or "="
        at = match.start(next(name for name in ("one", "two", "bare", "last") if match[name]))
        size = Size(SIGNS[sign], float(reading.items[at].value))
        behind = match.end()
        typed = behind < len(reading.items) and reading.items[behind].value.startswith("type:")
        if typed:  # "type 5-Prevention"
            reading.used.add(at)
            continue
        if reading.text[behind : behind + 2] == "LK":  # "only one participating country"
            reading.sizes[behind + 1] = size
        elif reading.text[behind : behind + 1] in ("L", "F", "K"):
            reading.sizes[behind] = size
        elif match.start() and reading.text[match.start() - 1] == "F":
            reading.sizes[match.start() - 1] = replace(size, behind=True)
        elif reading.text[behind : behind + 1] == "t" and match["sign"] not in (None, "U"):
            _read_target(reading, behind, size)  # "more than 100 arrests"
            verb = re.search(r"t+$", reading.text[: match.start()])  # "dismantle at least 4 OCGs"
            reading.used |= set(range(*verb.span())) if verb else set()
        else:
            continue
        reading.used |= set(range(match.start(), match.end()))
        if reading.text[: match.start()].endswith("U"):  # "only a single participant"
            reading.used.add(match.start() - 1)


def read_indicators(reading: Reading) -> None:
    """Read words that are to be an indicator: "with Action Days as a KPI"."""
    for match in re.finditer(r"[tF]+?(?=F(?!F))", reading.text):
        at = match.end()
        kpi = reading.items[at]
        between = kpi.start - reading.items[at - 1].end
        if kpi.value != "kpi" or between < _AS or at in reading.used:
            continue
        words = " ".join(i.said or i.value for i in reading.items[match.start() : at])
        reading.used |= set(range(match.start(), at + 1))
        reading.targets.append(Having(f"kpi:{words}"))


def _read_target(reading: Reading, at: int, size: Size) -> None:
    """Read words behind a size as the indicators whose targets are to meet it."""
    stretch = _TARGETS.match(reading.text, at)
    end = stretch.end() if stretch else at
    reading.used |= set(range(at, end))
    told = ("|" if item.tag == "either" else item.value for item in reading.items[at:end])
    words = " ".join(told)
    reading.targets.append(Having(f"kpi:{words}", size=replace(size, behind=True)))
