"""A plan of a year on a crime that there is none of."""

import pytest

from answer.claims import Status
from answer.compose import no_plan
from tests.answer.sheets import Ask, Read


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who leads OA 1.1 in the 2012 firearms plan?", "There is no 2012 plan on firearms."),
        ("aim of the OAP on cybercrime 2022", "There is no 2022 plan on cybercrime."),
        ("How many actions has the 2012 THB plan?", "the 2022 plan on trafficking in human beings"),
        ("how many kilos does the 2022 cocaine OAP aim to seize", "no 2022 plan on cocaine."),
        ("Which KPIs does the OAP 2022 Firearms set?", "There is no 2022 plan on Firearms."),
        ("Who drives the document fraud OAP of 2018?", "There is no 2018 plan on document fraud."),
    ],
)
def test_there_is_none(question: str, told: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer.status == Status.NOT_FOUND
    assert told in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Who drives the 2012 illegal immigration plan?",
        "aim of the human trafficking plan 2022",
        "Which actions of the 2022 smuggling plan are linked to the 2022 firearms OAP?",
        "Who leads the 2022 action on document fraud?",
        "What do the 2018 measures say on document fraud?",
    ],
)
def test_there_is_one_or_none_is_asked_for(question: str, ask: Ask) -> None:
    assert ask(question).status != Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "Who leads OA 1.1 in the heroin trafficking plan 2012?",
        "plan 2012 on trafficking of cocaine: who drives it?",
        "What does the wildlife trafficking OAP 2012 say?",
    ],
)
def test_half_a_name_is_no_other_crime(question: str) -> None:
    assert no_plan._named(question) == []


def test_words_between_a_year_and_plan_name_it(read: Read) -> None:
    query = read("Who leads OA 1.1 in the 2012 secret boats plan?")
    assert query.scope.documents == ("oap-2012-illegal-immigration",)
    assert query.topic == ""
    assert "boats" in read("What does the 2022 plan say on boats?").plain
