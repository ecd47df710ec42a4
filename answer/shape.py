"""What the shape of a question settles, whatever example it is nearest to.

"Is Spain the leader of OA 2.8?" wants a yes or a no though it is near to "who is the leader", and
"how many actions" wants a number though it is near to "which actions".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.cues import field_cues, role_aspect, told
from answer.intents import Intent
from answer.words import Token, tokens

_SETTLED = frozenset({"refuse", "define", "meta", "compare", "redactions", "sum"})
"""Kinds that the shape of a question says nothing about."""
_ROLES = ("leader", "co_leader", "participants")
_NO_FIELD = ("passage", "list", "count", "rank", "summary")
"""Kinds that a question about a field of an action that it names may be mistaken for."""
# "how many actions", "the number of OAs", "combien d'actions", "Eurojust joins how many of the actions"
_COUNTED = re.compile(
    r"\b(?:how many|how often|number of|count|combien d|wie viele|wieviele|quante|cuántas)\b"
    r"(?:\W+(?:of|the|all|strategic|operational|les|las|der|s)\b)*\W+"
    r"(?:actions?|oas?|aktionen|azioni|acciones)\b",
    re.IGNORECASE,
)
# "actions", "OAs", "Aktionen": several of them
_ACTIONS = re.compile(r"\b(?:actions|oas|aktionen|azioni|acciones)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A question's words, what it names, and whether it means a certain action."""

    question: str
    spoken: Sequence[Token]
    named: frozenset[str]
    has_action: bool

    @property
    def words(self) -> list[str]:
        return [token.stem for token in self.spoken]

    def polar(self) -> bool:
        """Tell whether a yes or a no is wanted: nothing asks who, which, what, how many."""
        return not told("asks", self.words) and not told("count", self.words)

    def several(self) -> bool:
        """Tell whether it asks for actions, not about one."""
        return bool(_ACTIONS.search(self.question)) and "action" not in self.named


def settled(intent: Intent, question: str, named: set[str], has_action: bool) -> Intent:
    """Return an intent as the shape of the question has it."""
    if intent.kind in _SETTLED:
        return intent
    shape = _Shape(question, tokens(question), frozenset(named), has_action)
    for rule in (_counting, _checking, _listing, _of_named_part, _of_field):
        intent = rule(intent, shape)
    return intent


def _counting(intent: Intent, shape: _Shape) -> Intent:
    """A count for "how many actions"; a list that counts for "count the goals"."""
    counted = _COUNTED.search(shape.question) and "action" not in shape.named
    if counted and intent.kind not in ("rank", "count"):
        slots = [slot for slot in ("actor", "goal", "quarter") if slot in shape.named]
        aspect = {"actor": "role"}.get(slots[0], slots[0]) if slots else "all"
        keeps = intent.kind == "list" and intent.aspect not in ("goals", "all")
        return replace(intent, kind="count", aspect=intent.aspect if keeps else aspect)
    if intent.kind == "list" and told("count", shape.words):
        return replace(intent, kind="count")
    return intent


def _checking(intent: Intent, shape: _Shape) -> Intent:
    """A check for a question of yes or no on an actor in an action; a list for "which"."""
    if "actor" not in shape.named:
        return intent
    if intent.kind == "check" and shape.several() and not shape.polar():
        counted = told("count", shape.words)
        return replace(intent, kind="count" if counted else "list", aspect="role")
    if not shape.has_action or shape.several() or not shape.polar():
        return intent
    role = role_aspect(shape.spoken)
    if intent.kind == "field" and intent.aspect in _ROLES:
        return replace(intent, kind="check", aspect=role or intent.aspect)
    asked = told("check", shape.words[:3]) or told("check", shape.words[-3:])
    if intent.kind in ("list", "passage") and asked:
        return replace(intent, kind="check", aspect=role or "any")
    return intent


def _listing(intent: Intent, shape: _Shape) -> Intent:
    """A list by theme where "all actions" are about something; one of goals for "all goals"."""
    if (intent.kind, intent.aspect) not in (("list", "all"), ("count", "all")):
        return intent
    if told("goals", shape.words) and not _ACTIONS.search(shape.question):
        return replace(intent, aspect="goals")
    return replace(intent, aspect="theme") if shape.has_action else intent


def _of_named_part(intent: Intent, shape: _Shape) -> Intent:
    """A summary of a measure that is named, whatever the verb; a list for a chapter's measures."""
    if "measure" in shape.named and intent.kind in _NO_FIELD + ("field",):
        return replace(intent, kind="summary", aspect="any")
    return intent


def _of_field(intent: Intent, shape: _Shape) -> Intent:
    """The field that the words name, for a question about an action that it names by number."""
    if "action" not in shape.named or told("summarise", shape.words):
        return intent
    cues = field_cues(shape.spoken)
    if intent.kind == "field" and (not cues or intent.aspect in cues):
        return intent
    if intent.kind == "field" and intent.aspect == "other" and told("other", shape.words):
        return intent
    strong = [cue for cue in cues if cue != "summary"]
    if intent.kind == "field" or (intent.kind in _NO_FIELD and strong):
        return replace(intent, kind="field", aspect=(strong or cues)[0])
    return intent
