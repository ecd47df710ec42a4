"""Typed queries: what a question asks for, with everything that it names."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from answer.select.selection import Selection

RefKind = Literal["action", "goal", "measure", "section", "footnote", "chapter"]
Role = Literal["leader", "co_leader", "participant"]

AUTHORS = ("COUNCIL", "EU_COUNCIL", "COUNCIL OF THE EU")
"""Those who are named as authors of a paper: "the Council's 2018 measures"."""
PREFIX: dict[RefKind, str] = {
    "action": "OA ",
    "goal": "SG ",
    "measure": "Measure ",
    "section": "§ ",
    "footnote": "Footnote ",
    "chapter": "Chapter ",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a question names, where it stands, and the slot that masks it."""

    slot: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that a question speaks of; `explicit` when it says so itself."""

    documents: tuple[str, ...] = ()
    explicit: bool = False
    years: tuple[int, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    """The documents that each mention of a plan or year means, in order: two to compare."""
    unknown_years: tuple[int, ...] = ()
    """Years that are named and that no document is for."""


@dataclass(frozen=True, slots=True)
class ActorRole:
    """An actor that is named, and the roles in which, when the words beside it say so."""

    code: str
    roles: tuple[Role, ...] = ()
    """Any of these is meant; empty when the question names no role."""
    excluded: tuple[Role, ...] = ()
    """Roles that the question rules out: "participates but does not lead"."""
    negated: bool = False
    """True when the actor is ruled out: "other than Frontex"."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question, understood."""

    question: str
    kind: str
    aspect: str = "any"
    also: tuple[str, ...] = ()
    """Fields that are asked for in the same breath: "leader, co-leader and KPIs"; with `aspect`."""
    score: float = 0.0
    """How near the nearest example is, from 0 to 1."""
    scope: Scope = field(default_factory=Scope)
    refs: tuple[str, ...] = ()
    actors: tuple[ActorRole, ...] = ()
    either: bool = False
    """True when any one of the actors will do: "Ukraine or Norway"."""
    plain: str = ""
    """The question without the names of plans in it: what running text is searched for."""
    topic: str = ""
    """The words that say what it is about, names and refs aside."""
    detail: str = ""
    """As `topic`, with words kept that ask and may name a thing as well: "arrests"."""
    quarters: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    acronyms: tuple[str, ...] = ()
    named: tuple[Mention, ...] = ()
    """Everything that it names, in order, with offsets into the question."""
    among: tuple[str, ...] = ()
    """The actions of an earlier list of which some are wanted: "which of them is on money?"."""
    part: int | None = None
    """With an earlier list at hand: the first, the second one of it (from 1)."""
    leaned: bool = False
    """True when it was filled in from the question before it."""
    named_as: str = ""
    """The words by which an action was first named that a follow-up goes on about."""
    selection: "Selection | None" = None
    """Conditions on actions and what is wanted of those that meet them, where that says it all."""

    def refs_of(self, kind: RefKind) -> tuple[str, ...]:
        """Return the refs of one kind that the question names."""
        return tuple(ref for ref in self.refs if ref.startswith(PREFIX[kind]))
