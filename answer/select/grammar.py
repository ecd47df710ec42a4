"""The words of questions over actions, as data, and a question written down in their symbols.

A question becomes a row of items: "which actions does Sweden join but not Denmark" is which,
actions, actor, role, not, actor. Words without weight are left out; words that nothing knows are
topic.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from answer.mentions import Mentions
from answer.plan_names import MONTHS
from answer.query import PREFIX, Mention
from answer.words import Token, stem, stems, tokens, vocabulary
from ingest.actors import adjectives

# "ms oap", "2022 ms", with "ms" as "~"
_PLAN_BESIDE = re.compile(r"(?:oap|plan|20\d\d) ~|~ (?:oap|plan|20\d\d)", re.IGNORECASE)
_ROLES = ("leader", "co_leader", "participant")
_SLOTS = {"quarter": "time", "goal": "goal", "action": "action", "plan": "plan", "actor": "actor"}
_BEFORE_MS = frozenset(("which", "many", "number", "what", "any", "each", "two", "three", "of"))
_WHEN = frozenset(("in", "during", "from", "until", "throughout", "over", "all", "for", "every"))
_VERBS = ("ed", "ing")
_NOUNS = ("family", "supply", "assembly", "monopoly", "anomaly", "poly", "elderly")
_AUXILIARY = frozenset(("does", "do", "did"))
_BREAKS = frozenset(",;:")


class _Grammar(BaseModel):
    """The schema of grammar.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    symbols: dict[str, str]
    words: dict[str, list[str]]
    apart: frozenset[str]
    verbal: frozenset[str]
    any_role: list[str]
    roles: dict[str, list[str]]
    kinds: dict[str, list[str]]
    international: frozenset[str]
    eu_bodies: frozenset[str]
    services: dict[str, list[str]]
    fields: dict[str, list[str]]
    groups: dict[str, list[str]]
    changes: dict[str, frozenset[str]]
    rows: dict[str, list[str]]
    levels: dict[str, list[str]]
    types: dict[str, list[str]]
    months: dict[str, list[str]]
    light: frozenset[str]
    bodies: frozenset[str]

    @field_validator("light", "apart", "verbal", "bodies", mode="before")
    @classmethod
    def _split(cls, words: str) -> frozenset[str]:
        return frozenset(words.split())

    @field_validator("changes", mode="after")
    @classmethod
    def _stemmed(cls, changes: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        return {change: frozenset(map(stem, words)) for change, words in changes.items()}


@dataclass(frozen=True, slots=True)
class Item:
    """A word or name of a question that does something in it; `tag` says what."""

    tag: str
    value: str
    start: int
    end: int
    said: str = ""
    """The words as they are written."""

    @property
    def symbol(self) -> str:
        """The one character for the tag."""
        return grammar().symbols[self.tag]


@lru_cache(maxsize=1)
def grammar() -> _Grammar:
    """Return the words as data; raises pydantic's ValidationError for a broken file."""
    source = files("answer.select").joinpath("grammar.yaml").read_text(encoding="utf-8")
    return _Grammar.model_validate(yaml.safe_load(source))


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    """Return what each phrase, as stems, does: its tag and value; what is listed first wins."""
    words, known = grammar(), vocabulary()
    groups: list[tuple[str, str, Iterable[str]]] = [
        *(("role", role, words.roles[role]) for role in _ROLES),
        ("role", "any", words.any_role),
        *((tag, tag, phrases) for tag, phrases in words.words.items()),
        *(("kind", kind, phrases) for kind, phrases in words.kinds.items()),
        *(("role", role, known.roles[role]) for role in _ROLES),
        *(("field", name, phrases) for name, phrases in words.fields.items()),
        *(("field", f"row:{name}", phrases) for name, phrases in words.rows.items()),
        *(("field", f"type:{name}", phrases) for name, phrases in words.types.items()),
        *(("time", name, phrases) for name, phrases in words.months.items()),
    ]
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for tag, value, phrases in groups:
        for phrase in phrases:
            written = tuple(token.text.lower() for token in tokens(phrase))
            found.setdefault(("", *written), (tag, value))
            found.setdefault(tuple(stems(phrase)), (tag, value))
    return found


def _known(run: Sequence[Token]) -> tuple[str, str] | None:
    """Return what a run of words does: as it is written, else by its stems."""
    written = ("", *(word.text.lower() for word in run))
    found = _phrases().get(written)
    if found is None:
        found = _phrases().get(tuple(word.stem for word in run))
        if found and found[0] in ("kind", "share") and run[-1].text.lower().endswith(_VERBS):
            return None  # "organised" is no organisation, "stated" no state
    return found


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _phrases()))


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return frozenset(stem(word) for word in grammar().light)


