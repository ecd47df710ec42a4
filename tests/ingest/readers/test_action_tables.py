"""Tables of actions over landscape pages, with rules and without, under columns of any name."""

from io import BytesIO
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from ingest.parse import parse_bytes

_COLUMNS = [
    "Op.", "Heading", "Steering country", "Second", "Allies", "Narrative text", "Interplay",
    "Months foreseen", "Yardsticks set", "Money",
]  # fmt: skip
_WIDTHS = [32, 90, 60, 50, 95, 190, 50, 70, 95, 48]
_STYLES = {
    "grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "level": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)],
    "none": [],
}
_SENTENCE = "Officers visit auction houses and compare lots with the database of stolen works. "


def _row(goal: int, number: int) -> list[str]:
    return [
        f"{goal}.{number}", ["Museum night checks", "Painted evidence"][number % 2],
        ["DE", "Europol", "FR, ES"][number % 3], ["AT", "NL"][number % 2],
        "BE, CZ, EE, HU, Interpol, Switzerland", _SENTENCE * (1 + (goal * number) % 4), "1.2, 2.1",
        ["Q1-Q3", "By 30 June", "March to May"][number % 3],
        "Number of visits (at least 40)\nNumber of hits (at least 7)", "EUR 40 000",
    ]  # fmt: skip


def _pdf(rules: str) -> bytes:
    cell = ParagraphStyle("cell", fontName="Helvetica", fontSize=9, leading=11)
    head = ParagraphStyle("head", parent=cell, fontName="Helvetica-Bold")
    rows: list[list[Any]] = [[Paragraph(label, head) for label in _COLUMNS]]
    for goal, name in enumerate(["Seeing", "Stopping", "Teaching"], 1):
        rows.append([Paragraph(f"Goal {goal}: {name} the trade in stolen art", head)] + [""] * 9)
        for number in range(1, 6):
            words = [value.split("\n") for value in _row(goal, number)]
            rows.append([[Paragraph(line, cell) for line in lines] for lines in words])
    table = Table(rows, colWidths=_WIDTHS, repeatRows=1, splitInRow=1)
    spans = [("SPAN", (0, n), (-1, n)) for n, row in enumerate(rows) if row[1] == ""]
    plain = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 4)]
    table.setStyle(TableStyle([*plain, *spans, *_STYLES[rules]]))
    width, height = landscape(A4)

    def running(canvas: Any, document: Any) -> None:
        canvas.drawString(40, height - 25, "9911/27")
        canvas.drawRightString(width - 40, 15, str(document.page))

    written = BytesIO()
    frame = Frame(30, 30, width - 60, height - 70, leftPadding=0, rightPadding=0)
    document = BaseDocTemplate(written, invariant=True)
    template = PageTemplate("wide", [frame], pagesize=(width, height), onPage=running)
    document.addPageTemplates([template])
    document.build([Paragraph("ANNEX – All that is to be done", head), Spacer(1, 8), table])
    return written.getvalue()


@pytest.mark.parametrize("rules", _STYLES)
def test_a_row_for_each_action_is_read_with_rules_and_without(rules: str) -> None:
    document = parse_bytes("plan.pdf", _pdf(rules)).document
    assert [goal.title.value for goal in document.goals] == [
        f"{name} the trade in stolen art" for name in ("Seeing", "Stopping", "Teaching")
    ]
    actions = [action for goal in document.goals for action in goal.actions]
    assert len(actions) == 15
    for action in actions:
        goal, number = map(int, action.ref.removeprefix("OA ").split("."))
        _, title, leader, partner, _, summary, _, timing, kpis, money = _row(goal, number)
        assert action.title.value == title
        assert [a.value for a in action.leaders] == leader.split(", ")
        assert [a.value for a in action.co_leaders] == [partner]
        assert [a.value for a in action.participants][-2:] == ["Interpol", "Switzerland"]
        assert " ".join(value.value for value in action.summary) == summary.strip()
        assert [value.value for value in action.related] == ["OA 1.2", "OA 2.1"]
        assert [value.value for value in action.timing] == [timing]
        assert [kpi.value for kpi in action.kpis] == kpis.split("\n")
        assert [(value.label, value.value) for value in action.other] == [("Money", money)]
