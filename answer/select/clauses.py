"""The conditions of a question: which actor or field is meant in which role, denied or not.

The row of items is read one character an item (see grammar.yaml): "ACLNC" is "actions, an actor,
a role, not, an actor".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from answer.query import Role
from answer.select.grammar import Item, drawn, grammar
from answer.select.reading import Reading, read_indicators, read_sizes
from answer.select.selection import Conditions, During, Having, Party
from ingest.actors import actor

# actors joined to one another: "Sweden or Denmark", "both Poland and Hungary"
_RUN = re.compile(r"[CK](?:[B&O,y]+[CK])*")
# roles that are asked for together: "led or co-led"
_ROLES_BEFORE = re.compile(
    r"(?P<not>N?)(?P<roles>L(?:[O&]?L)*|(?<=N)L(?:[O&N]?L)*)(?P<gap>[yBNU#>\]<\[=]*)\Z"
)
_ROLES_BEHIND = re.compile(
    r"(?P<gap>[BNUE]*)(?P<roles>L(?:[O&]?L)*)(?P<alone>U?)(?:(?!y?[BU]*[CK])"
    r"|(?=[CK][BNUE]*L(?!y?[BU]*[CK])))"
)
# "joins but does not lead"
_NOT_AS = re.compile(r"[&,O]*(?P<not>N)(?P<roles>L(?:[O&,N]*L)*)(?!y?[BU]*[CK])")
# "nothing in Q4", "without activities in Q4"
_DENIED_TIME = re.compile(r"N+F?\Z")
_HAS_NO = ("no", "without", "lacks", "lacking", "kein", "keinen", "ningún", "nessun", "aucun")
_SHORT = 7
"""How many characters may stand between a denial and the verb that it denies."""
_SHORT_GAP = 5
"""How wide the gap between "and" and an actor is at most: "and the UK", not "and with Italy"."""
_LEADING: tuple[Role, ...] = ("leader", "co_leader")
_ONLY = (
    "only",
    "just",
    "simply",
    "purely",
    "nur",
    "solo",
    "seulement",
    "solamente",
    "soltanto",
    "merely",
)
_SOLE = ("only", "sole", "single", "lone")
_NOUNS = ("leader", "leaders", "participant", "participants", "lead", "deputy")
_TELLING = frozenset(
    ("not", "only", "number", "most", "fewest", "rank", "more", "at_least", "at_most", "exactly")
)
"""What must be understood wherever it stands: without it a question is another one."""


def read_conditions(items: Sequence[Item]) -> Conditions | None:
    """Return the conditions that a row of items sets; None where some of it is not understood."""
    reading = Reading(items, drawn(items))
    read_sizes(reading)
    for match in _RUN.finditer(reading.text):
        for start, end in _parts_of(reading, match.start(), match.end()):
            _read_run(reading, start, end)
    read_indicators(reading)
    during = _read_during(reading)
    havings = _read_havings(reading)
    left = [i for i in range(len(items)) if i not in reading.used]
    topic = " ".join(items[i].value for i in left if items[i].tag == "topic")
    if any(items[i].tag in _TELLING for i in left):
        return None
    return Conditions(tuple(_without_all(reading.parties)), tuple(havings), during, topic)


def _parts_of(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Return a row of actors, in two where one role stands in front of it and another behind it.

    "Led by a Member State and have both Serbia and Hungary as participants".
    """
    before, behind = _ROLES_BEFORE.search(reading.text, 0, start), end < len(reading.text)
    if not before or not behind or reading.text[end] != "L":
        return [(start, end)]
    ahead = reading.roles(before.start("roles"), before.end("roles"))
    if set(ahead) & set(reading.roles(end, end + 1)):
        return [(start, end)]
    actors = [at for at in range(start, end) if reading.text[at] in "CK"]
    gaps = {at: reading.items[at].start - reading.items[at - 1].end for at in actors[1:]}
    widest = max(gaps, key=lambda at: gaps[at], default=None)
    marked = [at for at in actors[1:] if "B" in reading.text[at - 1 : at]]
    if not marked and widest is not None and (gaps[widest] > _SHORT_GAP or len(gaps) == 1):
        marked = [widest]
    if not marked:
        return [(start, end)]
    cut = max(at for at in actors if at < marked[0]) + 1
    return [(start, cut), (marked[0], end)]


def _without_all(parties: Sequence[Party]) -> Iterator[Party]:
    """Yield parties without "All MS" beside a Member State, whom it means: "(All MS counts)"."""
    named = {code for party in parties if not party.negated for code in party.codes}
    spare = any(found.member_from for code in named if (found := actor(code)))
    for party in parties:
        codes = tuple(c for c in party.codes if c != "ALL_MS" or party.negated or not spare)
        if codes or not party.codes:
            yield replace(party, codes=codes)


