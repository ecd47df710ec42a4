"""Each composer, from a typed query to statements with their evidence."""

import pytest

from answer.claims import Status
from answer.compose.alignment import aligned_goals
from answer.compose.blocks import find_block
from answer.compose.compare import compose_compare
from answer.compose.covers import compose_documents, compose_meta
from answer.compose.fields import compose_field
from answer.compose.lists import compose_list
from answer.compose.ranks import compose_rank
from answer.compose.running import compose_running
from answer.compose.summaries import compose_summary
from answer.compose.tasking import compose_tasking
from answer.compose.terms import compose_definition
from answer.compose.totals import compose_sum
from answer.compose.withheld import compose_redactions
from answer.draft import Draft, Statement
from answer.library import Library
from answer.query import ActorRole, Query, Scope
from index.search import SearchIndex
from ingest.model import Document

NEW, OLD = "oap-2022-migrant-smuggling", "oap-2012-illegal-immigration"
DRAFT, THB = "oap-2018-facilitated-illegal-immigration", "oap-2022-trafficking-in-human-beings"
MEASURES = "measures-2018-migrant-smuggling-networks"


def query(kind: str, aspect: str = "any", *documents: str, **named: object) -> Query:
    """Return a typed query over some documents, without any words of a question."""
    scope = Scope(documents, explicit=True)
    question = str(named.pop("question", ""))
    return Query(question, kind, aspect, scope=scope, **named)  # type: ignore[arg-type]


def words(draft: Draft | None) -> str:
    assert draft is not None
    return "\n".join(p.text if isinstance(p, Statement) else p for p in draft.parts)


def cited(draft: Draft | None) -> set[str]:
    assert draft is not None
    return {e.ref for statement in draft.statements for e in statement.evidence}


class TestFields:
    def test_leaders_are_told_with_co_leaders_and_both_rows(self, library: Library) -> None:
        draft = compose_field(query("field", "leader", NEW, refs=("OA 2.8",)), library)
        assert "led by Spain (ES), with co-leader Europol" in words(draft)
        assert draft and [e.field for e in draft.statements[0].evidence] == ["leader", "co_leader"]

    def test_several_leaders_are_all_told(self, library: Library) -> None:
        draft = compose_field(query("field", "leader", OLD, refs=("OA 2.2",)), library)
        assert "Hungary (HU), Austria (AT) and Frontex" in words(draft)

    def test_partners_of_2012_are_no_co_leaders(self, library: Library) -> None:
        draft = compose_field(query("field", "leader", OLD, refs=("OA 6.2",)), library)
        assert "Spain (ES), in cooperation with European Commission, Italy (IT)" in words(draft)

    def test_a_missing_co_leader_is_told(self, library: Library) -> None:
        draft = compose_field(query("field", "co_leader", NEW, refs=("OA 6.3",)), library)
        assert "has no co-leader" in words(draft)

    @pytest.mark.parametrize(
        ("code", "aspect", "begin"),
        [
            ("DE", "participants", "Yes: Germany (DE) takes part in"),
            ("ES", "leader", "Yes: Spain (ES) leads"),
            ("DE", "leader", "No: "),
            ("CY", "participants", "No: Cyprus (CY) is not named"),
        ],
    )
    def test_a_premise_is_checked(
        self, code: str, aspect: str, begin: str, library: Library
    ) -> None:
        asked = query("check", aspect, NEW, refs=("OA 2.8",), actors=(ActorRole(code),))
        assert words(compose_field(asked, library)).startswith(begin)

    def test_a_false_leader_is_corrected_by_the_true_one(self, library: Library) -> None:
        asked = query("check", "leader", NEW, refs=("OA 2.8",), actors=(ActorRole("DE"),))
        told = words(compose_field(asked, library))
        assert "led by Spain (ES), not by Germany (DE)" in told and "takes part in" in told

    def test_all_member_states_mean_each_of_them(self, library: Library) -> None:
        asked = query("check", "participants", NEW, refs=("OA 6.2",), actors=(ActorRole("CY"),))
        assert "as one of “All MS”" in words(compose_field(asked, library))

    def test_each_kpi_is_a_claim_of_its_own(self, library: Library) -> None:
        draft = compose_field(query("field", "kpi", NEW, refs=("OA 2.14",)), library)
        assert "Number of apprehensions/arrests made (1,000)" in words(draft)
        assert draft and len(draft.statements) == 5
        assert {e.field for s in draft.statements for e in s.evidence} == {"kpi"}

    def test_a_withheld_sheet_is_named_with_its_notice(self, library: Library) -> None:
        draft = compose_field(query("field", "leader", THB, refs=("OA 2.3",)), library)
        assert draft and draft.status == Status.REDACTED
        assert "LIMITE" in words(draft) and "DELETED UNTIL THE END" in words(draft)

    def test_a_ref_that_is_not_there_comes_with_its_neighbours(self, library: Library) -> None:
        draft = compose_field(query("field", "leader", NEW, refs=("OA 2.20",)), library)
        assert draft and draft.status == Status.NOT_FOUND and not draft.statements
        assert "OA 2.1 to OA 2.14" in words(draft) and draft.choices


