"""By what a typed question is answered: what tells one way from another beside its kind."""

import re
from dataclasses import replace

from answer.claims import Status
from answer.compose.compare import telling_words
from answer.compose.headings import words_for_headings
from answer.compose.plans_beside import aspects_asked
from answer.cues import told
from answer.draft import Draft
from answer.gather import find_targets
from answer.library import Library
from answer.patterns import ONE_ACTION
from answer.query import Query
from answer.sides import action_sides, comparing_stems, listed_actions
from answer.words import (
    content_stems,
    document_stems,
    filler_stems,
    stems,
    stop_stems,
    tokens,
)

_STRUCTURED = frozenset(
    {"field", "check", "list", "count", "rank", "sum", "summary", "compare", "meta"}
)
"""The kinds of questions that facts answer."""


_OF_PLANS = ("meta", "summary", "field", "define")
"""The kinds of questions on several plans that may compare them."""
_HOW_MANY = re.compile(r"\bhow many (?!of\b|are\b|measures)", re.IGNORECASE)
# "how many measures", "number of the measures"
_HOW_MANY_MEASURES = re.compile(
    r"\b(?:how many|number of|count)(?: of)?(?: the)?(?: \w+){0,2} measures\b", re.IGNORECASE
)
# "which measures", "list the operational measures"
_WHICH_MEASURES = re.compile(
    r"\b(?:which|what|list|show|name|enumerate)(?: of)?(?: the| all)?(?: \w+)? measures\b"
    r"|(?:^\W*|\b(?:the|which|what|a|any|one|council) )(?:[\w-]+ )?measure "
    r"(?:on|about|for|against|regarding|concerning|(?:that )?dealing|(?:that |which )?deals"
    r"|covers?)\b",
    re.IGNORECASE,
)
# "how many actions does each lead?"
_EACH = re.compile(r"\beach\b(?! of\b)|\brespectively\b|\bapiece\b", re.IGNORECASE)
_PART = frozenset(
    stems("part role contribution involvement engagement input share duties obligations tasks")
    + stems("play plays played playing assigned given hold holds")
)
"""What an actor has in a plan, or plays there: words that a summary of it is asked for with."""
_IN_PROSE = ("passage", "summary")
_OF_EACH = ("field", "passage", "count")
"""The kinds of questions that may ask for the same of each action that they list."""
_OF_ACTIONS = ("list", "count", "summary", "field")
ONE_BY_ONE = frozenset({"refuse", "meta", "redactions", "compare"})
"""The kinds whose answers need no look at whether each side of the question is told of."""


def compares(query: Query, library: Library) -> bool:
    """Tell whether a question sets documents or actions side by side, whatever its nearest kind."""
    listed = query.kind in ("list", "count") and query.aspect in ("leaders", "goals")
    if query.kind == "compare":
        return _has_sides(query, library)
    if listed and len(query.scope.groups) > 1:
        return True
    if len(query.scope.groups) > 1 and _asks_of_plans(query, library):
        return True
    words = stems(query.question)
    if query.kind == "check" and len(query.scope.groups) > 1 and not told("check", words[:1]):
        return True
    several = query.scope.explicit and len(query.scope.documents) > 1
    if query.kind == "passage" and len(query.scope.groups) > 1:
        return True
    if query.kind in ("list", "count", "rank") and len(query.actors) > 1 and told("more", words):
        return True
    led_by = [actor for actor in query.actors if "leader" in actor.roles]
    if query.kind in ("list", "count") and len(led_by) > 1 and _EACH.search(query.question):
        return True
    plans = len(query.scope.groups) > 1
    cue = "compare" if query.kind == "passage" or plans else "set_beside"
    if several and query.kind in _IN_PROSE and told(cue, words):
        return True
    if query.kind in _OF_EACH and not query.refs and len(listed_actions(query, library)) > 2:
        return True
    if query.kind == "passage":
        return len(action_sides(query, library, clearly=True)) > 1
    if query.kind not in _OF_ACTIONS:
        return False
    clearly = not told("compare", words)
    if clearly and query.kind == "field":
        return False
    return len(action_sides(query, library, clearly=clearly)) > 1


def _has_sides(query: Query, library: Library) -> bool:
    """Tell whether there is more than one thing that a comparison may be of."""
    several = len(query.scope.groups) > 1 or len(query.scope.documents) > 1
    if several or query.refs or query.actors:
        return True
    return len(action_sides(query, library)) > 1


def _asks_of_plans(query: Query, library: Library) -> bool:
    """Tell whether a question asks of plans what each of them says under some heading."""
    plans = all(library.documents[key].kind == "plan" for key in query.scope.documents)
    if query.refs or query.actors or query.quarters or not plans:
        return False
    if query.kind in ("count", "list", "rank"):
        whole = query.aspect in ("all", "theme") and "size" in aspects_asked(query.question)
        return whole and not telling_words(query, library)
    if query.kind not in _OF_PLANS:
        return False
    if query.kind == "meta":
        return query.aspect == "driver" and bool(words_for_headings(query.plain))
    return bool(aspects_asked(query.question) or words_for_headings(query.plain))


