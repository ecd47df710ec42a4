"""A question over actions becomes a selection; None for one that this grammar does not cover."""

from collections.abc import Callable, Sequence

from answer.cues import told
from answer.mentions import Mentions
from answer.select.asked import (
    read_actions,
    read_actors,
    read_card,
    read_fields,
    read_happening,
    read_leaders,
)
from answer.select.grammar import Item
from answer.select.grouped import read_groups, read_ranked
from answer.select.measured import read_record, read_size, read_total
from answer.select.opening import prepared
from answer.select.selection import Selection
from answer.words import stems

_READERS: tuple[Callable[[Sequence[Item]], Selection | None], ...] = (
    read_record,
    read_total,
    read_happening,
    read_size,
    read_leaders,
    read_card,
    read_fields,
    read_actors,
    read_actions,
)
"""The first reader that understands a question is believed."""


def parse_selection(mentions: Mentions) -> Selection | None:
    """Return what a question over actions wants; None when some of it is not understood."""
    items = prepared(mentions)
    if not items:
        return None
    grouped = read_groups(items) or read_ranked(items)
    if grouped or any(item.tag == "goals" for item in items):
        return grouped
    found = next((each for reader in _READERS if (each := reader(items))), None)
    by_name = found and found.target == "actions" and told("by_name", stems(mentions.question))
    return None if by_name else found
