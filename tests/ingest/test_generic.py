"""Plans in forms that no module knows."""

from io import BytesIO

import docx
import pytest

from ingest.forms import generic
from ingest.layout import Cell, Layout, Table, TableRow
from ingest.model import Action, Document, Field
from ingest.parse import parse_bytes, parse_text
from ingest.report import report_on

PROSE = """\
Operational Action Plan 2026: Excise fraud

1. Aim

This plan corresponds to the EU crime priority “Excise fraud”. The driver is PL.

Strategic Goal 1: Intelligence

Action 1.1 - Map of illegal factories. Leader: NL. Participants: BE, DE and Europol. KPI: 3 maps.
Timeline: Q2.

Strategic Goal 2 – Operations

Action 2.1: Joint border checks

Patrols check lorries at night along the eastern border.

Lead MS: LT
Co-leads: LV, EE
Participating MS: PL, FI
Expected results:
- 40 lorries stopped
- 5 arrests
Budget: EUR 20 000

2. Final provisions

The plan is reviewed in December.
"""

ROWS = [
    ("Operational action no.", "OA 3.2"),
    ("Title", "Take down of stresser services"),
    ("Lead Member State", "NL"),
    ("Co-action leader(s)", "FR, Europol"),
    ("Participating countries", "BE, DE, United Kingdom"),
    ("Description", "Servers are seized.\nLeader: of the group is not a label here."),
    ("Indicators of success", "a) 10 servers (10)\nb) 3 arrests (3)"),
    ("Timeframe", "Q1-Q3"),
    ("Budget", "EUR 45 000"),
    ("Sources of funding", "ISF"),
]


def word_plan(rows: list[tuple[str, str]]) -> bytes:
    made = docx.Document()
    made.add_paragraph("Operational Action Plan 2024: Cybercrime")
    made.add_paragraph("Strategic objective 3: Infrastructure")
    table = made.add_table(rows=len(rows), cols=2)
    for row, words in zip(table.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = words
    made.add_paragraph("This closing remark belongs to no action.")
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def html_plan(header: list[str], row: list[str]) -> bytes:
    cells = ["".join(f"<td>{cell}</td>" for cell in cells) for cells in (header, row)]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return (
        "<!DOCTYPE html><html><body><h1>Operational Action Plan 2025 on firearms</h1>"
        f"<h2>Strategic Goal 1: Sources</h2><table>{table}</table></body></html>"
    ).encode()


def only(document: Document) -> Action:
    (action,) = document.actions()
    return action


def said(action: Action, field: Field) -> list[str]:
    return [value.value for value in action.values(field)]


def test_prose_with_labels_becomes_actions() -> None:
    document = parse_text("excise", PROSE, "")
    assert document.template == "generic"
    assert [(g.ref, g.title.value) for g in document.goals] == [
        ("SG 1", "Intelligence"),
        ("SG 2", "Operations"),
    ]
    first, second = document.actions()
    assert (first.ref, first.title.value) == ("OA 1.1", "Map of illegal factories")
    assert said(first, Field.LEADER) == ["NL"]
    assert said(first, Field.PARTICIPANTS) == ["BE", "DE", "Europol"]
    assert said(first, Field.TIMING) == ["Q2."]
    assert second.title.value == "Joint border checks"
    assert said(second, Field.SUMMARY) == [
        "Patrols check lorries at night along the eastern border."
    ]
    assert said(second, Field.LEADER) == ["LT"]
    assert said(second, Field.CO_LEADER) == ["LV", "EE"]
    assert [(row.label, row.value) for row in second.other] == [("Budget", "EUR 20 000")]


def test_what_follows_the_actions_is_a_section() -> None:
    document = parse_text("excise", PROSE, "")
    assert [section.ref for section in document.sections] == ["Preamble", "§ 1", "§ 2"]
    assert document.heading.priority and document.heading.priority.value == "Excise fraud"
    assert report_on(document, PROSE).coverage == 1.0


def test_a_table_of_labels_that_nobody_has_seen() -> None:
    document = parse_bytes("cyber.docx", word_plan(ROWS)).document
    action = only(document)
    assert (action.ref, action.title.value) == ("OA 3.2", "Take down of stresser services")
    assert said(action, Field.LEADER) == ["NL"]
    assert said(action, Field.CO_LEADER) == ["FR", "Europol"]
    assert [value.code for value in action.participants] == ["BE", "DE", "UK"]
    assert [kpi.target for kpi in action.kpis] == [10, 3]
    assert said(action, Field.TIMING) == ["Q1-Q3"]
    assert [(row.label, row.value) for row in action.other] == [
        ("Budget", "EUR 45 000"),
        ("Sources of funding", "ISF"),
    ]


def test_how_well_it_is_understood_is_said() -> None:
    known = parse_bytes("x.docx", word_plan(ROWS[:5])).document.confidence
    unknown = [*ROWS[:3], ("Colour", "red"), ("Weather", "fine"), ("Mood", "good")]
    assert parse_bytes("x.docx", word_plan(unknown)).document.confidence < known == 1.0


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            ["No.", "Action", "Leader", "Participants", "KPI", "Timeline"],
            ["1.1", "<p>Tracing</p><p>Of guns.</p>", "FR", "ES, IT", "4 reports", "Q2"],
        ),
        (
            [
                "OA",
                "Action title",
                "Description",
                "Lead MS",
                "Participating countries",
                "KPIs",
                "Timing",
            ],
            ["OA 1.1", "Tracing", "Of guns.", "FR", "ES, IT", "4 reports", "Q2"],
        ),
    ],
)
def test_a_table_with_a_row_for_each_action(header: list[str], row: list[str]) -> None:
    action = only(parse_bytes("guns.html", html_plan(header, row)).document)
    assert (action.ref, action.title.value) == ("OA 1.1", "Tracing")
    assert said(action, Field.SUMMARY) == ["Of guns."]
    assert said(action, Field.LEADER) == ["FR"]
    assert said(action, Field.PARTICIPANTS) == ["ES", "IT"]
    assert said(action, Field.KPI) == ["4 reports"]
    assert said(action, Field.TIMING) == ["Q2"]


