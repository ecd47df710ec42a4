"""Words on a page become lines."""

from ingest.readers.lines import Word, group_lines


def _words(*given: tuple[str, float, float, float]) -> list[Word]:
    """Return words by text, left end, lower edge and size, each as wide as its letters are many."""
    return [
        Word(text, x0, x0 + 0.5 * size * len(text), bottom - size, bottom, size)
        for text, x0, bottom, size in given
    ]


def test_a_small_number_beside_larger_letters_is_raised() -> None:
    (line,) = group_lines(_words(("EMPACT", 0, 20, 12), ("3", 36, 14, 7)))
    assert line.text == "EMPACT³"


def test_digits_of_a_column_in_smaller_letters_are_not_raised() -> None:
    (line,) = group_lines(
        _words(
            ("Council", 0, 20, 14),
            ("Brussels,", 300, 17, 10),
            ("14", 350, 17, 10),
            ("November", 364, 17, 10),
            ("2023", 408, 17, 10),
        )
    )
    assert line.text == "Council\tBrussels, 14 November 2023"
