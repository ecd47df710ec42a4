"""Cells of a table of actions that hold labels of their own, and notices that withhold sheets."""

import pytest

from ingest.model import Action, Document
from ingest.parse import parse_bytes, parse_text

PLAN = """\
Operational Action Plan 2031: Sand theft

1. Aim

This plan corresponds to the EU crime priority “Sand theft”. The driver is PT.

Strategic Goal 1: To know more

No\tOperational action\tLeader\tCo-leader / Participants\tPerformance indicators\tTimetable\tRemarks / links
1.1\tMap of the pits\tIT\t{cell}\t3 maps\tQ1\t{links}
1.2\tNight checks\tES\tParticipants: PL, FI\t40 lorries\tQ2\tNone
"""  # noqa: E501


def actions(cell: str, links: str = "None") -> list[Action]:
    text = PLAN.format(cell=cell, links=links)
    document: Document = parse_text("sand-2031", text, "x")
    return list(document.actions())


@pytest.mark.parametrize(
    "cell", ["Co-leader: EL; Participants: CY, TR", "Co-leader: EL Participants: CY, TR"]
)
def test_labels_inside_a_cell_tell_co_leaders_from_participants(cell: str) -> None:
    action = actions(cell)[0]
    assert [value.code for value in action.co_leaders] == ["EL"]
    assert [value.code for value in action.participants] == ["CY", "TR"]


def test_actions_named_among_remarks_are_related() -> None:
    action = actions("Participants: CY", "Links: actions 1.2 and 3.1")[0]
    assert [value.value for value in action.related] == ["OA 1.2", "OA 3.1"]


SHEETS = """\
Operational Action Plan 2031: Sand theft

1. Aim

This plan corresponds to the EU crime priority “Sand theft”. The driver is PT.

Strategic Goal 2: Controls

Action ref.: OA 2.1
Leader: LT
Participants: PL, FI
KPIs: 40 lorries
Action 2.1 (continued)
Timing: Q3

Action ref.: OA 2.2
{withheld}

Action ref.: OA 2.3
Leader: PT
Participants: ES
KPIs: 3 maps
"""


@pytest.mark.parametrize(
    "withheld",
    [
        "NOT DECLASSIFIED",
        "Leader: NOT DECLASSIFIED\nParticipants: NOT DECLASSIFIED",
        "Leader: DELETED\n[…]\nDELETED FROM THIS POINT UNTIL THE END OF THE SHEET (OA 2.2)",
    ],
)
def test_a_sheet_of_which_nothing_is_left_is_withheld(withheld: str) -> None:
    document = parse_text("sand-2031", SHEETS.format(withheld=withheld), "x")
    found = {action.ref: action.withheld for action in document.actions()}
    assert found == {"OA 2.1": False, "OA 2.2": True, "OA 2.3": False}


def test_a_sheet_goes_on_behind_a_line_that_says_so() -> None:
    document = parse_text("sand-2031", SHEETS.format(withheld="DELETED"), "x")
    first = next(action for action in document.actions() if action.ref == "OA 2.1")
    assert [value.code for value in first.participants] == ["PL", "FI"]
    assert [value.value for value in first.timing] == ["Q3"]


MIXED = """\
<h1>Operational Action Plan 2031: Sand theft</h1>
<h2>1. Aim</h2><p>This plan corresponds to the EU crime priority “Sand theft”.</p>
<h2>2. Actions</h2><h2>Strategic Goal 1: Intelligence</h2>
<table>
<tr><td>#</td><td>Operational action</td><td>Leader</td><td>Participants</td><td>Description</td>
<td>OA</td><td>Timing</td></tr>
<tr><td>1.1</td><td>Map of the pits</td><td>NL</td><td>BE, DE</td><td>Pits are mapped.</td>
<td>2.1</td><td>Q1</td></tr>
<tr><td>1.2</td><td>Price survey</td><td>ES</td><td>PT</td><td>Prices are asked for.</td>
<td>2.1</td><td>Q2</td></tr>
</table>
<h2>Strategic Goal 2: Controls</h2>
<table>
<tr><td>Action no.</td><td>2.1</td></tr><tr><td>Title</td><td>Night checks</td></tr>
<tr><td>Leader</td><td>LT</td></tr><tr><td>Participants</td><td>PL, FI</td></tr>
<tr><td>Description</td><td>Barges are checked.</td></tr><tr><td>KPIs</td><td>40 barges</td></tr>
</table>
"""


def test_a_table_for_some_goals_and_sheets_for_others_are_both_read() -> None:
    document = parse_bytes("sand-2031.html", MIXED.encode()).document
    told = {a.ref: (a.title.value, [v.code for v in a.leaders]) for a in document.actions()}
    assert told == {
        "OA 1.1": ("Map of the pits", ["NL"]),
        "OA 1.2": ("Price survey", ["ES"]),
        "OA 2.1": ("Night checks", ["LT"]),
    }
    linked = {a.ref: [v.value for v in a.related] for a in document.actions()}
    assert linked["OA 1.1"] == ["OA 2.1"]
