"""What the assistant knows of its documents when it reads a question: names, words, topics."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from answer.spelling import Speller
from answer.words import (
    contains,
    content_stems,
    likened,
    stem,
    stems,
    stop_stems,
    synonyms_in,
    tokens,
    vocabulary,
)
from ingest.actors import actor, find_actors
from ingest.facts import FactStore
from ingest.model import Acronym, Action, Document, Field

_FIELD_WEIGHTS = {
    Field.TITLE: 1.0,
    Field.SUMMARY: 0.42,
    Field.TARGET: 0.4,
    Field.KPI: 0.4,
    Field.ACTIVITY: 0.35,
    Field.TIMING: 0.3,
    Field.JAD: 0.3,
    Field.LINKS: 0.25,
    Field.OTHER: 0.4,
}
# "The aim is to ...: ", the end of a first sentence
_OPENING_END = re.compile(r"(?<=[.:])\s")
_OPENING_WEIGHT = 0.9
"""The first sentence of a summary says what an action is about nearly as well as its title."""
_MISSPELT_CUTOFF = 84
_UNHEARD_SHARE = 0.6
"""How much a word that no action holds weighs, as a share of the rarest word's weight."""
_OTHER_WORDING = 0.72
"""How much a synonym counts beside the very words of the question."""
_NAMED_SCORE = 0.6
"""How well an action fits at least when its title alone holds a word: that word names it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a topic asks for: any wording will do, each a run of stems, its own first."""

    wordings: tuple[tuple[str, ...], ...]
    near: tuple[tuple[str, ...], ...] = ()
    """Wordings that may mean the same, as people and plans put it: they count for less."""


@dataclass(frozen=True, slots=True)
class TopicAction:
    """An action and how well it fits a topic: 1.0 when its title says all of it."""

    document: Document
    action: Action
    score: float
    named: bool = False
    """True when a word of the topic stands in this action's title alone: it names the action."""


@lru_cache(maxsize=1024)
def _other_names(word: str) -> tuple[str, ...]:
    """Return the stems of the names and codes of the country that a word names: turkey, tr."""
    codes = {m.code for m in find_actors(word.capitalize()) if (m.start, m.end) == (0, len(word))}
    names = [
        n for code in codes if (known := actor(code)) for n in (known.name.lower(), code.lower())
    ]
    return tuple(s for n in names if (s := stem(n)) not in stop_stems() and s != word)


_PAPERS = frozenset(("measures", "council", "set", "of", "on", "the", "conclusions", "rev"))
"""Words of a file's name that tell nothing about what measures are on."""


