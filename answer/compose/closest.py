"""What an action's sheet says that is nearest to a question, when no field of it is asked for."""

from collections import Counter
from collections.abc import Iterator

from answer.compose.details import write_aim
from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.gather import find_targets
from answer.library import Library, TopicAction
from answer.phrasing import action_in_plan, first_sentences
from answer.query import Query
from answer.words import content_stems, stems, synonyms_in
from ingest.model import Field, Value

_FIELDS = (
    Field.KPI,
    Field.TARGET,
    Field.ACTIVITY,
    Field.SUMMARY,
    Field.JAD,
    Field.LINKS,
    Field.TIMING,
)
_LEAST = 0.5
"""What share of a question's telling words the values shown must hold together."""
_MAX_SHOWN = 5
_MAX_ACTIONS = 3


def compose_closest(query: Query, library: Library) -> Draft | None:
    """Answer from the sheets of the actions that a question names by number; None without a fit.

    All values of a sheet that hold telling words of the question are told, the fullest first.
    """
    if not query.refs_of("action") or told("other", stems(query.question)):
        return None
    draft = Draft()
    for target in find_targets(query, library).found[:_MAX_ACTIONS]:
        _write_closest(draft, query, target, library)
    return draft if draft.statements else None


def _write_closest(draft: Draft, query: Query, target: TopicAction, library: Library) -> None:
    document, action = target.document, target.action
    asked = {s for s in content_stems(query.detail) if not s.isdigit()}
    if not asked:
        write_aim(draft, query, target, library)
        return
    shared = Counter({place: _shared(asked, place[1], query) for place in _values(target)})
    best = [place for place, share in shared.most_common(_MAX_SHOWN) if share]
    held = {s for _, value in best for s in _held(asked, value, query)}
    if len(held) < _LEAST * len(asked):
        return
    most = shared[best[0]]
    draft.say(f"{action_in_plan(document, action)}:")
    for field, value in best:
        if shared[field, value] * 2 >= most:
            words = first_sentences(value.value, 400)
            draft.claim(
                words, [evidence_at(document.id, action.ref, value, field.value)], lead="- "
            )


def _values(target: TopicAction) -> Iterator[tuple[Field, Value]]:
    for field in _FIELDS:
        yield from ((field, value) for value in target.action.values(field))


def _held(asked: set[str], value: Value, query: Query) -> set[str]:
    words = set(stems(value.value))
    same = {
        s
        for phrase, others in synonyms_in(query.detail)
        for s in phrase
        if any(set(other) <= words for other in others)
    }
    return {s for s in asked if s in words or s in same}


def _shared(asked: set[str], value: Value, query: Query) -> float:
    """Return how many telling words a value holds; a short value says them more to the point."""
    size = len(_held(asked, value, query))
    return size + 0.5 / (1 + len(value.value) / 400) if size else 0.0
