import pytest

from ingest.activities import read_activities
from ingest.cells import marked_pieces, read_actors, read_kpis, split_leaders


@pytest.mark.parametrize(
    ("cell", "actors"),
    [
        ("ES", ["ES=ES"]),
        ("AT, BG, United Kingdom", ["AT=AT", "BG=BG", "United Kingdom=UK"]),
        ("AT; BE;\nCY", ["AT=AT", "BE=BE", "CY=CY"]),
        ("AT, United\nKingdom, USDSS", ["AT=AT", "United Kingdom=UK", "USDSS=USDSS"]),
        ("EUROPEAN \n COMMISSION, EUROJUST", ["EUROPEAN COMMISSION=EC", "EUROJUST=EUROJUST"]),
        ("AT, BG\nAll MS\n", ["AT=AT", "BG=BG", "All MS=ALL_MS"]),
        ("(BG, EUROJUST, Albania)", ["BG=BG", "EUROJUST=EUROJUST", "Albania=AL"]),
        ("HU, AT and Frontex", ["HU=HU", "AT=AT", "Frontex=FRONTEX"]),
        ("AT, and DE", ["AT=AT", "DE=DE"]),
        ("AT & DE", ["AT=AT", "DE=DE"]),
        ("Bosnia and Herzegovina, AT", ["Bosnia and Herzegovina=BA", "AT=AT"]),
        ("Frontex Europol", ["Frontex=FRONTEX", "Europol=EUROPOL"]),
        ("IT ⁷", ["IT=IT"]),
        ("<p>AT</p><p>DE</p>", ["AT=AT", "DE=DE"]),
        ("Spain (ES)", ["Spain (ES)=ES"]),
        ("FR (tbc), DE", ["FR (tbc)=FR", "DE=DE"]),
        ("Commission (OLAF), DE", ["Commission (OLAF)=EC", "OLAF=OLAF", "DE=DE"]),
        ("France (FR)", ["France (FR)=FR"]),
        ("Morocco, MAOC\n(N)", ["Morocco=MA", "MAOC (N)=MAOC-N"]),
    ],
)
def test_actors_of_a_cell(cell: str, actors: list[str]) -> None:
    values = read_actors(cell, 0, len(cell))
    assert [f"{value.value}={value.code}" for value in values] == actors


@pytest.mark.parametrize(
    ("cell", "actors"),
    [
        ("Relevant MS", ["Relevant MS"]),
        (
            "Respective EU MS and TCs hosting the Joint Operations of Frontex\n(BG, CY)",
            ["Respective EU MS and TCs hosting the Joint Operations of Frontex", "BG", "CY"],
        ),
        (
            "All MS, Frontex, and other relevant EU Agencies.",
            ["All MS", "Frontex", "other relevant EU Agencies"],
        ),
        ("Europol and countries of the region", ["Europol", "countries of the region"]),
        ("banks, firms and shops", ["banks, firms and shops"]),
    ],
)
def test_free_text_among_actors_is_kept(cell: str, actors: list[str]) -> None:
    assert [value.value for value in read_actors(cell, 0, len(cell))] == actors


@pytest.mark.parametrize("cell", ["", " \t\n", "-", "–\n", "<p></p>"])
def test_an_empty_cell_has_no_actors(cell: str) -> None:
    assert read_actors(cell, 0, len(cell)) == ()


def test_an_actor_stands_at_its_own_words() -> None:
    text = "Leader: ES, Frontex Europol.\n"
    quotes = [value.quote(text) for value in read_actors(text, 7, len(text))]
    assert quotes == ["ES", "Frontex", "Europol"]


@pytest.mark.parametrize(
    ("cell", "leaders", "partners"),
    [
        ("ES, in cooperation with EC, IT, MT", ["ES"], ["EC", "IT", "MT"]),
        ("HU and AT, supported by Europol", ["HU", "AT"], ["EUROPOL"]),
        ("FI together with EE", ["FI"], ["EE"]),
        ("UK, HU", ["UK", "HU"], []),
        ("L: UK\nC: DE, FR", ["UK"], ["DE", "FR"]),
        ("L: EMCDDA", ["EMCDDA"], []),
    ],
)
def test_partners_behind_a_leader(cell: str, leaders: list[str], partners: list[str]) -> None:
    own, others = split_leaders(cell, 0, len(cell))
    assert [value.code for value in read_actors(cell, *own)] == leaders
    assert [value.code for value in read_actors(cell, *others)] == partners


