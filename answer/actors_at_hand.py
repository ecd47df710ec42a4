"""Actors of a kind in the action at hand, said in full: "and which third countries join it?"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from answer.at_hand import Said
from answer.library import Library
from answer.mentions import find_mentions
from answer.phrasing import plan_name
from answer.query import Query, Role
from answer.select.grammar import grammar
from answer.select.parse import parse_selection
from answer.words import contains, stems

# "join it", "are involved there", "among them", "in that action"
_POINTING = re.compile(
    r"\b(?:(?:in|of|among|from|amongst) )?(?:it|there|them|those|these"
    r"|(?:this|that|the same)(?: (?:action|oa|operation|one))?)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"^\W*(?:(?:and|but|so|ok|then|or) )+", re.IGNORECASE)
_ANY_KIND = ("", "actor")
_PARTICIPANT: tuple[Role, ...] = ("participant",)


def actors_in_full(question: str, previous: Query, said: Said, library: Library) -> str | None:
    """Return a follow-up for actors of a kind as one about the action at hand.

    None where none or several are at hand, or where it asks for anything else.
    """
    if not any(contains(stems(question), kind) for kind in _kinds()):
        return None
    refs = previous.refs_of("action") or said.actions
    keys = [key for key in previous.scope.documents if key in said.documents]
    if len(set(refs)) != 1 or len(keys) != 1:
        return None
    named = {mention.slot for mention in find_mentions(question, library).found}
    if named - {"actor"}:
        return None
    place = f"{refs[0]} of the {plan_name(library.documents[keys[0]])}"
    of_participants = previous.aspect == "participants" or _PARTICIPANT in _roles(previous)
    verb = "take part in" if of_participants else "are involved in"
    for words in _said_of(question, place, verb):
        found = parse_selection(find_mentions(words, library), library)
        if found and found.target == "actors" and found.kind not in _ANY_KIND:
            return words
    return None


@lru_cache(maxsize=1)
def _kinds() -> frozenset[tuple[str, ...]]:
    """Return the stems of the words for kinds of actors: "third countries"."""
    return frozenset(tuple(stems(word)) for words in grammar().kinds.values() for word in words)


def _roles(previous: Query) -> list[tuple[Role, ...]]:
    """Return the roles in which actors were wanted before."""
    return [roles for roles, _ in previous.selection.held] if previous.selection else []


def _said_of(question: str, place: str, verb: str) -> Iterator[str]:
    """Yield a question with an action in the place of a pronoun, at its end, or behind a verb."""
    core = _LEAD_IN.sub("", question).strip(" ?!.,")
    pointed, pronouns = _POINTING.subn(place, core, count=1)
    if pronouns:
        yield pointed
    bare = " ".join(_POINTING.sub(" ", core).split())
    yield f"{bare} in {place}"
    yield f"{bare} {verb} {place}"
