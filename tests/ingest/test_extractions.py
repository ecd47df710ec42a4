"""Text as it comes out of a PDF: every cell on its own line, the feet of pages in between."""

import pytest

from ingest.model import Document
from ingest.parse import parse_text
from ingest.read import read_document

FOOT = "\n13410/16\nMK/lr\n{page}\nANNEX\nDGD 1C\nRESTREINT UE/EU RESTRICTED EN\n\n"
SHEET = """\
OA {number}
{title}
Action Leader
{leader}
Co-leader
BE
Participants
{participants}
Description of the action
Parcels with the goods are followed from the port to the depot
where they are opened, and the couriers of each of the groups
are named to the liaison officers of the countries concerned.
Timing
Q1 - Q3
KPI / target
40 parcels followed; 12 couriers named; 3 depots closed in two
countries
Links with other OAPs
-
Funding
EMPACT grant

"""
PAGES = "\n".join(
    "The groups rent depots for a week and change them on the way at a place of their own, so\n"
    "that no patrol sees the same van twice, and the goods reach the market in small parcels.\n"
    for _ in range(8)
)
COVER = f"""\
Operational Action Plan 2019: Parcels

1. Aim

The driver is SI.²
{FOOT.format(page=1)}²
EMCDDA, European Drug Report 2016.

2. Methodology

{PAGES}
3. Budget

The following amounts are set aside (EUR):

Strategic goal
Amount (EUR)
Main items
Goal 1
95 000
studies, maps
Goal 2
520 000
control weeks
Total
615 000
{FOOT.format(page=2)}
4. Abbreviations

AP
Analysis Project
EC3
European Cybercrime Centre
FYROM
former Yugoslav Republic of Macedonia
INCB
International Narcotics Control Board

Strategic Goal 1: To follow the parcels that the groups send by
road and by air

"""
SHEETS = [
    ("1.1", "Map of the depots", "NL", "AT, DE, Europol"),
    ("1.2", "Couriers on night trains", "PL", "CZ, SK,\nFrontex"),
    ("1.3", "Parcels at airports", "IT", "CY, MT"),
    ("1.4", "Scanners in the ports", "ES", "PT, FR"),
]
TEXT = COVER + FOOT.format(page=3).join(
    SHEET.format(number=number, title=title, leader=leader, participants=participants)
    for number, title, leader, participants in SHEETS
)


@pytest.fixture(scope="module")
def plan() -> tuple[Document, str]:
    read = read_document("plan.txt", TEXT.encode())
    return parse_text("plan", read.text, "", read.layout), read.text


def test_feet_of_pages_are_no_part_of_the_flow(plan: tuple[Document, str]) -> None:
    document, text = plan
    feet = {p.quote(text) for p in document.passages if p.kind == "furniture"}
    assert {"13410/16", "MK/lr", "DGD 1C", "RESTREINT UE/EU RESTRICTED EN", "3"} <= feet
    values = [v for a in document.actions() for v in (*a.participants, *a.kpis, *a.summary)]
    assert not [v.value for v in values if "MK/lr" in v.value or "13410" in v.value]


def test_a_number_of_a_document_that_stands_alone_is_no_foot() -> None:
    read = read_document("x.txt", b"As agreed\n\n7704/17\n\n2. Context\n\n10544/17\n\nWords.\n")
    assert read.layout.furniture == ()


def test_titles_stand_below_the_numbers(plan: tuple[Document, str]) -> None:
    document, _ = plan
    assert [a.title.value for a in document.actions()] == [title for _, title, *_ in SHEETS]
    assert document.goals[0].title.value == (
        "To follow the parcels that the groups send by road and by air"
    )


def test_fields_are_read_over_broken_lines(plan: tuple[Document, str]) -> None:
    action = list(plan[0].actions())[1]
    assert [actor.code for actor in action.leaders] == ["PL"]
    assert [actor.code for actor in action.participants] == ["CZ", "SK", "FRONTEX"]
    assert [value.value for value in action.timing] == ["Q1 - Q3"]
    told = ["40 parcels followed", "12 couriers named", "3 depots closed in two countries"]
    assert [" ".join(kpi.value.split()) for kpi in action.kpis] == told
    assert [(row.label, row.value) for row in action.other] == [("Funding", "EMPACT grant")]
    assert len(action.summary) == 1
    assert action.summary[0].value.endswith("liaison officers of the countries concerned.")


def test_acronyms_and_notes_stand_over_their_words(plan: tuple[Document, str]) -> None:
    document, text = plan
    listed = {a.short: a.long for a in document.acronyms if a.ref == "Acronyms"}
    assert listed["AP"] == "Analysis Project"
    assert listed["INCB"] == "International Narcotics Control Board"
    assert "UK" not in listed
    (note,) = document.footnotes
    assert note.quote(text).split("\n")[-1] == "EMCDDA, European Drug Report 2016."
    assert note.calls


def test_amounts_are_not_joined_to_the_words_below(plan: tuple[Document, str]) -> None:
    document, text = plan
    words = [p.quote(text) for p in document.passages if p.ref == "§ 3"]
    assert words[words.index("Goal 2") + 1 :][:2] == ["520 000", "control weeks"]
