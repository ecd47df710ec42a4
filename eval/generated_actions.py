"""Questions about each field of each action, and who does and doesn't take part in it."""

from collections.abc import Iterator, Sequence
from zlib import crc32

from eval.asked import Asked, Plan, withheld
from eval.expected import Expected
from eval.names import actor_names, ref_names
from ingest.actors import actor
from ingest.facts import covers_all_members
from ingest.model import Action, ActorValue, Value

_CHARS = 60
"""How much of a long text must be told: its beginning."""
_WITHHELD_KINDS = ("leader", "participants", "kpi", "timing", "aim")
_LISTED: dict[str, tuple[str, str]] = {
    "type": ("types", "type"),
    "links": ("links", "links"),
    "related": ("related", "related"),
    "jad": ("jads", "jad"),
}
"""By kind of question: where the action has the values, and the field that is cited for them."""


def about_action(plan: Plan, action: Action) -> Iterator[Asked]:
    """Yield the questions about one action of a plan."""
    names = ref_names("action", action.ref)
    if action.withheld:
        yield from (plan.ask(kind, withheld(), action=names) for kind in _WITHHELD_KINDS)
        return
    for kind, expected in _fields(plan, action):
        yield plan.ask(kind, expected, action=names)
    for kind, code, begins in _checks(plan, action):
        expected = _told(plan, action, begins=begins)
        yield plan.ask(kind, expected, action=names, actor=actor_names(code))


def _told(
    plan: Plan,
    action: Action,
    fields: set[str | None] | None = None,
    facts: Sequence[str] = (),
    begins: str = "",
) -> Expected:
    return Expected(
        cited=frozenset([plan.place(action.ref)]),
        fields=None if fields is None else frozenset(fields),
        facts=tuple((fact,) for fact in facts),
        begins=begins,
    )


def _fields(plan: Plan, action: Action) -> Iterator[tuple[str, Expected]]:
    yield "leader", told_actors(plan, action, action.leaders, {"leader", "co_leader", "title"})
    yield "co_leader", told_actors(plan, action, action.co_leaders, {"co_leader", "title"})
    yield "participants", told_actors(plan, action, action.participants, {"participants"})
    goals = [value.value for value in (*action.kpis, *action.targets)]
    yield "kpi", _told(plan, action, {"kpi", "target"}, goals)
    yield "target", _told(plan, action, {"kpi", "target"}, goals)
    if action.timing:
        yield "timing", _told(plan, action, {"timing"}, beginnings(action.timing))
    elif any(activity.timing for activity in action.activities):
        told = zip(beginnings(action.activities), action.activities, strict=True)
        timed = [f"{words}…— {activity.timing}" for words, activity in told if activity.timing]
        yield "timing", _told(plan, action, {"activity"}, timed)
    if action.activities:
        yield "activity", _told(plan, action, {"activity"}, beginnings(action.activities))
    yield "aim", _told(plan, action, None, beginnings(action.summary or (action.title,)))
    for kind, (attribute, field) in _LISTED.items():
        values: tuple[Value, ...] = getattr(action, attribute)
        facts = beginnings(values) or ["no"]
        yield kind, _told(plan, action, {field} if values else None, facts)


def beginnings(values: Sequence[Value]) -> list[str]:
    """Return how each value begins, to the end of a word: an answer may shorten it."""
    texts = [" ".join(value.value.split()).rstrip(".") for value in values]
    return [t if len(t) <= _CHARS else t[:_CHARS].rpartition(" ")[0] for t in texts]


def told_actors(
    plan: Plan, action: Action, values: Sequence[ActorValue], fields: set[str | None]
) -> Expected:
    """Return what is right about the actors of one role: exactly these, or that there are none."""
    place = frozenset([plan.place(action.ref)])
    if not values:
        return Expected(cited=place, facts=(("no",),), actors=frozenset())
    free = tuple((value.value,) for value in values if not value.code or not actor(value.code))
    codes = frozenset(value.code for value in values if value.code and actor(value.code))
    return Expected(cited=place, fields=frozenset(fields), facts=free, actors=codes)


def _checks(plan: Plan, action: Action) -> Iterator[tuple[str, str, str]]:
    """Yield yes-or-no questions: the kind, the actor asked for, and how an answer begins."""
    led = _codes((*action.leaders, *action.co_leaders))
    joined = _codes(action.participants) - led
    everyone = {code for other in plan.actions() for code in _codes(actors_of(other))}
    strangers = {
        code
        for code in everyone - led - joined
        if not covers_all_members(action, code, plan.document.year)
    }
    picks = (
        ("takes_part", joined, "Yes"),
        ("takes_no_part", strangers, "No"),
        ("is_leader", _codes(action.leaders), "Yes"),
        ("is_no_leader", everyone - led, "No"),
    )
    for kind, codes, begins in picks:
        if codes:
            yield kind, _pick(sorted(codes), f"{action.ref} {kind}"), begins


def _codes(values: Sequence[ActorValue]) -> set[str]:
    return {v.code for v in values if v.code and (known := actor(v.code)) and known.kind != "group"}


def actors_of(action: Action) -> tuple[ActorValue, ...]:
    """Return the actors of an action in any role."""
    return (*action.leaders, *action.co_leaders, *action.participants)


def _pick(codes: Sequence[str], seed: str) -> str:
    return codes[crc32(seed.encode()) % len(codes)]