def test_a_cell_that_is_withheld_is_a_redaction_of_its_action() -> None:
    header = ["No.", "Action", "Leader", "Participants"]
    document = parse_bytes(
        "x.html", html_plan(header, ["1.1", "Tracing", "FR", "DELETED"])
    ).document
    assert only(document).participants == ()
    assert [(r.ref, r.label) for r in document.redactions] == [("OA 1.1", "participants")]


def test_a_label_that_spans_rows_labels_them_all() -> None:
    """A merged cell on the left: its rows have indicators and targets, activities and timings."""
    words = [
        ["OA 2.1 – Night checks"],
        ["Action leader", "NL"],
        ["KPI and target", "Victims identified", "60"],
        ["", "Satisfaction of participants", "93 %"],
        ["Activities and timing", "First week", "Q2"],
        ["", "Second week", "Q4"],
    ]
    text, rows = "", []
    for row in words:
        cells = []
        for column, cell in enumerate(row):
            if cell:
                cells.append(Cell(start=len(text), end=len(text) + len(cell), column=column))
                text += cell + "\n"
        rows.append(TableRow(cells=tuple(cells)))
    table = Table(start=0, end=len(text), rows=tuple(rows), columns=3)
    (goal,) = generic.parse(text, (), (table,))
    (action,) = goal.actions
    assert [(kpi.value, kpi.target) for kpi in action.kpis] == [
        ("Victims identified 60", 60),
        ("Satisfaction of participants 93 %", 93),
    ]
    assert [activity.timing for activity in action.activities] == ["Q2", "Q4"]


def test_a_sheet_of_which_all_but_the_number_is_withheld_is_known_as_such() -> None:
    text = (
        "Goal 1: See\n\nOA 1.1\nTitle: One\nLeader: DE\nParticipants: FR\n\n"
        "OA 1.2\nDELETED\n\nOA 1.3\nTitle: Three\nLeader: ES\nParticipants: PT\n"
    )
    actions = parse_text("x", text, "0" * 64).actions()
    assert [(a.ref, a.withheld) for a in actions] == [
        ("OA 1.1", False), ("OA 1.2", True), ("OA 1.3", False),
    ]  # fmt: skip


