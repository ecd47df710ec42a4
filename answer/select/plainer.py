"""A question's items made plainer: sizes, links, types and roles that are said in several words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from answer.select.grammar import Item, drawn, grammar
from answer.select.linked import linked_plan
from ingest.actors import adjectives

# " (document fraud)" behind "goal 5"
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_OPERATIONAL = "operational"
"""Beside no other type the word says nothing: all actions are operational."""
# "Spain's operations", "the Spanish actions"
_OWNED = re.compile(r"(?:['’]s?)?\s+(?:own )?(?:operations?|projects?)\b", re.IGNORECASE)
_SIGNS = ("more", "at_least", "fewer", "at_most", "exactly")
# "in each of the two plans"
_OF_PLANS = re.compile(r"\s+(?:oaps?|plans?|documents|papers|years)\b", re.IGNORECASE)
# "of the 30 actions", "what share of 30 actions": all of them
_OF_ALL = re.compile(
    r"\b(?:of (?:the|all|these|its)(?: total)?|share of|percentage of|proportion of|all|by)\s+$",
    re.IGNORECASE,
)
# "tied to other plans", "overlap with another OAP"
_OTHER_PLANS = re.compile(
    r"(?: (?:to|with|into|on))?(?: \w+){0,2} (?:other|another|different|further|sister)"
    r"(?: \w+){0,2} (?:oaps?|plans?|priorit\w+)\b",
    re.IGNORECASE,
)
_HOLDING = ("includ", "bring", "concern", "involv", "comprise", "contain")
_SLASH = ("role", "kind", "actor")
# "training actions led by ...": what is in front of the actions goes behind them
_TYPED = re.compile(r"^(?P<ask>[W%QSm,]*)(?P<types>(?:U?F[&O]?)+)(?=A)")


def in_plain(question: str, items: Sequence[Item]) -> list[Item]:
    """Return the items with links, types and sizes as one item each, and without appositions."""
    items = list(_types_named(_linked(question, _beside_refs(question, items))))
    items = list(_owned(question, items))
    if any(item.value.startswith("type:") for item in items):
        items = [item for item in items if (item.tag, item.value) != ("field", "type")]
    return _without_apposition(list(_sized(question, items)))


def with_one_role(question: str, items: Sequence[Item]) -> list[Item]:
    """Return the items with one role of two side by side, and types behind what they describe."""
    return types_behind(list(_one_role(question, _in_any_role(items))))


def _owned(question: str, items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items with a leader's role behind whose actions they are: "Spain's projects"."""
    for at, item in enumerate(items):
        yield item
        near = (*items[max(0, at - 1) : at], *items[at + 1 : at + 2])
        if item.tag != "actor" or any(i.tag in ("role", "actor") for i in near):
            continue
        said = question[item.start : item.end]
        owning = said.endswith(("'s", "’s")) or said.capitalize() in adjectives()
        if _OWNED.match(question, item.end) and (
            owning or question[item.end : item.end + 1] in "'’"
        ):
            yield Item("role", "leader", item.end, item.end)


def _linked(question: str, items: Sequence[Item]) -> list[Item]:
    """Return the items with a link and the subject behind it as one: "tied to the THB plan"."""
    kept: list[Item] = []
    for item in items:
        if kept and kept[-1].tag == "field" and item.start < kept[-1].end:
            continue  # a part of the subject
        linking = item.tag == "linking" or item.value == "links"
        subject = linked_plan(question, item.start, item.end) if linking else None
        if subject:
            start, end = subject
            kept.append(Item("field", f"links:{question[start:end]}", item.start, end))
        elif item.tag == "linking" and _OTHER_PLANS.match(question, item.end):
            kept.append(replace(item, tag="field", value="links"))
        elif item.tag == "linking":
            kept.append(replace(item, tag="topic"))
        else:
            kept.append(item)
    return kept


def _without_currency(items: Sequence[Item]) -> list[Item]:
    """Return the items with no currency inside a size: "a budget above EUR 200 000".

    Where it alone says that money is meant ("actions above EUR 200 000") it comes first.
    """
    kept = list(items)
    for at, item in enumerate(items):
        if item.tag in _SIGNS and [i.tag for i in items[at + 1 : at + 3]] == ["field", "number"]:
            row = items[at + 1]
            alone = not any(i.value == row.value for i in items if i is not row)
            kept[at : at + 2] = [row, item] if alone else [item]
            break
    return kept


