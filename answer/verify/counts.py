"""What a claim counts must be as many as there are in what it cites."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from answer.gather import sheets
from answer.naming import COUNTED, actions_named, actors_named, plans_named
from answer.phrasing import number_text
from answer.verify.roles import PLACE
from answer.verify.shape import ACTOR, COPY, NUMBER, REF, Shape
from answer.verify.sizes import SIZES
from ingest.actors import actor
from ingest.model import Action, ActorValue, Document, Field, Goal
from ingest.money import amount_under, amounts

_N = rf"(?P<n>{NUMBER})"
_OF = rf"(?P<of>{NUMBER})"


class Count(NamedTuple):
    """A number in a claim that is understood, and whether it is right."""

    start: int
    end: int
    right: bool


def read_counts(shape: Shape) -> list[Count]:
    """Return the numbers of a claim's own words that count something, and which are right."""
    found: list[Count] = []
    for phrase, check in _CHECKS:
        for match in phrase.finditer(shape.text):
            if not any(c.start <= match.start() < c.end for c in found):
                found.append(Count(match.start(), match.end(), check(match, shape)))
    return found


def _number(match: re.Match[str], group: str, shape: Shape) -> float:
    value = shape.thing(match[group]).value.replace(",", "")
    return float(value) if re.fullmatch(r"\d+(?:\.\d+)?", value) else -1.0


def _actions(shape: Shape) -> list[tuple[str, str]]:
    """Return the actions that are cited, each once."""
    pairs = ((s.document.id, s.action.ref) for s in shape.sources if s.action)
    return list(dict.fromkeys(pairs))


def _documents(shape: Shape) -> list[Document]:
    return list({s.document.id: s.document for s in shape.sources}.values())


def _goals(shape: Shape) -> list[Goal]:
    """Return the goals that are cited."""
    refs = {(s.document.id, s.item.ref) for s in shape.sources}
    return [g for d in _documents(shape) for g in d.goals if (d.id, g.ref) in refs]


def _count_of_total(match: re.Match[str], shape: Shape) -> bool:
    total = sum(len(sheets(document)) for document in _documents(shape))
    cited = len(_actions(shape))
    return _number(match, "n", shape) == cited and _number(match, "of", shape) == total


def _goal_of_total(match: re.Match[str], shape: Shape) -> bool:
    """Check "SG 2 has the most actions: 6 of 30": for each goal, and that none has more."""
    named = {ref.value for ref in shape.refs}
    sizes = {g.ref: len(g.actions) for d in _documents(shape) for g in d.goals}
    number, total = _number(match, "n", shape), _number(match, "of", shape)
    best = max(sizes.values()) if "the most" in shape.text else min(sizes.values())
    same = all(size == number for ref, size in sizes.items() if ref in named)
    return same and number == best and total == sum(sizes.values())


def _count_actions(match: re.Match[str], shape: Shape) -> bool:
    number, goals = _number(match, "n", shape), _goals(shape)
    if goals and not _actions(shape):
        return all(number == len(_readable(goal)) for goal in goals)
    return number == len(_actions(shape))


def _readable(goal: Goal) -> list[Action]:
    return [action for action in goal.actions if not action.withheld]


def _count_participants(match: re.Match[str], shape: Shape) -> bool:
    named = {ref.value for ref in shape.refs}
    actions = [s.action for s in shape.sources if s.action and s.action.ref in named]
    sizes = {sum(bool(value.code) for value in action.participants) for action in actions}
    return sizes == {_number(match, "n", shape)}


def _count_goals(match: re.Match[str], shape: Shape) -> bool:
    own = sum(len(document.goals) for document in _documents(shape))
    return _number(match, "n", shape) == len(_goals(shape)) == own


def _count_measures(match: re.Match[str], shape: Shape) -> bool:
    cited = {s.item.ref for s in shape.sources if s.item.ref.startswith("Measure")}
    return _number(match, "n", shape) == len(cited)


def _count_chapters(match: re.Match[str], shape: Shape) -> bool:
    own = {c.ref for document in _documents(shape) for c in document.chapters}
    cited = {s.item.ref for s in shape.sources} & own
    return _number(match, "n", shape) == len(cited) == len(own)


def _listed(match: re.Match[str], shape: Shape) -> bool:
    """Check "Listed there: 16 actions": as many as the text that is cited names."""
    text = " ".join(source.written for source in shape.sources)
    kinds = {noun.lower(): kinds for noun, kinds in COUNTED.items()}
    what = match["what"]
    if what == "points":
        return _number(match, "n", shape) == len({s.item.start for s in shape.sources})
    if what == "other plans":
        return _number(match, "n", shape) == len(plans_named(text))
    named = actions_named(text) if what == "actions" else actors_named(text, kinds[what])
    return _number(match, "n", shape) == len(named)


