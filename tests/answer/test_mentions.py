import pytest

from answer.library import Library
from answer.mentions import find_mentions


def named(question: str, library: Library) -> list[tuple[str, str]]:
    return [(mention.slot, mention.value) for mention in find_mentions(question, library).found]


@pytest.mark.parametrize(
    ("words", "ref"),
    [
        *[
            (w, "OA 2.8")
            for w in (
                "Who leads OA 2.8?",
                "who leads oa2.8",
                "OA 2.8.",
                "operational action no. 2.8",
                "Operational Action 2.8",
                "action number 2.8",
                "leader 2.8",
                "Aktion 2.8",
                "azione 2.8",
                "acción 2.8",
                "activity 2.8",
            )
        ],
        *[
            (w, "SG 5")
            for w in (
                "strategic goal 5",
                "SG5",
                "sg 5",
                "CHSG 5",
                "ATSG 5",
                "goal five",
                "the fifth goal",
                "5th goal",
                "Ziel 5",
                "objectif stratégique 5",
                "obiettivo strategico 5",
                "objetivo estratégico 5",
                "strategic objective 5",
            )
        ],
        *[
            (w, "Measure 4")
            for w in (
                "measure 4",
                "Measure no. 4",
                "Maßnahme 4",
                "mesure 4",
                "the fourth measure",
                "4th measure",
                "medida 4",
            )
        ],
        *[
            (w, "§ 4.3")
            for w in ("§ 4.3", "§4.3", "section 4.3", "sec. 4.3", "Abschnitt 4.3", "point 4.3")
        ],
        *[
            (w, "Chapter II")
            for w in ("chapter II", "chapter 2", "Kapitel II", "chapitre ii", "capítulo 2")
        ],
        *[(w, "Footnote 7") for w in ("footnote 7", "Fußnote 7", "fn 7")],
    ],
)
def test_a_ref_is_known_in_every_spelling(words: str, ref: str, library: Library) -> None:
    assert find_mentions(words, library).refs == (ref,)


def test_several_goals_are_read_from_one_list(library: Library) -> None:
    assert find_mentions("goals 2, 3 and 4", library).refs == ("SG 2", "SG 3", "SG 4")
    assert find_mentions("OA 2.8 and 2.12", library).refs == ("OA 2.8", "OA 2.12")


@pytest.mark.parametrize("words", ["§ 4.3", "90 %", "4.5 %", "13607/21", "the 12 actions"])
def test_other_numbers_are_no_actions(words: str, library: Library) -> None:
    assert not [ref for ref in find_mentions(words, library).refs if ref.startswith("OA")]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Who leads OA 2.8 of the 2022 migrant smuggling plan?", "2022 migrant smuggling plan"),
        ("the OAP 2022 on migrant smuggling", "OAP 2022 on migrant smuggling"),
        ("What was done in 2012?", "2012"),
        ("Who drives the THB plan?", "THB plan"),
    ],
)
def test_a_plan_is_named_by_year_or_subject(question: str, plan: str, library: Library) -> None:
    assert find_mentions(question, library).values("plan") == (plan,)


def test_a_year_behind_a_month_names_no_plan(library: Library) -> None:
    assert find_mentions("What happens in May 2012?", library).values("plan") == ()
    assert find_mentions("What happens in 2012?", library).values("plan") == ("2012",)


@pytest.mark.parametrize(
    ("words", "quarter"),
    [
        ("in Q3", "Q3"),
        ("in q3", "Q3"),
        ("the third quarter", "Q3"),
        ("3rd quarter", "Q3"),
        ("the last quarter", "Q4"),
    ],
)
def test_quarters(words: str, quarter: str, library: Library) -> None:
    assert find_mentions(words, library).values("quarter") == (quarter,)


def test_actors_are_known_by_code_name_and_demonym(library: Library) -> None:
    for name in ("Spain", "ES", "the Spanish", "Spanien"):
        assert find_mentions(f"Which actions does {name} lead?", library).values("actor") == ("ES",)


def test_acronyms_of_the_documents_are_known_whatever_their_case(library: Library) -> None:
    assert find_mentions("What does PeDRA stand for?", library).values("acronym") == ("PeDRA",)
    assert find_mentions("what does hvts stand for", library).values("acronym") == ("hvt",)
    assert find_mentions("What does XQZ stand for?", library).values("acronym") == ("XQZ",)


def test_quantities_keep_their_thousands(library: Library) -> None:
    assert find_mentions("targets of 1,000 arrests", library).values("number") == ("1000",)


def test_names_are_masked_and_what_no_example_knows_is_the_topic(library: Library) -> None:
    read = find_mentions("Who leads OA 2.8 on stratospheric balloons?", library)
    assert "<action>" in read.masked and read.masked[-1] == "<topic>"
    assert read.topic == "stratospheric balloons"
