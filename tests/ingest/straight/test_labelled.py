"""Sheets in two columns, labels left and words right, without a colon between."""

from ingest.parse import parse_text

SHEETS = """\
Operational Action Plan 2020: Money

Strategic Goal 2: Money laundering as a service

Action 2.1               Operation QUICKSILVER: couriers
                         of cash
Leader                   Italy
Co-leaders               Spain, Eurojust
Participants             AT, BE, DE, United Arab
                         Emirates
Description              Cash couriers travel with hidden compartments in lorries
                         from north-west Europe to the south.
KPIs                     Arrests: 45; cash seized: EUR 6 million; JITs: 2
Activities               Exchange of lists (Q1); control weeks (Q2,
                         Q3); arrest phase (Q4)
Budget                   EUR 64 000

14331/19                                     AB/cd              3
                                  JAI.1      LIMITE            EN
Action 2.2               Money mules
Leader                   NL
Co-leaders               -
Participants             All MS
Description              A week with banks.
KPIs                     Mules identified: 3 500
Budget                   none
"""


def test_columns_of_labels_and_words_are_sheets() -> None:
    document = parse_text("money", SHEETS, "")
    first, second = document.actions()
    assert first.title.value == "Operation QUICKSILVER: couriers of cash"
    assert [actor.code for actor in first.leaders] == ["IT"]
    assert [actor.code for actor in first.co_leaders] == ["ES", "EUROJUST"]
    assert [actor.code for actor in first.participants] == ["AT", "BE", "DE", "AE"]
    assert [kpi.target for kpi in first.kpis] == [45, 6, 2]
    assert [activity.timing for activity in first.activities] == ["Q1", "Q2, Q3", "Q4"]
    assert [(row.label, row.value) for row in first.other] == [("Budget", "EUR 64 000")]
    assert [actor.code for actor in second.leaders] == ["NL"]
    assert second.kpis[0].target == 3500


def test_every_value_stands_where_its_span_says() -> None:
    document = parse_text("money", SHEETS, "")
    for action in document.actions():
        for actor in (*action.leaders, *action.co_leaders):
            assert actor.value in SHEETS[actor.start : actor.end]
