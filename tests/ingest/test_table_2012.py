"""A plan of the 2012 form that is not in the corpus: other columns, goals, leaders and cells."""

import pytest

from ingest.forms import table_2012
from ingest.model import Action, Document, Field, Value
from ingest.parse import parse_text

PLAN = """\
Operational Action Plan 2014: drugs

1. Goals

Goal 1:

To know more about drugs.

Goal 2:

To act.

RESTREINT UE/EU RESTRICTED

Strategic Goal 1: To know more.

No\tOperational action\tAL\tParticipating countries\tDescription\tI/D SG\tI/D OA\tTimeline\tTarget\tCost
1.1\tCollect <u>data</u>\tFI, together with EE and LV\tAll MS\t<p>One.</p> <p>Two.</p>\tSG 2\t2.1\tWhole year\t<p>To know.</p> <p>KPI: at least 5 reports</p>\tEUR 10

RESTREINT UE/EU RESTRICTED

1.2\tShare\tSE¹\tNO\tSharing.\tSG 1 and SG 2\t1.1, 2.1\tMay\tKPIs: Number of reports Number of meetings\t
---\t---\t---
\t\t\t\tMore on sharing.\t\t\tJune\tLevel of use\tEUR 20

¹ Sweden leads until June.

Strategic Goal 2: To act.
2.1\tAct now\tEuropol\tMS concerned\t\t\t\tQ3\tArrests.\t
"""  # noqa: E501


@pytest.fixture(scope="module")
def plan() -> Document:
    return parse_text("drugs", PLAN, "0" * 64)


@pytest.fixture(scope="module")
def actions(plan: Document) -> dict[str, Action]:
    return {action.ref: action for action in plan.actions()}


def said(values: tuple[Value, ...]) -> list[str]:
    return [value.value for value in values]


def test_the_form_is_recognised(plan: Document) -> None:
    assert (plan.template, plan.kind, plan.year) == ("table_2012", "plan", 2014)


@pytest.mark.parametrize("text", ["", "a\tb\tc\td\n1.1\tx", "1.1\tActivity\tLeader"])
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert table_2012.score(text) == 0


def test_goals_actions_and_wordings(plan: Document) -> None:
    goals = [
        (g.title.value, g.wording and g.wording.value, [a.ref for a in g.actions])
        for g in plan.goals
    ]
    assert goals == [
        ("To know more.", "To know more about drugs.", ["OA 1.1", "OA 1.2"]),
        ("To act.", "To act.", ["OA 2.1"]),
    ]


@pytest.mark.parametrize(
    ("ref", "field", "values"),
    [
        ("OA 1.1", Field.TITLE, ["Collect data"]),
        ("OA 1.1", Field.LEADER, ["FI"]),
        ("OA 1.1", Field.CO_LEADER, ["EE", "LV"]),
        ("OA 1.1", Field.PARTICIPANTS, ["All MS"]),
        ("OA 1.1", Field.SUMMARY, ["One. Two."]),
        ("OA 1.1", Field.RELATED, ["SG 2", "OA 2.1"]),
        ("OA 1.1", Field.TIMING, ["Whole year"]),
        ("OA 1.1", Field.TARGET, ["To know."]),
        ("OA 1.1", Field.KPI, ["at least 5 reports"]),
        ("OA 1.2", Field.LEADER, ["SE"]),
        ("OA 1.2", Field.RELATED, ["SG 1", "SG 2", "OA 1.1", "OA 2.1"]),
        ("OA 1.2", Field.TARGET, []),
        ("OA 2.1", Field.SUMMARY, []),
        ("OA 2.1", Field.PARTICIPANTS, ["MS concerned"]),
        ("OA 2.1", Field.TARGET, ["Arrests."]),
    ],
)
def test_cells(actions: dict[str, Action], ref: str, field: Field, values: list[str]) -> None:
    assert said(actions[ref].values(field)) == values


def test_cells_of_a_second_row_join_the_first(actions: dict[str, Action]) -> None:
    action = actions["OA 1.2"]
    assert said(action.summary) == ["Sharing.", "More on sharing."]
    assert said(action.timing) == ["May", "June"]
    assert said(action.kpis) == ["Number of reports", "Number of meetings", "Level of use"]


def test_a_target_in_an_indicator_is_read(actions: dict[str, Action]) -> None:
    assert [(kpi.target, kpi.unit) for kpi in actions["OA 1.1"].kpis] == [(5, "reports")]


def test_a_column_that_the_form_does_not_know_is_kept(actions: dict[str, Action]) -> None:
    costs = {ref: [(o.label, o.value) for o in action.other] for ref, action in actions.items()}
    assert costs == {"OA 1.1": [("Cost", "EUR 10")], "OA 1.2": [("Cost", "EUR 20")], "OA 2.1": []}


def test_a_footnote_at_a_leader_is_noted(actions: dict[str, Action], plan: Document) -> None:
    assert actions["OA 1.2"].notes == ("Footnote 1",)
    assert [(n.value, n.caller) for n in plan.footnotes] == [("Sweden leads until June.", "OA 1.2")]


def test_a_cell_with_partners_is_the_row_of_both_roles(actions: dict[str, Action]) -> None:
    rows = [actions["OA 1.1"].row(field) for field in (Field.LEADER, Field.CO_LEADER)]
    assert [row and row.quote(PLAN) for row in rows] == ["FI, together with EE and LV"] * 2
    assert actions["OA 2.1"].row(Field.CO_LEADER) is None


@pytest.mark.parametrize("column", ["Description", "What the group does"])
def test_a_row_without_a_title_has_that_of_its_longest_words(column: str) -> None:
    table = (
        f"No\tAL\tParticipating countries\t{column}\tBudget\n"
        "1.1\tES\tFR\tSearch all containers at five ports. Then report.\tEUR 10 000 a year\n"
        "1.2\tPT\tFR\t\tEUR 20\n"
    )
    first, second = parse_text("ports", table, "0").actions()
    assert first.title.value == "Search all containers at five ports"
    assert second.title.value == "1.2"
    assert [(row.label, row.value) for row in second.other] == [("Budget", "EUR 20")]


def test_an_actions_own_number_is_no_number_that_it_depends_on() -> None:
    text = (
        "Operational Action Plan 2014: drugs\n\nStrategic Goal 7: To train.\n"
        "#\tActivity\tLeader\tParticipants\tDescription\tInter-dependencies\t\tTiming\tKPI\n"
        "\t\t\t\t\tSG\tOA\t\t\n"
        "7.1\tTraining course\tCEPOL\tAll MS\tOne week.\tSG 2\t2.5\tMay\tKPI: 28 trained\n"
        "7.2\tProfiling of plants\tDE\tPT\tSamples.\tSG 1\t1.4\tWhole year\tKPI: 200 samples\n"
        "7.3\tExpert missions\tEC\tES\tMissions.\tSG 5\t5.2\tJune\tKPI: 2 missions\n"
    )
    document = parse_text("drugs", text, "x")
    told = [action.ref for action in document.actions()]
    assert told == ["OA 7.1", "OA 7.2", "OA 7.3"]
