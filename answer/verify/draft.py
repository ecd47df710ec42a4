"""A draft without the claims that their evidence does not bear."""

import re
from collections.abc import Sequence
from itertools import takewhile

from answer.draft import Draft, Statement
from answer.library import Library
from answer.verify.claim import is_borne_out

# "**4 actions of the 30 in the ...:**", "**The ... has 9 strategic goals:**"
_HEADLINE = re.compile(
    r"^\*\*.*?\b(\d+) (?:action|document|measure|strategic goal)s?\b.*:\*\*$", re.DOTALL
)

Part = Statement | str


def verify(draft: Draft, library: Library) -> tuple[Draft, int]:
    """Return the draft without the claims that their evidence does not bear, and their count.

    A line that says how many follow goes too where as many do not follow.
    """
    kept = [p for p in draft.parts if isinstance(p, str) or is_borne_out(p, library)]
    dropped = len(draft.parts) - len(kept)
    parts = [part for i, part in enumerate(kept) if _counts_right(part, kept[i + 1 :])]
    dropped += len(kept) - len(parts)
    return Draft(draft.status, parts, draft.choices), dropped


def _counts_right(part: Part, following: Sequence[Part]) -> bool:
    """Tell whether as many claims follow a headline as it says."""
    match = _HEADLINE.match(part) if isinstance(part, str) else None
    if not match:
        return True
    items = list(takewhile(lambda p: isinstance(p, Statement) and p.lead == "- ", following))
    return len(items) == int(match[1])
