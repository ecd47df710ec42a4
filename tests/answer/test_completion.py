"""An answer about one action tells all that is asked of it, and nothing where that is sure."""

import pytest

from answer.ask import Assistant
from answer.library import Library


def fields_of(question: str, assistant: Assistant) -> set[str | None]:
    """Return the fields of the sheet that the answer to a question cites."""
    return {citation.field for citation in assistant.ask(question).citations}


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who runs OA 2.2 of the 2012 plan, and which non-EU neighbour took part in it?", "leader"),
        ("Who runs OA 2.2 of the 2012 plan, and who took part in it?", "participants"),
        ("Who leads OA 2.8 of the 2022 smuggling plan and what are the targets?", "kpi"),
        ("Who is in charge of OA 5.1 of the 2012 plan and when is the day of action?", "timing"),
    ],
)
def test_every_field_that_is_asked_for_is_told(
    question: str, wanted: str, assistant: Assistant
) -> None:
    assert wanted in fields_of(question, assistant)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When is the workshop of OA 3.1 in the 2022 smuggling plan, and is it their first?", True),
        ("Who leads OA 3.1 of the 2022 smuggling plan, the one on the dark web?", False),
        ("Who leads OA 3.1 and who takes part in it, in the 2022 smuggling plan?", False),
    ],
)
def test_what_the_action_is_for_is_told_where_more_is_asked_than_its_fields(
    question: str, told: bool, assistant: Assistant
) -> None:
    assert ("summary" in fields_of(question, assistant)) == told


def test_its_footnotes_are_told_with_what_the_action_is_for(assistant: Assistant) -> None:
    asked = "When had the SAHaraMED project started and why was it on hold in the 2012 plan?"
    told = assistant.ask(asked)
    assert any(citation.ref.startswith("Footnote") for citation in told.citations)
    assert "suspended" in told.answer


def test_nothing_is_added_where_the_question_is_plain(
    library: Library, assistant: Assistant
) -> None:
    documents = [d for d in library.documents.values() if any(not a.withheld for a in d.actions())]
    for document in documents:
        subject = "illegal immigration" if document.year == 2012 else "migrant smuggling"
        for action in [a for a in document.actions() if a.leaders][:8]:
            plan = f"the {document.year} {subject} plan"
            told = fields_of(f"Who leads {action.ref} of {plan}?", assistant)
            assert told <= {"leader", "co_leader", None}, (action.ref, told)


def test_what_the_reader_says_is_wanted_is_told_alone(assistant: Assistant) -> None:
    question = "Who leads OA 2.8 of the 2022 migrant smuggling plan?"
    told = assistant.ask(question, kind="field/participants")
    assert {citation.field for citation in told.citations} == {"participants"}


@pytest.mark.parametrize(
    ("question", "ref"),
    [
        ("When does the Polish action on the eastern border hold its meetings?", "OA 2.11"),
        ("What are the targets of Greece's action on false documents?", "OA 2.2"),
        ("Who co-leads the Austrian action on the Balkans in the 2022 plan?", "OA 2.1"),
        ("Who co-leads the French action on air routes with stopovers?", "OA 2.8"),
    ],
)
def test_whose_action_it_is_tells_it_where_the_topic_does_not(
    question: str, ref: str, assistant: Assistant
) -> None:
    assert {c.ref for c in assistant.ask(question).citations} == {ref}
