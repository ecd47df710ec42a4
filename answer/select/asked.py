"""Questions for actors, for fields of actions, and for the actions themselves."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.query import Role
from answer.select.grammar import Item, drawn
from answer.select.opening import ACTORS_ASKED, conditions_in, head_of, says_nothing
from answer.select.reading import SIGNS, roles_of
from answer.select.selection import Conditions, How, Selection, Size

_PLURALS = ("s", "en", "i")
_WHICH = (
    "which", "what", "welch", "quel", "qual", "qué", "are there", "is there", "every", "any",
    "some", "is any", "are any",
)  # fmt: skip
"""How a question opens that means any action, though it names one."""
# "which action", "how many of the actions", "the share of actions"
_ACTIONS_ASKED = re.compile(r"^(?P<ask>[W%QSOr,&E]*)t*(?:A|[G,W]+A)|^[t,]*A")
# "who leads the actions that ..."
_LEADERS = re.compile(r"^wL(?:[O&]L)*t*A")
# "..., and who co-leads them?", "... and what are their KPIs?"
_AND_WHAT = re.compile(r"[,&]+[Wwt]*(?P<what>[LF](?:[,&]+[LF])*)[,]?$")
# "which budget", "what arrest target", of actions that are told by conditions
_FIELDS = re.compile(
    r"^[WwV]+[WwV,]*(?P<words>t*)(?P<what>[LF](?:[,&]+[LF])*)(?=[Et,]*(?:[CK]L)?A|[CK]LA)"
)
# "budget, leader and arrests target of ..."
_CARD = re.compile(r"^[Ww]*(?P<what>[LF](?:[,&]+t?[LF])+)")
# "what happens in November"
_HAPPENING = re.compile(r"^W+t*[T&O]*T[T&O#]*t*$")
# "more than five actions", "5 or more actions"
_SO_MANY = re.compile(r"(?P<sign>[>\]<\[=U]?)(?P<n>#)(?P<behind>[\]\[]?)A")
_HELD = re.compile(
    r"(?P<not>N?)U?(?P<roles>L(?:[O&]?L)*)(?P<behind>(?:A?N|B)?)(?!y?[BU]*[CK])"
    r"(?:[>\]<\[=U]?#[\]\[]?A)?[A#P&,]*"
)
_Held = tuple[tuple[Role, ...], bool]


# "number of different leaders", "how many co-leaders are there"
_ROLE_NOUN = re.compile(r"(?:action )?(?:co[- ]?)?(?:leader|participant)s?\b", re.IGNORECASE)
_HOW_MANY_OF_ROLE = re.compile(r"^[W,]*Q+(?P<role>L),?$")


def read_actors(items: Sequence[Item]) -> Selection | None:
    """Read a question for actors: "which agencies", "how many member states", "who"."""
    text = drawn(items)
    of_role = _HOW_MANY_OF_ROLE.match(text)
    if of_role and _ROLE_NOUN.match(items[of_role.start("role")].said):
        told: _Held = (roles_of([items[of_role.start("role")]]), False)
        return Selection("actors", "count", kind="actor", held=(told,))
    head = ACTORS_ASKED.match(text)
    if (
        not head
        or re.search(r"[Mmr]", text)
        or re.search("[Ww]", text[head.end() :])  # another question follows
        or (head["head"] == "w" and not re.search("[KNB]|#[\\]\\[]?A", text))
    ):
        return None
    asked = items[head.start("head")]
    held, end = _held(items, text, head.end())
    if not held and (so_many := _SO_MANY.match(text, end)):  # "sit in more than 20 actions"
        held, end = [((), False)], so_many.end()
    conditions = conditions_in(items, (0, end)) if held else None
    if conditions is None:
        return None
    if any(each and not denied for each, denied in held):  # "appear only as participants"
        held = [pair for pair in held if pair[0] or pair[1]]
    roles = {role for each, _ in held for role in each}
    # "nehmen ... teil": the verb's other half
    if any(h.name not in roles or h.negated or h.size for h in conditions.havings):
        return None
    kind, conditions = _kind(asked, replace(conditions, havings=()))
    opening = text[: head.end()]
    how: How = "count" if "Q" in opening else "share" if "%" in opening else "list"
    every = "B" in text and text.count("R") > 1
    return Selection("actors", how, conditions, kind, tuple(held), every=every, size=_size(items))


# "which participants do 2.7 and 2.8 have in common"
_SHARED = re.compile(r"^[WQ,]*(?P<role>L)(?=.*R.*R)(?=.*B)")


def read_shared(items: Sequence[Item]) -> Selection | None:
    """Read a question for the participants that several actions share."""
    text = drawn(items)
    match = _SHARED.match(text)
    if not match or re.search("[CKFNA]", text):
        return None
    role: _Held = (roles_of([items[match.start("role")]]), False)
    return Selection("actors", "list", kind="actor", held=(role,), every=True)


def _size(items: Sequence[Item]) -> Size | None:
    """Return in how many actions actors must be: "in more than five actions"."""
    match = _SO_MANY.search(drawn(items))
    if not match:
        return None
    return Size(
        SIGNS[match["sign"] or match["behind"] or "="], float(items[match.start("n")].value)
    )


def _kind(asked: Item, conditions: Conditions) -> tuple[str, Conditions]:
    """Return the kind of actors asked for: "countries ... that are not in the EU"."""
    kind = asked.value if asked.tag == "kind" else ""
    aside = [p for p in conditions.parties if p.kind == "third_country" and not p.roles]
    if not aside or kind != "country":
        return kind, conditions
    rest = tuple(party for party in conditions.parties if party not in aside)
    return "third_country", replace(conditions, parties=rest)


def _held(items: Sequence[Item], text: str, at: int) -> tuple[list[_Held], int]:
    """Return the roles in which actors are wanted, and where they end."""
    held: list[_Held] = []
    while match := _HELD.match(text, at):
        roles = roles_of(items[match.start("roles") : match.end("roles")])
        denied = match["not"] == "N" or "N" in match["behind"]
        at = match.end()
        if match["behind"].endswith("N") and text[match.end("behind") :].startswith("L"):
            denied = match["not"] == "N"  # "co-lead ... without leading"
            at = match.end("behind") - 1
        held.append((roles, denied))
        only = [i for i in items[max(0, match.start() - 1) : at] if i.tag == "only"]
        if (
            only
            and only[0].value.startswith("only")
            and "participant" in roles
            and not denied
            and not _size(items)
        ):
            held += [(("leader",), True), (("co_leader",), True)]  # "only appear as participants"
    return held, at


def read_actions(items: Sequence[Item]) -> Selection | None:
    """Read a question for actions: listed, counted, or as a share of all."""
    items, fields = _also_asked(items)
    text = drawn(items)
    head = _ACTIONS_ASKED.match(text)
    if not head or not _several(items, head.end() - 1) or "w" in text:
        return None
    conditions = conditions_in(items, head_of(text))
    conditions = conditions and _when_active(_without_repeats(conditions))
    asks = head["ask"] or ""
    how: How = "share" if "%" in asks else "count" if re.search("[QS]", asks) else "list"
    if conditions is None or any(map(says_nothing, conditions.havings)):
        return None
    if not conditions.bound and how != "share" and not ("G" in text and how == "count"):
        return None
    return Selection("actions", how, conditions, fields=fields)


def _when_active(conditions: Conditions) -> Conditions:
    """Return conditions without "have activities" beside a month or a half of the year."""
    during = conditions.during
    if during is None or any(when.startswith("Q") for when in during.when):
        return conditions  # activities state their quarters
    havings = tuple(having for having in conditions.havings if not says_nothing(having))
    return replace(conditions, havings=havings)


def _several(items: Sequence[Item], at: int) -> bool:
    """Tell whether actions are asked for: several, or one that is to be found."""
    if items[at].value.endswith(_PLURALS):
        return True
    asks = [item.value for item in items[:at] if item.tag not in ("topic", "and")]
    return bool(asks) and asks[-1].startswith(_WHICH)


def _also_asked(items: Sequence[Item]) -> tuple[Sequence[Item], tuple[str, ...]]:
    """Return items without a question behind them, and what it asks of the same actions."""
    match = _AND_WHAT.search(drawn(items))
    typed = match and any(i.value.startswith("type:") for i in items[match.start() :])
    if not match or typed or not re.search("[Ww]", match.group()):
        return items, ()
    return items[: match.start()], _named(items, match)


def _named(items: Sequence[Item], match: re.Match[str]) -> tuple[str, ...]:
    """Return the fields and roles that are asked for."""
    what = items[match.start("what") : match.end("what")]
    return tuple(item.value for item in what if item.tag in ("role", "field"))


def _without_repeats(conditions: Conditions) -> Conditions:
    """Return conditions without the other half of a verb: "nimmt ... teil"."""
    told = {role for party in conditions.parties for role in party.roles}
    kept = [h for h in conditions.havings if h.name not in told or h.negated or h.size]
    return replace(conditions, havings=tuple(kept))


def read_leaders(items: Sequence[Item]) -> Selection | None:
    """Read a question for who leads several actions: "who leads the actions without a JAD"."""
    text = drawn(items)
    match = _LEADERS.match(text)
    if not match or not items[match.end() - 1].value.endswith(_PLURALS):
        return None
    roles = [at for at, item in enumerate(items[: match.end()]) if item.tag == "role"]
    fields = tuple(items[at].value for at in roles)
    conditions = conditions_in(items, (0, roles[-1] + 1))
    # who leads the actions on a theme is another question
    if not set(fields) <= {"leader", "co_leader"} or conditions is None or not conditions.bound:
        return None
    return Selection("actions", "list", conditions, fields=fields)


def read_happening(items: Sequence[Item]) -> Selection | None:
    """Read a question for what is planned in a month: "what happens in November"."""
    text = drawn(items)
    conditions = conditions_in(items, head_of(text)) if _HAPPENING.match(text) else None
    return Selection("actions", "list", conditions) if conditions else None


def read_card(items: Sequence[Item]) -> Selection | None:
    """Read a question that opens with a list of fields, a row of the form among them."""
    text = drawn(items)
    match = _CARD.match(text)
    fields = _named(items, match) if match else ()
    if not match or not any(field.startswith("row:") for field in fields):
        return None
    conditions = conditions_in(items, (0, match.end()))
    if conditions is None or conditions.bound or not (conditions.topic or "R" in text):
        return None
    return Selection("fields", "list", conditions, fields=fields)


def read_fields(items: Sequence[Item]) -> Selection | None:
    """Read a question for fields of actions that conditions tell: "the budget of each action"."""
    text = drawn(items)
    match = _FIELDS.match(text)
    if not match or "R" in text or not re.search("[CKGE]", text):
        return None
    fields = _named(items, match)
    conditions = conditions_in(items, (0, match.end()))
    if conditions is None or conditions.havings or "any" in fields:
        return None
    words = " ".join(i.value for i in items[match.start("words") : match.end("words")])
    return Selection("fields", "list", conditions, fields=fields, words=words)
