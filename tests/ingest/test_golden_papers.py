"""What is around the actions of a paper, against what a careful reader wrote down."""

from collections.abc import Callable
from typing import Any

import pytest

from ingest.model import Document
from ingest.parse import Parsed
from ingest.text import clean

Reader = Callable[[Parsed], dict[str, Any]]


@pytest.mark.parametrize("field", ["number", "date", "marking", "status", "priority"])
def test_cover_says_what_the_reader_saw(parsed: Parsed, read_golden: Reader, field: str) -> None:
    value = getattr(parsed.document.heading, field)
    assert (value and value.value) == read_golden(parsed)["document"].get(field)


def test_cover_names_year_and_driver(parsed: Parsed, read_golden: Reader) -> None:
    read, heading = read_golden(parsed)["document"], parsed.document.heading
    assert parsed.document.id == read["id"]
    assert parsed.document.year == read["year"]
    assert (heading.driver and heading.driver.code) == read["driver"]


def test_the_trafficking_plan_says_how_many_actions_it_has(trafficking_plan: Parsed) -> None:
    total = trafficking_plan.document.heading.total_actions
    assert total is not None and total.value == "24"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("measures-2018-migrant-smuggling-networks", "measures"),
        ("oap-2012-illegal-immigration", "plan"),
        ("oap-2018-facilitated-illegal-immigration", "plan"),
        ("oap-2022-migrant-smuggling", "plan"),
        ("oap-2022-trafficking-in-human-beings", "plan"),
    ],
)
def test_kind_of_each_paper(corpus: dict[str, Parsed], name: str, kind: str) -> None:
    assert corpus[name].document.kind == kind


def bare(words: str | None) -> str | None:
    return words.rstrip(" .") if words else None


def test_goals_of_full_plans(full_plan: Parsed, read_golden: Reader) -> None:
    read = [
        (g["ref"], bare(g["title"]), bare(g["objective"])) for g in read_golden(full_plan)["goals"]
    ]
    goals = full_plan.document.goals
    assert [
        (g.ref, bare(g.title.value), bare(g.objective.value if g.objective else None))
        for g in goals
    ] == read


def test_goals_of_the_trafficking_plan(trafficking_plan: Parsed, read_golden: Reader) -> None:
    goals = [[goal.ref, goal.title.value] for goal in trafficking_plan.document.goals]
    assert goals == read_golden(trafficking_plan)["goals"]


@pytest.mark.parametrize(
    ("name", "where", "differ"),
    [
        ("oap-2012-illegal-immigration", "§ 5.1", ["SG 5", "SG 6"]),
        ("oap-2022-migrant-smuggling", "§ 1", ["SG 7", "SG 8"]),
    ],
)
def test_goals_that_are_worded_in_two_ways(
    corpus: dict[str, Parsed], name: str, where: str, differ: list[str]
) -> None:
    goals = corpus[name].document.goals
    assert {goal.wording_ref for goal in goals} == {where}
    worded = {g.ref: (g.title.value, g.wording.value) for g in goals if g.wording}
    assert len(worded) == len(goals)
    assert [
        ref for ref, (a, b) in worded.items() if a.rstrip(".").lower() != b.rstrip(".").lower()
    ] == differ


def test_sections(parsed: Parsed, read_golden: Reader) -> None:
    sections = [[s.ref, s.title and s.title.value] for s in parsed.document.sections]
    assert sections[0] == ["Preamble", None]
    named = [section for section in sections if section[0].startswith("§")]
    assert named == read_golden(parsed).get("sections", [])


def test_sections_are_nested_by_their_numbers(parsed: Parsed) -> None:
    sections = {section.ref: section for section in parsed.document.sections}
    for section in sections.values():
        if "." in section.ref:
            assert section.parent == section.ref.rsplit(".", 1)[0]
            outer = sections[section.parent]
            assert outer.start <= section.start and section.end <= outer.end
        else:
            assert section.parent is None


def test_footnotes(parsed: Parsed, read_golden: Reader) -> None:
    notes = [[note.number, note.value] for note in parsed.document.footnotes]
    assert notes == read_golden(parsed)["footnotes"]


def test_each_footnote_is_called_once_by_its_own_number(parsed: Parsed) -> None:
    superscripts = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    for note in parsed.document.footnotes:
        (call,) = note.calls
        printed = call.quote(parsed.text).strip().translate(superscripts)
        assert printed in (str(note.number), f"[footnoteRef:{note.number}]")


