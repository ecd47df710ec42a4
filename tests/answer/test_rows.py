"""Rows that only some forms have: the levels and sums that they state."""

import pytest

from answer.select.rows import level_of, measured
from ingest.model import Labelled


@pytest.mark.parametrize(
    ("value", "level"),
    [
        ("Suspects may reside in countries which do not extradite. (high)", "high"),
        ("Medium – experts withdrawn for national cases", "medium"),
        ("Low", "low"),
        ("High-value targets move (low)", "low"),
        ("Competing national priorities", ""),
    ],
)
def test_a_level_is_read_where_forms_print_it(value: str, level: str) -> None:
    assert level_of(value) == level


def test_sums_and_levels_are_measured() -> None:
    def row(label: str, value: str) -> Labelled:
        return Labelled(start=0, end=1, label=label, value=value)

    assert measured("budget", row("Indicative budget (EUR)", "85 000")) == 85_000
    assert measured("budget", row("Indicative budget (EUR)", "none (own resources)")) is None
    low, high = (measured("risk", row("Risk", level)) for level in ("Low", "High – servers move"))
    assert low is not None and high is not None and low < high
