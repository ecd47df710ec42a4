"""A question in German, French, Italian or Spanish becomes English, before anything else reads it.

Phrases are looked up in `answer/glossary/`, the longest first; names and unknown words stay as they
are. The order of words is then made near enough to English (`answer.glossary.wordorder`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from answer.glossary import LANGUAGES, Entry, Glossary, glossary, languages, split
from answer.glossary.compounds import compound
from answer.glossary.inflection import in_english
from answer.glossary.pieces import Piece
from answer.glossary.wordorder import in_order
from index.embed import english_words
from ingest.actors import ActorMention, actor, adjective, find_actors

_LONGEST_READ = 2000
_QUOTED = re.compile(r"[“\"«„][^“”\"»„]*[”\"»“]")
# "-t-elle", "-ils": a French question turns the verb and its subject round
_INVERTED = re.compile(r"(\S+\s+)?(\S+\s+)?(\w+)[-‐](?:t[-‐])?(elles?|ils?|on|ce)\b", re.IGNORECASE)
_ASKED = re.compile(r"^(?:quel(?:le)?s?|combien|d'|de)\W*$", re.IGNORECASE)
_ASKING = re.compile(r"^(?:où|comment|quand|pourquoi|que|qui|quoi)$", re.IGNORECASE)
# "5.000", "5 000": thousands; "4,6": a fraction
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})(?:[.\u00a0\u202f ](\d{3}))+(?![\d.,]*\d)")
_FRACTION = re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d.,]*\d)")
# "3.", "3e", "3ème", "1er", "3º": an ordinal, where a word follows
_ORDINAL = re.compile(
    r"(?<![\w.])(\d{1,2})(?:\.(?=\s+[A-ZÄÖÜ]\w)|(?:ers?|[eè]re|[eè]mes?|e|nd|nde|º|ª|°|\.º"
    r"|\.ª)(?!\w))"
)
_SUFFIXES = {"1": "st", "2": "nd", "3": "rd"}
_ROMAN = re.compile(r"[IVX]+")
_MIN_MISSPELT = 6
_LONG = 10
"""From how many letters on a misspelt word may hold two mistakes."""
_MARK, _SHARED, _CONTENT = 1.0, 0.5, 0.5
"""What a word counts: a mark, a mark that English has too, one that only carries a topic."""
_SHORT = 4
"""Words of no more letters may be codes: they tell no language."""
_SURELY = 1.5
"""How many times more than for English must speak for another language."""
_RUN = re.compile(r"\b[A-ZÄÖÜ][\w-]*(?: [A-ZÄÖÜ][\w-]*)+")
# "-Aktion" behind "Europol"
_BEHIND_NAME = re.compile(r"-[A-ZÄÖÜ][a-zäöüß]{2,}\w*")
_INITIAL = re.compile(r"\b([A-Za-z]) ")
_CAPITALS = re.compile(r"\b[A-Z]{3,}(?: [A-Z]{3,})+\b")
_IMPERATIVES = frozenset({"summarise", "list", "name", "compare"})


@lru_cache(maxsize=4096)
def english(question: str) -> str:
    """Return a question in English; one that is in English, or in a language unknown, as it is."""
    language = language_of(question)
    if language == "en":
        return question
    text = _INVERTED.sub(_turned_back, question) if language == "fr" else question
    return in_order(_pieces(_numbers(text), glossary(language)), language)


def _turned_back(match: re.Match[str]) -> str:
    """Return a French verb without the pronoun behind it, or before it where it is the subject."""
    asked, noun, verb, pronoun = match.groups()
    before = f"{asked or ''}{noun or ''}"
    alone = (
        not before
        or _ASKED.match((asked or "").strip())
        or _ASKING.match((noun or asked or "").strip())
    )
    return f"{before}{verb}" + (f" {pronoun}" if alone else "")


def language_of(question: str) -> str:
    """Return the language of a question: "de", "fr", "it", "es", or "en" for any other.

    An English question that only holds a foreign name is English.
    """
    text = _QUOTED.sub(" ", question[:_LONGEST_READ])
    names = find_actors(text)
    words = [
        match.group().lower().replace("’", "'")
        for match in split(text)
        if not any(name.start <= match.start() < name.end for name in names)
    ]
    marks = languages().marks
    own = sum(
        _SHARED if word in _foreign_marks() else _MARK for word in words if word in marks["en"]
    )
    score = {each: _marked(each, words) + _named_in(each, names) for each in LANGUAGES}
    top = max(score.values())
    telling = any(_marked(each, words) for each in LANGUAGES)
    if own >= top + _MARK or not (telling or set(words) - english_words()):
        return "en"
    near = [each for each in LANGUAGES if score[each] > top - _MARK]
    if len(near) > 1 or top <= _SURELY * own:
        score |= {each: score[each] + _known(each, words) for each in near}
    best = max(near, key=lambda each: score[each])
    enough = score[best] >= _CONTENT and score[best] > _SURELY * own
    return best if enough and (top > 0 or _all_known(best, words)) else "en"


@lru_cache(maxsize=1)
def _foreign_marks() -> frozenset[str]:
    marks = languages().marks
    return frozenset().union(*(marks[language] for language in LANGUAGES))


def _marked(language: str, words: Sequence[str]) -> float:
    """Return how much speaks for a language: its marks and its letters."""
    own, shared = languages().marks[language], languages().marks["en"]
    told = any(letter in word for word in words for letter in languages().letters[language])
    return _CONTENT * told + sum(_SHARED if w in shared else _MARK for w in words if w in own)


def _known(language: str, words: Sequence[str]) -> float:
    """Return how much the words speak for a language that it knows and English does not."""
    known, marks = glossary(language), languages().marks[language] | languages().marks["en"]
    telling = (word for word in words if word not in marks and word not in english_words())
    return sum(_CONTENT for word in telling if known.word(word.capitalize()))


def _named_in(language: str, names: Sequence[ActorMention]) -> float:
    """Return how much the names of countries speak for a language: "Francia", not "Portugal"."""
    own = (
        (found := actor(name.code)) is not None
        and name.text.casefold() != found.name.casefold()
        and name.text.casefold() in _country_names(language, found.code)
        for name in names
    )
    return _CONTENT * sum(own)


def _all_known(language: str, words: Sequence[str]) -> bool:
    """Tell whether a language knows all words of a question without its marks: "Kennzahlen"."""
    telling = [word for word in words if word.isalpha() and len(word) > _SHORT]
    known = [word for word in telling if glossary(language).word(word.capitalize())]
    return len(telling) == len(known) > 0


def _numbers(text: str) -> str:
    """Return a text with numbers as English writes them: "5,000", "4.6", "3rd"."""
    text = _THOUSANDS.sub(lambda m: re.sub(r"[.\s]", ",", m.group()), text)
    text = _FRACTION.sub(r"\1.\2", text)
    return _ORDINAL.sub(
        lambda m: (
            m[1]
            + ("th" if m[1].startswith("1") and len(m[1]) > 1 else _SUFFIXES.get(m[1][-1], "th"))
        ),
        text,
    )


def _pieces(text: str, known: Glossary) -> Iterator[Piece]:
    """Yield the words of a text in English, in their old order."""
    text = _names_apart(text.replace("’", "'"), known)
    found = split(text)
    words = [match.group() for match in found]
    names = {name.start: name for name in find_actors(text)}
    titles = dict(_titles(text, known))
    dropped, verbs = _apart(words, known)
    at = 0
    while at < len(found):
        start = found[at].start()
        spaced = start > 0 and text[start - 1].isspace()
        longest = None if at in verbs else known.longest(words, at)
        size = longest[1] if longest else 1
        if start in titles:
            yield Piece(text[start : titles[start]], "title", spaced)
            while at < len(found) and found[at].start() < titles[start]:
                at += 1
            continue
        name = names.get(start)
        if name and (not longest or found[at + size - 1].end() <= name.end):
            while at < len(found) and found[at].start() < name.end:
                at += 1
            yield Piece(_named(name.text, name.code, known.language), "name", spaced)
            continue
        if at in verbs:
            yield Piece(verbs[at], "word" if verbs[at] in _IMPERATIVES else "verb", spaced)
        elif longest and at not in dropped:
            yield Piece(_meaning(longest[0], words, at, size, known), longest[0].kind, spaced)
        elif at not in dropped:
            yield _unknown(words[at], known, spaced)
        at += size


def _names_apart(text: str, known: Glossary) -> str:
    """Return a text with a space behind an actor that a word begins with: "Europol-Aktion"."""
    for name in find_actors(text):
        rest = _BEHIND_NAME.match(text, name.end)
        if rest and not known.word(name.text + rest.group()):
            text = f"{text[: name.end]} {text[name.end + 1 :]}"
    return text


def _titles(text: str, known: Glossary) -> Iterator[tuple[int, int]]:
    """Yield where names of several words stand: "Information Clearing House", not "Anhang II"."""
    if not text.isupper():
        yield from (run.span() for run in _CAPITALS.finditer(text))
    for run in _RUN.finditer(text):
        words = [(m.group(), run.start() + m.start(), run.start() + m.end()) for m in split(run[0])]
        while words and (entry := known.word(words[0][0])) and entry.kind != "noun":
            words.pop(0)
        foreign = [word for word, _, _ in words if known.word(word)]
        own = {word.lower() for word, _, _ in words if not (known.word(word) or word.isupper())}
        if len(words) > 1 and own & english_words() and len(foreign) < len(words):
            yield words[0][1], words[-1][2]


def _meaning(entry: Entry, words: Sequence[str], at: int, size: int, known: Glossary) -> str:
    before = at - 1
    while (
        before > 0
        and known.language == "de"
        and words[before][-2:] == "en"
        and words[before].islower()
    ):
        if words[before] in known.plural:
            break
        before -= 1
    return in_english(entry, words[at : at + size], known, words[before] if at else "")


def _apart(words: Sequence[str], known: Glossary) -> tuple[set[int], dict[int, str]]:
    """Return where second parts of verbs stand, and first parts in English: "nimmt … teil"."""
    lower = [word.lower() for word in words]
    dropped: set[int] = set()
    verbs: dict[int, str] = {}
    for firsts, second, meaning in known.apart:
        if second not in lower:
            continue
        last = len(lower) - 1 - lower[::-1].index(second)
        first = next((i for i in range(last - 1, -1, -1) if lower[i] in firsts), None)
        if first is not None and first not in verbs:
            dropped.add(last)
            verbs[first] = meaning
    return dropped, verbs


def _named(text: str, code: str, language: str) -> str:
    """Return the English name of an actor, or the adjective where the text has one."""
    found = actor(code)
    if found is None or text.isupper() or found.kind not in ("member_state", "third_country"):
        return found.name if found and found.kind == "group" else text
    if text.casefold() in _country_names(language, found.code):
        return found.name
    return adjective(code) or found.name


@lru_cache(maxsize=1024)
def _country_names(language: str, code: str) -> frozenset[str]:
    from babel import Locale

    iso = {"EL": "GR", "UK": "GB"}.get(code, code)
    own = Locale(language).territories.get(iso, "")
    return frozenset(name.casefold() for name in (own, code) if name)


def _unknown(word: str, known: Glossary, spaced: bool) -> Piece:
    """Return a word that no entry has: a compound, a misspelt word, or a name kept as it is."""
    number = word[0].isdigit() or _ROMAN.fullmatch(word)
    if number or not word[0].isalpha():
        return Piece(word, "number" if number else "mark", spaced)
    if "-" in word and (parted := _hyphenated(word, known)):
        return Piece(parted, "noun", spaced)
    joined = compound(word, known) if known.language == "de" else None
    if joined:
        return Piece(joined, "noun", spaced)
    name = word.removesuffix("s") if known.language == "de" and word[0].isupper() else word
    if name != word and (owner := find_actors(name)) and owner[0].text == name:
        return Piece(f"{_named(name, owner[0].code, known.language)}'s", "owner", spaced)
    right = _respelt(word, known.language)
    entry = known.word(right) if right else None
    if right and entry:
        return Piece(in_english(entry, [right], known), entry.kind, spaced)
    return Piece(word, "other", spaced)


def _hyphenated(word: str, known: Glossary) -> str | None:
    """Return the parts of a word with hyphens in English; None where they are a name."""
    parts = word.split("-")
    entries = [known.word(part) for part in parts]
    english = all(
        entry or part.lower() in english_words() for part, entry in zip(parts, entries, strict=True)
    )
    if not any(entries) and not (english and len(parts) > 2):
        return None
    written = (in_english(e, [w], known) if e else w for w, e in zip(parts, entries, strict=True))
    return _INITIAL.sub(r"\1-", " ".join(written))


@lru_cache(maxsize=4096)
def _respelt(word: str, language: str) -> str | None:
    """Return the word that a misspelt one stands for; None for a name or an English word."""
    lower = word.lower()
    inside = word[0].isupper() and language != "de"
    if len(word) < _MIN_MISSPELT or inside or word.isupper() or lower in english_words():
        return None
    most = 2 if len(word) >= _LONG else 1
    near = process.extractOne(
        lower, _singles(language), scorer=OSA.distance, score_cutoff=most, processor=None
    )
    return str(near[0]) if near and near[0][0] == lower[0] else None


@lru_cache(maxsize=8)
def _singles(language: str) -> tuple[str, ...]:
    return tuple(
        sorted(word for word in glossary(language).single if len(word) >= _MIN_MISSPELT - 1)
    )
