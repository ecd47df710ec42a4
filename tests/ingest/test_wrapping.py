"""Lines that were broken to fit a page become paragraphs again."""

from ingest.sections import find_passages
from ingest.text import split_lines
from ingest.wrapping import Widths, joined_lines, unwrapped, wrap_widths

PARAGRAPHS = [
    "The groups rent cars with foreign plates for a week and change them on the way at a depot of "
    "their own, so that no patrol sees the same plate twice. They flee at very high speed.",
    "•    Attacks on cash machines: 1 190 attacks were recorded, 61 % of them with explosives, and "
    "the average damage to buildings is EUR 210 000.",
    "•    Minors are recruited as burglars because they cannot be prosecuted or are only lightly "
    "punished by the courts of the countries in which they are caught.",
]


def _wrapped(words: str, width: int) -> str:
    lines, line = [], ""
    for word in words.split(" "):
        if len(line) + 1 + len(word) > width:
            lines.append(line)
            line = "     " + word if words.startswith("•") else word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def _text(width: int) -> str:
    return "\n\n".join(_wrapped(words, width) for words in PARAGRAPHS * 8)


def test_paragraphs_broken_at_a_width_are_put_together() -> None:
    for width in (70, 80, 93):
        text = _text(width)
        found = wrap_widths(text)
        assert found is not None
        passages = list(find_passages(text, 0, len(text), "§ 1", found))
        plain = [" ".join(p.quote(text).split()) for p in passages]
        assert plain == [" ".join(words.split()) for words in PARAGRAPHS * 8]


def test_a_text_with_a_paragraph_a_line_is_left_alone() -> None:
    assert wrap_widths("\n\n".join(PARAGRAPHS * 6)) is None
    assert (
        wrap_widths("\n".join(["A short line of a list that is no sentence at all"] * 40)) is None
    )


def test_columns_items_and_lines_to_the_right_stand_alone() -> None:
    text = (
        "Activity of the action and its timing in the year                 Q1-Q4\n"
        "a) Operational meeting of all the countries that take part in The Hague\n"
        "b) Joint investigations\n"
        f"{'Brussels, 21 November 2024':>80}\n"
        f"{'(OR. en)':>80}\n"
    )
    lines = list(joined_lines(text, split_lines(text), Widths(60, {})))
    assert len(lines) == 5


def test_lines_of_a_narrow_column_are_put_together_at_its_own_width() -> None:
    narrow = [_wrapped(words.removeprefix("•    "), 58) for words in PARAGRAPHS * 8]
    text = "\n\n".join([_text(88), *narrow])
    found = wrap_widths(text)
    assert found is not None
    passages = list(find_passages(text, 0, len(text), "§ 1", found))
    plain = [" ".join(p.quote(text).split()) for p in passages][len(PARAGRAPHS) * 8 :]
    assert plain == [words.removeprefix("•    ") for words in PARAGRAPHS * 8]


def test_forms_see_paragraphs_on_one_line_and_labels_on_their_own() -> None:
    sheet = "Funding of the action\nown resources of the agency\nKPI / target\n" + _wrapped(
        "contributions from twenty countries; one report for the group presented by September", 50
    )
    text = f"{_text(80)}\n\n{sheet}"
    seen = unwrapped(text, lambda line: line.startswith(("Funding", "KPI")))
    assert len(seen) == len(text)
    assert seen.split("\n")[-4:] == [
        "Funding of the action",
        "own resources of the agency",
        "KPI / target",
        "contributions from twenty countries; one report for the group presented by September",
    ]
    assert unwrapped("One line.\nand another", bool) == "One line.\nand another"
