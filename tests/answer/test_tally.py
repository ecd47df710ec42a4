"""What a passage lists is counted and spelt out, and verification counts it anew."""

from dataclasses import replace

import pytest

from answer.compose.tally import write_names, write_tally
from answer.draft import Draft, Evidence
from answer.library import Library
from answer.naming import actions_named, actors_named, coded_countries, listed_in
from answer.query import Query
from answer.select.values import number_of, unit_of
from answer.verify import is_borne_out
from ingest.model import Kpi


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "OAP Firearms (OA 1.1; OA 2.3, A 2.5 and 3.1 from this OAP)",
            ("1.1", "2.3", "2.5", "3.1"),
        ),
        ("OA 1.1 and once more OA 1.1", ("1.1",)),
        ("see § 4.3, doc. 13607/21, 4.6 % of 01.02.2022", ()),
    ],
)
def test_actions_are_known_by_their_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert actions_named(text) == numbers


def test_countries_behind_codes_are_those_without_a_name() -> None:
    assert coded_countries("AT, BE, CEPOL and Germany") == ("AT", "BE")
    assert set(actors_named("AT, Belgium and Frontex", ("agency",))) == {"FRONTEX"}


def listing(library: Library) -> tuple[Evidence, str]:
    """Return a passage that lists many actions, and the text it stands in."""
    for document in library.documents.values():
        text = library.text(document.id)
        for passage in document.passages:
            if len(actions_named(passage.quote(text))) >= 10:
                return Evidence(document.id, passage.ref, None, passage.start, passage.end), text
    raise AssertionError("no passage lists ten actions")


def test_a_tally_is_told_where_it_is_asked_for_and_holds(library: Library) -> None:
    cited, text = listing(library)
    draft = Draft()
    write_tally(draft, Query("How many OAs overlap with it?", "count"), library, cited)
    (told,) = draft.statements
    right = len(actions_named(text[cited.start : cited.end]))
    assert told.text == f"Listed there: {right} actions."
    assert is_borne_out(told, library)
    for wrong in (right - 1, right + 1, 10 * right):
        changed = replace(told, text=told.text.replace(str(right), str(wrong)))
        assert not is_borne_out(changed, library)


def test_a_tally_is_not_told_unasked(library: Library) -> None:
    cited, _ = listing(library)
    draft = Draft()
    write_tally(draft, Query("Which OAs overlap with it?", "list"), library, cited)
    assert not draft.statements


def test_names_behind_codes_are_told_and_hold(library: Library) -> None:
    document = next(d for d in library.documents.values() if d.heading.driver)
    text = library.text(document.id)
    driver = document.heading.driver
    assert driver is not None
    cited = Evidence(document.id, "Preamble", None, driver.start, driver.end)
    draft = Draft()
    write_names(draft, cited, text)
    (told,) = draft.statements
    assert is_borne_out(told, library)
    assert not is_borne_out(replace(told, text="Named there: Portugal (PT)."), library)


def test_sums_of_money_are_added_up_in_full_and_by_themselves() -> None:
    def kpi(value: str, target: float) -> Kpi:
        return Kpi(start=0, end=1, value=value, target=target)

    assert unit_of(kpi("Assets frozen (EUR 7.5 million)", 7.5)) == "money"
    assert number_of(kpi("Assets frozen (EUR 7.5 million)", 7.5)) == 7_500_000
    assert number_of(kpi("Number of arrests (40)", 40)) == 40
    assert unit_of(kpi("Number of arrests (40)", 40)) != "money"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("From how many countries do they come?", 3),
        ("which member states drafted it?", 3),
        ("Which agencies drafted it?", 0),
        ("How many arrests were made?", 0),
        ("Who drafted it?", 0),
    ],
)
def test_a_list_answers_a_question_for_such_names_alone(question: str, named: int) -> None:
    text = "It was drafted by Austria, Belgium and Malta, with help from Europol."
    assert len(listed_in(question, text)) == named
