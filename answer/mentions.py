"""What a question names: refs, plans and years, actors, quarters, numbers, acronyms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from answer.intents import intent_model
from answer.library import Library
from answer.nicknames import with_nicknames
from answer.places import places_named
from answer.plan_names import plan_runs
from answer.query import PREFIX, Mention, RefKind
from answer.words import stem, tokens, vocabulary
from ingest.actors import actor, adjectives, find_actors

_NUMBER = r"\d{1,2}"
_WORDS = "|".join(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
_ORDINALS = "|".join(
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
)
# "OA 2.8", "action 2.8", "operational action no. 2.8", "oa2.8", bare "2.8"
_ACTION = re.compile(
    r"(?:\b(?:operational\s+actions?|actions?|activit(?:y|ies)|oas?|aktion(?:en)?|azion[ei]"
    r"|acci[oó]n(?:es)?)"
    r"\s*(?:no\.?|nr\.?|number|n°)?\s*)?(?<![\d.§€$])(?<!EUR )(?<!EUR)(?<!version )(?<!release )"
    r"(\d{1,2}\.[1-9]\d?)(?![\d.]*\d)"
    r"(?!\s*(?:%|per\s?cent|percent|million|billion|thousand|tonnes?|tons?|kg|kilos?|litres?|times"
    r"|euros?|eur\b|millionen|milliarden|millions|milliards|milioni|miliardi|millones|€))",
    re.IGNORECASE,
)
# "strategic goal 5", "SG 5", "CHSG 5", "goal five", "Ziel 5", "goals 2 and 3"
_GOAL = re.compile(
    r"\b(?:strategic\s+(?:goals?|objectives?)|goals?|sgs?|chsgs?|atsgs?"
    r"|(?:strategisches\s+)?ziels?|"
    r"objectifs?(?:\s+strat[ée]giques?)?|buts?\s+strat[ée]giques?"
    r"|obiettiv[oi](?:\s+strategic[oi])?|"
    r"objetivos?(?:\s+estrat[ée]gicos?)?)\s*(?:no\.?|nr\.?|number|n°)?\s*"
    rf"({_NUMBER}|{_WORDS})\b(?!\.\d)|\b({_ORDINALS})\s+(?:strategic\s+)?goal\b",
    re.IGNORECASE,
)
# "measures 1 and 10", "footnotes 4 and 7"
_LISTS = re.compile(
    r"(?:footnotes?|fußnoten|measures|maßnahmen|mesures|misure|medidas)\b", re.IGNORECASE
)
# ", 3" and "and 4" behind "goals 2"
_NEXT_GOAL = re.compile(rf"\s*(?:,|and|&|or|vs\.?)\s*({_NUMBER}|{_WORDS})\b(?!\.\d)", re.IGNORECASE)
# "measure 13", "Maßnahme vier", "the second measure"
_MEASURE = re.compile(
    rf"\b(?:measures?|maßnahmen?|mesures?|misur[ae]|medidas?)\s*(?:no\.?|nr\.?|number|n°)?"
    rf"\s*({_NUMBER}|{_WORDS})\b"
    rf"|\b({_ORDINALS})\s+measure\b",
    re.IGNORECASE,
)
# "§ 4.3", "section 2", "point 4.1"
_SECTION = re.compile(
    r"(?:§\s*|\b(?:sections?|sec\.|paragraph|para|point|abschnitt|sezione"
    r"|secci[óo]n)\s*\(?)(\d{1,2}(?:\.\d{1,2})*)",
    re.IGNORECASE,
)
# "footnote 7", "fn 7"
_FOOTNOTE = re.compile(
    r"\b(?:footnotes?|fn|fußnoten?|note\s+de\s+bas\s+de\s+page|nota)\s*(\d{1,3})\b", re.IGNORECASE
)
# "Chapter II", "chapter 2", "part four", "the second chapter"
_CHAPTER = re.compile(
    r"\b(?:chapter|part|block|kapitel|teil|chapitre|partie|cap[ií]tulo|capitolo)\s*\(?"
    rf"([IVX]+|\d{{1,2}}|{_WORDS})\b(?! of (?:OA|the action))"
    rf"|\b({_ORDINALS}) (?:chapter|part|block)\b",
    re.IGNORECASE,
)
# "the 13th measure", "the 5th goal"
_NTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\s+(measure|(?:strategic\s+)?goal)\b", re.IGNORECASE)
# "Q3", "the third quarter", "the 3rd quarter"
_QUARTER = re.compile(
    r"\bQ([1-4])\b|\b(first|second|third|fourth|last)\s+quarter\b|\b([1-4])(?:st|nd|rd"
    r"|th)\s+quarter\b",
    re.IGNORECASE,
)
# "5,000", "4.6", "200"
_QUANTITY = re.compile(
    r"(?<![\w.])\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)"
    r"|(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\d)(?![A-Za-z])"
)
# "PeDRA", "JLT-MS"
_WORD = re.compile(r"[A-Za-z][\w-]{1,12}")
_SIGNS = re.compile(r"\W")
_AGENCIES = ("agency", "body", "organisation", "group")
_BESIDE_CHARS = 3
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI", "7": "VII", "8": "VIII"}


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything that a question names, and its words with the names masked."""

    question: str
    found: tuple[Mention, ...]
    masked: tuple[str, ...]
    """The stems of the question, names as "<slot>" and unknown words as "<topic>"."""
    topic: str
    """The words that are neither names nor words of the examples."""

    def values(self, slot: str) -> tuple[str, ...]:
        """Return the values of one slot in order, each once."""
        return tuple(dict.fromkeys(m.value for m in self.found if m.slot == slot))

    @property
    def refs(self) -> tuple[str, ...]:
        """Return the refs that the question names, in contract form."""
        return tuple(dict.fromkeys(m.value for m in self.found if m.slot in PREFIX))


