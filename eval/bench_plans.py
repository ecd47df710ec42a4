"""Plans for measuring speed: like a plan of the corpus, but no sentence of two is the same."""

import random
import re
from pathlib import Path

_PATTERN = "oap-2022-migrant-smuggling.txt"
"""The plan of the corpus that the others are made of: the form in use, 30 sheets."""
_LONG = 40
"""A line of fewer characters may be a label and stays as it is."""
_WORD = re.compile(r"\b[a-z]{5,}\b")  # "networks": no name, no label
_CHANGED = 0.4
"""The share of words that another plan has otherwise."""


def write_plans(folder: Path, count: int, corpus: Path) -> None:
    """Write so many plans to a folder, the same ones each time."""
    pattern = (corpus / _PATTERN).read_text(encoding="utf-8")
    words = sorted(set(_WORD.findall(pattern)))
    for number in range(1, count + 1):
        plan = _altered(pattern, words, random.Random(number))
        (folder / f"plan-{number:03}.txt").write_text(plan, encoding="utf-8")


def _altered(pattern: str, words: list[str], chance: random.Random) -> str:
    others = dict(zip(words, chance.sample(words, len(words)), strict=True))

    def other(match: re.Match[str]) -> str:
        return others[match.group()] if chance.random() < _CHANGED else match.group()

    lines = pattern.splitlines(keepends=True)
    return "".join(_WORD.sub(other, line) if len(line) > _LONG else line for line in lines)
