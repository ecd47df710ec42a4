import pytest

from ingest.model import Passage
from ingest.sections import find_passages, find_sections, label_of


def sections(text: str) -> list[tuple[str, str | None, str | None]]:
    found = find_sections(text, len(text))
    return [(s.ref, s.title and s.title.value, s.parent) for s in found]


def test_numbers_give_the_nesting() -> None:
    assert sections(
        "1. Aim\nWords.\n2 Context\n2.1\tThreats\n2.1.1 Routes\n2.2. Gaps\n3. End\n"
    ) == [
        ("§ 1", "Aim", None),
        ("§ 2", "Context", None),
        ("§ 2.1", "Threats", "§ 2"),
        ("§ 2.1.1", "Routes", "§ 2.1"),
        ("§ 2.2", "Gaps", "§ 2"),
        ("§ 3", "End", None),
    ]


@pytest.mark.parametrize("heading", ["2. Context", "2.\tContext", "- 2. Context", "2. \n\nContext"])
def test_headings_as_conversions_leave_them(heading: str) -> None:
    assert sections(f"1. Aim\n\nWords.\n\n{heading}\n")[1] == ("§ 2", "Context", None)


def test_a_section_runs_to_the_next_of_its_rank() -> None:
    text = "Cover\n1. Aim\n1.1 Why\nBecause.\n2. Context\nWords.\n"
    quotes = [section.quote(text) for section in find_sections(text, len(text))]
    assert quotes == ["1. Aim\n1.1 Why\nBecause.", "1.1 Why\nBecause.", "2. Context\nWords."]


def test_nothing_is_read_behind_the_end() -> None:
    text = "1. Aim\n2. Context\n"
    assert [section.ref for section in find_sections(text, 7)] == ["§ 1"]


@pytest.mark.parametrize(
    "running",
    [
        "Steps:\n1. First step\n2. Second step\n",
        "Steps:\n1. First step\n2. Second step\n3. Third step\n",
        "There are three: 1. one, 2. two and\n3. three, which is the last.\n",
        "3. not a title\n",
        "3. A whole sentence that ends.\n",
        "2021 Report\n15 December 2011\n4. Not yet\n",
        "3. A line that goes on for far too long to be the title of a section in any paper of the "
        "Council\n",
    ],
)
def test_numbers_in_running_text_are_no_headings(running: str) -> None:
    text = f"1. Aim\nWords.\n2. Context\n{running}3. Structure\nWords.\n"
    assert [title for _, title, _ in sections(text)] == ["Aim", "Context", "Structure"]


def test_numbering_starts_at_one() -> None:
    assert sections("2. Context\n3. Structure\n") == []


def passages(text: str) -> list[Passage]:
    return list(find_passages(text, 0, len(text), "§ 1"))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("1. Aim", "heading"),
        ("Key threats:", "heading"),
        ("Key areas to target", "heading"),
        ("A sentence of running text.", "paragraph"),
        ("a list follows:", "paragraph"),
        ("A sentence that is too long to be a label is none, even before a list:", "paragraph"),
        ("- one of several", "bullet"),
        ("· one of several", "bullet"),
        ("RESTREINT UE/EU RESTRICTED", "furniture"),
        ("13874/17 EXT 1 SB/dk", "furniture"),
        ("DGD 1 EN", "furniture"),
        ("12", "furniture"),
        ("[image: logo.png]", "furniture"),
    ],
)
def test_kinds_of_passages(line: str, kind: str) -> None:
    assert [(passage.quote(line), passage.kind) for passage in passages(line)] == [(line, kind)]


def test_a_bullet_alone_on_its_line_belongs_to_the_words_below() -> None:
    text = "· \nThe Canary Islands.\n"
    assert [passage.quote(text) for passage in passages(text)] == ["· \nThe Canary Islands."]


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Key threats:", "Key threats"),
        ("**Key threats:**", "Key threats"),
        ("2.1 Threats", None),
        (":", None),
    ],
)
def test_label_of_a_heading(heading: str, label: str | None) -> None:
    assert label_of(heading) == label


def test_a_table_of_contents_opens_no_section() -> None:
    text = "1. Aim\t2\n2. Context ........ 3\n\n1. Aim\n\nWords.\n\n2. Context\n\nMore words.\n"
    sections = find_sections(text, len(text))
    assert [section.quote(text).split("\n")[0] for section in sections] == ["1. Aim", "2. Context"]


def test_a_table_of_contents_without_pages_holds_no_sections() -> None:
    entries = "1. Aim\n2. Context\n2.1 Threats\n3. Structure\nACRONYMS\n"
    body = "1. Aim\nWhy.\n2. Context\n2.1 Threats\nMany.\n3. Structure\nOne.\n"
    text = f"CONTENTS\n{entries}LIMITE\n{body}"
    quotes = {s.ref: s.quote(text) for s in find_sections(text, len(text))}
    assert quotes["§ 1"] == "1. Aim\nWhy."
    assert quotes["§ 2.1"] == "2.1 Threats\nMany."
    assert quotes["§ 3"] == "3. Structure\nOne."


def test_a_heading_that_comes_again_amid_text_is_kept() -> None:
    again = (
        "1. Aim\nThis is long enough to be a paragraph of its own, and it ends with a full stop.\n"
    )
    text = f"{again}2. Context\nWords.\n1. Aim\n"
    assert [s.ref for s in find_sections(text, len(text))] == ["§ 1", "§ 2"]


def test_contents_with_pages_tell_which_heading_is_meant() -> None:
    text = (
        "1. Aim\t2\n2. Structure\t3\n3. Management\t4\n"
        "1. Aim\nWords.\n2. Structure\n\t2\n\tControls\n\t7\n\t3\n\tSeizures\n\t2\n"
        "3. Management\nWords.\n"
    )
    titles = [title for _, title, _ in sections(text)]
    assert titles == ["Aim", "Structure", "Management"]


def test_the_title_of_a_whole_goal_may_be_long() -> None:
    goal = "Strategic Goal 3 - Coordinated controls and operations targeting the online and offline"
    text = f"1. Aim\n\nOn.\n\n2. Goals\n\n2.1 {goal} trade in goods\n\nOn.\n\n2.2 Next\n\nOn."
    assert [s.ref for s in find_sections(text, len(text))] == ["§ 1", "§ 2", "§ 2.1", "§ 2.2"]


def test_rows_of_an_overview_are_no_headings() -> None:
    text = "1. Aim\n\nOn.\n\n\t2\n\tOA 1.2\n\tNL\n\n\t3\n\tOA 1.3\n\tFR\n\n2. Structure\n\nOn."
    assert [title for _, title, _ in sections(text)] == ["Aim", "Structure"]