def find_mentions(question: str, library: Library) -> Mentions:
    """Return what a question names; the first reading of a stretch of words wins."""
    found: list[Mention] = []
    for reader in (_refs, _quarters, plan_runs, _actors, _acronyms, _quantities):
        for mention in reader(question, library):
            if all(mention.end <= m.start or mention.start >= m.end for m in found):
                found.append(mention)
    found.sort(key=lambda mention: mention.start)
    masked, topic = _mask(question, found)
    return Mentions(question, tuple(found), tuple(masked), topic)


def _number(words: str) -> str:
    return str(vocabulary().numbers.get(words.lower(), words))


def _refs(question: str, _: Library) -> Iterator[Mention]:
    patterns: list[tuple[RefKind, re.Pattern[str]]] = [
        ("section", _SECTION),
        ("footnote", _FOOTNOTE),
        ("goal", _GOAL),
        ("measure", _MEASURE),
        ("chapter", _CHAPTER),
        ("action", _ACTION),
    ]
    for kind, pattern in patterns:
        for match in pattern.finditer(question):
            number = _number(next(group for group in match.groups() if group))
            if kind == "chapter":
                number = _ROMAN.get(number, number.upper())
            yield Mention(kind, match.start(), match.end(), PREFIX[kind] + number)
            if kind == "goal" or _LISTS.match(match.group()):
                yield from _more(kind, question, match.end())
    for match in _NTH.finditer(question):
        nth: RefKind = "measure" if match.group(2).lower() == "measure" else "goal"
        yield Mention(nth, match.start(), match.end(), PREFIX[nth] + match.group(1))


def _more(kind: RefKind, question: str, at: int) -> Iterator[Mention]:
    """Yield the goals or measures of a list behind the first: "goals 2, 3 and 4"."""
    while match := _NEXT_GOAL.match(question, at):
        number = PREFIX[kind] + _number(match.group(1))
        yield Mention(kind, match.start(1), match.end(1), number)
        at = match.end()


def _quarters(question: str, _: Library) -> Iterator[Mention]:
    for match in _QUARTER.finditer(question):
        named = next(group for group in match.groups() if group).lower()
        number = "4" if named == "last" else _number(named)
        yield Mention("quarter", match.start(), match.end(), f"Q{number}")


