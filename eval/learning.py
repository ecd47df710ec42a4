"""How well does what was learned tell what a question wants? Measured on questions left out.

Run it as `python -m eval.learning`. The questions of `answer/asked.yaml` that come from one file of
`eval/questions/dev` are left out together, the others in three parts; each is then told by a model
that was learned without its group.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from answer.learn import Lesson, asked, examples, fit, model_of
from answer.learned import meanings
from answer.messages import questions_in
from answer.words import stems
from eval.cases import QUESTIONS, read_cases

if TYPE_CHECKING:
    from numpy.typing import NDArray

SURE = 0.6
"""The chance from which on what was learned is believed."""
_PARTS = 3
_FEWEST = 3
_SAME = 0.9
"""A question of the file holds so many of a line's words."""
_WHOLE = 0.5
"""And the line so many of the question's, which also has the names."""
_CONFUSIONS = 40


@dataclass(frozen=True, slots=True)
class Told:
    """A question that was left out, and what was made of it."""

    group: str
    question: str
    wanted: str
    first: str
    second: str
    chance: float
    """Of the first."""

    @property
    def right(self) -> bool:
        """Tell whether the likeliest intent is the one wanted."""
        return self.first == self.wanted


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some questions were told rightly."""

    count: int
    first: float
    """By the likeliest intent."""
    second: float
    """By one of the two likeliest."""
    sure: float
    """Share of the questions whose likeliest intent has a chance of `SURE` and more."""
    sure_right: float
    """Share of those that are right."""


def share(told: Sequence[Told]) -> Share:
    """Return the shares of some questions; zeros where there are none."""
    sure = [one for one in told if one.chance >= SURE]
    near = [one for one in told if one.wanted in (one.first, one.second)]
    count, certain = max(1, len(told)), max(1, len(sure))
    return Share(
        count=len(told),
        first=sum(one.right for one in told) / count,
        second=len(near) / count,
        sure=len(sure) / count,
        sure_right=sum(one.right for one in sure) / certain,
    )


def confusions(told: Sequence[Told]) -> list[tuple[str, str, int]]:
    """Return what is taken for what, how often; most often first."""
    found = Counter((one.wanted, one.first) for one in told if not one.right)
    return [(wanted, first, times) for (wanted, first), times in found.most_common()]


def groups(lines: Sequence[str], files: Mapping[str, Sequence[str]]) -> list[str]:
    """Return for each masked line the file that it comes from, else the part that it falls into.

    `files` are questions by the name of their file. Names are masked in a line only, and what a
    name is has changed since some were written: words are compared, not letters.
    """
    parts = [
        (name, frozenset(stems(part)))
        for name, questions in files.items()
        for question in questions
        for part in (question, *questions_in(question))
    ]
    return [_file_of(line, parts) or f"part {at % _PARTS + 1}" for at, line in enumerate(lines)]


def _file_of(line: str, parts: Sequence[tuple[str, frozenset[str]]]) -> str | None:
    words = frozenset(stems(" ".join(w for w in line.split() if "[" not in w)))
    if len(words) < _FEWEST:
        return None
    for name, own in parts:
        both = len(words & own)
        if both >= _SAME * len(words) and both >= _WHOLE * len(own):
            return name
    return None


def left_out(
    lines: Sequence[Lesson], always: Sequence[Lesson], group_of: Sequence[str]
) -> Iterator[Told]:
    """Yield each line as told by a model that was learned from the other groups and `always`."""
    taught = [*lines, *always]
    vectors = meanings([question for question, _, _ in taught])
    names = np.array([*group_of, *[""] * len(always)])
    for group in sorted(set(group_of)):
        yield from _told_without(group, taught, vectors, names)


def _told_without(
    group: str,
    taught: Sequence[Lesson],
    vectors: "NDArray[np.float32]",
    names: "NDArray[np.str_]",
) -> Iterator[Told]:
    kept = np.flatnonzero(names != group)
    model = model_of(fit([taught[at] for at in kept], vectors[kept]))
    for at in np.flatnonzero(names == group):
        question, wanted, _ = taught[at]
        first, second = model.rank_as(question, vectors[at])[:2]
        told = (f"{intent.kind}/{intent.aspect}" for intent in (first, second))
        yield Told(group, question, wanted, *told, first.score)


def report(told: Sequence[Told]) -> Iterator[str]:
    """Yield the lines of the report: by group, by intent, what is taken for what."""
    yield "questions  first  of two   sure  right of the sure"
    for title, key in (("all", None), ("group", "group"), ("intent", "wanted")):
        names = sorted({getattr(one, key) for one in told}) if key else [title]
        for name in names:
            one = share([t for t in told if key is None or getattr(t, key) == name])
            yield (
                f"{one.count:9}{one.first:7.1%}{one.second:8.1%}{one.sure:7.1%}"
                f"{one.sure_right:8.1%}  {name}"
            )
    for wanted, first, times in confusions(told)[:_CONFUSIONS]:
        yield f"{times:4} × {wanted} taken for {first}"


def main() -> None:
    """Tell every question without its group and print the report."""
    lines = list(asked())
    always = list(examples())[len(lines) :]
    files = {
        path.stem: [case.question for case in read_cases([path])]
        for path in sorted((QUESTIONS / "dev").glob("*.yaml"))
    }
    told = list(left_out(lines, always, groups([line for line, _, _ in lines], files)))
    for line in report(told):
        print(line)


if __name__ == "__main__":
    main()
