"""What speaks for a passage, and for running text against facts: the weights are data."""

from dataclasses import fields, replace

import pytest

from answer.compose.fit import ASKS_MONEY, MONEY, Clues, clues_of, fit_of, fit_weights
from answer.cues import by_cues
from answer.judge import Signs, judge_weights, prefers_running
from answer.library import Term
from index.search import Hit

_WEIGHTS = {Term((("suspend",),)): 1.0, Term((("libya",),)): 1.0}


def _hit(text: str, **changes) -> Hit:
    hit = Hit("plan", "§ 1", None, 0, len(text), text, 0.1, cosine=0.4, bm25=1.0, sentence=0.5)
    return replace(hit, **changes)


def test_every_clue_and_sign_has_a_weight() -> None:
    assert set(fit_weights()) == {field.name for field in fields(Clues)}
    assert set(judge_weights()) == {field.name for field in fields(Signs)}


def test_a_passage_that_holds_the_words_fits_better() -> None:
    question = "Why was the project in Libya suspended?"
    holds = clues_of(question, _hit("It was suspended due to Libya."), "", _WEIGHTS)
    lacks = clues_of(question, _hit("A workshop will be held."), "", _WEIGHTS)
    assert (holds.words, lacks.words) == (1.0, 0.0)
    assert fit_of(holds) > fit_of(lacks)


def test_a_date_speaks_for_a_passage_where_time_is_asked_for() -> None:
    dated = _hit("It was set up in February 2016.")
    assert clues_of("When was it set up?", dated, "", _WEIGHTS).time == 1.0
    assert clues_of("Who set it up?", dated, "", _WEIGHTS).time == 0.0


@pytest.mark.parametrize(
    ("text", "is_money"),
    [
        ("EUR 400 000 has been made available", True),
        ("less than 2% is seized", True),
        ("24 OAs", False),
    ],
)
def test_money_is_a_sum_or_a_share(text: str, is_money: bool) -> None:
    assert ASKS_MONEY.search("How many million euros are set aside?")
    assert bool(MONEY.search(text)) == is_money


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("how many smugglers did they really arrest in the end", True),
        ("how many were arrested, not the target but for real", True),
        ("how many arrests were made so far", True),
        ("how many arrests is it supposed to make in the end", False),
    ],
)
def test_what_was_achieved_is_told_from_what_is_planned(question: str, refused: bool) -> None:
    intent = by_cues(question, set(), has_action=True)
    assert ((intent.kind, intent.aspect) == ("refuse", "results") if intent else False) == refused


def test_facts_that_account_for_a_question_stand_against_running_text() -> None:
    signs = Signs(*(0.0 for _ in fields(Signs)))
    facts = replace(signs, always=1.0, certainty=0.5, told_words=1.0, sentence=0.4, named=1.0)
    text = replace(signs, always=1.0, certainty=0.4, told_words=0.2, sentence=0.7, best_words=0.9)
    assert not prefers_running(facts)
    assert prefers_running(text)
