import pytest

from ingest.heading import read_heading
from ingest.model import Heading

COVER = """\
Brussels, 3 March 2024
(OR. en)

9999/1/24
REV 1

**RESTREINT UE/EU RESTRICTED**

new status: Public

From:	Presidency
To: Delegations
No. prev. doc.: 9998/2/23 REV 2, 9990/23 JAI 7

Subject: Draft Operational Action Plan 2025 related to the EU crime priority "Firearms trafficking"

developed under the overall responsibility of the SE driver.

1. Aim
This OAP corresponds to the following priority:

To take weapons off the streets.
"""


@pytest.mark.parametrize(
    ("field", "value", "quote"),
    [
        ("number", "9999/1/24 REV 1", "9999/1/24\nREV 1"),
        ("date", "2024-03-03", "3 March 2024"),
        ("marking", "RESTREINT UE/EU RESTRICTED", "RESTREINT UE/EU RESTRICTED"),
        ("status", "Public", "Public"),
        ("priority", "Firearms trafficking", "Firearms trafficking"),
        ("aim", "To take weapons off the streets", "To take weapons off the streets."),
        ("driver", "SE", "SE"),
        ("sender", "Presidency", "Presidency"),
        ("addressee", "Delegations", "Delegations"),
        ("previous", "9998/2/23 REV 2, 9990/23", "9998/2/23 REV 2, 9990/23"),
    ],
)
def test_what_a_cover_says(field: str, value: str, quote: str) -> None:
    read = getattr(read_heading(COVER, "x"), field)
    assert (read.value, read.quote(COVER)) == (value, quote)


def test_the_letter_of_the_priority() -> None:
    letter = read_heading("Operational Action Plan 2012:\nPriority Crime Area C: Tea", "x").letter
    assert letter is not None
    assert letter.value == "C"


def test_the_year_is_that_of_the_plan_and_else_that_of_the_date() -> None:
    assert read_heading(COVER, "x").year == 2025
    assert read_heading("Brussels, 3 March 2024\nA paper.", "x").year == 2024


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        ("Subject:\tOn boats - Approval (6 December)\n", "On boats"),
        ("Operational Action Plan 2022 on *Tea* developed", "Operational Action Plan 2022 on Tea"),
        ("Nothing of the kind.", "Fallback"),
    ],
)  # fmt: skip
def test_title(cover: str, title: str) -> None:
    assert read_heading(cover, "Fallback").title == title


@pytest.mark.parametrize(
    "text", ["", "Words.", "Brussels, 31 February 2024", "responsibility of the **DELETED** driver"]
)
def test_what_is_not_printed_is_not_made_up(text: str) -> None:
    assert read_heading(text, "x") == Heading(title="x")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("It was drawn up by the driver, Sweden (SE), together with MT.", "SE"),
        ("under the responsibility\nof the driver IT and of the co-drivers ES and LV", "IT"),
        ("under the overall responsibility of IT as the driver", "IT"),
        ("developed under the responsibility of the BE driver", "BE"),
    ],
)
def test_drivers_in_other_words(words: str, code: str) -> None:
    driver = read_heading(f"Operational Action Plan 2022: Drugs\n\n{words}\n", "x").driver
    assert driver and driver.code == code
    assert driver.value in words


def test_a_subject_over_two_lines() -> None:
    text = (
        "Subject:           Operational Action Plan 2020: Criminal Finances, Money\n"
        "                   Laundering and Asset Recovery\n\nNOTE\n"
    )
    priority = read_heading(text, "x").priority
    assert priority
    assert priority.value == "Criminal Finances, Money Laundering and Asset Recovery"


@pytest.mark.parametrize(
    ("cover", "year", "priority"),
    [
        (
            "Joint Working Programme 2026–2027 against illegal excavation\n\nAdopted at Zadar",
            2026,
            "illegal excavation",
        ),
        ("Regional Action Plan to combat tyre dumping, 2025-2027\n\nAims", 2025, "tyre dumping"),
        ("Subject: “Tyre dumping”\n\n1. Aim", None, "Tyre dumping"),
        (
            "Operational Action Plan 2026: Tyre dumping\n\n"
            "It corresponds to the following priority:\nCouncil conclusions, 6733/25.\n",
            2026,
            "Tyre dumping",
        ),
    ],
)
def test_what_other_plans_are_about(cover: str, year: int | None, priority: str) -> None:
    heading = read_heading(cover, "plan")
    assert heading.year == year
    assert heading.priority is not None and heading.priority.value == priority


def test_a_priority_that_is_an_aim_has_its_name_in_the_subject() -> None:
    cover = (
        "Subject:\tOperational Action Plan 2016 related to the EU crime priority: smuggling of\n\n"
        "garden gnomes\n\nThis plan corresponds to the following priority:\n\n"
        "“To disrupt those who bring gnomes\n\ninto the Union by night”.\n"
    )
    heading = read_heading(cover, "x")
    assert heading.title.endswith("smuggling of garden gnomes")
    assert heading.priority and heading.priority.value == "smuggling of garden gnomes"
    assert heading.aim and heading.aim.value.endswith("into the Union by night")


DECLASSIFIED = """\
Brussels, 9 March 2029 (OR. en)

15871/28 EXT 1 JAI 902 COSI 118

PARTIAL DECLASSIFICATION

of document: 15871/28 RESTREINT UE/EU RESTRICTED

dated: 27 November 2028

new status: Public
"""


def test_a_declassified_version_tells_what_it_is_of() -> None:
    heading = read_heading(DECLASSIFIED, "x")
    told = (heading.number, heading.date, heading.original_number, heading.original_date)
    values = [value and value.value for value in told]
    assert values == ["15871/28 EXT 1", "2029-03-09", "15871/28", "2028-11-27"]


def test_any_other_date_is_of_no_original() -> None:
    assert read_heading("Brussels, 3 March 2024\n\ndated: 5 May 2023", "x").original_date is None


def test_a_marking_and_codes_may_stand_behind_the_number() -> None:
    heading = read_heading("15207/24 LIMITE COSI 187 ENFOPOL 441\n\nA paper.", "x")
    assert heading.number is not None
    assert heading.marking is not None
    assert (heading.number.value, heading.marking.value) == ("15207/24", "LIMITE")


def test_a_priority_with_a_number_and_its_aim_in_quotes_below() -> None:
    cover = (
        'Subject: Operational Action Plan 2031 related to the EU crime priority D2: "sand theft"\n'
        "1. Aim\n\nThis OAP corresponds to the following sub-priority:\n\n"
        '"To disrupt the groups which dredge sand by night and sell it".\n'
    )
    heading = read_heading(cover, "x")
    assert heading.letter and heading.letter.value == "D2"
    assert heading.priority and heading.priority.value == "sand theft"
    assert heading.aim and heading.aim.value.startswith("To disrupt the groups which dredge sand")
