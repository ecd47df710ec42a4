import pytest

from answer.claims import Status
from answer.query import ActorRole
from answer.roles import bind_roles
from ingest.actors import find_actors
from tests.answer.sheets import Ask


def bound(question: str) -> dict[str, ActorRole]:
    actors = [(mention.code, mention.start) for mention in find_actors(question)]
    return {role.code: role for role in bind_roles(question, actors)}


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        (
            "actions where Europol leads and Germany participates",
            {"EUROPOL": "leader", "DE": "participant"},
        ),
        ("led by Spain or France", {"ES": "leader", "FR": "leader"}),
        ("co-led by Europol and Eurojust", {"EUROPOL": "co_leader", "EUROJUST": "co_leader"}),
        (
            "Frontex as participant, Europol as co-leader",
            {"FRONTEX": "participant", "EUROPOL": "co_leader"},
        ),
        ("Which actions does Poland take part in?", {"PL": "participant"}),
        (
            "led by Frontex, with Europol as co-leader",
            {"FRONTEX": "leader", "EUROPOL": "co_leader"},
        ),
        ("Welche Aktionen leitet Spanien?", {"ES": "leader"}),
        ("Quelles actions sont dirigées par la France ?", {"FR": "leader"}),
    ],
)
def test_each_actor_has_the_role_beside_it(question: str, roles: dict[str, str]) -> None:
    found = bound(question)
    assert {code: role.roles for code, role in found.items()} == {c: (r,) for c, r in roles.items()}
    assert not any(role.negated for role in found.values())


@pytest.mark.parametrize(
    "question",
    [
        "Over which months was the follow-up on Vietnamese organised crime to run?",
        "Who leads the work on Albanian gangs?",
        "Which action led by Europol looks at Nigerian networks?",
    ],
)
def test_a_name_that_tells_of_what_kind_something_is_has_no_role(question: str) -> None:
    kinds = {code: role for code, role in bound(question).items() if code != "EUROPOL"}
    assert kinds and not any(role.roles or role.excluded for role in kinds.values())


def test_an_actor_beside_no_role_has_none() -> None:
    assert bound("What about Spain?")["ES"] == ActorRole("ES")


@pytest.mark.parametrize(
    "question",
    [
        "actions led by someone other than Frontex",
        "all leaders except Frontex",
        "leaders apart from Frontex",
        "which agencies, excluding Frontex, lead actions",
    ],
)
def test_an_actor_may_be_ruled_out(question: str) -> None:
    assert bound(question)["FRONTEX"].negated


def test_a_bare_denial_rules_out_what_was_said_before() -> None:
    found = bound("Serbia participates and Montenegro does not")
    assert (found["RS"].negated, found["ME"].negated) == (False, True)
    assert found["ME"].roles == ("participant",)


@pytest.mark.parametrize(
    "question", ["in which Italy takes part but does not lead", "that Italy joins without leading"]
)
def test_one_role_may_be_wanted_and_another_ruled_out(question: str) -> None:
    role = bound(question)["IT"]
    assert (role.roles, role.excluded, role.negated) == (("participant",), ("leader",), False)


@pytest.mark.parametrize(
    "question",
    ["What does Sweden do in the 2012 plan?", "Which role does Sweden have in the 2012 plan?"],
)
def test_a_member_state_that_no_sheet_names_takes_part_where_all_do(
    ask: Ask, question: str
) -> None:
    answer = ask(question)
    assert "As one of “All MS” Sweden (SE) takes part in OA 1.1" in answer.answer
    assert {"OA 1.1", "OA 6.3"} <= {citation.ref for citation in answer.citations}


@pytest.mark.parametrize("actor", ["OLAF", "Norway"])
def test_who_stands_in_no_sheet_has_no_part(ask: Ask, actor: str) -> None:
    answer = ask(f"What role does {actor} play in the 2012 plan?")
    assert answer.status == Status.NOT_FOUND


def test_who_assists_is_no_topic(ask: Ask) -> None:
    answer = ask("Who heads the work on fake marriages in 2022, and who assists?")
    assert answer.citations[0].ref == "OA 2.13"
    assert "OA 2.6" not in {citation.ref for citation in answer.citations}  # "assisted by"
    assert "co-leaders Slovakia (SK)" in answer.answer
