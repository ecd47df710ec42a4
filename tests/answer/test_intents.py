from importlib.resources import files

import pytest
import yaml

from answer.intents import IntentModel, intent_model, masked_stems

EXAMPLES: dict[str, list[str]] = yaml.safe_load(
    files("answer").joinpath("examples.yaml").read_text(encoding="utf-8")
)
AMBIGUOUS = 0.01
"""How many example lines may be as near to another intent as to their own."""


def wordings(line: str) -> list[str]:
    """Return all wordings of an example line, its choices in braces taken one by one."""
    start = line.rfind("{")
    if start < 0:
        return [" ".join(line.split())]
    end = line.index("}", start)
    options = line[start + 1 : end].split("|")
    return [w for option in options for w in wordings(line[:start] + option + line[end + 1 :])]


def intents_of(wording: str, model: IntentModel | None = None) -> list[str]:
    """Return the intents that are nearest to a wording, equally near ones all."""
    ranked = (model or intent_model()).rank(masked_stems(wording))
    return [f"{i.kind}/{i.aspect}" for i in ranked if i.score >= ranked[0].score - 1e-9]


def test_every_example_is_one_of_its_own_intent() -> None:
    lines = [(intent, line) for intent, own in EXAMPLES.items() for line in own]
    wrong = [
        (line, intent)
        for intent, line in lines
        if not any(intent in intents_of(wording) for wording in wordings(line)[:3])
    ]
    assert not wrong
    shared = [line for intent, line in lines if intents_of(wordings(line)[0])[0] != intent]
    assert len(shared) <= AMBIGUOUS * len(lines), shared


def test_the_nearest_example_scores_one_and_words_unheard_of_nothing() -> None:
    assert intent_model().rank(masked_stems("who leads [action]"))[0].score == pytest.approx(1.0)
    assert intent_model().rank(masked_stems("xylophones quibble zestfully"))[0].score < 0.2


@pytest.mark.parametrize(
    ("intent", "added", "siblings"),
    [
        (
            "field/leader",
            "who wears the captain armband for [action]",
            [
                "who wears the captain armband for [topic]",
                "tell me who wears the captain armband in [action]",
            ],
        ),
        (
            "field/participants",
            "who sits around the table in [action]",
            [
                "who sits around the table under [action]",
                "and who sits around its table in [action]",
            ],
        ),
        (
            "field/kpi",
            "which yardsticks does [action] use",
            [
                "and which yardsticks does [topic] use",
                "please tell which yardsticks does [action] use",
            ],
        ),
    ],
)
def test_one_more_example_mends_its_siblings(intent: str, added: str, siblings: list[str]) -> None:
    model = IntentModel({**EXAMPLES, intent: [*EXAMPLES[intent], added]})
    assert [intents_of(wording, model) for wording in (added, *siblings)] == [[intent]] * (
        1 + len(siblings)
    )
    assert any(intents_of(wording) != [intent] for wording in siblings), "they needed no mending"


@pytest.mark.parametrize(
    ("intent", "unseen"),
    [
        ("field/leader", "could you say who is leading the [topic] action"),
        ("field/co_leader", "which agency is the co-leader of the [topic] action"),
        ("field/participants", "which countries are taking part in [action]"),
        ("field/kpi", "list all the indicators of [action]"),
        ("list/role", "please list all the actions that are led by [actor]"),
        ("count/role", "how many of the actions are led by [actor]"),
        ("compare/any", "please compare [plan] with [plan]"),
        ("define/term", "what exactly does [acronym] stand for"),
        ("summary/any", "could you summarise [goal] for me"),
    ],
)
def test_paraphrases_that_no_example_has_are_near_their_own(intent: str, unseen: str) -> None:
    assert intents_of(unseen) == [intent]


def test_what_asks_is_known_by_intent() -> None:
    assert set(masked_stems("leads")) <= intent_model().words_of("field", "leader")
