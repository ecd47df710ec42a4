import hashlib
import time
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.parse import Parsed, parse_bytes, parse_file, parse_text, recognise


def test_a_file_is_known_by_its_stem_and_content(tmp_path: Path) -> None:
    path = tmp_path / "My Plan.txt"
    path.write_bytes(b"\xef\xbb\xbfWords.\r\n")
    parsed = parse_file(path)
    assert parsed.text == "Words.\n"
    assert parsed.document.id == "my-plan"
    assert parsed.document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"^'gone\.txt' cannot be opened: [^\n]+\.$"):
        parse_file(tmp_path / "gone.txt")
    with pytest.raises(UnreadableFile):
        parse_file(tmp_path)


def test_line_ends_make_no_difference(corpus: dict[str, Parsed]) -> None:
    parsed = corpus["oap-2022-migrant-smuggling"]
    windows = parsed.text.replace("\n", "\r\n").encode()
    again = parse_bytes("oap-2022-migrant-smuggling.txt", windows)
    assert again.text == parsed.text
    assert again.document.goals == parsed.document.goals


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("measures-2018-migrant-smuggling-networks", "measures"),
        ("oap-2012-illegal-immigration", "table_2012"),
        ("oap-2018-facilitated-illegal-immigration", "prose"),
        ("oap-2022-migrant-smuggling", "sheet_2022"),
        ("oap-2022-trafficking-in-human-beings", "prose"),
    ],
)
def test_the_form_of_each_paper(corpus: dict[str, Parsed], name: str, template: str) -> None:
    best, confidence = recognise(corpus[name].text)
    assert best == template
    assert confidence >= 0.9


def test_any_text_is_at_least_prose() -> None:
    document = parse_text("a-note", "1. Aim\nTo say something.\n", "")
    assert (document.template, document.kind, document.title) == ("prose", "other", "A note")
    assert [section.ref for section in document.sections] == ["§ 1"]


WITHHELD = """\
Operational Action Plan 2025

1. Aim

- CHSG 1 - Intelligence
- ATSG 10 – Administration

2. Overlaps

With another plan (OA 10.1, OA 1.2; A 1.1 and OA 1.2 from this OAP)
"""


def test_a_withheld_plan_has_the_actions_that_it_names() -> None:
    document = parse_text("x", f"{WITHHELD}\nDELETED UNTIL THE END OF THE DOCUMENT\n", "")
    assert [(g.ref, g.title.value, [a.ref for a in g.actions]) for g in document.goals] == [
        ("SG 1", "Intelligence", ["OA 1.1", "OA 1.2"]),
        ("SG 10", "Administration", ["OA 10.1"]),
    ]
    assert all(action.withheld for action in document.actions())


def test_without_a_redaction_nothing_is_withheld() -> None:
    assert list(parse_text("x", WITHHELD, "").actions()) == []


HOSTILE = {
    "empty lines": "a" + "\n" * 20_000 + "b",
    "tabs": "\t" * 20_000 + "x",
    "emphasis that never ends": "*a " * 7_000,
    "footnotes that never end": "[1:" * 7_000,
    "a label and a desert": "Ref" + " " * 20_000 + "x",
    "a goal and a desert": "Goal 1:" + "\n" * 20_000,
    "redactions": "DELETED\n" * 2_500,
    "footnotes": "¹ a\n" * 5_000,
    "an acronym with too many readings": "A" * 28 + " (" + "a " * 38 + ")",
    "sheets": "Ref.:\nOA 1.1\nLeader: ES\n" * 800,
    "rules of tables": "|---|\n" * 20_000,
    "a rule that never ends": "|" + "-" * 20_000 + "x",
    "bare numbers": "1.1 A\nLeader: ES\n" * 800,
    "numbers without a dot": "Action 7: A\n" * 5_000,
    "goals": "".join(f"CHSG {number} - x\n" for number in range(1_500)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_parsed_in_good_time(text: str) -> None:
    """Each took minutes, or for ever, with one careless pattern; they take well under a second."""
    began = time.process_time()
    parse_text("x", text, "")
    assert time.process_time() - began < 5
