import re

import pytest

from ingest.text import (
    clean,
    footnote_number,
    line_start,
    lines_above,
    notes_called,
    split_lines,
    split_span,
    trim,
    value_at,
    values_of,
)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("  two \n\t words\u00a0 here ", "two words here"),
        ("<p>First.</p> <p>Second.</p>", "First. Second."),
        ("<ul style='x'><li>one</li></ul>", "one"),
        ("a < b and c > d", "a < b and c > d"),
        ("**Bold** and *slanted* words", "Bold and slanted words"),
        ("Albania*, Serbia*", "Albania*, Serbia*"),
        ("policy cycle¹, and IT ⁷", "policy cycle, and IT"),
        ("route[footnoteRef:2] [2: \tTowards Cyprus ] on", "route on"),
        ("[bookmark: COVER]Cover[image: C:\\a.png]", "Cover"),
        ("( BG, CY)", "(BG, CY)"),
        ("<p></p> [footnoteRef:1]", ""),
        ("see [5] and [a: b]", "see [5] and [a: b]"),
    ],
)
def test_clean_leaves_what_a_reader_sees(raw: str, read: str) -> None:
    assert clean(raw) == read


def test_lines_know_their_place_in_the_whole_text() -> None:
    text = "zero\none\n\n  \nfour"
    lines = list(split_lines(text, 5))
    assert [line.text for line in lines] == ["one", "", "  ", "four"]
    assert [line.blank for line in lines] == [False, True, True, False]
    assert all(text[line.start : line.end] == line.text for line in lines)


def test_lines_stop_at_the_end_that_is_asked_for() -> None:
    assert [line.text for line in split_lines("one\ntwo\nthree", 0, 6)] == ["one", "tw"]
    assert list(split_lines("")) == []


def test_lines_above_start_with_what_stands_before_the_offset() -> None:
    assert [line.text for line in lines_above("one\n\ntwo half", 8)] == ["two", "", "one"]


def test_line_start() -> None:
    assert [line_start("ab\ncd", offset) for offset in range(6)] == [0, 0, 0, 3, 3, 3]


def test_trim_drops_white_space_at_both_ends() -> None:
    assert trim(" \tword s\n", 0, 9).quote(" \tword s\n") == "word s"


def test_trim_of_white_space_is_empty_at_its_start() -> None:
    span = trim("a \n b", 1, 4)
    assert (span.start, span.end) == (1, 1)


def test_a_value_is_clean_and_its_span_is_trimmed() -> None:
    text = "Leader: *ES* \n"
    value = value_at(text, 7, len(text))
    assert value is not None
    assert (value.value, value.quote(text)) == ("ES", "*ES*")


def test_no_value_where_there_is_nothing_to_read() -> None:
    assert value_at("a  <p> b", 1, 6) is None
    assert [v.value for v in values_of("a, ,b", [(0, 1), (2, 3), (4, 5)])] == ["a", "b"]


@pytest.mark.parametrize(("raised", "number"), [("¹", 1), (" ⁷", 7), ("¹⁰", 10), ("⁴²", 42)])
def test_footnote_number(raised: str, number: int) -> None:
    assert footnote_number(raised) == number


def test_split_span_returns_the_pieces_between_separators() -> None:
    text = "x: a, b;c"
    pieces = split_span(text, 3, len(text), re.compile("[,;]"))
    assert [text[slice(*piece)] for piece in pieces] == ["a", " b", "c"]


def test_notes_called_names_each_footnote_once_in_either_style() -> None:
    text = "one¹ two[footnoteRef:3] one again¹ ten¹⁰"
    assert notes_called(text, 0, len(text)) == ("Footnote 3", "Footnote 1", "Footnote 10")
    assert notes_called(text, 5, 10) == ()


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("sexual extor-\ntion of minors", "sexual extortion of minors"),
        ("each co-\nleader of it", "each co-leader of it"),
        ("smash-and-\ngrab raids", "smash-and-grab raids"),
        ("visa-\nand passport offices", "visa- and passport offices"),
        ("the mate-\u00ad  rial", "the material"),
        ("ad- hoc", "ad- hoc"),
        ("OA 2.1-\nnext", "OA 2.1- next"),
    ],
)
def test_words_divided_at_the_end_of_a_line_are_one(raw: str, read: str) -> None:
    assert clean(raw) == read
