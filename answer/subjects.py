"""What plans are about, in the words of questions and of the documents' own titles."""

from answer.library import Library
from answer.words import contains, stems, stop_stems, vocabulary

GLUE = frozenset(
    stems(
        "of the on against for in from to under eu council s about a two both "
        "de del di du des della von zur zum sur sul sulla sobre su"
    )
)
"""Stems that join the words of a name and tell nothing themselves."""


def subject_words(library: Library) -> frozenset[str]:
    """Return the stems that occur in the subjects of the library's documents."""
    names = [phrase for phrases in vocabulary().subjects.values() for phrase in phrases]
    names += [d.heading.priority.value for d in library.documents.values() if d.heading.priority]
    return frozenset(s for name in names for s in stems(name)) - GLUE - stop_stems()


def subject_phrases(question: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the subjects that a question names in so many words, with the phrase's stems."""
    words = stems(question)
    phrases = [
        (subject, tuple(stems(phrase)))
        for subject, wordings in vocabulary().subjects.items()
        for phrase in wordings
    ]
    return [(subject, phrase) for subject, phrase in phrases if contains(words, phrase)]