def _read_run(reading: Reading, start: int, end: int) -> None:
    """Read a row of actors: in which roles they are meant, and whether they are ruled out."""
    text = reading.text
    if text[start:end] == "K" and text[end : end + 1] == "C" and _beside(reading, start):
        reading.used.add(start)  # "the agency CEPOL"
        return
    told = _roles_before(reading, start, end) or _roles_behind(reading, end)
    told = told or _absent(reading, end) or _as_before(reading, start, end)
    before = text[:start].rstrip("y")
    denied = before.endswith("N") and len(before) - 1 not in reading.used
    alone = [at for at in (start - 1, end) if at >= 0 and text[at : at + 1] == "U"]
    apart = denied and reading.items[len(before) - 1].value in grammar().apart
    roles = told.roles if told else ()
    if told and _has_no_co_leader(reading, told):
        reading.targets.append(Having("co_leader", negated=True))
        told, roles = replace(told, roles=("leader",), denied=False), ("leader",)
    if not told and reading.parties and not apart:
        roles = reading.parties[-1].roles
    negated = denied or (told is not None and told.denied)
    reading.used |= {*range(start, end), *alone, *range(len(before) - denied, start)}
    only = told is not None and told.only and not negated
    sole = (bool(alone) and not only) or bool(told and told.alone)
    parties = list(_parties(reading, start, end, roles, negated, sole))
    reading.parties += parties
    if only:  # "France only participates": it neither leads nor co-leads
        others = tuple(role for role in _LEADING if role not in roles)
        reading.parties += (replace(party, roles=others, negated=True) for party in parties)
    if told and not negated:
        reading.parties += _ruled_out(reading, parties, told.end)


def _beside(reading: Reading, at: int) -> bool:
    """Tell whether nothing but a space stands between an item and the next."""
    return reading.items[at + 1].start - reading.items[at].end <= 1


def _parties(
    reading: Reading, start: int, end: int, roles: tuple[Role, ...], negated: bool, alone: bool
) -> Iterator[Party]:
    """Yield the actors of a row: those that are named together, and each kind."""
    run = reading.items[start:end]
    codes = tuple(dict.fromkeys(item.value for item in run if item.tag == "actor"))
    if codes:
        either = "O" in reading.text[start:end]
        yield Party(codes, "", roles, negated, alone, either)
    kinds = [item.value for item in run if item.tag == "kind"]
    if len(kinds) > 1 and "O" in reading.text[start:end]:
        kinds = ["actor"]  # "by several countries or agencies"
    for kind in kinds:
        yield Party((), kind, roles, negated, alone, size=reading.sizes.get(start))


@dataclass(frozen=True, slots=True)
class _Told:
    """The roles that stand beside actors."""

    roles: tuple[Role, ...]
    denied: bool
    alone: bool
    end: int
    """Where what is told of the actors ends."""
    only: bool = False
    """True where they have no other role: "France only participates"."""


def _ruled_out(reading: Reading, parties: Sequence[Party], end: int) -> Iterator[Party]:
    """Yield actors once more for a role that they may not have: "joins but does not lead"."""
    match = _NOT_AS.match(reading.text, end)
    verb = match and _is_verb(reading, match)
    if match and verb:
        reading.used |= set(range(match.start(), match.end()))
        roles = reading.roles(match.start("roles"), match.end("roles"))
        yield from (replace(party, roles=roles, negated=True) for party in parties)


def _absent(reading: Reading, end: int) -> _Told | None:
    """Return no role, denied, for "where Eurojust is absent"."""
    if not re.match(r"N(?![LFCKN])", reading.text[end:]):
        return None
    reading.used.add(end)
    return _Told((), True, False, end + 1)


def _as_before(reading: Reading, start: int, end: int) -> _Told | None:
    """Return the role that was told just before: "only one co-leader, and it is Europol"."""
    found = re.search(r"L[&,]+$", reading.text[:start])
    if not found or reading.parties or found.start() in reading.used:
        return None
    return _Told(reading.roles(found.start(), found.start() + 1), False, False, end)


def _has_no_co_leader(reading: Reading, told: _Told) -> bool:
    """Tell whether a leader is meant that has none beside it: "where CEPOL has no co-leader"."""
    if not told.denied or told.roles != ("co_leader",):
        return False
    before = reading.items[told.end - 2 : told.end]
    return [i.tag for i in before] == ["not", "role"] and (
        before[0].said in _HAS_NO and before[1].said.replace("-", " ").startswith("co leader")
    )


def _is_verb(reading: Reading, match: re.Match[str]) -> bool:
    """Tell whether a denied role is what actors do: "without leading", not "without a leader"."""
    denial, role = (reading.items[match.start(name)] for name in ("not", "roles"))
    verb = re.split(r"\W+", denial.value)[0]
    near = (
        role.start - denial.end <= _SHORT
    )  # "without ever leading", not "without anybody leading"
    return verb in grammar().verbal or (near and role.said.partition(" ")[0].endswith("ing"))


