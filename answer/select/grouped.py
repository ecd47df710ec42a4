"""Questions that take actions together by goal, quarter, type or actor: how many each has."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.query import Role
from answer.select.grammar import Item, drawn, grammar
from answer.select.opening import conditions_in, head_of, says_nothing
from answer.select.reading import SIGNS, roles_of
from answer.select.selection import How, Selection, Size

# "who", "which country" in front of a role: "who co-leads most of the French-led actions"
_WHO = re.compile(
    r"^[W,]*(?P<who>w|K)(?:O?K)?[E,]*(?P<before>[Mm]?)(?P<roles>L(?:[O&]L)*)(?P<rest>.*)$"
)


# "which state appears most often as leader or co-leader"
_MOST_IN_ROLES = re.compile(
    r"^[W,]*(?P<who>w|K)(?:O?K)?[E,]*L?[Mm](?P<roles>L(?:[O&]L)+)(?P<rest>.*)$"
)
# "with more than three actions", "without any action"
_HOW_LARGE = re.compile(r"(?P<sign>[>\]<\[=U]?)(?P<n>#)(?P<behind>[\]\[]?)A|NA")


def read_groups(items: Sequence[Item]) -> Selection | None:
    """Read a question for the actions of each group, or for the group that has most of them."""
    text = drawn(items)
    found = _group(items)
    if found is None or "C" in text[: found[0]]:
        return None
    at, group = found
    superlative = re.search("[Mm]", text)
    each = bool(at) and items[at - 1].tag in ("each", "by")
    asked = not re.sub("[WOQ&EAMm]", "", text[:at]) and "W" in text[:at] and superlative
    if group == "goal" and not (superlative or each):
        having = _groups_having(items, at)
        if having:
            return having
    sized = _HOW_LARGE.search(text, at) if group == "goal" else None
    if sized and not superlative:
        return _sized_groups(items, at, group, sized)
    if not (each or asked) or "r" in text:
        return None
    how: How = "list"
    if superlative:
        how = "most" if superlative.group() == "M" else "fewest"
    kept = {at, at - 1 if each else at, *([superlative.start()] if superlative else [])}
    measured = [i for i, item in enumerate(items) if _is_size(item) and i not in kept]
    spans = [head_of(text), *((i, i + 1) for i in (*kept, *measured[:1]))]
    asks = [match.span() for match in re.finditer("[QWS]", text)]
    conditions = conditions_in(items, *spans, *asks)
    if conditions is None or conditions.topic or any(map(says_nothing, conditions.havings)):
        return None
    measure = items[measured[0]].value if measured else "action"
    return Selection("groups", how, conditions, measure=measure, group=group)


def _groups_having(items: Sequence[Item], at: int) -> Selection | None:
    """Read a question for the goals that have, or lack, actions of a kind: "goals without JADs"."""
    text = drawn(items)
    if re.search("[#Qm]", text) or not re.fullmatch(r"[W,]*", text[:at]):
        return None
    conditions = conditions_in(items, (0, at + 1))
    if conditions is None or conditions.topic or not conditions.bound:
        return None
    negated = [h.negated for h in conditions.havings] + [p.negated for p in conditions.parties]
    denied = negated == [True]
    size = Size("exactly", 0.0) if denied else Size("at_least", 1.0)
    if denied:
        conditions = replace(
            conditions,
            havings=tuple(replace(having, negated=False) for having in conditions.havings),
            parties=tuple(replace(party, negated=False) for party in conditions.parties),
        )
    return Selection("groups", "list", conditions, measure="action", group="goal", size=size)


def _sized_groups(
    items: Sequence[Item], at: int, group: str, sized: re.Match[str]
) -> Selection | None:
    """Read a question for the groups with so many actions: "goals with just one action"."""
    conditions = conditions_in(items, (0, at + 1), sized.span())
    if conditions is None or conditions.topic:
        return None
    sign = sized["sign"] or sized["behind"] or "="
    number = float(items[sized.start("n")].value) if sized["n"] else 0.0
    size = Size(SIGNS[sign], number)
    return Selection("groups", "list", conditions, measure="action", group=group, size=size)


def _group(items: Sequence[Item]) -> tuple[int, str] | None:
    """Return where a question names what actions are taken together by, and what that is."""
    for at, item in enumerate(items):
        group = next(
            (g for g, words in grammar().groups.items() if item.value.lower() in words), ""
        )
        if group and item.tag in ("topic", "goals", "field"):
            return at, group
        if item.tag == "field" and item.value == "type":
            return at, "type"
    return None


def _is_size(item: Item) -> bool:
    return item.tag == "field" and item.value in ("kpi", "activity")


# "who, out of Spain, Italy and Malta, joins most", "Spain or Italy: which leads more"
_RIVALS = re.compile(r"(?:C[&O,B]*){1,}C")


# "more often", "plus souvent"
_MORE = re.compile(r"\b(?:more|rather|ahead|rank\w*|first)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:fewer|less|behind|last)\b", re.IGNORECASE)


_THAN = re.compile(r"\b(?:more|fewer|less|often|oftener)\b.*\bthan\b", re.IGNORECASE)


def read_rivals(items: Sequence[Item], question: str) -> Selection | None:
    """Read a question for who of several actors has a role in more actions than the others."""
    text = drawn(items)
    run = _RIVALS.search(text)
    if run is None and _THAN.search(question) and text.count("C") == 2:
        run = re.search("C.*C", text)
    less = "m" in text or _LESS.search(question)
    more = less or "M" in text or "r" in text or _MORE.search(question)
    asks = re.search("[wKWQO]", text) or _THAN.search(question)
    if not run or not asks or not more or re.search("[FGTRtN#]", text):
        return None
    among = tuple(i.value for i in items[run.start() : run.end()] if i.tag == "actor")
    rest = re.sub("C", "", text[: run.start()] + text[run.end() :])
    found = [at for at, item in enumerate(items) if item.tag == "role"]
    if "C" in text[: run.start()] + text[run.end() :] or not found or rest.count("K") > 1:
        return None
    roles = roles_of([items[at] for at in found])
    how: How = "fewest" if less else "most"
    return Selection("groups", how, held=((roles, False),), group="actor", among=among)


# "actions per leader", "how many actions each country leads", "leaders and number of actions led"
_PER_ACTOR = re.compile(r"^[W,SE]*(?:L[E,&]*[QS]+A|[QS]+A[tSyE,]*E(?:L|K)|E?(?:K|L)[E,&]*[QS]+A)")


def read_per_actor(items: Sequence[Item]) -> Selection | None:
    """Read a question for how many actions each actor leads or joins."""
    text = drawn(items)
    match = _PER_ACTOR.match(text)
    if not match or re.search("[CFGTRtMm#N]", text):
        return None
    found = [i for i in items if i.tag == "role"]
    roles = roles_of(found[:1]) if found else ("leader",)
    kind = next((i.value for i in items if i.tag == "kind"), "")
    return Selection("groups", "list", kind=kind, held=((roles, False),), group="actor")


def read_ranked(items: Sequence[Item]) -> Selection | None:
    """Read a question for who has a role in the most of the actions that meet conditions."""
    text = drawn(items)
    match = _MOST_IN_ROLES.match(text) or _WHO.match(text)
    superlative = re.search("[Mm]", text) if match else None
    if not match or not superlative:
        return None
    at = superlative.start()
    conditions = conditions_in(items, (0, match.end("roles")), (at, at + 1))
    roles: tuple[Role, ...] = roles_of(items[match.start("roles") : match.end("roles")])
    bound = conditions is not None and (conditions.bound or "G" in text or len(roles) > 1)
    if conditions is None or conditions.topic or not bound:
        return None
    how: How = "most" if superlative.group() == "M" else "fewest"
    kind = items[match.start("who")].value if match["who"] == "K" else ""
    if "KOK" in text:
        kind = ""
    return Selection("groups", how, conditions, kind, ((roles, False),), group="actor")