def sums_up(query: Query) -> bool:
    """Tell whether a summary is asked for in so many words: of what its own parts say best."""
    return query.kind == "summary" and told("summarise", stems(query.question))


def of_no_action(query: Query, library: Library) -> Query:
    """Return a question for results of an action that there is not as one on what is said of it.

    "What happened to OA 4.2?": "OA 4.2 was withdrawn by its leader".
    """
    achieved = (query.kind, query.aspect) == ("refuse", "results")
    if not achieved or not query.refs_of("action") or find_targets(query, library).found:
        return query
    return replace(query, kind="field", aspect="summary")


def as_measures(query: Query, library: Library) -> Query:
    """Return a question for measures, in papers of measures alone, as one for a list of them."""
    papers = all(library.documents[key].kind == "measures" for key in query.scope.documents)
    wanted = query.kind in ("field", "check", "passage", "list", "count")
    if not (papers and wanted and query.scope.explicit) or query.refs:
        return query
    counted = bool(_HOW_MANY_MEASURES.search(query.question))
    asked = counted or _WHICH_MEASURES.search(query.question)
    if query.kind == "count" and _HOW_MANY.search(query.question) and not counted:
        return replace(query, kind="passage", aspect="any")  # of something else: "how many days"
    if not asked and query.aspect != "measures":
        return query
    named = {s for m in query.named for s in stems(query.question[m.start : m.end])}
    asking = stop_stems() | document_stems() | filler_stems() | named
    topic = [t.text for t in tokens(query.plain) if t.stem not in asking]
    kind = "count" if counted else "list"
    told_of = " ".join(topic)
    return replace(query, kind=kind, aspect="measures", topic=told_of, plain=told_of or query.plain)


def told_apart(query: Query) -> bool:
    """Tell whether a question's words leave no doubt that facts answer it, not running text."""
    words = stems(query.question)
    listed = query.kind in ("list", "count") and told("measures", words)
    return sums_up(query) or (listed and told("headed", words) and query.scope.explicit)


def asks_for_part(query: Query) -> bool:
    """Tell whether a question asks for nothing but an actor's part, in roles that it names."""
    telling = set(stems(query.topic)) - comparing_stems()
    return query.scope.explicit and not telling and any(actor.roles for actor in query.actors)


def asks_tasking(query: Query, library: Library) -> bool:
    """Tell whether a summary is of an actor's part in a plan and of nothing else."""
    one_plan = query.scope.explicit or len(query.scope.documents) == 1
    if query.refs or not query.actors or not one_plan:
        return False
    only_leads = all(actor.roles == ("leader",) for actor in query.actors)
    if only_leads or ONE_ACTION.search(query.question):
        return False
    plans = all(library.documents[key].kind == "plan" for key in query.scope.documents)
    return plans and not set(telling_words(query, library)) - _PART


def without_part(query: Query, library: Library) -> Query:
    """Return a question on an actor's part without the words for it: text says them of anything.

    "What part does Frontex play in the THB plan?", where the plan withholds who takes part.
    """
    if not asks_tasking(query, library):
        return query
    kept = [t.text for t in tokens(query.plain) if t.stem not in _PART]
    return replace(query, plain=" ".join(kept), topic="", detail="")


def sides_told(query: Query, draft: Draft | None) -> int:
    """Return on how many of the plans that a question sets side by side a draft says something."""
    cited = {e.document_id for s in draft.statements for e in s.evidence} if draft else set()
    return sum(not cited.isdisjoint(group) for group in query.scope.groups)


def from_text_alone(query: Query, draft: Draft | None, facts: Draft | None) -> bool:
    """Tell whether nothing but running text answers, if anything does."""
    if draft is None or query.kind == "passage":
        return not query.refs
    cited = {e.ref.partition(" ")[0] for s in draft.statements for e in s.evidence}
    answered = draft.status == Status.ANSWERED and not cited & {"OA", "Measure"}
    return draft is not facts and answered and query.kind in ("summary", "list", "field")


def defines_unheard(query: Query, library: Library) -> bool:
    """Tell whether the meaning is wanted of a word that no document holds."""
    words = content_stems(query.topic)
    if words_for_headings(query.question):
        return False  # what the plan itself is on is defined there
    return query.kind == "define" and bool(words) and not any(library.words[w] for w in words)


def of_part_at_hand(query: Query) -> bool:
    """Tell whether a follow-up asks who or what of a part of a paper that answers as a whole."""
    parts = query.refs and not query.refs_of("action")
    few = len(content_stems(query.topic)) <= 1
    return bool(parts) and query.kind == "passage" and query.leaned and few


def names_goal(query: Query) -> bool:
    """Tell whether a fact about a certain goal is wanted: what is merely near is no answer then."""
    return query.kind in _STRUCTURED and bool(query.refs_of("goal"))
