"""Plans laid out as nobody has seen: rows and sheets, in Word, HTML, Markdown, PDF and text."""

from io import BytesIO

import docx
import pytest
from reportlab.pdfgen import canvas

from ingest.model import Action, Document, Field
from ingest.parse import parse_bytes
from ingest.report import report_on

TITLE = "Operational Action Plan 2027: Tyre dumping"
HEADER = ["No", "Operational action", "Lead", "Co-lead", "Participants", "Indicators", "Timeline"]
HEADER += ["Budget"]
ROWS = [
    ["Goal 1 – Better picture of tyre dumping"],
    ["1.1", "Map of depots", "AT", "HU", "CZ, SK, Europol", "12 depots mapped", "Q1", "EUR 9 000"],
    ["1.2", "Price watch", "HU", "", "AT, HR", "4 bulletins", "Q1-Q4", "EUR 4 000"],
    ["2. Seizures at the border"],
    ["2.1", "Night checks", "HR", "SI", "AT, HU, Frontex", "30 lorries", "Q2", "EUR 55 000"],
]
SHEETS = [
    ("Title", ["Night checks"]),
    ("Lead country", ["HR"]),
    ("Co-lead", ["SI"]),
    ("Participating countries", ["AT, HU, Slovakia, Czechia,", "Bulgaria and Frontex"]),
    ("Description", ["Officers look into lorries at night, on the roads", "to the border."]),
    ("Indicators", ["30 lorries (30)"]),
    ("Timeline", ["Q2"]),
    ("Budget", ["EUR 55 000"]),
]


def word(rows: list[list[str]]) -> bytes:
    made = docx.Document()
    for words in (TITLE, "1. Aim", "The driver is AT. The aim is less dumping."):
        made.add_paragraph(words)
    table = made.add_table(rows=0, cols=len(HEADER))
    for row in [HEADER, *rows]:
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).text = row[0]
        else:
            for cell, words in zip(cells, row, strict=True):
                cell.text = words
    made.add_paragraph("2. Final remarks")
    made.add_paragraph("Reviewed in November.")
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def html(rows: list[list[str]]) -> bytes:
    lines = [
        "<tr>" + "".join(f"<td colspan={9 - len(row)}>{cell}</td>" for cell in row) + "</tr>"
        for row in [HEADER, *rows]
    ]
    head = f"<html><body><h1>{TITLE}</h1><p>1. Aim</p><p>The driver is AT.</p><table>"
    foot = "</table><p>2. Final remarks</p><p>Reviewed in November.</p></body></html>"
    return (head + "".join(lines) + foot).encode()


def markdown(rows: list[list[str]]) -> bytes:
    lines = [f"# {TITLE}", "", "## 1. Aim", "", "The driver is **AT**.", ""]
    lines += [f"| {' | '.join(HEADER)} |", "|" + "---|" * len(HEADER)]
    lines += [f"| {' | '.join([*row, *[''] * (len(HEADER) - len(row))])} |" for row in rows]
    return "\n".join([*lines, "", "## 2. Final remarks", "", "Reviewed in November."]).encode()


def pdf(sheets: list[list[tuple[str, list[str]]]]) -> bytes:
    """A page with sheets that have no rules, only places."""
    written = BytesIO()
    page = canvas.Canvas(written, pagesize=(595, 842))
    y = 780.0
    for words in (TITLE, "1. Aim", "The driver is AT. The aim is less dumping of tyres."):
        page.drawString(60, y, words)
        y -= 24
    for sheet in sheets:
        y -= 20
        for label, lines in sheet:
            page.drawString(60, y, label)
            for words in lines:
                page.drawString(220, y, words)
                y -= 13
            y -= 3
    page.save()
    return written.getvalue()


def said(action: Action, field: Field) -> list[str]:
    return [value.value for value in action.values(field)]


def parsed(name: str, content: bytes) -> Document:
    found = parse_bytes(name, content)
    assert report_on(found.document, found.text).coverage == 1.0
    for action in found.document.actions():
        for leader in action.leaders:
            assert found.text[leader.start : leader.end] == leader.value
    return found.document


