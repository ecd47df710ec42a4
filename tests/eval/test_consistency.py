from dataclasses import dataclass, field
from pathlib import Path

import pytest

from answer.claims import Answer, Citation, Claim, QueryView, Status
from eval.consistency import consistency_steps, differences, measure_consistency
from eval.variants import AS_WRITTEN, CHANGES
from ingest.facts import FactStore
from ingest.parse import parse_file

CORPUS = Path(__file__).parents[2] / "corpus"
MOST = 20


def answer(words: str = "Spain leads.", ref: str = "OA 1.1", **changes: object) -> Answer:
    cited = Citation(
        n=1, document_id="plan", document_title="Plan", ref=ref, quote="ES", start=0, end=2, url="/"
    )
    whole = Answer(
        status=Status.ANSWERED,
        answer=words,
        claims=(Claim(text=words, citations=(1,)),),
        citations=(cited,),
        query=QueryView(kind="field", text="Leaders"),
    )
    return whole.model_copy(update=changes)


@dataclass
class Fake:
    """Answers every question alike, but for those with marks in them when told so."""

    store: FactStore
    swayed_by: str = ""
    asked: list[str] = field(default_factory=list)

    @property
    def assistant(self) -> "Fake":
        return self

    def ask(self, question: str, /) -> Answer:
        self.asked.append(question)
        swayed = self.swayed_by and self.swayed_by in question
        return answer(ref="OA 9.9" if swayed else "OA 1.1")


@pytest.fixture(scope="module")
def store() -> FactStore:
    store = FactStore("sqlite://")
    parsed = parse_file(CORPUS / "oap-2012-illegal-immigration.txt")
    store.save(parsed.document, parsed.text)
    return store


def test_each_change_is_measured_on_so_many_questions(store: FactStore) -> None:
    service, steps = Fake(store), []
    scores = measure_consistency(service, lambda: steps.append(1), MOST)
    assert [score.change for score in scores] == list(CHANGES)
    assert all(score.asked == MOST for score in scores)
    assert len(steps) == consistency_steps(service, MOST) == MOST * len(CHANGES)


def test_all_are_thousands(store: FactStore) -> None:
    assert consistency_steps(Fake(store), None) > 5000


def test_the_same_questions_are_asked_each_time_and_none_twice(store: FactStore) -> None:
    first, second = Fake(store), Fake(store)
    for service in (first, second):
        measure_consistency(service, lambda: None, MOST)
    assert first.asked == second.asked
    assert len(set(first.asked)) == len(first.asked)


def test_more_questions_include_the_fewer(store: FactStore) -> None:
    few, many = Fake(store), Fake(store)
    measure_consistency(few, lambda: None, MOST)
    measure_consistency(many, lambda: None, 2 * MOST)
    assert set(few.asked) <= set(many.asked)


def test_one_answer_to_all_is_consistent_and_wrong(store: FactStore) -> None:
    scores = {s.change: s for s in measure_consistency(Fake(store), lambda: None, MOST)}
    written = scores.pop(AS_WRITTEN)
    assert written.same < written.asked
    assert written.failures[0].original == written.failures[0].question
    assert all(score.same == score.asked and not score.failures for score in scores.values())


def test_an_answer_that_changes_is_told(store: FactStore) -> None:
    service = Fake(store, swayed_by="WHO ")
    scores = {score.change: score for score in measure_consistency(service, lambda: None, 200)}
    failed = scores["case"].failures
    assert failed and scores["case"].same == 200 - len(failed)
    assert all("WHO " in failure.question for failure in failed)
    assert failed[0].original.startswith("Who ")
    assert failed[0].understood == "field: Leaders"
    assert failed[0].differs == "cites no plan OA 1.1 ; cites plan OA 9.9 "


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (answer(), []),
        (answer(elapsed_ms=9.9, answer="Spain leads. [1]"), []),
        (answer("France leads."), ["claims ['France leads.']"]),
        (answer(claims=()), ["claims less"]),
        (answer(ref="OA 2.2"), ["cites no plan OA 1.1 ", "cites plan OA 2.2 "]),
        (answer(status=Status.NOT_FOUND), ["not_found, not answered"]),
    ],
)
def test_answers_differ_in_status_citations_and_claims(other: Answer, told: list[str]) -> None:
    assert list(differences(answer(), other)) == told


def test_an_empty_store_is_asked_nothing() -> None:
    scores = measure_consistency(Fake(FactStore("sqlite://")), lambda: None, None)
    assert [(score.asked, score.same) for score in scores] == [(0, 0)] * len(CHANGES)
