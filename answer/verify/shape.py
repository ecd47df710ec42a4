"""The shape of a claim: its own words, with one character for each thing that it names.

"OA 2.8 (Reducing ...) of the 2022 plan on migrant smuggling is led by Spain (ES)" has the shape
"R (C) of the P is led by A". The characters are private ones, so that shapes can be matched by
regular expressions and what stands at a place be looked up.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, pairwise

from answer.verify.copies import Copy, broken, find_copies, is_solid
from answer.verify.sources import Ledger, Source, Word, folded, words_of
from answer.verify.wording import is_framing, wording
from ingest.actors import ActorMention, display_name, find_actors

_FIRST = {"ref": 0xF0000, "plan": 0xF2000, "copy": 0xF4000, "actor": 0xF6000, "number": 0xF8000}
REF, PLAN, COPY, ACTOR, NUMBER = (
    f"[{chr(first)}-{chr(first + 0x1FFF)}]" for first in _FIRST.values()
)
"""Character classes for regular expressions over shapes."""

# "OA 2.8", "SG 5", "§ 4.3", "Measure 4", "Chapter II", "Footnote 7", "Annex"
_REF = re.compile(
    r"\b(?:OA|SG|CHSG|ATSG) ?\d+(?:\.\d+)*|\b(?:Measure|Footnote) \d+|§ ?\d+(?:\.\d+)*"
    r"|\bChapter [IVXLC]+\b|\b(?:Acronyms|Preamble|Annex)\b"
)
# "Hungary (HU)": two mentions of one actor
_BESIDE = re.compile(r"\s?\(?")
_QUOTED = re.compile(r"“([^”]+)”")
_ALL_MEMBERS = "“All MS”"
# "Frontex, EL (OA 6.1, 2012 plan)": a passage with its place behind it
_PLACE_BEHIND = re.compile(r"\s*\([^()]*\)\s*\Z")
_OF_ROLES = frozenset((*wording().roles, "co"))
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a claim names, with its offsets: a ref, an actor's code, a number."""

    kind: str
    start: int
    end: int
    value: str


