"""What each side of a comparison says on a topic in running text, aligned by meaning.

Plans of different years say the same in other words and under other numbers. So the passages of
one side are chosen together with those of the others: the best of a side is held against each
passage of another side, and the sides' passages that fit both the question and each other win.
"""

from collections.abc import Sequence
from dataclasses import replace

from answer.compose.passages import COVER, Found, find_passages
from answer.library import Library
from answer.query import Query, Scope
from answer.words import content_stems
from index.search import SearchIndex
from ingest.model import Document, Field
from ingest.text import clean

Side = tuple[str, ...]
"""The ids of the documents that one side of a comparison means."""

_LEAST = 0.15
"""How well a passage must fit the question to be held against those of other sides."""
_SAYS = 0.22
"""How well a passage must fit the question to answer it on its own."""
_NEAR = 0.55
"""How near in meaning to another side's passage a passage must be to answer with it."""
_NEARNESS_SHARE = 0.5
_SAME_HEADING = 0.2
"""What nearness to the other side's passage, and the same heading, count beside the question."""
_BESIDE = 0.8
"""How near to the best fit of a side another of its passages must come to be shown too."""
_BESIDE_FIT = 1.0
"""How far behind the best fit of a side it may fit."""
_MAX_SHOWN = 3
_MAX_ANCHORS = 2
"""How many sides' best passages are held against the others, the best first."""
_ANCHOR_CHARS = 400
_COVER_AHEAD = 1.5
"""How far ahead of all else a cover must fit for it to answer."""
_PER_FIT = 0.04
"""What it costs to fit the question less well than the best of a side, for each step of fit."""
_CANDIDATES = 60
_NAMES_ONLY = frozenset(
    field.value for field in (Field.LEADER, Field.CO_LEADER, Field.PARTICIPANTS, Field.TYPE)
)


def find_counterparts(
    query: Query, sides: Sequence[Side], library: Library, index: SearchIndex
) -> list[list[Found]]:
    """Return, for each side, the passages that answer the question on it, best first.

    `query.plain` says what is looked for. A side that says nothing has an empty list.
    """
    own = [_fitting(query, side, library, index) for side in sides]
    anchors = [found[0] for found in own if found and found[0].score >= _SAYS]
    if not anchors:
        return [[] for _ in sides]
    anchors = sorted(anchors, key=lambda item: -item.score)[:_MAX_ANCHORS]
    tries = [_aligned(anchor, own, sides, library, index) for anchor in anchors]
    _, chosen = max(tries, key=lambda tried: tried[0])
    return [_shown(best, found) for best, found in zip(chosen, own, strict=True)]


def _fitting(query: Query, side: Side, library: Library, index: SearchIndex) -> list[Found]:
    about = replace(query, scope=Scope(side, explicit=True))
    found = find_passages(about, library, index, least=_LEAST)
    kept = [item for item in found if item.field not in _NAMES_ONLY]
    inside = [item for item in kept if item.ref != COVER]
    # a cover names what the paper says further on, unless nothing there comes near to it
    ahead = kept and inside and kept[0].fit - inside[0].fit >= _COVER_AHEAD
    return kept if ahead or not inside else inside


def _aligned(
    anchor: Found,
    own: Sequence[list[Found]],
    sides: Sequence[Side],
    library: Library,
    index: SearchIndex,
) -> tuple[float, list[Found | None]]:
    """Return how well the sides' passages fit the question and an anchor together, and which."""
    words = clean(library.text(anchor.document.id)[anchor.start : anchor.end])[:_ANCHOR_CHARS]
    others = [key for side in sides if anchor.document.id not in side for key in side]
    hits = index.search(words, documents=others, limit=_CANDIDATES) if others else []
    near = {(hit.document_id, hit.start): hit.cosine or 0.0 for hit in hits}
    total = 0.0
    chosen: list[Found | None] = []
    for side, found in zip(sides, own, strict=True):
        if anchor.document.id in side:
            total, chosen = total + anchor.score, [*chosen, anchor]
            continue
        scored = [
            (_joint(anchor, item, near) - _PER_FIT * (found[0].fit - item.fit), item)
            for item in found
        ]
        score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if best and best.score < _SAYS and near.get(_key(best), 0.0) < _NEAR:
            score, best = 0.0, None
        total, chosen = total + score, [*chosen, best]
    return total, chosen


def _key(item: Found) -> tuple[str, int]:
    return item.document.id, item.start


def _joint(anchor: Found, item: Found, near: dict[tuple[str, int], float]) -> float:
    """Return how well a passage fits the question and the anchor of another side."""
    same = _same_heading(anchor, item) or (anchor.headed and item.headed)
    heading = _SAME_HEADING if same else 0.0
    return item.score + _NEARNESS_SHARE * near.get(_key(item), 0.0) + heading


def _same_heading(one: Found, other: Found) -> bool:
    titles = [_title(item.document, item.ref) for item in (one, other)]
    words = [set(content_stems(title)) for title in titles]
    return bool(words[0] & words[1]) and 2 * len(words[0] & words[1]) >= len(words[0] | words[1])


def _title(document: Document, ref: str) -> str:
    """Return the title of a section or measure; empty for what has none."""
    titled = [(s.ref, s.title) for s in document.sections]
    titled += [(m.ref, m.title) for m in document.measures]
    return next((title.value for key, title in titled if key == ref and title), "")


def _shown(best: Found | None, found: list[Found]) -> list[Found]:
    """Return the chosen passage, and those of its side that fit the question nearly as well."""
    if not best:
        return []
    least = max(_SAYS, _BESIDE * found[0].score)
    near = found[0].fit - _BESIDE_FIT
    others = [i for i in found if i != best and (i.score >= least or i.fit >= near)]
    return [best, *others][:_MAX_SHOWN]
