"""A question's items made ready to be read: plans left out, adjectives behind their nouns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answer.mentions import Mentions
from answer.select.clauses import read_conditions
from answer.select.grammar import Item, drawn, grammar, read_items
from answer.select.selection import Conditions, Having

_DROPPED = frozenset(("plan", "goal", "action", "actions", "each", "which"))
"""What is understood elsewhere, or weighs nothing once the question's opening is read."""
_VERBS = (
    "name",
    "named",
    "names",
    "list",
    "listed",
    "lists",
    "show",
    "give",
    "find",
    "any",
    "some",
)
"""Words that ask at the head of a question, and inside it are nothing of the kind."""
# "Polish-led actions": an adjective in front of what it describes
_ADJECTIVE = re.compile(r"([CK])(L)(?=t*A)")
# "which member states", "who", "how many countries"
ACTORS_ASKED = re.compile(r"^[W%Q,&]*(?P<head>[Kw])[E,]*")
# " (document fraud)" behind "goal 5"
_BRACKETS = re.compile(r"\s*\([^()]*\)")
# "Spain leads how many actions", "led by agencies: which actions"
_ASKED_INSIDE = re.compile(r"^(?=[^QWwMmSV%]*[CK])[CKLNBUO&yt]+[,]*(?P<asked>[QW]+A)")
_PARTICIPLES = ("led", "co-led", "co led", "run", "headed")
_HOW_OFTEN = ("how often", "how many times")
_OTHERS = ("oaps", "plans", "oap's")
_OPERATIONAL = "operational"
"""Beside no other type the word says nothing: all actions are operational."""
_HEAD = re.compile(r"^[WwQ%SE,]*")


def prepared(mentions: Mentions) -> list[Item]:
    """Return the items with adjectives behind what they describe, and plans left out."""
    question = mentions.question
    items = list(_types_named(_beside_refs(question, read_items(mentions))))
    items = _with_actions(items)
    kept = list(_without_plans(question, items))
    while match := _hyphenated(question, kept):
        actor, role = kept[match.start() : match.end()]
        at = next(i for i in range(match.end(), len(kept)) if kept[i].tag == "actions")
        kept = [*kept[: match.start()], *kept[match.end() : at + 1], role, actor, *kept[at + 1 :]]
    return _asked_first(kept)


def _asked_first(items: list[Item]) -> list[Item]:
    """Return the items of a question with what it asks for in front: "Spain leads how many?"."""
    match = _ASKED_INSIDE.match(drawn(items))
    if not match:
        return items
    start, end = match.span("asked")
    return [*items[start:end], *items[:start], *items[end:]]


def _with_actions(items: list[Item]) -> list[Item]:
    """Return the items with the actions that "how often" counts without naming them."""
    often = items and items[0].tag == "how_many" and items[0].value in _HOW_OFTEN
    if not often or any(item.tag in ("actions", "most", "fewest") for item in items):
        return items
    return [items[0], replace(items[0], tag="actions", value="actions"), *items[1:]]


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


def _types_named(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items, a type's name beside another as such: "operational and training"."""
    for at, item in enumerate(items):
        near = [*items[max(0, at - 4) : at], *items[at + 1 : at + 3]]
        typed = any(each.value.startswith("type:") for each in near)
        known = item.tag == "topic" and item.value.lower() in grammar().types
        name = f"type:{item.value.lower()}"
        if known and typed:
            yield replace(item, tag="field", value=name)
        elif not (known and item.value.lower() == _OPERATIONAL):
            yield item


def _without_plans(question: str, items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items but for plans, which are known; a plan that is linked goes with the link."""
    for at, item in enumerate(items):
        behind = items[at + 1] if at + 1 < len(items) else None
        others = behind and question[behind.start : behind.end].lower().startswith(_OTHERS)
        if item.value == "links" and behind and behind.tag == "plan" and not others:
            linked = question[behind.start : behind.end]
            yield Item("field", f"links:{linked}", item.start, behind.end)
        elif at and item.tag == "which" and item.value.split()[0] in _VERBS:
            continue  # "are named as participants"
        elif at and item.tag == "who" and item.value == "whose":
            continue  # "actions whose type is ..."
        elif item.value == "country" and behind and behind.value == "third_country":
            continue  # "countries outside the EU"
        elif item.tag != "plan":
            yield item


def _hyphenated(question: str, items: Sequence[Item]) -> re.Match[str] | None:
    for match in _ADJECTIVE.finditer(drawn(items)):
        actor, role = items[match.start() : match.end()]
        participle = question[role.start : role.end].lower() in _PARTICIPLES
        if question[actor.end : role.start] in ("-", "‑", "–") or (
            actor.tag == "kind" and participle
        ):
            return match
    return None


def conditions_in(items: Sequence[Item], *spans: tuple[int, int]) -> Conditions | None:
    """Return the conditions that items set, some stretches of them left out; None as a whole."""
    gone = {at for start, end in spans for at in range(start, end)}
    kept = [item for at, item in enumerate(items) if at not in gone]
    return read_conditions([item for item in kept if item.tag not in _DROPPED])


def head_of(text: str) -> tuple[int, int]:
    """Return the stretch of the words that open a question: "in how many of the"."""
    match = _HEAD.match(text)
    return (0, match.end()) if match else (0, 0)


def says_nothing(having: Having) -> bool:
    """Tell whether every action has it: a leader, participants; it is asked for, no condition."""
    common = ("leader", "participant", "kpi", "activity", "type")
    return having.name in common and not having.negated and not having.size