class Shape:
    """A claim taken apart against the sources that it cites."""

    def __init__(self, text: str, sources: Sequence[Source], ledger: Ledger) -> None:
        """Take a claim apart; `text` may hold Markdown's bold marks."""
        self.claim = text.replace("**", "")
        self.sources = sources
        self.ledger = ledger
        self.words = words_of(self.claim)
        self._folded = folded(self.claim)
        self._passage = folded(_PLACE_BEHIND.sub("", self.claim))
        self.refs = [Thing("ref", m.start(), m.end(), m.group()) for m in _REF.finditer(self.claim)]
        self._texts: dict[str | None, Sequence[str]] = {}
        self.cited_refs = frozenset(source.item.ref for source in sources)
        self._several = len(self.cited_refs) > 1
        self._plans = list(self._find_plans())
        self.copies = find_copies(self._copyable(), self._texts_at, self._cuts(), self._listed())
        solid = [c for c in self.copies if is_solid(c, self.words, self.claim)]
        self._solid = [c for c in solid if not self._names_role(c)]
        self._copied = {i for copy in self.copies for i in range(copy.first, copy.last)}
        self._kept: list[Thing] = []
        self.text = self._drawn(self._things())

    def _names_role(self, copy: Copy) -> bool:
        """Tell whether a copy is a role, alone or with who has it: "Driver", "Co-leader: Spain"."""
        words = self.words[copy.first : copy.last]
        told = list(dropwhile(lambda word: word.text in _OF_ROLES, words))
        if len(told) == len(words) or any(word.text in _OF_ROLES for word in told):
            return False
        named = find_actors(self.claim[told[0].start : told[-1].end]) if told else []
        actors = [(told[0].start + m.start, told[0].start + m.end) for m in named]
        return all(any(a <= word.start < b for a, b in actors) for word in told)

    def _find_plans(self) -> Iterator[Thing]:
        """Yield where the claim names the plans that it cites, the longest name first."""
        low = self.claim.lower()
        names = {self.ledger.names[s.document.id] for s in self.sources}
        taken = [False] * len(low)
        for name in sorted(names, key=len, reverse=True):
            for match in re.finditer(rf"(?<!\w){re.escape(name.lower())}(?!\w)", low):
                if not any(taken[match.start() : match.end()]):
                    taken[match.start() : match.end()] = [True] * len(name)
                    yield Thing("plan", match.start(), match.end(), name)

    def _copyable(self) -> list[Word | None]:
        spans = [(thing.start, thing.end) for thing in self._plans]
        return [
            None if any(start <= word.start < end for start, end in spans) else word
            for word in self.words
        ]

    def _cuts(self) -> frozenset[int]:
        """Return the words where no copy goes on: behind "…" or a label of a quoted value."""
        gaps = (
            (index, self.claim[one.end : other.start])
            for index, (one, other) in enumerate(pairwise(self.words), start=1)
        )
        cut = {index for index, gap in gaps if "…" in gap}
        known = set(self._texts_of(None))
        quotes = [m.start(1) for m in _QUOTED.finditer(self.claim) if folded(m[1]) in known]
        cut |= {i for i, word in enumerate(self.words) if word.start in quotes}
        label = sum(word.start < self.claim.find(": ") for word in self.words)
        if all(is_framing(word.text) for word in self.words[:label]):
            cut.add(label)
        return frozenset(cut)

    def _listed(self) -> frozenset[int]:
        """Return the words that stand behind a semicolon."""
        gaps = ((one.end, other.start) for one, other in pairwise(self.words))
        return frozenset(i for i, gap in enumerate(gaps, start=1) if ";" in self.claim[slice(*gap)])

    def _texts_at(self, offset: int) -> Sequence[str]:
        """Return what may be copied at a place: of several refs, from the last one named."""
        if self._several:
            named = [r.value for r in self.refs if r.start < offset and r.value in self.cited_refs]
            if named:
                return self._texts_of(named[-1])
        return self._texts_of(None)

    def _texts_of(self, ref: str | None) -> Sequence[str]:
        if ref not in self._texts:
            self._texts[ref] = self._gathered(ref)
        return self._texts[ref]

    def _gathered(self, ref: str | None) -> Sequence[str]:
        """Return what the sources of a ref, or all sources, let a claim copy."""
        meant = [s for s in self.sources if ref in (None, s.item.ref)]
        whole = [s.row for s in meant if s.row in self._folded and self._may_copy(s)]
        return list(dict.fromkeys([*whole, *(text for s in meant for text in s.texts)]))

    def _may_copy(self, source: Source) -> bool:
        """Tell whether a row of actors may be copied: with its label, or as all that is said."""
        return bool(source.row) and (source.labelled or source.row == self._passage)

    def _things(self) -> list[Thing]:
        """Return all that is named, in order and without overlaps."""
        solid = [Thing("copy", *self._stretch(copy), "") for copy in self._solid]
        kept = [*self._plans, *solid]
        kept += _apart([r for r in self.refs], kept)
        kept += _apart(_merged(self.claim, find_actors(_blanked(self.claim, kept))), kept)
        numbers = (
            Thing("number", w.start, w.end, w.text) for w in self.words if _HAS_DIGIT.search(w.text)
        )
        kept += _apart(numbers, kept)
        return sorted(kept, key=lambda thing: thing.start)

    def _stretch(self, copy: Copy) -> tuple[int, int]:
        """Return the offsets of a copy, with the bracket that closes one inside it."""
        start, end = self.words[copy.first].start, self.words[copy.last - 1].end
        words = self.claim[start:end]
        opened = words.count("(") > words.count(")")
        return start, end + (opened and self.claim[end : end + 1] == ")")

    def _drawn(self, things: Sequence[Thing]) -> str:
        self._kept = list(things)
        pieces, end = [], 0
        for index, thing in enumerate(things):
            pieces += [self.claim[end : thing.start].lower(), chr(_FIRST[thing.kind] + index)]
            end = thing.end
        return "".join([*pieces, self.claim[end:].lower()])

    def thing(self, character: str) -> Thing:
        """Return what a character of the shape stands for."""
        first = max(first for first in _FIRST.values() if first <= ord(character))
        return self._kept[ord(character) - first]

    def all(self, kind: str) -> list[Thing]:
        """Return all things of a kind that stand in the claim's own words."""
        return [thing for thing in self._kept if thing.kind == kind]

    def things(self, characters: str, kind: str) -> list[Thing]:
        """Return the things of a kind among some characters of the shape."""
        first = _FIRST[kind]
        return [self._kept[ord(c) - first] for c in characters if first <= ord(c) < first + 0x2000]

    def values(self, characters: str, kind: str) -> list[str]:
        """Return the values of the things of a kind among some characters of the shape."""
        return [thing.value for thing in self.things(characters, kind)]

    def written(self, character: str) -> str:
        """Return the words that a character of the shape stands for."""
        if ord(character) < _FIRST["ref"]:
            return character
        thing = self.thing(character)
        return self.claim[thing.start : thing.end]

    def with_numbers(self) -> str:
        """Return the shape with its numbers written out, in lower case."""
        return "".join(self.thing(c).value if ord(c) >= _FIRST["number"] else c for c in self.text)

    def is_copied(self, thing: Thing) -> bool:
        """Tell whether a number stands in a run of words that is copied."""
        return any(self.words[i].start == thing.start for i in self._copied)

    @cached_property
    def loose_words(self) -> frozenset[str]:
        """The claim's own words: neither copied nor part of a name."""
        spans = [(thing.start, thing.end) for thing in self._kept]
        return frozenset(
            word.text
            for index, word in enumerate(self.words)
            if index not in self._copied and not any(a <= word.start < b for a, b in spans)
        )

    @property
    def says_something(self) -> bool:
        """True when the claim copies or names anything at all."""
        return bool(self._kept or self.copies)

    def named_refs(self) -> list[Thing]:
        """Return the refs that a claim names itself: not within something longer that it copies."""
        copied = [t for t in self.all("copy") if not _REF.fullmatch(self.claim[t.start : t.end])]
        return _apart(self.refs, copied)

    def is_torn(self) -> bool:
        """Tell whether what is copied was changed on the way."""
        outside = [thing for thing in self._kept if thing.kind != "number"]

        def named(index: int) -> bool:
            return any(t.start <= self.words[index].start < t.end for t in outside)

        # a run of words that claim nothing is a chance meeting
        telling = [
            c
            for c in self.copies
            if not all(is_framing(self.words[i].text) for i in range(c.first, c.last))
        ]
        return broken(telling, self.words, self.claim, named)


