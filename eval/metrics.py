"""When is an answer right? Facts, citations, refusals and claims, each scored on its own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from answer.claims import Answer, Status
from eval.cases import Case

REFUSALS = frozenset({Status.NOT_FOUND, Status.REDACTED})
"""The statuses with which a question is declined."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those that a measure applies to it holds for."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None where the measure applies to nothing."""
        return self.hits / self.total if self.total else None

    @classmethod
    def of(cls, held: Iterable[bool]) -> "Share":
        """Count how often something holds."""
        each = list(held)
        return cls(sum(each), len(each))

    @classmethod
    def sum(cls, shares: Iterable["Share"]) -> "Share":
        """Return several shares as one; each weighs as much as it counts."""
        each = list(shares)
        return cls(sum(share.hits for share in each), sum(share.total for share in each))


@dataclass(frozen=True, slots=True)
class Score:
    """How one answer did; None, or a share of nothing, where a measure does not apply to it."""

    status_right: bool
    facts_right: bool
    refs_right: bool | None
    refused: bool
    refusal_right: bool
    """Answered where the documents answer, refused where they don't, or as the case allows."""
    cited: Share
    """Citation recall: of the refs that are to be cited, those that are."""
    fitting: Share
    """Citation precision: of the actions cited, those that the case names, where it names all."""
    verified: Share
    """Of the claims that were drafted, those that verification let pass."""
    verbatim: Share
    """Of the citations, those whose quote is the stored text at their offsets."""
    missing: tuple[str, ...] = ()
    """What is wrong, in words, for the list of failures."""

    @property
    def answer_right(self) -> bool:
        """Tell whether status and facts are right, whatever is cited."""
        return self.status_right and self.facts_right

    @property
    def right(self) -> bool:
        """Tell whether the answer is right: status, facts and citations."""
        return self.answer_right and self.refs_right is not False


def score(case: Case, answer: Answer, texts: Mapping[str, str]) -> Score:
    """Score an answer against what its case expects; `texts` are those stored, by document id."""
    lacking, present = _facts_wrong(case, answer)
    refs_wrong = _refs_wrong(case, answer)
    refused, status_right = answer.status in REFUSALS, answer.status in case.status
    problems = [] if status_right else [f"status {answer.status}"]
    problems += [f"lacks {fact}" for fact in lacking] + [f"says {word}" for word in present]
    return Score(
        status_right=status_right,
        facts_right=not lacking and not present,
        refs_right=None if not case.refs else not refs_wrong,
        refused=refused,
        refusal_right=refused != case.answerable or status_right,
        cited=_cited(case, answer),
        fitting=_fitting(case, answer),
        verified=Share(len(answer.claims), len(answer.claims) + answer.dropped_claims),
        verbatim=_verbatim(answer, texts),
        missing=(*problems, *refs_wrong),
    )


def _facts_wrong(case: Case, answer: Answer) -> tuple[list[str], list[str]]:
    """Return the facts that are not said, and the words that may not be and are."""
    text = normalise(answer.answer)
    lacking = [" / ".join(fact) for fact in case.facts if not any(occurs(w, text) for w in fact)]
    return lacking, [word for word in case.absent if occurs(word, text)]


def _refs_wrong(case: Case, answer: Answer) -> list[str]:
    cited = _places(answer)
    wrong = [f"does not cite {' | '.join(refs)}" for refs in _wanted(case) if not cited & set(refs)]
    if case.exact:
        wrong += [f"cites {ref}" for ref in sorted(_actions(answer) - _allowed(case))]
    return wrong


def _cited(case: Case, answer: Answer) -> Share:
    return Share.of(bool(_places(answer) & set(refs)) for refs in _wanted(case))


def _fitting(case: Case, answer: Answer) -> Share:
    return Share.of(ref in _allowed(case) for ref in _actions(answer) if case.exact)


def _verbatim(answer: Answer, texts: Mapping[str, str]) -> Share:
    return Share.of(
        c.end > c.start and texts.get(c.document_id, "")[c.start : c.end] == c.quote
        for c in answer.citations
    )


def _places(answer: Answer) -> set[str]:
    return {f"{c.document_id}#{c.ref}" for c in answer.citations}


def _actions(answer: Answer) -> set[str]:
    return {place for place in _places(answer) if "#OA " in place}


def _wanted(case: Case) -> list[list[str]]:
    return [ref.split(" | ") for ref in case.refs]


def _allowed(case: Case) -> set[str]:
    return set(chain.from_iterable(_wanted(case)))


def normalise(text: str) -> str:
    """Fold what does not matter: Markdown, markers, white space, kinds of dashes and quotes."""
    text = re.sub(r"\[\d+\]", " ", text).replace("**", "").replace("’", "'")
    text = text.replace("–", "-").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def occurs(words: str, text: str) -> bool:
    """Tell whether words stand in a text (both folded), not inside other words.

    The text may have the plural of the last word: "hotel" stands in "hotels", "3" not in "35".
    """
    pattern = re.escape(normalise(words)).replace(r"\ ", r"\s+")
    plural = "(?:e?s)?" if words[-1:].isalpha() and len(words) > 3 else ""
    return bool(re.search(rf"(?<!\w){pattern}{plural}(?!\w)", text, re.IGNORECASE))
