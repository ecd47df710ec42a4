"""Who acts: the one vocabulary of member states, third countries, agencies and bodies.

A question and a document meet here: "Spain", "ES", "Spanish" and "espagnol" are all the actor ES.
The spellings come from `ingest.actor_names`; nothing is loaded before the first question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.actor_names import Actor, ActorKind, Case, Form, Word, split_words, vocabulary

__all__ = [
    "Actor",
    "ActorKind",
    "ActorMention",
    "actor",
    "adjective",
    "adjectives",
    "display_name",
    "find_actors",
    "is_member_state",
    "member_states",
    "read_actor",
]

_MIN_FUZZY, _TWO_MISTAKES = 5, 9  # letters of a word that may hold one mistake, two mistakes
_LINE, _BESIDE = 400, 40  # characters around a code, of its line and right beside it
# What may part the words of a name: "Guinea-Bissau", "Cote d'Ivoire", "EUROPEAN\nCOMMISSION".
_JOINT = re.compile(r"[\s\-\u2010-\u2013'\u2019\u00b4./&]{0,3}")
# Before a code: "2004/82/EC", "example.IT"; behind: "COM(2018)", "(EC) No 377"; beside: "TELL ME".
_NO_CODE_BEFORE = re.compile(r"(?:\d/|[._@\\])\Z")
_NO_CODE_AFTER = re.compile(r"\s?\(\d{4}\)|_|\)\s?n[or]\.?\s?\d", re.IGNORECASE)
_CAPITALS_BEFORE = re.compile(r"(?<![^\W_])([A-Z]{2,})[ \u00a0]+\Z")
_CAPITALS_AFTER = re.compile(r"[ \u00a0]+([A-Z]{2,})\b")
# "in French?", "into German and Dutch.", "the Spanish version", and not "in French waters".
_LANGUAGE_BEFORE = re.compile(r"\b(?:in|into|auf|en|po)\s+\Z", re.IGNORECASE)
_LANGUAGE_AFTER = re.compile(r"\s*(?:[.,;:!?)\]\"\u201d]|\Z|please\b|only\b)", re.IGNORECASE)
_LANGUAGE_LIST = re.compile(r"\s*(?:,|/|,?\s(?:and|or)\s)\s*", re.IGNORECASE)
_LANGUAGE_NOUN = re.compile(
    r"[\s-]+(?:language|version|translation|text|speak\w+|word)s?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in a text, where `text` is what stands from `start` to `end`."""

    code: str
    start: int
    end: int
    text: str


def actor(code: str) -> Actor | None:
    """Return the actor of a code or an alias (GR is EL, GB is UK), in any case; None if unknown."""
    return vocabulary().actors.get(code.strip().upper())


def display_name(code: str) -> str:
    """Return the name to show: "Spain (ES)", "Europol", "all Member States (All MS)".

    An unknown code comes back as it is.
    """
    found = actor(code)
    if found is None:
        return code
    if found.kind == "group":
        return f"{found.name} (All MS)"
    is_country = found.kind in ("member_state", "third_country")
    return f"{found.name} ({found.code})" if is_country else found.name


def adjective(code: str) -> str | None:
    """Return the English adjective of a country by its code ("Spanish"); None if none is known."""
    return vocabulary().adjectives.get(code)


def adjectives() -> frozenset[str]:
    """Return the English adjectives of all countries."""
    return frozenset(vocabulary().adjectives.values())


def with_adjectives() -> list[tuple[Actor, str]]:
    """Return the countries that have an English adjective, each with it."""
    found = ((actor(code), word) for code, word in vocabulary().adjectives.items())
    return [(country, word) for country, word in found if country]


def read_actor(token: str) -> Actor | None:
    """Return the actor that a whole cell token names, or None.

    Case, spaces, punctuation, a leading "the" and footnote marks don't matter; only the codes of
    third countries and acronyms that are words (COM) must be in capitals: "no" isn't Norway.
    """
    words = split_words(token)
    words = words[1:] if words and words[0].fold == "the" else words
    folds = tuple(word.fold for word in words)
    forms = dict(vocabulary().phrases.get(folds[0], ())) if folds else {}
    found = actor(forms[folds].code) if folds in forms else None
    if not found or found.kind == "member_state" or forms[folds].case in ("any", "capital"):
        return found
    return found if token[words[0].start : words[-1].end].isupper() else None


def find_actors(text: str, *, fuzzy: bool = False) -> tuple[ActorMention, ...]:
    """Return the actors that running text or a question names, in order, without overlaps.

    The longest name counts. Codes count in capitals only, and in a line all in capitals only if it
    lists nothing but actors. Languages ("in French") and names inside others ("South America")
    don't count. With `fuzzy`, misspelt names of five letters and more ("Germny") count too, unless
    they are ordinary words.
    """
    words = split_words(text)
    hits = _scan(text, words)
    if fuzzy:
        named = {place for hit in hits for place in range(hit.start, hit.end)}
        hits = _scan(
            text,
            [w if w.start in named else w._replace(fold=_guess(w.fold)) for w in words],
        )
    return tuple(
        ActorMention(form.code, start, end, text[start:end])
        for form, start, end in _without_languages(text, hits)
        if form.code
    )


