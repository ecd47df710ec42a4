import pytest

from ingest.forms.contents import named_by_contents

ACTORS = ["DE", "FR, ES", "Europol"]
MANY = ["AT, BE, CZ and Europol", "IT, PL, RO, Serbia", "all MS, Frontex, Norway"]
TITLES = ["Night checks", "Finding the yards", "A shared list"]
TEXTS = ["Officers stop lorries at night and look into them. They report what they find."] * 3


@pytest.mark.parametrize(
    ("names", "cells", "found"),
    [
        (
            ("A", "B", "C", "D", "E"),
            (["1.1", "1.2", "2.1"], TITLES, ACTORS, MANY, TEXTS),
            ("ref", "title", "leader", "participants", "summary"),
        ),
        (
            ("ref", "summary", "X", "Y"),
            (["1.1", "1.2", "2.1"], TITLES, ACTORS, TEXTS),
            ("ref", "title", "leader", "summary"),
        ),
        (("ref", "leader", "Who else"), (["1.1"], ACTORS, MANY), ("ref", "leader", "participants")),
        (
            ("ref", "leader", "a", "b", "c"),
            (["1.1"], ACTORS, ["1.2, 2.1", "OA 1.1"], ["Number of hits (min. 5)"], ["By May"]),
            ("ref", "leader", "related", "kpi", "timing"),
        ),
        (("ref", "leader", "Main risk"), (["1.1"], ACTORS, TEXTS), ("ref", "leader", "Main risk")),
        (("ref", "leader", "Left empty"), (["1.1"], ACTORS, []), ("ref", "leader", "Left empty")),
    ],
)
def test_columns_are_named_for_what_stands_in_them(
    names: tuple[str, ...], cells: tuple[list[str], ...], found: tuple[str, ...]
) -> None:
    assert named_by_contents(names, cells) == found
