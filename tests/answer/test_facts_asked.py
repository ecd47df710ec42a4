"""Questions made from the plans: the answer holds exactly the facts, however they are asked for."""

from dataclasses import dataclass

import pytest

from answer.ask import Assistant
from answer.claims import Turn
from eval.consistency import VariantScore, measure_consistency
from eval.generated import generated
from eval.variants import AS_WRITTEN, CHANGES, as_written, filled
from ingest.facts import FactStore
from tests.answer.sheets import FOLLOW_UPS, Ask

MOST = 170
"""How many questions are asked of each change: this is to take less than a minute."""
LEAST_SHARE = {
    AS_WRITTEN: 0.99,
    "paraphrase": 0.97,
    "typo": 0.97,
    "two typos": 0.95,
    "case": 0.98,
    "names": 0.97,
    "word order": 0.97,
    "language": 0.97,
}
"""The share of answers that stay what they should be, at least. Raise it when it has grown."""


@dataclass(frozen=True, slots=True)
class Service:
    assistant: Assistant
    store: FactStore


@pytest.fixture(scope="module")
def scores(assistant: Assistant, store: FactStore) -> dict[str, VariantScore]:
    measured = measure_consistency(Service(assistant, store), lambda: None, MOST)
    return {score.change: score for score in measured}


@pytest.mark.parametrize("change", CHANGES)
def test_answers_hold_exactly_the_facts(change: str, scores: dict[str, VariantScore]) -> None:
    score = scores[change]
    share = score.same / score.asked
    shown = "\n".join(f"{f.question} → [{f.understood}] {f.differs}" for f in score.failures)
    print(f"{change}: {share:.1%} of {score.asked}\n{shown}")  # `pytest -rP` shows it
    assert score.asked == MOST
    assert share >= LEAST_SHARE[change], shown


def test_a_follow_up_holds_the_facts_too(ask: Ask, store: FactStore) -> None:
    wrong, total = [], 0
    readable = [one for one in generated(store.documents()) if one.kind in FOLLOW_UPS]
    for asked in readable[::2]:
        before = filled(asked, "What is {action} of the {plan} about?")
        answer = ask(FOLLOW_UPS[asked.kind], [Turn(role="user", content=before)])
        problems = list(asked.expected.problems(answer))
        total += 1
        wrong += [f"{before} {as_written(asked)} → {problems}"] if problems else []
    assert total >= 90
    assert len(wrong) <= 0.03 * total, "\n".join(wrong)


@pytest.mark.parametrize(
    ("names", "question"),
    [
        (
            ("Greece", "EL", "GR", "the Greeks"),
            "Which actions does {} lead in the 2022 migrant smuggling plan?",
        ),
        (
            ("the United Kingdom", "UK", "GB", "Britain", "the British"),
            "Which actions does {} lead in the 2012 plan?",
        ),
        (
            ("Spain", "ES", "the Spanish", "Spanien"),
            "How many actions does {} lead in the 2022 migrant smuggling plan?",
        ),
        (
            ("Czechia", "CZ", "the Czech Republic"),
            "In which actions of the 2022 migrant smuggling plan does {} participate?",
        ),
        (
            ("Europol", "EUROPOL", "europol"),
            "Which actions does {} co-lead in the 2022 migrant smuggling plan?",
        ),
        (
            ("eu-LISA", "EU-LISA", "eulisa"),
            "Which actions does {} lead in the 2022 migrant smuggling plan?",
        ),
    ],
)
def test_an_actor_is_the_same_under_every_name(
    names: tuple[str, ...], question: str, ask: Ask
) -> None:
    cited = {
        name: [(c.document_id, c.ref) for c in ask(question.format(name)).citations]
        for name in names
    }
    assert all(cited.values())
    assert all(found == cited[names[0]] for found in cited.values())
