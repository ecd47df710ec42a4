"""Other names for those who act: capitals, forces, what an agency does."""

import pytest

from answer.nicknames import find_nicknames, groups_spelt_out


def _codes(question: str) -> list[str]:
    return [mention.value for mention in find_nicknames(question)]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Which actions does Podgorica join?", "ME"),
        ("actions led by Paris", "FR"),
        ("fake papers action led by paris", "FR"),
        ("border project: who helps rome", "IT"),
        ("the actions that the Guardia Civil is responsible for", "ES"),
        ("in which actions do the Gardaí take part", "IE"),
        ("the judicial cooperation agency in The Hague is a co-leader", "EUROJUST"),
        ("the police agency in The Hague leads", "EUROPOL"),
        ("actions of the Warsaw-based agency", "FRONTEX"),
        ("the EU's law enforcement training agency", "CEPOL"),
        ("Tallinn's IT agency", "EU-LISA"),
        ("actions open to every member state", "ALL_MS"),
    ],
)
def test_nicknames_name_their_actor(question: str, code: str) -> None:
    assert _codes(question) == [code]


@pytest.mark.parametrize(
    "question",
    [
        "Which action has a workshop in Paris?",
        "Who runs the Vienna office?",
        "What does the plan say on the Prague Process?",
        "Who put Rome in charge of the plan?",
        "the action about a national border authority",
    ],
)
def test_places_are_no_actors(question: str) -> None:
    assert _codes(question) == []


def test_groups_of_countries_are_spelt_out() -> None:
    assert (
        groups_spelt_out("actions led by the Baltic states")
        == "actions led by Estonia, Latvia or Lithuania"
    )
