import pytest

from ingest.forms.labels import (
    columns_named,
    field_named,
    field_of,
    field_printed,
    fold,
    label_data,
    label_pattern,
)
from ingest.model import Field

VARIANTS = [(field, variant) for field, names in label_data().fields.items() for variant in names]


def field_at(line: str) -> Field | None:
    match = label_pattern().search(line)
    return field_of(match) if match else None


@pytest.mark.parametrize(("field", "variant"), VARIANTS)
def test_each_label_is_recognised_however_it_is_printed(field: Field, variant: str) -> None:
    for line in (
        f"{variant}: x",
        f"\t{variant}:",
        f"  {variant.upper()} :\n",
        variant.replace(" ", "\u00a0"),
        f"{variant}\n",
        f"\t{variant} –\n",
        f"{variant} (maximum 2):",
    ):
        assert field_at(line) == field


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Key Performance Indicators (KPIs) and targets", Field.KPI),
        ("Type of Operational Action (indicate the main one - maximum 2)", Field.TYPE),
        ("Activities under the Operational Action and timing", Field.ACTIVITY),
        ("Links to other Operational Action Plans (OAP)/priority", Field.LINKS),
        ("Horizontal activities / Joint Action Days (JAD)", Field.JAD),
        ("above\n\tCo-leader: ES", Field.CO_LEADER),
    ],
)
def test_what_stands_around_a_label_belongs_to_it(line: str, field: Field) -> None:
    assert field_at(line) == field


@pytest.mark.parametrize(
    "line",
    [
        "Leaders of smuggling networks have solid skills",
        "The leader: someone",
        "Leadership: x",
        "Links between crime areas",
        "Types\tof crime",
    ],
)
def test_a_label_word_in_running_text_is_no_label(line: str) -> None:
    assert field_at(line) is None


def test_no_two_fields_share_a_label() -> None:
    labels = [fold(variant) for _, variant in VARIANTS]
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("#", "ref"),
        (" Activity ", "title"),
        ("LEADER", "leader"),
        ("I/D\u00a0SG", "related_goals"),
        ("Budget", None),
        ("Target:", "target"),
    ],
)
def test_header_cells(header: str, column: str | None) -> None:
    assert columns_named([header]) == (column or header,)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("No | OA | AL | Short title", "count ref leader title"),
        ("No. | Action | Leader | KPI", "ref title leader kpi"),
        ("Action | Leader | Participants", "ref leader participants"),
        ("# | Activity | Leader | Results>June", "ref title leader Results>June"),
        ("Ref | Operational action | Lead MS | Budget", "ref title leader Budget"),
    ],
)
def test_a_header_row_gives_each_column_once(header: str, columns: str) -> None:
    assert columns_named(header.split(" | ")) == tuple(columns.split())


@pytest.mark.parametrize(
    ("printed", "field"),
    [
        ("Contributors: Member States", Field.PARTICIPANTS),
        ("Contributors: Union bodies, third countries, others", Field.PARTICIPANTS),
        ("Nature of the operational action", Field.TYPE),
        ("Deputy lead of the action", Field.CO_LEADER),
        ("Country in charge of the action", Field.LEADER),
        ("Measuring success", Field.KPI),
        ("Reasons for the action", Field.SUMMARY),
        ("Related actions / OAPs", Field.LINKS),
        ("Planned days of action", Field.JAD),
        ("Main steps planned for 2027", Field.ACTIVITY),
        ("Budget for activities", None),
        ("EU institutions, agencies and bodies", Field.PARTICIPANTS),
        ("Non-EU countries", Field.PARTICIPANTS),
        ("Links to other EU agencies", Field.LINKS),
        ("Agency budget", None),
        ("Evaluation", None),
        ("Risk level", None),
        ("Legal basis", None),
        ("Results of the parliamentary inquiry", None),
        ("Strategic", None),
    ],
)
def test_a_label_that_no_form_has_is_read_word_by_word(printed: str, field: Field | None) -> None:
    assert field_printed(printed) is None
    assert field_named(printed) == field