def _sum_of_money(match: re.Match[str], shape: Shape) -> bool:
    """Check that the sums of money in the rows or sentences that are cited add up to a number."""
    sums: dict[tuple[int, int], float] = {}
    for source in shape.sources:
        place = (source.item.start, source.item.end)
        other = source.action.other if source.action else ()
        rows = [row for row in other if (row.start, row.end) == place]
        said = next(amounts(source.written), 0.0)
        sums[place] = (amount_under(rows[0].label, rows[0].value) or 0.0) if rows else said
    return shape.thing(match["n"]).value == number_text(sum(sums.values()))


def _leaders(match: re.Match[str], shape: Shape) -> bool:
    """Check "led by Germany 5, Frontex 4": of the actions cited, each leads so many."""
    actions = {s.action.ref: s.action for s in shape.sources if s.action}
    led = [value.code for action in actions.values() for value in action.leaders]
    codes = shape.values(match["ranks"], "actor")
    told = zip(codes, shape.values(match["ranks"], "number"), strict=True)
    right = {code: str(led.count(code)) == number for code, number in told}
    return all(right.values()) and len(right) == len(codes)


def _year_of_goal(match: re.Match[str], shape: Shape) -> bool:
    """Check "SG 5 “Document fraud” (2022)": a goal of that title in the plan of that year."""
    ref, year = shape.thing(match["ref"]).value, shape.thing(match["n"]).value
    return any(s.item.ref == ref and str(s.document.year) == year for s in shape.sources)


_RANK = rf"{ACTOR} {NUMBER}"
RANKS = re.compile(rf"\bled by (?P<ranks>{_RANK}(?:(?:, | and ){_RANK})*)")
"""How many actions each of several actors leads: "led by Germany 5 and Frontex 4"."""
_CHECKS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Shape], bool]], ...] = tuple(
    (re.compile(phrase), check)
    for phrase, check in (
        (
            rf"listed there: {_N} "
            r"(?P<what>actions|other plans|points|member states|non-eu countries|countries"
            r"|agencies)",
            _listed,
        ),
        # "4 actions of the 30", "4 of 30 actions"
        (rf"{_N} actions? of the {_OF}", _count_of_total),
        (rf"{_N} of (?:the )?{_OF} actions?\b", _count_of_total),
        (rf"\bactions: {_N} of {_OF}", _goal_of_total),
        (rf"{_N} named participants? of {PLACE}", _count_participants),
        (rf"{_N} strategic goals?\b", _count_goals),
        (rf"{_N} measures?\b", _count_measures),
        (rf"{_N} chapters?\b", _count_chapters),
        (rf"\badds up to {_N}", _sum_of_money),
        *SIZES,
        (RANKS.pattern, _leaders),
        (rf"(?P<ref>{REF}) “{COPY}” \({_N}\)", _year_of_goal),
        (rf"{_N} actions?\b", _count_actions),
    )
)

_RANKED = re.compile(rf"({ACTOR}) (?:co-)?(?:leads|takes part in) the (most|fewest)\b")


def superlatives_hold(shape: Shape) -> bool:
    """Tell whether who is said to have the most actions, or the fewest, has so among its kind."""
    return all(
        _is_extreme(shape, shape.thing(match[1]).value, match[2], _field(match.group()))
        for match in _RANKED.finditer(shape.text)
    )


def _field(words: str) -> Field:
    if "co-" in words:
        return Field.CO_LEADER
    return Field.PARTICIPANTS if "part" in words else Field.LEADER


def _is_extreme(shape: Shape, code: str, word: str, field: Field) -> bool:
    held: dict[str, int] = {}
    for document in _documents(shape):
        for other in _named_in(document, field):
            held[other] = held.get(other, 0) + 1
    best = max if word == "most" else min
    # a question may have asked for countries, for agencies, or for those outside the EU
    pools = [{k: n for k, n in held.items() if is_kind(k)} for is_kind in _kinds_of(code)]
    return any(pool.get(code) == best(pool.values(), default=-1) for pool in pools)


def _named_in(document: Document, field: Field) -> Iterator[str]:
    for action in sheets(document):
        for value in action.values(field):
            if isinstance(value, ActorValue) and value.code and value.code != "ALL_MS":
                yield value.code


def _kinds_of(code: str) -> list[Callable[[str], bool]]:
    """Return the kinds that an actor may be compared within."""

    def kind(key: str) -> str:
        known = actor(key)
        return known.kind if known else "group"

    def outside(key: str) -> bool:
        return kind(key) == "third_country" or key == "UK"

    def country(key: str) -> bool:
        return kind(key) in ("member_state", "third_country")

    own = country(code)
    return [lambda key: country(key) == own, *([outside] if outside(code) else [])]
