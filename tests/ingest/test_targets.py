import pytest

from ingest.model import Value
from ingest.targets import kpi_of, read_targets

# what is printed, and the targets in it, each as a number and its unit
PRINTED = [
    # in brackets
    ("Number of smugglers arrested (200)", [(200, None)]),
    ("Number of irregular migrants detected (2000)", [(2000, None)]),
    ("Number of detections made (5,000)", [(5000, None)]),
    ("Number of referrals (1 500)", [(1500, None)]),
    ("Number of participants involved (26 per event)", [(26, "per event")]),
    ("Number of initiated JITs, JADs and CADs (1 each)", [(1, "each")]),
    ("Level of satisfaction. (90%)", [(90, "%")]),
    ("Increasing the number of participants (above 80 %)", [(80, "%")]),
    ("The overall satisfaction rate (above 4.6 out of 5)", [(4.6, "out of 5")]),
    ("Number of training courses. (up to 6)", [(6, None)]),
    ("Number of participants (minimum participants: 20)", [(20, None)]),
    (
        "Products issued (minimum: 40 EPMTs, 40 ISAA contributions and 3 ad hoc reports).",
        [(40, "EPMTs"), (40, "ISAA contributions"), (3, "ad hoc reports")],
    ),
    (
        "Officers (26 per course; 100 for e-lessons/1 or 2 for the exchange)",
        [(26, "per course"), (100, "for e-lessons"), (1, None), (2, "for the exchange")],
    ),
    ("Help desks (one permanent desk, 4 weeks)", [(1, "permanent desk"), (4, "weeks")]),
    ("Seizures (e.g. cash, devices) (100)", [(100, None)]),
    ("Reports issued (12 in 2022)", [(12, None)]),
    # in words
    ("Number of OCGs dismantled. At least 1 per year.", [(1, "per year")]),
    ("Number of SIENA contributions, at least twenty five per year.", [(25, "per year")]),
    ("At least Twenty-One meetings", [(21, "meetings")]),
    ("Number of crime types reported – min. 3.", [(3, None)]),
    ("Course evaluation / minimum satisfaction level 4/6 (scale 1-6: 6 = strong)", [(4, "/6")]),
    ("Up to 10 experts", [(10, "experts")]),
    ("More than 30 arrests", [(30, "arrests")]),
    ("Not less than 3", [(3, None)]),
    ("Between 5 and 10 reports", [(5, None), (10, "reports")]),
    ("min. 1 JAD, min. 2 OTFs", [(1, "JAD"), (2, "OTFs")]),
    ("At least 1 per quarter (4)", [(1, "per quarter"), (4, None)]),
    ("At least 3 MS (AT, DE, 2 others)", [(3, "MS"), (2, "others")]),
    # bare
    ("Number of arrests: 10", [(10, None)]),
    ("12 joint action days", [(12, "joint action days")]),
    ("20% fewer false documents", [(20, "%")]),
    # no targets: no number, a reference, a year, a quarter, a scale, a word with a number in it
    ("Number of reports on secondary movements.", []),
    ("Reports shared with OA 2.6.", []),
    ("Requests received (to increase the number in cooperation with 2021).", []),
    ("In line with Regulation (EU 2020/493)", []),
    ("Kosovo (UNSCR 1244/99)", []),
    ("Report due (Q3)", []),
    ("Overall satisfaction of trainers", []),
    ("Number of trained persons (in screening)", []),
    ("", []),
]


@pytest.mark.parametrize(("printed", "targets"), PRINTED)
def test_targets_of_an_indicator(printed: str, targets: list[tuple[float, str | None]]) -> None:
    assert [(target.number, target.unit) for target in read_targets(printed)] == targets


def test_an_indicator_shows_its_first_target() -> None:
    kpi = kpi_of(Value(start=3, end=20, value="At least 2 JADs (5 in all)"))
    assert (kpi.start, kpi.end, kpi.target, kpi.unit) == (3, 20, 2, "JADs")
    assert len(kpi.targets) == 2


def test_an_indicator_without_a_number_has_no_target() -> None:
    kpi = kpi_of(Value(start=0, end=4, value="Done"))
    assert (kpi.target, kpi.unit, kpi.targets) == (None, None, ())