class TestLists:
    def test_a_list_cites_its_members_alone(self, library: Library) -> None:
        leads = query("list", "role", NEW, actors=(ActorRole("ES", ("leader",)),))
        draft = compose_list(leads, library)
        assert cited(draft) == {"OA 2.7", "OA 2.8"}
        assert "2 actions of the 30" in words(draft)

    def test_a_count_is_one_claim_that_names_them(self, library: Library) -> None:
        leads = query("count", "role", NEW, actors=(ActorRole("DE", ("leader",)),))
        draft = compose_list(leads, library)
        assert draft and len(draft.statements) == 1
        assert "3 actions of the 30" in words(draft)
        assert cited(draft) == {"OA 2.3", "OA 5.4", "OA 5.6"}

    def test_conditions_hold_together(self, library: Library) -> None:
        both = (ActorRole("FRONTEX", ("leader",)), ActorRole("EUROPOL", ("co_leader",)))
        draft = compose_list(query("list", "role", NEW, actors=both, refs=("SG 2",)), library)
        assert cited(draft) == {"OA 2.10", "OA 2.12", "OA 2.14"}

    def test_an_actor_may_be_ruled_out(self, library: Library) -> None:
        roles = (
            ActorRole("EUROPOL", ("co_leader",)),
            ActorRole("FRONTEX", ("leader",), negated=True),
        )
        draft = compose_list(query("list", "role", NEW, actors=roles, refs=("SG 5",)), library)
        assert cited(draft) == {"OA 5.1", "OA 5.6"}

    def test_none_found_is_said(self, library: Library) -> None:
        draft = compose_list(
            query("list", "role", NEW, actors=(ActorRole("MT", ("leader",)),)), library
        )
        assert draft and (draft.status, draft.statements) == (Status.NOT_FOUND, [])
        assert "No action led by Malta (MT)" in words(draft)

    def test_actions_of_a_goal(self, library: Library) -> None:
        draft = compose_list(query("list", "goal", NEW, refs=("SG 7",)), library)
        assert cited(draft) == {"OA 7.1", "OA 7.2"}

    def test_targets_above_a_number(self, library: Library) -> None:
        draft = compose_list(query("list", "kpi", NEW, numbers=(500.0,)), library)
        assert cited(draft) == {"OA 2.3", "OA 2.10", "OA 2.14"}

    def test_goals_and_measures(self, library: Library) -> None:
        goals = compose_list(query("list", "goals", OLD), library)
        assert cited(goals) == {f"SG {n}" for n in range(1, 8)}
        measures = compose_list(query("count", "measures", MEASURES, refs=("Chapter II",)), library)
        assert "has 6 measures" in words(measures)
        assert cited(measures) == {f"Measure {n}" for n in range(4, 10)}

    def test_ranks_begin_with_the_most(self, library: Library) -> None:
        draft = compose_rank(query("rank", "leader", NEW, question="who leads most"), library)
        assert draft
        assert draft.statements[0].text.startswith("Frontex leads the most, 8 of 30 actions")
        assert draft.statements[1].text.startswith("France (FR) leads 4 of 30 actions")

    def test_countries_are_ranked_without_agencies(self, library: Library) -> None:
        asked = query("rank", "leader", NEW, question="which country leads most actions")
        draft = compose_rank(asked, library)
        assert draft and draft.statements[0].text.startswith("France (FR) leads the most")
        assert "Frontex" not in words(draft)

    def test_goals_are_ranked_by_their_actions(self, library: Library) -> None:
        draft = compose_rank(query("rank", "goal", NEW, question="goal with most actions"), library)
        assert "SG 2" in words(draft) and "14 of 30" in words(draft)

    def test_targets_add_up(self, library: Library) -> None:
        asked = query(
            "sum", "kpi", NEW, question="sum of OCGs dismantled", refs=("OA 2.5", "OA 5.1")
        )
        assert "add up to 5" in words(compose_sum(asked, library))