@pytest.mark.parametrize(
    ("name", "callers"),
    [
        (
            "measures-2018-migrant-smuggling-networks",
            "Preamble, Measure 2, Measure 9, Measure 13, Measure 13, Annex, Annex, Measure 1, "
            "Measure 3, Measure 3, Measure 3, Measure 3, Measure 4, Measure 11, Measure 11, "
            "Measure 13, Measure 13",
        ),
        (
            "oap-2012-illegal-immigration",
            "§ 1, § 1, § 1, § 1, § 4.1, § 4.3, OA 2.1, OA 5.2, OA 6.1, OA 6.2",
        ),
        ("oap-2018-facilitated-illegal-immigration", "§ 1, § 4.1, § 5.3, § 5.3"),
        ("oap-2022-migrant-smuggling", "Preamble, § 2.1, § 2.1, § 3, § 4.1, § 5.1, § 5.3"),
        ("oap-2022-trafficking-in-human-beings", "Preamble, § 2.1, § 3, § 4.1, § 5.1, § 5.3"),
    ],
)
def test_where_footnotes_are_called(corpus: dict[str, Parsed], name: str, callers: str) -> None:
    assert [note.caller for note in corpus[name].document.footnotes] == callers.split(", ")


def test_chapters(measures_paper: Parsed, read_golden: Reader) -> None:
    chapters = [[chapter.ref, chapter.title.value] for chapter in measures_paper.document.chapters]
    assert chapters == read_golden(measures_paper)["chapters"]


@pytest.mark.parametrize("field", ["chapter", "title", "annex_title", "summary"])
def test_measures(measures_paper: Parsed, read_golden: Reader, field: str) -> None:
    def value(measure: object) -> object:
        part = getattr(measure, field)
        return [v.value for v in part] if field == "summary" else getattr(part, "value", part)

    measures = {measure.ref: value(measure) for measure in measures_paper.document.measures}
    assert measures == {m["ref"]: m[field] for m in read_golden(measures_paper)["measures"]}


def test_annex_text_of_measures(measures_paper: Parsed, read_golden: Reader) -> None:
    read = {m["ref"]: m for m in read_golden(measures_paper)["measures"]}
    for measure in measures_paper.document.measures:
        first, last = measure.annex[0].value, measure.annex[-1].value
        assert first.startswith(read[measure.ref]["annex_start"])
        assert last.endswith(read[measure.ref]["annex_end"])


def test_acronym_list(measures_paper: Parsed, read_golden: Reader) -> None:
    listed = [[a.short, a.long] for a in measures_paper.document.acronyms if a.ref == "Acronyms"]
    assert listed == read_golden(measures_paper)["acronyms"]


def test_redactions(parsed: Parsed, read_golden: Reader) -> None:
    redactions = [(r.scope, r.ref) for r in parsed.document.redactions]
    read = read_golden(parsed).get("redactions", [])
    assert redactions == [(r["scope"], r["where"]) for r in read]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("oap-2018-facilitated-illegal-immigration", "page 56"),
        ("oap-2022-trafficking-in-human-beings", "page 62"),
    ],
)
def test_the_rest_is_withheld_up_to_a_page(corpus: dict[str, Parsed], name: str, page: str) -> None:
    assert corpus[name].document.redactions[-1].page == page


def test_actions_whose_sheets_are_withheld(trafficking_plan: Parsed, read_golden: Reader) -> None:
    document = trafficking_plan.document
    assert [a.ref for a in document.actions()] == read_golden(trafficking_plan)["mentioned_actions"]
    assert all(a.withheld and not a.leaders for a in document.actions())
    assert all(a.ref.startswith(f"OA {g.ref[3:]}.") for g in document.goals for a in g.actions)


def labels(document: Document, section: str) -> list[str]:
    found = [p.field for p in document.passages if p.ref == section and p.field]
    return list(dict.fromkeys(found))


def test_the_context_chapter_is_read_by_its_labels(corpus: dict[str, Parsed]) -> None:
    assert labels(corpus["oap-2022-migrant-smuggling"].document, "§ 2.1") == [
        "Definition of criminal activity/crime area",
        "Policy developments",
        "Key threats",
        "Key developments",
        "Intelligence gaps",
        "Key locations",
        "Enabling factors/enablers",
        "Most relevant (non-EU) partners/countries of interest",
        "Key areas to target",
    ]


def test_a_labelled_block_holds_its_bullets(corpus: dict[str, Parsed]) -> None:
    document, text = (plan := corpus["oap-2022-migrant-smuggling"]).document, plan.text
    gaps = [p for p in document.passages if p.field == "Intelligence gaps" and p.kind == "bullet"]
    assert len(gaps) == 6
    assert clean(gaps[3].quote(text)).startswith("· Smuggling of UAMs")
