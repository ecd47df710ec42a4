"""A laid-out text gives the same facts as the text in reading order, at their own places."""

from collections.abc import Callable

import pytest

from ingest.model import Action, Document, Goal, Value
from ingest.parse import parse_bytes, parse_text
from ingest.straight.straighten import straighten
from tests.ingest.straight.layouts import LAYOUTS, paged, plan_text, soft_hyphens


def _plain(values: tuple[Value, ...]) -> list[str]:
    return [value.value for value in values]


def _facts(action: Action) -> dict[str, object]:
    """Return what every layout must give back."""
    return {
        "leaders": [a.code or a.value for a in action.leaders],
        "co_leaders": [a.code or a.value for a in action.co_leaders],
        "participants": [a.code or a.value for a in action.participants],
        "summary": " ".join(_plain(action.summary)),
        "kpis": _plain(action.kpis),
        "types": _plain(action.types),
        "activities": [(a.value, a.timing) for a in action.activities],
        "links": _plain(action.links),
        "jads": _plain(action.jads),
    }


MADE = """Strategic Goal 1: Intelligence picture

Ref.: OA 1.1
Leader: EUROPOL
Co-leader: BE
Participants: AT, CZ, DE, DK, ES, FR, HU, IT, LU, NL, PL, RO, SE, SI, Switzerland
Activity summary of the Operational Action:
A quarterly picture of burglary crews, from data of the participating police forces. It has a map.
Key Performance Indicators (KPIs) and targets
a) Number of pictures (4)
b) Investigations supported (10)
Type of Operational Action
2-Data collection/data exchange
3-Strategic
Activities under the Operational Action and timing
1) Collection of crime data
Q1-Q4
2) Second operational meeting
Q2, Q4
Links to other Operational Action Plans (OAP)/priority
High Risk Criminal Networks
Horizontal activities / Joint Action Days (JAD)

Ref.: OA 1.2
Leader: FR
Co-leader: RO, EUROJUST
Participants: AT, DE, IT, LU, NL, EUROPOL, United Kingdom, Norway, Bosnia and Herzegovina
Activity summary of the Operational Action:
Attacks on cash machines endanger residents. The crews rent fast cars and flee at high speed.
Key Performance Indicators (KPIs) and targets
a) Number of arrests (20)
Type of Operational Action
1-Operational
Activities under the Operational Action and timing
1) Joint investigations
Q1-Q4
Links to other Operational Action Plans (OAP)/priority
Firearms
Criminal Finances, Money Laundering and Asset Recovery
Horizontal activities / Joint Action Days (JAD)
JAD Boxer

Ref.: OA 1.3
Leader: CEPOL
Co-leader:
Participants: All MS
Activity summary of the Operational Action:
Training on crime-scene work.
Key Performance Indicators (KPIs) and targets
a) Courses (2)
Type of Operational Action
4-Training
Activities under the Operational Action and timing
1) Course in Lyon
Q2
Links to other Operational Action Plans (OAP)/priority
Horizontal activities / Joint Action Days (JAD)
"""


@pytest.fixture(scope="module")
def goals() -> tuple[Goal, ...]:
    return parse_text("made", MADE, "0").goals


@pytest.fixture(scope="module", params=LAYOUTS, ids=lambda layout: layout.__name__)
def layout(request: pytest.FixtureRequest) -> Callable[[Action], list[str]]:
    chosen: Callable[[Action], list[str]] = request.param
    return chosen


def _read(text: str) -> Document:
    return parse_bytes("laid.txt", text.encode()).document


def _check(document: Document, goals: tuple[Goal, ...]) -> None:
    wanted = {action.ref: _facts(action) for goal in goals for action in goal.actions}
    assert {action.ref: _facts(action) for action in document.actions()} == wanted


def test_made_sheets_come_back_from_every_layout(
    goals: tuple[Goal, ...], layout: Callable[[Action], list[str]]
) -> None:
    text = plan_text(goals, layout)
    _check(_read(text), goals)
    _check(_read(paged(text)), goals)
    _check(_read(soft_hyphens(text)), goals)


def test_the_words_stand_where_the_spans_say(
    goals: tuple[Goal, ...], layout: Callable[[Action], list[str]]
) -> None:
    text = paged(plan_text(goals, layout))
    for action in _read(text).actions():
        for actor in (*action.leaders, *action.co_leaders, *action.participants):
            first, last = actor.value.split()[0], actor.value.split()[-1]
            assert actor.quote(text).startswith(first)
            assert actor.quote(text).endswith(last)
        for kpi in action.kpis:
            assert kpi.quote(text).split() == kpi.value.split()


def test_text_in_reading_order_is_left_alone() -> None:
    assert (
        straighten("1. Aim\n\nThis plan  has words.\n\n\tRef.:\nOA 1.1\n\n\tLeader: ES\n") is None
    )


def test_a_sheet_without_its_leaders_lowers_the_confidence() -> None:
    whole = parse_text("made", MADE, "0")
    broken = parse_text("made", MADE.replace("Leader: FR", "Chef: FR"), "0")
    assert whole.confidence == 1.0
    assert broken.confidence < 0.8


OVERVIEW = """3. Structure

No   OA    AL        Short title
                     Quarterly picture of
1    1.1   EUROPOL
                     burglary crews.
2    1.2   FR        Attacks on cash machines.
                     Training on crime-scene
3    1.3   CEPOL
                     work.
4    1.4   ES        Cars without keys.

"""


def test_an_overview_gives_titles_and_tells_of_missing_sheets() -> None:
    document = parse_text("made", OVERVIEW + MADE, "0")
    assert [action.title.value for action in document.actions()] == [
        "Quarterly picture of burglary crews",
        "Attacks on cash machines",
        "Training on crime-scene work",
    ]
    assert document.confidence == 0.75