def pieces(cell: str) -> list[tuple[str | None, str]]:
    return [(mark, cell[a:b].strip()) for mark, a, b in marked_pieces(cell, 0, len(cell))]


def test_a_marked_line_takes_in_the_lines_below_it() -> None:
    cell = "\ta) First\nand more\n\n\tb) Second\n"
    assert pieces(cell) == [("a", "First\nand more"), ("b", "Second")]


def test_words_above_the_first_mark_are_a_piece_of_their_own() -> None:
    assert pieces("Above\n1. First\n") == [(None, "Above"), ("1", "First")]


def test_without_marks_each_line_is_a_piece() -> None:
    assert pieces("First\n\nSecond (e.g. this)\n") == [
        (None, "First"),
        (None, "Second (e.g. this)"),
    ]


@pytest.mark.parametrize("mark", ["a) ", "A) ", "1. ", "1) ", "(a) ", "\ta.\t"])
def test_indicators_are_read_without_their_marks(mark: str) -> None:
    (kpi,) = read_kpis(cell := f"{mark}Number of arrests (5)\n", 0, len(cell))
    assert (kpi.value, kpi.target) == ("Number of arrests (5)", 5)
    assert kpi.quote(cell) == "Number of arrests (5)"


def activities(cell: str) -> list[tuple[str | None, str, str | None]]:
    found = read_activities(cell, 0, len(cell))
    return [(activity.marker, activity.value, activity.timing) for activity in found]


@pytest.mark.parametrize(
    "cell",
    [
        "\t1\n\tPlan\n\tQ1-Q2\n\n\t2\n\tAct\n\tQ3\n",
        "\t1.\n\tPlan\n\tQ1-Q2\n\n\t2.\n\tAct\n\tQ3\n",
        "\t1. Plan\n\tQ1-Q2\n\t2. Act\n\tQ3\n",
        "\tActivity\n\tTiming\n\n\t1) Plan\n\tQ1-Q2\n\n\t2) Act\n\tQ3\n",
        "1) Plan\nQ1-Q2\n2) Act\nQ3\n",
        "\t1\tPlan\tQ1-Q2\n\t2\tAct\tQ3\n",
        "1\tPlan\tQ1-Q2\n2\tAct\tQ3\n",
    ],
)
def test_numbered_activities_in_any_layout(cell: str) -> None:
    assert activities(cell) == [("1", "Plan", "Q1-Q2"), ("2", "Act", "Q3")]


def test_activities_by_letter_with_and_without_timing() -> None:
    cell = "\ta) Plan\n\tQ1\n\tb) Act\n\n\tc) Look back\n\t2023\n"
    assert activities(cell) == [("a", "Plan", "Q1"), ("b", "Act", None), ("c", "Look back", "2023")]


@pytest.mark.parametrize("bullet", ["- ", "· ", "\t- ", "\t·\t"])
def test_bullets_below_an_activity_belong_to_it(bullet: str) -> None:
    cell = f"\t1. Plan:\n{bullet}the one\n{bullet}the other\n\tQ1\n\t2. Act\n\tQ4\n"
    (plan, act) = read_activities(cell, 0, len(cell))
    assert plan.value.startswith("Plan:") and plan.value.endswith("the other")
    assert (plan.timing, act.value, act.timing) == ("Q1", "Act", "Q4")


def test_lines_below_an_activity_belong_to_it() -> None:
    cell = "\t1\n\tPlan\nover lines\n\nand paragraphs\n\tQ1 – Q4\n"
    assert activities(cell) == [("1", "Plan over lines and paragraphs", "Q1 – Q4")]


def test_a_timing_without_an_activity_is_none() -> None:
    assert activities("\tQ1\n\t\n") == []


def test_where_a_timing_stands() -> None:
    cell = "\t1\n\tPlan\n\tQ1 – Q4 \n"
    (activity,) = read_activities(cell, 0, len(cell))
    assert cell[activity.timing_start : activity.timing_end] == "Q1 – Q4"