INNER: list[list[str]] = [
    ["OA-2.1", "Operation LANTERN"],
    ["Action lead", "ES", "Deputy lead", "DE, RO"],
    ["Category", "Operational", "Funding", "EUR 210 000"],
    ["Reason and content", "Viewers pay for abuse that is streamed."],
    ["Deliverables", "Due"],
    ["List of patterns", "28 February 2026"],
    ["Closing report", "30 November 2026"],
    ["Measuring success", "Value 2024", "Target 2026"],
    ["Viewers arrested", "31", "45"],
    ["Payments traced", "540", "700"],
    ["Taking part", "FR, EUROPOL"],
    ["Risk", "High"],
    ["Links", "OA-3.3; OAP Firearms"],
    ["Action days", "none"],
]


def table_of(rows: list[list[str]]) -> bytes:
    made = docx.Document()
    made.add_paragraph("Operational Action Plan 2026: Excise fraud")
    made.add_paragraph("Goal 2: Offenders")
    table = made.add_table(0, 4)
    for row in rows:
        cells = table.add_row().cells
        width = 4 // len(row) if len(row) != 3 else 1
        for place, words in enumerate(row):
            first = cells[place * width]
            last = 3 if place == len(row) - 1 else place * width + width - 1
            first.merge(cells[last]).text = words
    made.add_paragraph("Overview")
    overview = made.add_table(2, 4)
    for cell, words in zip(overview.rows[0].cells, ("OA", "Title", "Lead", "Funding"), strict=True):
        cell.text = words
    told = ("OA-2.1", "Operation LANTERN", "ES", "EUR 210 000")
    for cell, words in zip(overview.rows[1].cells, told, strict=True):
        cell.text = words
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_tables_inside_a_sheet_give_targets_and_dates_by_their_columns() -> None:
    document = parse_bytes("plan.docx", table_of(INNER)).document
    (action,) = document.actions()
    assert document.template == "generic"  # the overview tells less of the action than its sheet
    assert action.title.value == "Operation LANTERN"
    assert [(kpi.value, kpi.target) for kpi in action.kpis] == [
        ("Viewers arrested (45)", 45),
        ("Payments traced (700)", 700),
    ]
    assert [(a.value, a.timing) for a in action.activities] == [
        ("List of patterns", "28 February 2026"),
        ("Closing report", "30 November 2026"),
    ]
    assert [actor.code for actor in action.co_leaders] == ["DE", "RO"]
    assert [value.value for value in action.types] == ["Operational"]
    assert [(row.label, row.value) for row in action.other] == [
        ("Funding", "EUR 210 000"),
        ("Risk", "High"),
    ]
    assert [value.value for value in action.links] == ["OAP Firearms"]
    assert [value.value for value in action.related] == ["OA 3.3"]
    assert action.jads == ()


LINED = [
    "OA 2.1\tOperation KILN",
    "WHO\tLeader: HU\tCo-leader: AT\tParticipants: BG, DE, EUROPOL",
    "WHERE\tFrom Szeged to Vienna",
    "HOW and WHEN\vTiming\na) Joint office opened\vby 1 March\nb) Guide in Dari and Urdu Q1"
    "\tMEASURED BY (KPI)\v2015\vTarget 2016\nKPI 1. Number of reports sent to Focal Point\v240"
    "\v600\nCheckpoint\nKPI 2. Vehicles seized\v–\v80",
    "LINKS\tWithin this OAP: OA 1.1, OA 3.1. Other OAPs: Firearms; Cybercrime",
]


def lined_table(rows: list[str], start: int) -> Table:
    """Return a table of rows with tabs between their cells; "\v" is a tab inside a cell."""
    made, at = [], start
    for row in rows:
        cells, begin = [], at
        for column, words in enumerate(row.split("\t")):
            cells.append(Cell(start=begin, end=begin + len(words), column=column))
            begin += len(words) + 1
        made.append(TableRow(cells=tuple(cells)))
        at = begin
    return Table(start=start, end=at - 1, rows=tuple(made), columns=3)


