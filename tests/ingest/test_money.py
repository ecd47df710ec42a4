"""Sums of money as printed."""

import pytest

from ingest.money import amounts


@pytest.mark.parametrize(
    ("words", "sums"),
    [
        ("EUR 12 000", [12000]),
        ("at least 40,000 euro", [40000]),
        ("€1.5 million or 20 000 EUR", [1.5e6, 20000]),
        ("None (CEPOL own budget)", []),
        ("30 participants", []),
    ],
)
def test_amounts(words: str, sums: list[float]) -> None:
    assert list(amounts(words)) == sums
