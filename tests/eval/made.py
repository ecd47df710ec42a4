"""Made-up cases, answers and reports."""

from datetime import datetime

from answer.claims import Answer, Citation, Claim, QueryView, Status
from eval.cases import Case
from eval.consistency import Divergence, VariantScore
from eval.metrics import score
from eval.report import Measured, Report, build_report
from eval.retrieval import RetrieverScores
from eval.summary import Outcome

TEXTS = {"plan": "Leader: ES. Malta joins.", "other": ""}
STARTED = datetime(2026, 1, 2, 3, 4, 5)
MARKED = "<b>&amp; [bold]</b>"
"""Words that must come out as they went in."""


def case(**changes: object) -> Case:
    fields = {
        "id": "x",
        "kind": "field",
        "question": "Who leads OA 2.8?",
        "status": ["answered"],
        "facts": [["Spain", "ES"]],
        "refs": ["plan#OA 2.8"],
    }
    return Case.model_validate({**fields, **changes})


def answer(
    text: str = "Led by Spain (ES) [1]", *refs: str, status: str = "answered", **more: object
) -> Answer:
    """Return an answer that cites the first letter of the plan for each ref, in one claim."""
    citations = tuple(
        Citation(
            n=n,
            document_id="plan",
            document_title="Plan",
            ref=ref,
            quote="L",
            start=0,
            end=1,
            url="/",
        )
        for n, ref in enumerate(refs, start=1)
    )
    claims = (Claim(text=text, citations=tuple(range(1, len(refs) + 1))),)
    query = QueryView(kind="field", text=f"Leaders · {MARKED}")
    found = Answer(
        status=Status(status), answer=text, claims=claims, citations=citations, query=query
    )
    return found.model_copy(update=more)


RIGHT = answer("Spain", "OA 2.8", elapsed_ms=20.0)
WRONG = answer("Malta", "OA 2.8", elapsed_ms=40.0)


def outcome(given: Answer = RIGHT, **changes: object) -> Outcome:
    asked = case(**changes)
    return Outcome(asked, given, score(asked, given, TEXTS))


def retriever(name: str, share: float) -> RetrieverScores:
    recall = {k: share for k in (1, 3, 5, 10)}
    return RetrieverScores(name, 7, share, recall, {4000: share, 8000: share}, 30.0, 60.0)


def variants(same: int, written: int = 10) -> tuple[VariantScore, ...]:
    told = Divergence(f"typo {MARKED}", "what it was", "understood so", "cites no OA 1.1")
    typos = VariantScore("typo", 10, same, (told,) * (10 - same))
    return VariantScore("as written", 10, written, ()), typos


MEASURED = Measured((retriever("OAP Assistant", 0.9), retriever("stock", 0.4)), variants(9))


def report(*outcomes: Outcome, measured: Measured = MEASURED, **changes: object) -> Report:
    """Return a report on some outcomes, by default a right one and a wrong one of each part."""
    if not outcomes:
        outcomes = tuple(
            outcome(given, id=f"{part}-{name}", part=part, question=f"{part} {MARKED}?")
            for part in ("dev", "test")
            for name, given in (("right", RIGHT), ("wrong", WRONG))
        )
    made = build_report(STARTED, {"plan": "0", "other": "1"}, outcomes, measured)
    return made.model_copy(update={"seconds": 12.0, **changes})
