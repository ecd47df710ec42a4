"""Every spelling of every actor, loaded when first asked for.

Country names come from pycountry and Babel; what those don't know (demonyms, agencies, spellings
found in plans, words that only look like names) stands in `actors.yaml`, list by list.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

ActorKind = Literal["member_state", "third_country", "agency", "body", "group"]
Case = Literal["any", "capital", "upper", "cell"]
"""How it is written: anyhow, capitalised or behind "the", as a code, as a code in a cell only."""

_FOREIGN = ("fr", "de", "it", "es", "nl", "pl")
_MIN_FOREIGN = 4  # letters of a foreign name
_MIN_GUESSED, _MIN_GUESSED_DEMONYM = 5, 6  # letters that tell a misspelt word from another word
# A web or e-mail address, dotted initials ("U.K."), a word without its footnote mark ("Greece²").
_WORD = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@\S+"
    r"|\b[A-Za-z](?:\.[A-Za-z])+\b\.?|(?:[^\W_¹²³⁰-⁹]|[\u0300-\u036f])+"
)
# The forms in actors.yaml: "Dutch", "espagnol(|e|s)", "griechisch~" (with the German endings).
_FORMS = re.compile(r"(?P<stem>[^\s()~]+)(?:\((?P<endings>[^\s()]*)\)|(?P<german>~))?")
_LETTERS = str.maketrans("łøđı", "lodi")  # those that don't decompose


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor; a "member_state" is one or was one: `is_member_state` tells for a year."""

    code: str
    name: str
    kind: ActorKind
    spellings: tuple[str, ...]
    """Every way of writing it that is read, codes and demonyms too, the name to show first."""
    member_from: int | None
    member_until: int | None
    """The last full year of membership; None while it lasts."""


class Form(NamedTuple):
    """One spelling of one actor."""

    rank: int
    """Of two actors with the same spelling, the one with the lower rank has it."""
    code: str
    """Empty for a phrase that is no actor and hides the names inside it ("South America")."""
    text: str
    case: Case = "any"
    demonym: bool = False
    guessed: bool = False
    """Whether a misspelt word may stand for it."""


class Word(NamedTuple):
    """One word of a text: folded, and where it stands."""

    fold: str
    start: int
    end: int


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ActorKind = "third_country"
    name: str = ""
    iso: str = ""
    member_from: int | None = None
    member_until: int | None = None
    aliases: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    demonyms: str = ""
    foreign: str = ""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    actors: dict[str, _Record]
    no_actors: tuple[str, ...]
    other_phrases: tuple[str, ...]
    languages: tuple[str, ...]
    capitalised: frozenset[str]
    text_codes: frozenset[str]
    never_codes: frozenset[str]
    word_codes: frozenset[str]
    foreign_stop: frozenset[str]
    not_misspelt: frozenset[str]


