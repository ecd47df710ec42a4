"""Follow-ups: what is named takes the place of its like, and "it" is what was just answered."""

import pytest

from answer.claims import Answer, Status, Turn
from answer.messages import without_courtesy
from answer.restated import asks_again, asks_why
from ingest.facts import FactStore
from tests.answer.sheets import Ask, Read

MS, THB = "oap-2022-migrant-smuggling", "oap-2022-trafficking-in-human-beings"
OLD, PAPER = "oap-2012-illegal-immigration", "measures-2018-migrant-smuggling-networks"


def chat(ask: Ask, *questions: str) -> Answer:
    """Ask one question after the other; return the last answer."""
    history: list[Turn] = []
    for question in questions:
        answer = ask(question, history)
        history.append(Turn(role="user", content=question))
        history.append(Turn(role="assistant", content=answer.answer))
    return answer


def places(answer: Answer) -> set[str]:
    """Return where an answer cites, as "document#ref"."""
    return {f"{cited.document_id}#{cited.ref}" for cited in answer.citations}


@pytest.mark.parametrize(
    ("questions", "place"),
    [
        (("Which actions are in goal 5 of the 2022 smuggling plan?", "the second one"), "OA 5.2"),
        (("Which actions are in goal 2 of the 2022 smuggling plan?", "the last one"), "OA 2.14"),
        (
            (
                "Which actions deal with visa fraud in 2022?",
                "the first: who leads it?",
                "and KPIs?",
            ),
            "OA 2.13",
        ),
    ],
)
def test_one_of_a_list_is_told_of_by_itself(
    ask: Ask, questions: tuple[str, ...], place: str
) -> None:
    answer = chat(ask, *questions)
    cited = {cited.ref for cited in answer.citations if cited.ref.startswith("OA")}
    assert len(cited) == 1
    if "first" not in questions[1]:
        assert cited == {place}


def test_the_list_before_is_counted_in_still(ask: Ask) -> None:
    first = "Which actions deal with document fraud in the 2022 smuggling plan?"
    listed = chat(ask, first)
    third = list(dict.fromkeys(c.ref for c in listed.citations if c.ref.startswith("OA")))[2]
    answer = chat(ask, first, "the first one: who participates?", "and the third?")
    assert {c.ref for c in answer.citations} == {third}


@pytest.mark.parametrize(
    ("questions", "query"),
    [
        (
            ("Which actions does France lead in the 2022 smuggling plan?", "and Italy?"),
            "Which actions does Italy lead in the 2022 smuggling plan?",
        ),
        (
            ("How many actions does Spain lead in the 2022 smuggling plan?", "et en 2012 ?"),
            "How many actions does Spain lead in the 2012 plan?",
        ),
        (
            ("How many incidents is OA 2.10 of the 2022 smuggling plan to detect?", "and 2.14?"),
            "How many incidents is OA 2.14 of the 2022 smuggling plan to detect?",
        ),
    ],
)
def test_what_is_named_takes_the_place_of_its_like(
    ask: Ask, questions: tuple[str, ...], query: str
) -> None:
    assert places(chat(ask, *questions)) == places(ask(query))


@pytest.mark.parametrize("again", ["same question for 2.2 please", "and the same for OA 2.2"])
def test_the_same_is_asked_of_another_action(ask: Ask, again: str) -> None:
    first = "Which country leads OA 2.1 in the 2022 plan on migrant smuggling?"
    answer = chat(ask, first, again)
    assert "Greece (EL)" in answer.answer and "OA 2.1" not in answer.answer
    assert places(answer) == {f"{MS}#OA 2.2"}


def test_another_role_is_asked_of_the_same_actor(ask: Ask) -> None:
    first = "How many actions does Germany lead in the 2022 smuggling plan?"
    answer = chat(ask, first, "and as co-leader?")
    assert places(answer) == places(ask("Which actions does Germany co-lead in smuggling 2022?"))


def test_they_are_those_who_were_just_named(ask: Ask) -> None:
    first = "Who leads the action on cash in the 2012 plan?"
    answer = chat(ask, first, "are there other actions led by them?")
    assert places(answer) == {f"{OLD}#OA 5.1", f"{OLD}#OA 5.2"}


