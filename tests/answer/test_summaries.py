"""Summaries by leader, by heading in other words, by chapter; and follow-ups."""

import pytest

from answer.claims import Answer, Turn
from tests.answer.sheets import Ask

NEW, OLD = "oap-2022-migrant-smuggling", "oap-2012-illegal-immigration"
THB, MEASURES = "oap-2022-trafficking-in-human-beings", "measures-2018-migrant-smuggling-networks"


def places(answer: Answer) -> set[str]:
    return {f"{c.document_id}#{c.ref}" for c in answer.citations}


def after(ask: Ask, first: str, then: str) -> Answer:
    told = ask(first).answer
    return ask(then, [Turn(role="user", content=first), Turn(role="assistant", content=told)])


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Summarise the operation that Greece heads in the 2022 migrant smuggling plan", "OA 2.2"),
        ("Brief me on the Portuguese action against sham marriages", "OA 2.13"),
        ("Summarise the main dangers that the migrant smuggling plan 2022 names", "§ 2.1"),
        ("Give me the gist of the 2022 migrant smuggling plan for my readers", "Preamble"),
        ("Summarise how progress is monitored and reported in the smuggling OAP 2022", "§ 5.3"),
        ("Summarise the actions on document fraud in the 2022 smuggling plan", "SG 5"),
    ],
)
def test_what_is_meant_is_summed_up(ask: Ask, question: str, place: str) -> None:
    assert f"{NEW}#{place}" in places(ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "Give a short overview of part four of the 2018 measures",
        "Wrap up the part of the 2018 measures that deals with work outside the Union",
    ],
)
def test_a_chapter_by_number_or_topic(ask: Ask, question: str) -> None:
    assert {f"{MEASURES}#Measure {n}" for n in (11, 12, 13)} <= places(ask(question))


def test_an_action_is_told_with_its_activities(ask: Ask) -> None:
    answer = ask("Summarise OA 2.8 of the 2022 migrant smuggling plan")
    assert "Activities" in answer.answer and "Q3-Q4" in answer.answer


def test_a_part_is_told_in_the_roles_asked_for(ask: Ask) -> None:
    answer = ask("What is Eurojust's role as co-leader in the 2022 migrant smuggling plan?")
    assert f"{NEW}#OA 2.4" in places(answer) and f"{NEW}#OA 1.1" not in places(answer)


@pytest.mark.parametrize(
    ("first", "then", "place"),
    [
        ("Who is the driver of the migrant smuggling plan 2022?",
         "and for the trafficking plan of the same year?", f"{THB}#Preamble"),
        ("which actions does Germany lead in the 2022 migrant smuggling plan",
         "only those on document fraud (goal 5), please", f"{NEW}#OA 5.4"),
        ("What is the aim of the 2012 plan?", "and of the 2022 trafficking plan?", f"{THB}#§ 1"),
        ("When is the workshop on minors in 2012?", "who takes part in it?", f"{OLD}#OA 3.1"),
    ],
)  # fmt: skip
def test_a_follow_up_replaces_what_it_names(ask: Ask, first: str, then: str, place: str) -> None:
    assert place in places(after(ask, first, then))
