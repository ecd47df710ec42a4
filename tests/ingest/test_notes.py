import pytest

from ingest.acronyms import find_acronyms, find_expansions
from ingest.notes import find_footnotes, find_redactions
from ingest.sections import find_sections

NOTES = [
    ("one¹ two²\n\n¹ First\nand on\n\n² Last\n", [(1, "First and on", ["¹"]), (2, "Last", ["²"])]),
    ("ten¹⁰ words\n\n¹⁰ Tenth\n", [(10, "Tenth", ["¹⁰"])]),
    ("same¹ and same¹\n\n¹ Twice\n", [(1, "Twice", ["¹", "¹"])]),
    ("nobody calls\n\n³ Dangling\n", [(3, "Dangling", [])]),
    ("on[footnoteRef:2] [2: \tA note ] goes", [(2, "A note", ["[footnoteRef:2]"])]),
    ("lost¹ ²\n\n7704/17\n\nx\n\n^{1054/17}\n", [(1, "7704/17", ["¹"]), (2, "1054/17", ["²"])]),
    ("see [2: no call] and m²\n", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "notes"), NOTES)
def test_footnotes_in_each_style(text: str, notes: list[tuple[int, str, list[str]]]) -> None:
    found = find_footnotes(text)
    assert [(n.number, n.value, [c.quote(text) for c in n.calls]) for n in found] == notes


def test_footnotes_come_in_order_of_number() -> None:
    assert [n.ref for n in find_footnotes("a¹ b²\n\n² Two\n\n¹ One\n")] == [
        "Footnote 1",
        "Footnote 2",
    ]


def test_a_list_of_acronyms() -> None:
    text = "JIT\tnot listed\nList of Acronyms\n\nJIT\tJoint Investigation Team\nMAOC-N\tSea\n"
    entries = [(a.short, a.long, a.ref, a.quote(text)) for a in find_acronyms(text)]
    assert entries == [
        ("JIT", "Joint Investigation Team", "Acronyms", "JIT\tJoint Investigation Team"),
        ("MAOC-N", "Sea", "Acronyms", "MAOC-N\tSea"),
    ]


def test_a_list_with_dashes_in_an_annex_without_a_colon() -> None:
    text = "Annex B Abbreviations\n\nAP Twins – Europol analysis project\n\nVID – Victim work\n"
    entries = [(a.short, a.long) for a in find_acronyms(text)]
    assert entries == [("AP Twins", "Europol analysis project"), ("VID", "Victim work")]


@pytest.mark.parametrize(
    ("heading", "entry"),
    [
        ("V. Acronyms and short forms", "AP\tAnalysis project"),
        ("PART D – Abbreviations", "AP – Analysis project"),
        ("Abbreviations used in this plan", "AP: Analysis project"),
    ],
)
def test_a_list_may_have_any_heading(heading: str, entry: str) -> None:
    text = f"· Contents\n{heading}\nAim: EU\n\n{heading}\n\n{entry}\n\nANNEX II: Calendar\n"
    assert [(a.short, a.long) for a in find_acronyms(text)] == [("AP", "Analysis project")]


def test_without_a_list_there_are_no_entries() -> None:
    assert find_acronyms("JIT\tJoint Investigation Team\n") == ()


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("on high-risk criminal networks (HRCN).", "HRCN", "high-risk criminal networks"),
        ("of unaccompanied minors (UAMs)", "UAM", "unaccompanied minors"),
        ("Rigid Hull Inflatable Boats (RHIB’s)", "RHIB", "Rigid Hull Inflatable Boats"),
        ("use SIENA (Secure Information Exchange Network Application)", "SIENA",
         "Secure Information Exchange Network Application"),
        ("the Centre of Excellence for Combatting Document Fraud (CED)", "CED",
         "Centre of Excellence for Combatting Document Fraud"),
    ],
)  # fmt: skip
def test_acronyms_that_running_text_spells_out(text: str, short: str, long: str) -> None:
    (found,) = find_expansions(text, lambda offset: "§ 1")
    assert (found.short, found.long, found.ref) == (short, long, "§ 1")
    assert long in found.quote(text) and short in found.quote(text)


@pytest.mark.parametrize(
    "text",
    [
        "Spain (ES)",
        "the plan (see below)",
        "(EU)",
        "words that fit nothing (NATO)",
        "a A (a b)",
        "",
    ],
)
def test_brackets_that_spell_out_nothing(text: str) -> None:
    assert list(find_expansions(text, lambda offset: "§ 1")) == []


def test_only_the_first_expansion_counts() -> None:
    text = "Joint Action Days (JADs), a Joint Action Day (JAD)"
    assert [a.long for a in find_expansions(text, lambda offset: "")] == ["Joint Action Days"]


REDACTED = """\
led by the **DELETED**. More follows.

1. Aim

DELETED

2. Context

Some words and **DELETED** words.

Key locations:

DELETED

First sentence. Second sentence. **DELETED**

3. Planning

Words.

NOT DECLASSIFIED FROM THIS POINT UNTIL THE END OF THE DOCUMENT (page 56)
"""


def test_redactions_by_scope_and_by_what_is_withheld() -> None:
    sections = find_sections(REDACTED, len(REDACTED))
    assert [(r.ref, r.scope, r.label) for r in find_redactions(REDACTED, sections)] == [
        ("Preamble", "phrase", "led by the DELETED"),
        ("§ 1", "section", "Aim"),
        ("§ 2", "phrase", "Some words and DELETED"),
        ("§ 2", "passage", "Key locations"),
        ("§ 2", "phrase", "what follows “Second sentence.”"),
        ("§ 3", "rest", "the rest of the document"),
    ]


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("DELETED UNTIL THE END OF THE DOCUMENT (page 62)", "page 62"),
        ("NOT DECLASSIFIED FROM THIS POINT UNTIL THE END OF THE DOCUMENT", None),
    ],
)
def test_the_rest_of_a_document(words: str, page: str | None) -> None:
    (rest,) = find_redactions(words, ())
    assert (rest.scope, rest.page, rest.quote(words)) == ("rest", page, words)


def test_ordinary_words_are_no_redaction() -> None:
    assert find_redactions("The file was deleted, UNDELETED and not declassified.", ()) == ()


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        ("Dumps lie near motorways. [withheld]\n", ["[withheld]"]),
        ("BG, EL, [REDACTED]\n", ["[REDACTED]"]),
        ("The yard of ██████ was searched.\n", ["██████"]),
        ("(text not public)\n", ["(text not public)"]),
        ("Passages which may not be made public are marked [withheld].\n", []),
        ("Parts have been replaced by the words NOT DECLASSIFIED.\n", []),
        ("Two marked bills (deleted serial numbers) were found.\n", []),
    ],
)
def test_what_stands_for_withheld_words(text: str, notices: list[str]) -> None:
    assert [found.quote(text) for found in find_redactions(text, ())] == notices
