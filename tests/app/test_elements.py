"""Elements by ref: found in the documents, laid out line by line."""

import pytest

from app.elements import Found, find_elements, lines_of, title_of
from app.service import Service
from ingest.errors import UnknownRef

SMUGGLING = "oap-2022-migrant-smuggling"
MEASURES = "measures-2018-migrant-smuggling-networks"


def one(library: Service, ref: str, document_id: str) -> Found:
    (found,) = find_elements(library.store, ref, [document_id])
    return found


def test_a_ref_of_several_documents_is_found_in_each(library: Service) -> None:
    found = find_elements(library.store, "SG 5")
    assert {each.element.ref for each in found} == {"SG 5"}
    assert len({each.document.id for each in found}) == len(found) > 1
    assert all(title_of(each.element) for each in found)


def test_a_number_alone_may_be_an_action_or_a_section(library: Service) -> None:
    found = find_elements(library.store, "2.1", [SMUGGLING])
    assert [each.element.ref for each in found] == ["OA 2.1", "§ 2.1"]


def test_an_unknown_ref_says_where_it_was_looked_for(library: Service) -> None:
    with pytest.raises(UnknownRef, match=SMUGGLING):
        find_elements(library.store, "OA 99.1", [SMUGGLING])


@pytest.mark.parametrize(
    ("ref", "document_id", "labels"),
    [
        ("OA 2.8", SMUGGLING, {"title", "goal", "leader", "co-leader", "kpi", "activity"}),
        ("SG 2", SMUGGLING, {"title", "OA 2.1", "OA 2.8"}),
        ("Measure 4", MEASURES, {"title", "chapter", "summary", "annex"}),
        ("Chapter I", MEASURES, {"title", "Measure 1"}),
        ("§ 1", SMUGGLING, {"title"}),
        ("Footnote 1", SMUGGLING, {"called in"}),
    ],
)
def test_each_kind_is_laid_out_by_its_parts(
    library: Service, ref: str, document_id: str, labels: set[str]
) -> None:
    found = one(library, ref, document_id)
    lines = list(lines_of(found))
    assert labels <= {label for label, _, _ in lines}
    length = len(library.store.text(document_id))
    assert all(span is None or 0 <= span.start < span.end <= length for _, _, span in lines)


def test_a_withheld_action_says_so(library: Service) -> None:
    found = one(library, "OA 1.1", "oap-2022-trafficking-in-human-beings")
    assert "withheld" in [label for label, _, _ in lines_of(found)]
