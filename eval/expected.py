"""What any right answer to a generated question says and cites."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answer.claims import Answer, Status
from eval.metrics import normalise
from ingest.actors import find_actors

Place = tuple[str, str]
"""A document's id and a ref in it."""

# "**OA 2.2** (Facilitation ... from Turkey to Greece ...) of the": a title names actors too
_TITLE = re.compile(r"OA [\d.]+ \(.*?\)(?= of the)", re.DOTALL)
# "... is led by Spain, with co-leader Europol. Footnote 7: ..."
_ASIDE = re.compile(r", with co-leader|, in cooperation|Footnote")


@dataclass(frozen=True, slots=True)
class Expected:
    """The facts of an answer and where they stand; footnotes may always be cited too."""

    status: Status = Status.ANSWERED
    cited: frozenset[Place] = frozenset()
    exactly: bool = True
    """False when more of the same documents may be cited."""
    documents: frozenset[str] = frozenset()
    """Without `exactly`: the documents that are cited, all of them and no others, if any."""
    fields: frozenset[str | None] | None = None
    """The fields that may be cited; None for any."""
    facts: tuple[tuple[str, ...], ...] = ()
    """Each must occur, in one of its wordings; "…" stands for any words of the same line."""
    actors: frozenset[str] | None = None
    """The codes of the actors that are named, outside titles and asides."""
    begins: str = ""

    def problems(self, answer: Answer) -> Iterator[str]:
        """Yield what is wrong with an answer, in words."""
        if answer.status != self.status:
            yield f"status {answer.status}"
        if not answer.answer.startswith(self.begins):
            yield f"does not begin {self.begins!r}"
        told = folded(answer.answer)
        for fact in self.facts:
            if not any(_occurs(folded(words), told) for words in fact):
                yield f"lacks {fact[0][:60]!r}"
        yield from self._wrong_actors(answer)
        yield from self._wrong_places(answer)

    def _wrong_actors(self, answer: Answer) -> Iterator[str]:
        if self.actors is None:
            return
        words = _ASIDE.split(_TITLE.sub("", normalise(answer.answer)))[0]
        for fact in self.facts:
            words = words.replace(fact[0], "")
        named = {mention.code for mention in find_actors(words)}
        if named != self.actors:
            lacking, extra = sorted(self.actors - named), sorted(named - self.actors)
            yield f"lacks actors {lacking}, names {extra}"

    def _wrong_places(self, answer: Answer) -> Iterator[str]:
        own = [c for c in answer.citations if not c.ref.startswith("Footnote")]
        cited = {(c.document_id, c.ref) for c in own}
        if self.cited - cited:
            yield f"does not cite {_shown(self.cited - cited)}"
        if self.exactly and cited - self.cited:
            yield f"cites {_shown(cited - self.cited)}"
        if not self.exactly and self.documents and {key for key, _ in cited} != self.documents:
            yield f"cites {sorted({key for key, _ in cited})}"
        fields = {c.field for c in own}
        if self.fields is not None and fields - self.fields:
            yield f"cites the fields {sorted(map(str, fields - self.fields))}"


def _shown(places: frozenset[Place] | set[Place]) -> str:
    return ", ".join(" ".join(place) for place in sorted(places)[:4])


def folded(words: str) -> str:
    """Fold what does not matter: Markdown, markers, closing dots, spaces, case."""
    return normalise(words).strip(" .;").lower()


def _occurs(words: str, text: str) -> bool:
    pattern = "[^—]*?".join(re.escape(part) for part in words.split("…"))
    return bool(re.search(rf"(?<!\w){pattern}(?!\w)", text))
