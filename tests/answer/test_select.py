"""Questions over actions as one general query: conditions, and what is wanted of the rest."""

import pytest

from answer.claims import Answer, Status
from answer.library import Library
from answer.mentions import find_mentions
from answer.select.parse import parse_selection
from ingest.money import amount_under
from tests.answer.sheets import Ask

_PLAN = "in the 2022 migrant smuggling plan"


def actions_of(answer: Answer) -> set[str]:
    """Return the numbers of the actions that an answer cites."""
    refs = {citation.ref for citation in answer.citations}
    return {ref.removeprefix("OA ") for ref in refs if ref.startswith("OA ")}


class TestConditions:
    @pytest.mark.parametrize(
        ("question", "actions"),
        [
            (f"Which actions {_PLAN} are led by a country and co-led by Eurojust?",
             "2.4 2.5 2.6 2.11 2.13 5.1"),
            (f"Which actions does Sweden join but not Denmark {_PLAN}?",
             "2.1 2.2 2.9 2.12 3.1 5.1 5.6 7.2"),
            (f"In which actions {_PLAN} does the UK play no part?", "4.1 5.5 6.1 6.2"),
            (f"Which actions {_PLAN} are led by a country and have both Serbia and Albania as "
             "participants?", "2.1 2.2 2.3 2.13 5.1 5.4"),
            (f"Which actions {_PLAN} are led by Germany and have Serbia as participant?",
             "2.3 5.4"),
            (f"Which actions {_PLAN} involve neither Eurojust nor Europol?",
             "4.1 5.4 5.5 6.1 6.3 7.1 7.2"),
            (f"Which actions {_PLAN} have five or more KPIs?",
             "2.2 2.4 2.7 2.9 2.10 2.14 5.4 7.1"),
            (f"Which actions {_PLAN} list more than 20 participants?", "1.1 2.1 2.3 5.1 8.1"),
            (f"Which actions have a KPI above 500 {_PLAN}?", "2.3 2.10 2.14"),
            (f"Which actions {_PLAN} have exactly two co-leaders?", "5.1 5.6"),
            (f"Which actions {_PLAN} led by an EU agency are of the training type?",
             "4.1 5.3 5.5 6.1 6.2 6.3 7.2"),
            ("Which 2012 actions does Frontex lead alone?", "1.2 1.3 7.1"),
            (f"actions w/o UK {_PLAN}", "4.1 5.5 6.1 6.2"),
            (f"actions {_PLAN} with nothing scheduled in Q4", "2.1 2.5"),
            (f"ops with more than six indicators {_PLAN}", "5.4"),
            (f"actions {_PLAN} led by a country with Europol as the only co-leader",
             "2.2 2.7 2.8 3.1"),
            (f"which trainings does Frontex run {_PLAN}", "5.3 6.3 7.2"),
            (f"number of pure training actions {_PLAN}", "4.1 5.3 5.5 6.1 6.2"),
            (f"Do Serbia and Norway ever sit together in one action {_PLAN}?",
             "1.1 2.8 2.12 5.1 5.2"),
            (f"which action {_PLAN} names Colombia", "2.8"),
            (f"Which actions {_PLAN} have only one participating country?", "7.1"),
            (f"Which actions {_PLAN} are both operational and training?", "5.4 7.2"),
            (f"Actions {_PLAN} whose only type is training?", "4.1 5.3 5.5 6.1 6.2"),
            (f"Which actions led by a Member State have USDSS on board {_PLAN} under SG 2?",
             "2.2 2.4 2.7 2.8 2.11 2.13"),
            (f"Which action under goal 3 runs in every quarter {_PLAN}?", "3.1"),
            (f"Under CHSG 2 (investigations) which actions does Estonia join {_PLAN}?",
             "2.10 2.11 2.14"),
            (f"Spain leads how many actions {_PLAN}?", "2.7 2.8"),
            ("Which 2012 actions have something in November?", "2.1 5.1 7.1 7.2"),
            ("Which actions run only in the first half of 2012?", "1.2 1.3 6.3"),
            ("Which 2012 actions have activities in the second half of the year?",
             "1.1 2.1 2.2 2.3 3.1 4.1 4.2 5.1 5.2 6.1 6.2 7.1 7.2"),
            ("Quelles actions du plan 2012 n'ont rien au second semestre ?", "1.2 1.3 6.3"),
            ("Quelles actions du plan 2022 sur le trafic de migrants comptent plus de 20 "
             "participants ?", "1.1 2.1 2.3 5.1 8.1"),
            ("An welchen Aktionen nimmt Dänemark teil, aber nicht Schweden? "
             "(Plan 2022 Migrantenschleusung)", "2.13 5.4"),
            ("Quante azioni del piano 2022 sul traffico di migranti non hanno un co-leader?",
             "4.1 5.5 6.2 6.3 7.1 7.2"),
        ],
    )  # fmt: skip
    def test_actions_that_meet_them_are_cited_and_no_others(
        self, ask: Ask, question: str, actions: str
    ) -> None:
        answer = ask(question)
        assert answer.status == Status.ANSWERED
        assert actions_of(answer) == set(actions.split())
        assert answer.dropped_claims == 0

    @pytest.mark.parametrize(
        ("question", "told"),
        [
            (f"In which quarter do most activities fall {_PLAN}?", "fall in Q4."),
            (f"Which quarter has fewest activities {_PLAN}?", "**Q1**: 93 activities in 27 of 30"),
            (f"How many actions of each type are there {_PLAN}?", "-Operational**: 21 of 30"),
            (f"Which goal has most actions with Italy as participant {_PLAN}?", "5 of 30 actions"),
            ("Number of KPIs per goal, 2012?", "3 KPIs in 3 of 16 actions: OA 1.1, OA 1.2"),
            (f"Who co-leads most of the French-led actions {_PLAN}?", "Europol co-leads 4 of 30"),
            (f"Which country is most often a co-leader under SG 2 {_PLAN}?",
             "Romania (RO) co-leads 2 of 30 actions"),
            (f"Total number of KPIs {_PLAN}?", "have 119 KPIs in all: OA 1.1 4,"),
            (f"Which agencies lead 5 or more actions {_PLAN}?", "1 agency leads actions"),
            (f"Who co-leads exactly two actions {_PLAN}?", "Romania (RO) co-leads 2 of 30"),
        ],
    )  # fmt: skip
    def test_groups_sums_and_sizes_are_counted(self, ask: Ask, question: str, told: str) -> None:
        answer = ask(question)
        assert told in answer.answer
        assert answer.dropped_claims == 0

    def test_a_share_is_told_with_its_parts(self, ask: Ask) -> None:
        answer = ask(f"What percentage of the actions {_PLAN} has no co-leader?")
        assert "6 actions of the 30 (20 %)" in answer.answer

    def test_nothing_that_meets_them_is_said_so(self, ask: Ask) -> None:
        answer = ask(f"Which actions {_PLAN} have more than 40 participants?")
        assert answer.status == Status.NOT_FOUND
        assert "more than 40 named participants" in answer.answer


