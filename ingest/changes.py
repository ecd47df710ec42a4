"""What changed from one version of a document to the next, one line for each change.

leader of OA 2.3: DE → FR
summary of OA 2.3 is worded differently
OA 2.9 is new
"""

from collections.abc import Iterator, Mapping, Sequence

from ingest.model import Document, Field, Value

_NOTHING = "none"
_MAX_CHARS = 60
"""Longer values are said to be worded differently, not printed."""
_COVER_FIELDS = ("number", "date", "marking", "status", "priority", "driver")


def changes_between(old: Document, old_text: str, new: Document, new_text: str) -> tuple[str, ...]:
    """Return what `new` says otherwise than `old`: cover, goals, actions, then running text."""
    found = [
        *_cover(old, new),
        *_goals(old, new),
        *_actions(old, new),
        *_running_text(old, old_text, new, new_text),
    ]
    if not found and old_text != new_text:
        found.append("only white space or page furniture changed")
    return tuple(found)


def _cover(old: Document, new: Document) -> Iterator[str]:
    yield from _changed("title", old.title, new.title)
    for name in _COVER_FIELDS:
        before, after = getattr(old.heading, name), getattr(new.heading, name)
        yield from _changed(name, before and before.value, after and after.value)


def _goals(old: Document, new: Document) -> Iterator[str]:
    before, after = ({goal.ref: goal for goal in one.goals} for one in (old, new))
    yield from _gone_and_new(before, after)
    for ref in _kept(before, after):
        yield from _changed(f"title of {ref}", before[ref].title.value, after[ref].title.value)
        objectives = [before[ref].objective, after[ref].objective]
        old_words, new_words = (value.value if value else None for value in objectives)
        yield from _changed(f"objective of {ref}", old_words, new_words)


def _actions(old: Document, new: Document) -> Iterator[str]:
    before, after = ({action.ref: action for action in one.actions()} for one in (old, new))
    yield from _gone_and_new(before, after)
    for ref in _kept(before, after):
        for field in Field:
            values = [_joined(action.values(field)) for action in (before[ref], after[ref])]
            yield from _changed(f"{field.replace('_', '-')} of {ref}", *values)


def _running_text(old: Document, old_text: str, new: Document, new_text: str) -> Iterator[str]:
    """Tell which sections, measures and notes are worded otherwise; fields are told one by one."""
    before, after = _words_by_ref(old, old_text), _words_by_ref(new, new_text)
    yield from _gone_and_new(before, after)
    for ref in _kept(before, after):
        if before[ref] != after[ref]:
            yield f"{ref} is worded differently"


def _words_by_ref(document: Document, text: str) -> dict[str, list[str]]:
    told = {action.ref for action in document.actions()} | {goal.ref for goal in document.goals}
    words: dict[str, list[str]] = {}
    for passage in document.passages:
        if passage.ref not in told and passage.kind != "furniture":
            words.setdefault(passage.ref, []).extend(passage.quote(text).split())
    return words


def _gone_and_new(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    yield from (f"{ref} is gone" for ref in before if ref not in after)
    yield from (f"{ref} is new" for ref in after if ref not in before)


def _kept(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [ref for ref in after if ref in before]


def _changed(what: str, before: str | None, after: str | None) -> Iterator[str]:
    old, new = before or _NOTHING, after or _NOTHING
    if old == new:
        return
    if max(len(old), len(new)) > _MAX_CHARS:
        yield f"{what} is worded differently"
    else:
        yield f"{what}: {old} → {new}"


def _joined(values: Sequence[Value]) -> str:
    return ", ".join(value.value for value in values)
