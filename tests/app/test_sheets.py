"""All that one actor does."""

import pytest

from app.errors import UnknownActor
from app.service import Service
from app.sheets import actor_sheet


def test_a_sheet_has_the_roles_of_an_actor_by_plan(library: Service) -> None:
    sheet = actor_sheet(library.store, "Spain")
    assert (sheet.code, sheet.name) == ("ES", "Spain (ES)")
    (plan,) = (plan for plan in sheet.plans if plan.document_id == "oap-2022-migrant-smuggling")
    assert "OA 2.8" in {role.ref for role in plan.leads}
    assert all(role.named.code == "ES" for role in (*plan.leads, *plan.co_leads, *plan.joins))
    assert {role.named.code for role in plan.joins_as_member_state} == {"ALL_MS"}
    assert not {r.ref for r in plan.joins} & {r.ref for r in plan.joins_as_member_state}


def test_the_driver_of_a_plan_drives_it(library: Service) -> None:
    driven = [plan.document_id for plan in actor_sheet(library.store, "DE").plans if plan.drives]
    assert driven == ["oap-2022-migrant-smuggling"]


def test_all_ms_means_the_members_of_the_year(library: Service) -> None:
    covered = {
        plan.year: bool(plan.joins_as_member_state)
        for plan in actor_sheet(library.store, "UK").plans
    }
    assert covered[2012]
    assert not covered[2022]


def test_plans_without_the_actor_are_left_out(library: Service) -> None:
    assert actor_sheet(library.store, "Burkina Faso").plans == ()
    with pytest.raises(UnknownActor, match="Atlantis"):
        actor_sheet(library.store, "Atlantis")
