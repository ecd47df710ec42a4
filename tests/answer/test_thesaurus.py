"""Words that may mean the same count for less than the word itself, and for more than nothing."""

from answer.compose.fit import chunk_stems, held_share
from answer.library import Library
from answer.words import likened, stems


def share(question: str, passage: str, library: Library) -> list[float]:
    words = chunk_stems(passage)
    return [held_share(words, term) for term in library.wide_terms(question)]


def test_a_word_that_may_mean_the_same_counts_half(library: Library) -> None:
    assert share("welcomed", "the Council welcomed the project", library) == [1.0]
    assert share("praised", "the Council welcomed the project", library) == [0.5]
    assert share("celebrated", "the Council welcomed the project", library) == [0.0]


def test_phrases_count_as_a_whole(library: Library) -> None:
    term, *_ = library.wide_terms("green light")
    assert held_share(chunk_stems("the Council authorised the talks"), term) == 0.5
    assert held_share(chunk_stems("a light that is green"), term) == 0.0


def test_each_phrase_of_a_line_stands_for_the_others() -> None:
    others = {word for _, group in likened("praise") for phrase in group for word in phrase}
    assert stems("welcome")[0] in others
    assert stems("praise")[0] not in others
    assert likened("xyzzy") == ()