class Library:
    """The documents of the store, indexed for understanding questions; rebuilt on change."""

    def __init__(self, store: FactStore) -> None:
        """Read all documents of the store."""
        self.store = store
        self.documents: dict[str, Document] = {d.id: d for d in store.documents()}
        self.fingerprint = tuple(store.hashes().items())
        self.replaced = store.replaced()
        """The documents that have earlier versions: links to them must say which is meant."""
        self.words: Counter[str] = Counter()
        self.acronyms: dict[str, list[tuple[Document, Acronym]]] = defaultdict(list)
        self._texts: dict[str, str] = {}
        self._spoken: dict[str, str] = {}
        self._subjects: dict[str, str | None] = {}
        self.held: dict[str, frozenset[str]] = {}
        """The stems that stand in each document."""
        self._actions: list[tuple[Document, Action]] = []
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        self._sheets: dict[int, str] = {}
        self.lines: dict[int, tuple[frozenset[str], ...]] = {}
        """The stems of each indicator and each activity of the actions, by their numbers here."""
        for document in self.documents.values():
            self._read(document)
        self._known = {word for word in self.words if len(word) >= 4}
        self._speller = Speller(self._texts.values())

    def _read(self, document: Document) -> None:
        text = self.store.text(document.id)
        self._texts[document.id] = text
        spoken = Counter(token.stem for token in tokens(text))
        self.words.update(spoken)
        self.held[document.id] = frozenset(spoken)
        for acronym in document.acronyms:
            self.acronyms[acronym.short.lower()].append((document, acronym))
        for action in document.actions():
            if not action.withheld:
                self._index_action(document, action)

    def _index_action(self, document: Document, action: Action) -> None:
        number = len(self._actions)
        self._actions.append((document, action))
        for field, weight in _FIELD_WEIGHTS.items():
            for value in action.values(field):
                self._weigh(number, stems(value.value), weight)
        told = [*action.kpis, *action.activities]
        self.lines[number] = tuple(frozenset(stems(value.value)) for value in told)
        for summary in action.summary[:1]:
            opening = _OPENING_END.split(summary.value, maxsplit=1)[0][:300]
            self._weigh(number, stems(opening), _OPENING_WEIGHT)

    def _weigh(self, number: int, words: Iterable[str], weight: float) -> None:
        for word in words:
            found = self._postings[word]
            found[number] = max(found.get(number, 0.0), weight)

    def text(self, document_id: str) -> str:
        """Return the canonical text of a document."""
        return self._texts[document_id]

    def speaks(self, document_id: str, wording: tuple[str, ...]) -> bool:
        """Tell whether a run of stems stands in a document."""
        if not self.held[document_id].issuperset(wording):
            return False
        if len(wording) > 1 and document_id not in self._spoken:
            self._spoken[document_id] = f" {' '.join(stems(self._texts[document_id]))} "
        return len(wording) == 1 or f" {' '.join(wording)} " in self._spoken[document_id]

    def terms(self, topic: str) -> list[Term]:
        """Return the terms of a topic: its phrases with synonyms, and its other content words."""
        found: list[Term] = []
        covered: set[str] = set()
        for phrase, others in synonyms_in(topic):
            found.append(Term((phrase, *others)))
            covered |= set(phrase)
        for word in content_stems(topic):
            if word not in covered:
                alike = (*self.spellings(word), *_other_names(word))
                found.append(Term(((word,), *((other,) for other in alike))))
        return found

    def wide_terms(self, topic: str) -> list[Term]:
        """Return the terms of a topic, each with what may mean the same in running text."""
        near = dict(likened(topic))
        phrases = [Term((phrase,), others) for phrase, others in near.items() if len(phrase) > 1]
        words = [
            replace(term, near=tuple(o for w in term.wordings for o in near.get(w, ())))
            for term in self.terms(topic)
        ]
        return [*phrases, *words]

    def with_acronyms(self, terms: Sequence[Term], topic: str) -> list[Term]:
        """Return terms with names in full and their acronyms as one: "ICH", "clearing house"."""
        words = stems(topic)
        kept = list(terms)
        for short, entries in self.acronyms.items():
            long = (tuple(stems(acronym.long)) for _, acronym in entries)
            names = list(dict.fromkeys(name for name in long if len(name) > 1))
            brief = (stem(short),)
            said = (
                brief if brief[0] in words else next((n for n in names if contains(words, n)), ())
            )
            if said and names and short.isalnum():
                kept = [t for t in kept if not set(t.wordings[0]) <= set(said)]
                kept.append(Term((said, *(name for name in (brief, *names) if name != said))))
        return kept

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return known words that a word no document holds may be a misspelling of."""
        if word in self.words or len(word) < 4 or word.isdigit():
            return ()
        near = process.extract(
            word, self._known, scorer=fuzz.ratio, score_cutoff=_MISSPELT_CUTOFF, limit=2
        )
        return tuple(known for known, _, _ in near if known[0] == word[0])

    def corrected(self, question: str) -> str:
        """Return a question with its misspelt words put right, where a known word is near."""
        return self._speller.corrected(question)

    def idf(self, term: Term) -> float:
        """Return how telling a term is, by the number of actions that hold it."""
        holders = {n for wording in term.wordings for n in self._holding(wording)}
        if not holders:
            return _UNHEARD_SHARE * math.log(2 + len(self._actions))
        return math.log(1 + (1 + len(self._actions)) / (1 + len(holders)))

    def actions_of(self, documents: Sequence[str]) -> dict[int, tuple[Document, Action]]:
        """Return the actions of some documents whose sheets can be read, by their numbers here."""
        return {n: pair for n, pair in enumerate(self._actions) if pair[0].id in documents}

    def holders(self, wording: tuple[str, ...], *, opening: bool = False) -> set[int]:
        """Return the numbers of the actions whose sheets (title or opening) hold a run of stems."""
        least = _OPENING_WEIGHT if opening else 0.0
        return {
            number
            for number in self._holding(wording)
            if all(self._postings[word][number] >= least for word in wording)
            and (len(wording) == 1 or self._together(number, wording))
        }

    def _holding(self, wording: Sequence[str]) -> set[int]:
        sets = [set(self._postings.get(word, ())) for word in wording]
        return set.intersection(*sets) if sets else set()

    def find_actions(self, topic: str, documents: Sequence[str]) -> list[TopicAction]:
        """Return the actions of the given documents that fit a topic, best first.

        The score is the idf-weighted share of the topic's terms that the action holds, each
        weighted by the most telling field that holds it.
        """
        terms = self.terms(topic)
        total = sum(self.idf(term) for term in terms)
        # "the Dakar workshop": a name that one action alone holds, wherever it stands
        proper = {stem(word) for word in re.findall(r"\w+", topic) if word[0].isupper()}
        scores: dict[int, float] = defaultdict(float)
        named: set[int] = set()
        for term in terms:
            weights = self._term_weights(term)
            for number, weight in weights.items():
                scores[number] += self.idf(term) * weight / total
            own = term.wordings[0]
            telling = max(weights.values(), default=0.0) >= _OPENING_WEIGHT
            if len(weights) == 1 and (telling or (len(own) == 1 and own[0] in proper)):
                named.update(weights)
        for number in named:
            scores[number] = max(scores[number], _NAMED_SCORE)
        found = [
            TopicAction(*self._actions[number], score, number in named)
            for number, score in scores.items()
            if self._actions[number][0].id in documents
        ]
        return sorted(found, key=lambda hit: -hit.score)

    def _term_weights(self, term: Term) -> dict[int, float]:
        weights: dict[int, float] = {}
        for rank, wording in enumerate(term.wordings):
            for number in self._holding(wording):
                weight = min(self._postings[word][number] for word in wording)
                weight *= _OTHER_WORDING if rank else 1.0
                if len(wording) > 1 and not self._together(number, wording):
                    weight *= 0.5
                weights[number] = max(weights.get(number, 0.0), weight)
        return weights

    def _together(self, number: int, wording: tuple[str, ...]) -> bool:
        if number not in self._sheets:
            document, action = self._actions[number]
            text = action.title.value + " . " + self._texts[document.id][action.start : action.end]
            # a run of stems is sought as text: " joint team "
            self._sheets[number] = f" {' '.join(stems(text))} "
        return f" {' '.join(wording)} " in self._sheets[number]

    def subject(self, document: Document) -> str | None:
        """Return the subject of a document in the vocabulary's words, whatever its year's name."""
        if document.id not in self._subjects:
            self._subjects[document.id] = self._subject(document)
        return self._subjects[document.id]

    @cached_property
    def generic_words(self) -> frozenset[str]:
        """The stems that stand in the titles of several subjects and so tell nothing."""
        seen: dict[str, set[str | None]] = {}
        for document in self.documents.values():
            for word in stems(document.title):
                seen.setdefault(word, set()).add(self.subject(document))
        return frozenset(w for w, subjects in seen.items() if len(subjects) > 1 or w.isdigit())

    def _subject(self, document: Document) -> str | None:
        priority = document.heading.priority
        words = stems(f"{priority.value if priority else ''} {document.title}")
        fitting: dict[str, int] = {}
        for subject, phrases in vocabulary().subjects.items():
            named = [p for p in (subject, *phrases) if " " in p or p.isupper() or p == subject]
            told = [tuple(stems(phrase)) for phrase in named]
            fitting[subject] = max((len(p) for p in told if contains(words, p)), default=0)
        # the longest name counts: "intellectual property crime" is no "property crime"
        best = max(fitting, key=lambda subject: fitting[subject], default="")
        if best and fitting[best]:
            return best
        if priority is None and document.kind == "measures":  # as its file is called
            return " ".join(w for w in document.id.split("-") if w.isalpha() and w not in _PAPERS)
        return priority.value if priority else None