class TestActors:
    def test_those_of_a_kind_are_named_and_counted(self, ask: Ask) -> None:
        answer = ask(f"Which non-EU countries join OA 2.8 {_PLAN}?")
        assert "3 non-EU countries among the participants" in answer.answer
        assert "Norway (NO), Serbia (RS) and United Kingdom (UK)" in answer.answer
        assert "Germany" not in answer.answer

    def test_those_in_both_of_two_actions(self, ask: Ask) -> None:
        answer = ask(f"Who takes part in both OA 2.1 and OA 2.4 {_PLAN}?")
        assert "take part in OA 2.1 and OA 2.4" in answer.answer
        assert "Montenegro" not in answer.answer

    def test_those_who_have_no_role(self, ask: Ask) -> None:
        answer = ask(f"Which member states lead nothing {_PLAN}?")
        assert "19 Member States" in answer.answer
        assert "Portugal" not in answer.answer

    def test_those_with_one_role_and_not_another(self, ask: Ask) -> None:
        answer = ask(f"Which countries co-lead an action {_PLAN} without leading one?")
        assert "5 countries co-lead and do not lead" in answer.answer


class TestValues:
    @pytest.mark.parametrize(
        ("question", "words"),
        [
            (f"Which action {_PLAN} has the most KPIs?", "has 7 KPIs"),
            (f"How many KPIs does an action have on average {_PLAN}?", "on average 4 KPIs"),
            (f"Total number of OCGs to be dismantled {_PLAN}?", "add up to 13"),
            (f"How many KPIs does OA 5.4 have {_PLAN}?", "has 7 KPIs"),
            (f"rank the strategic goals by number of actions {_PLAN}", "14 of 30 actions"),
        ],
    )
    def test_they_are_counted_and_added_up(self, ask: Ask, question: str, words: str) -> None:
        answer = ask(question)
        assert words in answer.answer
        assert answer.dropped_claims == 0


