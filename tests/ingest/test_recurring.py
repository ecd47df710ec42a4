"""Labels that no form has, told by their coming again and by what stands behind them."""

from io import BytesIO
from itertools import zip_longest

import docx
import pytest

from ingest.model import Document
from ingest.parse import parse_bytes, parse_text

HEAD = "Operational Action Plan 2029: Pet trafficking\n\n1. Aim\n\nThe driver is HU.\n\n"
ACTIONS = [
    ("1.1", "Puppy picture", "Europol", "Austria", "Belgium, Hungary and Romania", "Strategic"),
    ("1.2", "Falcon register", "Germany", "none", "Denmark, Poland and Norway", "Training"),
    ("2.1", "Operation SONGBIRD", "Italy", "Malta", "Spain, France and Croatia", "Operational"),
    ("2.2", "Parcels", "Spain", "Europol", "Latvia, Portugal and Finland", "Operational"),
]
LABELS = ["Run by", "Hand in hand with", "With the help of", "Field of work"]
REST = [
    ("Numbers to reach", "Number of reports (4); Number of breeders listed (120)"),
    ("Purse", "EUR 20 000"),
]


def rows(action: tuple[str, ...]) -> list[tuple[str, str]]:
    steps = ("Programme of work", f"{action[1]}: Q1-Q2; Report: December 2029")
    purpose = ("In a nutshell", f"{action[1]} is what officers compare with all the registers.")
    return [*zip(LABELS, action[2:], strict=True), purpose, *REST, steps]


def text_plan(between: str) -> str:
    goals = []
    for number, title, *own in ACTIONS:
        lines = [f"{label}{between}{words}" for label, words in rows((number, title, *own))]
        goals.append(f"Action {number} – {title}\n\n" + "\n\n".join(lines))
    return HEAD + "Pillar 1: Knowledge\n\n" + "\n\n".join(goals)


def grid_plan() -> bytes:
    made = docx.Document()
    made.add_paragraph(HEAD)
    for action in ACTIONS:
        made.add_paragraph(f"Action {action[0]} – {action[1]}")
        found = rows(action)
        table = made.add_table(0, 4)
        for left, right in zip_longest(found[::2], found[1::2], fillvalue=("", "")):
            for cell, words in zip(table.add_row().cells, (*left, *right), strict=True):
                cell.text = words
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def is_read(document: Document) -> None:
    first, second, *_ = document.actions()
    assert [actor.code for actor in first.leaders] == ["EUROPOL"]
    assert [actor.code for actor in first.co_leaders] == ["AT"]
    assert second.co_leaders == ()
    assert [actor.code for actor in second.participants] == ["DK", "PL", "NO"]
    assert [value.value for value in first.types] == ["Strategic"]
    assert [kpi.target for kpi in first.kpis] == [4, 120]
    steps = [(step.value, step.timing) for step in first.activities]
    assert steps == [("Puppy picture", "Q1-Q2"), ("Report", "December 2029")]
    assert [(row.label, row.value) for row in first.other] == [("Purse", "EUR 20 000")]
    assert first.summary[0].value.startswith("Puppy picture is what officers")


@pytest.mark.parametrize("between", [": ", " ", " – ", "\n\n", ". "])
def test_labels_that_open_lines(between: str) -> None:
    is_read(parse_text("plan", text_plan(between), ""))


def test_labels_in_a_grid() -> None:
    is_read(parse_bytes("plan.docx", grid_plan()).document)


def test_other_words_for_goals() -> None:
    document = parse_text("plan", text_plan(": "), "")
    assert document.goals[0].title.value == "Knowledge"


def test_too_few_sheets_have_no_labels_of_their_own() -> None:
    text = HEAD + "Action 1.1 – One\n\nRun by Italy\n\nAction 1.2 – Two\n\nRun by Spain\n"
    assert not any(action.leaders for action in parse_text("plan", text, "").actions())
