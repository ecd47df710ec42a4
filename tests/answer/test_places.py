import pytest

from tests.answer.sheets import Read


@pytest.mark.parametrize(
    ("question", "actors", "topic"),
    [
        ("Who leads the action on smuggling from Turkey to Greece?", set(), "Turkey Greece"),
        ("who runs the operation out of russia, belarus", set(), "russia belarus"),
        ("Who heads the action about the Greek-Turkish border?", set(), "Greek Turkish"),
        (
            "Unter wessen Leitung steht die Aktion aus der Türkei nach Griechenland?",
            set(),
            "Turkey",
        ),
        ("Does Spain take part in the action on smuggling from Libya?", {"ES"}, "Libya"),
        ("Which of the French-led actions is it?", {"FR"}, ""),
    ],
)
def test_countries_on_a_route_are_topic(
    question: str, actors: set[str], topic: str, read: Read
) -> None:
    query = read(question)
    assert {actor.code for actor in query.actors} == actors
    assert topic in query.topic
