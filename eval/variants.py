"""The changes that an answer must survive: other words, slips, case, names, order, language."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from eval.asked import Asked
from eval.names import LANGUAGES, Name
from eval.slips import slipped
from eval.wordings import data
from index.embed import default_model_folder

_SLOT = re.compile(r"\{(\w+)\}")
# marks between words, and not the dot in "2.8"
_MARKS = re.compile(r"[?,;:!¿]|\.(?!\d)")
_AGREEMENT = {"does": "do", "is": "are", "has": "have", "s": ""}
_OTHER_WORDINGS = 2
"""How many wordings beside the first are changed in case and by slips."""
_TWO_SLIPS_EVERY = 4
"""Of so many questions one is asked with two slips."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A question, and a changed one that wants the same answer."""

    asked: Asked
    original: str
    changed: str


def filled(asked: Asked, wording: str, turn: int = 0, language: str = "en") -> str:
    """Return a wording with all that it names, each under its name number `turn`, around."""
    chosen = {
        slot: (own := names.get(language, names["en"]))[turn % len(own)]
        for slot, names in asked.names.items()
    }
    return put(wording, chosen)


def put(wording: str, names: dict[str, Name]) -> str:
    """Fill the slots of a wording; "{does}" and "{s}" agree with the actor."""
    plural = "actor" in names and names["actor"].plural

    def value(match: re.Match[str]) -> str:
        slot = match.group(1)
        if slot in names:
            return names[slot].text
        agreed = _AGREEMENT[slot.lower()] if plural else slot.lower()
        return agreed.capitalize() if slot[0].isupper() else agreed

    return _SLOT.sub(value, wording)


def as_written(asked: Asked) -> str:
    """Return the question in its first wording, everything under its usual name."""
    return filled(asked, data().questions[asked.kind]["en"][0])


def _paraphrased(asked: Asked, _: Collection[str]) -> Iterator[Variant]:
    for number, wording in enumerate(data().questions[asked.kind]["en"][1:]):
        yield Variant(asked, as_written(asked), filled(asked, wording, number % 3))


def _reordered(asked: Asked, _: Collection[str]) -> Iterator[Variant]:
    for wording in data().questions[asked.kind].get("order", ()):
        yield Variant(asked, as_written(asked), filled(asked, wording))


def _translated(asked: Asked, _: Collection[str]) -> Iterator[Variant]:
    for language in LANGUAGES:
        for wording in data().questions[asked.kind].get(language, ()):
            if all(language in asked.names[slot] for slot in _slots(asked, wording)):
                yield Variant(asked, as_written(asked), filled(asked, wording, 0, language))


def _slots(asked: Asked, wording: str) -> set[str]:
    return {slot for slot in _SLOT.findall(wording) if slot in asked.names}


def _renamed(asked: Asked, _: Collection[str]) -> Iterator[Variant]:
    """Yield the first wording with one thing that it names under each of its other names."""
    wording = data().questions[asked.kind]["en"][0]
    usual = {slot: names["en"][0] for slot, names in asked.names.items()}
    for slot, names in asked.names.items():
        for name in names["en"][1:]:
            yield Variant(asked, as_written(asked), put(wording, {**usual, slot: name}))


def _some_wordings(asked: Asked) -> Iterator[str]:
    """Yield the question as written and in a few other wordings, others for each question."""
    wordings = data().questions[asked.kind]["en"]
    first = crc32(as_written(asked).encode())
    picked = {0, *((first + 7 * turn) % len(wordings) for turn in range(_OTHER_WORDINGS))}
    yield from (filled(asked, wordings[number]) for number in sorted(picked))


def _recased(asked: Asked, _: Collection[str]) -> Iterator[Variant]:
    for question in _some_wordings(asked):
        yield Variant(asked, question, question.lower())
        yield Variant(asked, question, question.upper())
        yield Variant(asked, question, _MARKS.sub("", question))
        yield Variant(asked, question, _MARKS.sub("", question).lower())


def _misspelt(asked: Asked, words: Collection[str]) -> Iterator[Variant]:
    for question in _some_wordings(asked):
        wrong = slipped(question, words)
        if wrong:
            yield Variant(asked, question, wrong)


def _misspelt_twice(asked: Asked, words: Collection[str]) -> Iterator[Variant]:
    for question in _some_wordings(asked):
        if crc32(question.encode()) % _TWO_SLIPS_EVERY == 0:
            wrong = slipped(question, words, number=2)
            if wrong:
                yield Variant(asked, question, wrong)


def _unchanged(asked: Asked, _: Collection[str]) -> Iterator[Variant]:
    yield Variant(asked, as_written(asked), as_written(asked))


AS_WRITTEN = "as written"
CHANGES: dict[str, Callable[[Asked, Collection[str]], Iterator[Variant]]] = {
    AS_WRITTEN: _unchanged,
    "paraphrase": _paraphrased,
    "typo": _misspelt,
    "two typos": _misspelt_twice,
    "case": _recased,
    "names": _renamed,
    "word order": _reordered,
    "language": _translated,
}
"""Each change with what yields a question's variants, given all words that are known."""


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of documents, of all wordings and of English: no slip makes them.

    In lower case; the English ones are those of the embedding model. Raises BadSetting without it.
    """
    kinds = data().questions.values()
    wordings = [words for kind in kinds for several in kind.values() for words in several]
    english = (default_model_folder() / "vocab.txt").read_text(encoding="utf-8").split()
    own = re.findall(r"[a-z]{4,}", " ".join([*texts, *wordings]).lower())
    return frozenset([*own, *english])