# "the training on large IT systems" is about no country
_COMPUTING = re.compile(
    r"IT (?:systems?|databases?|tools?|infrastructures?|equipment|experts?|solutions?|platforms?"
    r"|security|architectures?|services|staff|department)\b"
)


def _actors(question: str, _: Library) -> Iterator[Mention]:
    named = [Mention("actor", m.start, m.end, m.code) for m in find_actors(question, fuzzy=True)]
    found = with_nicknames(named, question)
    found = _named_twice(question, _without_origin(question, found))
    places = places_named(question, found)
    for mention in found:
        computing = _COMPUTING.match(question, mention.start)
        if mention.start not in places and not computing:
            yield mention


def _without_origin(question: str, found: list[Mention]) -> list[Mention]:
    """Leave out an adjective that only says whose an agency is: "the American USDSS"."""
    agencies = [m for m in found if (known := actor(m.value)) and known.kind in _AGENCIES]
    return [
        m
        for m in found
        if question[m.start : m.end].capitalize() not in adjectives()
        or not any(
            (0 <= m.start - a.end <= _BESIDE_CHARS and question[a.end : m.start].strip() == "(")
            or (0 <= a.start - m.end <= 1)
            for a in agencies
        )
    ]


def _named_twice(question: str, found: list[Mention]) -> list[Mention]:
    """Return actors with "Greece (EL)" as one: what stands in brackets tells who is meant."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and question[last.end : mention.start].strip() == "(":
            joined[-1] = replace(mention, start=last.start)
        else:
            joined.append(mention)
    return joined


def _acronyms(question: str, library: Library) -> Iterator[Mention]:
    known = intent_model().known_words
    for word in _WORD.finditer(question):
        short = word.group()
        entry = known_acronym(short, library)
        upper = sum(c.isupper() for c in short) >= 2
        if (entry or upper) and stem(entry or short) not in known:
            yield Mention("acronym", word.start(), word.end(), entry or short)


def known_acronym(word: str, library: Library) -> str | None:
    """Return the acronym of some document that a word is, a plural s aside; None if it is none."""
    singular = word[:-1] if word.endswith("s") else word
    known = next((s for s in (word, singular) if s.lower() in library.acronyms), None)
    if known or word.isalnum():
        return known
    bare = _SIGNS.sub("", word.lower())  # "MAOC-N", printed as "MAOC (N)"
    return next((s for s in library.acronyms if _SIGNS.sub("", s) == bare), None)


def named_acronyms(question: str, library: Library) -> tuple[str, ...]:
    """Return all acronyms that a question writes in capitals, whatever else they name."""
    words = [w.group() for w in _WORD.finditer(question) if sum(map(str.isupper, w.group())) > 1]
    pairs = [f"{one} {other}" for one, other in pairwise(words) if f"{one} {other}" in question]
    found = (known_acronym(word, library) for word in (*pairs, *words))
    return tuple(dict.fromkeys(short for short in found if short))


def _quantities(question: str, _: Library) -> Iterator[Mention]:
    for match in _QUANTITY.finditer(question):
        number = re.sub(r"[,\s]", "", match.group())
        yield Mention("number", match.start(), match.end(), number)


def _mask(question: str, found: list[Mention]) -> tuple[list[str], str]:
    """Return the masked stems, and the words that no example knows."""
    known = intent_model().known_words
    masked: list[str] = []
    topic: list[str] = []
    pending = list(found)
    for token in tokens(question):
        inside = next((m for m in pending if m.start <= token.start < m.end), None)
        if inside:
            slot = f"<{inside.slot}>"
            if not masked or masked[-1] != slot or token.start == inside.start:
                masked.append(slot)
            continue
        if token.stem in known:
            masked.append(token.stem)
        else:
            topic.append(token.text)
            if not masked or masked[-1] != "<topic>":
                masked.append("<topic>")
    return masked, " ".join(topic)
