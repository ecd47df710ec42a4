import pytest

from ingest.forms import measures
from ingest.parse import parse_text

PAPER = """\
A set of measures against fraud

I To see it, p. 2

1. Look closer.
2. Compare notes.

II To stop it, p. 3

3. Act.

Reasons:

There are some.

I. To see it:

1. Look closer:

- ◆ **Every** day¹
- ◆ With both eyes

2. Compare notes

- ◆ Weekly

¹ Except Sundays.

II. To stop it:

3. Act:

1. not a measure, an item

A set of measures against fraud

Introduction to the annex.

I. To see it

1. Look closer

Looking closer helps.

Much.

2. Compare notes between offices

Comparing helps.

II. To stop it

3. Act

Acting helps².

² A little.

List of Acronyms

JIT\tJoint Investigation Team
"""


def test_a_paper_of_measures() -> None:
    document = parse_text("fraud", PAPER, "")
    assert (document.template, document.kind) == ("measures", "measures")
    assert [(c.ref, c.title.value) for c in document.chapters] == [
        ("Chapter I", "To see it"),
        ("Chapter II", "To stop it"),
    ]
    assert [(m.ref, m.chapter, m.title.value) for m in document.measures] == [
        ("Measure 1", "Chapter I", "Look closer"),
        ("Measure 2", "Chapter I", "Compare notes"),
        ("Measure 3", "Chapter II", "Act"),
    ]
    assert [section.ref for section in document.sections] == ["Preamble", "Annex", "Acronyms"]


def test_summary_and_annex_of_a_measure() -> None:
    first, second, third = parse_text("fraud", PAPER, "").measures
    assert [value.value for value in first.summary] == ["Every day", "With both eyes"]
    assert [value.value for value in first.annex] == ["Looking closer helps.", "Much."]
    assert second.annex_title and second.annex_title.value == "Compare notes between offices"
    assert [value.value for value in third.annex] == ["Acting helps."]
    assert (first.notes, second.notes, third.notes) == (("Footnote 1",), (), ("Footnote 2",))


def test_a_label_in_the_preamble_does_not_reach_the_annex() -> None:
    labels = {p.quote(PAPER): p.field for p in parse_text("fraud", PAPER, "").passages}
    assert labels["There are some."] == "Reasons"
    assert labels["Introduction to the annex."] is None


def test_without_an_annex_the_summary_stands_alone() -> None:
    paper = PAPER.split("A set of measures against fraud\n\nIntro")[0]
    document = parse_text("fraud", paper, "")
    assert [measure.annex for measure in document.measures] == [(), (), ()]
    assert [section.ref for section in document.sections] == ["Preamble"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Some measures in running text.",
        "measures\nI. To see\n1. Look\nII. To stop\n2. Act\n",
        "measures\nII. To see this\n1. Look\nIII. To stop that\n2. Act\n",
        "measures\nI. To see, p. 1\n1. Look\nI. To stop, p. 2\n1. Act\n",
    ],
)
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert measures.score(text) < 0.5 or parse_text("x", text, "").measures == ()


def test_what_follows_the_last_measure_is_a_chapter_that_can_be_found() -> None:
    """A chapter that the summary does not have is one as well."""
    review = "A review of all the measures shall be carried out by the Commission before June."
    follow_up = f"III. Follow-up\n\n{review}\n\nList of Acronyms"
    paper = PAPER.replace("List of Acronyms", follow_up)
    document = parse_text("paper", paper, "")
    assert [chapter.ref for chapter in document.chapters][-1] == "Chapter III"
    (passage,) = [p for p in document.passages if p.quote(paper) == review]
    assert (passage.ref, passage.kind) == ("Chapter III", "paragraph")
