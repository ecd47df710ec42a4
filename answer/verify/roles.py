"""Who leads, co-leads and takes part: what a claim says of it must stand in the fields it cites."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.gather import stands_in
from answer.naming import actors_named
from answer.verify.shape import ACTOR, COPY, NUMBER, PLAN, REF, Shape
from answer.verify.sources import Source, folded
from ingest.facts import ROLES, covers_all_members
from ingest.model import Action, ActorValue, Field

_ITEM = rf"(?:{ACTOR}|“[^”]*”)"
LIST = rf"(?P<who>{_ITEM}(?:(?:, and |, | and | & ){_ITEM})*)"
"""Actors in a row: "A, A and A", with free text in quotation marks among them."""
PLACE = rf"{REF}(?: \({COPY}\.?(?: …)?\))?(?: of the {PLAN})?"
"""An action in its plan: "R (title) of the P"."""
_NOT = r"(?P<no>(?:but )?not )?"
_CO = r"co-?"

_AHEAD = (
    # "led by A and A", "but not led by A", "co-led by A"
    rf"{_NOT}(?P<role>(?:\b{_CO})?led) by {LIST}(?! {NUMBER})",
    # "is led by A, not by A"
    rf"(?P<no>not )by {LIST}",
    # "with co-leaders A and A", "Leader: A"
    rf"\b(?P<role>{_CO}leader)s?:? {LIST}",
    rf"\b(?<!-)(?P<role>leader|participant)s?: {LIST}",
    # "in cooperation with A": a partner in the leader's own cell
    rf"\bin (?P<role>cooperation) with {LIST}",
    # "Participants of R (title) of the P: A, A"; "the leader of R is not A"
    rf"\b(?P<role>(?:{_CO})?leader|participant)s?(?: of {PLACE})?(?::| is| are) {_NOT}{LIST}",
    # "with A as co-leader", "but not with A as participant"
    rf"{_NOT}with {LIST} as (?:an? |the )?(?P<role>(?:{_CO})?leader|participant)s?",
    # "in which A has a role"
    rf"{_NOT}in which {LIST} has (?:a|any) (?P<role>role)",
    # "Named there: A, A and A": in the words that are cited
    rf"\b(?P<role>named) there: {LIST}",
    # "The driver of the P is A", "A co-driver of the P is A"
    rf"\b(?P<role>co-driver)s?(?: of the {PLAN})? is {_NOT}{LIST}",
    rf"\b(?<!-)(?P<role>driver)(?: of the {PLAN})?(?: is|:) {_NOT}{LIST}",
)
"""Phrases in which the actors stand behind or within the words that give them a role."""
_VERB = (
    rf"(?:(?:do(?:es)? not )?(?:also )?(?:(?:{_CO})?leads?|takes? part|participates?)(?: in)?"
    r"|has a role in"
    rf"|(?:is|are) (?:not )?(?:an? |the )?(?:(?:{_CO})?leader|participant|driver)s?"
    r"(?: of(?: the)?)?"
    r"|(?:is|are) not named among the leaders or participants of)\b"
)
_BEHIND = re.compile(
    rf"{LIST}(?:, (?:which|who))? (?P<verbs>{_VERB}(?:(?:, and |, | and ){_VERB})*)"
)
_PHRASES = tuple(re.compile(phrase) for phrase in _AHEAD)
_ROLE_IN = re.compile(rf"{_CO}lea?d|lea?d|part|co-driver|driver|among|role")
_LED = re.compile(rf"(?:{_CO})?led by")
_MEMBER = re.compile(r"\bas one of “all ms”(?:, without being named)?")

Pair = tuple[Action, frozenset[str], int | None]
"""An action that a claim speaks of, the fields of it that are cited, and its plan's year."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a claim says of some actors: they have a role, or have it not."""

    role: str
    denied: bool
    codes: tuple[str, ...]
    start: int
    end: int
    free: tuple[str, ...] = ()
    """Free text that stands beside the actors, folded: "relevant MS"."""
    by_name: bool = False
    """True where only those that are named are meant, not those that "All MS" covers."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a claim says of roles, and the shape without the words that say it."""

    found: tuple[Part, ...]
    rest: str
    """The shape with everything understood struck out."""


def read_parts(shape: Shape) -> Parts:
    """Return what a claim says of who has which role."""
    text = shape.text
    found = [*_ahead(shape, text), *_behind(shape, text)]
    found.sort(key=lambda part: part.start)
    rest = list(text)
    for part in found:
        rest[part.start : part.end] = "~" * (part.end - part.start)
    struck = _MEMBER.sub(lambda m: "~" * len(m.group()), "".join(rest))
    return Parts(tuple(found), struck)


def _ahead(shape: Shape, text: str) -> Iterator[Part]:
    matches = sorted((m for p in _PHRASES for m in p.finditer(text)), key=lambda m: m.start())
    for match in matches:
        groups = match.groupdict()
        role = _role_of(groups.get("role") or _led_before(text, match.start()))
        denied = bool(groups.get("no"))
        codes = tuple(shape.values(match["who"], "actor"))
        listed = match["who"] and ":" in text[match.start() : match.start("who")]
        by_name = denied or bool(listed)
        free = tuple(_free_text(match["who"], shape))
        yield Part(role, denied, codes, match.start(), match.end(), free, by_name)


