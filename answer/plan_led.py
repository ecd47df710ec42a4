"""Is an actor said to lead a plan as a whole? "Spain heads the 2012 plan, right?"."""

from answer.cues import told
from answer.mentions import Mentions
from answer.patterns import ACTIONS
from answer.words import stems

_BETWEEN = frozenset(stems("the of for this that whole entire by"))
"""Words that may stand between the plan and the word that says that it is led."""
_PARTS = frozenset(("<action>", "<goal>", "<measure>", "<quarter>"))
_REACH = 3
"""How many words a role may have: "in charge of"."""
_WHY = frozenset(stems("why how come since when chosen picked"))
"""Words that take the role for granted: "why does Spain drive the plan?"."""
_ROLES = ("leader", "driver")


def leads_a_plan(mentions: Mentions) -> bool:
    """Tell whether an actor is taken to lead a plan, and not one of its actions."""
    words = [word for word in mentions.masked if word not in _WHY]
    if not {"<actor>", "<plan>"} <= set(words) or _PARTS & set(words):
        return False
    if told("asks", words) or told("count", words) or ACTIONS.search(mentions.question):
        return False
    return any(_led(words, at) for at, word in enumerate(words) if word == "<plan>")


def _led(words: list[str], at: int) -> bool:
    """Tell whether the plan at a position is led: the role right before it, or behind it."""
    before = [word for word in words[:at] if word not in _BETWEEN][-_REACH:]
    if "<actor>" in words[:at] and (_says(before[-1:]) or (_ends(before) and _says(before[-2:]))):
        return True
    behind = words[at + 1 : at + 2 + _REACH]
    led_by = "<actor>" in behind and _says(behind[: behind.index("<actor>")])
    return led_by or (behind[:2] == ["under", "<actor>"] and _says(behind[2:]))


def _ends(words: list[str]) -> bool:
    """Tell whether a role of two words may stand last: it does not stand one word before."""
    return not _says(words[-2:-1])


def _says(words: list[str]) -> bool:
    return any(told(role, words) for role in _ROLES)
