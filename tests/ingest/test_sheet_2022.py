"""A plan of the 2022 form that is not in the corpus: other goals, leaders, numbers and labels."""

import pytest

from ingest.forms import sheet_2022
from ingest.layout import Cell, Table, TableRow
from ingest.model import Action, Document, Field
from ingest.parse import parse_text

PLAN = """\
Operational Action Plan 2025 on Firearms trafficking developed under the responsibility of SE.
Overview of OAs
\tNo
\tOA
\tAL
\tShort title

\t1
\t1.1
\tSE
\tSituational picture.

\t2
\t1.2
\tFI
\tTracing of weapons.

Strategic Goal 1: Intelligence on firearms
Objective: know more
than before.
\tRef.:
OA 1.1
\tLeader: SE

\t
\tCo-leader: FI, EUROPOL

\tParticipants:
\tAT, BE, United
Kingdom
(hosts only)

\tActivity summary of the Operational Action:

\tBuild the picture[footnoteRef:1]: see OA 2.1 and OAs 1.2. [1: \tOf 2024]
Then share it.

\tKey Performance Indicators (KPIs) and targets

\t\ta) Number of reports (3)

\tb) At least 12 meetings per year.

\tType of Operational Action
2-Data collection/data exchange, 4-Strategic.

\tBudget: EUR 50 000

\tActivities under the Operational Action and timing
\tActivity
\tTiming

\t1) Collect data: all of it
\tQ1-Q2

\t2) Write it up

\tLinks to other Operational Action Plans (OAP)
\tCybercrime, Drugs

\tHorizontal activities / Joint Action Days (JAD)
Two, in spring.

\tRef.: OA 1.2
\tAction leaders: FI and EE
\tCo-action leaders:
\tParticipating countries: All MS




\tThe label of this summary is missing.
It has two lines.

\tKPI
\tNumber of traces: 500
Strategic Goal 2 - Operations
\tRef. OA 2.1
\tLead: Germany
\tDescription: Act together. At once.
Strategic Goal 3: Training
\tRef.:
OA 3.1
\tLeader: CEPOL
\tParticipants: SE
\tRef.:
OA 3.2
\tLeader: EUROPOL
\tParticipants: SE
"""


@pytest.fixture(scope="module")
def plan() -> Document:
    return parse_text("firearms", PLAN, "0" * 64)


@pytest.fixture(scope="module")
def first(plan: Document) -> Action:
    return next(plan.actions())


def test_the_form_is_recognised(plan: Document) -> None:
    assert (plan.template, plan.kind) == ("sheet_2022", "plan")


@pytest.mark.parametrize("text", ["", "Leader: SE", "1. Aim\nNothing to see."])
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert sheet_2022.score(text) == 0


def test_goals_and_their_actions(plan: Document) -> None:
    assert [(g.ref, g.title.value, [a.ref for a in g.actions]) for g in plan.goals] == [
        ("SG 1", "Intelligence on firearms", ["OA 1.1", "OA 1.2"]),
        ("SG 2", "Operations", ["OA 2.1"]),
        ("SG 3", "Training", ["OA 3.1", "OA 3.2"]),
    ]


def test_an_objective_runs_to_the_first_sheet(plan: Document) -> None:
    objectives = [goal.objective and goal.objective.value for goal in plan.goals]
    assert objectives == ["know more than before.", None, None]


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        (Field.LEADER, ["SE"]),
        (Field.CO_LEADER, ["FI", "EUROPOL"]),
        (Field.PARTICIPANTS, ["AT", "BE", "UK", None]),
    ],
)
def test_who_acts(first: Action, field: Field, codes: list[str | None]) -> None:
    assert [getattr(value, "code", None) for value in first.values(field)] == codes


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (Field.TITLE, ["Situational picture"]),
        (Field.SUMMARY, ["Build the picture: see OA 2.1 and OAs 1.2. Then share it."]),
        (Field.KPI, ["Number of reports (3)", "At least 12 meetings per year."]),
        (Field.TYPE, ["2-Data collection/data exchange", "4-Strategic"]),
        (Field.ACTIVITY, ["Collect data: all of it", "Write it up"]),
        (Field.LINKS, ["Cybercrime", "Drugs"]),
        (Field.RELATED, ["OA 2.1", "OA 1.2"]),
        (Field.JAD, ["Two, in spring."]),
    ],
)
def test_what_it_says(first: Action, field: Field, values: list[str]) -> None:
    assert [value.value for value in first.values(field)] == values


def test_a_row_that_the_form_does_not_know_is_kept(first: Action) -> None:
    (budget,) = first.other
    assert (budget.label, budget.value, budget.quote(PLAN)) == (
        "Budget",
        "EUR 50 000",
        "EUR 50 000",
    )
    row = first.row(Field.OTHER)
    assert row is not None and row.quote(PLAN) == "Budget: EUR 50 000"


