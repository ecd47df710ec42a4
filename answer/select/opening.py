"""A question's items made ready to be read: plans left out, adjectives behind their nouns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answer.mentions import Mentions
from answer.select.clauses import read_conditions
from answer.select.grammar import Item, drawn, grammar, read_items
from answer.select.linked import subject_behind
from answer.select.selection import Conditions, Having

_DROPPED = frozenset(("plan", "goal", "action", "actions", "each", "which"))
"""What is understood elsewhere, or weighs nothing once the question's opening is read."""
_PRONOUNS = ("which", "what", "welch", "quel", "qual", "qué", "cuál", "how")
"""Words that ask wherever they stand; others, such as "list", ask at the head of a question alone."""
# "Polish-led actions": an adjective in front of what it describes
_ADJECTIVE = re.compile(r"([CK])(L)(?=t*A)")
# "which member states", "who", "how many countries"
ACTORS_ASKED = re.compile(r"^[W%Q,&]*(?P<head>[Kw])[E,]*")
# " (document fraud)" behind "goal 5"
_BRACKETS = re.compile(r"\s*\([^()]*\)")
# "Spain leads how many actions", "led by agencies: which actions"
_ASKED_INSIDE = re.compile(r"^(?=[^QWwMmSV%]*[CK])[CKLNBUO&yt]+[,]*(?P<asked>[QW]+A)")
_PARTICIPLES = ("led", "co-led", "co led", "run", "headed")
_WHERE = ("where", "wo", "où", "dove", "dónde", "donde")
_HOW_OFTEN = ("how often", "how many times")
_OTHERS = ("oaps", "plans", "oap's")
_OPERATIONAL = "operational"
"""Beside no other type the word says nothing: all actions are operational."""
_SIGNS = ("more", "at_least", "fewer", "at_most", "exactly")
# "of the 30 actions", "what share of 30 actions": all of them
_OF_ALL = re.compile(
    r"\b(?:of (?:the|all|these|its)(?: total)?|share of|percentage of|proportion of|all|by)\s+$",
    re.IGNORECASE,
)
# "which of Eurojust and Frontex": no actions are asked for
_WHICH_OF = re.compile(r"\b(?:which|who) (?:one )?(?:out )?of\b", re.IGNORECASE)
# "tied to other plans", "overlap with another OAP"
_OTHER_PLANS = re.compile(
    r"(?: (?:to|with|into|on))?(?: \w+){0,2} (?:other|another|different|further|neighbouring|sister)"
    r"(?: \w+){0,2} (?:oaps?|plans?|priorit\w+)\b",
    re.IGNORECASE,
)
_SLASH = ("role", "kind", "actor")
# "training actions led by ...": what is in front of the actions goes behind them
_TYPED = re.compile(r"^(?P<ask>[W%QS,]*)(?P<types>(?:F[&O]?)+)(?=A)")
_HEAD = re.compile(r"^[WwQ%SE,]*")


def prepared(mentions: Mentions) -> list[Item]:
    """Return the items with adjectives behind what they describe, and plans left out."""
    question = mentions.question
    items = _linked(question, _beside_refs(question, read_items(mentions)))
    items = list(_types_named(items))
    items = _with_actions(question, list(_sized(question, items)))
    kept = list(_without_plans(question, items))
    kept = _types_behind(list(_one_role(question, kept)))
    while match := _hyphenated(question, kept):
        actor, role = kept[match.start() : match.end()]
        at = next(i for i in range(match.end(), len(kept)) if kept[i].tag == "actions")
        kept = [*kept[: match.start()], *kept[match.end() : at + 1], role, actor, *kept[at + 1 :]]
    return _asked_first(kept)


def _sized(question: str, items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items with "several" as a size, without sizes that nothing is held against.

    "Under each goal", "the exact number", "of the 30 actions" compare nothing.
    """
    for at, item in enumerate(items):
        before, behind = items[:at][-1:], items[at + 1 : at + 2]
        if item.tag in ("several", "jointly"):
            yield replace(item, tag="at_least")
            yield replace(item, tag="number", value="2")
            if item.tag == "jointly":
                yield replace(item, tag="role", value="leader")
        elif item.tag in _SIGNS and not any(i.tag == "number" for i in (*before, *behind)):
            continue
        elif item.tag == "number" and behind and behind[0].tag == "actions" and _OF_ALL.search(
            question[: item.start]
        ):
            continue
        else:
            yield item


def _linked(question: str, items: Sequence[Item]) -> list[Item]:
    """Return the items with a link and the subject behind it as one: "tied to the THB plan"."""
    kept: list[Item] = []
    for item in items:
        if kept and kept[-1].tag == "field" and item.start < kept[-1].end:
            continue  # a part of the subject
        linking = item.tag == "linking" or item.value == "links"
        subject = subject_behind(question, item.end) if linking else None
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


def _one_role(question: str, items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items with one role of two side by side: "assists as co-leader", not "leads/joins"."""
    for item, behind in zip(items, [*items[1:], None], strict=True):
        beside = behind is not None and behind.tag == item.tag in _SLASH
        gap = question[item.end : behind.start] if behind and beside else ""
        if gap.strip() == "/" or gap.strip() in ("and/or", "or/and"):
            yield item
            yield Item("either", "or", item.end, item.end)
        elif not (beside and item.tag == "role" and gap):
            yield item


def _types_behind(items: list[Item]) -> list[Item]:
    """Return the items with types behind the actions that they describe: "training actions"."""
    match = _TYPED.match(drawn(items))
    if not match or not all(i.value.startswith("type:") for i in items[slice(*match.span("types"))] if i.tag == "field"):
        return items
    start, end = match.span("types")
    return [*items[:start], items[end], *items[start:end], *items[end + 1 :]]


def _asked_first(items: list[Item]) -> list[Item]:
    """Return the items of a question with what it asks for in front: "Spain leads how many?"."""
    match = _ASKED_INSIDE.match(drawn(items))
    if not match:
        return items
    start, end = match.span("asked")
    return [*items[start:end], *items[:start], *items[end:]]


def _with_actions(question: str, items: list[Item]) -> list[Item]:
    """Return the items with the actions that "how often" counts without naming them."""
    opening = next((at for at, item in enumerate(items) if item.tag != "comma"), 0)
    asks = items[opening : opening + 1]
    often = bool(asks) and asks[0].tag == "how_many" and asks[0].value in _HOW_OFTEN
    where = bool(asks) and asks[0].tag == "which" and asks[0].value in _WHERE
    text = drawn(items[opening:])
    bare = bool(re.match(r"W+(?:C[C&O,]*[NBU]*L|L[yBU]*C)", text))
    bare = bare and not re.search("[FtKGRz]", text) and not _WHICH_OF.search(question)
    meant = often or ((where or bare) and "C" in text and "L" in text)
    if not meant or any(item.tag in ("actions", "most", "fewest") for item in items):
        return items
    named = replace(asks[0], tag="actions", value="actions")
    return [*items[: opening + 1], named, *items[opening + 1 :]]


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
        elif at and item.tag == "which" and not item.value.startswith(_PRONOUNS):
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
