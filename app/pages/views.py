"""How a list of actions can be looked at: a table, or one of the pictures."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.actions import ListedAction
from app.interface import Interface
from app.pages.actor_bars import actor_bars
from app.pages.actor_matrix import actor_matrix
from app.pages.asked import Asked
from app.pages.kpi_targets import kpi_targets
from app.pages.network import network
from app.pages.timeline import timeline


class Look(NamedTuple):
    """A way to look at actions: its key in the address, the template that draws it."""

    key: str
    template: str
    draw: Callable[[Sequence[ListedAction], Asked, Interface], object] | None = None

    @property
    def named(self) -> str:
        """The key of its name in the reader's language."""
        return f"view_{self.key or 'table'}"


VIEWS = (
    Look("", "explore_table.html"),
    Look("who", "explore_who.html", actor_bars),
    Look("matrix", "explore_matrix.html", actor_matrix),
    Look("timeline", "explore_timeline.html", timeline),
    Look("network", "explore_network.html", network),
    Look("kpis", "explore_kpis.html", kpi_targets),
)


def picture_of(
    view: Look, actions: Sequence[ListedAction], asked: Asked, words: Interface
) -> object:
    """Return what the view's template draws; None for the table."""
    return view.draw(actions, asked, words) if view.draw else None
