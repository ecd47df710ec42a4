"""What the shape of a question settles, whatever example it is nearest to.

"Is Spain the leader of OA 2.8?" wants a yes or a no though it is near to "who is the leader", and
"how many actions" wants a number though it is near to "which actions".
"""

import re
from collections.abc import Callable
from dataclasses import replace

from answer.cues import asks_results, field_cues, list_aspect, role_aspect, told
from answer.intents import Intent
from answer.patterns import ACTIONS, ANY_NUMBER, MOST_OF_THEM, THE_ACTION, WHICH_ACTIONS
from answer.shape_papers import NO_FIELD, Shape, of_cover, of_part
from answer.words import tokens

_SETTLED = frozenset({"refuse", "define", "meta", "compare", "redactions", "sum"})
"""Kinds that the shape of a question says nothing about."""
_ROLES = ("leader", "co_leader", "participants")
_SPELT_OUT = 0.6
"""The least nearness of an intent that a question's own words spell out."""
_SURELY_PROSE = 0.45
"""Above this score a question of yes or no on running text is one, though it names an actor."""
_CERTAINLY_PROSE = 0.53
"""The same for one that speaks of "the action", "the project"."""
_FAR = 0.36
"""Below this nearness to its example a field that no word of the question names is not meant."""
_MISTAKEN = ("passage", "rank", "redactions", "count")
"""Kinds that a question about a field of "the action on ..." may be mistaken for."""
# "how many actions", "the number of OAs", "combien d'actions"
_COUNTED = re.compile(
    r"\b(?:how many|how often|number of|count|combien d|wie viele|wieviele|quante|cuántas)\b"
    r"(?:\W+(?:of|the|all|different|strategic|operational|les|las|der|s|\d+)\b)*\W+"
    r"(?:actions?|oas?|aktionen|azioni|acciones)\b",
    re.IGNORECASE,
)
# "where is the Commission co-leader"
_WHERE = re.compile(r"^\W*(?:where|wo|où|dove|dónde)\b", re.IGNORECASE)
# "when were ..."
_WHEN = re.compile(r"^\W*(?:when|wann|quand|quando|cuándo)\b", re.IGNORECASE)
# "listed", "mentioned": in whatever role
_LISTED = re.compile(
    r"\b(?:listed|named|mentioned|involved|appears?|feature[sd]?|figures?)\b", re.IGNORECASE
)
# "in any action", "part of anything"
_ANY_ACTION = re.compile(
    r"\b(?:any|some)\b(?: [\w-]+){0,3}? (?:actions?|oas?)\b|\b(?:any|some)thing\b",
    re.IGNORECASE,
)
_IN_ANY_ROLE = re.compile(r"\bin (?:any|some) (?:role|capacity)\b", re.IGNORECASE)
_ALL_YEAR = re.compile(r"\b(?:whole|all|entire)[ -]year\b|\byear[ -]round\b", re.IGNORECASE)
# "all member states", "every MS"
_EVERY = re.compile(r"\b(?:all|every|each|alle|tous|tutti|todos)\b", re.IGNORECASE)


def settled(intent: Intent, question: str, named: set[str], has_action: bool) -> Intent:
    """Return an intent as the shape of the question has it."""
    shape = Shape(question, tokens(question), frozenset(named), has_action)
    for rule in _ANYWHERE if intent.kind in _SETTLED else _RULES:
        intent = rule(intent, shape)
    return intent


def _certain(intent: Intent, shape: Shape) -> Intent:
    """An intent that the words spell out: what is asked for, and of which action, actor or plan."""
    score = max(intent.score, _SPELT_OUT)
    if intent.kind in ("field", "check"):
        spelt = "action" in shape.named and intent.aspect in field_cues(shape.spoken)
        return replace(intent, score=score) if spelt else intent
    if (intent.kind == "summary" and "measure" in shape.named) or intent.aspect == "measures":
        return replace(intent, score=score) if shape.named & {"measure", "chapter"} else intent
    if intent.kind == "rank" and intent.aspect in _ROLES:
        ranked = role_aspect(shape.spoken) and MOST_OF_THEM.search(shape.question)
        return replace(intent, score=score) if ranked else intent
    if intent.kind not in ("list", "count"):
        return intent
    if intent.aspect == "goals":
        spelt = "plan" in shape.named and told("goals", shape.words)
        return replace(intent, score=score) if spelt else intent
    asked = WHICH_ACTIONS.search(shape.question) or _COUNTED.search(shape.question)
    by_actor = "actor" in shape.named and role_aspect(shape.spoken)
    return replace(intent, score=score) if asked and (by_actor or "goal" in shape.named) else intent


