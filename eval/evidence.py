"""What a retriever should have found: the places of a case's refs, and its facts in their words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from eval.cases import Case
from eval.metrics import normalise, occurs
from ingest.model import Document

COMPUTED = frozenset({"count", "rank"})
"""Kinds whose facts are reckoned from many elements; no stretch of text is evidence for them."""

Stretches = tuple[tuple[int, int], ...]
Fact = tuple[str, ...]
"""Wordings, any of which will do."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a retriever returns: the canonical text of a document from `start` to `end`."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gold:
    """What a right retrieval for a case brings."""

    places: tuple[Mapping[str, tuple[Stretches, ...]], ...]
    """For each ref of the case, by document, the elements any of which will do."""
    facts: tuple[Fact, ...]
    """The facts that stand in those elements in so many words."""

    def covered(self, piece: Piece) -> frozenset[int]:
        """Return the positions of the refs that a piece is about."""
        return frozenset(
            number
            for number, elements in enumerate(self.places)
            if any(covers(piece, element) for element in elements.get(piece.document_id, ()))
        )


def counts(case: Case) -> bool:
    """Tell whether retrieval is measured on a case: the documents answer it, at known places.

    Not on follow-ups and questions to some documents only: the baselines have no memory, and
    search all there is.
    """
    alone = not case.history and not case.documents
    return case.answerable and alone and bool(case.facts and case.refs)


def golds(
    cases: Sequence[Case], documents: Sequence[Document], texts: Mapping[str, str]
) -> Iterator[Gold]:
    """Yield what each case asks for; `texts` are the canonical texts by document id.

    A ref that no document has stays, and is found by none.
    """
    elements = {(d.id, ref): spans for d in documents for ref, spans in _elements(d).items()}
    for case in cases:
        places = tuple(_places(ref, elements) for ref in case.refs)
        yield Gold(places, tuple(_in_words(case, places, texts)))


def _in_words(
    case: Case, places: Sequence[Mapping[str, tuple[Stretches, ...]]], texts: Mapping[str, str]
) -> Iterator[Fact]:
    """Yield the facts that a stretch of text can be evidence for, whoever finds it.

    Those are left out that are reckoned; that stand in no element of the case ("yes", a sum); and
    that only name such an element ("OA 2.8"), for recall measures whether it was found.
    """
    if case.kind in COMPUTED:
        return
    stretches = (
        texts[document_id][start:end]
        for elements in places
        for document_id, found in elements.items()
        for start, end in chain.from_iterable(found)
    )
    told = normalise("\n".join(stretches))
    names = _names(case)
    yield from (fact for fact in case.facts if _stands(fact, told) and names.isdisjoint(fact))


def _names(case: Case) -> frozenset[str]:
    """Return what a case's refs are called: "OA 2.8" and "2.8"."""
    refs = [name.partition("#")[2] for refs in case.refs for name in refs.split(" | ")]
    return frozenset(refs) | {ref.split()[-1] for ref in refs if "." in ref}


def _elements(document: Document) -> Mapping[str, Stretches]:
    """Return where each element stands, by ref: the stretches of its passages."""
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for passage in document.passages:
        found[passage.ref].add((passage.start, passage.end))
    return {ref: tuple(sorted(spans)) for ref, spans in found.items()}


def _places(
    refs: str, elements: Mapping[tuple[str, str], Stretches]
) -> Mapping[str, tuple[Stretches, ...]]:
    """Return the elements of "document#REF | document#REF", by document."""
    found: dict[str, tuple[Stretches, ...]] = defaultdict(tuple)
    for name in refs.split(" | "):
        document_id, _, ref = name.partition("#")
        if (document_id, ref) in elements:
            found[document_id] += (elements[document_id, ref],)
    return dict(found)


def covers(piece: Piece, element: Stretches) -> bool:
    """Tell whether a piece is about an element: half of the one at least stands in the other."""
    shared = sum(max(0, min(end, piece.end) - max(start, piece.start)) for start, end in element)
    shorter = min(piece.end - piece.start, sum(end - start for start, end in element))
    return shared > 0 and 2 * shared >= shorter


def tells(
    pieces: Sequence[Piece], facts: Sequence[Fact], texts: Mapping[str, str], max_chars: int
) -> bool:
    """Tell whether all facts stand in the first `max_chars` characters of pieces read in order.

    Pieces are read as they are returned, what overlaps twice, and the last is cut off. Whether a
    fact stands there for the right reason isn't asked: a short one ("ES") may stand in any piece.
    """
    read = normalise(_read(pieces, texts, max_chars))
    return all(_stands(fact, read) for fact in facts)


def _read(pieces: Sequence[Piece], texts: Mapping[str, str], max_chars: int) -> str:
    parts = []
    for piece in pieces:
        parts.append(texts[piece.document_id][piece.start : piece.end][:max_chars])
        max_chars -= len(parts[-1])
    return "\n".join(parts)


def _stands(fact: Fact, text: str) -> bool:
    return any(occurs(wording, text) for wording in fact)
