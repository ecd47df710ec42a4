"""What a cover page says: number, date, marking, subject, priority, driver."""

import re
from datetime import datetime

from ingest.actors import find_actors
from ingest.model import ActorValue, Heading, Value
from ingest.text import clean, trim, value_at

# "17793/2/11" with "REV 2" behind or below it, "13874/17 EXT 1", "15250/18"
_NUMBER = re.compile(
    r"^[^\w\n]*(\d{4,5}(?:/\d{1,2})?/\d{2}(?:\s+(?:REV|EXT|ADD|COR)\s+\d+)*)[^\w\n]*$", re.MULTILINE
)
# "Brussels, 15 December 2011"
_DATE = re.compile(r"Brussels,\s+(\d{1,2} [A-Z][a-z]+ \d{4})")
_MARKING = re.compile(
    r"^[^\w\n]*((?:TRES SECRET|SECRET|CONFIDENTIEL|RESTREINT) UE/EU [A-Z ]+|LIMITE)[^\w\n]*$",
    re.MULTILINE,
)
# "new status: Public", "DOCUMENT PARTIALLY ACCESSIBLE TO THE PUBLIC (27.06.2022)"
_STATUS = re.compile(
    r"^new status:\s*(\S[^\n]*)$|^(DOCUMENT (?:PARTIALLY )?ACCESSIBLE TO THE PUBLIC[^\n]*)$",
    re.MULTILINE,
)
_SUBJECT = re.compile(
    r"^[ \t]*Subject\s*:\s*([^\n]+(?:\n(?!\s*\n)[^\n]+|\n\s*\n\"[^\n]+)?)", re.MULTILINE
)
# 'EU crime priority C: "illegal immigration"', 'EU crime priority\n\n"Facilitation of ..."'
_NAMED_PRIORITY = re.compile(r"priority(?: [A-Z])?:?\s+[\"“]([^\"”\n]{4,60})[\"”]")
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
_PRIORITY_BELOW = re.compile(r"corresponds to the following priority\s*[;:][ \t]*\n\s*+([^\n]+)")
# "The aim of this priority is “to fight against ...”"
_AIM = re.compile(
    r"The (?:political )?(?:aim|objective) of (?:this|the) priority is\s+\*?[“\"]([^”\"]+)[”\"]",
    re.IGNORECASE,
)
# "under the overall responsibility of IT as the driver", "the responsibility of the DE driver"
_DRIVER = re.compile(
    r"responsibility of (?:the )?([A-Z][\w-]*)(?:,? (?:as|acting as)(?: the)?)?\s+[Dd]river"
    r"|\b[Dd]river\b,?(?: is)?:?\s+(?:([A-Z]{2})\b|([A-Z][a-z]+(?: [A-Z][a-z]+)?) \([A-Z]{2}\))"
    r"|\b([A-Z]{2}) (?:is|acts as|as)(?: the)? [Dd]river\b"
)
# "Operational Action Plan 2022 on Migrant smuggling developed", "Operational Action Plan 2012:"
_PLAN_YEAR = re.compile(r"Operational Action Plan (?:\(OAP\) )?(20\d\d)")
_YEAR_OF_ACTIONS = re.compile(r"carried out during (?:the year )?(20\d\d)")
_PLAN_ON = re.compile(r"(Operational Action Plan 20\d\d on \*?([^*\n]+?)\*?) developed")
# "resulting in 24 OA's"
_TOTAL = re.compile(r"\b(\d+) OA[\u2019']?s\b")
_COVER_CHARS = 6000


def read_heading(text: str, fallback_title: str) -> Heading:
    """Return what the cover and the opening sections say; a field that is not printed is None."""
    date = _date(text)
    subject = _subject(text)
    priority = _priority(text)
    year = _first_int(text, _PLAN_YEAR) or _first_int(text, _YEAR_OF_ACTIONS)
    return Heading(
        title=_title(text, subject, fallback_title),
        number=_first(text, _NUMBER),
        date=date,
        year=year or (int(date.value[:4]) if date else None),
        marking=_first(text, _MARKING),
        status=_first(text, _STATUS),
        priority=priority,
        aim=_aim(text, priority),
        driver=_driver(text),
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
    match = _DATE.search(text, 0, _COVER_CHARS)
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
    return clean(plan.group(1)) if plan else fallback


def _priority(text: str) -> Value | None:
    named = _NAMED_PRIORITY.search(text, 0, _COVER_CHARS)
    if named:
        return value_at(text, *named.span(1))
    below = _PRIORITY_BELOW.search(text)
    if below:
        return value_at(text, *below.span(1))
    inside = _PRIORITY_INSIDE.search(text) or _PLAN_TOPIC.search(text, 0, _COVER_CHARS)
    return value_at(text, *inside.span(1)) if inside else None


def _aim(text: str, priority: Value | None) -> Value | None:
    match = _AIM.search(text)
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


def _driver(text: str) -> ActorValue | None:
    match = _DRIVER.search(text, 0, _COVER_CHARS * 2)
    if not match:
        return None
    group = match.lastindex or 1
    mentions = find_actors(match[group])
    if not mentions:
        return None
    return ActorValue(
        start=match.start(group), end=match.end(group), value=match[group], code=mentions[0].code
    )