class TestSummaries:
    def test_a_goal_comes_with_every_action(self, library: Library) -> None:
        draft = compose_summary(query("summary", "any", NEW, refs=("SG 5",)), library)
        assert {f"OA 5.{n}" for n in range(1, 7)} | {"SG 5"} == cited(draft)
        told = words(draft)
        assert told.startswith("**SG 5 of the 2022 plan on migrant smuggling: Document Fraud**")
        assert "Objective:" in told and "led by France (FR)" in told and "(200)" in told

    def test_a_goal_without_sheets_says_so(self, library: Library) -> None:
        draft = compose_summary(query("summary", "any", THB, refs=("SG 5",)), library)
        assert "withheld" in words(draft)

    def test_an_action_with_all_its_rows(self, library: Library) -> None:
        draft = compose_summary(query("summary", "any", NEW, refs=("OA 2.8",)), library)
        assert cited(draft) == {"OA 2.8"}
        assert draft
        fields = {e.field for s in draft.statements for e in s.evidence}
        assert {"leader", "co_leader", "participants", "summary", "kpi"} <= fields

    def test_a_measure_a_section_a_footnote(self, library: Library) -> None:
        for document, ref in ((MEASURES, "Measure 4"), (NEW, "§ 4.3"), (MEASURES, "Footnote 4")):
            assert cited(
                compose_summary(query("summary", "any", document, refs=(ref,)), library)
            ) == {ref}

    def test_a_goal_that_is_not_there(self, library: Library) -> None:
        draft = compose_summary(query("summary", "any", OLD, refs=("SG 9",)), library)
        assert draft and (draft.status, draft.statements) == (Status.NOT_FOUND, [])
        assert "SG 1 to SG 7" in words(draft)

    def test_an_actor_plan_by_plan(self, library: Library) -> None:
        draft = compose_tasking(
            query("summary", "tasking", OLD, NEW, actors=(ActorRole("DE"),)), library
        )
        told = words(draft)
        assert "Germany (DE) is the driver of the 2022 plan" in told
        assert "Germany (DE) leads 3 actions: OA 2.3" in told
        assert "Germany (DE) takes part in 1 action: OA 5.2" in told


class TestCompare:
    def test_two_plans_side_by_side(self, library: Library, index: SearchIndex) -> None:
        asked = query("compare", "any", OLD, NEW, question="compare 2012 and 2022")
        draft = compose_compare(asked, library, index)
        assert draft
        told = words(draft)
        for heading in ("**Aims**", "**Drivers**", "**Goals", "**Who leads**"):
            assert heading in told
        assert "Italy (IT)" in told and "Germany (DE)" in told
        sides = {e.document_id for s in draft.statements for e in s.evidence}
        assert sides == {OLD, NEW}

    def test_every_goal_is_kept_new_or_dropped_once(
        self, library: Library, index: SearchIndex
    ) -> None:
        asked = query("compare", "any", OLD, NEW, question="compare 2012 and 2022")
        draft = compose_compare(asked, library, index)
        assert draft
        goals = [
            (e.document_id, e.ref)
            for s in draft.statements
            if s.text.startswith(("Kept", "New", "Dropped"))
            for e in s.evidence
        ]
        wanted = [(d, g.ref) for d in (OLD, NEW) for g in library.documents[d].goals]
        assert sorted(goals) == sorted(wanted)

    def test_goals_are_paired_once_each(self, library: Library, index: SearchIndex) -> None:
        pairs = aligned_goals(library.documents[THB], library.documents[NEW], index)
        refs = {(one.ref, other.ref) for one, other in pairs}
        assert ("SG 5", "SG 5") in refs
        assert len({one for one, _ in refs}) == len({other for _, other in refs}) == len(pairs)


