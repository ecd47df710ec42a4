import pytest

from answer.cues import by_cues, told
from answer.words import stems


@pytest.mark.parametrize(
    ("question", "named", "has_action", "wanted"),
    [
        (
            "So for that thing in OA 2.8, who exactly would be leading it?",
            {"action"},
            True,
            "field/leader",
        ),
        (
            "I wonder who else may be taking part in that one",
            {"action"},
            True,
            "field/participants",
        ),
        ("tell me the targeted number", {"action"}, True, "field/kpi"),
        ("by when is the workshop due in OA 6.2", {"action"}, True, "field/timing"),
        (
            "is Germany really one of those who take part",
            {"action", "actor"},
            True,
            "check/participants",
        ),
        ("does Germany lead it", {"action", "actor"}, True, "check/leader"),
        ("all those actions, please, where Spain is in charge", {"actor"}, False, "list/role"),
        ("how many actions would Spain be in charge of", {"actor"}, False, "count/role"),
        ("which country has the greatest number of actions as leader", set(), False, "rank/leader"),
        ("what would that abbreviation stand for", {"acronym"}, False, "define/term"),
        ("how many smugglers were actually caught", set(), False, "refuse/results"),
        ("the driver, who is that", {"plan"}, False, "meta/driver"),
        ("sum up what it is all about", {"goal"}, False, "summary/any"),
        ("all arrests targeted, taken together", set(), False, "sum/kpi"),
    ],
)
def test_single_words_say_what_is_wanted(
    question: str, named: set[str], has_action: bool, wanted: str
) -> None:
    intent = by_cues(question, named, has_action)
    assert intent and f"{intent.kind}/{intent.aspect}" == wanted


@pytest.mark.parametrize("question", ["", "Why do smugglers use social media?"])
def test_other_words_say_nothing(question: str) -> None:
    assert by_cues(question, set(), False) is None


def test_a_cue_is_told_by_its_whole_phrase() -> None:
    assert told("participant", stems("who takes part in it"))
    assert not told("participant", stems("which part of it"))


def test_words_of_set_terms_ask_for_nothing() -> None:
    assert not told("activity", stems("who leads the task force western balkans"))
    assert told("activity", stems("which tasks does the task force have"))
    assert not told("leader", stems("how many investigative leads are expected"))
