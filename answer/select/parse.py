"""A question over actions becomes a selection; None for one that this grammar does not cover."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from answer.cues import told
from answer.library import Library
from answer.mentions import Mentions
from answer.select.asked import (
    read_actions,
    read_actors,
    read_card,
    read_fields,
    read_happening,
    read_leaders,
    read_shared,
)
from answer.select.grammar import Item
from answer.select.grouped import read_groups, read_per_actor, read_ranked, read_rivals
from answer.select.measured import (
    read_dearest,
    read_record,
    read_size,
    read_targets,
    read_total,
)
from answer.select.opening import prepared
from answer.select.plainer import types_behind
from answer.select.rows import with_levels
from answer.select.selection import Selection
from answer.select.silent import counts_all, without_unheard
from answer.words import stems

_READERS: tuple[Callable[[Sequence[Item]], Selection | None], ...] = (
    read_record,
    read_total,
    read_targets,
    read_happening,
    read_size,
    read_shared,
    read_leaders,
    read_card,
    read_fields,
    read_actors,
    read_actions,
)
"""The first reader that understands a question is believed."""


_OPENING = frozenset(stems("name names named"))
"""Words that ask for actions at the head of a question; inside it they ask who is named in them."""


def asks_number_of_all(mentions: Mentions, library: Library) -> bool:
    """Tell whether it is asked how many actions there are, in whatever words."""
    return counts_all(list(without_unheard(mentions.question, prepared(mentions), library)))


def parse_selection(mentions: Mentions, library: Library) -> Selection | None:
    """Return what a question over actions wants; None when some of it is not understood."""
    items = types_behind(with_levels(prepared(mentions), library))
    items = list(without_unheard(mentions.question, items, library))
    if not items:
        return None
    grouped = (
        read_groups(items)
        or read_rivals(items, mentions.question)
        or read_ranked(items)
        or read_per_actor(items)
    )
    grouped = None if read_dearest(items) else grouped
    if grouped or any(item.tag == "goals" for item in items):
        return grouped
    found = next((each for reader in _READERS if (each := reader(items))), None)
    words = stems(mentions.question)
    by_name = told("by_name", words[1:] if words[0] in _OPENING else words)
    if not found or found.target != "actions" or not by_name:
        return found
    return replace(found, conditions=replace(found.conditions, by_name=True))