def _apart(things: Iterable[Thing], kept: Sequence[Thing]) -> list[Thing]:
    """Return the things that overlap none of those kept already."""
    return [
        thing
        for thing in things
        if not any(thing.start < other.end and other.start < thing.end for other in kept)
    ]


def _blanked(text: str, things: Sequence[Thing]) -> str:
    """Return a text with some of its stretches made unreadable, offsets kept."""
    text = text.replace(_ALL_MEMBERS, ";" * len(_ALL_MEMBERS))
    for thing in things:
        text = f"{text[: thing.start]}{';' * (thing.end - thing.start)}{text[thing.end :]}"
    return text


def _merged(text: str, mentions: Sequence[ActorMention]) -> list[Thing]:
    """Return actors with the code behind their name: "Hungary (HU)" is one."""
    found = [Thing("actor", m.start, m.end, m.code) for m in mentions]
    again = set()
    for index, (one, other) in enumerate(pairwise(found)):
        beside = one.value == other.value and _BESIDE.fullmatch(text[one.end : other.start])
        if beside and index not in again:
            found[index] = Thing("actor", one.start, other.end, one.value)
            again.add(index + 1)
    return [_closed(text, thing) for index, thing in enumerate(found) if index not in again]


def _closed(text: str, thing: Thing) -> Thing:
    """Return an actor with all of its name as it is shown: "Albania (AL)" to the bracket."""
    shown = display_name(thing.value)
    whole = text.startswith(shown, thing.start)
    return Thing("actor", thing.start, thing.start + len(shown), thing.value) if whole else thing
