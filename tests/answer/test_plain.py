"""Asides in a question are said plainly."""

import pytest

from answer.plain import plainly, roles_together, spelt_out


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Which is Poland in, whatever its role?", "Which is Poland in in any role?"),
        ("AT and HU (ignore the ones for all member states)", "AT and HU by name"),
        ("Which ones, leave out all-MS ones", "Which ones by name"),
        ("Wo ist Malta dabei (jede Rolle, auch 'All MS')?", "Wo ist Malta dabei in any role?"),
        ("For a paper on routes: who leads OA 2.8?", "who leads OA 2.8?"),
        ("Are there actions on boats, and which?", "Are there actions on boats?"),
        ("How many actions, counting the withheld one?", "How many actions?"),
        ("Which is Malta in? include the ones open to everybody", "Which is Malta in?"),
        ("How many does the plan say it ended up with?", "How many does the plan have?"),
        ("Which actions include all member states?", "Which actions include all member states?"),
        ("Which actions have all member states?", "Which actions have all member states?"),
        ("Is Spain a leader or a participant?", "Is Spain a leader or a participant?"),
        ("Where is Spain involved, leading or as partner?", "Where is Spain involved in any role?"),
        ("Does OLAF come in, as leader or partner, here?", "Does OLAF come in in any role, here?"),
        ("Where is Malta, whether named or because every member state is?", "Where is Malta?"),
        ("I am preparing a visit to Vienna: who leads OA 2.1?", "who leads OA 2.1?"),
        ("How many numbered mesures are there?", "How many measures are there?"),
        ("I am writing on the 2018 plan: why?", "I am writing on the 2018 plan: why?"),
        ("Which has Malta in any role (All MS counts)?", "Which has Malta in any role?"),
        ("Who joins it (leaders don't count, 'All MS' does)?", "Who joins it?"),
        ("Where does Malta take part (not as leader)?", "Where does Malta take part?"),
        ("Which are led, alone or with a member state, by CEPOL?", "Which are led by CEPOL?"),
        ("Which does CEPOL lead alone or as co-leader?",) * 2,
        ("Who leads (as far as the leader is disclosed)?", "Who leads?"),
        ("Has it an agency at the helm instead of a country?", "Has it an agency at the helm?"),
        ("Which is led by a country (not an agency)?", "Which is led by a country?"),
        ("Which is led by a country, not by an agency?", "Which is led by a country?"),
        ("Where is Malta named? I do not need those that just say 'All MS'.",
         "Where is Malta named by name."),
        ("Sum up the action on boats", "summarise the action on boats"),
        ("Sum up the arrest targets", "add up the arrest targets"),
        ("What sum in euro is set aside for it?", "how much money is set aside for it?"),
        ("Which amount was requested for it?", "how much money was requested for it?"),
        ("What amount of cash is seized?", "What amount of cash is seized?"),
        ("How many are planned in both 2022 plans?", "How many are planned in the two 2022 plans?"),
        ("Which themes are in both plans?", "Which themes are in both plans?"),
        ("What has the largest grant among those whose grant is disclosed?",
         "What has the largest grant?"),
        ("Add up the arrests, leaving aside what is withheld.", "Add up the arrests."),
        ("Which are the actions that are not withheld?",) * 2,
    ],
)  # fmt: skip
def test_asides(question: str, plain: str) -> None:
    assert plainly(question) == plain


def test_shorthand_is_written_out() -> None:
    assert spelt_out("actions w/o UK, w/ Frontex") == "actions without UK, with Frontex"


def test_roles_that_the_next_sentence_counts_up_mean_any() -> None:
    asked = (
        "How many is Malta part of? Leading, co-leading, participating, and the ones for all MS."
    )
    assert roles_together(asked).rstrip(" .") == "How many is Malta part of in any role"
    again = "Where is Malta part of it? I want every action, whatever the role."
    assert roles_together(again) == "Where is Malta part of it in any role?"
    assert roles_together("Is Malta a leader?") == "Is Malta a leader?"
