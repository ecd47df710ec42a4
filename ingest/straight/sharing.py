"""Lines of words between labels are shared out: those above a label may be its own."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.cells import read_actors
from ingest.model import Field
from ingest.notes import REDACTION
from ingest.straight.part import ACTORS, LEFT, Part, Words, words_of

_OPEN = re.compile(r"[,;&]\s*$|\b(?:and|of)\s*$")


def share_out(text: str, parts: list[Part]) -> None:
    """Give each part of a sheet the lines that belong to it, above its label and below."""
    _pair_stacked(text, parts)
    _give_back(text, parts)


def _pair_stacked(text: str, parts: list[Part]) -> None:
    """Share the lines below several labels in a row out to them, one each."""
    start = 0
    while start < len(parts):
        stop = start
        while stop < len(parts) and parts[stop].field in ACTORS and not parts[stop].own:
            stop += 1
            if any(parts[stop - 1].below):
                break
        stack = parts[start:stop]
        words = _lists(text, [line for line in stack[-1].below if line]) if stack else []
        if len(stack) > 1 and len(words) >= len(stack):
            for part, lines in zip(stack[:-1], words, strict=False):
                part.below = lines
            stack[-1].below = [line for lines in words[len(stack) - 1 :] for line in lines]
        start = max(stop, start + 1)


def _lists(text: str, lines: Sequence[Words]) -> list[list[Words]]:
    """Join lines to lists: one that ends with a comma goes on."""
    lists: list[list[Words]] = []
    for line in lines:
        if lists and _OPEN.search(words_of(text, lists[-1][-1])):
            lists[-1].append(line)
        else:
            lists.append([line])
    return lists


def _give_back(text: str, parts: list[Part]) -> None:
    """Move the lines that stand above a label but belong to it from the part before."""
    for before, part in pairwise(parts):
        lines = before.below
        if part.field in ACTORS and lines and any(lines):
            splits = range(len(lines) + 1)
            best = max(splits, key=lambda n: (_fit(text, before, part, n), n))
            before.below, part.above = lines[:best], lines[best:]
        elif part.field and any(lines):
            best = _centred_from(text, before, part)
            before.below, part.above = lines[:best], lines[best:]


def _centred_from(text: str, before: Part, part: Part) -> int:
    """Return from which line on the words above a label in the first column are its own.

    They stand in the column of its words, behind an empty line or below a list of actors.
    """
    lines = before.below
    beside = next((line[0].column for line in part.lines if line), 0)
    start = len(lines)
    if not part.label or part.label[0].column > LEFT or beside <= LEFT:
        return start
    while start and lines[start - 1] and abs(lines[start - 1][0].column - beside) <= 1:
        if before.field in ACTORS and _lists_actors(text, lines[start - 1]):
            break
        start -= 1
    held = [line for line in [*before.own, *lines[:start]] if line]
    if held and lines[start:] and _runs_on(text, held[-1], lines[start]):
        return len(lines)
    parted = start and not lines[start - 1]
    return start if parted or before.field in ACTORS else len(lines)


def _fit(text: str, before: Part, part: Part, kept: int) -> float:
    """Return how well it fits that a part keeps so many lines and gives the rest to the next."""
    moved = [line for line in before.below[kept:] if line]
    held = [line for line in [*before.above, *before.own, *before.below[:kept]] if line]
    if any(not _lists_actors(text, line) for line in moved):
        return -100
    fit = 0.0
    if held and moved:
        fit += -5 if _runs_on(text, held[-1], moved[0]) else 3
    if not held and before.field in ACTORS:
        fit -= 4
    if before.field in ACTORS and any(
        not _lists_actors(text, line) for line in before.below[:kept] if line
    ):
        fit -= 2
    if part.own and moved:
        fit += 4 if _runs_on(text, moved[-1], part.own[0]) else -1
    if part.own and not moved and held and before.below[:kept]:
        fit -= 4 if _runs_on(text, held[-1], part.own[0]) else 0
    if not part.own:
        fit += 2 if moved else 0
        empty = not moved and not any(part.below)
        fit -= (1 if part.field == Field.CO_LEADER else 3) if empty else 0
    return fit


def _runs_on(text: str, line: Words, following: Words) -> bool:
    """Tell whether a list of actors goes on from one line to the next."""
    before, after = words_of(text, line), words_of(text, following)
    if _OPEN.search(before) or (after[:1].islower() and not _known(after)):
        return True
    last, first = re.split(r"[,;]", before)[-1], re.split(r"[,;]", after)[0]
    halved = first.strip().startswith("and ") or not _known(last)
    return halved and _known(f"{last.strip()} {first.strip()}")


def _known(words: str) -> bool:
    return any(actor.code for actor in read_actors(words, 0, len(words)))


def _lists_actors(text: str, line: Words) -> bool:
    words = words_of(text, line)
    if REDACTION.fullmatch(words.strip()):
        return True
    actors = read_actors(words, 0, len(words))
    return bool(actors) and 2 * sum(actor.code is not None for actor in actors) >= len(actors)
