"""The conditions that a question sets on actions, beside the actors that it names.

A condition returns the fields that show that an action fits, none of them where there is nothing
to show, and None where the action does not fit.
"""

import re
from collections.abc import Callable, Iterator

from answer.compose.kinds import wanted_kind
from answer.cues import places, told
from answer.denial import denied
from answer.query import Query
from answer.select.when import WHOLE_YEAR_SAID
from answer.words import content_stems, stem, stems, synonyms_in, tokens
from ingest.actors import find_actors
from ingest.facts import quarters, type_key
from ingest.model import Action, Activity, Field, Kpi

Condition = Callable[[Query, Action], "tuple[Field, ...] | None"]

# "operational actions" names the actions, not their type
_OPERATIONAL_ACTION = re.compile(r"\boperational\s+actions?\b(?!\s+type)", re.IGNORECASE)
# 'whose KPI mentions "watch list"'
_QUOTED = re.compile(r"[\"“«]([^\"”»]{3,80})[\"”»]")
# "only in Q2"
_ONLY = re.compile(r"\bonly\b|\bjust\b|\bexactly\b", re.IGNORECASE)
# "5 or more", "at least 5"
_AT_LEAST = re.compile(r"or more|at least|minimum|mindestens|au moins", re.IGNORECASE)

# "a target of 90%"
_PERCENT = re.compile(r"\d\s?(?:%|per ?cent\b)", re.IGNORECASE)

_SCOPED_BY = {
    "kpi": Field.KPI,
    "participant": Field.PARTICIPANTS,
    "jad": Field.JAD,
    "links": Field.LINKS,
}
"""The cues that say in which field a question wants its words to stand."""


def conditions(query: Query) -> Iterator[Condition]:
    """Yield what an action must fulfil: all that the question's words tell."""
    words = stems(query.question)
    yield _in_goal
    if query.quarters:
        yield _in_quarters
    for aspect, condition in _BY_ASPECT.items():
        meant = query.aspect == aspect and (
            aspect not in _BY_CUE or told(aspect, words) or bool(query.among)
        )
        if lacking(query, aspect):
            yield _LACKING[aspect]
        elif meant or (aspect in _TOLD_ANYWHERE and told(aspect, words)):
            yield condition
    if told("kpi", words) and query.numbers and query.aspect != "kpi":
        yield _with_target
    if _wants_words(query):
        yield _says
    if any(told(kind, words) for kind in ("agency", "country")) and told("leader", words):
        yield _led_by_kind


def _in_goal(query: Query, action: Action) -> tuple[Field, ...] | None:
    goals = query.refs_of("goal")
    if not goals or query.aspect == "related":
        return ()
    return () if action.goal in goals else None


def _led_by_kind(query: Query, action: Action) -> tuple[Field, ...] | None:
    ruled_out = {actor.code for actor in query.actors if actor.negated}
    codes = {leader.code for leader in action.leaders if leader.code} - ruled_out
    return (Field.LEADER,) if any(wanted_kind(query, code) for code in codes) else None


def _wants_words(query: Query) -> bool:
    """Tell whether a question asks for actions that say something in so many words."""
    if _quoted(query) and query.aspect != "type":
        return True
    topical = query.topic and query.aspect not in ("theme", "type", "links")
    return bool(topical and _scoped_fields(query))


def scoped_to(query: Query, action: Action) -> bool:
    """Tell whether an action says a topic in the field that a question names: "supports JAD X"."""
    return bool(query.topic and _scoped_fields(query)) and _says(query, action) is not None


def _quoted(query: Query) -> str:
    """Return the words in quotation marks, but not the name of an actor that is asked for."""
    found = _QUOTED.search(query.question)
    words = found.group(1) if found else ""
    named = {mention.code for mention in find_actors(words)}
    return "" if named and named <= {actor.code for actor in query.actors} else words


def _scoped_fields(query: Query) -> list[Field]:
    """Return the fields in which a question wants its words to stand: "a KPI that counts OTFs"."""
    words = stems(query.question)
    return [
        field
        for cue, field in _SCOPED_BY.items()
        if told(cue, words) and not (cue == "participant" and query.actors)
    ]


_JOINING = frozenset(stems("part belong fall come run under within feature figure"))
"""What joins an action to a day or a plan that it has a part in."""


def _says(query: Query, action: Action) -> tuple[Field, ...] | None:
    """Keep an action in whose fields, those asked for or any, the words stand together."""
    wanted = set(content_stems(_quoted(query) or query.topic))
    wanted = wanted - _JOINING or wanted  # "are part of JAD X"
    for field in _scoped_fields(query) or [f for f in Field if f != Field.OTHER]:
        for value in action.values(field):
            if wanted and wanted <= set(stems(value.value)):
                return (field,)
    return None