def lined_plan(rows: list[str]) -> Action:
    head = "Operational Action Plan 2016: Bricks\n\nStrategic Goal 2: Kilns\n\n"
    text = head + "\n".join(rows).replace("\v", "\t")
    layout = Layout(tables=(lined_table(rows, len(head)),))
    return only(parse_text("plan", text, "", layout))


def test_cells_hold_labels_with_their_words_and_tables_without_rules() -> None:
    action = lined_plan(LINED)
    assert [actor.code for actor in action.leaders] == ["HU"]
    assert [actor.code for actor in action.co_leaders] == ["AT"]
    assert [actor.code for actor in action.participants] == ["BG", "DE", "EUROPOL"]
    assert [(kpi.value, kpi.target) for kpi in action.kpis] == [
        ("Number of reports sent to Focal Point (600)", 600),
        ("Vehicles seized (80)", 80),
    ]
    assert [(a.value, a.timing) for a in action.activities] == [
        ("Joint office opened", "by 1 March"),
        ("Guide in Dari and Urdu Q1", "Q1"),
    ]
    assert [value.value for value in action.links] == ["Firearms", "Cybercrime"]
    assert [value.value for value in action.related] == ["OA 1.1", "OA 3.1"]
    assert [(row.label, row.value) for row in action.other] == [("WHERE", "From Szeged to Vienna")]


def test_a_sheet_that_withholds_its_title_and_who_does_what_is_withheld() -> None:
    rows = ["OA 2.1\tDELETED", "WHO\tLeader: DELETED\tParticipants: DELETED", "WHERE\tDELETED"]
    assert lined_plan(rows).withheld
    assert not lined_plan([rows[0], "WHO\tLeader: HU\tParticipants: DELETED", rows[2]]).withheld


def test_indicators_and_steps_stand_beside_their_letters() -> None:
    lettered = [
        ["OA-2.1", "Operation LANTERN"],
        ["Action lead", "ES", "Deputy lead", "DE"],
        ["Step", "Description", "Timing"],
        ["1", "Kick-off in Oslo", "Q1"],
        ["KPI", "Indicator", "Target 2026"],
        ["a)", "Viewers arrested", "45"],
    ]
    action = only(parse_bytes("plan.docx", table_of(lettered)).document)
    assert [kpi.value for kpi in action.kpis] == ["Viewers arrested (45)"]
    assert [(a.value, a.timing) for a in action.activities] == [("Kick-off in Oslo", "Q1")]


def test_work_packages_are_steps_and_no_goals() -> None:
    rows = [
        ["OA-2.1", "Operation LANTERN"],
        ["Action manager", "ES", "Deputy action manager(s)", "DE"],
        ["Expected outcomes", "Baseline (2024)", "Target (2025)"],
        ["Viewers arrested", "31", "45"],
        ["Joint Action Days", "1", "2"],
        ["Work packages"],
        ["WP 1", "Map of brokers", "Q1-Q2"],
        ["WP 2", "Three searches", "Q2-Q4"],
        ["Evaluation", "By the European Commission in March 2026"],
        ["Joint Action Days", "JAD DANUBE 10"],
    ]
    document = parse_bytes("plan.docx", table_of(rows)).document
    action = only(document)
    assert [goal.ref for goal in document.goals] == ["SG 2"]
    assert [(a.value, a.timing) for a in action.activities] == [
        ("Map of brokers", "Q1-Q2"),
        ("Three searches", "Q2-Q4"),
    ]
    assert [kpi.value for kpi in action.kpis] == ["Viewers arrested (45)", "Joint Action Days (2)"]
    assert said(action, Field.JAD) == ["JAD DANUBE 10"]
    assert [(row.label, row.value) for row in action.other] == [
        ("Evaluation", "By the European Commission in March 2026")
    ]


def test_indicators_stand_beside_bare_letters_under_a_number_of_their_own() -> None:
    rows = [
        ["OA-2.1", "Operation LANTERN"],
        ["Action lead", "ES", "Deputy lead", "DE"],
        ["KPIs", "No", "Key performance indicator", "Target 2026"],
        ["", "a", "Viewers arrested", "45"],
        ["Risk", "High"],
    ]
    action = only(parse_bytes("plan.docx", table_of(rows)).document)
    assert [kpi.value for kpi in action.kpis] == ["Viewers arrested (45)"]