def _achieved(intent: Intent, shape: Shape) -> Intent:
    """What was achieved, for a question about one action or for a number, in the past tense."""
    if intent.kind in ("refuse", "redactions") or not asks_results(shape.words):
        return intent
    about = shape.has_action or "action" in shape.named
    about = about or told("count", shape.words) or told("kpi", shape.words)
    if not about or role_aspect(shape.spoken) or shape.several():
        return intent
    return Intent("refuse", "results", max(intent.score, _SPELT_OUT))


def _comparing(intent: Intent, shape: Shape) -> Intent:
    """A comparison for two plans that are set beside each other."""
    if "plans" not in shape.named or not told("compare", shape.words):
        return intent
    return replace(intent, kind="compare", aspect="any")


def _counting_after_all(intent: Intent, shape: Shape) -> Intent:
    """A count or a list of actions, for a question near to one about sums or comparisons."""
    if intent.kind == "sum" and _COUNTED.search(shape.question) and "actor" in shape.named:
        return replace(intent, kind="count", aspect="role")
    alone = intent.kind == "compare" and "plans" not in shape.named
    if alone and WHICH_ACTIONS.search(shape.question) and not told("compare", shape.words):
        whole = "quarter" if _ALL_YEAR.search(shape.question) else ""
        return replace(intent, kind="list", aspect=whole or list_aspect(shape.words, shape.named))
    return intent


def _ranking(intent: Intent, shape: Shape) -> Intent:
    """The role that actors are ranked by, as the words have it."""
    role = role_aspect(shape.spoken)
    if intent.kind != "rank" or intent.aspect not in (*_ROLES, "role"):
        return intent
    if _IN_ANY_ROLE.search(shape.question):
        return replace(intent, aspect="role")
    return replace(intent, aspect=role) if role else intent


def _counting(intent: Intent, shape: Shape) -> Intent:
    """A count for "how many actions"; a list that counts for "count the goals"."""
    counted = _COUNTED.search(shape.question) and "action" not in shape.named
    if counted and intent.kind not in ("rank", "list", "count"):
        slots = [slot for slot in ("actor", "goal", "quarter") if slot in shape.named]
        aspect = {"actor": "role"}.get(slots[0], slots[0]) if slots else "all"
        return replace(intent, kind="count", aspect=aspect)
    if intent.kind == "list" and (counted or told("count", shape.words)):
        return replace(intent, kind="count")
    if intent.kind == "count" and not ANY_NUMBER.search(shape.question):
        return replace(intent, kind="list")
    return intent


def _checking(intent: Intent, shape: Shape) -> Intent:
    """A check for a question of yes or no on an actor in an action; a list for "which"."""
    if "actor" not in shape.named:
        return intent
    if _lists_by_role(intent, shape):
        counted = told("count", shape.words)
        return replace(intent, kind="count" if counted else "list", aspect="role")
    if intent.kind == "check" and told("count", shape.words):
        return replace(intent, kind="field", aspect="kpi")
    if not shape.has_action or shape.several() or not shape.polar():
        return intent
    role = role_aspect(shape.spoken)
    if intent.kind == "field" and intent.aspect in _ROLES:
        return replace(intent, kind="check", aspect=role or intent.aspect)
    asked = told("check", shape.words[:3]) or told("check", shape.words[-3:])
    if intent.kind == "passage" and not role and intent.score > _SURELY_PROSE:
        return intent
    if intent.kind in ("list", "passage") and asked:
        return replace(intent, kind="check", aspect=role or "any")
    return intent


def _lists_by_role(intent: Intent, shape: Shape) -> bool:
    """Tell whether actions are asked for by what an actor does in them."""
    roles = set(field_cues(shape.spoken)) & set(_ROLES)
    if (intent.kind, intent.aspect) == ("list", "leaders"):
        return shape.several()
    if (intent.kind, intent.aspect) == ("summary", "tasking"):
        return (shape.several() and not shape.polar()) or len(roles) == 1
    if intent.kind == "check":
        any_action = _ANY_ACTION.search(shape.question) and "action" not in shape.named
        return bool(any_action) or (shape.several() and not shape.polar())
    where = intent.kind == "passage" and _WHERE.search(shape.question) and not shape.has_action
    return bool(where and (roles or _LISTED.search(shape.question)))


