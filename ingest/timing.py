"""When an activity runs, as forms print it: "Q1-Q4", "2023", "April to June"."""

import re

_TO = r"\s?(?:[-\u2013/,&]|and|to)\s?"
_QUARTER = r"Q\s?[1-4](?:[\s/]20\d\d)?"
_MONTHS = "January February March April May June July August September October November December"
_MONTH = rf"(?:{_MONTHS.replace(' ', '|')})(?:\s20\d\d)?"
# "Q1-Q4", "Q1 - Q4", "Q3", "2023", "Q2/Q3 2022", "Q1-4", "April to June", "Whole year"
TIMING = re.compile(
    rf"{_QUARTER}(?:{_TO}(?:{_QUARTER}|[1-4]\b))*|{_MONTH}(?:{_TO}{_MONTH})*|20\d\d|whole year",
    re.IGNORECASE,
)
# "Two weeks in April", "by 30 June", "Harvest season", "Throughout the year"
DATED = re.compile(
    rf"\b(?:{_QUARTER}|{_MONTH}|20\d\d|(?:whole|all|throughout the) year|continuous\w*|ongoing"
    r"|(?:spring|summer|autumn|winter|quarter|week|semester|half)\b(?:ly)?)",
    re.IGNORECASE,
)
# "Q3", "Q1-Q4", "Q2 to Q4", "q1-2"
_QUARTERS = re.compile(r"\bQ\s?([1-4])\b(?:\s?(?:[-\u2013/]|to)\s?Q?\s?([1-4])\b)?", re.IGNORECASE)


def quarters(timing: str) -> tuple[str, ...]:
    """Return the quarters that a printed timing covers: "Q2 - Q4" gives Q2, Q3, Q4."""
    covered: set[int] = set()
    for first, last in _QUARTERS.findall(timing):
        between = range(int(first), int(last or first) + 1)
        covered |= set(between) or {int(first), int(last)}  # "Q4 - Q1" goes over the year's end
    return tuple(f"Q{number}" for number in sorted(covered))
