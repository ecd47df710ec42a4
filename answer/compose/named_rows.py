"""Answers by a row that some forms have and others lack: what an action costs, how risky it is."""

import re
from dataclasses import replace

from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.gather import find_targets
from answer.library import Library, TopicAction
from answer.phrasing import action_in_plan
from answer.query import Query
from answer.select.grammar import grammar
from answer.select.rows import row_of, rows_named
from answer.sides import action_sides
from answer.words import content_stems, stem, stems
from ingest.model import Labelled

_KINDS = ("passage", "define", "field")
"""What a question for a row may be taken for, whose words no example has."""
_OVER_ACTIONS = ("sum", "add", "most", "fewest")
"""What a question says that is about several actions at once."""
_PERSONS = ("prosecutor", "contact")
"""Rows that answer who: "who is the prosecutor for ..." asks for no leader."""
_OTHERS = ("leader", "co_leader", "participant", "kpi", "timing", "activity")
"""What a question asks for beside a row that is told with the rest of the action."""
_WHEN = frozenset(stems("why when who date day deadline month"))
_MEANT = 0.5
"""How well an action must fit the words beside the row to be the one that is meant."""
_SEVERAL = re.compile(
    r"\b(?:actions|oas|aktionen|azioni|acciones|which|what|list)\b", re.IGNORECASE
)
_MOST = 3
"""More actions than this are not told one by one."""
_ASKING = frozenset(
    (
        "go",
        "wrong",
        "want",
        "happen",
        "main",
        "set",
        "aside",
        "earmarked",
        "much",
        "big",
        "say",
        "said",
        "get",
        "gets",
        "given",
    )
)


def compose_named_row(query: Query, library: Library) -> Draft | None:
    """Tell the rows that a question names of the action that it means; None without such a row."""
    words = stems(query.question)
    person = any(name in _PERSONS for name in rows_named(query))
    if not person and (any(told(cue, words) for cue in _OTHERS) or not _WHEN.isdisjoint(words)):
        return None
    if told("compare", words) or told("more", words) or query.kind == "compare":
        return _beside_one_another(query, library)
    one = query.kind == "list" and query.aspect == "theme" and not _SEVERAL.search(query.question)
    if (
        not (query.kind in _KINDS or one)
        or query.also
        or any(told(cue, words) for cue in _OVER_ACTIONS)
    ):
        return None
    names = list(rows_named(query))
    if not names:
        return None
    topic = _beside(query.topic, names)
    targets = find_targets(replace(query, topic=topic, detail=topic, kind="field"), library).found
    clear = [t for t in targets if query.refs or t.named or t.score >= _MEANT]
    clear = [t for t in clear if _accounts_for(topic, t)]
    rows = [(t, row) for t in clear for name in names if (row := row_of(name, t.action))]
    if not rows or len(clear) > _MOST:
        return None
    draft = Draft()
    for target, row in rows:
        write_row(draft, target, row)
    return draft


def _beside_one_another(query: Query, library: Library) -> Draft | None:
    """Tell the rows that a question names of two actions that it sets side by side."""
    names = list(rows_named(query))
    topic = _beside(query.question, names) if names else ""
    sides = action_sides(replace(query, question=topic), library) if names else []
    rows = [(t, row) for t in sides for name in names if (row := row_of(name, t.action))]
    draft = Draft()
    for target, row in rows if len(sides) > 1 else ():
        write_row(draft, target, row)
    return draft if draft.statements else None


def write_row(draft: Draft, target: TopicAction, row: Labelled) -> None:
    """Add what a row of an action says."""
    cited = evidence_at(target.document.id, target.action.ref, row, "other")
    draft.claim(
        f"{row.label} of {action_in_plan(target.document, target.action)}: {row.value}", [cited]
    )


def _accounts_for(topic: str, target: TopicAction) -> bool:
    """Tell whether an action's title holds all but one of the words beside the row."""
    return len(set(content_stems(topic)) - set(stems(target.action.title.value))) <= 1


def _beside(topic: str, names: list[str]) -> str:
    """Return a topic without the words for rows, and those that go with them."""
    gone = {s for name in names for phrase in grammar().rows[name] for s in stems(phrase)}
    kept = (w for w in topic.split() if stem(w) not in gone and w.lower() not in _ASKING)
    return " ".join(kept)
