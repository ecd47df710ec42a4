"""Footnotes whose number stands small on the page and bare in the text."""

from ingest.notes import find_footnotes

TEXT = """\
In accordance with the Council conclusions on EMPACT1, COSI is invited to adopt the plan.

1     7100/23

Attacks on cash machines: 61 % of them with solid
explosives2. The average loot is EUR 46 000. The share of 2019 was 2.5 % and of OA2 nothing.

2     Survey among 22 Member States; attacks without any
      explosion are not counted.

3     Nobody calls this one.
"""


def test_a_bare_number_calls_the_footnote_below() -> None:
    notes = find_footnotes(TEXT)
    assert [(note.number, note.value) for note in notes] == [
        (1, "7100/23"),
        (2, "Survey among 22 Member States; attacks without any explosion are not counted."),
    ]
    assert [note.calls[0].quote(TEXT) for note in notes] == ["1", "2"]


def test_rows_and_numbers_of_a_text_are_no_footnotes() -> None:
    assert not find_footnotes("1     1.1   EUROPOL\n\nEMPACT1 is a word.\n\nMore words.")
