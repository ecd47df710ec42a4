"""Refs as people type them."""

import pytest

from app.refs import read_ref


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        ("OA 2.8", ("OA 2.8",)),
        ("oa2.8", ("OA 2.8",)),
        ("action 10.12", ("OA 10.12",)),
        ("2.8", ("OA 2.8", "§ 2.8")),
        ("CHSG 5", ("SG 5",)),
        ("atsg9", ("SG 9",)),
        ("strategic  goal 5", ("SG 5",)),
        ("5", ("SG 5", "Measure 5", "§ 5")),
        ("m4", ("Measure 4",)),
        ("§4.3", ("§ 4.3",)),
        ("section 4", ("§ 4",)),
        ("fn 7", ("Footnote 7",)),
        ("Chapter 2", ("Chapter II",)),
        ("chapter iv", ("Chapter IV",)),
        ("PREAMBLE", ("Preamble",)),
        ("something else", ("something else",)),
    ],
)
def test_a_ref_is_read_however_it_is_typed(words: str, refs: tuple[str, ...]) -> None:
    assert read_ref(words) == refs