def _roles_before(reading: Reading, start: int, end: int) -> _Told | None:
    """Return the roles in front of actors: "led by Spain"."""
    found = _ROLES_BEFORE.search(reading.text, 0, start)
    if not found or reading.used & set(range(found.start("roles"), found.end("roles"))):
        return None
    reading.used |= set(range(found.start(), start))
    roles = reading.roles(found.start("roles"), found.end("roles"))
    denied = bool(found["not"]) or "N" in found["gap"]
    return _Told(roles, denied, "U" in found["gap"], end)


def _roles_behind(reading: Reading, end: int) -> _Told | None:
    """Return the roles behind actors: "does Spain lead", "Spain has no role"."""
    found = _ROLES_BEHIND.match(reading.text, end)
    if not found:
        return None
    stop = found.end("roles")
    if "N" in found["gap"]:  # "neither co-leads nor joins"
        stop += len(re.match(r"(?:[&O,]*N?L(?!y?[BU]*[CK]))*", reading.text[stop:]).group())  # type: ignore[union-attr]
    told_end = max(stop, found.end())
    reading.used |= set(range(end, told_end))
    roles = reading.roles(found.start("roles"), stop)
    rest = reading.text[told_end:]
    behind = rest[:1] == "N" and rest[1:2] not in ("L", "F", "C", "K")
    reading.used |= {told_end} if behind else set()
    sole = "U" in found["gap"]
    only = sole and bool(roles) and "leader" not in roles and _says_only(reading, end, found.end())
    alone = bool(found["alone"]) or (sole and not only)
    return _Told(roles, behind or "N" in found["gap"], alone, told_end, only)


def _says_only(reading: Reading, start: int, end: int) -> bool:
    """Tell whether it is "only" that stands beside a role, and not "alone".

    "As the only co-leader" is alone; "only as co-leader" has no other role.
    """
    sole = reading.items[start].value in _SOLE and reading.items[end - 1].said.endswith(_NOUNS)
    return not sole and any(reading.items[at].value.startswith(_ONLY) for at in range(start, end))


def _read_havings(reading: Reading) -> list[Having]:
    """Return what actions must have: fields, and roles that no actor is named for."""
    found: list[Having] = [*reading.targets]
    typed = any(i.tag == "field" and i.value.startswith("type:") for i in reading.items)
    for at, item in enumerate(reading.items):
        if at in reading.used or item.tag not in ("field", "role"):
            continue
        reading.used.add(at)
        if item.value in ("any", "timing") or (item.value == "type" and typed):
            continue
        having = Having(
            item.value, _denied(reading, at), reading.sizes.get(at), alone=_alone(reading, at)
        )
        if found and found[-1].name == item.value:  # "cost more than 100,000 euros"
            size = found[-1].size or having.size
            having = Having(item.value, found.pop().negated or having.negated, size)
        found.append(having)
    return found


def _alone(reading: Reading, at: int) -> bool:
    """Tell whether nothing else may stand in a field: "only of the type training"."""
    if not reading.items[at].value.startswith("type:"):
        return False
    beside = {i for i in (at - 2, at - 1, at + 1) if 0 <= i < len(reading.text)}
    only = {i for i in beside if reading.text[i] == "U"}
    reading.used |= only
    return bool(only)


def _denied(reading: Reading, at: int) -> bool:
    """Tell whether a field is denied, by a word in front of it or right behind it."""
    text = reading.text
    places = [at - 1]
    if text[at - 1 : at] in ("O", "&", ",") and text[at - 2 : at - 1] in ("F", "L"):
        places.append(at - 3)  # "without links or action days"
    if text[at + 1 : at + 2] == "N" and text[at + 2 : at + 3] not in ("L", "F", "C", "K"):
        places.append(at + 1)
    found = [i for i in places if i >= 0 and text[i : i + 1] == "N"]
    reading.used |= set(found)
    while found and text[found[0] - 1 : found[0]] == "N":  # "n'ont pas de"
        found.insert(0, found[0] - 1)
        reading.used.add(found[0])
    return bool(found)


def _read_during(reading: Reading) -> During | None:
    times = [at for at, item in enumerate(reading.items) if item.tag == "time"]
    if not times:
        return None
    beside = {at + step for at in times for step in (-1, 1) if 0 <= at + step < len(reading.text)}
    only = {at for at in beside if reading.text[at] == "U"}
    years = {at for at in beside if reading.text[at] == "#"}
    before = _DENIED_TIME.search(reading.text, 0, times[0])
    denied = bool(before) and not reading.used & set(range(*before.span()))  # type: ignore[union-attr]
    reading.used |= (
        set(times) | only | years | set(range(*before.span()) if denied and before else ())
    )
    return During(tuple(reading.items[at].value for at in times), bool(only), denied)
