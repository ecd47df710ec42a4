"""What a claim says is not there, or falls in a quarter, must be so in what it cites."""

import re

from answer.verify.roles import pairs_of
from answer.verify.shape import Shape
from ingest.facts import quarters
from ingest.model import Action, Field

# "names no leader", "has no co-leader", "without a co-leader", "is led by nobody"
_GAPS = (
    (r"\bnames no leader\b|(?<!co-)\bled by nobody\b", Field.LEADER),
    (r"\bhas no co-leaders?\b|\bwithout a co-leader\b|\bco-led by nobody\b", Field.CO_LEADER),
    (r"\bnames no participants?\b", Field.PARTICIPANTS),
    (r"\bstates no type\b", Field.TYPE),
    (r"\bnames no links to other plans\b", Field.LINKS),
    (r"\bnames no related goals or actions\b", Field.RELATED),
    (r"\bnames no joint action day\b", Field.JAD),
    (r"\bstates no key performance indicators?\b", Field.KPI),
)
_GAP_PHRASES = tuple((re.compile(phrase), field) for phrase, field in _GAPS)
_UNTIMED = re.compile(r"\bno timing given\b")
# "with activities in Q1 and Q2"
_QUARTERS = re.compile(
    r"(?:\bwith activities in |\A(?=q[1-4]: ))(?P<when>q[1-4](?:(?:, | and )q[1-4])*)"
)


def strike_gaps(rest: str, shape: Shape) -> tuple[str, bool, bool]:
    """Return a shape without its phrases on gaps, whether there were any, and whether all hold."""
    holds, found = True, False
    pairs = pairs_of(shape)
    for phrase, field in _GAP_PHRASES:
        if phrase.search(rest):
            rest, found = phrase.sub("~", rest), True
            holds &= bool(pairs) and not any(action.values(field) for action, _, _ in pairs)
    if _UNTIMED.search(rest):
        rest = _UNTIMED.sub("~", rest)
        holds &= not _timed(shape)
    return rest, found, holds


def _timed(shape: Shape) -> bool:
    """Tell whether a cited activity has a timing."""
    spans = [(s.item.start, s.item.end, s.action) for s in shape.sources if s.action]
    own = [a for start, end, x in spans for a in x.activities if start <= a.start < end]
    return not own or any(activity.timing for activity in own)


def quarters_hold(shape: Shape) -> tuple[int, bool]:
    """Return how many quarters a claim names in its own words, and if its actions have them."""
    match = _QUARTERS.search(shape.with_numbers())
    if not match:
        return 0, True
    wanted = {name.upper() for name in re.findall(r"q[1-4]", match["when"])}
    return len(wanted), all(_falls_in(action, wanted) for action, _, _ in pairs_of(shape))


def _falls_in(action: Action, wanted: set[str]) -> bool:
    printed = [a.timing or "" for a in action.activities] + [t.value for t in action.timing]
    return any(wanted <= set(quarters(words)) for words in printed)
