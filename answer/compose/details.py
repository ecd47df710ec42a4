"""What an action is to do, reach and report: one writer for each field of its sheet."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from answer.claims import Status
from answer.compose.baselines import cells_of, header_of
from answer.cues import cue_stems, told
from answer.draft import Draft, Evidence, evidence_at
from answer.library import Library, TopicAction
from answer.phrasing import action_in_plan, field_evidence, first_sentences, title_evidence
from answer.query import Query
from answer.select.rows import money_said, row_of, rows_named
from answer.sides import comparing_stems
from answer.words import (
    content_stems,
    document_stems,
    filler_stems,
    stems,
    synonyms_in,
    vocabulary,
)
from ingest.model import Action, Activity, Field, Value
from ingest.notes import REDACTION

Writer = Callable[[Draft, Query, TopicAction, Library], None]
_V = TypeVar("_V", bound=Value)
_FEW = 8
"""With so few indicators, all are told: those that the question picks out come first."""
_AIM_CHARS = 1500
"""How much of what an action is for is told."""
_ACTIVITY_CHARS, _WHOLE = 400, 2
"""How much of an activity is told, and up to how many are told in full."""
# "where does the money come from?", "who pays for it?", "how was it financed?"
_SOURCE = re.compile(r"\bwhere\b.*\bfrom\b|\bwho\b|\bhow (?:is|was|are|were)\b", re.IGNORECASE)
_FUNDING = frozenset(stems("fund funded financed grant budget"))
_TELLING = 0.5
"""How rare a word must be among the values to pick one out by itself."""
_NEAR_BEST = 0.75
"""How near to the value that fits the question best another must come to be told as well."""


# "the third activity"
_NTH = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last"
    r"|\d{1,2}(?=st|nd|rd|th))(?:st|nd|rd|th)?\s+(?:activity|step)\b",
    re.IGNORECASE,
)


def _place(target: TopicAction) -> str:
    return action_in_plan(target.document, target.action)


def write_kpis(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    """Add the indicators of an action that a question picks out, and the targets with all."""
    document, action = target.document, target.action
    if not action.kpis:
        draft.say(f"{_place(target)} states no key performance indicators.")
        return
    picked = picked_out(query, action.kpis, action)
    if len(picked) < len(action.kpis) and all(REDACTION.search(kpi.value) for kpi in picked):
        draft.status = Status.REDACTED  # the target that is asked for is withheld
    if len(action.kpis) <= _FEW:  # few enough to tell the others too, behind those asked for
        picked += [kpi for kpi in action.kpis if kpi not in picked]
    text = library.text(document.id)
    columns = header_of(action, text)
    above = f" ({' | '.join(columns[1:])})" if columns else ""
    draft.say(f"{'KPIs' if len(picked) > 1 else 'KPI'} of {_place(target)}{above}:")
    for kpi in picked:
        cells = cells_of(kpi, text) if columns else []
        words = f"{cells[0]}: {' | '.join(cells[1:])}" if cells else kpi.value
        draft.claim(words, [evidence_at(document.id, action.ref, kpi, "kpi")], lead="- ")
    if not any(kpi.targets for kpi in picked):
        draft.say("No target number is stated.")
    for value in action.targets if len(picked) == len(action.kpis) else ():
        evidence = evidence_at(document.id, action.ref, value, "target")
        draft.claim(f"Target: {value.value}", [evidence], lead="- ")


def write_timing(draft: Draft, query: Query, target: TopicAction, _: Library) -> None:
    """Add when an action is due, or when those of its activities that a question picks out."""
    document, action = target.document, target.action
    if action.timing:
        words = " ".join(value.value for value in action.timing)
        evidence = field_evidence(document, action, Field.TIMING)
        draft.claim(f"Timing of {_place(target)}: {words}", evidence)
        return
    timed = _numbered(query, action.activities) or picked_out(query, action.activities, action)
    if not any(activity.timing for activity in timed):
        what = "this activity" if timed else "its activities"
        draft.say(f"{_place(target)} gives no timing for {what}.")
    _write_activities(draft, query, target, timed)


def write_activities(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    """Add the activities of an action with their timing; its summary where it lists none."""
    if target.action.activities:
        activities = target.action.activities
        _write_activities(draft, query, target, _numbered(query, activities) or activities)
    else:
        write_aim(draft, query, target, library)


def _numbered(query: Query, activities: Sequence[Activity]) -> list[Activity]:
    """Return the activity that a question counts to: "the third activity"; none without that."""
    match = _NTH.search(query.question)
    if not match:
        return []
    told = match[1].lower()
    number = len(activities) if told == "last" else vocabulary().numbers.get(told) or int(told)
    return list(activities[number - 1 : number])


def _write_activities(
    draft: Draft, query: Query, target: TopicAction, activities: Sequence[Activity]
) -> None:
    document, action = target.document, target.action
    draft.say(f"{'Activities' if len(activities) != 1 else 'Activity'} under {_place(target)}:")
    for activity in activities:
        end = activity.timing_end or activity.end
        evidence = Evidence(document.id, action.ref, Field.ACTIVITY.value, activity.start, end)
        timing = f" — {activity.timing}" if activity.timing else " — no timing given"
        text = first_sentences(activity.value, _ACTIVITY_CHARS)
        rest = set(stems(activity.value)) - set(stems(text))
        if len(activities) <= _WHOLE or rest & set(content_stems(query.detail)):
            text = first_sentences(activity.value, _AIM_CHARS)
        draft.claim(text.rstrip(".") + timing, [evidence], lead="- ")


def write_aim(
    draft: Draft, _: Query, target: TopicAction, __: Library, most: int = _AIM_CHARS
) -> None:
    """Add what an action is about: its summary, or its target, or at least its title."""
    document, action = target.document, target.action
    values = action.summary or action.targets or (action.title,)
    field = Field.SUMMARY if action.summary else Field.TARGET if action.targets else Field.TITLE
    words = first_sentences(" ".join(value.value for value in values), most)
    evidence = [evidence_at(document.id, action.ref, value, field.value) for value in values]
    draft.claim(f"{_place(target)}: {words}", [title_evidence(document, action), *evidence])


def listing(field: Field, label: str, none: str) -> Writer:
    """Return a writer for a field that is a plain list; it says `none` of an empty one."""

    def write(draft: Draft, _: Query, target: TopicAction, __: Library) -> None:
        document, action = target.document, target.action
        values = action.values(field)
        evidence = list(field_evidence(document, action, field))
        if values:
            words = "; ".join(value.value for value in values)
            draft.claim(f"{label} of {_place(target)}: {words.rstrip('.')}.", evidence)
        else:
            shown = evidence or [title_evidence(document, action)]
            draft.claim(f"{_place(target)} {none}.", shown)

    return write


def write_other(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    """Answer for a field that the form may or may not have: a budget, a legal basis."""
    document, action = target.document, target.action
    named = set(stems(document.title)) if query.scope.explicit else set()
    found_by = "" if query.refs_of("action") else query.topic
    title = set(stems(action.title.value)) | set(content_stems(found_by)) | named
    asked = [s for s in content_stems(query.question) if s not in title and not s[0].isdigit()]
    meant = set(asked)
    if told("money", stems(query.question)):  # "what does it cost?" of a form with a budget
        meant |= cue_stems(("money",))
    if told("risk", [s for s in stems(query.question) if s not in named]):
        meant |= cue_stems(("risk",))
    spoken = [row_of(name, action) for name in rows_named(query)]
    rows = [row for row in action.other if row in spoken or set(stems(row.label)) & meant]
    for row in rows:
        evidence = evidence_at(document.id, action.ref, row, "other")
        draft.claim(f"{row.label} of {_place(target)}: {row.value}", [evidence])
    if rows:
        withheld = all(REDACTION.fullmatch(row.value.strip(" *")) for row in rows)
        draft.status = Status.REDACTED if withheld else draft.status
        return
    said = money_said(library.text(document.id), action)
    if said and told("money", stems(query.question)):
        evidence = evidence_at(document.id, action.ref, said, Field.SUMMARY.value)
        draft.claim(f"{action_in_plan(document, action)}: {said.value}", [evidence])
        return
    if _write_elsewhere(draft, query, target, library, _sought(query, meant)):
        return
    words = set(stems(library.text(document.id)[action.start : action.end]))
    if asked and words.issuperset(asked):
        write_aim(draft, query, target, library)
        return
    short = {s for acronym in document.acronyms for s in stems(acronym.short)}
    missing = _first_of(query.question, set(asked) - words - short - comparing_stems())
    draft.say(f"The document states no {missing} for {_place(target)}.")


def _sought(query: Query, meant: set[str]) -> set[str]:
    """Return what other parts of a sheet may tell in place of a row: who funds it, not its price.

    A row that some forms have, a contact or a legal basis, is missing where they have none.
    """
    if told("money", stems(query.question)):
        return meant & _FUNDING if _SOURCE.search(query.question) else set()
    formal = any(rows_named(query)) or told("other", stems(query.question))
    return set() if formal else meant


def _write_elsewhere(
    draft: Draft, query: Query, target: TopicAction, library: Library, meant: set[str]
) -> bool:
    """Answer for what no row tells by the indicators, activities or words on its aim that do."""
    action = target.action
    own = meant - document_stems() - filler_stems() - set(stems(target.document.title))
    told_by = [
        {s for value in values for s in stems(value.value)} & own
        for values in (action.activities, action.kpis, action.summary)
    ]
    most = max(map(len, told_by))
    if not most:
        return False
    writers: tuple[Writer, ...] = (write_activities, write_kpis, write_aim)
    writers[[len(found) for found in told_by].index(most)](draft, query, target, library)
    return True


def _first_of(question: str, wanted: set[str]) -> str:
    """Return the first word of a question with one of the stems wanted, or "that"."""
    words = (word.strip("?.,!;:()\"'") for word in question.split())
    return next((word for word in words if wanted & set(stems(word)[:1])), "that").lower()


def picks(query: Query, values: Sequence[Value], target: TopicAction) -> bool:
    """Tell whether the words of a question pick out some of an action's values."""
    picked = picked_out(query, values, target.action)
    return bool(values) and len(picked) < max(len(values), 2)