def test_timings_and_targets(first: Action) -> None:
    assert [activity.timing for activity in first.activities] == ["Q1-Q2", None]
    assert [(kpi.target, kpi.unit) for kpi in first.kpis] == [(3, None), (12, "meetings per year")]


def test_a_footnote_in_a_sheet_is_noted(first: Action, plan: Document) -> None:
    assert first.notes == ("Footnote 1",)
    assert plan.footnotes[0].caller == "OA 1.1"


def test_labels_of_other_years(plan: Document) -> None:
    second = list(plan.actions())[1]
    assert [leader.code for leader in second.leaders] == ["FI", "EE"]
    assert [participant.code for participant in second.participants] == ["ALL_MS"]
    assert second.co_leaders == ()
    assert second.kpis[0].target == 500


def test_a_summary_without_its_label_is_found(plan: Document) -> None:
    second = list(plan.actions())[1]
    words = "The label of this summary is missing. It has two lines."
    assert [summary.value for summary in second.summary] == [words]


def test_an_action_that_no_overview_names_is_titled_by_its_summary(plan: Document) -> None:
    titles = [action.title.value for action in plan.actions()]
    assert titles[2:] == ["Act together", "OA 3.1", "OA 3.2"]


def test_overview_rows(plan: Document) -> None:
    rows = [(row.ref, row.leader.code, row.title.value) for row in plan.overview]
    assert rows == [("OA 1.1", "SE", "Situational picture"), ("OA 1.2", "FI", "Tracing of weapons")]


def test_short_headings_of_goals_stand_over_their_sheets() -> None:
    """The list of goals in running text opens the same way, but no sheets of theirs follow it."""
    short = PLAN.replace("Strategic Goal ", "CHSG ").replace(
        "Overview of OAs", "CHSG 1: Intelligence\nCHSG 2: Operations\nCHSG 3: Training\nOverview"
    )
    goals = parse_text("firearms", short, "0" * 64).goals
    assert [(g.ref, g.title.value, [a.ref for a in g.actions]) for g in goals] == [
        ("SG 1", "Intelligence on firearms", ["OA 1.1", "OA 1.2"]),
        ("SG 2", "Operations", ["OA 2.1"]),
        ("SG 3", "Training", ["OA 3.1", "OA 3.2"]),
    ]


def test_sheets_under_no_heading_are_of_the_goals_that_their_numbers_tell() -> None:
    lines = [line for line in PLAN.split("\n") if not line.startswith("Strategic Goal ")]
    document = parse_text("firearms", "\n".join(lines), "0" * 64)
    assert [(g.ref, [a.ref for a in g.actions]) for g in document.goals] == [
        ("SG 1", ["OA 1.1", "OA 1.2"]),
        ("SG 2", ["OA 2.1"]),
        ("SG 3", ["OA 3.1", "OA 3.2"]),
    ]


def test_a_row_of_two_cells_whose_label_no_form_knows_is_kept() -> None:
    sheet = ["Strategic Goal 1: Sea", "\tRef.:", "\tOA 1.1", "\tLeader:", "\tSE", "\tParticipants:"]
    sheet += ["\tDE, FR", "\tIndicative budget", "\tEUR 60 000", ""]
    text = "\n".join(sheet)
    rows = []
    for label, value in (("Leader:", "SE"), ("Participants:", "DE, FR"), ("Indicative", "EUR")):
        starts = text.index(label), text.index(value, text.index(label))
        cells = (
            Cell(start=start, end=text.index("\n", start), column=column)
            for column, start in enumerate(starts)
        )
        rows.append(TableRow(cells=tuple(cells)))
    table = Table(start=text.index("\tRef"), end=len(text), rows=tuple(rows), columns=2)
    (goal,) = sheet_2022.parse(text, (), (table,))
    (action,) = goal.actions
    assert [(row.label, row.value) for row in action.other] == [("Indicative budget", "EUR 60 000")]


def test_a_table_of_contents_that_lists_the_goals_is_none() -> None:
    contents = (
        "TABLE OF CONTENTS\n\n1.\tAim\t3\n\n2.\tContext\t4\n\nList of actions\t13\n\n"
        "Strategic Goal 1: Intelligence on firearms\t13\n\nStrategic Goal 2: Tracing\t17\n\n"
        "1.\tAim\n\nKnow more.\n\n2.\tContext\n\nWeapons are sold online.\n\n"
    )
    body = PLAN[PLAN.index("Strategic Goal 1") :] + "\n\nStrategic Goal 2: Tracing\n\n"
    document = parse_text("firearms", f"Operational Action Plan 2025\n\n{contents}{body}", "x")
    alone = parse_text("firearms", PLAN, "x")
    assert [s.ref for s in document.sections][:3] == ["Preamble", "§ 1", "§ 2"]
    assert [g.ref for g in document.goals][:2] == ["SG 1", "SG 2"]
    assert [a.ref for a in document.goals[0].actions] == [a.ref for a in alone.goals[0].actions]
