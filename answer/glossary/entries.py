"""The entries of a glossary, each in the forms in which it may stand in a question."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from answer.glossary.files import GlossaryFile

Kind = Literal["noun", "name", "verb", "participle", "adjective", "word"]

# "l'", "dell'", "OA", "2.8", "KPI-Zielwert", "co-leader"; any other mark is by itself
_TOKEN = re.compile(
    r"[^\W\d_]+[’'](?=[^\W_]|\Z)|\d+(?:[.,/]\d+)*(?:st|nd|rd|th)?"
    r"|[^\W_]+(?:[-‐][^\W_]+)*(?:@[^\W_]+)*|[^\w\s]|_",
)
_DROPPED = "_"
"""The English of a word that is left out."""
_WITH_ARTICLE: dict[str, dict[str, tuple[str, ...]]] = {
    "de": {"von": ("vom",), "in": ("im",), "bei": ("beim",), "zu": ("zum", "zur"), "an": ("am",)},
    "fr": {"de": ("du", "des", "d'"), "à": ("au", "aux")},
    "it": {
        "di": ("del", "dello", "della", "dell'", "dei", "degli", "delle"),
        "a": ("al", "allo", "alla", "all'", "ai", "agli", "alle"),
        "da": ("dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"),
        "in": ("nel", "nello", "nella", "nell'", "nei", "negli", "nelle"),
        "su": ("sul", "sullo", "sulla", "sull'", "sui", "sugli", "sulle"),
    },
    "es": {"de": ("del",), "a": ("al",)},
}
"""What a preposition becomes with an article."""
_PARTICIPLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "de": ("t", ("te", "ten", "ter", "tes", "tem")),
    "fr": ("é", ("ée", "és", "ées")),
    "it": ("o", ("a", "i", "e")),
    "es": ("o", ("a", "os", "as")),
}
"""What participles end on, and the other endings that they take."""
_ADJECTIVES: dict[str, dict[str, tuple[str, ...]]] = {
    "de": {"e": ("en", "er", "es", "em"), "": ("e", "en", "er", "es", "em")},
    "fr": {
        **{"if": ("ifs", "ive", "ives"), "eux": ("euse", "euses"), "al": ("aux", "ale", "ales")},
        **{"el": ("els", "elle", "elles"), "ien": ("iens", "ienne", "iennes")},
        **{"er": ("ers", "ère", "ères"), "e": ("es",), "s": ("se", "ses"), "": ("s", "e", "es")},
    },
    "it": {"co": ("ca", "ci", "chi", "che"), "o": ("a", "i", "e"), "e": ("i",)},
    "es": {
        "o": ("a", "os", "as"),
        "e": ("es",),
        "a": ("as",),
        "l": ("les",),
        "r": ("res", "ra", "ras"),
    },
}
"""What adjectives end on, and what their other forms end on instead; the first that fits."""
_NOUNS: dict[str, dict[str, tuple[str, ...]]] = {
    "de": {},
    "fr": {"s": (), "x": (), "z": (), "al": ("aux",), "eau": ("eaux",), "": ("s",)},
    "it": {
        **{"io": ("i",), "co": ("chi", "ci"), "go": ("ghi",), "ca": ("che",), "ga": ("ghe",)},
        **{"o": ("i",), "e": ("i",), "a": ("e",)},
    },
    "es": {
        **{"ón": ("ones",), "z": ("ces",), "a": ("as",), "e": ("es",), "o": ("os",)},
        **{"l": ("les",), "n": ("nes",), "r": ("res",), "d": ("des",)},
    },
}
"""What nouns end on, and what their plurals end on instead; German ones are told by stems."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One foreign phrase with its English."""

    english: str
    kind: Kind
    head: tuple[str, ...]
    """The words of the phrase in the singular, in lower case."""


def split(text: str) -> list[re.Match[str]]:
    """Return the words and marks of a text; an elided article is a word of its own."""
    return list(_TOKEN.finditer(text))


def entries(data: GlossaryFile, language: str) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield the words of each phrase with its entry; the first of several forms is its head."""
    sections: tuple[tuple[Kind, dict[str, str]], ...] = (
        ("word", data.words),
        ("participle", data.participles),
        ("verb", data.verbs),
        ("noun", data.nouns),
        ("name", data.names),
        ("adjective", data.adjectives),
    )
    for kind, section in sections:
        for english, phrases in section.items():
            meaning = "" if english == _DROPPED else english
            heads: list[tuple[str, ...]] = []
            several = _contracted(listed(phrases), language)
            for phrase in _inflected(several, language) if kind == "participle" else several:
                words = tuple(match.group().lower() for match in split(phrase))
                head = next((head for head in heads if _one_phrase(head, words)), words)
                heads.append(head)
                yield words, Entry(meaning, kind, head)
    yield from _other_forms(data, language)


def _other_forms(data: GlossaryFile, language: str) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield plurals and other regular forms of single words, whose stems other words may have."""
    sections: tuple[tuple[Kind, dict[str, str], dict[str, tuple[str, ...]]], ...] = (
        ("noun", data.nouns, _NOUNS[language]),
        ("adjective", data.adjectives, _ADJECTIVES[language]),
    )
    for kind, section, endings in sections:
        for english, phrases in section.items():
            for word in (phrase.lower() for phrase in listed(phrases) if phrase.isalpha()):
                ending = next((each for each in endings if word.endswith(each)), None)
                for other in () if ending is None else endings[ending]:
                    form = (word.removesuffix(ending or "") + other,)
                    yield form, Entry(english, kind, (word,) if kind == "noun" else form)


def _inflected(phrases: Iterable[str], language: str) -> Iterator[str]:
    """Yield participles with the endings that they take: "dirigé", "dirigées"."""
    for phrase in phrases:
        yield phrase
        ending, others = _PARTICIPLES[language]
        if phrase.endswith(ending):
            yield from (phrase.removesuffix(ending) + other for other in others)


def _contracted(phrases: Sequence[str], language: str) -> Iterator[str]:
    """Yield phrases, those that end on a preposition with its articles too: "à la tête du"."""
    for phrase in phrases:
        yield phrase
        before, _, last = phrase.rpartition(" ")
        if before:
            yield from (f"{before} {form}" for form in _WITH_ARTICLE[language].get(last, ()))


def _one_phrase(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether phrases are forms of one: "petit bateau" and "petits bateaux"."""
    pairs = list(zip(one, other, strict=False))
    return len(one) == len(other) > 1 and all(a[:3] == b[:3] for a, b in pairs)


def listed(phrases: str) -> list[str]:
    """Return the phrases of a line that commas part."""
    return [phrase.strip() for phrase in str(phrases).split(",") if phrase.strip()]


def parts_apart(verbs: dict[str, str]) -> Iterator[tuple[frozenset[str], str, str]]:
    """Yield the forms of the first part, the second part, and the English."""
    for english, phrases in verbs.items():
        for phrase in listed(phrases):
            first, _, second = phrase.partition(" … ")
            yield frozenset(first.split("/")), second, english