def picked_out(query: Query, values: Sequence[_V], action: Action) -> list[_V]:
    """Return the values that the words of a question pick out; all of them when none does."""
    words = f"{query.detail} {query.plain}"
    asked = set(content_stems(query.plain)) - cue_stems() | set(content_stems(query.detail))
    if query.aspect == "timing":  # "when is the JAD?" picks out the activity, no row
        asked |= cue_stems(("jad",)) & set(stems(query.plain))
    asked |= {s for _, others in synonyms_in(words) for o in others for s in o}
    title = set(stems(action.title.value))
    # words of the title tell only where no others do: "what value of assets is to be frozen?"
    ways = [_told_by(asked - title, values), _told_by(asked, values)]
    scores = next((way for way in ways if max(way, default=0.0) > 0), ways[0])
    best = max(scores, default=0.0)
    if best <= 0:
        return list(values)
    picked = [v for v, score in zip(values, scores, strict=True) if score >= best * _NEAR_BEST]
    return picked + _holding_the_rest(asked, values, picked)


def _told_by(asked: set[str], values: Sequence[Value]) -> list[float]:
    """Return how well some words tell each value: those that few of the values hold weigh more."""
    # sorted: sums of floats must not depend on the order of a set
    return [
        sum(_rarity(word, values) for word in sorted(asked & set(stems(v.value)))) for v in values
    ]


def _holding_the_rest(asked: set[str], values: Sequence[_V], picked: Sequence[_V]) -> list[_V]:
    """Return for each word asked that no value picked holds the values that do, few as they are."""
    held = {s for v in picked for s in stems(v.value)}
    rest = [
        v
        for v in values
        if v not in picked
        and any(
            s in stems(v.value) and _rarity(s, values) >= _TELLING for s in sorted(asked - held)
        )
    ]
    return rest if len(rest) < len(values) - len(picked) or len(values) <= _FEW else []


def _rarity(word: str, values: Sequence[Value]) -> float:
    """Return how well a word tells values apart: 0 when it stands in all of them."""
    holders = sum(word in stems(value.value) for value in values)
    return 1.0 - holders / len(values) if len(values) > 1 else 1.0