class TestReading:
    @pytest.mark.parametrize(
        "question",
        [
            "Give me a short summary of the small boats action.",
            "Where was operational data to be processed in 2012?",
            "How many investigations is Operation Bride aiming for?",
            "who leads air-route actions",
            "What is the aim of the plan?",
        ],
    )
    def test_other_questions_are_left_alone(self, library: Library, question: str) -> None:
        assert parse_selection(find_mentions(question, library), library) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("EUR 240 000", 240_000),
        ("EUR 1,115,000 in total", 1_115_000),
        ("EUR 12 million", 12_000_000),
        ("No EMPACT funding requested", None),
        ("1.5 million", 1_500_000),
        ("240 000", 240_000),
        ("none (own resources)", None),
    ],
)
def test_amounts_are_read_as_people_write_them(words: str, number: float | None) -> None:
    assert amount_under("Budget (EUR)", words) == number


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Which actions of the 2022 plan on migrant smuggling are part of JAD Stopover?", "2.8"),
        ("In how many actions of the 2022 smuggling plan is JAD Arktos mentioned?", "2.11"),
        (
            "How many actions of the 2022 smuggling plan are led by an EU agency rather than by a "
            "Member State?",
            "1.1 1.2 2.9 2.10 2.12 2.14 4.1 5.2 5.3 5.5 6.1 6.2 6.3 7.2 8.1",
        ),
    ],
)
def test_conditions_by_name_and_said_twice(question: str, numbers: str, ask: Ask) -> None:
    wanted = {f"OA {number}" for number in numbers.split()}
    assert {citation.ref for citation in ask(question).citations} == wanted


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "How many actions does Germany lead on document fraud in the 2022 smuggling plan?",
            "1 action of the 30 in the 2022 plan on migrant smuggling led by Germany (DE) about "
            "document fraud:",
        ),
        (
            "Which French action is on financial investigations in the 2022 smuggling plan?",
            "No action led by France (FR) about financial investigations",
        ),
    ],
)
def test_a_topic_that_narrows_is_named(question: str, told: str, ask: Ask) -> None:
    assert told in ask(question).answer


@pytest.mark.parametrize(
    ("said", "plainly"),
    [
        ("have atleast five KPIs?", "have at least five KPIs?"),
        ("have Germany on board in any role (All MS counts)?", "does Germany have a role in?"),
        ("have an EU agency at the helm instead of a country?", "are led by an EU agency?"),
        ("does an agency of the Union lead, alone or with others?", "are led by an agency?"),
        ("is Malta part of? Leading, co-leading, joining, and those open to all MS.",
         "does Malta have a role in?"),
    ],
)  # fmt: skip
def test_what_is_said_in_passing_changes_nothing(said: str, plainly: str, ask: Ask) -> None:
    found = [actions_of(ask(f"Which actions {_PLAN} {words}")) for words in (said, plainly)]
    assert found[0] == found[1] != set()


def test_who_leads_one_action_is_no_search_among_all(ask: Ask) -> None:
    answer = ask("Which country leads the 2022 action on marriages of convenience?")
    assert actions_of(answer) == {"2.13"}
    assert "Portugal" in answer.answer
    none = ask("Which country leads the 2022 action on underwater archaeology?")
    assert not actions_of(none)