def _free_text(who: str, shape: Shape) -> Iterator[str]:
    """Yield what stands in quotation marks among actors, folded."""
    for quote in re.findall(r"“([^”]*)”", who):
        yield folded("".join(shape.written(character) for character in quote))


def _led_before(text: str, end: int) -> str:
    """Return the words that "not by A" goes on from: "led by", "co-led by"."""
    return next(reversed(_LED.findall(text[:end])), "led")


def _behind(shape: Shape, text: str) -> Iterator[Part]:
    for match in _BEHIND.finditer(text):
        codes = tuple(shape.values(match["who"], "actor"))
        if ", wh" in text[match.end("who") : match.start("verbs")]:
            codes = codes[-1:]
        for verb in re.finditer(_VERB, match["verbs"]):
            denied = " not " in f" {verb.group()} "
            yield Part(_role_of(verb.group()), denied, codes, match.start(), match.end())


def _role_of(words: str) -> str:
    found = _ROLE_IN.search(words)
    key = found.group() if found else words
    if key == "co-driver":
        return key
    if key.startswith("co"):
        return "co_leader"
    return {"lead": "leader", "led": "leader", "part": "participant", "role": "any"}.get(
        key, "any" if key == "among" else key
    )


def parts_hold(parts: Parts, shape: Shape) -> bool:
    """Tell whether all that a claim says of roles holds for every action that it speaks of."""
    groups = _alternatives(parts.found, shape.text)
    for role, holds in (("driver", _drives), ("co-driver", _drives_too), ("named", _are_named)):
        own = [part for group in groups for part in group if part.role == role]
        if not all(holds(part, shape.sources) for part in own):
            return False
        groups = [group for group in groups if group[0].role != role]
    pairs = pairs_of(shape)
    if groups and not pairs:
        return False
    as_member = bool(_MEMBER.search(shape.text))
    return all(
        any(_holds(part, pair, as_member) for part in group) for group in groups for pair in pairs
    )


def _alternatives(parts: Sequence[Part], text: str) -> list[list[Part]]:
    """Group the parts of which one will do: "led by A or with A as co-leader"."""
    groups: list[list[Part]] = []
    for part in parts:
        before = groups[-1][-1] if groups else None
        if before and text[before.end : part.start].strip() == "or":
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def pairs_of(shape: Shape) -> list[Pair]:
    """Return the actions that a claim speaks of: those it names, or all that it cites."""
    fields: dict[tuple[str, str], set[str]] = {}
    cited: dict[tuple[str, str], Source] = {}
    for source in shape.sources:
        if source.action:
            key = (source.document.id, source.action.ref)
            fields.setdefault(key, set()).add(source.item.field or "")
            cited[key] = source
    named = {ref.value for ref in shape.refs}
    keys = [key for key in cited if key[1] in named] or list(cited)
    return [
        (cited[key].action, frozenset(fields[key]), cited[key].document.year)  # type: ignore[misc]
        for key in keys
    ]


def _holds(part: Part, pair: Pair, as_member: bool) -> bool:
    if len(set(part.codes)) < len(part.codes):
        return False
    if part.role != "driver" and not all(_is_free(part, pair, words) for words in part.free):
        return False
    return all(
        _denied(part, pair, code) if part.denied else _has(part, pair, code, as_member)
        for code in part.codes
    )


def _is_free(part: Part, pair: Pair, words: str) -> bool:
    """Tell whether free text stands among the actors of a field."""
    action, cited, _ = pair
    values = (v for field in _fields(part.role) if field in cited for v in action.values(field))
    return any(words in folded(value.value) for value in values)


def _fields(role: str) -> tuple[Field, ...]:
    return tuple(ROLES.values()) if role == "any" else (ROLES[role],)


def _has(part: Part, pair: Pair, code: str, as_member: bool) -> bool:
    action, cited, year = pair
    fields = [field for field in _fields(part.role) if field.value in cited]
    meant = Field.PARTICIPANTS in fields and not part.by_name
    member = meant and covers_all_members(action, code, year)
    if as_member and part.role == "participant":
        return member
    return member or any(stands_in(action, field, code) for field in fields)


def _denied(part: Part, pair: Pair, code: str) -> bool:
    action, _, year = pair
    fields = _fields(part.role)
    meant = Field.PARTICIPANTS in fields and not part.by_name
    if meant and covers_all_members(action, code, year):
        return False
    return not any(stands_in(action, field, code) for field in fields)


def _are_named(part: Part, sources: Sequence[Source]) -> bool:
    """Tell whether actors stand in the words that are cited."""
    named = {code for source in sources for code in actors_named(source.written)}
    return named.issuperset(part.codes) and not part.free


def _drives(part: Part, sources: Sequence[Source]) -> bool:
    """Tell whether an actor is the driver that a cited cover prints."""
    return _is_printed(part, [(s, s.document.heading.driver) for s in sources])


def _drives_too(part: Part, sources: Sequence[Source]) -> bool:
    """Tell whether an actor is a co-driver that a cited cover prints."""
    return _is_printed(part, [(s, a) for s in sources for a in s.document.heading.co_drivers])


def _is_printed(part: Part, printed: Sequence[tuple[Source, ActorValue | None]]) -> bool:
    """Tell whether actors are among those printed in what is cited; denied, that they are not."""
    found = {a.code for s, a in printed if a and s.item.start <= a.start < s.item.end}
    return bool(found) and all((code in found) != part.denied for code in part.codes)
