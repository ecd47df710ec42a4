from collections.abc import Callable

import pytest

from ingest.parse import Parsed, parse_text
from ingest.report import Report, report_on

Doctor = Callable[[str, str], Report]
SHEETS = "oap-2022-migrant-smuggling"


@pytest.fixture
def doctored(corpus: dict[str, Parsed]) -> Doctor:
    """The report on the 2022 plan with some words replaced by others."""

    def report(words: str, others: str) -> Report:
        text = corpus[SHEETS].text
        assert text.count(words) == 1, "the words must stand once in the plan"
        changed = text.replace(words, others)
        return report_on(parse_text(SHEETS, changed, ""), changed)

    return report


def test_counts(corpus: dict[str, Parsed]) -> None:
    counts = {name: report_on(p.document, p.text).counts for name, p in corpus.items()}
    assert {kind: n for kind, n in counts[SHEETS].items() if kind != "passages"} == {
        "goals": 8, "actions": 30, "sections": 13, "footnotes": 7, "acronyms": 25,
    }  # fmt: skip
    assert counts["oap-2012-illegal-immigration"]["actions"] == 16
    assert counts["measures-2018-migrant-smuggling-networks"]["measures"] == 13
    trafficking = counts["oap-2022-trafficking-in-human-beings"]
    assert (trafficking["withheld actions"], "actions" in trafficking) == (17, False)
    assert trafficking["redactions"] == 7


def test_the_corpus_has_no_gaps(parsed: Parsed) -> None:
    assert report_on(parsed.document, parsed.text).gaps == ()


@pytest.mark.parametrize(
    ("name", "goals"),
    [
        (SHEETS, ["SG 7", "SG 8"]),
        ("oap-2012-illegal-immigration", ["SG 5", "SG 6"]),
        ("oap-2022-trafficking-in-human-beings", []),
    ],
)
def test_wordings_that_disagree(corpus: dict[str, Parsed], name: str, goals: list[str]) -> None:
    disagreements = report_on(corpus[name].document, corpus[name].text).disagreements
    assert [words.split(" is worded")[0] for words in disagreements] == goals


def test_a_missing_sheet_is_a_gap(doctored: Doctor) -> None:
    report = doctored("Ref.:\nOA 2.8\n", "Ref.:\nOA 2.88\n")
    assert "OA 2.8 is missing from SG 2" in report.gaps
    assert "OA 2.8 is in the overview and has no sheet" in report.disagreements
    assert "OA 2.88 has a sheet and is not in the overview" in report.disagreements


def test_a_missing_goal_is_a_gap(doctored: Doctor) -> None:
    assert doctored("Strategic Goal 5:", "Strategic Goals").gaps == ("SG 5 is missing",)


def test_a_missing_section_is_a_gap() -> None:
    text = "1. Aim\nWords.\n2. Context\nWords.\n"
    document = parse_text("x", text, "")
    without = document.model_copy(update={"sections": document.sections[1:]})
    assert report_on(without, text).gaps == ("§ 1 is missing",)


def test_an_overview_with_another_leader_disagrees(doctored: Doctor) -> None:
    report = doctored("\t2.8\n\tES\n", "\t2.8\n\tPT\n")
    assert "OA 2.8: the overview has PT as leader, the sheet ES" in report.disagreements


@pytest.mark.parametrize("leader", ["ES", "Spain"])
def test_an_overview_that_writes_the_leader_in_another_way_agrees(
    doctored: Doctor, leader: str
) -> None:
    report = doctored("\t2.8\n\tES\n", f"\t2.8\n\t{leader}\n")
    assert not any("OA 2.8" in words for words in report.disagreements)


def test_several_leaders_in_an_overview_agree_with_a_sheet_that_has_them() -> None:
    overview = "\t1\n\t1.1\n\tFI, EE\n\tTracing\n\n"
    text = f"{overview}Strategic Goal 1: x\n\tRef.:\nOA 1.1\n\tLeader: FI and EE\n"
    assert report_on(parse_text("x", text, ""), text).disagreements == ()


def test_a_sheet_without_a_leader_is_warned_of(corpus: dict[str, Parsed], doctored: Doctor) -> None:
    action = next(a for a in corpus[SHEETS].document.actions() if a.ref == "OA 2.8")
    sheet = action.quote(corpus[SHEETS].text)
    report = doctored(sheet, sheet.replace("Leader: ES", "Leader:", 1))
    assert report.warnings == ("OA 2.8 has no leader",)


def test_a_sheet_that_stands_twice_is_warned_of() -> None:
    text = "Strategic Goal 1: x\n" + "\tRef.:\nOA 1.1\n\tLeader: ES\n" * 2
    assert "OA 1.1 occurs 2 times" in report_on(parse_text("x", text, ""), text).warnings


def test_a_footnote_that_nothing_calls_is_warned_of() -> None:
    text = "1. Aim\n\nWords.\n\n² A note.\n"
    report = report_on(parse_text("x", text, ""), text)
    assert "no call found for Footnote 2" in report.warnings
    assert report.gaps == ("Footnote 1 is missing",)


def test_prose_says_that_no_form_fits() -> None:
    assert "no known form fits" in report_on(parse_text("x", "Words.", ""), "Words.").warnings[0]


def test_what_is_withheld_is_told(corpus: dict[str, Parsed]) -> None:
    parsed = corpus["oap-2018-facilitated-illegal-immigration"]
    redactions = report_on(parsed.document, parsed.text).redactions
    assert redactions[-2:] == ("§ 5.1: Planning", "§ 5.4: the rest of the document until page 56")


def test_words_that_belong_to_no_passage_lower_the_coverage(parsed: Parsed) -> None:
    longest = max(parsed.document.passages, key=lambda passage: passage.end - passage.start)
    rest = tuple(p for p in parsed.document.passages if p != longest)
    lossy = parsed.document.model_copy(update={"passages": rest})
    assert report_on(lossy, parsed.text).coverage < 1.0


def test_words_in_two_passages_are_covered_once(parsed: Parsed) -> None:
    doubled = (*parsed.document.passages, *parsed.document.passages)
    again = parsed.document.model_copy(update={"passages": doubled})
    assert report_on(again, parsed.text).coverage == 1.0


def test_typed_share_counts_facts_and_not_running_text() -> None:
    prose, plan = "1. Aim\nWords.\n", "Strategic Goal 1: x\n\tRef.:\nOA 1.1\n\tLeader: ES\n"
    assert report_on(parse_text("x", prose, ""), prose).typed == 0.0
    assert report_on(parse_text("x", plan, ""), plan).typed == 1.0
