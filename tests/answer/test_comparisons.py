"""Comparisons: sides by plan, by action, by leader; aspects; what one side lacks."""

import pytest

from answer.claims import Answer
from answer.library import Library
from answer.messages import questions_in
from answer.several import without_gaps
from answer.sides import action_sides, document_sides
from tests.answer.sheets import Ask, Read

NEW, OLD = "oap-2022-migrant-smuggling", "oap-2012-illegal-immigration"
DRAFT, THB = "oap-2018-facilitated-illegal-immigration", "oap-2022-trafficking-in-human-beings"
MEASURES = "measures-2018-migrant-smuggling-networks"


def places(answer: Answer) -> set[str]:
    return {f"{c.document_id}#{c.ref}" for c in answer.citations}


def sides(read: Read, library: Library, question: str) -> list[str]:
    return [target.action.ref for target in action_sides(read(question), library)]


@pytest.mark.parametrize(
    ("question", "refs"),
    [
        ("Compare DUNQETT and SMALL BOATS", ["OA 2.5", "OA 2.6"]),
        ("REFLEX 2022 versus WESTERN BALKANS 2022", ["OA 2.14", "OA 2.10"]),
        ("Compare the French-led and the British-led action on small boats", ["OA 2.6", "OA 7.1"]),
        ("What sets OA 2.8 and OA 2.12 of the 2022 plan apart?", ["OA 2.8", "OA 2.12"]),
        ("Which partners do the two Spanish actions of 2022 share?", ["OA 2.7", "OA 2.8"]),
    ],
)
def test_actions_are_told_by_name_leader_or_ref(
    read: Read, library: Library, question: str, refs: list[str]
) -> None:
    assert sides(read, library, question) == refs


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("the driver of 2012 and those of the two 2022 plans", [(OLD,), (NEW,), (THB,)]),
        ("Line up the drivers of all four plans", [(OLD,), (DRAFT,), (NEW,), (THB,)]),
        ("how do traffickers use it in one 2022 plan and smugglers in the other", [(NEW,), (THB,)]),
        ("SIENA in 2012 and in the Council's 2018 measures", [(OLD,), (MEASURES,)]),
    ],
)
def test_each_plan_that_is_meant_is_a_side(
    read: Read, library: Library, question: str, documents: list[tuple[str, ...]]
) -> None:
    found = document_sides(read(question), library)
    assert sorted(found) == sorted(documents)


def test_participants_in_both_and_in_one_only(ask: Ask) -> None:
    answer = ask("Who is in OA 2.10 of the 2022 migrant smuggling plan but not in OA 2.12?")
    only = answer.answer.partition("Only in OA 2.10")[2].partition("Only in OA 2.12")[0]
    assert "Austria" in only and "Switzerland" in only and "Frontex" not in only
    assert places(answer) == {f"{NEW}#OA 2.10", f"{NEW}#OA 2.12"}


def test_leaders_of_one_plan_only(ask: Ask) -> None:
    answer = ask(
        "Which actors lead actions in the THB plan but not in the 2022 migrant smuggling plan?"
    )
    assert {f"{NEW}#§ 3", f"{THB}#§ 3"} <= places(answer)
    only = answer.answer.rpartition("Action leaders only in the 2022 plan on traff")[2]
    assert "Belgium" in only and "Bulgaria" in only and "Germany" not in only


def test_sections_of_the_same_heading_are_counterparts(ask: Ask) -> None:
    answer = ask("Who had to report good practice in the 2012 plan and who in the 2018 plan?")
    assert {f"{OLD}#§ 5.5", f"{DRAFT}#§ 5.4"} <= places(answer)


def test_a_side_that_says_nothing_is_named(ask: Ask) -> None:
    answer = ask("Does the 2018 draft plan, like that of 2012, have an exclusion clause?")
    assert f"{OLD}#§ 5.3" in places(answer)


def test_a_question_with_a_gap_is_one(library: Library) -> None:
    message = "Who reported in the 2012 plan and who in the 2018 plan?"
    assert len(without_gaps(questions_in(message), library)) == 1
    message = "Who leads OA 2.8 and who takes part in OA 2.9?"
    assert len(without_gaps(questions_in(message), library)) == 2


def test_both_actions_of_an_actor_are_set_side_by_side(ask: Ask) -> None:
    answer = ask(
        "Spain runs two actions in 2022, one by sea, one by air. How do their targets differ?"
    )
    assert {"OA 2.7", "OA 2.8"} <= {citation.ref for citation in answer.citations}


def test_refs_of_a_year_are_of_the_plan_that_prints_their_sheets(ask: Ask) -> None:
    answer = ask("OA 4.1 and OA 5.5 in the 2022 plan: what is the difference in topic?")
    cited = {(citation.document_id, citation.ref) for citation in answer.citations}
    plan = "oap-2022-migrant-smuggling"
    assert {(plan, "OA 4.1"), (plan, "OA 5.5")} <= cited


def test_each_of_several_actors_is_counted(ask: Ask) -> None:
    answer = ask("Germany and Poland in the 2022 smuggling plan: how many actions does each lead?")
    assert "leads 3 actions" in answer.answer
    assert "leads 1 action:" in answer.answer


def test_who_leads_and_what_is_measured_are_both_compared(ask: Ask) -> None:
    answer = ask("compare who leads and what is measured in OA 2.7 and 2.8").answer
    assert "is led by Spain (ES)" in answer
    assert "KPIs of **OA 2.8**" in answer


def test_where_an_actor_is_more_active_compares_what_it_does(ask: Ask) -> None:
    answer = ask("Is the Netherlands more active in smuggling or in trafficking in 2022?").answer
    assert "takes part in 6 actions" in answer
    assert "is the driver of the 2022 plan on trafficking in human beings" in answer
