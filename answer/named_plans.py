"""Which documents fit the name that a question gives a plan: by its year, subject and kind."""

from collections import Counter
from collections.abc import Sequence

from answer.library import Library
from answer.subjects import known_subjects, subject_words
from answer.words import contains, stem, stems, vocabulary
from ingest.model import Document

_CALLED_SO = 0.25
"""What it counts that a mention has the whole name of a document's priority."""


def fitting_documents(
    mention: str, years: Sequence[int], documents: Sequence[Document], library: Library
) -> list[Document]:
    """Return the documents that fit one mention best: by year, by draft, by subject."""
    fitting = [d for d in documents if not years or d.year in years]
    words = stems(mention)
    if says_draft(mention):
        generic = library.generic_words
        on_it = [d for d in fitting if _subject_score(words, d, library, generic)] or fitting
        fitting = [d for d in on_it if "draft" in d.title.lower()] or fitting
    if says_plan(mention):
        fitting = [d for d in fitting if d.kind != "measures"] or fitting
    shared = _shared_words(fitting) if years else library.generic_words
    scores = {d.id: _subject_score(words, d, library, shared) for d in fitting}
    best = max(scores.values(), default=0.0)
    return [d for d in fitting if scores[d.id] == best] if best else fitting


def _shared_words(documents: Sequence[Document]) -> frozenset[str]:
    """Return the stems that several of some documents have in their names: they tell none apart."""
    seen = Counter(word for document in documents for word in _own_words(document))
    return frozenset(word for word, number in seen.items() if number > 1 or word.isdigit())


def _own_words(document: Document) -> set[str]:
    """Return the stems of a document's title and priority, and of its file's name."""
    priority, called = document.heading.priority, document.id.replace("-", " ")
    return set(stems(f"{document.title} {priority.value if priority else ''} {called}"))


def _subject_score(
    words: Sequence[str], document: Document, library: Library, shared: frozenset[str]
) -> float:
    """Return how well the words of a mention name the subject of a document.

    Those that other documents in question `shared` tell least.
    """
    own = _own_words(document)
    subject = library.subject(document)
    told = [
        tuple(stems(phrase))
        for name, phrases in known_subjects(library)
        if name == subject
        for phrase in phrases
    ]
    # "the drugs plan" may be any on drugs, though one has the word in its name
    own -= {phrase[0] for phrase in told if len(phrase) == 1}
    exact = max((len(phrase) for phrase in told if contains(list(words), phrase)), default=0)
    related = {s for phrase in told for s in phrase} - library.generic_words
    spoken = set(words) & subject_words(library)
    plainly = len(spoken & own - shared)
    priority = tuple(stems(document.heading.priority.value)) if document.heading.priority else ()
    called = bool(priority) and contains(list(words), priority)
    return plainly + 0.9 * len(spoken & related) + 0.5 * exact + _CALLED_SO * called


def named_by_subject(
    words: Sequence[str], documents: Sequence[Document], library: Library
) -> tuple[str, ...]:
    """Return the plans whose subject stands beside an action's number: "2.3 on cultural goods".

    Half of the words that tell a subject are said, and no other plan's subject has them.
    """
    own = {
        d.id: set(stems(d.heading.priority.value)) & subject_words(library) - library.generic_words
        for d in documents
        if d.heading.priority
    }
    told = {key: subject & set(words) for key, subject in own.items()}
    fit = [key for key, said in told.items() if said and 2 * len(said) >= len(own[key])]
    said = {word for key in fit for word in told[key]}
    others = {word for key, subject in own.items() if key not in fit for word in subject}
    return (
        tuple(fit) if len({frozenset(own[key]) for key in fit}) == 1 and not said & others else ()
    )


def tells_subject(mention: str, library: Library) -> bool:
    """Tell whether a name holds a word of some document's subject."""
    return bool(set(stems(mention)) & subject_words(library))


def says_draft(mention: str) -> bool:
    """Tell whether a name says that the plan is a draft."""
    return bool({stem(word) for word in vocabulary().documents["draft"]} & set(stems(mention)))


def says_plan(mention: str) -> bool:
    """Tell whether a name says "plan", and not "measures" or "paper"."""
    plans = {stem(word) for word in vocabulary().documents["plan"] if " " not in word}
    return bool(plans & set(stems(mention)))
