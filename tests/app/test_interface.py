"""The page speaks five languages, and each says all of it."""

import re

import pytest

from app.interface import LANGUAGES, interface
from app.service import Service

# "{n}": a place that is filled in
_PLACE = re.compile(r"\{(\w+)\}")


def places(words: str) -> set[str]:
    return set(_PLACE.findall(words))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_the_same_keys_and_places(code: str) -> None:
    english, spoken = interface("en"), interface(code)
    assert list(spoken.words) == list(english.words)
    assert list(spoken.kinds) == list(english.kinds)
    for key, words in english.words.items():
        assert places(spoken.words[key]) == places(words), key
        assert spoken.words[key].strip(), key


def test_an_unknown_language_is_english() -> None:
    assert interface("xx") is not None
    assert interface("xx").code == interface(None).code == "en"


def test_words_are_filled_in() -> None:
    assert interface("en").say("documents_some", n=1, all=5) == "Documents: 1 of 5"


def test_a_field_without_a_name_is_shown_as_it_is() -> None:
    assert interface("en").field("co_leader") == "co-leader"
    assert interface("en").field("some_thing") == "some-thing"
    assert interface("en").field(None) == ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_example_is_answered(library: Service, code: str) -> None:
    for kind, question in interface(code).examples:
        answer = library.ask(question)
        assert answer.status == "answered", (kind, question)
        assert answer.citations, question


@pytest.mark.parametrize("kind", interface("en").kinds)
def test_every_kind_on_offer_is_one_that_can_be_asked_for(library: Service, kind: str) -> None:
    answer = library.ask("Frontex", kind=kind)
    assert answer.query.kind == kind.partition("/")[0]
