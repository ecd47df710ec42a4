"""How many of something an action has, and of which kind: counted anew from what is cited."""

import re
from collections.abc import Callable

from answer.phrasing import number_text
from answer.select.kinds import NAMES, is_kind, of_kind
from answer.verify.roles import LIST, PLACE
from answer.verify.shape import NUMBER, REF, Shape
from ingest.facts import ROLES, quarters
from ingest.model import Action, ActorValue, Field
from ingest.money import amount_under, amounts

Check = Callable[[re.Match[str], Shape], bool]
_N = rf"(?P<n>{NUMBER})"
_KINDS = {word.lower(): kind for kind, words in NAMES.items() for word in words}
_KIND = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
_ROLE = r"(?P<role>(?:co-)?leader|participant)s"
_OF = {
    "named participant": Field.PARTICIPANTS,
    "co-leader": Field.CO_LEADER,
    "leader": Field.LEADER,
    "kpi": Field.KPI,
    "activit": Field.ACTIVITY,
    "link": Field.LINKS,
}
_NOUN = "|".join(_OF)
# "Q4: 12 activities"
_QUARTER = re.compile(r"(Q[1-4]): ")
_PAIR = rf"{REF} {NUMBER}"


def _cited(shape: Shape) -> list[Action]:
    """Return the actions that a claim names and cites; all that it cites where it names none."""
    named = {ref.value for ref in shape.refs}
    cited = {s.action.ref: s.action for s in shape.sources if s.action}
    return [a for ref, a in cited.items() if ref in named] or list(cited.values())


def size_of(action: Action, field: Field) -> int:
    """Return how many values a field has, of actors those with a name."""
    values = action.values(field)
    if field in ROLES.values():
        return sum(bool(v.code) for v in values if isinstance(v, ActorValue))
    return len(values)


def _field(noun: str) -> Field:
    return next(field for start, field in _OF.items() if noun.startswith(start))


def _size(match: re.Match[str], shape: Shape) -> bool:
    """Check "22 named participants", "5 KPIs": of each action that is spoken of."""
    sizes = {str(size_of(action, _field(match["noun"]))) for action in _cited(shape)}
    return sizes == {shape.thing(match["n"]).value}


def _among(match: re.Match[str], shape: Shape) -> bool:
    """Check "3 agencies among the participants of OA 2.4: ...": of that kind, and all of them."""
    kind = _KINDS[match["kind"]]
    field = ROLES[match["role"].replace("-", "_")]
    codes = shape.values(match["who"], "actor")
    year = next((s.document.year for s in shape.sources), None)
    for action in _cited(shape):
        values = tuple(v for v in action.values(field) if isinstance(v, ActorValue))
        if {v.code for v in of_kind(values, kind, year)} != set(codes):
            return False
    told = shape.thing(match["n"]).value if match["n"] else str(len(codes))
    return told == str(len(codes)) and all(is_kind(code, kind, year) for code in codes)


def _mean(match: re.Match[str], shape: Shape) -> bool:
    """Check "on average 4 KPIs: OA 1.1 4, OA 1.2 4": each size, and what they come to."""
    sizes = _sizes_told(match, shape)
    return bool(sizes) and shape.thing(match["n"]).value == number_text(
        round(sum(sizes) / len(sizes), 1)
    )


def _whole(match: re.Match[str], shape: Shape) -> bool:
    """Check "9 KPIs in all: OA 1.1 4, OA 1.2 5": each size, and what they add up to."""
    sizes = _sizes_told(match, shape)
    return bool(sizes) and shape.thing(match["n"]).value == str(sum(sizes))


def _sizes_told(match: re.Match[str], shape: Shape) -> list[int]:
    """Return the size that is told of each action; none where one of them is wrong."""
    field = _field(match["noun"])
    actions = {action.ref: action for action in _cited(shape)}
    told = zip(
        shape.values(match["told"], "ref"), shape.values(match["told"], "number"), strict=True
    )
    sizes = [
        (size_of(actions[ref], field) if ref in actions else None, number) for ref, number in told
    ]
    right = all(str(size) == number for size, number in sizes)
    return [size for size, _ in sizes if size is not None] if right else []


def _stated(shape: Shape) -> list[float]:
    """Return the numbers that the cited indicators and rows state."""
    found: list[float] = []
    for source in shape.sources:
        action = source.action
        span = (source.item.start, source.item.end)
        if action is None:
            continue
        own = [k for k in action.kpis if (k.start, k.end) == span]
        found += [next(amounts(k.value), k.target or 0.0) for k in own]
        rows = (
            amount_under(row.label, row.value)
            for row in action.other
            if (row.start, row.end) == span
        )
        found += [number for number in rows if number is not None]
    return found


def _sum(match: re.Match[str], shape: Shape) -> bool:
    """Check that what the cited indicators or rows state adds up to a number."""
    return shape.thing(match["n"]).value == number_text(round(sum(_stated(shape)), 2))


def _average(match: re.Match[str], shape: Shape) -> bool:
    """Check that a number is the average of what the cited indicators or rows state."""
    stated = _stated(shape)
    mean = round(sum(stated) / len(stated), 2) if stated else -1
    return shape.thing(match["n"]).value == number_text(mean)


def _in_all(match: re.Match[str], shape: Shape) -> bool:
    """Check "Q4: 12 activities in 3 of 30 actions": of those cited, in that quarter if in one."""
    quarter = _QUARTER.match(shape.claim)
    field = _field(match["noun"])
    number = 0
    for action in _cited(shape):
        timed = (a for a in action.activities if quarter and quarter[1] in quarters(a.timing or ""))
        number += sum(1 for _ in timed) if quarter else size_of(action, field)
    return shape.thing(match["n"]).value.replace(",", "") == str(number)


COUNTED = re.compile(
    rf"{NUMBER} (?:named participant|co-leader|leader)s?\b(?! of| among)|(?:{_KIND})(?= among the)"
)
"""A number or kind of actors: it gives nobody a role, and is counted anew."""
SIZES: tuple[tuple[str, Check], ...] = (
    (rf"(?:{_N} )?(?P<kind>{_KIND}) among the {_ROLE} of {PLACE}: {LIST}", _among),
    (rf"on average {_N} (?P<noun>{_NOUN})\w*: (?P<told>{_PAIR}(?:(?:, | and ){_PAIR})*)", _mean),
    (rf"{_N} (?P<noun>kpi|activit)\w* in all: (?P<told>{_PAIR}(?:(?:, | and ){_PAIR})*)", _whole),
    (rf"{_N} (?P<noun>kpi|activit)\w* in (?={NUMBER} of )", _in_all),
    (rf"\badd up to {_N}", _sum),
    (rf"\bare on average {_N}", _average),
    (rf"(?:— |; |, |has ){_N} (?P<noun>{_NOUN})\w*(?! of)", _size),
)
"""Phrases with a number that is counted, and what counts it anew."""