class TestTerms:
    def test_an_acronym_in_the_words_of_its_document(self, library: Library) -> None:
        draft = compose_definition(query("define", "term", NEW, acronyms=("UAM",)), library)
        assert words(draft).startswith("**UAM** stands for unaccompanied minors")
        assert compose_definition(query("define", "term", NEW, acronyms=("XQZ",)), library) is None

    @pytest.mark.parametrize(
        ("aspect", "document", "told"),
        [
            ("driver", NEW, "Germany (DE)"),
            ("driver", OLD, "Italy (IT)"),
            ("number", OLD, "17793/2/11 REV 2"),
            ("number", MEASURES, "15250/18"),
            ("date", OLD, "15 December 2011"),
            ("marking", DRAFT, "RESTREINT UE/EU RESTRICTED"),
            ("priority", NEW, "to fight against criminal networks involved in migrant smuggling"),
        ],
    )
    def test_the_cover(self, aspect: str, document: str, told: str, library: Library) -> None:
        assert told in words(compose_meta(query("meta", aspect, document), library))

    def test_a_withheld_driver_is_told_as_such(self, library: Library) -> None:
        draft = compose_meta(query("meta", "driver", DRAFT), library)
        assert draft and draft.status == Status.REDACTED and "withheld" in words(draft)

    def test_documents_are_all_named(self, library: Library) -> None:
        draft = compose_documents(query("list", "documents", *library.documents), library)
        assert draft and len(draft.statements) == len(library.documents)

    def test_every_redaction_is_shown_in_place(self, library: Library) -> None:
        for key in (DRAFT, THB):
            draft = compose_redactions(query("redactions", "any", key), library)
            redactions = library.documents[key].redactions
            assert cited(draft) == {r.ref for r in redactions}
        assert "Nothing is marked" in words(
            compose_redactions(query("redactions", "any", OLD), library)
        )


class TestRunning:
    def test_a_heading_asked_for_brings_its_whole_block(
        self, library: Library, index: SearchIndex
    ) -> None:
        asked = query(
            "passage",
            "any",
            NEW,
            question="what are the key threats",
            plain="what are the key threats",
        )
        assert find_block(asked, library)
        draft = compose_running(asked, library, index)
        assert draft and len(draft.statements) > 5 and cited(draft) == {"§ 2.1"}

    def test_a_passage_is_quoted_from_where_it_stands(
        self, library: Library, index: SearchIndex
    ) -> None:
        asked = query(
            "passage",
            "any",
            NEW,
            question="Which tool is recommended for operational information exchange?",
        )
        draft = compose_running(asked, library, index)
        assert "Secure Information Exchange Network Application" in words(draft)
        assert "§ 4.3" in cited(draft)

    def test_what_no_passage_says_has_no_answer(self, library: Library, index: SearchIndex) -> None:
        asked = query("passage", "any", NEW, question="stratospheric balloon xylophones")
        assert compose_running(asked, library, index) is None


def test_every_statement_of_a_plan_rests_on_its_own_document(library: Library) -> None:
    document: Document = library.documents[NEW]
    for goal in document.goals:
        draft = compose_summary(query("summary", "any", NEW, refs=(goal.ref,)), library)
        assert draft
        for statement in draft.statements:
            assert statement.evidence
            assert {e.document_id for e in statement.evidence} == {NEW}
