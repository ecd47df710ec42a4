"""What a cover page says: number, date, marking, subject, priority, driver."""

import re
from datetime import datetime

from ingest.drivers import find_drivers
from ingest.model import Heading, Value
from ingest.text import clean, trim, value_at

# "17793/2/11" with "REV 2" behind or below it, "13874/17 EXT 1", "15250/18"
_NUMBER = re.compile(
    r"^[^\w\n]*(\d{4,5}(?:/\d{1,2})?/\d{2}(?:\s+(?:REV|EXT|ADD|COR)\s+\d+)*)"
    # "15871/14 EXT 1 JAI 902 COSI 118", "15207/24 LIMITE COSI 187"
    r"(?:[ \t]+(?:LIMITE|RESTREINT UE/EU RESTRICTED|PUBLIC))?"
    r"(?:[ \t]+[A-Z]{2,14}[ \t]+\d{1,4})*[^\w\n]*$",
    re.MULTILINE,
)
# "of document: 13874/17", "dated: 23 November 2017": what a declassified version is of
_ORIGINAL_NUMBER = re.compile(
    r"^[^\w\n]*of (?:the )?document[ \t]*:\s*(?:ST )?(\d{4,5}(?:/\d{1,2})?/\d{2}"
    r"(?:[ \t]+(?:REV|ADD|COR)[ \t]+\d+)*)\b[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_ORIGINAL_DATE = re.compile(
    r"^[^\w\n]*dated[ \t]*:\s*(\d{1,2} [A-Z][a-z]+ \d{4})[^\w\n]*$", re.MULTILINE
)
# "No. prev. doc.: 13607/21", a row "Previous document | 13640/22"
_PREVIOUS = re.compile(
    r"^[^\w\n]*(?:No\.?\s*prev\.?\s*doc\.?|Previous\s+doc(?:ument)?s?\.?|Prev\. doc\.)"
    r"(?:\s*no\.?)?[ \t]*:?\s*"
    r"(\d{4,5}(?:/\d{1,2})?/\d{2}(?:[ \t]+(?:REV|EXT|ADD|COR)[ \t]+\d+"
    r"|,[ \t]*\d{4,5}(?:/\d{1,2})?/\d{2})*)",
    re.MULTILINE | re.IGNORECASE,
)
# "Brussels, 15 December 2011"
_DATE = re.compile(r"Brussels,\s+(\d{1,2} [A-Z][a-z]+ \d{4})")
# "Date: 21 November 2022", a row "Date | 21 November 2022", "The Hague, 3 May 2024" alone on a line
_DATE_ROW = re.compile(
    r"^[^\w\n]*(?:(?:Date|Dated|Date of (?:the )?document)[ \t]*:?\s*"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?,\s)"
    r"(\d{1,2} [A-Z][a-z]+ \d{4})[^\w\n]*$",
    re.MULTILINE,
)
_MARKING = re.compile(
    r"^[^\w\n]*(?:\d{4,5}(?:/\d)?/\d{2}(?: [A-Z]{3} \d)?[ \t]+)?"
    r"((?:TRES SECRET|SECRET|CONFIDENTIEL|RESTREINT) UE/EU [A-Z]+|LIMITE)"
    r"(?:[ \t]+[A-Z]{2,14}[ \t]+\d{1,4})*[^\w\n]*$",
    re.MULTILINE,
)
# "new status: Public", "PARTIAL DECLASSIFICATION – new status: Public",
# "DOCUMENT PARTIALLY ACCESSIBLE TO THE PUBLIC (27.06.2022)"
_STATUS = re.compile(
    r"^(?:(?:PARTIAL )?DECLASSIFICATION\s*[–:-]\s*)?new status:\s*(\S[^\n]*)$"
    r"|^(DOCUMENT (?:PARTIALLY )?ACCESSIBLE TO THE PUBLIC[^\n]*)$",
    re.MULTILINE,
)
_SUBJECT = re.compile(
    r"^[ \t]*Subject\s*:\s*([^\n]+(?:\n(?!\s*\n)[^\n]+|\n\s*\n\"[^\n]+"
    r"|(?:(?<= of)|(?<= on)|(?<= in)|(?<= to)|(?<= and)|(?<= the)|(?<= for))[ \t]*\n\s*\n[^\n]+)?)",
    re.MULTILINE,
)
# "Operational Action Plan 2016 related to the EU crime priority: document fraud"
_PRIORITY_OF_SUBJECT = re.compile(r"\bpriority\b(?: [A-Z]\d?)?\s*[:“\"\u2013-]*\s*([^“”\"]{4,160})")
# "From: General Secretariat of the Council"
_SENDER = re.compile(r"^[ \t*]*From\s*:[ \t*]*([^\n]*\w)", re.MULTILINE)
_ADDRESSEE = re.compile(r"^[ \t*]*To\s*:[ \t*]*([^\n]*\w)", re.MULTILINE)
# "EU crime priority C:", "Priority Crime Area C:"
_LETTER = re.compile(r"\b(?:[Pp]riority|[Pp]riority [Cc]rime [Aa]rea) ([A-Z]\d?)\s*:")
# 'EU crime priority C: "illegal immigration"', 'EU crime priority\n\n"Facilitation of ..."'
_NAMED_PRIORITY = re.compile(r"priority(?: [A-Z]\d?)?:?\s+[\"“]([^\"”\n]{4,60})[\"”]")
# 'corresponds to the priority Firearms Trafficking.', 'corresponds to the priority to disrupt ...'
_PRIORITY_INSIDE = re.compile(
    r"corresponds to the (?:EU )?(?:crime )?priority:?\s+[\"“*]*([A-Z][^\n\"”*]{3,90}?)"
    r"[\"”*]*(?:[.;,]|\n)"
)
# "Operational Action Plan 2023: Firearms Trafficking", "Operational Action Plan 2021 on drugs"
_PLAN_TOPIC = re.compile(
    r"Operational Action Plan (?:\(OAP\) )?20\d\d\s*(?::|[-\u2013]|on)\s*"
    r"\*?((?:[^\n*]|\n(?=[ \t]{8,}[A-Z])){3,140}?)\*?"
    r"(?=,? developed|,? prepared|\n(?![ \t]{8,}[A-Z]))"
)
_PRIORITY_BELOW = re.compile(
    r"corresponds to the following priority\s*[;:][ \t]*\n\s*+([“\"][^”\"]{4,600}[”\"]|[^\n]+)"
)
_CLAUSE = re.compile(r"\W*to [a-z]", re.IGNORECASE)
# "The aim of this priority is “to fight against ...”"
_AIM = re.compile(
    r"The (?:political )?(?:aim|objective) of (?:this|the) priority is\s+\*?[“\"]([^”\"]+)[”\"]",
    re.IGNORECASE,
)
# "a plan whose aim is “to break up ...”", "serves the priority “to disrupt ...”"
_AIM_STATED = re.compile(
    r"\b(?:aim|objective|purpose|priority|goal)\b[^.;:“\"\n]{0,60}[:\s]\s*\*?"
    r"[“\"](to [^”\"]{20,600})[”\"]",
    re.IGNORECASE,
)
# "Operational Action Plan 2022 on Migrant smuggling developed", "Operational Action Plan 2012:"
_PLAN_YEAR = re.compile(r"Operational Action Plan (?:\(OAP\) )?(20\d\d)")
_YEAR_OF_ACTIONS = re.compile(r"carried out during (?:the year )?(20\d\d)")
_PLAN_ON = re.compile(r"(Operational Action Plan 20\d\d on \*?([^*\n]+?)\*?) developed")
# "Operational Action Plan 2023 – Waste Trafficking": a line of the cover
_TITLE_LINE = re.compile(
    r"^[^\w\n]*(Operational Action Plan (?:\(OAP\) )?20\d\d[^\n.]{3,100}?)[^\w\n]*$", re.MULTILINE
)
# "Joint Working Programme 2026–2027 against illegal excavation", "Regional Action Plan on tyres"
_OTHER_TITLE = re.compile(
    r"^[^\w\n]*((?:[A-Z][\w’'-]+ ){1,5}?(?:Plan|Programme|Program|Strategy|Roadmap)\b"
    r"(?:\s+(?:for )?20\d\d(?:\s?[\u2013/-]\s?(?:20)?\d\d)?)?[:,]?\s+"
    r"(?:against|on|to (?:combat|counter|fight|disrupt|prevent|tackle)|for the fight against)\s+"
    r"(?P<topic>[^\n.;]{4,120}?))(?:,?\s+20\d\d[^\n]*)?[^\w\n]*$",
    re.MULTILINE,
)
# "Council conclusions of 12 March 2025, 6733/25": where a priority is written down, not its name
_NOT_NAMED = re.compile(r"^\W*(?:Council|European)\b|\d{3,}/\d\d")
_QUOTED = re.compile(r"[\"“]([^\"”]{4,80})[\"”]")
_YEAR = re.compile(r"(20\d\d)")
# "resulting in 24 OA's"
_TOTAL = re.compile(r"\b(\d+) OA[\u2019']?s\b")
_COVER_CHARS = 6000


