"""Plans that a question names only because actions are linked to them."""

import pytest

from answer.select.linked import without_linked


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("heroin 2017 - actions tied to the cocaine plan?", "the cocaine plan"),
        ("Which actions are linked to the cocaine priority?", "the cocaine priority"),
        ("Which OAs of the 2018 plan connect with theft plan work?", "theft plan"),
        ("Which actions of 2022 have a link to the ship recycling OAP?", "the ship recycling OAP"),
        ("Which actions are linked to the THB plan?", "the THB plan"),
    ],
)
def test_a_linked_plan_is_called_by_any_words(question: str, plan: str) -> None:
    assert without_linked(question).split() == question.replace(plan, " ").split()


@pytest.mark.parametrize(
    "question",
    [
        "actions linked to other plans",
        "which OAs are tied to that plan",
        "which actions connect to the 2018 waste plan",
        "to which other plan is action 2.1 linked",
        "which actions relate to JADs of the 2022 plan",
    ],
)
def test_no_plan_is_called_by_what_it_is_on(question: str) -> None:
    assert without_linked(question) == question
