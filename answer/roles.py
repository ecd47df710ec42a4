"""Which actor is meant in which role? The role's words nearest to the actor tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from answer.cues import places
from answer.denial import denied, denies
from answer.query import ActorRole, Role
from answer.words import Token, stems, tokens
from ingest.actors import adjectives

_ROLES: tuple[Role, ...] = ("leader", "co_leader", "participant")
_OTHER_THAN = (
    ("other", "than"),
    ("apart", "from"),
    ("asid", "from"),
    ("except",),
    ("exclud",),
    ("but", "not"),
    ("neither",),
    ("nor",),
)
_BY = frozenset(stems("by of under par von durch da dal dall por del de"))
_AND = frozenset(("nor", "noch", "ni", "né", "and", "or", "und", "oder", "et", "ou", "y", "e", "o"))
_VERBS = frozenset(
    [
        "does",
        "do",
        "did",
        "is",
        "are",
        "was",
        "were",
        "doesn",
        "don",
        "isn",
        "aren",
        "didn",
        "nimmt",
        "ist",
        "no",
        "ne",
    ]
)
"""Words that open a denial behind an actor: "Montenegro does not"."""
_ACTION = frozenset(stems("action operation project"))
_DESCRIBED = frozenset(
    stems(
        "crime criminal gang network ocg organised organized smuggler trafficker national citizen "
        "migrant victim minor child coast border water beach market passport"
    )
)
"""What a name describes that has no role itself: "Vietnamese organised crime"."""
_ITS = frozenset(stems("its their own"))
_OWN_REACH = 9
"""How many words behind an actor "its action" may stand."""
_ANY_REACH = 6
_REACH = 12
"""How many words away from an actor its role may stand."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word for a role, where it stands, and whether it is denied."""

    at: int
    role: Role
    denied: bool


def _in_any(words: Sequence[str], at: int) -> bool:
    """Tell whether any role is meant where a word for one stands: "take part in any role"."""
    behind = words[at : at + _ANY_REACH]
    return any(pair == ("ani", "role") for pair in pairwise(behind))


def bind_roles(question: str, actors: Sequence[tuple[str, int]]) -> tuple[ActorRole, ...]:
    """Return the actors with their roles; `actors` are (code, offset in the question) in order.

    "Where Europol leads and Germany participates" gives Europol as leader and Germany as
    participant; "Serbia participates and Montenegro does not" rules Montenegro out.
    """
    words = tokens(question)
    at = {offset: _word_at(words, offset) for _, offset in actors}
    told = [w.stem for w in words]
    cues = [
        _Cue(i, role, denied(words, i))
        for role in _ROLES
        for i in sorted(set(places(role, told)))
        if not _in_any(told, i)
    ]
    held: dict[int, list[_Cue]] = {
        offset: [] for _, offset in actors if not _describes(words, at[offset])
    }
    spoken = {cue.at for cue in cues}
    own = {
        offset: i + 1
        for offset, i in at.items()
        if i + 1 in spoken and _hyphenated(question, words, i)
    }
    for cue in cues:
        free = [o for o in held if own.get(o, cue.at) == cue.at]
        offset = min(free, key=lambda o: _distance(words, cue.at, at[o]), default=None)
        if offset is not None and abs(cue.at - at[offset]) <= _REACH:
            held[offset].append(cue)
    bound: list[ActorRole] = []
    for code, offset in actors:
        if offset not in held:
            bound.append(ActorRole(code))
            continue
        roles = tuple(dict.fromkeys(c.role for c in held[offset] if not c.denied))
        asked = all(cue.at < at[offset] and not cue.denied for cue in held[offset])
        if asked and _owns_action(words, at[offset]):  # "who co-leads the Polish action?"
            roles = ("leader",)
        excluded = tuple(dict.fromkeys(c.role for c in held[offset] if c.denied))
        negated = _ruled_out(words, at[offset]) or _verb_denied(words, at[offset], held[offset])
        if negated and not roles:
            roles = excluded
        if not roles and bound and (negated or _listed(words, at[offset])):
            roles = bound[-1].roles
        bound.append(ActorRole(code, roles, () if negated else excluded, negated))
    offsets = [at[offset] for _, offset in actors]
    return tuple(dict.fromkeys(_shared_roles(words, bound, offsets)))


def _describes(words: Sequence[Token], at: int) -> bool:
    """Tell whether a name only says of what kind the next word is: "Libyan smugglers"."""
    return at + 1 < len(words) and words[at + 1].stem in _DESCRIBED


def _owns_action(words: Sequence[Token], at: int) -> bool:
    """Tell whether an actor is named as whose action one is: "Poland's", "the Polish action"."""
    said = words[at].text
    behind = [word.stem for word in words[at + 1 : at + _OWN_REACH]]
    if any(one in _ITS and _ACTION & set(behind[i + 1 : i + 4]) for i, one in enumerate(behind)):
        return True  # "who joins Greece in its operation"
    own = said.lower().endswith(("'s", "’s")) or said.capitalize() in adjectives()
    return own and any(word.stem in _ACTION for word in words[at + 1 : at + 3])


def _hyphenated(question: str, words: Sequence[Token], at: int) -> bool:
    """Tell whether a word goes on behind a hyphen: "Polish-led"."""
    behind = words[at + 1 : at + 2]
    return bool(behind) and question[words[at].end : behind[0].start] in ("-", "‑", "–")


def _shared_roles(
    words: Sequence[Token], bound: list[ActorRole], at: Sequence[int]
) -> list[ActorRole]:
    """Give an actor without a role that of the next one listed with it: "A and B as ..."."""
    for i in range(len(bound) - 2, -1, -1):
        bare = not bound[i].roles and not bound[i].excluded and not bound[i].negated
        if bare and at[i + 1] - at[i] <= 2 and _listed(words, at[i + 1]):
            bound[i] = replace(bound[i], roles=bound[i + 1].roles, excluded=bound[i + 1].excluded)
    return bound


def _word_at(words: Sequence[Token], offset: int) -> int:
    return next((i for i, word in enumerate(words) if word.start >= offset), len(words) - 1)


def _distance(words: Sequence[Token], cue: int, actor: int) -> float:
    """Return how far a role's word is from an actor; "led by" looks ahead, "X leads" back."""
    ahead = cue + 1 < len(words) and words[cue + 1].stem in _BY
    wrong_way = (actor < cue) if ahead else (actor > cue)
    return abs(cue - actor) + (1.5 if wrong_way else 0.0)


def _ruled_out(words: Sequence[Token], at: int) -> bool:
    before = [word.stem for word in words[max(0, at - 3) : at]]
    return any(
        tuple(before[i : i + len(phrase)]) == phrase
        for phrase in _OTHER_THAN
        for i in range(len(before))
    )


def _verb_denied(words: Sequence[Token], at: int, cues: Sequence[_Cue]) -> bool:
    """Tell whether a bare "does not" or "isn't" follows the actor, with no role behind it."""
    behind = words[at + 1 : at + 4]
    denied = any(denies(word) for word in behind) and bool(behind)
    verb = denied and behind[0].text.lower() in _VERBS
    return verb and not any(cue.at > at for cue in cues)


def _listed(words: Sequence[Token], at: int) -> bool:
    """Tell whether an actor is joined to the one before it: "and Spain", "or by Spain"."""
    before = [word.stem for word in words[max(0, at - 2) : at]]
    while before and before[-1] in _BY | {"the"}:
        before.pop()
    return bool(before) and before[-1] in _AND
