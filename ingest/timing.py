"""When an activity runs, as forms print it: "Q1-Q4", "2023", "second half of 2027"."""

import re

_TO = r"\s?(?:[-\u2013/,;&]|and|to|until)\s?"
_OF_YEAR = r"(?:,?\s(?:of\s)?(?:20\d\d|the year))?"
_NTH = "first|second|third|fourth|last|1st|2nd|3rd|4th"
_QUARTER = rf"(?:Q\s?[1-4](?:[\s/]20\d\d)?|(?:{_NTH}) quarter{_OF_YEAR})"
_MONTHS = "Jan(?:uary)? Feb(?:ruary)? Mar(?:ch)? Apr(?:il)? May Jun(?:e)? Jul(?:y)? Aug(?:ust)? "
_MONTHS += "Sep(?:t(?:ember)?)? Oct(?:ober)? Nov(?:ember)? Dec(?:ember)?"
_QUARTER_OF = {month[:3]: n // 3 + 1 for n, month in enumerate(_MONTHS.split())}
_NAMED = rf"(?:{_MONTHS.replace(' ', '|')})"
_NUMBERED = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_NUMBERED}(?:\s?(?:[-\u2013]|to|and)\s?{_NUMBERED})?\s(?:of\s)?)?"
_PART = r"(?:(?:early|mid|late|beginning of|start of|middle of|end of)[\s-](?:the\s)?)?"
_MONTH = rf"{_PART}{_DAY}{_NAMED}(?!\w)(?:\s20\d\d)?"
_SEASON = (
    r"(?:spring|summer|autumn|winter|(?:first|second|1st|2nd) (?:half|semester|trimester)"
    rf"|[HS][12])(?!\w){_OF_YEAR}"
)
_ALL_YEAR = r"(?:(?:whole|all|throughout the|during the|entire) year|year[- ]round|all year round)"
_YEAR = (
    rf"(?:{_PART}20\d\d|(?:beginning|start|middle|end) of the year|{_ALL_YEAR}"
    r"|(?:continuous|ongoing)(?:ly)?)"
)
_BEFORE = r"(?:(?:by|in|from|until|before|during|as of|at|on)\s)?(?:the\s)?"
_POINT = rf"{_BEFORE}(?:{_QUARTER}|{_MONTH}|{_SEASON}|{_YEAR})"
# "Q1-Q4", "Q1 - Q4", "Q3", "2023", "Q2/Q3 2022", "Q1-4", "April to June", "Whole year",
# "by 30 June 2027", "second half of 2026", "spring and autumn 2025", "Sep - Oct", "each quarter"
TIMING = re.compile(
    rf"{_POINT}(?:{_TO}(?:{_POINT}|[1-4]\b))*|(?:each|every) (?:month|quarter|half-year|year)"
    r"|monthly|quarterly|yearly|annually",
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


_MONTH_FOUND = re.compile(rf"\b(?:{_MONTHS.strip().replace(' ', '|')})\b")
_MONTH_RANGE = re.compile(
    r"\s*(?:20\d\d\s*)?(?:[-\u2013]|to|until)\s*(?:\d{1,2}\s*)?", re.IGNORECASE
)
# "the 2nd and 3rd quarter"
_AND_NTH = rf"(?: (?:and|or|to) (?:the )?(?:{_NTH}))?"
_ORDINAL = re.compile(rf"\b(?:{_NTH}) quarter\b", re.IGNORECASE)
# "January to August. Study visit in the 1st semester": the whole of it
_OPENING_MONTHS = re.compile(rf"\s*{_NAMED}(?!\w){_TO}{_NAMED}(?!\w)")
# "2 nd", as a superscript is extracted
_APART = re.compile(r"(?<=\d)\s(?=(?:st|nd|rd|th)\b)")
# "first half of 2027", "third quarter", "all year"
_SPANS = {
    r"(?:first|1st) (?:half|semester)|\b[HS]1\b": (1, 2),
    r"(?:second|2nd) (?:half|semester)|\b[HS]2\b": (3, 4),
    rf"(?:first|1st){_AND_NTH} quarter": (1, 1),
    rf"(?:second|2nd){_AND_NTH} quarter": (2, 2),
    rf"(?:third|3rd){_AND_NTH} quarter": (3, 3),
    r"(?:fourth|4th|last) quarter|end of (?:the year|20\d\d)": (4, 4),
    r"(?:beginning|start) of (?:the year|20\d\d)": (1, 1),
    _ALL_YEAR: (1, 4),
}


_ASIDE = re.compile(r"\([^()]*\)")


def quarters(timing: str) -> tuple[str, ...]:
    """Return the quarters that a printed timing covers: "Q2 - Q4" gives Q2, Q3, Q4.

    Brackets are asides, "(one took place by the end of 2011)", unless there is nothing else.
    """
    return _covered(_ASIDE.sub(" ", timing)) or _covered(timing)


def _covered(timing: str) -> tuple[str, ...]:
    timing = _APART.sub("", timing)
    covered: set[int] = set()
    for first, last in _QUARTERS.findall(timing):
        between = range(int(first), int(last or first) + 1)
        covered |= set(between) or {int(first), int(last)}  # "Q4 - Q1" goes over the year's end
    spans = {place for words, place in _SPANS.items() if re.search(words, timing, re.IGNORECASE)}
    if not covered:
        covered = _of_months(_dated_part(timing))
    for begin, end in spans:
        covered |= set(range(begin, end + 1))
    return tuple(f"Q{number}" for number in sorted(covered))


def _dated_part(timing: str) -> str:
    """Return the words whose months count: "in the 3rd quarter; a meeting in Dec 2011" has none."""
    if not _ORDINAL.search(timing):
        return timing
    opening = _OPENING_MONTHS.match(timing)
    return opening.group() if opening else ""


def _of_months(timing: str) -> set[int]:
    """Return the quarters of the months that are named, those between two with "to" included."""
    found = list(_MONTH_FOUND.finditer(timing))
    named = [_QUARTER_OF[month.group()[:3]] for month in found]
    covered = set(named)
    for number in range(1, len(found)):
        between = timing[found[number - 1].end() : found[number].start()]
        if _MONTH_RANGE.fullmatch(between):
            covered |= set(range(named[number - 1], named[number] + 1))
    return covered