def read_heading(text: str, fallback_title: str) -> Heading:
    """Return what the cover and the opening sections say; a field that is not printed is None."""
    date = _date(text)
    original = _first(text, _ORIGINAL_NUMBER)
    subject = _subject(text)
    priority = _priority(text)
    driver, partners = find_drivers(text)
    year = _first_int(text, _PLAN_YEAR) or _first_int(text, _YEAR_OF_ACTIONS)
    other = _other_title(text)
    year = year or (_first_int(other.group(), _YEAR) if other and not subject else None)
    return Heading(
        title=_title(text, subject, fallback_title),
        number=_first(text, _NUMBER),
        date=date,
        year=year or (int(date.value[:4]) if date else None),
        original_number=original,
        original_date=_day(_ORIGINAL_DATE.search(text, 0, _COVER_CHARS)) if original else None,
        marking=_first(text, _MARKING),
        status=_first(text, _STATUS),
        priority=priority,
        aim=_aim(text, priority),
        previous=_first(text, _PREVIOUS),
        driver=driver,
        co_drivers=partners,
        sender=_first(text, _SENDER),
        addressee=_first(text, _ADDRESSEE),
        subject=subject,
        letter=_first(text, _LETTER),
        total_actions=_first(text, _TOTAL, len(text)),
    )


