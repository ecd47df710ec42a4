"""Which plan is meant where many are held: of one year, and of one subject."""

from pathlib import Path

import pytest

from answer.library import Library
from answer.mentions import find_mentions
from answer.scope import find_scope
from ingest.facts import FactStore
from ingest.parse import parse_file

PLANS = Path(__file__).parents[2] / "eval" / "plans"
HERITAGE = "adriatic-ionian-heritage-crime-2026-2027"
WASTE, TOBACCO = "oap-2023-waste-trafficking", "oap-2023-tobacco-smuggling"
GOODS, EURO, FAKES = (
    "oap-2023-stolen-cultural-goods",
    "oap-2021-counterfeit-euro",
    "oap-2026-counterfeiting",
)
CYBER, ATTACKS = "oap-2024-cybercrime", "oap-2024-cyber-attacks"


@pytest.fixture(scope="module")
def shelf() -> Library:
    """Return what is known of eight plans, read from files of five formats."""
    store = FactStore("sqlite://")
    for key in (HERITAGE, WASTE, TOBACCO, GOODS, EURO, FAKES, CYBER, ATTACKS):
        parsed = parse_file(next(PLANS.glob(f"{key}.*")))
        store.save(parsed.document, parsed.text)
    return Library(store)


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Who leads OA 2.1 of the 2023 waste plan?", {WASTE}),
        ("Who leads OA 2.1 of the 2023 plan on waste?", {WASTE}),
        ("the OAP Cybercrime 2024: who drives it?", {CYBER}),
        ("Who drives the 2024 cyber attacks plan?", {ATTACKS}),
        (
            "Who drives the plans on counterfeiting 2021, waste 2023 and cybercrime 2024?",
            {EURO, WASTE, CYBER},
        ),
        ("Which counterfeiting actions of 2026 are there?", {FAKES}),
        ("How many actions do the cultural goods plans have?", {GOODS, HERITAGE}),
        ("Who leads most of the Adriatic–Ionian heritage crime programme?", {HERITAGE}),
        ("Who leads most of the Adriatic Ionian programme?", {HERITAGE}),
        ("Which actions of the 2021 and 2026 counterfeiting plans does Italy lead?", {EURO, FAKES}),
    ],
)
def test_a_plan_is_told_from_others_of_its_year_and_subject(
    question: str, documents: set[str], shelf: Library
) -> None:
    scope = find_scope(find_mentions(question, shelf), shelf, tuple(shelf.documents))
    assert (set(scope.documents), scope.explicit) == (documents, True)
