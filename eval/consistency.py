"""Does an answer stay the same when only the way of asking changes?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol
from zlib import crc32

from answer.claims import Answer
from eval.generated import generated
from eval.variants import AS_WRITTEN, CHANGES, Variant, known_words
from ingest.facts import FactStore


@dataclass(frozen=True, slots=True)
class Divergence:
    """A question whose answer differs from what it should be."""

    question: str
    original: str
    """The question whose answer it should have; itself where it is held against the facts."""
    understood: str
    """What the program took it for, in one line."""
    differs: str


@dataclass(frozen=True, slots=True)
class VariantScore:
    """How many answers survive one change."""

    change: str
    """"as written" counts answers that hold exactly the parsed facts, every other change those
    equal to the unchanged question's."""
    asked: int
    same: int
    failures: tuple[Divergence, ...]


class Answers(Protocol):
    """What answers a question with citations."""

    def ask(self, question: str, /) -> Answer:
        """Answer a question over all documents."""


class Service(Protocol):
    """The assistant, and the documents that it answers from."""

    @property
    def assistant(self) -> Answers:
        """The assistant over the stored documents."""

    @property
    def store(self) -> FactStore:
        """The stored documents."""


def consistency_steps(service: Service, most: int | None) -> int:
    """Return how often `measure_consistency` will call `advance`."""
    return sum(len(variants) for _, variants in _sampled(service.store, most))


def measure_consistency(
    service: Service, advance: Callable[[], None], most: int | None
) -> tuple[VariantScore, ...]:
    """Ask questions from the stored facts as written and changed, at most `most` of each change.

    Which ones are asked hangs on their words alone, and every kind of question has its turn.
    Takes 10 to 60 ms a question; all of them (None) are tens of thousands.
    """
    memory = _Memory(service.assistant)
    return tuple(
        _score(change, variants, memory, advance)
        for change, variants in _sampled(service.store, most)
    )


def _sampled(store: FactStore, most: int | None) -> Iterator[tuple[str, Sequence[Variant]]]:
    documents = store.documents()
    asked = list(generated(documents))
    words = known_words(store.text(document.id) for document in documents)
    for change, vary in CHANGES.items():
        variants = {v.changed: v for one in asked for v in vary(one, words)}
        yield change, list(_in_turn(variants.values()))[:most]


def _in_turn(variants: Iterable[Variant]) -> Iterator[Variant]:
    """Yield variants shuffled by the checksum of their words, one of each kind at a time."""
    kinds: dict[str, list[Variant]] = defaultdict(list)
    for variant in variants:
        kinds[variant.asked.kind].append(variant)
    for found in kinds.values():
        found.sort(key=lambda variant: crc32(variant.changed.encode()))
    for row in zip_longest(*kinds.values()):
        yield from (variant for variant in row if variant)


class _Memory:
    """Asks each question once."""

    def __init__(self, assistant: Answers) -> None:
        self._assistant = assistant
        self._told: dict[str, Answer] = {}

    def ask(self, question: str) -> Answer:
        if question not in self._told:
            self._told[question] = self._assistant.ask(question)
        return self._told[question]


def _score(
    change: str, variants: Sequence[Variant], memory: _Memory, advance: Callable[[], None]
) -> VariantScore:
    failures = []
    for variant in variants:
        answer = memory.ask(variant.changed)
        if change == AS_WRITTEN:
            wrong = "; ".join(variant.asked.expected.problems(answer))
        else:
            wrong = "; ".join(differences(memory.ask(variant.original), answer))
        if wrong:
            understood = f"{answer.query.kind}: {answer.query.text}"
            failures.append(Divergence(variant.changed, variant.original, understood, wrong))
        advance()
    return VariantScore(change, len(variants), len(variants) - len(failures), tuple(failures))


def differences(one: Answer, other: Answer) -> Iterator[str]:
    """Yield in which ways two answers differ: status, what they cite, what they claim."""
    if one.status != other.status:
        yield f"{other.status}, not {one.status}"
    lacking, extra = _places(one) - _places(other), _places(other) - _places(one)
    yield from (f"cites no {_shown(lacking)}" for _ in range(bool(lacking)))
    yield from (f"cites {_shown(extra)}" for _ in range(bool(extra)))
    claims, changed = ({claim.text for claim in answer.claims} for answer in (one, other))
    if claims != changed and not lacking and not extra:
        yield f"claims {sorted(changed - claims)[:1] or 'less'}"


def _places(answer: Answer) -> set[tuple[str, str, str]]:
    return {(c.document_id, c.ref, c.field or "") for c in answer.citations}


def _shown(places: set[tuple[str, str, str]]) -> str:
    more = f" and {len(places) - 2} more" if len(places) > 2 else ""
    return ", ".join(" ".join(place) for place in sorted(places)[:2]) + more
