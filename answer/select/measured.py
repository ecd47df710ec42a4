"""Questions for the most or the fewest of something, for a sum, an average, a size."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.query import Role
from answer.select.grammar import Item, drawn, grammar
from answer.select.opening import ACTORS_ASKED, conditions_in, head_of, says_nothing
from answer.select.reading import roles_of
from answer.select.selection import How, Selection

_VALUES = ("value", "highest", "lowest", "biggest", "largest", "greatest", "smallest")
"""Superlatives of a stated value; the others are of how many there are."""
_OFTEN = ("most common", "commonest", "most frequent", "least common", "rarest", "least frequent")
"""Superlatives of how often there is something: they are of actors where a kind is named."""
_SIZED = ("participant", "co_leader", "leader", "kpi", "activity", "row")
"""What an action may have most of."""
# "the most participants", "the biggest budget", "the most SIENA messages"
_SUPERLATIVE = re.compile(r"(?P<most>[Mm])(?:A[yQr]+)?(?P<what>[LF]K?|t+F?)(?P<on>t*)")
# "which three actions have most ..."
_TOP = re.compile(r"^[WQ,]*(?P<n>#)A")
_MONEY = frozenset(("money", "euro", "euros", "eur", "funding", "funds", "cost", "costs"))
"""What no indicator counts: it is asked for elsewhere."""
# "how many JITs are to be created in the actions that France leads"
_TARGETS = re.compile(r"^[WQ]*Q(?P<words>t+)(?=[#&,W]*(?:A|C|L))")
# "costs most", "has the KPI that is highest"
_BEHIND = re.compile(r"(?P<what>F)(?P<on>t*)(?P<most>[Mm])")
# "leads the most actions" ranks actors, as does "who"
_OF_ACTORS = re.compile(r"^w|[Mm]A(?![yQr]+[LF])")
# "who leads the cheapest action"
_OF_LEADER = re.compile(r"^[wWK]+L[Mm]A")
_TOTAL = re.compile(r"[SV]")
# "how many actions ... in total"
_COUNTED = re.compile(r"^[WQ]+G?A")
# "total number of KPIs", "how many activities in total"
_COUNTED_ONE = re.compile(r"^[WQS,]+F[W,]*S?(?:[^t]*)$")
# "how many KPIs does ... have"
_HOW_MANY = re.compile(r"^Q+(?P<what>[FL])")


def read_record(items: Sequence[Item]) -> Selection | None:
    """Read a question for the action with the most of something."""
    text = drawn(items)
    dear = read_dearest(items)
    match = _SUPERLATIVE.search(text) or _BEHIND.search(text)
    if dear or not match or _OF_ACTORS.search(text) or ACTORS_ASKED.match(text):
        return dear
    if items[match.start("most")].value in _OFTEN and items[match.end("what") - 1].tag == "kind":
        return None  # "the least common participant state"
    several = _TOP.search(text)
    first = int(items[several.start("n")].value) if several else 1
    conditions = conditions_in(
        items, head_of(text), match.span(), *([several.span("n")] if several else [])
    )
    if conditions is None or any(map(says_nothing, conditions.havings)):
        return None
    what, superlative = items[match.start("what")], items[match.start("most")]
    how: How = "most" if superlative.tag == "most" else "fewest"
    words = " ".join(i.value for i in items[match.start() : match.end()] if i.tag == "topic")
    counted = "number" in superlative.value or "count" in superlative.value
    valued = not counted and any(word in superlative.value for word in _VALUES)
    if words:  # "aims to detect the most migrants"
        words = f"{conditions.topic} {words}".strip()
        conditions = replace(conditions, topic="")
    last = items[match.end("what") - 1]
    if last.value.startswith("row:"):
        what, words = last, ""  # "the largest indicative budget"
    if what.tag == "topic" or (what.value == "kpi" and (words or valued)):
        return Selection("values", how, conditions, measure="kpi", words=words)
    if what.value.partition(":")[0] not in _SIZED:
        return None
    counted = not what.value.startswith("row:")
    return Selection(
        "values",
        how,
        conditions,
        kind=last.value if last.tag == "kind" else "",
        measure=what.value,
        counted=counted,
        first=first,
    )


def read_dearest(items: Sequence[Item]) -> Selection | None:
    """Read a superlative that names what it is of: "the cheapest action", also who leads it."""
    text = drawn(items)
    for at, item in enumerate(items):
        row = next((r for r, words in grammar().rows.items() if item.value in words), None)
        if item.tag in ("most", "fewest") and row and "A" in text:
            opening = (0, at) if _OF_LEADER.match(text) else head_of(text)
            conditions = conditions_in(items, opening, (at, at + 1))
            how: How = "most" if item.tag == "most" else "fewest"
            return (
                Selection("values", how, conditions, measure=f"row:{row}") if conditions else None
            )
    return None


def read_targets(items: Sequence[Item]) -> Selection | None:
    """Read a question for how many of something the actions of an actor are to reach."""
    text = drawn(items)
    match = _TARGETS.match(text)
    if not match or re.search("[RFKMmN]", text):
        return None
    every = [i for i, item in enumerate(items) if item.tag == "number"]
    conditions = conditions_in(items, match.span(), *((i, i + 1) for i in every))
    if conditions is None or not any("leader" in party.roles for party in conditions.parties):
        return None
    words = " ".join(i.value for i in items[match.start("words") : match.end("words")])
    return Selection("values", "sum", conditions, measure="kpi", words=words)


def read_total(items: Sequence[Item]) -> Selection | None:
    """Read a question for a sum or an average: of a row of the form, of indicators, of sizes."""
    text = drawn(items)
    total = _TOTAL.search(text)
    fields = [at for at, item in enumerate(items) if item.tag == "field" and item.value != "timing"]
    roles = [at for at, item in enumerate(items) if item.tag == "role" and item.value != "any"]
    rows = [at for at in fields if items[at].value.startswith("row:")]
    if not total or ACTORS_ASKED.match(text) or (_COUNTED.match(text) and not rows):
        return None
    how: How = "sum" if total.group() == "S" else "average"
    sized = how == "sum" and _COUNTED_ONE.match(text) and not roles
    sized = sized and items[fields[0]].value in ("kpi", "activity") if fields else False
    if not rows and not sized and (how == "sum" or not (fields or roles)):
        return _summed_targets(items, how, total)
    meant = rows or (fields or roles)[:1]
    asked = [match.span() for match in re.finditer("Q", text)]
    spans = [head_of(text), total.span(), *asked, *((at, at + 1) for at in meant)]
    conditions = conditions_in(items, *spans)
    measure = items[meant[0]].value
    if conditions is None:
        return None
    return Selection("values", how, conditions, measure=measure, counted=not rows)


def _summed_targets(items: Sequence[Item], how: How, total: re.Match[str]) -> Selection | None:
    """Read a question for the sum of the targets of some indicators: "arrests in total"."""
    spans = [(at, at + 1) for at, item in enumerate(items) if item.tag in ("topic", "field")]
    words = " ".join(
        item.said if item.value.startswith("type:") else item.value
        for item in items
        if item.tag == "topic" or item.value.startswith("type:")
    )
    conditions = conditions_in(items, head_of(drawn(items)), total.span(), *spans)
    if not words or conditions is None or _MONEY & set(words.lower().split()):
        return None
    return Selection("values", how, conditions, measure="kpi", words=words)


def read_size(items: Sequence[Item]) -> Selection | None:
    """Read a question for how many indicators, activities, leaders, participants an action has."""
    text = drawn(items)
    match = _HOW_MANY.match(text)
    what = items[match.start("what")] if match else None
    if not match or what is None or "C" in text:
        return None
    conditions = conditions_in(items, match.span())
    if conditions is None or not (conditions.topic or "R" in text) or conditions.havings:
        return None
    if what.tag == "role" and what.value in ("leader", "co_leader") and "A" not in text:
        held: tuple[tuple[tuple[Role, ...], bool], ...] = ((roles_of([what]), False),)
        return Selection("actors", "count", conditions, "actor", held)
    if what.value not in ("kpi", "activity"):
        return None
    return Selection("fields", "count", conditions, fields=(what.value,))
