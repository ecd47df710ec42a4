"""Plans that a question names only because actions are linked to them: "tied to the THB plan"."""

import re
from functools import lru_cache

from answer.words import stems, tokens, vocabulary

_NEAR = 6
"""Within how many words behind a link the plan stands that is linked."""
# "actions that are linked to", "which of them overlap with"
_LINK = re.compile(
    r"\b(?:actions?|oas?|ones?|which|many)\b[^?]{0,80}?\b(?:link\w*|tied|ties|overlap\w*|synerg\w+"
    r"|connect\w*|touch\w*|intersect\w*|cross-?\s?(?:over|link\w*|refer\w*)|relat(?:ed|es?)"
    r"|associated|dovetails?)\b(?: (?:to|with|into|on|against))*",
    re.IGNORECASE,
)

_NO_NAME = (
    r"(?:th(?:at|is|e|ese|ose|eir)|its?|an?|any|other|another|which|wh\w+|each|every|some|same|old"
    r"|new|one|two|both|several|all|no|none|more|operational|action|of|in|on|under|from|and|or|to"
    r"|with|into|against|draft|current|previous|next|last|\w*\d\w*)\b"
)
"""Words before "plan" that call no plan by what it is on."""
# "to the cocaine plan", but not "to that plan", "any other plan", "the 2022 plan"
_CALLED = re.compile(
    rf"\s*(?:(?:to|with|into|on|against) )?(?:the )?((?!{_NO_NAME})[\w'’/-]+"
    r"(?: (?!of|in|on|under|from)[^\W\d]+){0,3}?)\s+(?:oaps?|plans?|priority)\b",
    re.IGNORECASE,
)
# ", 2022 plan on ...": which plan the actions are of
_CLAUSE_END = re.compile(r"[,;:(]\s*(?:\w+ ){0,3}?20\d\d\b|[;:?]")
_PLAN = re.compile(r"\s+(?:oaps?|plans?|priority|action plan)\b", re.IGNORECASE)
# "overlaps in the OAP 2022 on ..."
_OTHER = re.compile(r"\b(?:20\d\d|in|of|under|from|within)\b", re.IGNORECASE)
_WEAK = re.compile(
    r"\b(?:relat|associat|refer|point|feed|spill|in common|connect)\w*", re.IGNORECASE
)
# "... OAP", right behind the subject
_OAP = re.compile(r"\W*(?:oaps?|plans?|priority|crime area)\b|\W*\Z(?<=OAP)", re.IGNORECASE)
_OAP_BEFORE = re.compile(
    r"\b(?:oap|plan)s? (?:on |for |against |called )?(?:the )?$", re.IGNORECASE
)


def linked_plan(question: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the plan stands that words for a link tie actions to; None for a mere topic."""
    subject = subject_behind(question, end)
    if subject and _WEAK.match(question, start):
        named = _OAP.match(question, subject[1]) or _OAP_BEFORE.search(question[: subject[0]])
        return subject if named else None
    return subject


def subject_behind(question: str, at: int) -> tuple[int, int] | None:
    """Return where the subject of a plan stands that is linked: near behind the link's words."""
    behind = tokens(_CLAUSE_END.split(question[at:], maxsplit=1)[0])
    words = [token.stem for token in behind]
    for start in range(min(_NEAR, len(words))):
        for phrase in _subjects():
            if tuple(words[start : start + len(phrase)]) == phrase:
                return at + behind[start].start, at + behind[start + len(phrase) - 1].end
    called = _CALLED.match(question, at)
    return called.span(1) if called else None


@lru_cache(maxsize=1)
def _subjects() -> tuple[tuple[str, ...], ...]:
    """Return the phrases for the subjects of plans, the longest first."""
    every = {tuple(stems(p)) for wordings in vocabulary().subjects.values() for p in wordings}
    return tuple(sorted(every, key=len, reverse=True))


def without_linked(question: str) -> str:
    """Return a question with the plan that actions are linked to blanked out, letter by letter."""
    for link in _LINK.finditer(question):
        subject = subject_behind(question, link.end())
        if subject and not _OTHER.search(question[link.end() : subject[0]]):
            plan = _PLAN.match(question, subject[1])
            end = plan.end() if plan else subject[1]
            return question[: link.end()] + " " * (end - link.end()) + question[end:]
    return question