class Vocabulary(NamedTuple):
    """All actors, and all spellings laid out for the search."""

    actors: dict[str, Actor]
    """By code and by alias."""
    phrases: dict[str, list[tuple[tuple[str, ...], Form]]]
    """By their first word, the longest first."""
    words: frozenset[str]
    """Every word of every spelling."""
    guesses: dict[str, dict[str, set[str]]]
    """What a misspelt word may stand for: first letter, word, codes that have it in their names."""
    word_codes: frozenset[str]
    """Codes that are English words."""
    not_misspelt: frozenset[str]
    """Ordinary words that are close to a name."""
    adjectives: dict[str, str]
    """The English adjective of a country, by its code: "Spanish"."""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the vocabulary, loaded once.

    An `actors.yaml` that doesn't fit its schema raises `pydantic.ValidationError`.
    """
    source = Path(__file__).with_name("actors.yaml").read_text("utf-8")
    data = _Data.model_validate(yaml.load(source, yaml.CSafeLoader))
    records = _records(data)
    forms = [form for code, record in records.items() for form in _forms(code, record, data)]
    taken: dict[tuple[str, ...], Form] = {}
    for form in sorted([*forms, *_hiding_forms(data)], key=lambda form: form.rank):
        folds = tuple(word.fold for word in split_words(form.text))
        taken.setdefault(folds[1:] if folds[0] == "the" else folds, form)
    phrases: dict[str, list[tuple[tuple[str, ...], Form]]] = defaultdict(list)
    for folds in sorted(taken, key=len, reverse=True):
        phrases[folds[0]].append((folds, taken[folds]))
    return Vocabulary(
        actors=_actors(records, forms),
        phrases=dict(phrases),
        words=frozenset(word for folds in taken for word in folds),
        guesses=_guesses(forms),
        word_codes=data.word_codes,
        not_misspelt=data.not_misspelt,
        adjectives={
            code: next(_expanded(record.demonyms))
            for code, record in records.items()
            if record.demonyms
        },
    )


def split_words(text: str) -> list[Word]:
    """Return the words of a text, folded: without case, accents, punctuation and footnote marks.

    A web or an e-mail address is one word, and so are dotted initials ("U.K.").
    """
    return [Word(_fold(match[0]), *match.span()) for match in _WORD.finditer(text)]


def _fold(word: str) -> str:
    word = word.rstrip(".").casefold()
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _records(data: _Data) -> dict[str, _Record]:
    import pycountry

    known = {record.iso or code for code, record in data.actors.items()} | set(data.no_actors)
    codes = [country.alpha_2 for country in pycountry.countries]
    return data.actors | {code: _Record() for code in codes if code not in known}


def _actors(records: dict[str, _Record], forms: Iterable[Form]) -> dict[str, Actor]:
    spellings: dict[str, dict[str, None]] = defaultdict(dict)
    for form in forms:
        spellings[form.code][form.text] = None
    found: dict[str, Actor] = {}
    for code, record in records.items():
        texts = tuple(spellings[code])
        years = record.member_from, record.member_until
        found[code] = Actor(code, texts[0], record.kind, texts, *years)
        found |= dict.fromkeys(record.aliases, found[code])
    return found


def _guesses(forms: Iterable[Form]) -> dict[str, dict[str, set[str]]]:
    guesses: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for form in forms:
        for fold, start, end in split_words(form.text) if form.guessed else ():
            # Acronyms are too close to one another: UNSCR and UNHCR.
            if len(fold) >= _MIN_GUESSED and not form.text[start:end].isupper():
                guesses[fold[0]][fold].add(form.code)
    return {letter: dict(words) for letter, words in guesses.items()}


def _forms(code: str, record: _Record, data: _Data) -> Iterator[Form]:
    """Yield an actor's spellings, the name to show first."""
    is_country = record.kind in ("member_state", "third_country")
    english, foreign = _country_names(record.iso or code) if is_country else ([], [])

    def case(text: str) -> Case:
        return "capital" if text in data.capitalised else "any"

    own = [(0, text) for text in (record.name, *record.spellings) if text]
    known = [(1, text) for text in english]
    for rank, text in own + known if record.name else known + own:
        yield Form(rank, code, text, case(text), guessed=code in data.actors)
    yield from (Form(0, code, text, "upper") for text in record.acronyms)
    if record.kind != "group" and code not in data.never_codes:
        in_text = record.kind == "member_state" or code in data.text_codes
        code_case: Case = "any" if not is_country else "upper" if in_text else "cell"
        yield from (Form(0, code, text, code_case) for text in (code, *record.aliases))
    for text in _expanded(record.demonyms):
        guessed = len(text) >= _MIN_GUESSED_DEMONYM and not text.endswith("s")
        yield Form(2, code, text, case(text), demonym=True, guessed=guessed)
    for text in foreign:
        if len(text) >= _MIN_FOREIGN and text not in data.foreign_stop:
            yield Form(3, code, text)
    yield from (Form(4, code, text, demonym=True) for text in _expanded(record.foreign))


def _hiding_forms(data: _Data) -> Iterator[Form]:
    parts = [name for iso in data.no_actors for names in _country_names(iso) for name in names]
    yield from (Form(0, "", text) for text in (*data.other_phrases, *parts))
    yield from (Form(0, "", text, demonym=True) for text in data.languages)


def _country_names(iso: str) -> tuple[list[str], list[str]]:
    """Return a country's English names, the common one first, and its names in other languages."""
    import pycountry
    from babel import Locale

    country = pycountry.countries.get(alpha_2=iso)
    kinds = ("common_name", "name", "official_name")
    common, *listed = [str(getattr(country, kind, "")) for kind in kinds]
    babel, *foreign = [Locale(each).territories.get(iso, "") for each in ("en", *_FOREIGN)]
    babel = babel.partition(",")[0]  # "St. Helena, Ascension & Tristan da Cunha"
    english = [common, babel.replace(" & ", " and "), babel, *listed]
    return [name for name in english if name and "," not in name], list(filter(None, foreign))


def _expanded(forms: str) -> Iterator[str]:
    for match in _FORMS.finditer(forms):
        endings = "|e|en|er|es|em" if match["german"] else match["endings"] or ""
        yield from (f"{match['stem']}{end}".replace("_", " ") for end in endings.split("|"))