def _listing(intent: Intent, shape: Shape) -> Intent:
    """What is listed: goals where no actions are spoken of; actions on a theme, of a goal."""
    goals = told("goals", shape.words) and shape.named >= {"plan"} and "goal" not in shape.named
    if intent.kind == "field" and goals and not shape.has_action and not shape.several():
        kind = "count" if told("count", shape.words) else "list"
        return replace(intent, kind=kind, aspect="goals")
    if intent.aspect == "all_members" and not _EVERY.search(shape.question):
        intent = replace(intent, aspect="all")
    if intent.kind == "field" and intent.aspect != "timing" and "action" not in shape.named:
        if WHICH_ACTIONS.search(shape.question) and not THE_ACTION.search(shape.question):
            return replace(intent, kind="list", aspect=list_aspect(shape.words, shape.named))
        return intent
    typed = told("type", shape.words) or told("kinds_of_action", shape.words)
    if intent.aspect == "jad" and not told("jad", shape.words):
        intent = replace(intent, aspect="theme")
    if intent.aspect == "type" and not typed and intent.kind in ("list", "count"):
        intent = replace(intent, aspect="all")
    if intent.kind not in ("list", "count") or intent.aspect not in ("all", "theme"):
        return intent
    if told("goals", shape.words) and not ACTIONS.search(shape.question):
        return replace(intent, aspect="goals") if "goal" not in shape.named else intent
    if "goal" in shape.named and not shape.has_action:
        return replace(intent, aspect="goal")
    return replace(intent, aspect="theme") if shape.has_action else intent


def _of_one_action(intent: Intent, shape: Shape) -> Intent:
    """A field of the one action that is meant by what it is about: "the action on ..."."""
    if intent.kind == "field" and intent.aspect != "timing" and _WHEN.search(shape.question):
        return replace(intent, aspect="timing")
    if intent.kind == "list" and _WHEN.search(shape.question) and not shape.several():
        return replace(intent, kind="field", aspect="timing")
    if intent.aspect == "measures":
        return intent
    known = shape.has_action or "actor" in shape.named or told("asks", shape.words)
    one = known and not shape.several() and THE_ACTION.search(shape.question)
    cues = [cue for cue in field_cues(shape.spoken) if cue != "summary"]
    if "actor" in shape.named:  # its role tells which action, not what is asked of it
        cues = [cue for cue in cues if cue not in _ROLES] or _number(shape) or cues
    cues = cues or _number(shape)
    prose = intent.kind == "passage" and intent.score > _CERTAINLY_PROSE
    likely = (intent.kind == "list" and intent.aspect in ("theme", "role")) or (
        intent.kind in _MISTAKEN
        and intent.score < _SPELT_OUT
        and not prose
        and not told("summarise", shape.words)
    )
    return replace(intent, kind="field", aspect=cues[0]) if one and likely and cues else intent


def _number(shape: Shape) -> list[str]:
    return ["kpi"] if ANY_NUMBER.search(shape.question) else []


def _of_field(intent: Intent, shape: Shape) -> Intent:
    """The field that the words name, for a question about an action that it names by number."""
    if "action" not in shape.named or told("summarise", shape.words):
        return intent
    cues = field_cues(shape.spoken)
    if told("contact", shape.words) and intent.kind in (*NO_FIELD, "field"):
        return Intent("field", "other", max(intent.score, _SPELT_OUT))
    if intent.kind == "field" and (not cues or intent.aspect in cues):
        far = not cues and intent.score < _FAR
        unnamed = "kpi" if told("count", shape.words) else "other"
        return replace(intent, aspect=unnamed) if far else intent
    if intent.kind == "field" and intent.aspect == "other" and told("other", shape.words):
        return intent
    if cues == ["summary"] and told("count", shape.words):  # "how many is it meant to find?"
        return replace(intent, kind="field", aspect="kpi")
    strong = [cue for cue in cues if cue != "summary"]
    if intent.kind == "field" or (intent.kind in NO_FIELD and strong):
        return replace(intent, kind="field", aspect=(strong or cues)[0])
    return intent


Rule = Callable[[Intent, Shape], Intent]
_ANYWHERE: tuple[Rule, ...] = (_achieved, of_part, of_cover, _counting_after_all)
"""Rules for the kinds that are settled otherwise."""
_RULES: tuple[Rule, ...] = (
    *_ANYWHERE,
    _comparing,
    _ranking,
    _counting,
    _checking,
    _listing,
    _of_one_action,
    _of_field,
    _certain,
)
