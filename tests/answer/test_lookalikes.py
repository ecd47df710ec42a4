"""Numbers and words that only look like something else; rankings by any role."""

from tests.answer.sheets import Ask


def test_sums_of_money_are_no_references(ask: Ask) -> None:
    assert (
        "There is no OA 9.5"
        not in ask("Where does the figure of EUR 9.5 billion come from?").answer
    )
    assert "There is no OA 9.9" in ask("Who leads 9.9 of the 2022 migrant smuggling plan?").answer


def test_money_laundering_asks_for_no_sum(ask: Ask) -> None:
    answer = ask("Which actions of the 2022 migrant smuggling plan are on money laundering?")
    assert "EUR" not in answer.answer
    assert "about" in answer.answer


def test_actors_are_ranked_by_any_role(ask: Ask) -> None:
    answer = ask("Which country has a role in the most actions of the 2022 migrant smuggling plan?")
    assert "United Kingdom (UK) has a role in the most, 26 of 30 actions" in answer.answer
    assert not answer.dropped_claims


def test_who_leads_a_plan_is_its_driver(ask: Ask) -> None:
    answer = ask("Who leads the 2018 draft plan?")
    assert "Preamble" in {citation.ref for citation in answer.citations}
