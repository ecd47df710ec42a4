"""Words that were translated one by one are put in an order that is near enough to English."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from answer.glossary import languages
from answer.glossary.clauses import (
    agreeing,
    in_years,
    participles_forward,
    passives_joined,
    subject_first,
)
from answer.glossary.pieces import ARTICLES, CLAUSE_END, PREPOSITIONS, YEAR, Piece
from ingest.actors import adjectives

_OF_MEASURES = frozenset({"Council", "chapter", "chapters", "council measures", "set of measures"})
_WHOLE_NUMBER = re.compile(r"\d+|one|two|three|four|five|six|seven|eight|nine|ten")
_NEAR = 8
"""How many words behind a word may tell which of its meanings is meant."""
_GAP = " … "
"""Where what is asked about stands inside a phrase."""
_CODE = re.compile(r"[A-Z]{3,}s?")
_CLOSING = re.compile(r"[,.;:?!)\]}”’%]")
_BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=[aeiou])")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")


def in_order(pieces: Iterable[Piece], language: str) -> str:
    """Return the words of a question as one text, near to the order that English has."""
    words = [piece for piece in pieces if piece.text and piece.text not in "¿¡"]
    measures = any(piece.text in _OF_MEASURES for piece in words)
    words = _without_articles([_chosen(words, at, measures) for at in range(len(words))])
    words = _gaps_closed(words)
    words = passives_joined(in_years(words)) if language == "de" else words
    words = participles_forward(words) if language == "de" else _adjectives_first(words)
    return _written(agreeing(subject_first(words)))


def _opens(words: Sequence[Piece], at: int) -> bool:
    """Tell whether a word opens a clause: nothing before it, a mark, "and", or a preposition."""
    if at == 0:
        return True
    before = words[at - 1].text
    return before in CLAUSE_END or before in ("and", "or", "but") or before in PREPOSITIONS


def _chosen(words: Sequence[Piece], at: int, measures: bool) -> Piece:
    """Return what a word of two meanings has here.

    A clause is opened by "who" of "who/that"; "action|measure" is a measure where a number, a year
    or the question itself speaks of a paper of measures.
    """
    word = words[at]
    if "/" in word.text and not word.text[:1].isdigit():
        asking, _, joining = word.text.partition("/")
        word = replace(word, text=asking if _opens(words, at) else joining)
    behind = words[at + 1] if at + 1 < len(words) else None
    if "|" in word.text:
        usual, _, other = word.text.partition("|")
        return replace(word, text=other if _is_other(words, at, other, measures) else usual)
    named = behind and (behind.kind == "noun" or _CODE.fullmatch(behind.text))
    if word.text == "what" and named:
        return replace(word, text="which")
    if at and words[at - 1].text == "OAP" and word.kind == "noun":
        return replace(word, text=word.text.title())
    return word


def _is_other(words: Sequence[Piece], at: int, other: str, measures: bool) -> bool:
    """Tell whether the second meaning of "note|footnote" or "goal|target" is meant."""
    behind = [piece.text for piece in words[at + 1 : at + _NEAR] if piece.text not in ARTICLES]
    if other.startswith("target"):
        pairs = itertools.pairwise(behind)
        return any(of in ("of", "for") and _counts(noun) for of, noun in pairs)
    whole = any(_WHOLE_NUMBER.fullmatch(text) for text in behind[:2])
    return whole or (measures and other.startswith("measure"))


def _counts(noun: str) -> bool:
    last = noun.split(" ")[-1]
    return bool({last, last.removesuffix("s")} & languages().counted)


def _without_articles(words: Sequence[Piece]) -> list[Piece]:
    """Leave out the article before a name, or what has none: "the France", "the smuggling"."""
    kept: list[Piece] = []
    for at, word in enumerate(words):
        behind = words[at + 1] if at + 1 < len(words) else None
        bare = behind and (behind.kind == "name" or _bare(behind) or YEAR.fullmatch(behind.text))
        if bare and word.text in ARTICLES:
            continue
        if bare and word.text.endswith(" the"):
            word = replace(word, text=word.text.removesuffix(" the"))
        kept.append(word)
    return kept


def _bare(word: Piece) -> bool:
    first = word.text.split(" ")
    return word.kind == "noun" and (
        first[-1] in languages().uncountable or first[0] == "trafficking"
    )


def _gaps_closed(words: Sequence[Piece]) -> list[Piece]:
    """Put the second part of "what does … mean" behind what is asked about."""
    closed: list[Piece] = []
    waiting = ""
    for word in words:
        first_word = word.text.split(" ")[0]
        ends = word.text in (*CLAUSE_END, "according to", "and") or first_word in PREPOSITIONS
        if waiting and closed[-1].kind != "gap" and ends:
            closed.append(Piece(waiting, "word"))
            waiting = ""
        if _GAP in word.text:
            first, _, waiting = word.text.partition(_GAP)
            word = Piece(first, "gap", word.spaced)
        closed.append(word)
    return [*closed, Piece(waiting, "word")] if waiting else closed


def _adjectives_first(words: Sequence[Piece]) -> list[Piece]:
    """Put adjectives before their noun: "goal strategic 5" is "strategic goal 5"."""
    moved = list(words)
    demonyms = adjectives()
    for at in range(len(moved) - 1):
        if moved[at].kind != "noun":
            continue
        stop = at + 1
        while stop < len(moved) and (
            moved[stop].kind == "adjective" or moved[stop].text in demonyms
        ):
            stop += 1
        moved[at:stop] = [*reversed(moved[at + 1 : stop]), moved[at]]
    return moved


def _written(words: Sequence[Piece]) -> str:
    text = ""
    for word in words:
        tight = bool(_CLOSING.match(word.text)) or (
            not word.spaced and text[-1:] in ("(", "-", "/", "[", "“", '"', "'", "«", "„")
        )
        mark_inside = word.kind == "mark" and not word.spaced
        text += word.text if tight or not text or mark_inside else f" {word.text}"
    text = _BEFORE_VOWEL.sub(r"\1n ", text)
    return _SENTENCE.sub(lambda match: match.group().upper(), text)
