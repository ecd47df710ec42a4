"""When is an answer right? Facts, citations and refusals, each scored on its own."""

import re
from dataclasses import dataclass

from answer.claims import Answer, Status
from eval.cases import Case


@dataclass(frozen=True, slots=True)
class Score:
    """How one answer did; None where a measure does not apply to the case."""

    status_right: bool
    facts_right: bool
    refs_right: bool | None
    refusal_right: bool
    missing: tuple[str, ...] = ()
    """What is wrong, in words, for the list of failures."""

    @property
    def right(self) -> bool:
        """Tell whether the answer is right: status, facts and citations."""
        return self.status_right and self.facts_right and self.refs_right is not False


def score(case: Case, answer: Answer) -> Score:
    """Score an answer against what its case expects."""
    text = normalise(answer.answer)
    lacking = [" / ".join(fact) for fact in case.facts if not any(_occurs(w, text) for w in fact)]
    present = [word for word in case.absent if _occurs(word, text)]
    refs_wrong = _refs_wrong(case, answer)
    answered = answer.status in (Status.ANSWERED, Status.PARTIAL, Status.CLARIFY)
    status_right = answer.status in case.status
    problems = [f"status {answer.status}"] if not status_right else []
    problems += [f"lacks {fact}" for fact in lacking] + [f"says {word}" for word in present]
    return Score(
        status_right=status_right,
        facts_right=not lacking and not present,
        refs_right=None if not case.refs else not refs_wrong,
        refusal_right=answered == case.answerable or status_right,
        missing=(*problems, *refs_wrong),
    )


def _refs_wrong(case: Case, answer: Answer) -> list[str]:
    cited = {f"{c.document_id}#{c.ref}" for c in answer.citations}
    wanted = [ref.split(" | ") for ref in case.refs]
    wrong = [f"does not cite {' | '.join(refs)}" for refs in wanted if not cited & set(refs)]
    if case.exact:
        allowed = {ref for refs in wanted for ref in refs}
        wrong += [f"cites {ref}" for ref in sorted(cited - allowed) if "#OA " in ref]
    return wrong


def normalise(text: str) -> str:
    """Fold what does not matter: Markdown, markers, white space, kinds of dashes and quotes."""
    text = re.sub(r"\[\d+\]", " ", text).replace("**", "").replace("’", "'")
    text = text.replace("–", "-").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def _occurs(words: str, text: str) -> bool:
    pattern = re.escape(normalise(words)).replace(r"\ ", r"\s+")
    return bool(re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE))