def read_items(mentions: Mentions) -> tuple[Item, ...]:
    """Return what stands in a question, in order, words without weight left out."""
    words = tokens(mentions.question)
    names = [m for m in mentions.found if m.slot in _SLOTS or m.slot == "number"]
    items: list[Item] = []
    at = 0
    while at < len(words):
        name = next((m for m in names if m.start <= words[at].start < m.end), None)
        size = _phrase_size(words, at, names)
        if name and not (size and _is_kind(words, at, size, name)):
            items.append(_named(name))
            at = next((i for i in range(at, len(words)) if words[i].start >= name.end), len(words))
            continue
        items += _said(mentions.question, words, at, size)
        at += max(size, 1)
    return tuple(_with_breaks(mentions.question, items))


def _named(name: Mention) -> Item:
    tag = _SLOTS.get(name.slot, name.slot)
    value = name.value.removeprefix(PREFIX["action"]) if tag == "none" else name.value
    return Item(tag, value, name.start, name.end)


def _is_kind(words: Sequence[Token], at: int, size: int, name: Mention) -> bool:
    """Tell whether words that were read as a name say a kind of actor: "EU countries"."""
    tag, _ = _known(words[at : at + size]) or ("", "")
    return tag == "kind" and name.slot == "actor" and words[at + size - 1].end >= name.end


def _phrase_size(words: Sequence[Token], at: int, names: Sequence[Mention]) -> int:
    """Return how many words the longest phrase that opens at a word has; 0 where none does."""
    starts = {m.start for m in names}
    for size in range(min(_longest(), len(words) - at), 0, -1):
        run = words[at : at + size]
        if _known(run):
            crossed = any(word.start in starts for word in run[1:])
            if not crossed and (
                _runs_something(words, at) or not _is_other(run, words[at + size : at + size + 1])
            ):
                return size
    return 0


def _runs_something(words: Sequence[Token], at: int) -> bool:
    """Tell whether somebody "does run" actions: "which trainings does Frontex run in 2022"."""
    if words[at].text != "run" or _AUXILIARY.isdisjoint(w.text for w in words[max(0, at - 4) : at]):
        return False
    behind = [word.text.lower() for word in words[at + 1 : at + 4]]
    return not any(re.fullmatch(r"q[1-4]|quarters?", word) or word in MONTHS for word in behind)


def _is_other(run: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Tell whether a word is only spelt like one that counts: "may" that is no month.

    What "runs in Q3" is planned then; it leads nothing.
    """
    if len(run) != 1:
        return False
    if run[0].text == "run" and behind and behind[0].stem in ("action", "oper", "oa", "by"):
        return False  # "the Spanish run actions"
    when = bool(behind) and behind[0].text.lower() in _WHEN
    return run[0].text in ("may", "run", "running") or (run[0].text == "runs" and when)


def _said(question: str, words: Sequence[Token], at: int, size: int) -> Iterator[Item]:
    run = words[at : at + max(size, 1)]
    if size:
        tag, value = _known(run) or ("", "")
        said = question[run[0].start : run[-1].end].lower()
        yield Item(tag, said if tag == value else value, run[0].start, run[-1].end, said)
        return
    word = run[0]
    number = vocabulary().numbers.get(word.text.lower())
    if word.text == "MS" and at and words[at - 1].text.lower() in _BEFORE_MS:
        yield Item("kind", "member_state", word.start, word.end)
    elif word.text == "MS" or (word.text == "ms" and _of_plan(question, word)):
        return  # short for the plan on migrant smuggling
    elif number is not None:
        yield Item("number", str(number), word.start, word.end)
    elif word.text.isdigit():
        yield Item("number", word.text, word.start, word.end)
    elif word.text.lower() in grammar().types or _tells(word):
        yield Item("topic", word.text, word.start, word.end)


def _tells(word: Token) -> bool:
    """Tell whether a word may be a topic: the "American" of an agency says only whose it is."""
    if word.text.islower() and word.text.endswith("ly") and word.text not in _NOUNS:
        return False  # "explicitly", "apparently"
    return word.stem not in _light() and word.text.capitalize() not in adjectives()


def _of_plan(question: str, word: Token) -> bool:
    """Tell whether "ms" stands beside a plan or year: "ms oap 2022"."""
    return bool(_PLAN_BESIDE.search(f"{question[: word.start]}~{question[word.end :]}"))


def _with_breaks(question: str, items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items with the commas and colons between them."""
    end = 0
    for item in items:
        gap = question[end : item.start]
        found = next((i for i, c in enumerate(gap) if c in _BREAKS), None)
        if found is not None and end:
            yield Item("comma", ",", end + found, end + found + 1)
        yield item
        end = item.end


def drawn(items: Sequence[Item]) -> str:
    """Return a row of items as one character each."""
    return "".join(item.symbol for item in items)
