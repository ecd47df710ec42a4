import pytest

from ingest.timing import TIMING, quarters


@pytest.mark.parametrize(
    "printed",
    [
        "Q1", "Q1-Q4", "Q1 – Q4", "Q2/Q3 2022", "Q1, Q3", "Q1 and Q2", "Q1-4", "q4", "Q1/2022",
        "Q4 2022 - Q1 2023", "2023", "September", "April to June", "March/April 2012", "Whole year",
        "second half of 2027", "by 30 June 2027", "11 to 13 May 2027", "the first quarter of 2027",
        "spring and autumn 2025", "Sep - Oct", "each quarter", "from March to November 2026",
        "end of the year",
    ],
)  # fmt: skip
def test_a_timing_is_recognised(printed: str) -> None:
    assert TIMING.fullmatch(printed)


@pytest.mark.parametrize("printed", ["Q5", "12", "1999", "Q1 reports", "a meeting in May", ""])
def test_what_is_no_timing(printed: str) -> None:
    assert not TIMING.fullmatch(printed)


@pytest.mark.parametrize(
    ("printed", "covered"),
    [
        ("Q1-Q4", "Q1 Q2 Q3 Q4"),
        ("Q2 – Q4", "Q2 Q3 Q4"),
        ("Q2 to Q3", "Q2 Q3"),
        ("Q1-3", "Q1 Q2 Q3"),
        ("Q3", "Q3"),
        ("q4", "Q4"),
        ("Q1, Q4", "Q1 Q4"),
        ("Q4 - Q1", "Q1 Q4"),
        ("Q1/2022", "Q1"),
        ("2023", ""),
        ("from March to November 2026", "Q1 Q2 Q3 Q4"),
        ("May and October 2026", "Q2 Q4"),
        ("by 30 June 2027", "Q2"),
        ("second half of 2027", "Q3 Q4"),
        ("the third quarter", "Q3"),
        ("whole year", "Q1 Q2 Q3 Q4"),
        ("1st quarter (one took place by the end of 2011)", "Q1"),
        (
            "January to August. Study visit in the 1st semester, report in the 2nd quarter",
            "Q1 Q2 Q3",
        ),
        ("Day of action in the 2 nd quarter, as was planned in Dec 2011", "Q2"),
        ("(Q2)", "Q2"),
        ("Q12", ""),
        ("", ""),
    ],
)
def test_quarters_of_a_timing(printed: str, covered: str) -> None:
    assert " ".join(quarters(printed)) == covered
