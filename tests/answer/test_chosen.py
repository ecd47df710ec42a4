"""Passages that say what the best one lacks are shown beside it; so are lines on an action."""

from answer.ask import Assistant


def test_the_list_of_new_partners_is_told_beside_what_the_platform_is(
    assistant: Assistant,
) -> None:
    answer = assistant.ask(
        "Which organisations were candidates to join the Information Clearing House in the"
        " 2018 measures?"
    )

    assert all(name in answer.answer for name in ("EASO", "EMSA", "EU SatCen", "UNHCR"))


def test_what_a_measure_says_of_the_question_comes_first(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Which countries have the police already opened joint centres between, as an example for"
        " measure 13?"
    )

    assert "Morocco" in answer.answer[:600]


def test_lines_that_name_an_action_whose_sheet_is_withheld_are_told(assistant: Assistant) -> None:
    answer = assistant.ask(
        "With which other OAPs could OA 8.3 of the 2022 trafficking in human beings plan overlap?"
    )

    assert {c.ref for c in answer.citations} == {"§ 2.2"}
    assert "Online Fraud Schemes" in answer.answer


def test_three_actions_called_by_leader_or_topic_are_set_side_by_side(
    assistant: Assistant,
) -> None:
    answer = assistant.ask(
        "Smugglers arrested as targets in the Balkan task force, the Greek route action and the"
        " Spanish Western Med action?"
    )

    assert {c.ref for c in answer.citations} >= {"OA 2.1", "OA 2.2", "OA 2.7"}
