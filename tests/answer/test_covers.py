"""What covers say: sender, previous document, letter; documents by number; absent names."""

import pytest

from answer.claims import Status
from tests.answer.sheets import Ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who sent the 2012 plan?", "Presidency"),
        ("Which body issued the 2018 measures?", "General Secretariat of the Council"),
        ("What is the previous document of 13607/21?", "12661/1/20 REV 1"),
        ("Which letter does the crime priority of the 2012 plan have?", "letter C"),
        ("What is the marking of document 17793/2/11?", "RESTREINT UE/EU RESTRICTED"),
        ("To whom is the 2018 measures paper addressed?", "Delegations"),
        ("MAOC-N = ?", "Maritime Analysis and Operations Centre"),
    ],
)
def test_a_line_of_a_cover_is_told(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status == Status.ANSWERED
    assert said in answer.answer


def test_only_the_documents_of_that_value_are_told(ask: Ask) -> None:
    answer = ask("Which documents are marked LIMITE?")
    assert {c.document_id for c in answer.citations} == {"oap-2022-trafficking-in-human-beings"}


@pytest.mark.parametrize(
    ("question", "years", "size"),
    [
        ("For which years do you have plans on illegal immigration or migrant smuggling?",
         ("2012", "2018", "2022"), "3 documents"),
        ("Which years are covered by the migrant smuggling plans you have?",
         ("2012", "2018", "2022"), "3 documents"),
        ("Which plans on human trafficking do you have?", ("2022",), "1 document:"),
    ],
)  # fmt: skip
def test_plans_of_one_subject_are_listed(
    ask: Ask, question: str, years: tuple[str, ...], size: str
) -> None:
    answer = ask(question).answer
    assert size in answer
    assert all(f"**{year} " in answer for year in years)
    assert "Council measures" not in answer


def test_the_oldest_document_comes_first(ask: Ask) -> None:
    answer = ask("Which of the documents is the oldest?")
    assert answer.citations[0].document_id == "oap-2012-illegal-immigration"


def test_a_number_is_added_to_what_the_text_says(ask: Ask) -> None:
    answer = ask(
        "At which meeting did the Council approve the 2018 measures, "
        "and what is the document number?"
    )
    assert "3661st" in answer.answer
    assert "15250/18" in answer.answer


@pytest.mark.parametrize("name", ["AIR OMNIA", "EURODAC"])
def test_a_name_of_another_plan_is_said_to_be_absent(ask: Ask, name: str) -> None:
    answer = ask(f"Who leads {name} in the 2012 plan?")
    assert answer.status == Status.NOT_FOUND
    assert name.split()[-1] in answer.answer
    assert "2022" in answer.answer


def test_no_figure_is_given_for_what_no_document_speaks_of(ask: Ask) -> None:
    assert ask("How many migrants drowned in 2022?").status == Status.NOT_FOUND
    assert ask("How many victims were registered in 2018?").status != Status.REDACTED


@pytest.mark.parametrize(
    "question",
    [
        "How much EMPACT funding was made available for the OAP 2019?",
        "What is the total EMPACT budget for high value grants in the 2018 measures?",
    ],
)
def test_a_sum_is_told_of_what_it_is_for(ask: Ask, question: str) -> None:
    assert "EUR" in ask(question).answer


def test_a_sum_for_something_else_is_no_answer(ask: Ask) -> None:
    question = (
        "How many million euros extra did the EU Internet Referral Unit get in the 2018 paper?"
    )
    assert ask(question).status == Status.NOT_FOUND


@pytest.mark.parametrize("question", ["What does footnote 9 of the 2018 measures refer to?"])
def test_a_footnote_answers_as_a_whole(ask: Ask, question: str) -> None:
    assert "377/2004" in ask(question).answer


def test_several_footnotes_are_told(ask: Ask) -> None:
    answer = ask("What's in footnotes 4 and 7 of the 2018 measures?").answer
    assert "Spain and Morocco" in answer and "46%" in answer


def test_document_numbers_survive_translation(ask: Ask) -> None:
    answer = ask("Qui a envoyé le document 15250/18 et à qui ?").answer
    assert "General Secretariat" in answer and "Delegations" in answer
