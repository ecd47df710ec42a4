"""The sheets of a parsed plan written down as programs lay them out: one function a layout."""

import textwrap
from collections.abc import Callable, Iterable, Sequence

from ingest.model import Action, Goal, Value

_WIDTH = 92
_HEAD = """Operational Action Plan 2030: Made up

1. Aim

This plan is for a test, and is written down in many layouts, all of which say the same.

"""


def plan_text(goals: Sequence[Goal], sheet: Callable[[Action], list[str]]) -> str:
    """Return a plan whose sheets are laid out by one of the functions below."""
    lines = _HEAD.split("\n")
    for goal in goals:
        lines += [f"Strategic Goal {goal.ref[3:]}: {goal.title.value}", ""]
        for action in goal.actions:
            lines += [*sheet(action), ""]
    return "\n".join(lines)


def paged(text: str, per_page: int = 40) -> str:
    """Return a text with a running foot and a form feed after so many lines."""
    lines = text.split("\n")
    pages = [lines[n : n + per_page] for n in range(0, len(lines), per_page)]
    foot = "12345/30                   AB/cd                 {}\nANNEX       LIMITE        EN\n\f"
    return "".join("\n".join(page) + "\n\n" + foot.format(n) for n, page in enumerate(pages, 1))


def soft_hyphens(text: str) -> str:
    """Return a text whose long words carry soft hyphens."""
    return text.replace("operation", "opera\u00adtion").replace("investigat", "inves\u00adtigat")


def two_columns(action: Action) -> list[str]:
    """Lay out as pdftotext does: the reference on the left, leaders on the right."""
    people = textwrap.wrap(_list(action.participants), 40) or [""]
    above = [" " * 17 + people[0]] if len(people) > 1 else []
    beside = people[1] if len(people) > 1 else people[0]
    return [
        f"{'Ref.:':17}Leader: {_list(action.leaders)}",
        f"{action.ref:17}Co-leader: {_list(action.co_leaders)}".rstrip(),
        *above,
        f"{'Participants:':17}{beside}".rstrip(),
        *(" " * 17 + line for line in people[2:]),
        *_body(action),
    ]


def one_line(action: Action) -> list[str]:
    """Lay out with the columns run together."""
    people = textwrap.wrap(_list(action.participants), 60) or [""]
    head = f"Ref.: {action.ref} Leader: {_list(action.leaders)}"
    return [
        f"{head} Co-leader: {_list(action.co_leaders)}".rstrip(),
        f"Participants: {people[0]}".rstrip(),
        *people[1:],
        *_body(action, gap=" "),
    ]


def separate_lines(action: Action) -> list[str]:
    """Lay out with each label on a line of its own above its words, as raw extraction does."""
    return [
        "Ref.:",
        action.ref,
        "Leader:",
        *_wrapped(_list(action.leaders)),
        "Co-leader:",
        *_wrapped(_list(action.co_leaders)),
        "Participants:",
        *_wrapped(_list(action.participants), 50),
        *_body(action),
    ]


def label_column(action: Action) -> list[str]:
    """Lay out with the labels in a column of their own, long ones over several lines."""
    rows = [
        (["Ref.:"], [action.ref]),
        (["Leader:"], _wrapped(_list(action.leaders), 60)),
        (["Co-leader:"], _wrapped(_list(action.co_leaders), 60)),
        (["Participants:"], _wrapped(_list(action.participants), 60)),
        (
            ["Activity summary", "of the Operational", "Action:"],
            _wrapped(_text(action.summary), 60),
        ),
        (["Key Performance", "Indicators (KPIs)", "and targets"], _kpis(action)),
        (["Type of Operational", "Action"], [_list(action.types)]),
        (["Activities:"], list(_activities(action, "    "))),
        (["Links to other", "Operational Action", "Plans:"], [_links(action)]),
        (["Horizontal", "activities:"], [_list(action.jads)]),
    ]
    lines: list[str] = []
    for label, words in rows:
        for number in range(max(len(label), len(words))):
            left = label[number] if number < len(label) else ""
            right = words[number] if number < len(words) else ""
            lines.append(f"{left:24}{right}".rstrip())
    return lines


def row_of_labels(action: Action) -> list[str]:
    """Lay out with the labels of the actors side by side above their words."""
    people = textwrap.wrap(_list(action.participants), 40) or [""]
    co_leaders = textwrap.wrap(_list(action.co_leaders), 26) or [""]
    deep = max(len(people), len(co_leaders))
    cells = [_list(action.leaders).ljust(20)] + [" " * 20] * (deep - 1)
    lines = [
        f"{cells[n]}{''.join(co_leaders[n : n + 1]):30}{''.join(people[n : n + 1])}".rstrip()
        for n in range(deep)
    ]
    return [
        f"Ref.: {action.ref}",
        f"{'Leader:':20}{'Co-leader:':30}Participants:",
        *lines,
        *_body(action),
    ]


def stacked_labels(action: Action) -> list[str]:
    """Lay out with the labels of the actors one after the other, and their words behind them."""
    return [
        f"Ref.: {action.ref}",
        "Leader:",
        *(["Co-leader:"] if action.co_leaders else []),
        "Participants:",
        _list(action.leaders),
        *([_list(action.co_leaders)] if action.co_leaders else []),
        *_wrapped(_list(action.participants), 50),
        *_body(action),
    ]


def doubled_spaces(action: Action) -> list[str]:
    """Lay out as justified text comes out of some programs: gaps between the words."""
    return [
        f"Ref.:  {action.ref}",
        f"Leader:  {_list(action.leaders)}",
        f"Co-leader:  {_list(action.co_leaders)}".rstrip(),
        f"Participants:  {_list(action.participants)}".rstrip(),
        *(line.replace(" of ", "  of  ").replace(" and ", "  and  ") for line in _body(action)),
    ]


LAYOUTS = (
    two_columns,
    one_line,
    separate_lines,
    label_column,
    row_of_labels,
    stacked_labels,
    doubled_spaces,
)


def _body(action: Action, gap: str = "      ") -> list[str]:
    jads = _list(action.jads)
    return [
        "Activity summary of the Operational Action:",
        *_wrapped(_text(action.summary)),
        "Key Performance Indicators (KPIs) and targets",
        *_kpis(action),
        f"Type of Operational Action {_list(action.types)}".rstrip(),
        "Activities under the Operational Action and timing",
        f"Activity{gap}Timing",
        *_activities(action, gap),
        f"Links to other Operational Action Plans (OAP)/priority {_links(action)}".rstrip(),
        f"Horizontal activities / Joint Action Days (JAD){gap}{jads}".rstrip(),
    ]


def _kpis(action: Action) -> list[str]:
    return [f"{chr(97 + n % 26)}) {kpi.value}" for n, kpi in enumerate(action.kpis)]


def _activities(action: Action, gap: str) -> Iterable[str]:
    for number, activity in enumerate(action.activities, start=1):
        yield f"{number}) {activity.value}{gap}{activity.timing or ''}".rstrip()


def _list(values: Sequence[Value]) -> str:
    return ", ".join(value.value for value in values)


def _links(action: Action) -> str:
    return "; ".join(value.value for value in action.links)


def _text(values: Sequence[Value]) -> str:
    return " ".join(value.value for value in values)


def _wrapped(words: str, width: int = _WIDTH) -> list[str]:
    return textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False)
