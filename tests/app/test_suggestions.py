"""Questions to go on with: drawn from the answer, and answered when asked."""

import pytest

from app.interface import LANGUAGES, interface
from app.service import Service
from app.suggestions import MOST, suggest

EN = interface("en")
QUESTIONS = (
    "Who leads air-route actions?",
    "Summarise strategic goal 5 of the 2022 plan on migrant smuggling.",
    "Which actions does Frontex lead in 2022?",
    "How many actions does Spain lead in 2022?",
    "What is withheld in the 2022 plan on trafficking in human beings?",
    "Who leads OA 1.1 of the 2022 trafficking plan?",
    "Who takes part in OA 2.8 of the 2022 plan on migrant smuggling?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_suggestions_are_few_new_and_answered(library: Service, question: str) -> None:
    asks = suggest(library.ask(question), library.store, question, EN)
    assert 0 < len(asks) <= MOST
    assert question not in asks
    for ask in asks:
        assert library.ask(ask).status == "answered", ask


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS[:4])
def test_suggestions_of_every_language_are_answered(
    library: Service, question: str, code: str
) -> None:
    asks = suggest(library.ask(question), library.store, question, interface(code))
    assert asks
    for ask in asks:
        assert library.ask(ask).status == "answered", ask


def test_what_was_shown_is_not_suggested(library: Service) -> None:
    question = "Who leads OA 2.8 of the 2022 plan on migrant smuggling?"
    asks = suggest(library.ask(question), library.store, question, EN)
    assert not any(ask.startswith("Who leads OA 2.8") for ask in asks)


def test_where_there_is_no_answer_nothing_is_suggested(library: Service) -> None:
    question = "Who won the world cup?"
    assert suggest(library.ask(question), library.store, question, EN) == ()