def _in_quarters(query: Query, action: Action) -> tuple[Field, ...] | None:
    if activities_in(query, action):
        return (Field.ACTIVITY,)
    fits = any(set(query.quarters) <= set(quarters(value.value)) for value in action.timing)
    return (Field.TIMING,) if fits else None


def _no_co_leader(_: Query, action: Action) -> tuple[Field, ...] | None:
    return None if action.co_leaders else (Field.CO_LEADER,)


def _with_jad(_: Query, action: Action) -> tuple[Field, ...] | None:
    return (Field.JAD,) if action.jads else None


def _with_target(query: Query, action: Action) -> tuple[Field, ...] | None:
    """Keep an action with a target above (or from) the number asked for."""
    return (Field.KPI,) if kpis_above(query, action) else None


def kpis_above(query: Query, action: Action) -> list[Kpi]:
    """Return the indicators with a target above (or from) the number that a question names."""
    least = query.numbers[-1] if query.numbers else 0.0
    share = bool(_PERCENT.search(query.question))
    inclusive = share or _AT_LEAST.search(query.question)
    return [
        kpi
        for kpi in action.kpis
        if any(
            (t.unit == "%") == share and (t.number >= least if inclusive else t.number > least)
            for t in kpi.targets
        )
    ]


def activities_in(query: Query, action: Action) -> list[Activity]:
    """Return the activities in the quarters asked for; with "only", in that one and no other."""
    exact = _ONLY.search(query.question)
    wanted = set(query.quarters[:1]) if exact else set(query.quarters)
    covered = ((a, set(quarters(a.timing or ""))) for a in action.activities)
    return [a for a, found in covered if (found == wanted if exact else wanted <= found)]


def _of_type(query: Query, action: Action) -> tuple[Field, ...] | None:
    asked = set(stems(_OPERATIONAL_ACTION.sub(" ", query.question)))
    stated = (set(stems(type_key(value.value))) for value in action.types)
    return (Field.TYPE,) if any(words & asked for words in stated) else None


def _linked(query: Query, action: Action) -> tuple[Field, ...] | None:
    """Keep an action with a link to the plan that a question names, in its words or synonyms."""
    asked = set(content_stems(query.question)) - {stem("linked"), stem("link"), stem("overlap")}
    phrases = [set(p) for _, others in synonyms_in(query.question) for p in others]
    stated = [set(content_stems(value.value)) for value in action.links]
    hit = any(
        words and (words <= asked or any(p <= words for p in phrases) or words & asked == asked)
        for words in stated
    )
    return (Field.LINKS,) if hit else None


def _all_members(_: Query, action: Action) -> tuple[Field, ...] | None:
    return (Field.PARTICIPANTS,) if any(a.code == "ALL_MS" for a in action.participants) else None


def _interdependent(query: Query, action: Action) -> tuple[Field, ...] | None:
    """Keep an action that names one of the goals or actions asked for as related."""
    named = {value.value for value in action.related}
    return (Field.RELATED,) if named & set(query.refs) else None


def _whole_year(query: Query, action: Action) -> tuple[Field, ...] | None:
    if query.quarters:
        return ()
    whole = any(WHOLE_YEAR_SAID.search(value.value) for value in action.timing)
    return (Field.TIMING,) if whole else None


def lacking(query: Query, aspect: str) -> bool:
    """Tell whether actions are wanted that have nothing in a field: "without a JAD"."""
    spoken = tokens(query.question)
    words = [token.stem for token in spoken]
    return aspect in _LACKING and any(denied(spoken, at) for at in places(aspect, words))


def _without(field: Field) -> Condition:
    """Return the condition that an action has nothing in a field; its title stands for it."""
    return lambda _, action: None if action.values(field) else (Field.TITLE,)


def _co_led_by_several(_: Query, action: Action) -> tuple[Field, ...] | None:
    return (Field.CO_LEADER,) if len(action.co_leaders) > 1 else None


def _led_by_several(_: Query, action: Action) -> tuple[Field, ...] | None:
    return (Field.LEADER,) if len(action.leaders) > 1 else None


_LACKING: dict[str, Condition] = {
    "jad": _without(Field.JAD),
    "links": _without(Field.LINKS),
}
"""What holds in place of a condition that a question denies."""
_BY_CUE = ("jad", "links", "related")
"""Conditions that hold only where the question's own words ask for them."""
_TOLD_ANYWHERE = ("no_co_leader", "type", "led_jointly", "several_co_leaders")
"""Conditions that hold wherever the question's words ask for them, whatever else it wants."""
_BY_ASPECT: dict[str, Condition] = {
    "no_co_leader": _no_co_leader,
    "several_co_leaders": _co_led_by_several,
    "jad": _with_jad,
    "kpi": _with_target,
    "type": _of_type,
    "links": _linked,
    "all_members": _all_members,
    "quarter": _whole_year,
    "related": _interdependent,
    "led_jointly": _led_by_several,
}