@pytest.mark.parametrize(("name", "make"), [("x.docx", word), ("x.html", html), ("x.md", markdown)])
def test_rows_of_actions_under_rows_of_goals(name: str, make) -> None:
    document = parsed(name, make(ROWS))
    assert [(goal.ref, goal.title.value) for goal in document.goals] == [
        ("SG 1", "Better picture of tyre dumping"),
        ("SG 2", "Seizures at the border"),
    ]
    one, _, three = document.actions()
    assert [a.ref for a in document.actions()] == ["OA 1.1", "OA 1.2", "OA 2.1"]
    assert (one.title.value, three.goal) == ("Map of depots", "SG 2")
    assert [actor.code for actor in one.leaders] == ["AT"]
    assert said(one, Field.CO_LEADER) == ["HU"]
    assert said(one, Field.PARTICIPANTS) == ["CZ", "SK", "Europol"]
    assert said(one, Field.KPI) == ["12 depots mapped"]
    assert said(three, Field.TIMING) == ["Q2"]
    assert [(row.label, row.value) for row in three.other] == [("Budget", "EUR 55 000")]
    assert {"§ 1", "§ 2"} <= {section.ref for section in document.sections}
    assert 0.5 < document.confidence < 1.0


def test_rows_without_any_goal_are_told_by_their_numbers() -> None:
    document = parsed("x.docx", word([row for row in ROWS if len(row) > 1]))
    assert [(g.ref, len(g.actions)) for g in document.goals] == [("SG 1", 2), ("SG 2", 1)]


def test_confidence_falls_with_the_columns_that_are_known() -> None:
    known = parsed("x.docx", word(ROWS)).confidence
    others = dict(zip(HEADER[3:], ["Mood", "Weather", "Colour", "Taste", "Smell"], strict=True))
    half = word(ROWS)
    for label, other in others.items():
        half = _renamed(half, label, other)
    assert parsed("x.docx", half).confidence < known - 0.05  # some are told by their cells


def _renamed(content: bytes, label: str, other: str) -> bytes:
    made = docx.Document(BytesIO(content))
    for cell in made.tables[0].rows[0].cells:
        cell.text = other if cell.text == label else cell.text
    written = BytesIO()
    made.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("first", "second", "ref"),
    [
        ("Action 7: Night checks", "Action 8: Day checks", "OA 7"),
        ("2.1 Night checks", "2.2 Day checks", "OA 2.1"),
        ("OA2.1 Night checks", "OA2.2 Day checks", "OA 2.1"),
        ("Action 2.1: Night checks", "Action 2.2: Day checks", "OA 2.1"),
        ("## Action 2.1: Night checks", "## Action 2.2: Day checks", "OA 2.1"),
    ],
)
def test_numbers_of_actions(first: str, second: str, ref: str) -> None:
    mark = "**" if first.startswith("#") else ""
    body = "\n".join(f"{mark}{label}:{mark} {' '.join(lines)}" for label, lines in SHEETS[1:])
    text = f"{TITLE}\n\n1. Aim\n\nThe driver is AT.\n\n2. Actions\n\n"
    document = parsed("x.txt", f"{text}{first}\n\n{body}\n\n{second}\n\n{body}\n".encode())
    one, two = document.actions()
    assert (one.ref, one.title.value, two.title.value) == (ref, "Night checks", "Day checks")
    assert said(one, Field.LEADER) == said(two, Field.LEADER) == ["HR"]
    assert said(one, Field.PARTICIPANTS)[-1] == "Frontex"
    assert [(row.label, row.value) for row in two.other] == [("Budget", "EUR 55 000")]
    assert "§ 2" in {section.ref for section in document.sections}


def test_a_sheet_in_a_pdf_without_rules() -> None:
    sheets = [[("Reference", [f"OA 2.{n}"]), *SHEETS] for n in (1, 2)]
    one, two = parsed("x.pdf", pdf(sheets)).actions()
    for action in (one, two):
        assert action.title.value == "Night checks"
        assert said(action, Field.LEADER) == ["HR"]
        assert said(action, Field.CO_LEADER) == ["SI"]
        assert said(action, Field.PARTICIPANTS) == [
            *("AT", "HU", "Slovakia", "Czechia", "Bulgaria", "Frontex")
        ]
        assert said(action, Field.SUMMARY) == [
            "Officers look into lorries at night, on the roads to the border."
        ]
        assert [kpi.target for kpi in action.kpis] == [30]
        assert [(row.label, row.value) for row in action.other] == [("Budget", "EUR 55 000")]


def test_two_columns_of_running_text_are_no_sheet() -> None:
    left = "Smugglers use the roads at night and hide tyres below other goods that"
    right = "they declare, while the owners of depots look the other way and sell on"
    lines = [(" ".join(left.split()[n % 3 :]), [right[: 30 + n]]) for n in range(12)]
    written = BytesIO()
    page = canvas.Canvas(written, pagesize=(595, 842))
    page.setFont("Helvetica", 7)
    for number, (one, two) in enumerate(lines):
        page.drawString(40, 700 - 12 * number, one)
        page.drawString(310, 700 - 12 * number, two[0])
    page.save()
    assert parse_bytes("x.pdf", written.getvalue()).document.tables == ()
