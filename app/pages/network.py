"""The network of actors: who leads actions that others join, drawn as chords of a circle."""

from collections import Counter
from collections.abc import Sequence
from math import cos, degrees, pi, sin
from typing import NamedTuple

from app.actions import ListedAction
from app.interface import Interface
from app.naming import actor_name
from app.pages.asked import Asked
from app.pages.parts import ROLES, actors_in
from ingest.actors import actor

_RADIUS = 300.0
_KINDS = ("member_state", "agency", "body", "third_country", "group")
_MAX_PAIRS = 25


class Node(NamedTuple):
    """An actor on the circle; the label stands outside of it, turned to be read from the left."""

    code: str
    name: str
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    turn: float
    flipped: bool
    led: int
    url: str


class Edge(NamedTuple):
    """A leader and one who has a part in what it leads: a curve, and how much they share."""

    leader: str
    partner: str
    shared: int
    curve: str
    width: float
    url: str
    label: str
    """The edge in words."""


class Network(NamedTuple):
    """Actors, their connections, and the connections that are strongest."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    strongest: tuple[Edge, ...]


def network(actions: Sequence[ListedAction], asked: Asked, words: Interface) -> Network:
    """Return the network of the actions' leaders, co-leaders and participants."""
    pairs: Counter[tuple[str, str]] = Counter()
    led: Counter[str] = Counter()
    codes: set[str] = set()
    for action in actions:
        leaders = actors_in(action, ROLES[0])
        everyone = {code for role in ROLES for code in actors_in(action, role)}
        led.update(leaders)
        codes |= everyone
        pairs.update((leader, code) for leader in leaders for code in everyone - {leader})
    nodes = {node.code: node for node in _circle(codes, led, words)}
    edges = [
        _edge(nodes[leader], nodes[partner], count, asked, words)
        for (leader, partner), count in pairs.items()
    ]
    ranked = tuple(sorted(edges, key=lambda edge: (-edge.shared, edge.label)))
    return Network(tuple(nodes.values()), ranked[::-1], ranked[:_MAX_PAIRS])


def _circle(codes: set[str], led: Counter[str], words: Interface) -> list[Node]:
    """Place actors around the circle by kind, each kind from those who lead most down."""
    names = {code: actor_name(code, words) for code in codes}
    ranked = sorted(codes, key=lambda code: (_kind(code), -led[code], names[code]))
    return [
        _node(code, names[code], place / len(ranked), led[code])
        for place, code in enumerate(ranked)
    ]


def _kind(code: str) -> int:
    found = actor(code)
    return _KINDS.index(found.kind) if found and found.kind in _KINDS else len(_KINDS)


def _node(code: str, name: str, share: float, led: int) -> Node:
    angle = 2 * pi * share - pi / 2
    flipped = cos(angle) < 0
    far = _RADIUS + 14 + 2 * led
    return Node(
        code=code,
        name=name,
        x=round(_RADIUS * cos(angle), 1),
        y=round(_RADIUS * sin(angle), 1),
        radius=4 + 1.5 * led,
        label_x=round(far * cos(angle), 1),
        label_y=round(far * sin(angle), 1),
        turn=round(degrees(angle) + (180 if flipped else 0), 1),
        flipped=flipped,
        led=led,
        url=f"/actors/{code}",
    )


def _edge(one: Node, other: Node, count: int, asked: Asked, words: Interface) -> Edge:
    # bent towards the middle, so that neighbours are seen to be connected too
    middle = (one.x + other.x) * 0.15, (one.y + other.y) * 0.15
    curve = f"M{one.x} {one.y} Q{middle[0]:.1f} {middle[1]:.1f} {other.x} {other.y}"
    url = asked.url(view="", leader=one.code, role="", actor=other.code)
    label = words.say(
        "network_edge",
        leader=one.name,
        actions=words.count("actions", count),
        partner=other.name,
    )
    return Edge(one.code, other.code, count, curve, 0.6 + 0.7 * count, url, label)
