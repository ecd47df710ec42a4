"""A word of the glossary in English, in the number that it has in the question."""

from collections.abc import Callable, Sequence

from answer.glossary import Entry, Glossary, fold, languages

_GERMAN_PLURALS = ("e", "en", "n", "er", "ern", "nen", "innen", "s")
"""What a German form ends on, beyond the word of the glossary, when it is a plural."""
_SAME_IN_PLURAL = {
    "de": ("er", "en", "el", "ner", "pi", "fer"),
    "fr": ("s", "x", "z", "r", "pi"),
    "it": ("à", "ù", "ò", "r", "t", "p", "pi", "i", "s", "m"),
    "es": ("s", "pi", "r"),
}
"""On what nouns end whose plural may look like the singular; words from English too."""


def in_english(entry: Entry, written: Sequence[str], known: Glossary, before: str = "") -> str:
    """Return the English of an entry; in the plural where its form is, or the word before it."""
    if entry.kind != "noun" or not entry.english:
        return entry.english
    at = -1 if known.language == "de" else 0
    word, head = written[at].lower(), entry.head[at]
    plural = _PLURAL[known.language](word, head)
    if word == head and word.endswith(_SAME_IN_PLURAL[known.language]):
        plural = before.lower() in known.plural
    english = entry.english.split("|")
    return "|".join(map(plural_of, english)) if plural else entry.english


def plural_of(noun: str) -> str:
    """Return an English noun in the plural: "networks", "agencies"."""
    *before, last = noun.split(" ")
    forms = languages()
    if noun in forms.plurals:
        return forms.plurals[noun]
    if {"of", "in"} & set(before):
        return noun
    if last in forms.plurals:
        return " ".join([*before, forms.plurals[last]])
    if last in forms.uncountable or last.endswith(("s", "ing")):
        return noun
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        last = f"{last[:-1]}ies"
    else:
        last += "es" if last.endswith(("x", "ch", "sh")) else "s"
    return " ".join([*before, last])


def _german(word: str, head: str) -> bool:
    word, umlaut = fold(word), any(letter in word and letter not in head for letter in "äöü")
    head = fold(head)
    if word == head:
        return umlaut
    rest = word.removeprefix(head)
    genitive = rest == "s" and not head.endswith(("r", "i", "o", "a"))
    return umlaut or (rest != word and rest in _GERMAN_PLURALS and not genitive)


def _on_s(word: str, head: str) -> bool:
    return word != head and word.endswith(("s", "x")) and not head.endswith(("s", "x"))


def _italian(word: str, head: str) -> bool:
    return word != head and word.endswith(("i", "e")) and head[-1:] != word[-1:]


_PLURAL: dict[str, Callable[[str, str], bool]] = {
    "de": _german,
    "fr": _on_s,
    "es": _on_s,
    "it": _italian,
}
