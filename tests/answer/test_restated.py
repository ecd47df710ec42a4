"""Follow-ups that ask what was asked before, of something else."""

import pytest

from tests.answer.sheets import Read


@pytest.mark.parametrize(
    ("first", "then", "plan", "words"),
    [
        (
            "What are the key threats in the 2022 plan on trafficking?",
            "and the developments?",
            "oap-2022-trafficking-in-human-beings",
            "developments",
        ),
        (
            "What are the key threats in the 2022 plan on trafficking?",
            "same for migrant smuggling",
            "oap-2022-migrant-smuggling",
            "threats",
        ),
        (
            "Who provides OAP support under the migrant smuggling plan 2022?",
            "Is it the same in the trafficking in human beings plan of that year?",
            "oap-2022-trafficking-in-human-beings",
            "provides support",
        ),
        (
            "What does the 2018 draft say on information management?",
            "how does that look in the 2012 one?",
            "oap-2012-illegal-immigration",
            "information",
        ),
    ],
)
def test_the_question_before_is_asked_of_something_else(
    read: Read, first: str, then: str, plan: str, words: str
) -> None:
    query = read(then, first)
    assert query.scope.documents == (plan,)
    assert words in query.plain


def test_parts_in_a_chain(read: Read) -> None:
    chat = ("What are the key threats in the smuggling plan?", "and the developments?")
    query = read("ditto for THB", *chat)
    assert query.scope.documents == ("oap-2022-trafficking-in-human-beings",)
    assert "developments" in query.plain


def test_a_role_is_no_part(read: Read) -> None:
    query = read("and who supports it as co-leader?", "Who leads OA 2.8 of the 2022 plan?")
    assert query.aspect == "co_leader"