def test_conditions_add_up(ask: Ask) -> None:
    first = "Which actions have a JAD in the 2022 migrant smuggling plan?"
    whole = "Which actions with a JAD in the 2022 migrant smuggling plan does Frontex lead?"
    answer = chat(ask, first, "how many of those does Frontex lead?")
    assert {p for p in places(answer) if "OA" in p} == {p for p in places(ask(whole)) if "OA" in p}


def test_the_goal_before_that_of_an_action(ask: Ask) -> None:
    first = "Who leads OA 5.2 of the 2022 smuggling plan?"
    assert f"{MS}#SG 4" in places(chat(ask, first, "and the goal before it?"))


def test_an_abbreviation_of_the_last_answer_is_spelt_out(ask: Ask) -> None:
    first = "What is Measure 5 of the 2018 Council measures?"
    assert (
        "Joint Liaison Task Force" in chat(ask, first, "what does that abbreviation mean?").answer
    )


def test_a_number_in_another_plan_is_another_action(ask: Ask) -> None:
    answer = chat(ask, "What is FIMATHU?", "who leads it?", "what about 2022?")
    assert answer.status == Status.NOT_FOUND
    assert "FIMATHU" in answer.answer


def test_who_acts_in_a_measure_is_told_from_it(ask: Ask) -> None:
    answer = chat(ask, "What is Measure 8 of the 2018 paper about?", "who is responsible for it?")
    assert all(cited.ref == "Measure 8" for cited in answer.citations)
    assert answer.citations


@pytest.mark.parametrize("words", ["show me the source", "where is that from?", "in what role?"])
def test_asking_again_answers_again(ask: Ask, words: str) -> None:
    first = "Does Poland take part in OA 2.3 of the 2022 smuggling plan?"
    assert chat(ask, first, words).answer == ask(first).answer


def test_a_bare_why_changes_no_subject(ask: Ask) -> None:
    first = "Who is the driver of the 2022 trafficking plan?"
    answer = chat(ask, first, "why?", "and in the migrant smuggling plan?")
    assert "Germany" in answer.answer


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("ok, thanks! who leads it?", "who leads it?"),
        ("no, I meant the 2018 one", "and the 2018 one"),
        ("sorry, 2.9", "and 2.9"),
        ("I meant Italy, not Spain", "and Italy"),
        ("no co-leader?", "no co-leader?"),
    ],
)
def test_corrections_lean_on_what_was_asked(words: str, left: str) -> None:
    assert without_courtesy(words, corrects=True) == left


def test_a_first_message_corrects_nothing() -> None:
    assert without_courtesy("No, I meant OA 2.8") == "No, I meant OA 2.8"


def test_words_that_ask_nothing_new() -> None:
    assert asks_again("where does it say that?")
    assert not asks_again("where does it say that Frontex leads?")
    assert asks_why("but why?")
    assert not asks_why("why does Spain lead it?")


def test_that_year_is_the_year_before(read: Read) -> None:
    first = "Who is the driver of the 2022 plan on trafficking in human beings?"
    query = read("Same question for the migrant smuggling plan of that year", first)
    assert (query.kind, query.aspect) == ("meta", "driver")
    assert query.scope.documents == (MS,)


def test_what_was_it_asks_the_same(read: Read) -> None:
    query = read("and what was it in 2012?", "What is the priority of the 2018 draft plan?")
    assert (query.kind, query.aspect) == ("meta", "priority")
    assert query.scope.documents == (OLD,)


def test_somebodys_action_is_the_one_that_it_leads(ask: Ask, store: FactStore) -> None:
    actions = store.document(MS).actions()
    led = {f"{MS}#{a.ref}" for a in actions if "EL" in {v.code for v in a.leaders}}
    first = "Who takes part in OA 2.1 of the 2022 smuggling plan?"
    assert places(chat(ask, first, "and in the Greek action?")) == led


@pytest.mark.parametrize("place", ["the first of them", "the first one"])
def test_one_of_a_list_is_asked_about_in_its_own_words(ask: Ask, place: str) -> None:
    first = "Which actions are under goal 6 of the 2012 plan?"
    answer = chat(ask, first, f"Why had {place} been suspended?")
    assert "Libyan crisis" in answer.answer
    assert places(answer) <= {f"{OLD}#OA 6.1", f"{OLD}#Footnote 9"}
