import pytest

from answer.library import Library

NEW, OLD = 2022, 2012


@pytest.mark.parametrize(
    ("topic", "actions"),
    [
        ("air routes", {(NEW, "OA 2.8")}),
        ("small boats", {(NEW, "OA 2.6"), (NEW, "OA 7.1")}),
        ("darknet", {(NEW, "OA 3.1")}),
        ("sham marriages", {(NEW, "OA 2.13")}),
        ("visa fraud", {(NEW, "OA 5.6")}),
        ("Vietnamese", {(OLD, "OA 5.2")}),
        ("SAHaraMED", {(OLD, "OA 6.1")}),
        ("Seahorse", {(OLD, "OA 6.2")}),
        ("FIMATHU", {(OLD, "OA 2.2")}),
        ("Task Force Western Balkans", {(NEW, "OA 2.1")}),
        ("lorries", {(NEW, "OA 2.3")}),
        ("cash", {(OLD, "OA 5.1")}),
        ("trucks", {(NEW, "OA 2.3")}),
        ("marriages of convienience", {(NEW, "OA 2.13")}),
        ("smal boats", {(NEW, "OA 2.6"), (NEW, "OA 7.1")}),
        ("seahorze", {(OLD, "OA 6.2")}),
        ("vietnamse", {(OLD, "OA 5.2")}),
        ("westren balkans task force", {(NEW, "OA 2.1")}),
    ],
)
def test_a_topic_finds_its_actions_first(
    topic: str, actions: set[tuple[int, str]], library: Library
) -> None:
    hits = library.find_actions(topic, tuple(library.documents))
    assert {(hit.document.year, hit.action.ref) for hit in hits[: len(actions)]} == actions


def test_an_action_fits_wholly_when_its_title_says_all(library: Library) -> None:
    hits = library.find_actions("complex air routes", tuple(library.documents))
    assert hits[0].score == pytest.approx(1.0)
    assert all(hit.score < 1.0 for hit in hits[1:])


def test_a_word_of_one_title_alone_names_the_action(library: Library) -> None:
    best = library.find_actions(
        "the Seahorse thing about stratospheric balloons", tuple(library.documents)
    )[0]
    assert (best.action.ref, best.named) == ("OA 6.2", True)


def test_only_the_documents_asked_for_are_searched(library: Library) -> None:
    hits = library.find_actions("western balkans", ("oap-2012-illegal-immigration",))
    assert hits and {hit.document.year for hit in hits} == {2012}
    assert not library.find_actions("western balkans", ())


def test_no_action_is_about_what_no_document_says(library: Library) -> None:
    assert not library.find_actions("stratospheric balloons", tuple(library.documents))
    assert not library.find_actions("", tuple(library.documents))


def test_misspelt_words_are_known_and_right_ones_left_alone(library: Library) -> None:
    assert library.spellings("vietnams")
    assert library.spellings("marriag") == ()
    assert library.spellings("2013") == ()


def test_the_subject_of_a_plan_is_the_same_in_every_year(library: Library) -> None:
    subjects = {key: library.subject(document) for key, document in library.documents.items()}
    old, new = subjects["oap-2012-illegal-immigration"], subjects["oap-2022-migrant-smuggling"]
    assert old == new != subjects["oap-2022-trafficking-in-human-beings"]
