"""Who is in one of two plans and not in the other, against the parsed sheets."""

import pytest

from answer.claims import Status, Turn
from answer.gather import sheets
from ingest.actors import actor, member_states
from ingest.facts import FactStore
from ingest.model import ActorValue, Field
from tests.answer.sheets import Ask

OLD, NEW = "oap-2012-illegal-immigration", "oap-2022-migrant-smuggling"
_ROLES = (Field.LEADER, Field.CO_LEADER, Field.PARTICIPANTS)


def codes_in(store: FactStore, key: str, *fields: Field) -> set[str]:
    """Return who has a role in the actions of a plan, each member for "All MS"."""
    document = store.document(key)
    values = [v for a in sheets(document) for field in fields for v in a.values(field)]
    codes = {v.code for v in values if isinstance(v, ActorValue) and v.code}
    members = set(member_states(document.year or 0)) if "ALL_MS" in codes else set()
    return codes - {"ALL_MS"} | members


@pytest.mark.parametrize(
    ("question", "fields", "having"),
    [
        ("Which actors lead actions in 2022 but not in 2012?", (Field.LEADER,), NEW),
        ("Which leaders of 2012 no longer lead in 2022?", (Field.LEADER,), OLD),
        ("who leads in 2022 that did not lead in 2012", (Field.LEADER,), NEW),
        ("Which leaders are only in the 2012 and not in the 2022 plan?", (Field.LEADER,), OLD),
        ("Which actors dropped out between 2012 and 2022?", _ROLES, OLD),
        ("Who is new in 2022 compared to 2012?", _ROLES, NEW),
        ("Which actors are missing from the 2012 plan but appear in 2022?", _ROLES, NEW),
        ("Which actors disappeared from 2012 to 2022?", _ROLES, OLD),
    ],
)
def test_those_of_one_plan_alone(
    question: str, fields: tuple[Field, ...], having: str, ask: Ask, store: FactStore
) -> None:
    own = codes_in(store, having, *fields)
    others = codes_in(store, OLD if having == NEW else NEW, *fields)
    answer = ask(question)
    lines = [line for line in answer.answer.splitlines() if line.startswith("- ")]
    assert len(lines) == len(own - others)
    for code in own - others:
        found = actor(code)
        assert found and any(found.name in line or code in line for line in lines)
    assert {c.document_id for c in answer.citations} == {having}


def test_those_in_both_are_told_plan_by_plan(ask: Ask, store: FactStore) -> None:
    both = codes_in(store, OLD, Field.LEADER) & codes_in(store, NEW, Field.LEADER)
    answer = ask("Which actors lead actions in both the 2012 and the 2022 migrant smuggling plan?")
    lines = [line for line in answer.answer.splitlines() if line.startswith("- ")]
    assert len(lines) == 2 * len(both)
    assert {c.document_id for c in answer.citations} == {OLD, NEW}


def test_none_is_told_with_what_shows_it(ask: Ask) -> None:
    answer = ask("Which agencies take part in the 2012 plan but not in the 2022 plan?")
    assert answer.status == Status.ANSWERED
    assert answer.answer.startswith("**None: each agency that takes part in actions of the 2012")
    assert {c.document_id for c in answer.citations} == {OLD, NEW}


def test_a_plan_that_withholds_its_sheets_cannot_be_set_apart(ask: Ask) -> None:
    answer = ask("Which agencies have a role in the 2012 plan but not in the 2018 plan?")
    assert answer.status == Status.REDACTED
    assert "withholds its action sheets" in answer.answer


def test_an_actor_at_hand_is_not_who_is_new(ask: Ask) -> None:
    first = "Sum up Croatia's part in the 2022 migrant smuggling plan"
    history = [Turn(role="user", content=first), Turn(role="assistant", content=ask(first).answer)]
    alone = ask("Who is new in 2022 compared to 2012?")
    assert ask("and who is new in 2022 compared to 2012?", history).answer == alone.answer