def test_a_sheet_that_is_withheld_but_for_its_title_is_known() -> None:
    head = "Operational Action Plan 2016: Bricks\n\nStrategic Goal 2: Kilns\n\n"
    first = ["OA 2.1\tOperation KILN", "Leader\tES", "Participants\tFR"]
    withheld = ["OA 2.2\tContact point at the border", "NOT DECLASSIFIED"]
    text = "\n\n".join([head + "\n".join(first), "\n".join(withheld)])
    tables = (
        lined_table(first, len(head)),
        lined_table(withheld, text.index(withheld[0])),
    )
    _, action = parse_text("plan", text, "", Layout(tables=tables)).actions()
    assert action.withheld
    assert action.title.value == "Contact point at the border"


def test_marks_under_actors_say_who_takes_part() -> None:
    made = docx.Document()
    made.add_paragraph("Operational Action Plan 2026: Excise fraud")
    made.add_paragraph("Goal 2: Offenders")
    sheet = made.add_table(3, 2)
    for row, words in zip(
        sheet.rows,
        [("OA 2.1", "Lorries"), ("Leader", "ES"), ("Participants", "as marked in Annex I")],
        strict=True,
    ):
        row.cells[0].text, row.cells[1].text = words
    made.add_paragraph("Annex I")
    matrix = made.add_table(2, 7)
    marks = (
        ("Action", "AT", "BE", "ES", "FR", "Europol", "US"),
        ("OA 2.1", "X", "", "L", "x", "C", "X"),
    )
    for row, cells in zip(matrix.rows, marks, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    out = BytesIO()
    made.save(out)
    action = only(parse_bytes("plan.docx", out.getvalue()).document)
    assert [actor.code for actor in action.participants] == ["AT", "FR", "US"]


def test_labels_in_capitals_inside_a_sheet_are_no_acronyms() -> None:
    head = "Operational Action Plan 2016: Bricks\n\n1. Acronyms\n\nSIENA\tSecure network\n\n"
    rows = ["OA 2.1\tOperation KILN", "LEADER\tES", "WHAT\tBricks that leave by night."]
    text = head + "\n".join(rows)
    document = parse_text("plan", text, "", Layout(tables=(lined_table(rows, len(head)),)))
    assert [value.value for value in only(document).summary] == ["Bricks that leave by night."]
    assert [acronym.short for acronym in document.acronyms] == ["SIENA"]


def test_a_sheet_under_black_bars_is_withheld() -> None:
    bars = "\u2588" * 9
    text = (
        f"{PROSE.partition('2. Final')[0]}\nAction 2.2\n\n{bars}\n\n[WITHHELD]\n\n2. Final notes\n"
    )
    document = parse_text("plan", text, "")
    assert [action.ref for action in document.actions() if action.withheld] == ["OA 2.2"]


LETTERED = """\
Operational Action Plan 2028: Cultural goods

2. Background

2.1 Terms

Provenance: the history of an object.

Goal II – Cases against looters

A2.1 Illegal digging

Action manager: BG\tDeputy: RO

On board: AT, CZ and Europol

Purpose and content

Coins are collected by middlemen and sold in the west.

Yardsticks (target values): · Networks dismantled: 9

· Objects recovered: 4 000

Steps and calendar

(a) Choice of targets – Q1

(b) Action days – Q3

Legal basis: Directive 2014/60/EU

A2.2 [DELETED]

This action is not accessible to the public.

A2.3 Wrecks

Action manager: ES

On board: CY, MT
"""


def test_letters_before_numbers_roman_goals_and_lists_under_labels() -> None:
    document = parse_text("plan", LETTERED, "")
    (goal,) = document.goals
    assert (goal.ref, goal.title.value) == ("SG 2", "Cases against looters")
    digging, withheld, _ = goal.actions
    assert (digging.ref, digging.title.value) == ("OA 2.1", "Illegal digging")
    assert [a.code for a in (*digging.leaders, *digging.co_leaders)] == ["BG", "RO"]
    assert [a.code for a in digging.participants] == ["AT", "CZ", "EUROPOL"]
    assert [kpi.target for kpi in digging.kpis] == [9, 4000]
    assert [(a.value, a.timing) for a in digging.activities] == [
        ("Choice of targets", "Q1"),
        ("Action days", "Q3"),
    ]
    assert digging.summary[0].value.startswith("Coins are collected")
    assert [(row.label, row.value) for row in digging.other] == [
        ("Legal basis", "Directive 2014/60/EU")
    ]
    assert withheld.withheld
    assert not digging.withheld


BOTH = [
    ["No", "Action", "Leader / co-leader(s)", "Participants", "Results and indicators", "Risk"],
    ["1.1", "Threat picture\nOne report a year.", "EUROPOL / NL, DE", "All MS",
     "Losses are known.\n• Report issued by 30 June\n• 18 replies", "Low"],
    ["1.2", "Early warning\nContact persons warn.", "BE", "AT, CZ", "• 24 warnings sent", "High"],
]  # fmt: skip


def test_cells_that_say_two_things_are_divided() -> None:
    made = docx.Document()
    made.add_paragraph("Operational Action Plan 2016: VAT fraud")
    made.add_paragraph("Goal 1: Picture")
    table = made.add_table(0, 6)
    for row in BOTH:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = BytesIO()
    made.save(out)
    first, second = parse_bytes("plan.docx", out.getvalue()).document.actions()
    assert [a.code for a in first.leaders] == ["EUROPOL"]
    assert [a.code for a in first.co_leaders] == ["NL", "DE"]
    assert first.title.value == "Threat picture"
    assert [value.value for value in first.targets] == ["Losses are known."]
    assert [kpi.value for kpi in first.kpis] == ["Report issued by 30 June", "18 replies"]
    assert ([a.code for a in second.leaders], second.co_leaders) == (["BE"], ())


def test_a_row_of_labels_says_what_stands_below_each() -> None:
    page = (
        "<h1>Operational Action Plan 2028: Cultural goods</h1><h2>Goal 4 – Money</h2>"
        "<table><caption>A4.1 Laundering through art</caption>"
        "<tr><th>Action manager</th><th>Deputy</th><th>When</th><th>Budget</th></tr>"
        "<tr><td>BE</td><td>NL</td><td>all year</td><td>EUR 180 000</td></tr>"
        "<tr><th>On board</th><td colspan=3>CY, FR</td></tr></table>"
    )
    (action,) = parse_bytes("plan.html", page.encode()).document.actions()
    assert action.title.value == "Laundering through art"
    assert [a.code for a in (*action.leaders, *action.co_leaders)] == ["BE", "NL"]
    assert [value.value for value in action.timing] == ["all year"]
    assert [(row.label, row.value) for row in action.other] == [("Budget", "EUR 180 000")]
    assert [a.code for a in action.participants] == ["CY", "FR"]


def test_labels_beside_the_number_and_in_rows_of_their_own() -> None:
    """A cell beside the number, and values that look like labels below those that are."""
    rows = [
        ("OA No.: OA 2.1", "Lead country: HR"),
        ("Co-lead: SI",),
        ("Work plan and timing",),
        (
            "<table><tr><td>Activity</td><td>Timing</td></tr>"
            "<tr><td>1) Night checks</td><td>Q2</td></tr></table>",
        ),
        ("Synergies with other plans",),
        ("Excise Fraud; High-Risk Criminal Networks",),
        ("Joint Action Days",),
        ("JAD Wild Trace",),
        ("Funding",),
        ("EUR 9 000",),
    ]
    cells = ["".join(f"<td colspan={3 - len(row)}>{words}</td>" for words in row) for row in rows]
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    page = f"<h1>Operational Action Plan 2027: Tyres</h1><h2>Goal 2</h2><table>{body}</table>"
    (action,) = parse_bytes("plan.html", page.encode()).document.actions()
    assert [a.code for a in (*action.leaders, *action.co_leaders)] == ["HR", "SI"]
    assert [(a.value, a.timing) for a in action.activities] == [("Night checks", "Q2")]
    assert said(action, Field.LINKS) == ["Excise Fraud", "High-Risk Criminal Networks"]
    assert said(action, Field.JAD) == ["JAD Wild Trace"]
    assert [(row.label, row.value) for row in action.other] == [("Funding", "EUR 9 000")]
