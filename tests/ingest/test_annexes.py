"""Tables behind the sheets that say more of the actions."""

from io import BytesIO

import docx

from ingest.parse import parse_bytes


def plan() -> bytes:
    made = docx.Document()
    made.add_paragraph("Operational Action Plan 2029: Pet trafficking")
    for number, leader in (("1.1", "NL"), ("1.2", "DE")):
        made.add_paragraph(
            f"OA {number} – Action of {leader}\nLeader: {leader}\nParticipants: BE, FR"
        )
    made.add_paragraph("Annex: Indicators and calendar")
    for header, first, second in (
        (("Action", "Indicator", "Target"), ("OA 1.1", "Arrests", "45"), ("", "Searches", "6")),
        (("Action", "Step", "When"), ("1.1", "Kick-off", "Q1"), ("1.2", "Report", "June 2029")),
    ):
        table = made.add_table(0, 3)
        for words in (header, first, second):
            for cell, own in zip(table.add_row().cells, words, strict=True):
                cell.text = own
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def test_indicators_and_steps_of_annexes_go_to_their_actions() -> None:
    first, second = parse_bytes("plan.docx", plan()).document.actions()
    assert [(kpi.value, kpi.target) for kpi in first.kpis] == [
        ("Arrests (45)", 45),
        ("Searches (6)", 6),
    ]
    assert [(step.value, step.timing) for step in first.activities] == [("Kick-off", "Q1")]
    assert [(step.value, step.timing) for step in second.activities] == [("Report", "June 2029")]
    assert {row.field for row in first.rows} >= {"kpi", "activity", "leader"}
