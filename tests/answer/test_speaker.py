"""Who asks stands for "our", "we" and "us"."""

import pytest

from answer.speaker import with_speaker


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("I'm with the Hungarian police. What is our part?", "What is Hungary's part?"),
        ("As an Irish officer, which actions am I in?", "which actions is Ireland in?"),
        ("Hungarian police here: what do we lead?", "what does Hungary lead?"),
        (
            "We at Frontex: which actions name us as leader?",
            "which actions name Frontex as leader?",
        ),
        ("i work for OLAF, where do we take part?", "where does OLAF take part?"),
        ("I am from Spain. Which actions should we join?", "Which actions is Spain to join?"),
        ("Oslo asks us where it appears", "where Oslo appears"),
    ],
)
def test_who_asks_is_named(question: str, about: str) -> None:
    assert with_speaker(question) == about


@pytest.mark.parametrize(
    "question",
    [
        "As a journalist, I want to know who leads OA 2.8",
        "What is Spain's part?",
        "I am comparing Spain and Italy: who leads more?",
    ],
)
def test_else_a_question_stays_as_it_is(question: str) -> None:
    assert with_speaker(question) == question


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("As a Spanish reader, who leads OA 2.8?", "who leads OA 2.8?"),
        ("I work in Malta on boats. Who leads OA 2.6?", "Who leads OA 2.6?"),
        ("I coordinate EMPACT for Czechia. Where are we named?", "Where is Czechia named?"),
    ],
)
def test_who_asks_is_left_out_where_nothing_is_asked_of_them(question: str, left: str) -> None:
    assert with_speaker(question) == left
