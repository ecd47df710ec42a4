"""What the actions that a question names aim at together, whichever plan has them."""

import pytest

from answer.claims import Status
from answer.library import Library
from ingest.facts import FactStore
from ingest.model import Kpi
from tests.answer.sheets import Ask


def target(store: FactStore, key: str, ref: str, word: str) -> float:
    """Return the target of the one indicator of an action that holds a word."""
    document = store.document(key)
    (action,) = (action for action in document.actions() if action.ref == ref)
    found: list[Kpi] = [k for k in action.kpis if word in k.value.lower() and k.target is not None]
    assert len(found) == 1
    return found[0].target or 0.0


PLAN = "oap-2022-migrant-smuggling"


@pytest.mark.parametrize(
    ("question", "word", "refs"),
    [
        (
            "How many Siena messages do JOT DUNQETT and JOT SMALL BOATS aim at together in 2022?",
            "siena",
            ("OA 2.5", "OA 2.6"),
        ),
        (
            "Add up the document fraud incidents that Air Omnia 6, Western Balkans 2022 and "
            "Reflex 2022 are to detect.",
            "document fraud",
            ("OA 2.10", "OA 2.12", "OA 2.14"),
        ),
        (
            "HVTs identified in total: JOT MARE + information clearing house?",
            "hvt",
            ("OA 2.9", "OA 8.1"),
        ),
    ],
)
def test_targets_of_named_actions_add_up(
    ask: Ask, store: FactStore, question: str, word: str, refs: tuple[str, ...]
) -> None:
    total = sum(target(store, PLAN, ref, word) for ref in refs)
    answer = ask(question)
    assert answer.status == Status.ANSWERED
    assert f"add up to {total:,.0f}" in answer.answer
    assert {c.ref for c in answer.citations} == set(refs)


def test_a_sum_asked_for_in_a_sentence_of_its_own(ask: Ask, store: FactStore) -> None:
    total = sum(target(store, PLAN, ref, "arrest") for ref in ("OA 2.1", "OA 2.3"))
    answer = ask("Take the arrest targets of OA 2.1 and OA 2.3 of the 2022 smuggling plan. "
                 "What is the sum?")  # fmt: skip
    assert f"add up to {total:,.0f}" in answer.answer


def test_what_is_not_counted_by_all_is_not_added_up(ask: Ask) -> None:
    question = "How many course participants do FIMATHU and JOT MARE aim at together?"
    assert "add up" not in ask(question).answer


def test_a_quoted_indicator_is_taken_at_its_word(ask: Ask, library: Library) -> None:
    question = (
        'Adding up the KPI "Number of OCGs dismantled" in the 2022 smuggling plan: what is it?'
    )
    answer = ask(question)
    quotes = [c.quote for c in answer.citations]
    assert quotes
    assert all("Number of OCGs dismantled" in quote for quote in quotes)
