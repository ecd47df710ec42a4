"""Activities are actions where a plan's form calls them so."""

from answer.called import with_actions_called
from answer.library import Library

OLD, NEW = ("oap-2012-illegal-immigration",), ("oap-2022-migrant-smuggling",)


def test_activities_are_the_actions_of_a_plan_without_steps(library: Library) -> None:
    asked = "Which activities does Italy lead, and is activity 2.1 one of them?"
    meant = "Which actions does Italy lead, and is action 2.1 one of them?"
    assert with_actions_called(asked, OLD, library) == meant


def test_they_are_steps_where_actions_have_any(library: Library) -> None:
    asked = "Which activities are planned under OA 2.8?"
    assert with_actions_called(asked, NEW, library) == asked
    assert with_actions_called("the activity planning table", OLD, library) == (
        "the activity planning table"
    )