@lru_cache(maxsize=1)
def name_words() -> frozenset[str]:
    """Return the words that the names of actors are made of, in lower case."""
    return frozenset(word for words in vocabulary().guesses.values() for word in words)


def is_member_state(code: str, year: int) -> bool:
    """Tell whether the actor was a member of the EU in that year: HR from 2013, UK until 2019."""
    found = actor(code)
    if found is None or found.member_from is None:
        return False
    return found.member_from <= year and (found.member_until is None or year <= found.member_until)


def member_states(year: int) -> tuple[str, ...]:
    """Return the codes of the EU's members in that year, sorted; none before 1958."""
    codes = {found.code for found in vocabulary().actors.values()}
    return tuple(sorted(code for code in codes if is_member_state(code, year)))


class _Hit(NamedTuple):
    form: Form
    start: int
    end: int


def _scan(text: str, words: Sequence[Word]) -> list[_Hit]:
    phrases = vocabulary().phrases
    hits: list[_Hit] = []
    at = 0
    while at < len(words):
        width = 1
        for folds, form in phrases.get(words[at].fold, ()):
            run = words[at : at + len(folds)]
            start, end = run[0].start, run[-1].end
            if _spells(text, run, folds) and _fits(form.case, text, start, end):
                hits.append(_Hit(form, start, end))
                width = len(run)
                break
        at += width
    return hits


def _spells(text: str, run: Sequence[Word], folds: tuple[str, ...]) -> bool:
    return tuple(word.fold for word in run) == folds and all(
        _JOINT.fullmatch(text, left.end, right.start) for left, right in pairwise(run)
    )


def _fits(case: Case, text: str, start: int, end: int) -> bool:
    if case == "capital":
        return text[start].isupper() or text[max(0, start - 4) : start].casefold() == "the "
    return case == "any" or (case == "upper" and _is_code(text, start, end))


def _is_code(text: str, start: int, end: int) -> bool:
    """Tell a code from a word in a line of capitals and from a part of a number."""
    code = text[start:end]
    before, after = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    if not code.isupper() or _NO_CODE_BEFORE.search(before) or _NO_CODE_AFTER.match(after):
        return False
    first = max(0, start - start % _LINE - _LINE)  # in steps, so that neighbours share their line
    line_start = text.rfind("\n", first, start) + 1 or first
    line = text[line_start : first + 3 * _LINE].partition("\n")[0]
    known, doubtful = vocabulary().words, vocabulary().word_codes
    beside = (_CAPITALS_BEFORE.search(before), _CAPITALS_AFTER.match(after))
    return _may_hold_codes(line) and (
        code not in doubtful
        or all(m[1] not in doubtful and m[1].lower() in known for m in beside if m)
    )


@lru_cache(maxsize=256)
def _may_hold_codes(line: str) -> bool:
    """Tell whether a line isn't all in capitals, or is but lists nothing but actors."""
    known = vocabulary().words
    return not line.isupper() or all(word.fold in known for word in split_words(line))


def _without_languages(text: str, hits: Sequence[_Hit]) -> Iterator[_Hit]:
    run: list[_Hit] = []
    for hit in hits:
        listed = run and hit.form.demonym and run[-1].form.demonym
        if not (listed and _LANGUAGE_LIST.fullmatch(text, run[-1].end, hit.start)):
            yield from () if _is_language(text, run) else run
            run = []
        run.append(hit)
    yield from () if _is_language(text, run) else run


def _is_language(text: str, run: Sequence[_Hit]) -> bool:
    if not run or not run[0].form.demonym:
        return False
    start, end = run[0].start, run[-1].end
    inside = _LANGUAGE_BEFORE.search(text[max(0, start - 8) : start])
    return bool((inside and _LANGUAGE_AFTER.match(text, end)) or _LANGUAGE_NOUN.match(text, end))


@lru_cache(maxsize=4096)
def _guess(word: str) -> str:
    """Return the word of an actor's name that a misspelt word stands for, or the word itself."""
    known = vocabulary()
    if len(word) < _MIN_FUZZY or word in known.words or word in known.not_misspelt:
        return word
    swapped = word[1] + word[0] + word[2:]
    if swapped in known.guesses.get(swapped[0], ()):
        return swapped
    names = known.guesses.get(word[0], {})
    found = process.extract(word, names.keys(), scorer=OSA.distance, score_cutoff=2, limit=None)
    near = [(name, distance) for name, distance, _ in found if _may_be(word, name, int(distance))]
    best = [name for name, distance in near if distance == near[0][1]]
    actors = {code for name in best for code in names[name]}
    return best[0] if len(best) == 1 or len(actors) == 1 else word


def _may_be(word: str, name: str, mistakes: int) -> bool:
    """Allow two mistakes in long names only, no new letter in short ones: "Spian", not "stain"."""
    shortest = min(len(word), len(name))
    if len(word) == len(name) == _MIN_FUZZY and sorted(word) != sorted(name):
        return False
    return mistakes <= (2 if shortest >= _TWO_MISTAKES else 1)
