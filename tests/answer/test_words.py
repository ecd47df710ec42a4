from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.words import contains, content_stems, stem, stems, synonyms_in, tokens, vocabulary


@pytest.mark.parametrize(
    "written", ["co-leader", "co leader", "coleader", "Co-Leader", "CO-LEADER"]
)
def test_a_co_leader_is_one_word_however_it_is_written(written: str) -> None:
    assert stems(f"the {written} of it") == stems("the coleader of it")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leads", "leading"),
        ("OCG's", "ocg"),
        ("OCG’s", "OCG"),
        ("routes", "route"),
        ("POLICE", "police"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_word_in_code_letters_stays_whole() -> None:
    assert [token.text for token in tokens("B@lltring, l'action")] == ["B@lltring", "l", "action"]


@given(st.text(max_size=200))
def test_tokens_are_where_they_say_in_order(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_words_of_the_trade_find_what_documents_call_it() -> None:
    others = {
        " ".join(other) for _, found in synonyms_in("actions on the darknet") for other in found
    }
    assert " ".join(stems("dark web")) in others


def test_every_phrase_of_a_synonym_group_finds_the_others() -> None:
    for group in vocabulary().synonyms:
        for phrase in group:
            found = {other for _, others in synonyms_in(phrase) for other in others}
            for other in group:
                same = tuple(stems(other)) == tuple(stems(phrase))
                assert same or tuple(stems(other)) in found, (phrase, other)


def test_a_topic_is_what_is_left_without_the_words_that_ask() -> None:
    assert content_stems("Which actions are there on air routes?") == stems("air routes")
    assert content_stems("the of and which") == []


def test_a_phrase_is_contained_as_a_run() -> None:
    assert contains(stems("small inflatable boats"), tuple(stems("inflatable boat")))
    assert not contains(stems("small inflatable boats"), tuple(stems("small boat")))


def test_customers_are_no_customs() -> None:
    assert stem("customers") == stem("customer") != stem("customs")
