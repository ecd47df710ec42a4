"""Questions made from the plans: the answer holds exactly the facts, however they are asked for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from zlib import crc32

import pytest

from answer.claims import Turn
from ingest.facts import FactStore
from tests.answer.sheets import Ask, Asked, misspelt, other_names, questions, unpunctuated

SAMPLE = 4
"""Of each way to ask otherwise, every so many of the questions is asked."""
LEAST_SHARE = {
    "as written": 0.99,
    "paraphrased": 0.97,
    "lower case": 0.98,
    "no punctuation": 0.98,
    "misspelt": 0.9,
    "other names": 0.97,
    "other languages": 0.97,
}
"""The share of the answers that hold exactly the facts, at least. Raise it when it has grown."""


def paraphrases(asked: Asked) -> Iterator[str]:
    yield from (asked.ask(number) for number in range(1, len(asked.wordings)))


def renamed(asked: Asked) -> Iterator[str]:
    if asked.code:
        yield from (asked.ask(0, name) for name in other_names(asked.code))


WAYS: dict[str, Callable[[Asked], Iterator[str]]] = {
    "as written": lambda asked: iter([asked.ask()]),
    "paraphrased": paraphrases,
    "lower case": lambda asked: iter([asked.ask().lower()]),
    "no punctuation": lambda asked: iter([unpunctuated(asked.ask())]),
    "misspelt": lambda asked: iter([misspelt(asked.ask())]),
    "other names": renamed,
    "other languages": lambda asked: iter(asked.foreign),
}


def sampled(way: str, asked: Asked) -> Iterator[str]:
    for question in WAYS[way](asked):
        if way == "as written" or crc32(question.encode()) % SAMPLE == 0:
            yield question


@pytest.mark.parametrize("way", WAYS)
def test_answers_hold_exactly_the_facts(way: str, ask: Ask, store: FactStore) -> None:
    total, right = Counter[str](), Counter[str]()
    wrong: dict[str, list[str]] = defaultdict(list)
    for asked in questions(store):
        for question in sampled(way, asked):
            total[asked.family] += 1
            problem = asked.check(ask(question))
            right[asked.family] += not problem
            if problem:
                wrong[asked.family].append(f"{question} → {problem}")
    assert total.total() >= (400 if way == "as written" else 90)
    share = right.total() / total.total()
    shown = "\n".join(
        f"{len(found)} of {total[family]} {family}: {found[0]}" for family, found in wrong.items()
    )
    print(f"{way}: {share:.1%} of {total.total()}\n{shown}")  # `pytest -rP` shows it
    assert share >= LEAST_SHARE[way], shown


def test_a_follow_up_holds_the_facts_too(ask: Ask, store: FactStore) -> None:
    wrong, total = [], 0
    for asked in questions(store):
        if not asked.follow_up or crc32(repr((*asked.follow_up, asked.family)).encode()) % 2:
            continue
        before, question = asked.follow_up
        total += 1
        problem = asked.check(ask(question, [Turn(role="user", content=before)]))
        wrong += [f"{before} {question} → {problem}"] if problem else []
    assert total >= 90
    assert len(wrong) <= 0.03 * total, "\n".join(wrong)


@pytest.mark.parametrize(
    ("names", "question"),
    [
        (
            ("Greece", "EL", "GR", "the Greeks"),
            "Which actions does {} lead in the 2022 migrant smuggling plan?",
        ),
        (
            ("the United Kingdom", "UK", "GB", "Britain", "the British"),
            "Which actions does {} lead in the 2012 plan?",
        ),
        (
            ("Spain", "ES", "the Spanish", "Spanien"),
            "How many actions does {} lead in the 2022 migrant smuggling plan?",
        ),
        (
            ("Czechia", "CZ", "the Czech Republic"),
            "In which actions of the 2022 migrant smuggling plan does {} participate?",
        ),
        (
            ("Europol", "EUROPOL", "europol"),
            "Which actions does {} co-lead in the 2022 migrant smuggling plan?",
        ),
        (
            ("eu-LISA", "EU-LISA", "eulisa"),
            "Which actions does {} lead in the 2022 migrant smuggling plan?",
        ),
    ],
)
def test_an_actor_is_the_same_under_every_name(
    names: tuple[str, ...], question: str, ask: Ask
) -> None:
    cited = {
        name: [(c.document_id, c.ref) for c in ask(question.format(name)).citations]
        for name in names
    }
    assert all(cited.values())
    assert all(found == cited[names[0]] for found in cited.values())