def _first(text: str, pattern: re.Pattern[str], end: int = _COVER_CHARS) -> Value | None:
    match = pattern.search(text, 0, end)
    if not match:
        return None
    group = match.lastindex or 0
    return value_at(text, *match.span(group))


def _first_int(text: str, pattern: re.Pattern[str]) -> int | None:
    match = pattern.search(text, 0, _COVER_CHARS * 2)
    return int(match.group(1)) if match else None


def _date(text: str) -> Value | None:
    found = _DATE.search(text, 0, _COVER_CHARS) or _DATE_ROW.search(text, 0, _COVER_CHARS)
    return _day(found)


def _day(match: re.Match[str] | None) -> Value | None:
    """Return a date as found, its value in ISO; None for one that is none."""
    if not match:
        return None
    try:
        iso = datetime.strptime(match.group(1), "%d %B %Y").date().isoformat()
    except ValueError:
        return None
    return Value(start=match.start(1), end=match.end(1), value=iso)


def _subject(text: str) -> Value | None:
    match = _SUBJECT.search(text, 0, _COVER_CHARS)
    return value_at(text, *match.span(1)) if match else None


def _title(text: str, subject: Value | None, fallback: str) -> str:
    if subject:
        return re.sub(r"\s+-\s+Approval.*$", "", subject.value)
    plan = _PLAN_ON.search(text, 0, _COVER_CHARS)
    named = plan or _TITLE_LINE.search(text, 0, _COVER_CHARS) or _other_title(text)
    return clean(named.group(1)) if named else fallback


def _priority(text: str) -> Value | None:
    named = _NAMED_PRIORITY.search(text, 0, _COVER_CHARS)
    if named:
        return value_at(text, *named.span(1))
    below = _PRIORITY_BELOW.search(text)
    if below and not _NOT_NAMED.search(below.group(1)):
        told = _CLAUSE.match(below.group(1)) and _in_subject(text)  # an aim, and no name
        return told or value_at(text, *below.span(1))
    inside = _PRIORITY_INSIDE.search(text) or _PLAN_TOPIC.search(text, 0, _COVER_CHARS)
    if inside:
        return value_at(text, *inside.span(1))
    subject = _subject(text)
    other = _other_title(text) if subject is None else None
    if other:
        return value_at(text, *other.span("topic"))
    quoted = _QUOTED.fullmatch(subject.value) if subject else None
    return subject.model_copy(update={"value": quoted[1]}) if subject and quoted else None


def _in_subject(text: str) -> Value | None:
    """Return the priority that the subject on the cover names, or None."""
    subject = _subject(text)
    match = subject and _PRIORITY_OF_SUBJECT.search(text, subject.start, subject.end)
    return value_at(text, *match.span(1)) if match else None


def _other_title(text: str) -> re.Match[str] | None:
    """Return the title of a plan that is no operational action plan, where its cover has one."""
    return _OTHER_TITLE.search(text, 0, _COVER_CHARS // 3)


def _aim(text: str, priority: Value | None) -> Value | None:
    match = _AIM.search(text) or _AIM_STATED.search(text, 0, 2 * _COVER_CHARS)
    if match:
        return value_at(text, *match.span(1))
    below = _PRIORITY_BELOW.search(text)
    if not below or (priority and priority.start == below.start(1)):
        return None
    # "3) To disrupt OCGs who ...", "“Weaken the capacity of ...”."
    numbering = re.compile(r"\d+\)\s*").match(text, below.start(1))
    span = trim(text, numbering.end() if numbering else below.start(1), below.end(1))
    value = value_at(text, span.start, span.end)
    return value and value.model_copy(update={"value": value.value.strip('“”". ')})
