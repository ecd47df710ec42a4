"""Ids from file names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.slug import slug


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("OAP 2022 – Migrant smuggling", "oap-2022-migrant-smuggling"),
        ("oap-2022-migrant-smuggling", "oap-2022-migrant-smuggling"),
        ("OAP 2022: Migrant_Smuggling (final)", "oap-2022-migrant-smuggling-final"),
        ("../../etc/passwd", "etc-passwd"),
        ("Größe, Łódź & été", "grosse-lodz-ete"),
        ("--", "document"),
        ("", "document"),
        ("a" * 300, "a" * 200),
        ("Überblick Maßnahmen", "uberblick-massnahmen"),
        ("План за действие 2024", "plan-za-deystvie-2024"),
        ("Επιχειρησιακό σχέδιο", "epicheirisiako-schedio"),
        ("...", "document"),
    ],
)
def test_names_in_the_alphabets_of_the_union(stem: str, expected: str) -> None:
    assert slug(stem) == expected
    assert slug(unicodedata.normalize("NFD", stem)) == expected


def test_other_alphabets_give_ids_that_differ_and_last() -> None:
    names = ["計画", "計画 2024", "خطة", "خطة العمل", "계획"]
    assert len({slug(name) for name in names}) == len(names)
    assert slug("計画 2024") == "2024-9be25bbf"
    assert slug("計画") == "document-5a025aa4"


@given(st.text(max_size=300))
def test_an_id_is_ascii_and_short(stem: str) -> None:
    found = slug(stem)
    assert 1 <= len(found) <= 200
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not found.startswith("-") and not found.endswith("-")
