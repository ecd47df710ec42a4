from io import BytesIO

import docx
import pytest

from ingest.model import Document
from ingest.parse import parse_bytes, parse_text

PLAN = """\
The cover.
1. Aim
Words of the aim.
2. Context
Key threats:
- One threat[footnoteRef:1] [1: \tA small one] here
- Another

Strategic Goal 1: Intelligence
Objective: know
\tRef.:
OA 1.1
\tLeader: SE

\tSummary: Look.
And see.

\tActivities
\t1
\tLook
\tQ1
"""


@pytest.fixture(scope="module")
def plan() -> Document:
    return parse_text("x", PLAN, "")


def test_each_stretch_belongs_to_its_element(plan: Document) -> None:
    found = [(p.ref, p.field, p.kind, p.quote(PLAN)) for p in plan.passages]
    assert found == [
        ("Preamble", None, "paragraph", "The cover."),
        ("§ 1", None, "heading", "1. Aim"),
        ("§ 1", None, "paragraph", "Words of the aim."),
        ("§ 2", None, "heading", "2. Context"),
        ("§ 2", "Key threats", "heading", "Key threats:"),
        ("§ 2", "Key threats", "bullet", "- One threat[footnoteRef:1] [1: \tA small one] here"),
        ("Footnote 1", None, "paragraph", "A small one"),
        ("§ 2", "Key threats", "bullet", "- Another"),
        ("SG 1", None, "heading", "Strategic Goal 1: Intelligence"),
        ("SG 1", None, "heading", "Objective:"),
        ("SG 1", "objective", "paragraph", "know"),
        ("OA 1.1", None, "heading", "Ref.:"),
        ("OA 1.1", None, "heading", "OA 1.1"),
        ("OA 1.1", "leader", "row", "Leader: SE"),
        ("OA 1.1", None, "heading", "Summary:"),
        ("OA 1.1", "summary", "paragraph", "Look."),
        ("OA 1.1", "summary", "paragraph", "And see."),
        ("OA 1.1", None, "heading", "Activities"),
        ("OA 1.1", None, "furniture", "1"),
        ("OA 1.1", "activity", "paragraph", "Look\n\tQ1"),
    ]


def test_a_label_ends_with_its_section() -> None:
    text = "1. Aim\nKey threats:\nOne.\n2. Context\nTwo.\n"
    labels = {p.quote(text): p.field for p in parse_text("x", text, "").passages}
    assert (labels["One."], labels["Two."]) == ("Key threats", None)


def test_the_cells_of_a_row_are_one_passage() -> None:
    made = docx.Document()
    for words in ("Operational Action Plan 2031: Sand theft", "1. Funding", "In euro:"):
        made.add_paragraph(words)
    table = made.add_table(0, 2)
    for left, right in (("SG 1", "95 000"), ("SG 2", "410 000"), ("Long", "word " * 60)):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right
    data = BytesIO()
    made.save(data)
    parsed = parse_bytes("plan.docx", data.getvalue())
    told = [(p.kind, p.quote(parsed.text).split()) for p in parsed.document.passages]
    assert ("row", ["SG", "2", "410", "000"]) in told
    assert ("paragraph", ["Long"]) in told  # a long row is read cell by cell
