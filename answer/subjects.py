"""What plans are about, in the words of questions and of the documents' own titles."""

import re
from functools import lru_cache

from answer.library import Library
from answer.words import contains, stems, stop_stems, vocabulary

GLUE = frozenset(
    stems(
        "of the on against for in from to under eu council s about a two both "
        "de del di du des della von zur zum le la les el los las il lo sur sul sulla sobre su "
        "gegen contre contro contra zu"
    )
)
"""Stems that join the words of a name and tell nothing themselves."""
_TELLING = 5
"""A word of fewer letters names no subject alone."""
# "2026", "2026-2027" in the name of a file
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


@lru_cache(maxsize=4)
def subject_words(library: Library) -> frozenset[str]:
    """Return the stems that occur in the subjects of the library's documents."""
    names = [phrase for _, phrases in known_subjects(library) for phrase in phrases]
    names += [d.heading.priority.value for d in library.documents.values() if d.heading.priority]
    return frozenset(s for name in names for s in stems(name)) - GLUE - stop_stems()


def subject_phrases(question: str, library: Library) -> list[tuple[str, tuple[str, ...]]]:
    """Return the subjects that a question names in so many words, with the phrase's stems."""
    words = stems(question)
    phrases = [
        (subject, tuple(stems(phrase)))
        for subject, wordings in known_subjects(library)
        for phrase in wordings
    ]
    return [(subject, phrase) for subject, phrase in phrases if contains(words, phrase)]


@lru_cache(maxsize=4)
def known_subjects(library: Library) -> list[tuple[str, list[str]]]:
    """Return the subjects that some document is on, each with its phrases and the priority itself.

    The words of other subjects are topics.
    """
    known = vocabulary().subjects
    found: dict[str, list[str]] = {}
    for document in library.documents.values():
        subject, priority = library.subject(document), document.heading.priority
        if subject:
            wordings = [subject, *known[subject]] if subject in known else []
            phrases = found.setdefault(subject, wordings)
            phrases += [priority.value] if priority else []
            called = _YEARS.sub(" ", document.id).replace("-", " ")
            if subject not in known or not _speaks_of(called, known[subject]):
                phrases.append(called)
            if subject not in known and document.kind == "measures":
                phrases += _telling(subject, library)
    return list(found.items())


def _speaks_of(name: str, wordings: list[str]) -> bool:
    """Tell whether the name of a file calls a subject by one of its words, or is one word only."""
    words = stems(name)
    return len(words) < 2 or any(contains(words, tuple(stems(wording))) for wording in wordings)


def _telling(subject: str, library: Library) -> list[str]:
    """Return the words of a subject that no other document's title holds: "wildlife"."""
    titles = [stems(document.title) for document in library.documents.values()]
    return [
        word
        for word in subject.split()
        if len(word) >= _TELLING and sum(set(stems(word)) <= set(title) for title in titles) == 1
    ]
