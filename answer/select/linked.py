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
    r"|associated|dovetails?)\b(?: (?:to|with|into|on|in|against))*",
    re.IGNORECASE,
)


def subject_behind(question: str, at: int) -> tuple[int, int] | None:
    """Return where the subject of a plan stands that is linked: near behind the link's words."""
    behind = tokens(question[at:])
    words = [token.stem for token in behind]
    for start in range(min(_NEAR, len(words))):
        for phrase in _subjects():
            if tuple(words[start : start + len(phrase)]) == phrase:
                return at + behind[start].start, at + behind[start + len(phrase) - 1].end
    return None


@lru_cache(maxsize=1)
def _subjects() -> tuple[tuple[str, ...], ...]:
    """Return the phrases for the subjects of plans, the longest first."""
    every = {tuple(stems(p)) for wordings in vocabulary().subjects.values() for p in wordings}
    return tuple(sorted(every, key=len, reverse=True))


def without_linked(question: str) -> str:
    """Return a question with the plan that actions are linked to blanked out, letter by letter."""
    link = _LINK.search(question)
    subject = subject_behind(question, link.end()) if link else None
    if not link or not subject:
        return question
    end = subject[1]
    plan = re.compile(r"\s+(?:oaps?|plans?|priority|action plan)\b", re.IGNORECASE).match(question, end)
    end = plan.end() if plan else end
    return question[: link.end()] + " " * (end - link.end()) + question[end:]
