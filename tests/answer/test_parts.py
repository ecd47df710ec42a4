"""Parts of a plan: which ones a question names, and how each is told."""

import pytest

from answer.claims import Answer, Status
from answer.compose.parts import compose_parts
from answer.library import Library
from answer.parts import parts_asked, parts_file
from answer.understand import understand
from tests.answer.sheets import Ask

NEW, OLD = "oap-2022-migrant-smuggling", "oap-2012-illegal-immigration"
THB = "oap-2022-trafficking-in-human-beings"


def places(answer: Answer) -> set[str]:
    """Return what an answer cites."""
    return {f"{c.document_id}#{c.ref}" for c in answer.citations}


def named(question: str, library: Library) -> tuple[str, ...]:
    """Return the parts that a question asks for."""
    query = understand(question, (), library, tuple(library.documents))[0]
    found = parts_asked(query, library)
    return found.named if found else ()


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("2022 trafficking plan: aim, driver, goals", ("aim", "driver", "goals")),
        ("threats and gaps of the 2022 migrant smuggling plan",
         ("key threats", "intelligence gaps")),
        ("how is the 2012 plan managed?", ("management",)),
        ("what threats do networks on the route to Cyprus pose in the 2022 plan?", ()),
        ("which actions of the 2022 smuggling plan are on the threats from forged papers", ()),
        ("who leads OA 2.8 of the 2022 migrant smuggling plan?", ()),
    ],
)  # fmt: skip
def test_only_parts_are_read_as_parts(
    library: Library, question: str, parts: tuple[str, ...]
) -> None:
    assert named(question, library) == parts


def test_each_part_that_is_named_is_told(ask: Ask) -> None:
    answer = ask("2022 trafficking plan in short: aim, driver, goals and how many actions it has")
    assert "Netherlands" in answer.answer and "24 operational actions" in answer.answer
    assert "minors" in answer.answer and "9 strategic goals" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Where are the hot spots of trafficking in the 2022 human trafficking plan?",
        "Which blind spots does the 2022 human trafficking plan name?",
        "Which third countries are most relevant in the 2022 human trafficking plan?",
    ],
)
def test_a_part_that_is_withheld_is_answered_by_its_notice(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == Status.REDACTED and f"{THB}#§ 2.1" in places(answer)


def test_points_under_a_heading_are_counted(ask: Ask) -> None:
    answer = ask("How many key threats does the 2022 human trafficking plan list?")
    assert "5 points" in answer.answer


def test_leaders_are_told_where_sheets_are_withheld(ask: Ask) -> None:
    answer = ask("Which countries head actions in the 2022 human trafficking plan?")
    assert "Bulgaria" in answer.answer and f"{THB}#§ 3" in places(answer)


def test_two_plans_are_told_one_after_the_other(ask: Ask) -> None:
    answer = ask("Who supports the driver in the 2012 plan and who in the 2018 draft?")
    assert f"{OLD}#§ 4.2" in places(answer)


def test_wordings_belong_to_one_part_each() -> None:
    file = parts_file()
    wordings = [w for known in (file.facts, file.blocks) for ws in known.values() for w in ws]
    assert len(wordings) == len(set(wordings))


def test_nothing_is_composed_for_other_questions(library: Library) -> None:
    query = understand("Who leads OA 2.8?", (), library, (NEW,))[0]
    assert compose_parts(query, library) is None
