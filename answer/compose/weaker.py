"""Other readings of a question that nothing fits, the nearest first.

A word beside a name may be no theme ("the training agency CEPOL"), and a name without a role may be
one ("the action on Belarus").
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from answer.query import ActorRole, Query
from ingest.actors import display_name

# "about", "on", "dealing with": what follows is a theme for certain
_THEME = re.compile(
    r"\b(?:about|on|against|concern\w*|regarding|deal\w*|mention\w*|cover\w*|focus\w*|relat\w*"
    r"|tackl\w*|über"
    r"|gegen|sur|contre|su|contro|sobre|contra)\b",
    re.IGNORECASE,
)
# "..., who leads?": a question, not the role of whoever is named beside it
_WHO_LEADS = re.compile(
    r"\bwho(?:'s| is| are)? (?:the )?(?:co-?)?(?:lead\w*|run\w*|heads?)\b", re.I
)
# " (RU)" behind a name
_CODE = re.compile(r" \([A-Z]+\)$")


def weaker_readings(query: Query) -> Iterator[Query]:
    """Yield what a question may mean as well, when as it was understood nothing fits it."""
    bare = tuple(a for a in query.actors if _is_bare(a))
    held = tuple(a for a in query.actors if not _is_bare(a))
    if bare and held:
        yield _with_topic(query, held, bare)
    if query.topic and query.actors and not _THEME.search(query.question):
        yield replace(query, topic="")
    if query.actors and _WHO_LEADS.search(query.question) and _THEME.search(query.question):
        yield replace(_with_topic(query, (), query.actors), aspect="theme")


def as_topic(query: Query) -> Query | None:
    """Return a question with the actors that it gives no role as words of its topic."""
    bare = tuple(a for a in query.actors if _is_bare(a))
    held = tuple(a for a in query.actors if not _is_bare(a))
    return _with_topic(query, held, bare) if bare else None


def _is_bare(actor: ActorRole) -> bool:
    return not actor.roles and not actor.excluded and not actor.negated


def _with_topic(query: Query, held: tuple[ActorRole, ...], bare: tuple[ActorRole, ...]) -> Query:
    names = " ".join(_CODE.sub("", display_name(actor.code)) for actor in bare)
    return replace(
        query,
        actors=held,
        topic=f"{query.topic} {names}".strip(),
        detail=f"{query.detail} {names}".strip(),
    )
