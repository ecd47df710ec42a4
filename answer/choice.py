"""Which kind of answer is wanted? The nearest example and the single words decide together."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from answer.cues import by_cues
from answer.intents import Intent
from answer.shape import settled

_SURE = 0.34
"""Below this nearness to any example a question is read as one about running text."""
_SURE_REFUSAL = 0.45
_NEAR = 0.7
"""From this nearness on an example is trusted whatever single words may say."""
_ALL_BUT_SAME = 0.92
"""From this nearness on nothing else is asked; what was learned may be surer of nearer ones."""
_CERTAIN = 0.85
"""From this chance on what was learned is believed against an example that is merely near."""
_LIKELY = 0.5
"""From this chance on what was learned is believed."""
_LEARNED_TRUST = 0.55
"""How near to an example a question counts that was understood so for certain."""
_TRIED = 8
"""How many of the nearest intents are tried for one that what is named allows for."""
_FIRM = ("rank", "refuse", "define")
_YIELDING = ("field", "list", "passage", "summary")
"""A superlative, "actually" or "stands for" says what is wanted against a near example of these."""
# "who leads most actions", "actions per goal", "how many actions does each country lead"
_RANKS = re.compile(
    r"\b(?:most|fewest|(?<!at )least(?! one)|highest|lowest|per|each|rank\w*|top|tie|often|"
    r"active|largest|greatest|rarest|commonest|"
    r"how many|plus|meisten|maggior|più|más|second|third|comes?)\b",
    re.IGNORECASE,
)
# "the whole year", "all year round"
_WHOLE_YEAR = re.compile(
    r"\b(?:whole|all|entire|throughout the)[ -]year\b|\byear[ -]round\b", re.IGNORECASE
)
# "which of the five documents is the oldest"
_OF_DOCUMENTS = re.compile(r"\b(?:documents|papers|plans|texts|files|oaps)\b", re.IGNORECASE)
# "an overview of the actions", "the overview table"
_LISTED = re.compile(r"\b(?:actions|oas|list|table|tabla|tableau)\b", re.IGNORECASE)
# "what kind of brokers", but not "what kind of action"
_KIND_OF = re.compile(
    r"\b(?:what|which) (?:kinds?|sorts?) of (?!(?:operational |strategic )?(?:actions?|oas?|activit"
    r"|operations?|measures?|plans?|goals?|documents?)\b)[a-z]",
    re.IGNORECASE,
)
_FIELD_ASPECTS = ("jad", "links", "type", "participants", "kpi", "related")
_NEEDS = {
    ("list", "role"): {"actor"},
    ("count", "role"): {"actor"},
    ("check", "participants"): {"actor"},
    ("check", "leader"): {"actor"},
    ("check", "co_leader"): {"actor"},
    ("summary", "tasking"): {"actor"},
    ("list", "goal"): {"goal"},
    ("count", "goal"): {"goal"},
    ("list", "quarter"): {"quarter"},
    ("count", "quarter"): {"quarter"},
    ("list", "kpi"): {"number"},
    ("meta", "number"): {"plan"},
    ("meta", "date"): {"plan"},
    ("meta", "marking"): {"plan"},
    ("meta", "priority"): {"plan"},
}
"""What a question must name for it to have an intent."""
_BARS = {
    ("list", "all"): {"actor", "goal", "quarter"},
    ("count", "all"): {"actor", "goal", "quarter"},
    ("summary", "any"): {"quarter"},
}
"""What a question must not name for it to have an intent."""


def choose_intent(
    ranked: Sequence[Intent],
    question: str,
    named: set[str],
    has_action: bool,
    likely: Callable[[], Sequence[Intent]],
) -> Intent:
    """Return the nearest intent that what is named and the shape of the question allow for."""
    chosen = _chosen(ranked, question, named, has_action, likely)
    return settled(_of_things(chosen, question), question, named, has_action)


def _of_things(intent: Intent, question: str) -> Intent:
    """Return what is told of some kind of thing in running text: "what kind of brokers"."""
    if intent.aspect != "type" or not _KIND_OF.search(question):
        return intent
    return Intent("passage", "any", intent.score)


def _chosen(
    ranked: Sequence[Intent],
    question: str,
    named: set[str],
    has_action: bool,
    likely: Callable[[], Sequence[Intent]],
) -> Intent:
    """Return the nearest intent that what is named allows for.

    Where no example is near, what was learned from many questions decides if it is sure (`likely`
    returns the intents by their chances, asked for only then), else the single words that say what
    is wanted; without any, the question is one about running text.
    """
    nearest = next((i for i in ranked[:_TRIED] if _possible(i, question, named)), None)
    nearest = nearest and _about_one_action(nearest, named, has_action)
    told = by_cues(question, named, has_action)
    firm = told and (told.kind in _FIRM or told.aspect == "other")
    firm = firm and nearest is not None and nearest.kind in _YIELDING
    if told and nearest and _sums_up(told, nearest, question):
        return told
    near = nearest is not None and nearest.score >= _NEAR and not firm
    if nearest and near and nearest.score >= _ALL_BUT_SAME:
        return nearest
    learned = next((i for i in likely()[:_TRIED] if _possible(i, question, named)), None)
    surer = learned and learned.score >= _CERTAIN and nearest and nearest.kind != "meta"
    if nearest and near and not surer:  # of some facts of covers little was learned
        return nearest
    if learned and learned.score >= _LIKELY:
        learned = replace(learned, score=learned.score * _LEARNED_TRUST)
        return _about_one_action(learned, named, has_action)
    if told:
        return told
    if nearest and nearest.score >= (_SURE_REFUSAL if nearest.kind == "refuse" else _SURE):
        return nearest
    return Intent("passage", "any", ranked[0].score if ranked else 0.0)


def _sums_up(told: Intent, nearest: Intent, question: str) -> bool:
    """Tell whether a summary is asked for, though what is near is another question.

    "Briefly, what is X about?", "give me the gist of the plan", but not "an overview of actions".
    """
    if told.kind != "summary":
        return False
    wanted = (nearest.kind, nearest.aspect)
    return wanted == ("field", "summary") or (
        wanted == ("list", "all") and not _LISTED.search(question)
    )


def _about_one_action(intent: Intent, named: set[str], has_action: bool) -> Intent:
    """Return an intent as one for a field where a certain action is meant, not a list of them.

    "Does OA 2.13 have a Joint Action Day?" asks for a field, as does "the goal for X in Y".
    """
    if (intent.kind, intent.aspect) == ("list", "goals") and has_action:
        return replace(intent, kind="field", aspect="kpi")
    listing = intent.kind in ("list", "count")
    if listing and intent.aspect in _FIELD_ASPECTS and ("action" in named or has_action):
        needed = intent.aspect == "participants" or "action" in named
        return replace(intent, kind="field") if needed else intent
    if listing and "action" in named and "actor" in named and intent.aspect == "role":
        return replace(intent, kind="check", aspect="any")
    return intent


def _possible(intent: Intent, question: str, named: set[str]) -> bool:
    """Tell whether an intent has what it needs: an actor, a goal, a number, something named."""
    wanted = (intent.kind, intent.aspect)
    if intent.kind == "meta" and "action" in named:
        return False
    if intent.kind == "rank" and not _RANKS.search(question):
        return False
    if _BARS.get(wanted, set()) & named:
        return False
    if wanted == ("meta", "date") and _OF_DOCUMENTS.search(question):
        return True
    if wanted == ("list", "quarter") and _WHOLE_YEAR.search(question):
        return True
    return _NEEDS.get(wanted, set()) <= named
