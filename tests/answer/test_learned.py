"""What was learned from questions as people ask them."""

from importlib.resources import files

import pytest
import yaml

from answer.intents import IntentModel, intent_model
from answer.learn import examples, fit, model_of
from answer.learned import Learned, learned, masked_question, sources_digest, told
from tests.answer.sheets import Read

ASKED: dict[str, list[str]] = yaml.safe_load(
    files("answer").joinpath("asked.yaml").read_text(encoding="utf-8")
)


def best(masked: str, model: Learned | None = None) -> str:
    intent = (model or learned()).rank(masked)[0]
    return f"{intent.kind}/{intent.aspect}"


def test_what_was_learned_is_learned_from_the_files_as_they_are() -> None:
    assert learned().digest == sources_digest(), "run `make learn`"


def test_every_intent_taught_is_one_that_is_known_by_example() -> None:
    known = {f"{i.kind}/{i.aspect}" for i in intent_model().rank(["who"])}
    assert isinstance(intent_model(), IntentModel)
    assert set(ASKED) <= set(learned().intents)
    assert known <= set(learned().intents)


def test_it_remembers_nearly_all_that_it_was_taught() -> None:
    pairs = [(question, intent) for intent, own in ASKED.items() for question in own[::9]]
    right = [best(question) == intent for question, intent in pairs]
    assert sum(right) >= 0.93 * len(right)


def test_chances_add_up_to_one() -> None:
    assert sum(i.score for i in learned().rank("who leads [action]")) == pytest.approx(1)


def test_names_are_masked_where_they_stand() -> None:
    question = "Does Spain lead OA 2.8?"
    names = [("actor", 5, 10), ("action", 16, 22)]
    assert masked_question(question, names) == "Does [actor] lead [action]?"
    assert told("Does [actor] lead [action]?") == "Does Germany lead action 2.3?"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("which bits of the coast do the traffickers' boats set off from", "passage"),
        ("what is it that police still do not know about the gangs?", "passage"),
        ("whose experts sat down to write the 2012 plan", "passage"),
        ("then and now: training in the 2012 plan set against the 2022 plan", "compare"),
    ],
)
def test_questions_far_from_any_example_are_understood(
    read: Read, question: str, kind: str
) -> None:
    assert read(question).kind == kind


def test_a_question_taught_mends_its_siblings() -> None:
    taught = "is there wiggle room in [action]"
    siblings = ["any wiggle room in [action]", "how much wiggle room is there in [action]"]
    assert all(best(sibling) != "field/related" for sibling in siblings)
    again = [*list(examples())[::4], *[(taught, "field/related", 1.0)] * 3]
    model = model_of(fit(again))
    assert [best(sibling, model) for sibling in siblings] == ["field/related"] * 2
