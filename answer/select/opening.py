"""A question's items made ready to be read: plans left out, adjectives behind their nouns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answer.mentions import Mentions
from answer.select.clauses import read_conditions
from answer.select.grammar import Item, drawn, read_items
from answer.select.plainer import in_plain, with_one_role
from answer.select.selection import Conditions, Having

_DROPPED = frozenset(("plan", "goal", "action", "actions", "each", "which"))
"""What is understood elsewhere, or weighs nothing once the question's opening is read."""
_PRONOUNS = ("which", "what", "welch", "quel", "qual", "qué", "cuál", "how")
"""Words that ask wherever they stand; others, such as "list", ask at the head alone."""
# "Polish-led actions": an adjective in front of what it describes
_ADJECTIVE = re.compile(r"([CK])(L)(?=t*A)")
# "which member states", "who", "how many countries"
ACTORS_ASKED = re.compile(r"^[W%Q,&]*(?P<head>[Kw])[E,]*")
# "Spain leads how many actions", "led by agencies: which actions"
_ASKED_INSIDE = re.compile(r"^(?=[^QWwMmSV%]*[CK])[CKLNBUO&yt]+[,]*(?P<asked>[QW]+E?A)")
# "does Spain lead any actions"
_ANY_INSIDE = re.compile(r"^C[C&O,]*[NBU]*L(?:[O&]?L)*(?P<asked>A)")
_WHETHER = re.compile(r"\s*(?:did|does|do|is|are|was|were|has|have|will)\b", re.IGNORECASE)
_PARTICIPLES = ("led", "co-led", "co led", "run", "headed")
_WHERE = ("where", "wo", "où", "dove", "dónde", "donde")
_HOW_OFTEN = ("how often", "how many times")
_OTHERS = ("oaps", "plans", "oap's")
# "which operations have a target of ...", "how many of the projects are led by ..."
_OPERATIONS = re.compile(
    r"(?:which|what|how many|list|show|name|count|number of|any)\b(?: (?!action)[\w-]+){0,3}? "
    r"(?:operations|projects|initiatives|undertakings|efforts|ops)\b",
    re.IGNORECASE,
)
# "operations with more than five KPIs": what opens a question that asks in no other word
_OPENING_OPERATIONS = re.compile(
    r"^\W*(?:(?:all|the|any|every) )?(?:[\w-]+ ){0,2}?(?:operations|projects|initiatives)"
    r" (?:with|without|led|run|co-?led|that|where|whose|having|in which|involving|by|but|from)\b",
    re.IGNORECASE,
)
# "which of Eurojust and Frontex": no actions are asked for
_WHICH_OF = re.compile(r"\b(?:which|who) (?:one )?(?:out )?of\b", re.IGNORECASE)
_HEAD = re.compile(r"^[WwQ%SE,]*")


def prepared(mentions: Mentions) -> list[Item]:
    """Return the items with adjectives behind what they describe, and plans left out."""
    question = mentions.question
    items = in_plain(question, read_items(mentions))
    items = _with_actions(question, _opening_with_actions(question, items))
    kept = with_one_role(question, list(_without_plans(question, items)))
    while match := _hyphenated(question, kept):
        actor, role = kept[match.start() : match.end()]
        at = next(i for i in range(match.end(), len(kept)) if kept[i].tag == "actions")
        kept = [*kept[: match.start()], *kept[match.end() : at + 1], role, actor, *kept[at + 1 :]]
    return _asked_first(question, kept)


def _asked_first(question: str, items: list[Item]) -> list[Item]:
    """Return the items of a question with what it asks for in front: "Spain leads how many?"."""
    match = _ASKED_INSIDE.match(drawn(items))
    if not match and _WHETHER.match(question):
        match = _ANY_INSIDE.match(drawn(items))
    if not match:
        return items
    start, end = match.span("asked")
    asked = [replace(i, value="actions") if i.tag == "actions" else i for i in items[start:end]]
    return [*asked, *items[:start], *items[end:]]


def _with_actions(question: str, items: list[Item]) -> list[Item]:
    """Return the items with the actions that "how often" counts without naming them."""
    opening = next((at for at, item in enumerate(items) if item.tag != "comma"), 0)
    asks = items[opening : opening + 1]
    often = bool(asks) and asks[0].tag == "how_many" and asks[0].value in _HOW_OFTEN
    where = bool(asks) and asks[0].tag == "which" and asks[0].value in _WHERE
    text = drawn(items[opening:])
    bare = bool(re.match(r"W+C[C&O,]*[NBU]*L", text))
    bare = bare and not re.search("[FtKGRz]", text) and not _WHICH_OF.search(question)
    meant = often or ((where or bare) and "C" in text and "L" in text)
    meant = meant or bool(asks and _OPERATIONS.match(question[asks[0].start :]))
    # "which trainings does Frontex run"
    head = items[opening + 1 : opening + 2]
    meant = meant or bool(re.match("[WQ]F[&O]?C", text) and head[0].value.startswith("type:"))
    if not meant or any(item.tag in ("actions", "most", "fewest") for item in items):
        return items
    named = replace(asks[0], tag="actions", value="actions")
    return [*items[: opening + 1], named, *items[opening + 1 :]]


def _opening_with_actions(question: str, items: list[Item]) -> list[Item]:
    """Return the items with the actions that a question opens with as "operations"."""
    if any(item.tag == "actions" for item in items):
        return items
    if any(item.tag == "both" and "action" in item.value for item in items):
        return [Item("actions", "actions", 0, 0), *items]  # "ever together in one action"
    match = _OPENING_OPERATIONS.match(question)
    if not match:
        return items
    at = next((i for i, item in enumerate(items) if item.start >= match.end()), len(items))
    start = match.group().rindex(" ")
    return [*items[:at], Item("actions", "actions", start, start), *items[at:]]


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
