"""Lines that were broken to fit a page become paragraphs again."""

from ingest.sections import find_passages
from ingest.text import split_lines
from ingest.wrapping import joined_lines, wrap_width

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
        found = wrap_width(text)
        assert found is not None
        passages = list(find_passages(text, 0, len(text), "§ 1", found))
        plain = [" ".join(p.quote(text).split()) for p in passages]
        assert plain == [" ".join(words.split()) for words in PARAGRAPHS * 8]


def test_a_text_with_a_paragraph_a_line_is_left_alone() -> None:
    assert wrap_width("\n\n".join(PARAGRAPHS * 6)) is None
    assert wrap_width("\n".join(["A short line of a list that is no sentence at all"] * 40)) is None


def test_columns_items_and_lines_to_the_right_stand_alone() -> None:
    text = (
        "Activity of the action and its timing in the year                 Q1-Q4\n"
        "a) Operational meeting of all the countries that take part in The Hague\n"
        "b) Joint investigations\n"
        f"{'Brussels, 21 November 2024':>80}\n"
        f"{'(OR. en)':>80}\n"
    )
    lines = list(joined_lines(text, split_lines(text), 60))
    assert len(lines) == 5