def _sized(question: str, items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items with "several" as a size, without sizes that nothing is held against.

    "Under each goal", "the exact number", "of the 30 actions" compare nothing.
    """
    items = _signs_first(_without_currency(items))
    for at, item in enumerate(items):
        before, behind = items[:at][-1:], items[at + 1 : at + 2]
        if item.tag in ("several", "jointly"):
            yield replace(item, tag="at_least")
            yield replace(item, tag="number", value="2")
            if item.tag == "jointly":
                yield replace(item, tag="role", value="leader")
        elif item.tag == "count_of":
            yield replace(item, tag="how_many")
            yield replace(item, tag="actions", value="actions")
        elif item.tag == "topic" and _is_body(items, at):
            continue
        elif item.tag == "once":
            yield replace(item, tag="exactly")
            yield replace(item, tag="number", value="1")
            yield replace(item, tag="actions", value="actions")
        elif item.tag == "single":
            yield replace(item, tag="exactly")
            yield replace(item, tag="number", value="1")
        elif (
            (item.tag == "number" and _OF_PLANS.match(question, item.end))
            or (item.tag in _SIGNS and not any(i.tag == "number" for i in (*before, *behind)))
            or (
                item.tag == "number"
                and behind
                and behind[0].tag == "actions"
                and _OF_ALL.search(question[: item.start])
            )
        ):
            continue
        else:
            yield item


def _signs_first(items: Sequence[Item]) -> list[Item]:
    """Return the items with "or more" in front of its number: "two agencies or more"."""
    kept = list(items)
    for match in re.finditer(r"#[LFK]+(?P<sign>[\]\[])(?![#])", drawn(items)):
        at = match.start("sign")
        kept[match.start() : at + 1] = [kept[at], *kept[match.start() : at]]
    return kept


def _is_body(items: Sequence[Item], at: int) -> bool:
    """Tell whether a word only says what an actor beside it is: "the Luxembourg police"."""
    if items[at].value.lower() not in grammar().bodies:
        return False
    before, behind = at - 1, at + 1
    while before >= 0 and items[before].value.lower() in grammar().bodies:
        before -= 1
    return (before >= 0 and items[before].tag == "actor") or (
        behind < len(items) and items[behind].tag == "actor"
    )


def _without_apposition(items: list[Item]) -> list[Item]:
    """Return the items without what only says what actors are: "the Balkan states Albania"."""
    gone: set[int] = set()
    for match in re.finditer(r"t+K(?=C)", drawn(items)):
        if items[match.end()].start - items[match.end() - 1].end <= 1:
            gone |= set(range(*match.span()))
    return [item for at, item in enumerate(items) if at not in gone]


def _in_any_role(items: Sequence[Item]) -> list[Item]:
    """Return the items with any role for participation where that is said: "(in any role)"."""
    if not any("any role" in item.said for item in items):
        return list(items)
    return [replace(item, value="any") if item.value == "participant" else item for item in items]


def _one_role(question: str, items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items with one role of two side by side: "assists as co-leader"."""
    skipped: Item | None = None
    for item, behind in zip_longest(items, items[1:]):
        if item is skipped:
            continue
        beside = behind is not None and behind.tag == item.tag in _SLASH
        gap = question[item.end : behind.start] if behind and beside else ""
        if gap.strip() == "/" or gap.strip() in ("and/or", "or/and"):
            yield item
            yield Item("either", "or", item.end, item.end)
        elif beside and behind and item.tag == "role" and behind.said.startswith(_HOLDING):
            skipped = behind  # "whose participants include"
            yield item
        elif not (beside and item.tag == "role" and gap):
            yield item


def types_behind(items: list[Item]) -> list[Item]:
    """Return the items with types behind the actions that they describe: "training actions"."""
    match = _TYPED.match(drawn(items))
    start, end = match.span("types") if match else (0, 0)
    fields = [item.value for item in items[start:end] if item.tag == "field"]
    if not fields or not all(value.startswith("type:") or value.count(":") > 1 for value in fields):
        return items  # "high-risk actions" are rated at a level
    return [*items[:start], items[end], *items[start:end], *items[end + 1 :]]


def _types_named(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items, a type's name beside another as such: "operational and training"."""
    named = any(item.value.startswith("type:") or _names_type(item) for item in items)
    for at, item in enumerate(items):
        near = [*items[max(0, at - 4) : at], *items[at + 1 : at + 3]]
        typed = any(each.value.startswith("type:") or _names_type(each) for each in near)
        by_type = typed or any((each.tag, each.value) == ("field", "type") for each in near)
        # "operational actions (by their nature)", but not "what type of operational action"
        told_behind = not named and any(i.value == "type" for i in items[at + 1 : at + 3])
        known = item.tag == "topic" and item.value.lower() in grammar().types
        name = f"type:{item.value.lower()}"
        if known and by_type:
            yield replace(item, tag="field", value=name)
        elif item.tag == "actions" and item.value.startswith(_OPERATIONAL) and told_behind:
            yield item
            yield replace(item, tag="field", value=f"type:{_OPERATIONAL}")
        elif not (known and item.value.lower() == _OPERATIONAL):
            yield item


def _names_type(item: Item) -> bool:
    """Tell whether a word names a type: "operational and strategic"."""
    return item.tag == "topic" and item.value.lower() in grammar().types


def _beside_refs(question: str, items: Sequence[Item]) -> list[Item]:
    """Return the items without what brackets say of a ref: "goal 5 (document fraud)"."""
    aside = [
        match.span()
        for item in items
        if item.tag in ("goal", "action")
        for match in [_BRACKETS.match(question, item.end)]
        if match
    ]
    return [i for i in items if not any(start <= i.start < end for start, end in aside)]
