"""What a plan's own form calls its fields, understood in questions: "who is action manager of"."""

import re
from collections import Counter
from collections.abc import Container
from functools import lru_cache
from weakref import WeakKeyDictionary

from answer.cues import told
from answer.gather import sheets
from answer.library import Library
from answer.words import stems, stop_stems
from ingest.forms.labels import field_named
from ingest.model import Field

_CALLED = {
    Field.LEADER: ("leader", "leader"),
    Field.CO_LEADER: ("co_leader", "co-leader"),
    Field.PARTICIPANTS: ("participant", "participant"),
    Field.KPI: ("kpi", "KPI"),
    Field.ACTIVITY: ("activity", "activities"),
    Field.LINKS: ("links", "links to other plans"),
    Field.JAD: ("jad", "Joint Action Days"),
}
"""The cue of each field, and the word that is understood for it."""
_ONE_WORD = (Field.LEADER, Field.CO_LEADER, Field.KPI)
"""Fields that a single word may stand for: "steward", "yardstick"."""
_MAX_WORDS = 5
_LEAST = 2
"""In how many sheets a label stands."""
_OF_KINDS = frozenset(stems("non eu member state country third agency body partner institution"))
"""Words of labels that say which participants: "non-EU partners" asks for those alone."""
_BEHIND = re.compile(r"[\t\n:]")
_BRACKET = re.compile(r"\s*\([^()]*\)")

_LABELS: WeakKeyDictionary[Library, dict[str, str]] = WeakKeyDictionary()


def in_usual_words(question: str, library: Library) -> str:
    """Return a question with the labels of the plans' own forms in the words usual for them.

    "Which actions is Frontex action manager of?" asks for those that it leads.
    """
    labels = _labels(library)
    if not labels:
        return question
    return _pattern(tuple(labels)).sub(lambda m: labels[_folded(m[1])], question)


def _labels(library: Library) -> dict[str, str]:
    if library not in _LABELS:
        _LABELS[library] = _labels_of(library)
    return _LABELS[library]


def _labels_of(library: Library) -> dict[str, str]:
    """Return the labels that no cue knows, in small letters, each with the word for its field."""
    seen: Counter[tuple[str, Field]] = Counter()
    for document in library.documents.values():
        text = library.text(document.id)
        for action in sheets(document):
            own = {
                (_folded(_BRACKET.sub("", parts[0])), Field(row.field))
                for row in action.rows
                if row.field in _CALLED
                and len(parts := _BEHIND.split(text[row.start : row.end], maxsplit=1)) > 1
            }
            seen.update(own)
    usual = {pair: _CALLED[pair[1]][1] for pair, times in seen.items() if times >= _LEAST}
    told_by = {pair[0]: word for pair, word in usual.items() if _tells(*pair)}
    # "deputy action manager" is known, but must not be read as a deputy of "action manager"
    longer = {label: word for (label, _), word in usual.items() if _holds_any(label, told_by)}
    return longer | told_by


def _tells(label: str, field: Field) -> bool:
    """Tell whether a label says what its field is in words that no question is read by yet."""
    words = stems(label)
    few = 1 < len(words) <= _MAX_WORDS or (len(words) == 1 and field in _ONE_WORD)
    known = told(_CALLED[field][0], words) or stop_stems().issuperset(words)
    narrow = field == Field.PARTICIPANTS and not _OF_KINDS.isdisjoint(words)
    return few and not (known or narrow) and field_named(label) == field


def _holds_any(label: str, others: Container[str]) -> bool:
    words = label.split()
    parts = (" ".join(words[at:]) for at in range(1, len(words)))
    return any(part in others for part in parts)


def _folded(words: str) -> str:
    return " ".join(words.lower().split()).strip(" .*-–")


@lru_cache(maxsize=4)
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(labels, key=len, reverse=True)
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in longest)
    return re.compile(rf"\b({words})s?\b", re.IGNORECASE)
